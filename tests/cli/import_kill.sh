#!/bin/sh
# SPDX-License-Identifier: MIT
# import_kill.sh - SIGKILL at any moment of an import: its batch is there whole
# or not at all, and the database passes `check`.
. "$(dirname "$0")/../lib/tap.sh"

export ROLLCALL_DB="$T/x.db"
rc() {
	"$OUT/rollcall" --lang en "$@"
}
rows() {
	rc list posts --format csv cols=code 2>/dev/null | tail -n +2 |
		wc -l | tr -d ' '
}
ROWS=20000
ok "init" rc init
printf 'code,name,kind,tier\n1,Một,state,commune\n' >"$T/a.csv"
ok "an agency" rc import agencies "$T/a.csv"
awk -v n=$ROWS 'BEGIN {
	print "code,agency,title,title_group"
	for (i = 1; i <= n; i++) print "P-" i ",1,Chuyên viên " i ",VIII"
}' >"$T/p.csv"
cp "$T/x.db" "$T/empty.db"

begin=$(date +%s%N)
ok "the whole import" rc import posts "$T/p.csv"
took=$((($(date +%s%N) - begin) / 1000000)) # ms
is "has all rows" "$(rows)" $ROWS

torn=0 killed=0 whole=0 broken=0
for tenth in 0 1 2 3 4 5 6 7 8 9 10; do
	rm -f "$T"/x.db*
	cp "$T/empty.db" "$T/x.db"
	start import "$OUT/rollcall" import posts "$T/p.csv"
	ms=$((took * tenth / 10))
	sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
	alive import && killed=$((killed + 1))
	stop import KILL
	case $(rows) in
	0) ;;
	"$ROWS") whole=$((whole + 1)) ;;
	*) torn=$((torn + 1)) ;;
	esac
	rc check >"$T/check" 2>&1 || broken=$((broken + 1))
done
echo "# $killed of 11 killed at work, $whole were done"
isnt "some were killed at work" $killed 0
is "none is there in part" $torn 0
is "the database passes check each time" $broken 0

# Refused rows that were not finished leave no file, half a list even less.
sed 's/,VIII$/,bad/' "$T/p.csv" >"$T/bad.csv"
mkdir "$T/rejects"
for tenth in 1 3 5 7; do
	start bad "$OUT/rollcall" import posts "$T/bad.csv" --on-error skip --rejects "$T/rejects/r.csv"
	ms=$((took * tenth / 10))
	sleep "$((ms / 1000)).$(printf %03d $((ms % 1000)))"
	alive bad && midway=$((${midway:-0} + 1))
	stop bad KILL
done
echo "# ${midway:-0} of 4 killed at work"
is "no rejects of a killed run stay" "$(find "$T/rejects" -name '*.tmp' | wc -l)" 0
ok "and takes the file afterwards" rc import posts "$T/p.csv"
is "whole" "$(rows)" $ROWS
finish
