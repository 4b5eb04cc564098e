#!/bin/sh
# SPDX-License-Identifier: MIT
# The import wizard from the file to the undo, and a long run that is stopped.
. tests/lib/tap.sh
. tests/tui/screen.inc

make_db || skip_all "the inventory could not be made"
mkdir "$T/files" "$T/files/cu"
cat >"$T/files/kiemke.csv" <<'END'
Mã tài sản;Tên máy;Đơn vị;Loại thiết bị;Tình trạng;Kết nối;Ghi gì đó
TS-2001;pc-2001;25363;desktop;in_use;networked;một
TS-2002;pc-2002;ĐU Đăk Nhau cũ;desktop;in_use;networked;hai
TS-2003;pc-2003;ĐU Đăk Nhau cũ;laptop;in_use;networked;
TS-2004;pc-2004;25363;máy giặt;in_use;networked;
END
awk 'BEGIN {
	print "asset_tag,category,status,agency,connectivity"
	for (i = 0; i < 150000; i++)
		printf "L-%06d,laptop,in_use,25363,networked\n", i
}' >"$T/files/lon.csv"
devices() { "$RC" --db "$DB" list devices --format csv 2>/dev/null | wc -l; }
before=$(devices)

open_shell
type_line "cd '$T/files' && '$RC' --db '$DB'; echo left with \$?"
sees "started" '1Home'
keys 7
sees "7 is the wizard" '1/4 Choose a file'
sees "folders and files are there" 'kiemke.csv'
keys BSpace
misses "Backspace goes up" 'kiemke.csv'
keys Enter
sees "and Enter in" 'kiemke.csv'
keys Down Enter
sees "the columns are shown" '2/4 Columns  kiemke.csv  4 rows'
sees "and known by their headers" '6 of 7 columns known'
keys End Enter
sees "a column's field is chosen" '(pass over)'
type_line notes
sees "by typing" '7 of 7 columns known'
keys Tab
sees "the dry run counts" 'new 1   changed 0   same 0   refused 3'
sees "by cause" '2 Agency: there is no such agency'
keys Down Enter
sees "a value is mended from a list" 'in all 2 rows as'
type_line 'dak nhau'
sees "for all rows at once" 'new 3   changed 0   same 0   refused 1'
keys i
sees "writing is confirmed by count" 'Write 3 rows, leave 1 out?'
keys Enter
sees "and done" 'Written as batch'
sees "the rest is in a file" 'kiemke-rejects.csv'
ok "which has the reason" grep -q 'máy giặt' "$T/files/kiemke-rejects.csv"
is "three devices more" "$(devices)" $((before + 3))
keys z
sees "undo asks" 'Take back batch'
keys Enter
sees "and takes back" 'is taken back'
is "no device is left of it" "$(devices)" "$before"

keys Enter
sees "another file" '1/4 Choose a file'
keys End Enter
sees "a large one" '150,000 rows'
keys Tab
sees "is judged with progress" 'c: stop, nothing is written'
keys C-c
sees "which Ctrl-C ends" 'stopped; nothing was written'
sees "back at the columns" '2/4 Columns'
keys Tab
sees "judged to the end" 'new 150,000'
keys i Enter
sees "written with progress" 'writing  '
keys c
sees "and stopped as well" 'stopped; nothing was written'
is "nothing is there of it" "$(devices)" "$before"
keys q
sees "leaving is at once: nothing was said of the file" 'left with 0'
finish
