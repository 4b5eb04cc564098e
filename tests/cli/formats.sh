#!/bin/sh
# SPDX-License-Identifier: MIT
# formats.sh - html, xlsx and md out of the real program: read back by other
# programs where there are any.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
this=$(date +%Y)

printf 'code,name,tier,in_quota\nP1,Office,province,yes\nC1,"Xã <b>Đồng</b> Phú",commune,yes\n' >"$T/agencies.csv"
printf 'code,agency,title,title_group\nP1-1,P1,Head,VI\nC1-1,C1,Officer,VIII\n' >"$T/posts.csv"
cat >"$T/devices.csv" <<'END'
asset_tag,category,status,agency,post,connectivity,purchase_date,cost
'=1+1,desktop,in_use,C1,C1-1,networked,2026-03-04,20000000
D2,laptop,in_stock,P1,,networked,,
END
printf 'code,indicator,tier,year,percent\nQ1,Q1,province,%s,100\nQ2,Q2,commune,%s,50\n' \
	"$this" "$this" >"$T/targets.csv"
$rollcall init --plan dong-nai-2025-2028 >/dev/null 2>&1
for kind in agencies posts devices targets; do
	ok "import $kind" $rollcall import $kind "$T/$kind.csv"
done

# --- html ---------------------------------------------------------------------
ok 'report: html' $rollcall report quota --format html -o "$T/q.html"
html=$(cat "$T/q.html")
like 'the picture of the target' "$html" '>Q2 commune 50%</text>'
like '  its figures in words' "$html" \
	'>Conforming 0 · Equipped 1 · Needed 1 · Roster 1</text>'
like '  a name is no markup' "$html" 'Xã &lt;b&gt;Đồng&lt;/b&gt; Phú'
unlike '  no script, nothing from elsewhere' "$html" '<script|src=|href=|url\('
unlike '  no heading unless asked' "$html" 'CỘNG SẢN'
mkdir -p "$XDG_CONFIG_HOME/rollcall"
cat >"$XDG_CONFIG_HOME/rollcall/rollcall.conf" <<'END'
report.body = TỈNH ỦY ĐỒNG NAI
report.symbol = -BC/TU
report.place = Đồng Nai
END
html=$($rollcall --as-of 2026-01-04 report quota --format html --heading party)
like 'a heading of the Party' "$html" '<span>ĐẢNG CỘNG SẢN VIỆT NAM</span>'
like '  who issues it' "$html" 'class="bold"><span>TỈNH ỦY ĐỒNG NAI</span>'
like '  where and when' "$html" 'Đồng Nai, ngày 04 tháng 01 năm 2026'
like '  a number to be filled in' "$html" '<span>Số ………-BC/TU</span>'
like 'a heading of the State' \
	"$($rollcall report procurement --format html --heading state)" \
	'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
exits 'a heading of csv' 2 $rollcall report quota --format csv --heading party
echo 'report.heading = state' >>"$XDG_CONFIG_HOME/rollcall/rollcall.conf"
like 'the setting asks for it too' "$($rollcall quota --format html)" 'Độc lập'
unlike '  and can be overruled' "$($rollcall quota --format html --heading none)" \
	'Độc lập'
ok '  and is nothing to csv' $rollcall quota --format csv
html=$($rollcall list devices 'cols=asset_tag,purchase_date,cost sort=asset_tag' --format html)
like 'list: html' "$html" \
	'^<tr><td>=1\+1</td><td class=d>04/03/2026</td><td class=n>20.000.000 đ</td></tr>$'
like '  labels, not names' "$html" '<th scope=col>Asset tag</th>'
like '  titled' "$html" '<h1>Devices</h1>'

# --- markdown -----------------------------------------------------------------
$rollcall quota --format md >"$T/q.md"
like 'md: a row' "$(cat "$T/q.md")" \
	'^\| Q2 \| commune \| 50% \| 1 \| 1 \| 1 \| yes \| 0 \| no \|'
like 'export: md' "$($rollcall export agencies 'cols=code,name' --format md)" \
	'^\| C1 \| Xã \\<b\\>Đồng\\</b\\> Phú \|$'
like 'calendar: md' "$($rollcall calendar --format md | head -n 1)" \
	'^# Report calendar$'

# --- xlsx ---------------------------------------------------------------------
exits 'xlsx wants a file' 2 $rollcall report quota --format xlsx
ok 'report: xlsx' $rollcall report procurement --format xlsx -o "$T/p.xlsx"
ok 'list: xlsx' $rollcall list devices 'cols=asset_tag,purchase_date,cost sort=asset_tag' \
	--format xlsx -o "$T/d.xlsx"
$rollcall report procurement --format xlsx -o - >"$T/p2.xlsx"
same 'the same report is the same file' "$T/p.xlsx" "$T/p2.xlsx"
is 'nothing is left behind' "$(ls "$T" | grep -c 'xlsx\..')" 0
cp "$T/d.xlsx" "$T/before.xlsx"
exits 'no folder for the work' 3 env TMPDIR=/nowhere $rollcall list devices \
	--format xlsx -o "$T/d.xlsx"
