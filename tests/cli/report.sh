#!/bin/sh
# SPDX-License-Identifier: MIT
# report.sh - the purchase list through the real program, by the norms of the
# shipped plan, counted by hand:
#
#	P1 (province, 100%)	1 post VI: nothing yet: desktop 20 million
#	C1 (commune)		1 post VIII, in use for 6 years: 20
#	C2 (commune)		2 posts VIII: one without, one that was never
#				asked: 40
#	C3 (commune)		1 post VII without; one sound computer in stock: 0
#	C4 (commune)		1 post VIII without, and no link
#
# This year's target of communes is 50%: 2 of 4: C3, then C1.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
this=$(date +%Y)
iso() { date -d "$1" +%Y-%m-%d; }

cat >"$T/agencies.csv" <<'END'
code,name,tier,in_quota
P1,Office,province,yes
C1,One,commune,yes
C2,Two,commune,yes
C3,Three,commune,yes
C4,Four,commune,yes
END
cat >"$T/posts.csv" <<'END'
code,agency,title,title_group
P1-1,P1,Head,VI
C1-1,C1,Officer,VIII
C2-1,C2,Officer,VIII
C2-2,C2,Officer,VIII
C3-1,C3,Deputy,VII
C4-1,C4,Officer,VIII
END
cat >"$T/devices.csv" <<END
asset_tag,category,status,agency,post,connectivity,in_service_date
D1,desktop,in_use,C1,C1-1,networked,$(iso '6 years ago')
D2,desktop,in_use,C2,C2-1,networked,$(iso '1 year ago')
D3,laptop,in_stock,C3,,networked,$(iso '1 year ago')
D4,printer,in_stock,C2,,networked,$(iso '1 year ago')
END
cat >"$T/targets.csv" <<END
code,indicator,tier,year,percent
Q1-$this,Q1,province,$this,100
Q2-$this,Q2,commune,$this,50
END
{
	echo code,agency,type,status
	for a in P1 C1 C2 C3; do echo "K-$a,$a,dedicated,active"; done
} >"$T/links.csv"

ok 'init' $rollcall init --plan dong-nai-2025-2028
for kind in agencies posts devices links targets; do
	ok "import $kind" $rollcall import $kind "$T/$kind.csv"
done

$rollcall report procurement --format csv >"$T/buy.csv"
tr -d '\r' <"$T/buy.csv" | cut -d, -f1,2,4-10 >"$T/got"
cat >"$T/want" <<'END'
target,agency,title_group,item,need,quantity,unit_price,amount,budget_line
Q1,P1,VI,desktop,new,1,20000000,20000000,2
Q2,C3,VII,computer,from stock,1,0,0,2
Q2,C1,VIII,computer,replace,1,20000000,20000000,2
END
same 'csv: one flat list' "$T/got" "$T/want"
like 'csv: with its legal basis' "$(cat "$T/buy.csv")" '^Q1,.*15/2025/QĐ-TTg'
is 'the lines sum up to the total' \
	"$(tr -d '\r' <"$T/buy.csv" | awk -F, 'NR > 1 { s += $9 } END { print s }')" \
	40000000
text=$($rollcall report procurement)
like 'text: by target' "$text" \
	'^Q2 +commune +50% +4 +2 +0 +2 +1 +1 +20\.000\.000 đ$'
like 'text: total' "$text" '^Total +3 +2 +1 +40\.000\.000 đ$'
like 'text: grand total' "$text" 'Grand total +2 +40\.000\.000 đ$'
like 'text: not chosen, dearer' "$text" \
	'^C2 +Two +commune +2 +2 +2 +0 +40\.000\.000 đ +no$'
like 'text: not chosen, no link' "$text" \
	'^C4 +Four +commune +1 +1 +1 +0 +20\.000\.000 đ +no +no working link$'
$rollcall report procurement --format json >"$T/buy.json"
is 'json: lines' "$(grep -c '"budget_line": 2' "$T/buy.json")" 3
like 'json: total of the target' "$(cat "$T/buy.json")" \
	'"indicator": "Q2", .*"chosen": 2, "computers": 1, "from_stock": 1, "amount": 20000000'
ok 'it goes into a file' $rollcall report procurement --format csv -o "$T/out.csv"
same 'the same bytes' "$T/out.csv" "$T/buy.csv"

# Asked and found sound, C2 lacks one post less, and costs half.
$rollcall set facts D2 os_id=debian os_version_id=12 cpu_cores=8 ram_kb=16000000 \
	disk_total_kb=500000000 disk_rotational=no volume_kb=1000 disk_free_kb=500 \
	firewall=yes antivirus=clamav antivirus_running=yes \
	antivirus_date="$(iso today)" updates_pending=0 scan_date="$(iso today)" \
	forbidden=none >/dev/null 2>&1
like 'an answer saves a computer' "$($rollcall report procurement)" \
	'^C2 +Two +commune +2 +1 +1 +0 +20\.000\.000 đ +no$'
like 'report list' "$($rollcall report list)" '^procurement  '
exits 'no such report' 2 $rollcall report nonsense
exits 'one argument too many' 2 $rollcall report quota quota

# Every report in every format, in both languages, over the same figures.
for name in $list; do
	for format in text csv json md html xlsx; do
		$OUT/rollcall --lang vi --db $db report $name --format $format \
			-o "$T/$name.$format" >/dev/null 2>&1 &&
			[ -s "$T/$name.$format" ] || echo "$name $format"
	done
done >"$T/failed"
same 'every report in every format' "$T/failed" /dev/null
if command -v python3 >/dev/null 2>&1; then
	ok 'all json is json' python3 -c '
import json, sys
for f in sys.argv[1:]:
    json.load(open(f))' "$T"/*.json
	ok 'csv and json have the same rows' python3 - "$T" $list <<'END'
import csv, json, sys
for name in sys.argv[2:]:
    rows = list(csv.reader(open(f"{sys.argv[1]}/{name}.csv", newline="")))
    doc = json.load(open(f"{sys.argv[1]}/{name}.json"))
    tables = [t for t in doc.values() if isinstance(t, list)
              and t and isinstance(t[0], dict) and list(t[0]) == rows[0]]
    assert len(rows) == 1 or any(
        len(t) == len(rows) - 1 for t in tables), name
END
else
	skip 'python3 is not installed' 2
fi
# In the order they were recorded; names for machines, no person.
$rollcall report register --format csv | tr -d '\r' | cut -d, -f1,3,6-8 >"$T/got"
cat >"$T/want" <<'END'
asset_tag,category,status,agency,post
D1,desktop,in_use,C1,C1-1
D2,desktop,in_use,C2,C2-1
D3,laptop,in_stock,C3,
D4,printer,in_stock,C2,
END
same 'register: every device' "$T/got" "$T/want"
is 'scorecard: C2 conforms in 1 of 2' \
	"$($rollcall report scorecard --format csv | tr -d '\r' | grep ',C2,' | cut -d, -f1,6-10)" \
	1,2,1,1,0,50
is 'conformity: D1 is too old and unknown in the rest' \
	"$($rollcall report conformity --format json | grep '"asset_tag": "D1"' |
		grep -c '"failed": "modern.age"')" 1
is 'changes: four devices were added' \
	"$($rollcall report changes --format csv | grep '^devices,' | cut -d, -f3)" 4
finish
