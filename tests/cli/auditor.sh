#!/bin/sh
# SPDX-License-Identifier: MIT
# auditor.sh - the walk of an auditor who has the exported CSV files and the
# rules of the manual, and nothing else: auditor.py recomputes the quota, the
# purchase list and the wear from them. First a small fleet, counted by hand:
#
#	R	the root, not in the quota: 3 office seats, a maintenance
#		contract of 24 months and 50.000.001 đ that ends this year
#	P1	1 post VI, nothing: moved from C3			0
#	C1	1 post VIII, conforms; its computer's life ends this
#		year (20); its printer is broken (13); its link ends
#		this year (12 x 2,5 = 30)				63
#	C2	3 posts VIII: one conforms, one has nothing (one is on
#		order), one has no firewall: not chosen			0
#	C3	1 post VII, nothing, and two computers in stock: one for
#		itself, one for P1					0
#	C4	1 post VIII, computer of six years, no link: not chosen	0
#	C5	no posts
#
# Communes 50% of 4 = 2: C1 conforms, C3 is the cheapest. 4 posts are served, so
# 4 office seats less 3 = 1 at 3 million. Maintenance: 50.000.001 x 12 / 24 =
# 25.000.000,5, rounded up. Together 63.000.000 + 3.000.000 + 25.000.001.
. tests/lib/tap.sh
need python3

here=tests/cli
db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
today=$(date +%Y-%m-%d)
this=$(date +%Y)
iso() { date -d "$1" +%Y-%m-%d; }

export_all() { # FOLDER: all that an auditor gets
	mkdir -p "$1"
	for kind in agencies posts devices facts custody tokens links norms \
		params targets releases profiles lives orders contracts licences; do
		$rollcall export $kind --format csv -o "$1/$kind.csv" || return 1
	done
}
audit() { # FOLDER WHAT...
	folder=$1
	shift
	python3 -B $here/auditor.py "$folder" "$today" "$@"
}
plain() { # without the mark and the line ends of Excel
	sed 's/^\xef\xbb\xbf//; s/\r$//'
}
# The columns that the auditor recomputes, found by name; lines that differ in
# nothing but the quarter, or in what a move is for, are one.
bought() {
	$rollcall report procurement --format csv "$@" | python3 -c '
import csv, sys
sums = {}
for row in csv.DictReader(sys.stdin.read().lstrip("\ufeff").splitlines()):
    key = tuple(row[n] for n in ("target", "agency", "title_group", "item",
                                 "need", "unit_price", "budget_line"))
    n, amount = sums.get(key, (0, 0))
    sums[key] = n + int(row["quantity"]), amount + int(row["amount"])
csv.writer(sys.stdout, lineterminator="\n").writerows(sorted(
    [str(v) for v in (*k[:5], n, k[5], amount, k[6])]
    for k, (n, amount) in sums.items()))'
}
judged() { # the rows of Q1 and Q2
	$rollcall quota --format json | python3 -c '
import csv, json, sys
out = csv.writer(sys.stdout, lineterminator="\n")
names = ("indicator tier target_percent roster needed equipped conforming "
         "unknown not_evaluable").split()
for row in json.load(sys.stdin)["rows"]:
    if row["indicator"] in ("Q1", "Q2"):
        out.writerow([row[n] for n in names])'
}
walk() { # NAME: program and auditor agree
	ok "$1: the files" export_all "$T/csv"
	audit "$T/csv" quota >"$T/want"
	judged >"$T/got"
	same "$1: the quota" "$T/got" "$T/want"
	audit "$T/csv" lines | python3 -c '
import csv, sys
csv.writer(sys.stdout, lineterminator="\n").writerows(
    sorted(csv.reader(sys.stdin)))' >"$T/want"
	bought >"$T/got"
	same "$1: the purchase list" "$T/got" "$T/want"
	isnt "$1: which has lines" "$(wc -l <"$T/got")" 0
}
sum() { awk -F, '{ s += $8 } END { printf "%d\n", s }'; }

# --- a small fleet -------------------------------------------------------------

