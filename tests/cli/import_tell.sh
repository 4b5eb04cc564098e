#!/bin/sh
# SPDX-License-Identifier: MIT
# What an import understands and what it says: maps, defaults, fixes, senders,
# keys, missing masters, causes, reports for machines.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --lang en --db "$T/db" "$@"; }
last() { tail -n 1 "$T/stderr"; }
said() { cat "$T/stderr"; }
field() { rc list devices "asset_tag=$1 cols=$2" --format csv | tr -d '\r' | sed 1d; }
rc init 2>/dev/null
cat >"$T/a.csv" <<'END'
code,name,kind,tier
25220,Đảng ủy xã Đăk Nhau,party-committee,commune
25280,Đảng ủy xã Lộc Thạnh,party-committee,commune
25294,Đảng ủy xã Lộc Thành,party-committee,commune
25363,Đảng ủy phường Đồng Phú,party-committee,commune
END
cat >"$T/n.csv" <<'END'
code,agency,name,unit_kind,valid_from,valid_to
25363@2025-07-01,25363,Đảng ủy xã Đồng Phú,Xã,2025-07-01,2026-04-29
END
rc import agencies "$T/a.csv" 2>/dev/null
rc import names "$T/n.csv" 2>/dev/null
head='asset_tag,serial,category,status,agency,connectivity'

# --- agencies by their names ----------------------------------------------------
{
	echo "$head"
	i=0
	for name in 'UBND xã Lộc Thành' 'Xã Đồng Phú' 'Đảng uỷ xã Đồng Phú' \
		'P. Đồng Phú' 25220 '25220 - Đăk Nhau' 'đảng ủy xã ĐĂK NHAU'; do
		i=$((i + 1))
		echo "A-$i,,laptop,in_use,$name,networked"
	done
} >"$T/in.csv"
exits 'agencies by code, name, name of old, unit' 0 rc import devices "$T/in.csv"
is '  are these' "$(rc list devices 'asset_tag~A- sort=asset_tag cols=agency' --format csv |
	tr -d '\r' | sed 1d | tr '\n' ' ')" '25294 25363 25363 25363 25220 25220 25220 '
like '  what was found by its unit is said' "$(said | tr -s ' \n' ' ')" \
	'agency: 3 cells \(first on line 2\): found by their unit, such as "UBND xã Lộc Thành"'
{
	echo "$head"
	echo 'B-1,,laptop,in_use,Dak Nhau,networked'
	echo 'B-2,,laptop,in_use,Dak Nhau,networked'
	echo 'B-3,,laptop,in_use,xã Lộc Thanh,networked'
	echo 'B-4,,laptop,in_use,Sở Nào Đó,networked'
	echo 'B-5,,toaster,in_use,25220,networked'
} >"$T/in.csv"
exits 'what is only alike is not taken' 1 rc import devices "$T/in.csv"
like '  one cause' "$(said)" '^agency: there is no such agency \(4 faults, 3 different cells\)$'
is '  the nearest is suggested' "$(said | grep -A1 'Dak Nhau' | cut -d: -f4- |
	tr -s ' \n' ' ')" ' "Dak Nhau" (2 times); did you mean 25220 Đảng ủy xã Đăk Nhau? '
like '  of two that are as near both are listed' "$(said | tr -s ' \n' ' ')" \
	'"xã Lộc Thanh"; which of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy xã Lộc Thành '
like '  or nothing' "$(said)" '"Sở Nào Đó"$'
is '  nothing is wider than 80 cells' "$(said | grep -v "$T" | awk '{ if (length > 80) print }')" ''

# --- a unit of before 01/07/2025, of which only the name is left --------------------
printf 'code,agency,name,unit_kind,valid_to\n25220@cu,25220,Xã Đức Hạnh,Xã,2025-06-30\n' >"$T/cu.csv"
exits 'a former unit is a name of the agency it went to' 0 rc import names "$T/cu.csv"
printf 'asset_tag,agency\nA-1,UBND xã Đức Hạnh\nA-2,Xã Đức Hạnh\nA-3,xa duc hanh\n' >"$T/cu.csv"
exits '  labels of old devices' 1 rc import devices "$T/cu.csv" --mode update --report csv --dry-run
is '  find it' "$(tr -d '\r' <"$T/stdout" | grep -c '^[23],change,.*,25220,,,$')" 2
like '  but not without its marks' "$(tr -d '\r' <"$T/stdout")" '^4,fault,.*xa duc hanh.*,25220 Xã Đức Hạnh$'

