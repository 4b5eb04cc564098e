#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh - files into the inventory, from the command line: what Excel
# saves, traps of all sorts, refused rows and back, twice the same.
. "$(dirname "$0")/../lib/tap.sh"

export ROLLCALL_DB="$T/x.db"
rc() {
	"$OUT/rollcall" --lang en "$@"
}
last() { # the last line on standard error of the last `run`
	tail -n 1 "$T/stderr"
}
counts() { # NAME WANTED-LAST-LINE (an ERE)
	like "$1" "$(last)" "^$2\$"
}

ok "init with a plan" rc init --plan dong-nai-2025-2028
run rc init --plan list
like "the plans are named with what they hold" "$(cat "$T/stdout")" \
	'^dong-nai-2025-2028  .*38-KH/TU'
like "the roster too" "$(cat "$T/stdout")" '^dong-nai-roster  .*95'

# --- five files as Excel saves them --------------------------------------------
BOM=$(printf '\357\273\277')
crlf() {
	sed 's/$/\r/'
}
{
	printf '%s' "$BOM"
	cat <<'CSV'
Mã cơ quan;Tên cơ quan;Loại;Cấp;Trực thuộc;Tính chỉ tiêu;Từ ngày
25294;Đảng ủy xã Lộc Thành;party-committee;commune;75;có;01/07/2025
25280;Đảng ủy xã Lộc Thạnh;party-committee;commune;75;có;01/07/2025
75;Tỉnh ủy Đồng Nai;party-committee;province;;không;16/06/2025
CSV
} | crlf >"$T/agencies.csv"
run rc import agencies "$T/agencies.csv"
is "agencies go in, the parent last" "$code" 0
counts "and are counted" \
	'read 3 = created 3 \+ updated 0 \+ unchanged 0 \+ rejected 0; batch [0-9]+'
like "days are read day first, as a 16th proves" \
	"$(rc show agencies 75 2>&1)" '16/06/2025'

{
	printf '%s' "$BOM"
	cat <<'CSV'
Mã vị trí;Cơ quan;Chức danh;Nhóm;Có thẩm quyền ký;Xử lý văn bản
25294-01;Đảng uỷ xã Lộc Thành;Bí thư Đảng ủy;VI;x;x
25294-02;25294;"Chuyên viên; văn thư";VIII;;x
25280-01;ĐẢNG ỦY XÃ LỘC THẠNH;Bí thư Đảng ủy;VI;x;x
CSV
} | crlf >"$T/posts.csv"
ok "posts find their agency by name" rc import posts "$T/posts.csv"
is "each its own" "$(rc list posts agency=25294 --format csv cols=code |
	tr -d '\r' | tail -n +2 | sort | tr '\n' ' ')" "25294-01 25294-02 "

{
	printf '%s' "$BOM"
	cat <<'CSV'
Mã tài sản;Số sê-ri;Loại thiết bị;Tình trạng;Đơn vị;Mã vị trí;Kết nối;Ngày mua;Nguyên giá;Ghi chú
TS-1;SN-1;Laptop;Đang sử dụng;25294;25294-01;Nối mạng;15/08/2025;18.500.000 đ;'=SUM(A1)
TS-2;Default string;Máy tính để bàn;Trong kho;25280;;Độc lập;01/02/2026;45.000.000;"hai
dòng"
TS-3;Default string;Máy in;Hỏng;25280;;Độc lập;45000;1.234;
CSV
} | crlf >"$T/devices.csv"
run rc import devices "$T/devices.csv"
is "devices go in" "$code" 0
counts "and are counted" \
	'read 3 = created 3 \+ updated 0 \+ unchanged 0 \+ rejected 0; batch [0-9]+'
said=$(cat "$T/stderr")
like "placeholders are told" "$said" 'serial: 2 placeholders passed over'
like "1.234 is told" "$said" 'cost: amounts such as 1.234 read as 1234 \(first on line 5\)'
like "day numbers are told" "$said" 'purchase_date: spreadsheet day numbers'
rc list devices --format csv cols=asset_tag,purchase_date,cost,notes \
	2>/dev/null | tr -d '\r' >"$T/got"
cat >"$T/want" <<'CSV'
asset_tag,purchase_date,cost,notes
TS-1,2025-08-15,18500000,'=SUM(A1)
TS-2,2026-02-01,45000000,"hai
dòng"
TS-3,2023-03-15,1234,
CSV
same "days, money, quotes and guards arrive" "$T/got" "$T/want"

