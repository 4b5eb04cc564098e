#!/bin/sh
# SPDX-License-Identifier: MIT
# What breaks an import from outside, and that nothing of it stays: a full disk,
# a database that may not be written, two imports at once, rejects that cannot
# be written, files of a strange shape, an interrupt.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
db=$T/db
rc() { "$rollcall" --lang en --db "$db" "$@"; }
last() { tail -n 1 "$T/stderr"; }
rows() { rc list posts --format csv cols=code 2>/dev/null | tail -n +2 | wc -l | tr -d ' '; }
posts() { # N: so many good posts
	awk -v n="$1" 'BEGIN { print "code,agency,title,title_group"
		for (i = 1; i <= n; i++) print "P-" i ",1,Chuyên viên số " i ",VIII" }'
}
printf 'code,name,kind,tier\n1,Một,state,commune\n' >"$T/a.csv"
rc init 2>/dev/null
rc import agencies "$T/a.csv" 2>/dev/null
posts 20000 >"$T/p.csv"

# --- the disk --------------------------------------------------------------------
(
	trap '' XFSZ
	ulimit -f 4000
	"$rollcall" --lang en --db "$db" import posts "$T/p.csv" >/dev/null 2>"$T/full.err"
	echo $? >"$T/full.code"
)
is 'a file size limit is not done' "$(cat "$T/full.code")" 3
is '  nothing is there' "$(rows)" 0
ok '  and the database is sound' rc check
mkdir "$T/small"
if mount -t tmpfs -o size=3m tmpfs "$T/small" 2>/dev/null; then
	trap 'umount "$T/small" 2>/dev/null; tap_clean' EXIT
	db=$T/small/db
	rc init 2>/dev/null
	rc import agencies "$T/a.csv" 2>/dev/null
	exits 'a full disk' 3 rc import posts "$T/p.csv"
	like '  is called that' "$(cat "$T/stderr")" 'full|No space'
	is '  nothing is there' "$(rows)" 0
	ok '  and the database is sound' rc check
	posts 20 >"$T/few.csv"
	exits '  it takes a small file afterwards' 0 rc import posts "$T/few.csv"
	db=$T/db
	sed 's/VIII/bad/' "$T/p.csv" >"$T/allbad.csv"
	dd if=/dev/zero of="$T/small/fill" bs=1k count=4000 2>/dev/null
	exits 'no room for the rejects' 3 rc import posts "$T/allbad.csv" --rejects "$T/small/bad.csv"
	is '  half a list does not stay' "$(find "$T/small" -name 'bad*' | wc -l)" 0
	umount "$T/small"
else
	skip 'no tmpfs can be mounted here' 7
fi
echo old >"$T/rej.csv"
exits 'rejects into no folder' 3 rc import posts "$T/p.csv" --rejects "$T/none/bad.csv"
is '  is told before anything is written' "$(rows)" 0
exits 'rejects into a folder' 3 rc import posts "$T/p.csv" --rejects "$T"
exits 'rejects onto a full device' 3 sh -c "sed 2s/VIII/bad/ '$T/p.csv' | '$rollcall' --db '$db' import posts - --rejects /dev/full --on-error skip"
is '  nothing is written then' "$(rows)" 0

# --- who may write -------------------------------------------------------------------
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$T" && cp "$rollcall" "$T/rollcall"
	chmod 444 "$db"
	exits 'a database that may only be read' 3 setpriv --reuid=65534 --clear-groups \
		"$T/rollcall" --db "$db" import posts "$T/p.csv"
	chmod 600 "$db"
else
	skip 'only root can try it as another'
fi
start one "$rollcall" --lang en --db "$db" import posts "$T/p.csv"
sed 's/^P-/Q-/' "$T/p.csv" >"$T/q.csv"
exits 'two imports at once: the second' 0 rc import posts "$T/q.csv"
wait "$(cat "$T/one.pid")"
is '  the first' "$?" 0
is '  both are whole' "$(rows)" 40000
ok '  and the chain holds' rc audit verify

# --- shapes ---------------------------------------------------------------------------
awk 'BEGIN { for (i = 1; i <= 600; i++) printf "c%d,", i; print "x" }' >"$T/wide.csv"
exits 'a header of 601 columns' 3 rc import posts "$T/wide.csv"
like '  names the ceiling' "$(cat "$T/stderr")" '512'
awk 'BEGIN { printf "code,agency,title,title_group"; for (i = 5; i <= 512; i++) printf ",c%d", i
	printf "\nW-1,1,x,VIII\n" }' >"$T/wide.csv"
