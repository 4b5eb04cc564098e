#!/bin/sh
# SPDX-License-Identifier: MIT
# quota, report, calendar: that they print, in every format. What the figures
# are is counted by hand in the tests of rule/ and report/.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" --as-of 2026-11-22 "$@"; }
rc init --plan dong-nai-2025-2028 2>/dev/null
# 95 communes, none of them equipped: 60/80/100 percent are 57/76/95
i=0
echo 'code,name,tier,in_quota' >"$T/a.csv"
while [ $i -lt 95 ]; do
	i=$((i + 1))
	echo "C$i,Xã $i,commune,yes" >>"$T/a.csv"
done
sed 's/^C\([0-9]*\),.*/C\1-1,C\1,Bí thư,VI/; 1s/.*/code,agency,title,title_group/' "$T/a.csv" >"$T/p.csv"
rc import agencies "$T/a.csv" 2>/dev/null
rc import posts "$T/p.csv" 2>/dev/null
needed() { rc quota --year "$1" --format csv | tr -d '\r' | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	$at["indicator"] == "Q2" { print $at["target_percent"], $at["roster"], $at["needed"], $at["equipped"] }'; }
is '2025: 60 percent of 95 need 57' "$(needed 2025)" '60 95 57 0'
is '2026: 80 percent need 76' "$(needed 2026)" '80 95 76 0'
is '2027: 100 percent need 95' "$(needed 2027)" '100 95 95 0'

ok 'quota as json' rc quota --format json
for key in as_of year basis theta unknown rows; do
	like "  has $key" "$(cat "$T/stdout")" "^  \"$key\": "
done
like '  a row with its keys in order' "$(cat "$T/stdout")" \
	'\{"indicator": "Q2", "tier": "commune", "target_percent": 80, "roster": 95, "needed": 76, "equipped": 0, "met_equipped": false, "conforming": 0, "met_conforming": false, "unknown": 0, "not_evaluable": 0, "counted": "agencies"\}'
like '  the parameters of the call' "$(rc quota --theta 60 --basis post --unknown exclude --format json | tr -d '\n')" \
	'"basis": "post",  "theta": 60,  "unknown": "exclude"'
ok 'quota as text' rc quota
like '  says both figures' "$(cat "$T/stdout")" '^Q2 +commune +80% +95 +76 +0 +no +0 +no '
exits 'a basis that is none' 2 rc quota --basis person
exits 'a year out of range' 2 rc quota --year 26

ok 'report list' rc report list
like '  has the purchase list' "$(cat "$T/stdout")" '^procurement  '
for format in text csv json; do
	ok "procurement as $format" rc report procurement --format $format
	isnt "  is not empty" "$(cat "$T/stdout")" ''
done
ok 'a report into a file' rc report procurement --format csv -o "$T/buy.csv"
is '  the same' "$(cat "$T/buy.csv")" "$(rc report procurement --format csv)"
exits 'no such report' 2 rc report procurment
like '  the nearest' "$(cat "$T/stderr")" 'did you mean "procurement"'
exits 'a period that is none' 2 rc report quota --period 2026Q5

ok 'calendar' rc calendar --from 2026-11-22 --to 2026-12-31 --format csv
is '  R1: before the 25th, so the 24th is the last day' \
	"$(tr -d '\r' <"$T/stdout" | grep '^R1,' | head -n 1 | cut -d, -f1-4)" 'R1,2026-11-25,2026-11-24,true'
exits 'a span turned round' 2 rc calendar --from 2026-12-01 --to 2026-11-01
finish