cat >"$T/links.csv" <<'CSV'
code,agency,type,status,provider,down_kbps,start_date,price,price_per
K-1,25294,dedicated,active,VNPT,100000,2025-07-01,2500000,month
CSV
ok "links go in" rc import links "$T/links.csv"
cat >"$T/targets.csv" <<'CSV'
code,indicator,title,tier,year,percent,source
Q2-2026,Q2,Cơ quan đảng cấp xã,commune,2026,85,thử
CSV
run rc import targets "$T/targets.csv" --dry-run
counts "a dry run judges" \
	'read 1 = created 0 \+ updated 1 \+ unchanged 0 \+ rejected 0; dry run, nothing written'
like "and shows the changed cells" "$(cat "$T/stdout")" \
	'^2 Q2-2026 percent: 80 -> 85$'
run rc import targets "$T/targets.csv" --dry-run
counts "and writes nothing" 'read 1 = created 0 \+ updated 1 .*'

# --- twice the same --------------------------------------------------------------
for kind in agencies posts devices links; do
	run rc import "$kind" "$T/$kind.csv"
	n=$(echo "$said" | wc -l)
	counts "$kind again: all unchanged" \
		'read ([0-9]+) = created 0 \+ updated 0 \+ unchanged \1 \+ rejected 0; batch [0-9]+'
done
for kind in agencies posts devices links targets norms lives params \
	profiles releases duties; do
	rc export "$kind" --format csv >"$T/export.csv" 2>"$T/export.err"
	run rc import "$kind" "$T/export.csv"
	counts "what export writes, import takes back unchanged: $kind" \
		'read ([0-9]+) = created 0 \+ updated 0 \+ unchanged \1 \+ rejected 0; batch [0-9]+'
done

# --- refused rows and back -------------------------------------------------------
cat >"$T/bad.csv" <<'CSV'
asset_tag;serial;category;status;agency;connectivity;purchase_date
TS-11;SN-11;laptop;in_use;25294;networked;31/02/2026
TS-12;SN-12;laptop;in_use;Lộc Thanh;networked;28/02/2026
TS-13;SN-13;laptop;in_use;25294;networked;28/02/2026
TS-13;SN-14;laptop;in_use;25294;networked;28/02/2026
TS-15;SN-1;laptop;in_use;25294;networked;28/02/2026
CSV
exits "one bad row and nothing is written: exit 1" 1 \
	rc import devices "$T/bad.csv" --rejects "$T/rejects.csv"
counts "the line says so" \
	'read 5 = created 1 \+ updated 0 \+ unchanged 0 \+ rejected 4; nothing written'
said=$(cat "$T/stderr")
like "a day that is none" "$said" 'bad\.csv:2:7: purchase_date: .*no such day'
like "an unknown agency with those that are near" "$said" \
	'bad\.csv:3:5: agency: there is no agency "Lộc Thanh"; did you mean 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy xã Lộc Thành\?'
like "twice in the file, both lines named" "$said" \
	'bad\.csv:5:1: .*stands on line 4 and again on line 5'
like "a serial of another device" "$said" \
	'bad\.csv:6:2: serial: serial is already that of TS-1'
is "nothing was written" "$(rc list devices 'asset_tag~TS-1' --format csv \
	cols=asset_tag 2>/dev/null | tail -n +2 | wc -l | tr -d ' ')" 1
exits "skip writes the good rows" 1 \
	rc import devices "$T/bad.csv" --on-error skip --rejects "$T/rejects.csv"
counts "and keeps the rest" \
	'read 5 = created 1 \+ updated 0 \+ unchanged 0 \+ rejected 4; batch [0-9]+'
is "the refused rows lie in a file" "$(wc -l <"$T/rejects.csv" | tr -d ' ')" 5
like "with the reason" "$(cat "$T/rejects.csv")" \
	'^TS-11;SN-11;laptop;in_use;25294;networked;31/02/2026;2;'
sed -e 's#31/02/2026#27/02/2026#' -e 's/;Lộc Thanh;/;25280;/' \
	-e 's/^TS-13;/TS-14;/' -e 's/^TS-15;SN-1;/TS-15;SN-15;/' \
	"$T/rejects.csv" >"$T/mended.csv"
ok "mended, it goes in as it is" rc import devices "$T/mended.csv"
counts "all of it" \
	'read 4 = created 4 \+ updated 0 \+ unchanged 0 \+ rejected 0; batch [0-9]+'

