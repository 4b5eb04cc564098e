#!/bin/sh
# SPDX-License-Identifier: MIT
# Encodings: what is read without being told, what is asked for, what is offered
# when neither helps; and files that are no files.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
rc init 2>/dev/null
last() { tail -n 1 "$T/stderr"; }
names() { rc list agencies cols=name sort=code --format csv | tr -d '\r' | sed 1d; }
head='code;name;tier\n'
want=$(printf 'Đảng ủy xã Lộc Thạnh\nVăn phòng Tỉnh ủy')

# the same two names in each code
printf "$head"'1;Đảng ủy xã Lộc Thạnh;commune\n2;Văn phòng Tỉnh ủy;province\n' >"$T/utf8.csv"
printf "$head"'1;\247\266ng \361y x\267 L\351c Th\271nh;commune\n2;V\250n ph\337ng T\330nh \361y;province\n' >"$T/tcvn3.csv"
printf "$head"'1;\321a\373ng u\373y xa\365 Lo\344c Tha\357nh;commune\n2;Va\352n pho\370ng T\346nh u\373y;province\n' >"$T/vni.csv"
printf "$head"'1;\320a\322ng u\322y xa\336 L\364\362c Tha\362nh;commune\n2;V\343n pho\314ng Ti\322nh u\322y;province\n' >"$T/cp1258.csv"

exits 'utf-8 needs no word' 0 rc import agencies "$T/utf8.csv"
is '  names as they stand' "$(names)" "$want"
for enc in tcvn3 vni cp1258; do
	exits "$enc unsaid is refused" 3 rc import agencies "$T/$enc.csv"
	like '  with the place' "$(last)" "line 2, column 2: byte 0x[0-9A-F]* is not UTF-8"
	is '  and the right one offered first' \
		"$(sed -n 's/^  --encoding \([a-z0-9]*\) .*/\1/p' "$T/stderr" | head -n 1)" "$enc"
	is '  read that way' "$(sed -n 3p "$T/stderr")" '      1;Đảng ủy xã Lộc Thạnh;commune'
	exits "$enc said is read" 0 rc import agencies "$T/$enc.csv" --encoding "$enc"
	like '  and means the same' "$(last)" '^read 2 = created 0 \+ updated 0 \+ unchanged 2 \+ rejected 0; '
	like '  and is told' "$(cat "$T/stderr")" "the encoding is $enc"
done
exits 'standard input is refused as a file is' 3 sh -c "'$rollcall' --db '$T/db' import agencies - <'$T/vni.csv'"
is '  with candidates' "$(sed -n 's/^  --encoding \([a-z0-9]*\) .*/\1/p' "$T/stderr" | head -n 1)" vni
is '  and samples' "$(sed -n 3p "$T/stderr")" '      1;Đảng ủy xã Lộc Thạnh;commune'
exits 'the wrong one is refused' 3 rc import agencies "$T/tcvn3.csv" --encoding vni
like '  with line, byte and offset' "$(last)" 'line 2: byte 0x[0-9A-F]* \(offset [0-9]*\) is no character of vni there'
printf "$head"'1;Caf\303\251;commune\n' >"$T/cafe.csv"
exits 'UTF-8 called something else is refused' 3 rc import agencies "$T/cafe.csv" --encoding latin1
like '  and not spoilt' "$(last)" 'the file is UTF-8, not latin1'
printf "$head"'1;Đảng ủy xã Lộc Thạnh;commune\n2;Văn phòng Tỉnh ủy;province\n3;x\351;commune\n' >"$T/mixed.csv"
exits 'UTF-8 with one bad byte is refused' 3 rc import agencies "$T/mixed.csv"
like '  with the place' "$(last)" 'line 4, column 2: byte 0xE9'
is '  and no other encoding offered' "$(grep -c -e --encoding.*% "$T/stderr")" 0
exits 'an unknown one is refused' 2 rc import agencies "$T/utf8.csv" --encoding viscii

# UTF-16 as Excel saves "Unicode text": TAB, byte order mark
printf '\377\376c\0o\0d\0e\0\t\0n\0a\0m\0e\0\t\0t\0i\0e\0r\0\r\0\n\0001\0\t\0\020\0011\0\t\0c\0o\0m\0m\0u\0n\0e\0\r\0\n\0' >"$T/wide.csv"
exits 'utf-16 is known by its mark' 0 rc import agencies "$T/wide.csv" --mode update
like '  counts' "$(last)" '^read 1 = created 0 \+ updated 1 '
is '  the letter is there' "$(names | head -n 1)" 'Đ1'
exits 'decomposed letters become composed ones' 0 rc import agencies - <<-X
	code;name;tier
	1;$(printf '\304\220a\314\211ng u\314\211y xa\314\203 L\303\264\314\243c Tha\314\243nh');commune
X
is '  the first name is back' "$(names)" "$want"

# no files
exits 'a folder' 3 rc import agencies "$T"
like '  says so' "$(last)" 'is a folder, not a file'
mkfifo "$T/fifo"
exits 'a pipe nobody writes to is not waited for' 3 rc import agencies "$T/fifo"
like '  says so' "$(last)" 'is not a regular file'
exits 'a file that is not there' 3 rc import agencies "$T/none.csv"

# 2 GB that begin with one quote, without using 2 GB of disk
printf 'code;name;tier\n1;"' >"$T/quote.csv"
if truncate -s 2G "$T/quote.csv" 2>/dev/null; then
	exits 'two gigabytes of one quote end at once' 3 timeout 20 "$rollcall" --db "$T/db" import agencies "$T/quote.csv"
	like '  with line and column' "$(last)" 'line 2, column 2: a cell is longer than 64 KiB; if it begins with a quote'
else
	skip "no room for a sparse file" 2
fi
rm -f "$T/quote.csv"
is 'nothing else was made' "$(rc list agencies --format json | grep -o '"code"' | wc -l)" 2
finish