# --- years alone ---------------------------------------------------------------------
printf 'Mã tài sản;Năm mua\nA-1;2019\nA-2;06/2019\nA-3;13/2019\n' >"$T/year.csv"
exits 'a year is no day' 1 rc import devices "$T/year.csv" --mode update
like '  its first is offered' "$(said | tr -s ' \n' ' ')" '2:2: "2019"; the day is missing; if the first will do: 2019-01-01 '
like '  that of a month too' "$(said | tr -s ' \n' ' ')" '3:2: "06/2019"; the day is missing; if the first will do: 2019-06-01 '
unlike '  not that of no month' "$(said | tr -s ' \n' ' ')" '"13/2019";'
exits '  said once for all rows' 1 rc import devices "$T/year.csv" --mode update --on-error skip \
	--fix 'purchase_date=2019=>2019-01-01' --fix 'purchase_date=06/2019=>2019-06-01'
is '  it is taken' "$(field A-1 purchase_date) $(field A-2 purchase_date)" '2019-01-01 2019-06-01'

# --- zeros that a spreadsheet took -----------------------------------------------
printf 'code,name,tier\n01234,Xã Không,commune\n75,Tỉnh,province\n' >"$T/z.csv"
exits 'a code that begins with 0' 0 rc import agencies "$T/z.csv"
batch=$(last | sed 's/.*; batch //')
printf 'code,name,tier\n1234,Xã Không,commune\n' >"$T/z.csv"
exits '  without it is not another agency' 1 rc import agencies "$T/z.csv"
like '    said' "$(said)" '^code: zeros in front of the code were lost$'
like '    with the one there is' "$(said)" '2:1: "1234"; did you mean 01234\?$'
exits '    nor one to update' 1 rc import agencies "$T/z.csv" --mode update
exits '    mended for all rows' 0 rc import agencies "$T/z.csv" --fix 'code=1234=>01234'
like '    it is the same' "$(last)" '^read 1 = created 0 \+ updated 0 \+ unchanged 1 '
rc export agencies -o "$T/z.csv"
exits '  an export with short codes' 0 rc import agencies "$T/z.csv"
unlike '    needs no warning' "$(said)" 'fewer than'
printf 'code,name,tier\n25001,A,commune\n25002,B,commune\n2503,C,commune\n' >"$T/z.csv"
exits '  new codes, one of them short' 0 rc import agencies "$T/z.csv" --dry-run
like '    one warning' "$(said | tr -s ' \n' ' ')" 'code: one cell \(line 4\): fewer than 5 digits'
ok '  and away with them' rc undo "$batch"

# --- separator --------------------------------------------------------------------
printf 'asset_tag;agency;category;status;connectivity;a,b,c,d,e,f,g\nS-1;25220;laptop;in_use;networked;x\n' >"$T/sep.csv"
exits 'more commas than semicolons in the header' 3 rc import devices "$T/sep.csv"
exits '  the separator can be said' 0 rc import devices "$T/sep.csv" --separator ';'
printf 'sep=,\nasset_tag\tnotes\nS-1\ta,b\n' >"$T/tab.csv"
exits '  above what the file says' 0 rc import devices "$T/tab.csv" --separator tab --mode update
is '    taken whole' "$(field S-1 notes)" '"a,b"'
exits '  and kept for a sender' 0 rc import devices "$T/sep.csv" --separator ';' --save-map 'Xã C'
is '    as a record of maps' "$(rc list maps 'sender~"Xã C" cols=separator' --format csv | tr -d '\r' | sed 1d)" ';'
exits '    used' 0 rc import devices "$T/sep.csv" --sender 'Xã C'
for sign in a ';;' '"' ''; do
	exits "  not $sign" 2 rc import devices "$T/sep.csv" --separator "$sign"
done

# --- keys -----------------------------------------------------------------------
{
	echo "$head"
	echo 'K-1,KS-1,laptop,in_use,25220,networked'
	echo 'K-2,KS-2,laptop,in_use,25280,networked'
} >"$T/key.csv"
exits 'two devices' 0 rc import devices "$T/key.csv"
{
	echo "$head"
	echo 'K-1,KS-2,laptop,in_use,25220,networked'
	echo 'K-3,KS-3,laptop,in_use,25220,networked'
	echo 'K-3,KS-4,laptop,in_use,25220,networked'
} >"$T/key.csv"
exits 'keys that find two' 1 rc import devices "$T/key.csv" --key serial,tag
like '  show both' "$(said | tr -s ' \n' ' ')" \
	'"K-1"; asset_tag is that of K-1 \(25220\), but serial is that of K-2 \(25280\) '
