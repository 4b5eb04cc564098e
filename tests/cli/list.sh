#!/bin/sh
# SPDX-License-Identifier: MIT
# list, export, show, template: records out.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
{
	rc init
	rc add agencies code=H19 'name=Tỉnh ủy Đồng Nai' tier=province in_quota=yes
	rc add agencies code=25363 'name=Phường Đồng Phú' tier=commune parent=H19 in_quota=yes
	rc add agencies code=25220 'name=Xã Đắk Nhau' tier=commune parent=H19 in_quota=no
	rc add posts code=P-1 agency=25363 'title=Bí thư' title_group=VI 'holder=Lê Thị Ánh'
	rc add devices asset_tag=TS-1 category=laptop status=in_stock agency=25363 \
		connectivity=networked serial=S-1 cost=18500000 warranty_end=2026-12-24 \
		'name=Máy "A", loại 1'
	rc add devices asset_tag=TS-2 category=desktop status=in_stock agency=25220 \
		connectivity=isolated 'name==HYPERLINK("http://x")' warranty_end=2027-05-01
	rc add devices asset_tag=TS-10 category=laptop status=lost agency=H19 \
		connectivity=networked "notes=$(printf 'một\033[31m hai')"
	rc assign TS-1 P-1 --on 2025-11-01
} >/dev/null 2>&1

rc list devices cols=tag,category,warranty,cost >"$T/got"
cat >"$T/want" <<'EOF'
Asset tag  Category  Warranty end          Cost
TS-1       laptop    24/12/2026    18.500.000 đ
TS-2       desktop   01/05/2027
TS-10      laptop
EOF
same 'text: aligned, as people read it, numbers by value' "$T/got" "$T/want"
rc list devices cols=tag,name,warranty,cost --format csv | tr -d '\r' >"$T/got"
cat >"$T/want" <<'EOF'
asset_tag,name,warranty_end,cost
TS-1,"Máy ""A"", loại 1",2026-12-24,18500000
TS-2,"'=HYPERLINK(""http://x"")",2027-05-01,
TS-10,,,
EOF
same 'csv: names, ISO days, plain digits, formulas defused' "$T/got" "$T/want"
rc list devices cols=tag,name,warranty,cost,status --format json >"$T/got"
cat >"$T/want" <<'EOF'
[
  {"asset_tag": "TS-1", "name": "Máy \"A\", loại 1", "warranty_end": "2026-12-24", "cost": 18500000, "status": "in_use"},
  {"asset_tag": "TS-2", "name": "=HYPERLINK(\"http://x\")", "warranty_end": "2027-05-01", "cost": null, "status": "in_stock"},
  {"asset_tag": "TS-10", "name": null, "warranty_end": null, "cost": null, "status": "lost"}
]
EOF
same 'json: an array of objects' "$T/got" "$T/want"
run rc list devices cols=tag,notes
unlike 'control characters are shown, not sent' "$(cat "$T/stdout")" "$(printf '\033')"
like '  as pictures' "$(cat "$T/stdout")" 'một␛\[31m hai'

# views: what each finds
finds() { # VIEW TAGS
	is "view: $1" "$(rc --as-of 2026-11-22 list devices "$1 cols=tag" --format csv |
		tr -d '\r' | sed 1d | tr '\n' ' ')" "$2"
}
finds '' 'TS-1 TS-2 TS-10 '
finds 'class=laptop' 'TS-1 TS-10 '
finds 'lớp=laptop' 'TS-1 TS-10 '
finds 'warranty<90d' 'TS-1 '
finds 'bh<90d' 'TS-1 '
finds 'warranty=2027' 'TS-2 '
finds 'warranty=' 'TS-10 '
finds 'warranty!= sort=-warranty' 'TS-2 TS-1 '
finds 'agency=under:H19' 'TS-1 TS-2 TS-10 '
finds 'agency=under:25363' 'TS-1 '
finds 'agency.tier=commune' 'TS-1 TS-2 '
finds 'agency.name~"dak nhau"' 'TS-2 '
finds 'agency.name~"đak nhau"' ''
finds 'not status=lost,in_stock' 'TS-1 '
finds 'category=desktop or status=lost' 'TS-2 TS-10 '
finds '(category=desktop or status=lost) warranty=' 'TS-10 '
finds 'cost>18.000.000' 'TS-1 '
finds 'post.holder~"le thi anh"' 'TS-1 '
finds 's-10' 'TS-10 '
finds 'máy' 'TS-1 '
exits 'several arguments are one view' 0 rc list devices class=laptop status=lost cols=tag
is '  with AND' "$(sed 1d "$T/stdout")" 'TS-10'
exits 'a view with a fault' 2 rc list devices 'class=laptop and (statu=lost'
is '  is told with its column' "$(cat "$T/stderr")" 'rollcall: view: column 19: devices have no field "statu" (did you mean "status"?)'
exits 'nothing found is no error' 0 rc list devices status=repair
is '  and is said on stderr' "$(cat "$T/stdout"):$(cat "$T/stderr")" ':no devices in this view'
is '  and is a header in csv' "$(rc list devices status=repair cols=tag,name --format csv | tr -d '\r')" 'asset_tag,name'
is '  and is [] in json' "$(rc list devices status=repair --format json)" '[]'
is 'what has no key has a number' "$(rc list batches 'who~o cols=what sort=at' --format csv |
	tr -d '\r' | sed -n '1,2p')" "$(printf 'id,what\n1,add agencies H19')"