same '  the old file stands' "$T/d.xlsx" "$T/before.xlsx"
# Files of 4 KiB at most: a disk that runs full under the library, which does
# not look. 512-byte blocks, as POSIX has them.
for blocks in 0 1 4 8; do
	no "a full disk: $blocks" sh -c "trap '' XFSZ; ulimit -f $blocks;
		exec $rollcall list devices --format xlsx -o $T/full.xlsx"
done
is '  nothing came of it' "$(ls "$T" | grep -c '^full')" 0

if command -v python3 >/dev/null 2>&1; then
	cat >"$T/look.py" <<'END'
import sys, zipfile, xml.dom.minidom
book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None
for name in book.namelist():
    if name.endswith(('.xml', '.rels')):
        xml.dom.minidom.parseString(book.read(name))
for sheet in xml.dom.minidom.parseString(book.read('xl/workbook.xml')).getElementsByTagName('sheet'):
    print(sheet.getAttribute('name'))
print(sum(n.startswith('xl/charts/chart') for n in book.namelist()), 'charts')
print(sum(b'<f>' in book.read(n) for n in book.namelist() if '/worksheets/sheet' in n), 'formulas')
END
	ok 'every part of it is sound XML' python3 "$T/look.py" "$T/p.xlsx"
	is '  its sheets' "$(python3 "$T/look.py" "$T/p.xlsx" | tr '\n' ';')" \
		'Report;Charts;To reach the target, cheapest a;All that is needed, by need;The same, by line of the budget;The same, by the quarter to ord;Purchase list;Agencies that do not conform, i;Re-use before buying- computers;More than the norms allow;Dearer than the norms allow- bo;Parameters of the day;1 charts;0 formulas;'
	is '  a stream has one' "$(python3 "$T/look.py" "$T/d.xlsx" | tr '\n' ';')" \
		'Devices;0 charts;0 formulas;'
else
	skip 'python3 is not installed' 3
fi

# Each sheet as csv, formulas shown as such, figures as they are formatted.
calc() {
	soffice "-env:UserInstallation=file://$T/office" --headless --convert-to \
		'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,true,false,-1' \
		--outdir "$T/calc" "$1" >/dev/null 2>&1
}
if command -v soffice >/dev/null 2>&1; then
	calc "$T/p.xlsx"
	calc "$T/d.xlsx"
	cat >"$T/want" <<'END'
Asset tag,Purchased,Cost
=1+1,04/03/2026,"20,000,000 đ"
D2,,
END
	same 'LibreOffice reads the devices' "$T/calc/d-Devices.csv" "$T/want"
	$rollcall report procurement --format csv | tr -d '\r' | sed 1d |
		cut -d, -f2,7,9 >"$T/want"
	grep '^Q[12],' "$T/calc/p-Purchase list.csv" |
		sed 's/"\([0-9]*\),\([0-9]*\),\([0-9]*\) đ"/\1\2\3/g; s/ đ//g' |
		cut -d, -f2,7,9 >"$T/got"
	same 'LibreOffice reads the purchase list' "$T/got" "$T/want"
	isnt '  which has lines' "$(wc -l <"$T/got")" 0
else
	skip 'libreoffice-calc is not installed' 3
fi

# --- for other programs -------------------------------------------------------
{
	$rollcall set devices D2 host=10.1.1.2 port=2222 ssh_user=admin \
		status=in_use 'model={{ lookup("pipe", "id") }}'
	$rollcall set facts D2 os_id=windows os_version_id=10.0.19045
	$rollcall add devices asset_tag=D3 category=desktop status=in_use agency=C1 \
		connectivity=isolated host=10.1.1.3
	$rollcall add devices asset_tag=D4 category=desktop status=in_use agency=C1 \
		connectivity=networked host=10.1.1.4
	$rollcall add agencies code=C.1 name=Dot tier=commune in_quota=yes
	$rollcall add agencies code=C_1 name=Line tier=commune in_quota=yes
	$rollcall add devices asset_tag=D5 category=desktop status=in_use agency=C.1 \
		connectivity=networked host=10.1.1.5
	$rollcall add devices asset_tag=D6 category=desktop status=in_use agency=C_1 \
		connectivity=networked host=10.1.1.6
	$rollcall add links code='L"1\2' agency=C1 type=dedicated status=active \
		provider=VNPT down_kbps=100000 measured_kbps=83000 rtt_ms=12
} >/dev/null 2>&1
$rollcall export devices --format ansible -o "$T/inventory.json"
exits 'ansible is of devices alone' 2 $rollcall export posts --format ansible
if command -v python3 >/dev/null 2>&1; then
	cat >"$T/ansible.py" <<'END'