# --- traps -------------------------------------------------------------------------
H='code,agency,title,title_group'
trap_file() { # NAME ERE: $T/trap.csv is refused, with that in the message
	no "$1: refused" rc import posts "$T/trap.csv"
	like "$1: it is told why" "$(cat "$T/stderr")" "$2"
}
printf '%s\nA,25294,x\000y,VI\n' "$H" >"$T/trap.csv"
trap_file "a NUL byte" 'line 2, column 3: a NUL byte'
printf '%s\nA,25294,"x,VI\nB,25294,y,VI\n' "$H" >"$T/trap.csv"
trap_file "an endless quote" 'line 2: a quote opens here and is never closed'
printf '%s\nA,25294,B\354nh,VI\n' "$H" >"$T/trap.csv"
trap_file "another encoding" 'line 2, column 3: byte 0xEC is not UTF-8'
printf '\377\376c\000o\000' >"$T/trap.csv"
trap_file "UTF-16" 'UTF-16 \(little-endian\)'
printf '%s,Mã\nA,25294,x,VI,B\n' "$H" >"$T/trap.csv"
trap_file "two columns for one field" 'columns 1 "code" and 5 "Mã" are both code'
printf 'code,title,title_group\nA,x,VI\n' >"$T/trap.csv"
trap_file "a required column is missing" 'no column for agency'
: >"$T/trap.csv"
trap_file "an empty file" 'there is no header'
printf '%s,valid_from\nA,25294,x,VI,01/02/2026\n' "$H" >"$T/trap.csv"
trap_file "days in no proven order" 'trap\.csv:2:5: valid_from: day or month first.*--date dmy'
printf '%s,valid_from\nA,25294,x,VI,01/23/2026\n' "$H" >"$T/trap.csv"
trap_file "month first" 'the column looks like month first \(line 2\)'
printf '%s\nA,25294,x\n' "$H" >"$T/trap.csv"
trap_file "a row too short" 'title_group must not be empty'
printf '%s\nA,25294,x,VI,y\n' "$H" >"$T/trap.csv"
trap_file "a row too long" '5 cells, but the header has 4'
head -c 100000 /dev/zero | tr '\000' 'x' >"$T/long"
{ printf '%s\nA,25294,' "$H"; cat "$T/long"; printf ',VI\n'; } >"$T/trap.csv"
trap_file "a cell without end" 'a cell is longer than 64 KiB'
exits "a file that is not there: exit 3" 3 rc import posts "$T/nowhere.csv"
like "is named" "$(cat "$T/stderr")" 'nowhere\.csv'
exits "a folder: exit 3" 3 rc import posts "$T"
like "is told" "$(cat "$T/stderr")" 'is a folder'
mkfifo "$T/pipe"
exits "a pipe: exit 3, at once" 3 timeout 5 "$OUT/rollcall" --lang en \
	import posts "$T/pipe"
like "is told" "$(cat "$T/stderr")" 'not a regular file'
if [ "$(id -u)" = 0 ]; then
	skip "root may read everything" 1
else
	printf '%s\n' "$H" >"$T/secret.csv"
	chmod 0 "$T/secret.csv"
	exits "no permission: exit 3" 3 rc import posts "$T/secret.csv"
fi
is "not a trace of the traps" "$(rc list posts --format csv cols=code \
	2>/dev/null | tail -n +2 | wc -l | tr -d ' ')" 3

# --- options ---------------------------------------------------------------------
printf '%s,valid_from\nB-1,25294,x,VI,01/02/2026\n' "$H" >"$T/d.csv"
ok "--date mdy is taken at its word" rc import posts "$T/d.csv" --date mdy
is "and read so" "$(rc list posts code=B-1 --format csv cols=valid_from \
	2>/dev/null | tr -d '\r' | tail -n 1)" 2026-01-02
printf 'sep=|\nMã|Nơi làm|Việc|Nhóm\nB-2|25294|x|VI\n' >"$T/m.csv"
ok "--map and sep=" rc import posts "$T/m.csv" --map 'agency=Nơi làm' \
	--map title=3
printf '%s\rB-3,25294,x,VI\r' "$H" >"$T/cr.csv"
ok "CR alone ends a line" rc import posts "$T/cr.csv"
run sh -c "cat '$T/posts.csv' | '$OUT/rollcall' --lang en import posts -"
is "standard input" "$code" 0
exits "--mode create refuses what is there" 1 \
	rc import posts "$T/posts.csv" --mode create
counts "all of it" \
	'read 3 = created 0 \+ updated 0 \+ unchanged 0 \+ rejected 3; nothing written'
printf 'serial,notes\nSN-1,theo sê-ri\n' >"$T/k.csv"
ok "--mode update by serial needs only what it changes" \
	rc import devices "$T/k.csv" --mode update --key serial
is "and changes it" "$(rc list devices asset_tag=TS-1 --format csv cols=notes \
	2>/dev/null | tr -d '\r' | tail -n 1)" "theo sê-ri"
no "a kind that is no import" rc import audit "$T/k.csv"

ok "the database is whole" rc check
ok "the history too" rc audit verify
finish
