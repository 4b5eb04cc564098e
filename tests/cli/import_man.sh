#!/bin/sh
# SPDX-License-Identifier: MIT
# The page of the import against the program: every option, every kind and
# field, and its examples, which are run as they stand.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
page=$(dirname "$0")/../../data/man/rollcall-import.1
rc() { "$rollcall" --lang en --db "$T/db" "$@"; }
sed 's/\\f[BIR]//g; s/\\-/-/g; s/\\e/\\/g' "$page" >"$T/plain"
part() { sed -n "/^\.SH $1\$/,/^\.SH /p" "$T/plain"; }

# --- options ------------------------------------------------------------------
rc help import 2>&1 | grep -oE '^ +(-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+' |
	grep -Evx -- '--(db|lang|color|no-pager|as-of|help)' | sort -u >"$T/has"
part OPTIONS | grep -A1 '^\.TP' | grep -oE -- '--[a-z-]+' | sort -u >"$T/told"
isnt 'there are options' "$(wc -l <"$T/has")" 0
same 'the page has the options of the program' "$T/has" "$T/told"

# --- kinds and fields --------------------------------------------------------------
part DESCRIPTION | sed -n '/^\.nf/,/^\.fi/s/^\.B //p' | tr ' ' '\n' >"$T/kinds"
for kind in $(rc help 2>&1 | sed -n '/^KIND is/,/^$/p' | sed 1d); do
	rc template "$kind" >/dev/null 2>&1 && echo "$kind"
done | sort >"$T/may"
sort "$T/kinds" >"$T/told"
same 'the page has the kinds that are imported' "$T/may" "$T/told"
for kind in $(cat "$T/kinds"); do
	rc template "$kind" | sed 's/^\xef\xbb\xbf//; q' | tr -d '\r' | tr ';' '\n' >"$T/has"
	part FIELDS | sed -n "/^\.B $kind\$/,/^\.\(TP\|PP\)/p" |
		sed -n 's/^\([a-z_0-9]*\)[* ].*/\1/p' >"$T/told"
	same "the fields of $kind" "$T/has" "$T/told"
done

# --- the examples --------------------------------------------------------------
mkdir "$T/bin" "$T/usb" "$T/work"
ln -s "$(cd "$OUT" && pwd)/rollcall" "$T/bin/rollcall"
printf '#!/bin/sh\ncat >>"%s/mailed"\n' "$T" >"$T/bin/mail"
chmod +x "$T/bin/mail"
export ROLLCALL_DB="$T/db" PATH="$T/bin:$PATH" LC_ALL=C
rc init --plan dong-nai-roster 2>/dev/null
cd "$T/work" || exit
{
	echo 'Mã tài sản;Số sê-ri;Đơn vị;Loại;Tình trạng;Kết nối'
	echo 'TS-1;S-1;25294;laptop;đang dùng;networked'
	echo 'TS-2;S-2;Nơi Nào Đó;laptop;đang dùng;networked'
} >bad.csv
sed '$d' bad.csv >kiemke.csv
echo 'Company,Name,Asset Tag,Category,Serial,Purchase Date
25294,PC1,SN-1,Laptop,SER-1,1/23/2023' >assets.csv
cat >"$T/usb/a.json" <<'END'
{"deviceid": "pc1", "itemtype": "Computer", "action": "inventory", "content":
 {"versionclient": "x", "bios": {"ssn": "SER-1", "smanufacturer": "Dell"}}}
END
part EXAMPLES | awk -v out="$T/example" '
	/^\.nf/ { n++; inside = 1; next }
	/^\.fi/ { inside = 0 }
	inside { print > (out n) }'
sed -i "s#/media/usb#$T/usb#" "$T"/example*
export f=bad.csv who='xã Lộc Thành'
exits 'look, then load' 0 sh -e "$T/example1"
like '  loaded' "$(tail -n 1 "$T/stderr")" '^read 1 = created 1 .*; batch [0-9]+$'
exits 'once and then every month' 0 sh -e "$T/example2"
like '  the same' "$(tail -n 1 "$T/stderr")" '^read 1 = .* unchanged 1 '
exits 'nightly, a sender unknown' 0 sh "$T/example3"
like '  is mailed' "$(cat "$T/mailed")" 'xã Lộc Thành'
: >"$T/mailed"
exits '  the map is made' 1 rc import devices bad.csv --save-map "$who" --key asset_tag
exits '  and again' 0 sh "$T/example3"
like '  the last line' "$(cat "$T/stdout")" '^read 2 = created 0 \+ updated 0 \+ unchanged 1 \+ rejected 1; batch [0-9]+$'
like '  the refused row is mailed' "$(cat "$T/mailed")" 'Nơi Nào Đó'
ok '  and in a file' test -s bad.csv.bad.csv
exits 'the batch is found' 0 sh -e "$T/example4"
cp "$T/db" new.db
rc add posts code=P-1 agency=25294 title='Văn thư' title_group=VIII 2>/dev/null
cp "$T/db" old.db
exits 'from one to another' 0 sh -e "$T/example5"
like '  one post' "$(tail -n 1 "$T/stderr")" '^read 1 = created 1 '
exits 'from a stick' 0 sh -e "$T/example6"
like '  facts' "$(tail -n 1 "$T/stderr")" '^read 1 = created 0 \+ updated 1 '
is 'that were all examples' "$(ls "$T" | grep -c '^example')" 6
finish