cat >"$T/agencies.csv" <<'END'
code,name,tier,parent,in_quota
R,Root,province,,no
P1,Office,province,R,yes
C1,One,commune,R,yes
C2,Two,commune,R,yes
C3,Three,commune,R,yes
C4,Four,commune,R,yes
C5,Five,commune,R,yes
END
cat >"$T/posts.csv" <<'END'
code,agency,title,title_group
P1-1,P1,Head,VI
C1-1,C1,Officer,VIII
C2-1,C2,Officer,VIII
C2-2,C2,Officer,VIII
C2-3,C2,Officer,VIII
C3-1,C3,Deputy,VII
C4-1,C4,Officer,VIII
END
year_ago=$(iso '1 year ago')
cat >"$T/devices.csv" <<END
asset_tag,category,status,agency,post,connectivity,in_service_date,eol_date,cost
D1,desktop,in_use,C1,C1-1,networked,$year_ago,$this-12-31,15000000
D2,desktop,in_use,C2,C2-1,networked,$year_ago,,18990000
D3,desktop,in_use,C2,C2-3,networked,$year_ago,,9999999
D4,laptop,in_stock,C3,,networked,$year_ago,,
D5,desktop,in_stock,C3,,networked,$year_ago,,
D6,desktop,in_use,C4,C4-1,networked,$(iso '6 years ago'),,15000000
D7,printer,broken,C1,,networked,$year_ago,,
END
cat >"$T/targets.csv" <<END
code,indicator,tier,year,percent
Q1-$this,Q1,province,$this,100
Q2-$this,Q2,commune,$this,50
END
{
	echo code,agency,type,status,start_date,end_date,price,price_per
	echo "K-C1,C1,dedicated,active,,$this-12-31,2500000,month"
	for a in P1 C2 C3; do echo "K-$a,$a,dedicated,active,,,,"; done
} >"$T/links.csv"
cat >"$T/orders.csv" <<END
code,agency,item,quantity,price,status,ordered_on
O1,C2,desktop,1,20000000,ordered,$today
END
cat >"$T/contracts.csv" <<END
code,kind,agency,start_date,end_date,amount
BT-1,warranty,R,$((this - 1))-01-01,$this-12-31,50000001
END
cat >"$T/licences.csv" <<'END'
code,product,kind,agency,quantity,price
L1,Office,office,R,3,3000000
END
ok 'init' $rollcall init --plan dong-nai-2025-2028
for kind in agencies posts devices targets links orders contracts licences; do
	ok "import $kind" $rollcall import $kind "$T/$kind.csv"
done
facts="os_id=debian os_version_id=12 cpu_cores=8 ram_kb=16000000
	disk_total_kb=500000000 disk_rotational=no volume_kb=1000 disk_free_kb=500
	antivirus=clamav antivirus_running=yes antivirus_date=$today
	updates_pending=0 scan_date=$today forbidden=none disk_encrypted=yes"
told=0
for tag in D1 D2 D6; do
	$rollcall set facts $tag $facts firewall=yes >/dev/null 2>&1 &&
		told=$((told + 1))
done
$rollcall set facts D3 $facts firewall=no >/dev/null 2>&1 && told=$((told + 1))
is 'facts are told' $told 4

is 'the quota, by hand' "$(judged)" \
	'Q1,province,100,1,1,0,0,0,0
Q2,commune,50,4,2,2,1,0,1'
bought >"$T/got"
cat >"$T/want" <<'END'
,C1,,link,contract ends,1,30000000,30000000,5
,C1,VIII,computer,end of life,1,20000000,20000000,2
,C1,shared,printer,broken or lost,1,13000000,13000000,2
,R,,office suite,licence,1,3000000,3000000,3
,R,,warranty and maintenance,contract ends,1,25000001,25000001,8
Q1,P1,VI,desktop,transfer,1,0,0,2
Q2,C3,VII,computer,from stock,1,0,0,2
END
same 'the purchase list, by hand' "$T/got" "$T/want"
is 'the total, by hand' "$(sum <"$T/got")" 91000001
is 'the total of one agency, by hand' \
	"$(grep '^[^,]*,C1,' "$T/got" | sum)" 63000000
