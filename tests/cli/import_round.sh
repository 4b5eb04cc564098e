#!/bin/sh
# SPDX-License-Identifier: MIT
# What is exported imports again and changes nothing, for every kind that is not
# kept by the program itself; and undo puts back the very rows, to the byte.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --lang en --db "$T/db" "$@"; }
last() { tail -n 1 "$T/stderr"; }
rc demo 2>/dev/null
kinds=
for kind in $(rc help 2>&1 | sed -n '/^KIND is/,/^$/p' | sed 1d); do
	rc template "$kind" >"$T/t.csv" 2>/dev/null || continue
	kinds="$kinds $kind"
	# The demo has none of some: then the example.
	[ "$(rc export "$kind" 2>/dev/null | wc -l)" != 1 ] || [ "$kind" = maps ] ||
		exits "an example of $kind" 0 rc import "$kind" "$T/t.csv" --date dmy
done
isnt 'there are kinds to import' "$kinds" ''
# A saved map with what is hard in one: quotes, separators, TAB, backslash.
printf 'asset_tag,notes\nTS-0000001,x\n' >"$T/m.csv"
exits 'a map is saved' 1 rc import devices "$T/m.csv" --mode update \
	--map 'notes=notes' --fix 'notes=a;b "c"\d	e=>x,y' --key asset_tag \
	--date dmy --save-map 'Sở TT&TT; "cũ"'
# Facts of every source.
tag=$(rc list devices 'status=in_use cols=tag' --format csv | tr -d '\r' | sed -n 2p)
rc set facts "$tag" firewall=no antivirus='=cmd|x' 2>/dev/null

lines=$(rc list audit --format csv | wc -l)
for kind in $kinds; do
	rc export "$kind" -o "$T/$kind.csv"
	exits "$kind: export, import" 0 rc import "$kind" "$T/$kind.csv"
	like '  nothing changed' "$(last)" \
		'^read [0-9]+ = created 0 \+ updated 0 \+ unchanged [0-9]+ \+ rejected 0; batch [0-9]+$'
	n=$(last | cut -d' ' -f2)
	isnt '  and it was not nothing' "$n" 0
	rc export "$kind" -o "$T/again.csv"
	same '  the export is the same' "$T/$kind.csv" "$T/again.csv"
	rc export "$kind" --format json -o "$T/$kind.json"
	exits '  as JSON too' 0 rc import "$kind" "$T/$kind.json"
	is '    nothing changed' "$(last | sed 's/; batch.*//')" \
		"read $n = created 0 + updated 0 + unchanged $n + rejected 0"
done
is 'no audit line was written' "$(rc list audit --format csv | wc -l)" "$lines"
for kind in custody pins audit batches events; do
	exits "$kind are not imported" 2 rc import "$kind" "$T/m.csv"
done
like 'custody follows from posts' "$(rc import custody "$T/m.csv" 2>&1)" 'use rollcall assign and rollcall return'
like 'host keys have their own way' "$(rc import pins "$T/m.csv" 2>&1)" 'rollcall trust import FILE'

# --- JSON into an empty inventory --------------------------------------------------
fresh() { "$rollcall" --lang en --db "$T/fresh" "$@"; }
fresh init 2>/dev/null
for kind in $kinds; do
	exits "$kind: from nothing" 0 fresh import "$kind" "$T/$kind.json"
	rc export "$kind" -o "$T/old.csv"
	fresh export "$kind" -o "$T/new.csv"
	case $kind in # what a file says a poll found, it only says
	facts) sed -i 's/,ssh,/,import,/' "$T/old.csv" ;;
	esac
	same '  the very same records' "$T/old.csv" "$T/new.csv"
done

# --- taking back --------------------------------------------------------------

everything() { # all that there is, but for what says that something happened
	for kind in $kinds custody; do
		echo "== $kind"
		rc export "$kind"
	done
}
everything >"$T/before"
back() { # NAME KIND COUNTS OPTIONS...: imports $T/in.csv, takes it back
	name=$1 kind=$2 counts=$3
	shift 3
	run rc import "$kind" "$T/in.csv" "$@"
	like "$name" "$(last)" "^read [0-9]+ = $counts; batch [0-9]+$"
	batch=$(last | sed 's/.*; batch //')
	everything >"$T/between"
	no '  something changed' cmp -s "$T/before" "$T/between"
	ok '  taken back' rc undo "$batch"
	everything >"$T/after"
	same '  the very rows are there again' "$T/before" "$T/after"
}

