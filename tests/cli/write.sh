#!/bin/sh
# SPDX-License-Identifier: MIT
# add, set, assign, return, retire: records by hand.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
rc init 2>/dev/null
said() { # NAME CODE TEXT COMMAND...: just this on stderr, nothing on stdout
	name=$1 want=$2 text=$3
	shift 3
	run "$@"
	is "$name" "$code $(cat "$T/stdout" "$T/stderr")" "$want $text"
}
field() { rc list devices "asset_tag=$1 cols=$2" --format csv | tr -d '\r' | sed 1d; }

said 'an agency' 0 'added: agency no. 1' \
	rc add agencies code=25363 'name=Phường Đồng Phú' tier=xã in_quota=có
said 'a post' 0 'added: post no. 1' \
	rc add posts code=25363-01 agency=25363 'title=Bí thư' title_group=VI
said 'a device, by Vietnamese names' 0 'added: device no. 1' rc add devices \
	'mã tài sản=TS-1' 'loại=Máy tính xách tay' 'trạng thái=trong kho' \
	agency=25363 connectivity=networked 'nguyên giá=18.500.000 đ' \
	'ngày mua=15/8/2025' serial=ABC
is '  as it stands' "$(rc list devices \
	cols=tag,category,status,cost,purchase_date --format csv | tr -d '\r')" \
	"$(printf '%s\n' asset_tag,category,status,cost,purchase_date \
		TS-1,laptop,in_stock,18500000,2025-08-15)"
rc add devices asset_tag=TS-2 category=desktop status=in_stock agency=25363 \
	connectivity=isolated 2>/dev/null

said 'no such field' 2 \
	'rollcall: devices have no field "categry" (did you mean "category"?)' \
	rc add devices asset_tag=X categry=desktop
said 'no such choice' 2 'rollcall: category: "toaster" is not one of: desktop laptop tablet phone monitor printer scanner shredder photocopier network server other' \
	rc add devices asset_tag=X category=toaster
said 'no pair' 2 'rollcall: "laptop": write FIELD=VALUE' rc set devices TS-1 laptop
said 'a day that does not exist' 2 \
	'rollcall: purchase_date: "30/02/2025": there is no such day' \
	rc set devices TS-1 purchase_date=30/02/2025
exits 'a required field is missing' 3 rc add devices asset_tag=X category=desktop
exits 'the key is taken' 3 rc add devices asset_tag=TS-2 category=desktop \
	status=in_stock agency=25363 connectivity=isolated
like '  and is named' "$(cat "$T/stderr")" 'TS-2'
exits 'the reference points nowhere' 3 rc set devices TS-1 agency=25364
like '  and the nearest is named' "$(cat "$T/stderr")" '25363 \(Phường Đồng Phú\)'
exits 'no such record' 3 rc set devices TS-9 notes=x
said 'what the program keeps is not edited' 2 \
	'rollcall: audit are kept by the program; they are not edited' \
	rc set audit 1 who=x
is 'nothing of all that was written' "$(rc list devices --format json |
	grep -c asset_tag)" 2

said 'set' 0 'fields of TS-1 changed: 2' \
	rc set devices TS-1 cost=19000000 notes='một hai' --reason 'hóa đơn'
said '  twice changes nothing' 0 'it was so already' rc set devices TS-1 cost=19000000
said '  empties a field' 0 'fields of TS-1 changed: 1' rc set devices TS-1 notes=
is '  that is empty' "$(field TS-1 notes)" '""'

said 'set --where without a terminal wants --yes' 2 \
	'rollcall: devices to be set: 2. Nobody can be asked here: say --yes' \
	rc set devices --where agency=25363 supplier=FPT
is '  and did nothing' "$(field TS-1 supplier)" '""'
exits 'set --where --yes' 0 rc set devices --where agency=25363 supplier=FPT --yes
like '  counts' "$(cat "$T/stderr")" '^changed: 2 of 2 devices; batch [0-9]+$'
is '  did both' "$(field TS-1 supplier)$(field TS-2 supplier)" 'FPTFPT'
said 'set --where with nothing in the view' 0 'no devices in this view' \
	rc set devices --where status=lost notes=x --yes
exits 'set --where with a bad view' 2 rc set devices --where statu=lost notes=x --yes
is '  says where' "$(cat "$T/stderr")" 'rollcall: view: column 1: devices have no field "statu" (did you mean "status"?)'
exits 'set --where is all or nothing' 3 rc set devices \
	--where 'sort=asset_tag' serial=SAME --yes
is '  nothing here' "$(field TS-1 serial)$(field TS-2 serial)" 'ABC""'

said 'assign' 0 'TS-1 is with 25363-01 now' rc assign TS-1 25363-01 --on 1/11/2025
is '  the device is in use there' "$(field TS-1 status,post)" in_use,25363-01
said 'return' 0 'TS-1 is returned' rc return TS-1 --on 2025-12-31
is '  the device is in stock' "$(field TS-1 status,post)" in_stock,
is '  custody is kept' "$(rc list custody cols=device,post,from_date --format csv |
	tr -d '\r' | sed 1d)" '1,TS-1,25363-01,2025-11-01'
exits 'assign to no post' 3 rc assign TS-1 25363-99
exits 'assign no device' 3 rc assign TS-9 25363-01
exits 'return what nobody has' 3 rc return TS-2
said 'retire wants a reason' 2 'rollcall: say why: rollcall retire TS-2 --reason TEXT' \
	rc retire TS-2
said 'retire' 0 'TS-2 is retired' rc retire TS-2 --reason 'hỏng bo mạch'
is '  the device is retired' "$(field TS-2 status)" retired
like '  the reason is in the history' "$(rc audit key=TS-2 cols=reason)" 'hỏng bo mạch'

said 'a fact that a person attests' 0 'fields of TS-1 changed: 1' \
	rc set facts TS-1 firewall=yes
like '  is shown with its source' "$(rc show devices TS-1)" \
	'^Firewall on +yes +manual '
ok 'and the database is sound' rc check
finish
