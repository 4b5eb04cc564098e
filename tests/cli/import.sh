#!/bin/sh
# SPDX-License-Identifier: MIT
# import: what a file does, what is refused, and that the last line counts all.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
rc init 2>/dev/null
last() { tail -n 1 "$T/stderr"; }

# as Excel in Vietnam saves it: BOM, `;`, CRLF, d/m/y
printf '\357\273\277Mã cơ quan;Tên;Cấp;Tính chỉ tiêu;Hiệu lực từ\r\n25363;Phường Đồng Phú;xã;có;01/07/2025\r\n25220;"Xã Đắk Nhau";xã;x;15/7/2025\r\n' >"$T/a.csv"
exits 'a dry run' 0 rc import agencies "$T/a.csv" --dry-run
is '  counts' "$(last)" 'read 2 = created 2 + updated 0 + unchanged 0 + rejected 0; dry run, nothing written'
is '  and writes nothing' "$(rc list agencies --format json)" '[]'
exits 'the real run' 0 rc import agencies "$T/a.csv" --reason 'kiểm kê'
is '  counts the same' "$(last)" 'read 2 = created 2 + updated 0 + unchanged 0 + rejected 0; batch 1'
is '  nothing on stdout' "$(cat "$T/stdout")" ''
is '  as it stands' "$(rc list agencies cols=code,name,tier,in_quota,valid_from --format csv | tr -d '\r')" \
	"$(printf '%s\n' code,name,tier,in_quota,valid_from '25220,Xã Đắk Nhau,commune,true,2025-07-15' '25363,Phường Đồng Phú,commune,true,2025-07-01')"
exits 'once more changes nothing' 0 rc import agencies "$T/a.csv"
like '  and says so' "$(last)" '^read 2 = created 0 \+ updated 0 \+ unchanged 2 \+ rejected 0; '

printf 'asset_tag,category,status,agency,connectivity,cost\nT-1,laptop,in_stock,25363,networked,1000\nT-2,toaster,in_stock,25363,networked,1\nT-3,laptop,in_stock,99999,networked,1\nT-4,laptop,in_stock,25220,networked,abc\n' >"$T/d.csv"
exits 'bad rows: nothing is written' 1 rc import devices "$T/d.csv"
like '  counts' "$(last)" '^read 4 = created 1 \+ updated 0 \+ unchanged 0 \+ rejected 3; nothing written$'
like '  a cause' "$(cat "$T/stderr")" "^category: is not one of: desktop laptop"
like '  a cell of it with line and column' "$(cat "$T/stderr")" "^  $T/d.csv:3:2: \"toaster\"$"
like '  another' "$(cat "$T/stderr")" "^agency: there is no such agency$"
like '  its cell' "$(cat "$T/stderr")" "^  $T/d.csv:4:4: \"99999\""
like '  every one' "$(cat "$T/stderr")" "^  $T/d.csv:5:6: \"abc\""
is '  nothing is there' "$(rc list devices --format json)" '[]'
exits 'skip: the good rows are written' 1 rc import devices "$T/d.csv" --on-error skip --rejects "$T/bad.csv"
like '  counts' "$(last)" '^read 4 = created 1 \+ updated 0 \+ unchanged 0 \+ rejected 3; batch [0-9]+$'
is '  one is there' "$(rc list devices cols=tag --format csv | tr -d '\r')" "$(printf 'asset_tag\nT-1')"
is '  the others are in the rejects' "$(sed 1d "$T/bad.csv" | wc -l)" 3
sed 's/toaster/desktop/; s/99999/25363/; s/abc/5/' "$T/bad.csv" >"$T/mended.csv"
exits 'mended, they import' 0 rc import devices "$T/mended.csv"
like '  all three' "$(last)" '^read 3 = created 3 \+ updated 0 \+ unchanged 0 \+ rejected 0; batch [0-9]+$'

printf 'asset_tag,cost\nT-1,2000\n' >"$T/u.csv"
exits 'an update, dry' 0 rc import devices "$T/u.csv" --mode update --dry-run
is '  shows each cell on stdout' "$(cat "$T/stdout")" '2 T-1 cost: 1.000 đ → 2.000 đ'
exits 'mode create wants every required column' 3 rc import devices "$T/u.csv" --mode create
exits '  and refuses what is there' 1 rc import devices "$T/mended.csv" --mode create
exits 'mode update takes it' 0 rc import devices "$T/u.csv" --mode update
printf 'Inventar,cost\nT-1,3000\n' >"$T/m.csv"
exits 'a column by name' 0 rc import devices "$T/m.csv" --mode update --map asset_tag=Inventar
is '  came in' "$(rc list devices asset_tag=T-1 cols=cost --format csv | tr -d '\r' | sed 1d)" 3000
exits 'from standard input' 0 sh -c "printf 'asset_tag,cost\nT-1,4000\n' | '$rollcall' --db '$T/db' import devices - --mode update"
exits 'no such file' 3 rc import devices "$T/none.csv"
exits 'a folder' 3 rc import devices "$T"
exits 'no such field to map' 2 rc import devices "$T/m.csv" --map tagg=Inventar
exits 'no such key' 2 rc import devices "$T/m.csv" --key colour
exits 'no such policy' 2 rc import devices "$T/m.csv" --on-error ignore
exits 'not for import' 2 rc import audit "$T/m.csv"
head -c 3000 /dev/urandom >"$T/noise.csv"
no 'noise is refused' rc import devices "$T/noise.csv"
ok 'and the database is sound' rc check
finish