like '  one twice shows both lines' "$(said | tr -s ' \n' ' ')" \
	'"K-3"; asset_tag "K-3" stands on line 3 and again on line 4 '
exits 'a kind by the field that refers to it' 0 rc import devices - --dry-run --create agency,model <<END
$head
M-1,,laptop,in_use,Xã Mới Toanh,networked
END
exits '  what is neither' 2 rc import devices "$T/key.csv" --create agency,colour
exits '  what cannot be made' 2 rc import devices "$T/key.csv" --create post

# --- reports for machines ----------------------------------------------------------
exits 'as csv' 1 rc import devices "$T/in.csv" --dry-run --report csv
is '  its columns' "$(head -n 1 "$T/stdout" | tr -d '\r')" \
	'line,verdict,key,field,column,header,before,after,reason,hint,suggest'
is '  every fault' "$(sed 1d "$T/stdout" | wc -l)" 5
like '  with what would do' "$(cat "$T/stdout")" \
	'^2,fault,,agency,5,agency,Dak Nhau,,.*,25220 Đảng ủy xã Đăk Nhau'
exits 'as json' 1 rc import devices "$T/in.csv" --dry-run --report json
if command -v python3 >/dev/null; then
	python3 - "$T/stdout" >"$T/json" <<'END'
import json, sys
r = json.load(open(sys.argv[1]))
print(list(r))
print(r["read"], r["rejected"], r["faults"], r["dry_run"], r["batch"])
g = r["groups"][0]
print(g["field"], g["count"], g["different"], g["values"][0]["value"], g["values"][0]["count"], g["values"][0]["suggest"])
print(len(r["details"]), r["details"][0]["line"], r["details"][0]["column"])
END
	is '  reads' "$(cat "$T/json")" "['file', 'kind', 'dry_run', 'details', 'groups', 'remarks', 'read', 'created', 'updated', 'unchanged', 'rejected', 'made', 'faults', 'changes', 'batch']
5 5 5 True None
agency 4 3 Dak Nhau 2 25220 Đảng ủy xã Đăk Nhau
5 2 5"
	printf 'x\n"y' >"$T/bad.csv"
	exits 'a file that cannot be judged' 3 rc import devices "$T/bad.csv" --report json
	like '  is json too' "$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["error"])' "$T/stdout")" 'no column for asset_tag'
else
	skip 'python3 is not installed' 3
fi

# --- fixes and senders ---------------------------------------------------------------
exits 'fixes apply to every such cell' 1 rc import devices "$T/in.csv" --on-error skip \
	--fix 'agency=Dak Nhau=>25220 Đảng ủy xã Đăk Nhau' \
	--fix 'agency=xã Lộc Thanh=>25294' --fix 'category=toaster=>laptop' \
	--rejects "$T/rej.csv" --save-map 'Huyện A' --date dmy
like '  counts' "$(last)" '^read 5 = created 4 \+ updated 0 \+ unchanged 0 \+ rejected 1; batch'
like '  each is told' "$(said | tr -s ' \n' ' ')" \
	'agency: "Dak Nhau" read as "25220 Đảng ủy xã Đăk Nhau" in 2 rows'
is '  the rejects keep the cells as they were' "$(sed 1d "$T/rej.csv" | cut -d, -f1,5)" 'B-4,Sở Nào Đó'
exits 'the map of a sender' 1 rc import devices "$T/in.csv" --sender 'Huyện A'
like '  does it again' "$(last)" '^read 5 = created 0 \+ updated 0 \+ unchanged 4 \+ rejected 1; '
exits 'no such sender' 3 rc import devices "$T/in.csv" --sender 'Huyện B'
like '  is told with the nearest' "$(said)" 'Huyện A'
exits 'maps are records' 0 rc show maps 'Huyện A/devices'
is '  with history' "$(rc list batches --format csv | grep -c 'save map Huyện A/devices')" 1
exits 'a dry run saves no map' 2 rc import devices "$T/in.csv" --dry-run --save-map X
exits 'a fix without an arrow' 2 rc import devices "$T/in.csv" --fix agency=x