exits 'one of 512 goes' 0 rc import posts "$T/wide.csv"
awk 'BEGIN { print "code,agency,title,title_group"
	for (i = 1; i <= 100000; i++) print "F-" i ",nowhere " i ",t,IX" }' >"$T/bad.csv"
exits '200 000 faults' 1 rc import posts "$T/bad.csv" --dry-run
like '  are counted' "$(last)" '^read 100000 = created 0 \+ updated 0 \+ unchanged 0 \+ rejected 100000; dry run'
like '  by cause' "$(cat "$T/stderr")" '^agency: there is no such agency \(100000 faults, 100000 different cells\)$'
is '  in few lines' "$([ "$(wc -l <"$T/stderr")" -lt 60 ] && echo few)" few
if [ -x /usr/bin/time ]; then # the sanitizers take memory of their own
	/usr/bin/time -f %M -o "$T/kb" "$rollcall" --db "$db" import posts "$T/bad.csv" \
		--report csv --rejects "$T/rej.csv" >"$T/report" 2>/dev/null
	is '  all of them in a report' "$(sed 1d "$T/report" | wc -l)" 200000
	is '  and in the rejects' "$(sed 1d "$T/rej.csv" | wc -l)" 100000
	case $OUT in
	*asan) skip '  memory is not measured with sanitizers' ;;
	*) is '  in less than 90 MB' "$([ "$(tail -n 1 "$T/kb")" -lt 90000 ] && echo less || cat "$T/kb")" less ;;
	esac
else
	skip 'time is not installed' 3
fi

# --- rejects, in every form -----------------------------------------------------------
{
	printf '\357\273\277code;agency;title;title_group\r\n'
	printf 'R-1;1;"a;b ""c""\nd";VIII\r\nR-2;1;x;nine\r\nR-3;none;"y;z";VIII\r\n'
} >"$T/bom.csv"
exits 'rejects of a file with a mark and ;' 1 rc import posts "$T/bom.csv" --on-error skip --rejects "$T/rej.csv"
is '  begin with the mark' "$(head -c 3 "$T/rej.csv" | od -An -tx1 | tr -d ' ')" efbbbf
is '  keep the separator' "$(sed -n 3p "$T/rej.csv" | cut -c1-18)" 'R-3;none;"y;z";VII'
sed 's/nine/VIII/; s/;none;/;1;/' "$T/rej.csv" >"$T/mended.csv"
exits '  mended, they import' 0 rc import posts "$T/mended.csv"
like '  both' "$(last)" '^read 2 = created 2 '
cp "$T/rej.csv" "$T/old.csv"
exits 'no row refused' 0 rc import posts "$T/mended.csv" --rejects "$T/old.csv"
same '  leaves an older file alone' "$T/rej.csv" "$T/old.csv"

# --- an interrupt ------------------------------------------------------------------------
posts 200000 | sed 's/^P-/I-/' >"$T/big.csv"
before=$(rows)
start big "$rollcall" --lang en --db "$db" import posts "$T/big.csv"
sleep 0.7
stop big INT
is 'Ctrl-C: not done' "$code" 3
is '  said in one line' "$(cat "$T/big.err")" 'rollcall: stopped; nothing was written'
is '  nothing of it is there' "$(rows)" "$before"
ok '  and the database is sound' rc check
if command -v tmux >/dev/null; then
	mux() { tmux -S "$T/mux" -f /dev/null "$@"; }
	mux new-session -d -x 70 -y 10 env PS1='$ ' TERM=screen ENV= sh
	mux send-keys -l "clear; '$rollcall' --lang en --db '$db' import posts '$T/big.csv'; echo end-\$?" \; send-keys Enter
	ok 'progress on a terminal' wait_for 10 sh -c "tmux -S '$T/mux' capture-pane -p | grep -Eq '^rows [0-9]+/[0-9]+, [0-9]+/s'"
	mux send-keys C-c
	ok '  ends at once' wait_for 5 sh -c "tmux -S '$T/mux' capture-pane -p | grep -q '^end-3'"
	is '  its line is wiped' "$(mux capture-pane -p | grep -c '^rows')" 0
	mux kill-server
else
	skip 'tmux is not installed' 3
fi
finish