import json, sys
inv = json.load(open(sys.argv[1]))
hosts = inv['_meta']['hostvars']
print(','.join(sorted(hosts)))
print(json.dumps(hosts['D2'], sort_keys=True))
for name in sorted(inv):
    if name not in ('_meta', 'all'):
        print(name, ','.join(inv[name]['hosts']))
assert sorted(inv['all']['children']) == sorted(set(inv) - {'_meta', 'all'} | {'ungrouped'})
END
	cat >"$T/want" <<'END'
D2,D4,D5,D6
{"ansible_host": "10.1.1.2", "ansible_port": 2222, "ansible_shell_type": "powershell", "ansible_user": "admin", "rollcall_agency": "P1", "rollcall_category": "laptop", "rollcall_os": "windows", "rollcall_os_version": "10.0.19045", "rollcall_status": "in_use"}
agency_C1 D4
agency_C_1 D5
agency_C_1_2 D6
agency_P1 D2
category_desktop D4,D5,D6
category_laptop D2
END
	python3 "$T/ansible.py" "$T/inventory.json" >"$T/got" 2>&1
	same 'ansible: hosts, variables, groups; no template, none isolated' \
		"$T/got" "$T/want"
else
	skip 'python3 is not installed'
fi
if command -v ansible-inventory >/dev/null 2>&1; then
	printf '#!/bin/sh\nexec %s export devices --format ansible\n' "$rollcall" \
		>"$T/inventory.sh"
	chmod +x "$T/inventory.sh"
	is 'ansible itself takes it' "$(ansible-inventory -i "$T/inventory.sh" \
		--graph agency_P1 2>"$T/noise" | tr -d ' \n')" '@agency_P1:|--D2'
	is '  without complaint' "$(cat "$T/noise")" ''
else
	skip 'ansible-core is not installed' 2
fi
$rollcall export devices --format prometheus -o "$T/rollcall.prom"
is 'prometheus: the collector may read it' "$(stat -c %a "$T/rollcall.prom")" 644
grep -v '^rollcall_export_timestamp_seconds \|^#\|^rollcall_quota' "$T/rollcall.prom" >"$T/got"
cat >"$T/want" <<'END'
rollcall_devices{agency="C.1",category="desktop",status="in_use"} 1
rollcall_devices{agency="C1",category="desktop",status="in_use"} 3
rollcall_devices{agency="C_1",category="desktop",status="in_use"} 1
rollcall_devices{agency="P1",category="laptop",status="in_use"} 1
rollcall_devices_polled{agency="C.1",outcome="never"} 1
rollcall_devices_polled{agency="C1",outcome="never"} 1
rollcall_devices_polled{agency="C_1",outcome="never"} 1
rollcall_devices_polled{agency="P1",outcome="never"} 1
rollcall_devices_silent{agency="C.1",days="1"} 1
rollcall_devices_silent{agency="C.1",days="30"} 1
rollcall_devices_silent{agency="C.1",days="7"} 1
rollcall_devices_silent{agency="C1",days="1"} 1
rollcall_devices_silent{agency="C1",days="30"} 1
rollcall_devices_silent{agency="C1",days="7"} 1
rollcall_devices_silent{agency="C_1",days="1"} 1
rollcall_devices_silent{agency="C_1",days="30"} 1
rollcall_devices_silent{agency="C_1",days="7"} 1
rollcall_devices_silent{agency="P1",days="1"} 1
rollcall_devices_silent{agency="P1",days="30"} 1
rollcall_devices_silent{agency="P1",days="7"} 1
rollcall_link_contracted_bytes_per_second{link="L\"1\\2",agency="C1",provider="VNPT"} 12500000
rollcall_link_measured_bytes_per_second{link="L\"1\\2",agency="C1",provider="VNPT"} 10375000
rollcall_link_rtt_seconds{link="L\"1\\2",agency="C1",provider="VNPT"} 0.012
END
same '  devices, polls, links; labels escaped' "$T/got" "$T/want"
like '  the quota' "$(cat "$T/rollcall.prom")" \
	"^rollcall_quota_needed\{indicator=\"Q2\",tier=\"commune\",year=\"$this\"\} 2\$"
is '  every metric once, with help and type' "$(grep -c '^# HELP rollcall_[a-z_]* .' \
	"$T/rollcall.prom")" "$(grep -o '^rollcall_[a-z_]*' "$T/rollcall.prom" | sort -u | wc -l)"
is '  nothing that is no sample' "$(grep -vcE '^# (HELP|TYPE) rollcall_|^rollcall_[a-z_]+(\{([a-z]+="([^"\\]|\\["\\n])*",?)+\})? [0-9]+(\.[0-9]+)?$' "$T/rollcall.prom")" 0
if command -v promtool >/dev/null 2>&1; then
	ok '  promtool has no complaint' sh -c "promtool check metrics <'$T/rollcall.prom'"
else
	skip 'promtool (prometheus) is not installed'
fi
finish