head -n 1 "$T/agencies.csv" | tr -d '\r' | sed 's/.*/code,name,kind,tier,parent/' >"$T/in.csv"
printf 'N-2,Chi bộ hai,party-unit,grassroots,N-1\nN-1,Đảng ủy một,party-committee,commune,75\n' >>"$T/in.csv"
back 'new agencies' agencies 'created 2 \+ updated 0 \+ unchanged 0 \+ rejected 0'

sed -n '1p; 2,40{s/,in_use,/,repair,/; p}' "$T/devices.csv" >"$T/in.csv"
back 'devices changed' devices 'created 0 \+ updated [1-9][0-9]* \+ unchanged [0-9]+ \+ rejected 0'

printf 'asset_tag,serial,category,status,agency,connectivity,post,in_service_date,notes\n' >"$T/in.csv"
post=$(sed -n 2p "$T/posts.csv" | cut -d, -f1)
other=$(sed -n 3p "$T/posts.csv" | cut -d, -f1)
agency=$(sed -n 2p "$T/posts.csv" | cut -d, -f2)
{
	echo "NEW-1,NEW-S-1,laptop,in_use,$agency,networked,$post,2026-01-15,mới"
	echo "NEW-2,NEW-S-2,desktop,in_stock,$agency,isolated,,,"
	echo "$tag,,,,,,$other,,(xóa)"
	echo "NEW-3,NEW-S-1,desktop,in_stock,$agency,isolated,,,"
} >>"$T/in.csv"
back 'a mixed file with custody' devices \
	'created 2 \+ updated 1 \+ unchanged 0 \+ rejected 1' --on-error skip

{
	echo 'device,name,value,source,at'
	echo "$tag,firewall,yes,manual,2026-11-20T08:00:00+07:00"
	echo "$tag,antivirus,\\N,,"
	echo "$tag,tpm,yes,import,2026-01-01"
	echo "$tag,secure_boot,no,ssh,"
} >"$T/in.csv"
rc set facts "$tag" tpm= 2>/dev/null
rc set facts "$tag" secure_boot=yes 2>/dev/null
sleep 1.1
everything >"$T/before"
sed -i 's/2026-11-20T08:00:00/2099-01-01T08:00:00/' "$T/in.csv"
exits 'a fact of the future is refused' 1 rc import facts "$T/in.csv"
sed -i '2d' "$T/in.csv"
back 'facts, also taken away' facts 'created 1 \+ updated 2 \+ unchanged 0 \+ rejected 0'
like '  a claim of a poll is told' "$(rc import facts "$T/in.csv" --dry-run 2>&1)" \
	'source ssh: [0-9]+ rows taken as imported'
{ # the same values, of a later day: a time alone can be taken back too
	echo 'device,name,value,source,at'
	grep -m 3 '^[^,]*,[a-z_]*,[^,]*,import,' "$T/facts.csv" | tr -d '\r' |
		sed 's/,import,.*/,import,2026-11-22/'
} >"$T/in.csv"
back 'the same facts at another time' facts 'created 0 \+ updated 3 \+ unchanged 0 \+ rejected 0'
sed 's/2026-11-22/2025-01-01/' "$T/in.csv" >"$T/old.csv"
exits 'older facts change nothing' 0 rc import facts "$T/old.csv"
like '  which is said' "$(cat "$T/stderr")" '3 facts on file are newer and stay'

# A text that begins as a spreadsheet's guard does, in both formats.
cat >"$T/guard.json" <<END
[{"asset_tag": "$tag", "notes": "''=1", "place": "'=2"}]
END
exits 'apostrophes of its own' 0 rc import devices "$T/guard.json" --mode update
rc export devices "asset_tag=$tag" --format json -o "$T/g.json"
like '  are kept' "$(cat "$T/g.json")" "\"notes\": \"''=1\""
rc export devices "asset_tag=$tag" -o "$T/g.csv"
for f in g.json g.csv; do
	exits "  $f" 0 rc import devices "$T/$f"
	like '    says the same' "$(last)" 'created 0 \+ updated 0 \+ unchanged 1 '
done

ok 'and the database is sound' rc check
ok 'with its audit' rc audit verify
finish