# --- defaults, maps ---------------------------------------------------------------------
printf 'Tag;Loại;Cơ quan;X1;Ghi chú\r\nC-1;laptop;25220;S-1;mot\r\n' >"$T/m.csv"
exits 'a required column is missing' 3 rc import devices "$T/m.csv"
like '  and named' "$(said)" 'no column for status \(Status\); no column for connectivity'
exits 'defaults and maps' 0 rc import devices "$T/m.csv" --default status=in_stock \
	--default connectivity=networked --map 'serial=#4' --map notes=
is '  came in' "$(field C-1 status,connectivity,serial,notes)" 'in_stock,networked,S-1,'
like '  what is left out is told' "$(said)" 'column 5 "Ghi chú" is ignored on purpose'
sed -i 's/laptop/desktop/' "$T/m.csv"
rc set devices C-1 status=repair 2>/dev/null
rc import devices "$T/m.csv" --default status=in_stock --default connectivity=networked 2>/dev/null
is 'a default is for new records' "$(field C-1 category,status)" 'desktop,repair'
printf 'asset_tag,Company,Company,Name,Item Name\nx,a,b,c,d\n' >"$T/dup.csv"
exits 'the same header twice' 3 rc import devices "$T/dup.csv" --mode update
like '  is told before row 1' "$(said)" 'line 1: columns 2 "Company" and 3 "Company" are both agency'

# --- keys -----------------------------------------------------------------------------------
printf 'asset_tag,serial,model\nC-1,S-1,M1\n' >"$T/k.csv"
rc import devices "$T/k.csv" --mode update 2>/dev/null
printf 'asset_tag,serial\nA-1,S-1\n' >"$T/k.csv"
exits 'keys that find two records' 1 rc import devices "$T/k.csv" --mode update --key serial,tag
like '  both are shown' "$(rc import devices "$T/k.csv" --mode update --key serial,tag --report csv 2>/dev/null)" \
	'asset_tag is that of A-1 \(25294\), but serial is that of C-1 \(M1, 25220\)'
printf 'serial,model\nS-1,M2\n' >"$T/k.csv"
exits 'keys without a column are passed over' 0 rc import devices "$T/k.csv" --mode update --key uuid,serial,mac
is '  the next finds it' "$(field C-1 model)" M2
printf 'uuid,model\nDefault string,M3\n' >"$T/k.csv"
exits 'a placeholder never matches' 1 rc import devices "$T/k.csv" --mode update --key uuid
rc set devices A-1 uuid=4C4C4544-0046-3410-8052-B4C04F4E4732 2>/dev/null
printf 'uuid,model\n4c4c4544004634108052b4c04f4e4732,M4\n' >"$T/k.csv"
exits 'a UUID in another form' 0 rc import devices "$T/k.csv" --mode update --key uuid
is '  is the same' "$(field A-1 model)" M4
rc set devices A-2 uuid=4C4C4544-0046-3410-8052-B4C04F4E4732 2>/dev/null
exits 'a UUID that two devices share' 1 rc import devices "$T/k.csv" --mode update --key uuid

# --- masters ---------------------------------------------------------------------------------
{
	echo "$head"
	echo 'D-1,,laptop,in_use,UBND xã Mới,networked'
	echo 'D-2,,laptop,in_use,Xã Mới,networked'
	echo 'D-3,,toaster,in_use,Sở Hỏng,networked'
	echo 'D-4,,laptop,in_use,Trung tâm Y,networked'
} >"$T/in.csv"
agencies() { rc list agencies --format csv | sed 1d | wc -l; }
exits 'masters are not made unasked' 1 rc import devices "$T/in.csv" --on-error skip
is '  none is there' "$(agencies)" 4
exits '  nor in a dry run' 1 rc import devices "$T/in.csv" --create agencies --dry-run
is '  none is there' "$(agencies)" 4
like '  but said' "$(said)" '2 agencies made from their names; complete them'
exits '--create makes those of good rows' 1 rc import devices "$T/in.csv" --create agencies --on-error skip
like '  counts' "$(last)" '^read 4 = created 3 \+ .* rejected 1; batch'
is '  with no more than must be' "$(rc list agencies 'code~mới cols=code,name,tier,in_quota' --format csv | tr -d '\r' | sed 1d)" \
	'UBND xã Mới,UBND xã Mới,commune,false'
is '  two of one unit are one' "$(field D-2 agency)" 'UBND xã Mới'
is '  six in all' "$(agencies)" 6
ok '  undo takes them back with the rows' rc undo
is '  four again' "$(agencies)" 4
exits 'what cannot be made from a name' 2 rc import devices "$T/in.csv" --create posts

ok 'and the database is sound' rc check
finish