like 'it says the same' "$($rollcall report procurement)" \
	'^ +Grand total +1 +91\.000\.001 đ$'
walk 'small'
is 'small: one agency from the files' "$(audit "$T/csv" lines C1 | sum)" 63000000
is 'small: and post by post' "$(audit "$T/csv" agency C2 | sed -n 1,3p)" \
	'C2-1,D2,True,
C2-2,,False,
C2-3,D3,False,firewall mend'

# The same files judge other laws: each parameter changes the answer of both.
change() { # NAME VALUE
	$rollcall set params "$(sed -n "s/^\([^,]*\),$1,.*/\1/p" \
		"$T/csv/params.csv" | tail -n 1)" value="$2" >/dev/null 2>&1
}
change fill_norm 1
walk 'small, up to the norms'
# 5 agencies with posts: a scanner, a shredder and a photocopier each; a printer
# for each but C1, which is bought one: 5 x (22 + 10 + 110) + 4 x 13 million.
is 'small, up to the norms: the total' "$(sum <"$T/got")" \
	$((91000001 + 710000000 + 52000000))
change fill_norm 0
change price_basis 1
walk 'small, prices paid'
change price_basis 0
change theta 60
walk 'small, theta 60'
change theta 100

# A cap: contracts first (55.000.001), then the chosen (nothing to pay), then the
# rest, as far as it fits: 20 and 13 do not, 3 does.
$rollcall report procurement --cap 60.000.000 --format json >"$T/cap.json"
like 'a cap: spent' "$(cat "$T/cap.json")" '^  "spent": 58000001,$'
like 'a cap: left' "$(cat "$T/cap.json")" '^  "left": 1999999,$'
like 'a cap: beyond' "$(cat "$T/cap.json")" '^  "beyond": 33000000,$'
is 'a cap: what fits' "$(bought --cap 60.000.000 | wc -l)" 7
$rollcall report procurement --cap 60.000.000 --format csv | plain |
	awk -F, 'NR > 1 { print $2, $6, $NF }' | sort >"$T/got"
cat >"$T/want" <<'END'
C1 broken or lost false
C1 contract ends true
C1 end of life false
C3 from stock true
P1 transfer true
R contract ends true
R licence true
END
same 'a cap: line by line' "$T/got" "$T/want"

# What goes to the buyer: no contracts, no licences, nothing from stock.
$rollcall report tsc-mstt-04 --format csv | plain >"$T/got"
cat >"$T/want" <<END
number,agency,unit,kind,measure,quantity,unit_price,estimate,source
1,C1,One,computer,piece,1,20000000,20000000,end-user devices
2,C1,One,printer,piece,1,13000000,13000000,end-user devices
END
cut -d, -f1-9 "$T/got" >"$T/cut"
same 'Mẫu 04/TSC-MSTT' "$T/cut" "$T/want"
is '  delivered within the year' "$(cut -d, -f10 "$T/got" | tail -n 1)" \
	"$this-12-31"

# --- the sample province ---------------------------------------------------------

wear() { # program and auditor agree on every asset
	audit "$T/csv" wear >"$T/want"
	$rollcall report wear --format csv | plain | sed 1d |
		awk -F, 'BEGIN { OFS = "," } { print $1, $5, $6, $9, $10, $11 }' \
			>"$T/got"
	same "$1: wear of every asset" "$T/got" "$T/want"
	isnt "$1: there are some" "$(wc -l <"$T/got")" 0
}
db=$T/demo.db
rollcall="$OUT/rollcall --lang en --db $db"
ok 'demo' $rollcall demo
walk 'demo'
code=$(cut -d, -f2 "$T/got" | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }')
is "demo: $code alone" "$(audit "$T/csv" lines "$code" | sum)" \
	"$(grep "^[^,]*,$code," "$T/got" | sum)"
wear 'demo'
change wear_transition 1
export_all "$T/csv"
wear 'demo, lives spread'
change fill_norm 1
change price_basis 1
change age_max_years 3
change theta 90
walk 'demo, other laws'
ok 'what came this year counts' $rollcall add params code=refresh_counts@now \
	name=refresh_counts value=1 valid_from="$this-01-01"
walk 'demo, renewed'
finish