# export: import takes it back
rc export devices -o "$T/devices.csv"
is 'export has all fields that may be set' "$(head -n 1 "$T/devices.csv" | tr ',' '\n' | wc -l)" 41
run rc import devices "$T/devices.csv"
like '  and back: nothing changes' "$(tail -n 1 "$T/stderr")" '^read 3 = created 0 \+ updated 0 \+ unchanged 3 \+ rejected 0; '
is 'the file is private' "$(stat -c %a "$T/devices.csv")" 600
echo old >"$T/old"
exits 'a failed export leaves the old file' 2 rc export devices statu=x -o "$T/old"
is '  untouched' "$(cat "$T/old")" old
is '  and nothing beside it' "$(ls "$T" | grep -c '^old')" 1
exits 'no folder to write to' 3 rc export devices -o "$T/none/x.csv"
exits 'a special file is written to, not replaced' 0 rc export devices -o /dev/null
ok '  it is still a device' test -c /dev/null
is 'export json' "$(rc export agencies code=H19 --format json | sed -n 2p)" \
	'  {"code": "H19", "name": "Tỉnh ủy Đồng Nai", "kind": null, "tier": "province", "parent": null, "in_quota": true, "unit_kind": null, "leader": null, "valid_from": null, "valid_to": null, "notes": null}'
printf 'csv.separator = ;\ncsv.bom = yes\n' >"$T/conf"
mkdir -p "$XDG_CONFIG_HOME/rollcall" && cp "$T/conf" "$XDG_CONFIG_HOME/rollcall/rollcall.conf"
is 'csv for Excel, by the settings' "$(rc list agencies 'code=H19 cols=code,tier' --format csv |
	head -n 1 | od -An -c | tr -d ' \n')" '357273277code;tier\r\n'
rm "$XDG_CONFIG_HOME/rollcall/rollcall.conf"

rc template agencies >"$T/template.csv"
is 'a template begins with a byte order mark' "$(head -c 3 "$T/template.csv" | od -An -tx1 | tr -d ' ')" efbbbf
is '  and has one example' "$(wc -l <"$T/template.csv")" 2
exits 'no template for what is not imported' 2 rc template audit

run rc show devices TS-1
like 'show: a field' "$(cat "$T/stdout")" '^Warranty end +24/12/2026$'
like '  custody' "$(cat "$T/stdout")" '^TS-1 +P-1 +01/11/2025$'
like '  history' "$(cat "$T/stdout")" ' changed +Status: in stock > in use; Post: > P-1 '
like '  findings' "$(cat "$T/stdout")" '^Findings$'
run rc show devices TS-1 --format json
like 'show json: the record' "$(cat "$T/stdout")" '"asset_tag": "TS-1", "serial": "S-1"'
for key in record facts drift findings custody events history; do
	like "  has $key" "$(cat "$T/stdout")" "^  \"$key\": \["
done
exits 'show what is not there' 3 rc show devices TS-3
like '  names the nearest' "$(cat "$T/stderr")" "no device 'TS-3'; did you mean TS-1"
ok 'show any kind' rc show agencies 25220
ok '  by number where there is no key' rc show batches 1
# drift: record, device, count side by side
{
	rc set devices TS-1 place='Phòng 1' os=Debian
	rc set facts TS-1 serial=S-9 os_id=debian
	rc add stocktakes asset_tag=TS-1 counted_on=2026-11-20 place='Phòng 2' status=lost
} >/dev/null 2>&1
rc list devices drift --format csv 2>/dev/null | tr -d '\r' | cut -d, -f1-4,6,7 >"$T/got"
cat >"$T/want" <<'EOF'
device,field,recorded,observed,counted,counted_on
TS-1,serial,S-1,S-9,,
TS-1,place,Phòng 1,,Phòng 2,2026-11-20
TS-1,status,in_use,,lost,2026-11-20
EOF
same 'drift: one row per field' "$T/got" "$T/want"
run rc list devices drift agency.tier=commune class=desktop
is '  of a view' "$(cat "$T/stderr")" 'devices that drift: 0; fields: 0'
run rc list devices drift
like '  for people' "$(cat "$T/stdout")" '^TS-1 +Status +in use +lost +20/11/2026'
is '  the word itself is no drift' "$(rc list devices '"drift"' 2>&1)" 'no devices in this view'
exits '  a bad view is told' 2 rc list devices drift nosuch=1
like '  show has it too' "$(rc show devices TS-1)" '^Place +Phòng 1 +Phòng 2 +20/11/2026'

is 'a closed pipe is no noise' "$( (rc list audit --format csv; :) 2>&1 | head -n 1 | tr -d '\r' | cut -d, -f1)" id
finish
