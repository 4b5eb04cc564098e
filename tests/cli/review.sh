#!/bin/sh
# SPDX-License-Identifier: MIT
# What a person should look at, and what becomes of it: reviews accepted and
# taken back; physical counts in and out.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --lang en --db "$T/db" "$@"; }
uuid=11111111-2222-4333-8444-5555555555a1
{
	rc init
	rc add agencies code=25363 'name=Phường Đồng Phú' tier=commune in_quota=yes
	for i in 1 2 3; do
		rc add devices asset_tag=TS-$i category=desktop status=in_use \
			agency=25363 connectivity=networked serial=S-$i
	done
	rc set facts TS-1 uuid=$uuid serial=S-1
	rc set facts TS-2 uuid=$uuid
	rc set facts TS-3 serial=S-2
} >/dev/null 2>&1

rc trust review >"$T/got"
cat >"$T/want" <<EOF
TS-3: says the recorded serial of TS-2 (S-2)
    --accept 'place:TS-3:TS-2'
TS-1: has the same uuid as TS-2 ($uuid)
    --accept 'uuid:TS-1:TS-2'
EOF
same 'two things to look at, and how to accept each' "$T/got" "$T/want"
is 'csv' "$(rc trust review --format csv | tr -d '\r' | sed -n '1p;3p')" \
	"$(printf '%s\n' 'key,what,device,with,field,value' \
		"uuid:TS-1:TS-2,shared,TS-1,TS-2,uuid,$uuid")"
is 'json' "$(rc trust review --format json | sed -n 2p)" \
	'  {"key": "place:TS-3:TS-2", "what": "wrong_place", "device": "TS-3", "with": "TS-2", "field": "serial", "value": "S-2"},'
exits 'accepting needs a reason' 3 rc trust review --accept uuid:TS-1:TS-2
like '  and says so' "$(cat "$T/stderr")" '--reason'
exits 'there must be such a thing' 3 rc trust review --accept uuid:TS-1:TS-3 --reason x
like '  and it is named' "$(cat "$T/stderr")" '"uuid:TS-1:TS-3"'
ok 'a person accepts one' rc trust review --accept uuid:TS-1:TS-2 --reason 'máy ảo'
is '  the other is left' "$(rc trust review | grep -c -e --accept)" 1
is '  it is kept with its reason' \
	"$(rc list reviews cols=code,value,reason --format csv | tr -d '\r' | sed 1d)" \
	"uuid:TS-1:TS-2,$uuid,máy ảo"
like '  and is in the history' "$(rc audit kind=reviews)" 'Reason: máy ảo'
exits '  nobody edits that' 2 rc set reviews uuid:TS-1:TS-2 reason=x
rc set facts TS-1 uuid=11111111-2222-4333-8444-5555555555b2 >/dev/null 2>&1
rc set facts TS-2 uuid=11111111-2222-4333-8444-5555555555b2 >/dev/null 2>&1
is 'another value is asked anew' "$(rc trust review | grep -c -e "--accept 'uuid")" 1
ok '  and accepted again' rc trust review --accept uuid:TS-1:TS-2 --reason 'vẫn thế'
ok 'it can be taken back' rc undo
is '  and is there again' "$(rc trust review | grep -c -e "--accept 'uuid")" 1

# physical counts
rc template stocktakes >"$T/template.csv"
is 'a template for counts' "$(head -n 1 "$T/template.csv" | tr -d '\r' | tr ';' ',' |
	grep -o 'asset_tag.*')" 'asset_tag,counted_on,counted_by,status,agency,place,serial,notes'
printf 'Mã tài sản,Ngày kiểm kê,Người kiểm kê,Hiện trạng,Đơn vị,Phòng,Số sê-ri\nTS-1,31/12/2026,Lê Thị Ánh,đang dùng,25363,P.1,S-1\nTS-9,31/12/2026,Lê Thị Ánh,đang dùng,25363,P.2,S-9\n' \
	>"$T/kiemke.csv"
run rc import stocktakes "$T/kiemke.csv"
is 'a list of counts comes in by its Vietnamese headers' "$code" 0
like '  all of it' "$(tail -n 1 "$T/stderr")" '^read 2 = created 2 '
run rc import stocktakes "$T/kiemke.csv"
like '  and twice changes nothing' "$(tail -n 1 "$T/stderr")" 'unchanged 2'
is '  what is not on the books is no drift' "$(rc list devices drift --format csv 2>/dev/null |
	tr -d '\r' | cut -d, -f1 | sort -u | tr '\n' ' ')" 'TS-3 device '
rc export stocktakes -o "$T/out.csv"
run rc import stocktakes "$T/out.csv"
like '  out and in again' "$(tail -n 1 "$T/stderr")" 'unchanged 2'
exits 'an agency must be there' 1 sh -c "printf 'asset_tag,counted_on,agency\nTS-1,2027-12-31,99999\n' |
	'$rollcall' --db '$T/db' import stocktakes - --on-error skip"
ok 'the database is sound' rc check
ok 'and the audit chain' rc audit verify
finish
