#!/bin/sh
# SPDX-License-Identifier: MIT
# explain.sh - one agency post by post, views by verdict, systems, links,
# reported counts, orders on their way and figures of yesterday, through the
# real program, on whatever day it runs:
#
#	C1	P1	conforms
#		P2	firewall off, two cores of four: replace
#		P3	nothing; one in stock here
#	C2	P4	never asked
#	C3	P5	nothing; one on order for 15/12 of next year
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
this=$(date +%Y)
next=$((this + 1))
iso() { date -d "$1" +%Y-%m-%d; }
dmy() { date -d "$1" +%d/%m/%Y; }
q() { $rollcall "$@" 2>/dev/null | tr -d '\r'; }
add() { ok "add $1 $2" $rollcall add "$@"; }

ok 'init' $rollcall init
{
	echo code,name,tier,in_quota
	printf 'C%d,Commune,commune,yes\n' 1 2 3
} >"$T/agencies.csv"
{
	echo code,agency,title,title_group,signer
	printf 'P1,C1,Secretary,VI,yes\nP2,C1,Officer,VIII,no\n'
	printf 'P3,C1,Officer,VIII,no\nP4,C2,Officer,VIII,no\nP5,C3,Officer,VIII,no\n'
} >"$T/posts.csv"
came=$(iso '1 year ago')
{
	echo asset_tag,category,status,agency,post,connectivity,in_service_date
	echo D1,desktop,in_use,C1,P1,networked,$came
	echo D2,desktop,in_use,C1,P2,networked,$came
	echo D3,desktop,in_stock,C1,,networked,$came
	echo D4,desktop,in_use,C2,P4,networked,$came
} >"$T/devices.csv"
{
	echo code,indicator,tier,year,percent
	for t in Q2:commune:60 Q4::100 Q6::70 Q7::60 L2:commune:100; do
		echo "$t" | awk -F: -v y="$this" '{ print $1 "-" y "," $1 "," $2 "," y "," $3 }'
	done
	echo "Q2-$next,Q2,commune,$next,60"
} >"$T/targets.csv"
for kind in agencies posts devices targets; do
	ok "import $kind" $rollcall import $kind "$T/$kind.csv"
done
add releases code=debian/12 os_id=debian version=12 support_end=2099-12-31 approved=yes
add profiles code=office name=Office cpu_cores=4
add norms code=VIII/computer title_group=VIII item=computer quantity=1 \
	ceiling=20000000 source=15/2025
add tokens serial=T1 post=P1 status=active valid_to="$(iso '30 days')"
add orders code=O1 agency=C3 item=computer quantity=1 status=ordered deliver_on=$next-12-15
add systems code=S1 name=A agency=C1 dossier=approved measures=implemented
add systems code=S2 name=B agency=C2 dossier=approved measures=partial
add counts code=Q7/C1 indicator=Q7 agency=C1 as_of="$(iso '90 days ago')" total=5000 done=2999
add counts code=Q7/C2 indicator=Q7 agency=C2 as_of="$(iso '2 days ago')" total=5000 done=3000
add links code=K1 agency=C1 type=dedicated status=active
add params code=w name=link_wan_required value=1 valid_from=2026-01-01
facts="os_id=debian os_version_id=12 volume_kb=1000 disk_free_kb=100
	firewall=yes antivirus=clamav antivirus_running=yes cpu_cores=4
	antivirus_date=$(iso '1 day ago') updates_pending=0
	scan_date=$(iso '1 day ago') forbidden=none disk_encrypted=yes"
ok 'D1 conforms' $rollcall set facts D1 $facts
ok 'D2 does not' $rollcall set facts D2 $facts firewall=no cpu_cores=2

# --- indicators --------------------------------------------------------------------

q quota --format csv >"$T/q.csv"
row() { grep "^$1," "$T/q.csv"; }
is 'Q2: one of three agencies is equipped, none conforms' "$(row Q2)" \
	Q2,commune,60,3,2,1,false,0,false,1,0,agencies
is 'Q4: the one signer' "$(row Q4)" Q4,all,100,1,1,1,true,1,true,0,0,posts
is 'Q6: both approved, one of them implemented' "$(row Q6)" \
	Q6,all,70,2,2,2,true,1,false,0,0,systems
is 'Q7: 5999 of 10000 is not 60%; C3 reported nothing' "$(row Q7)" \
	Q7,all,60,10000,6000,5999,false,5999,false,0,1,as\ reported
is 'L2: C1 alone has a dedicated link' "$(row L2)" \
	L2,commune,100,3,3,1,false,1,false,0,0,agencies
is 'links stand last' "$(tail -n 1 "$T/q.csv" | cut -d, -f1)" L2
text=$(q quota)
like 'whose count it is' "$text" 'Q7: the sum of what the agencies reported'
like 'a signature that ends soon' "$text" "^C1 +Commune +0 +1 +$(dmy '30 days')\$"
like 'the forecast of next year: O1 equips C3, which is enough' \
	"$(q quota --year "$next")" '^Q2 +commune +2 +1 +2 +yes +0 +1 +no$'
unlike 'the day itself is no forecast' \
	"$(q --as-of "$next-12-31" quota --year "$next")" 'Forecast for'
like 'and one by the rate since yesterday' \
	"$(q quota --year "$next" --since "$(iso yesterday)")" \
	"^Q2 +commune +2 +$(dmy yesterday) +1 +1 +1 +no +0 +0 *\$"
exits 'a rate needs an earlier day' 2 $rollcall quota --since "$(iso today)"

# --- explain ------------------------------------------------------------------------

ok 'explain' $rollcall quota explain C1
text=$(q quota explain C1)
like 'P1 conforms' "$text" '^P1 +Secretary +VI +D1 +pass +pass +pass +pass +yes +no *$'
like 'P2: a new one, at the ceiling' "$text" \
	'^P2 +Officer +VIII +D2 +fail +pass +pass +fail +no +yes +new +20\.000\.000 đ +VIII/computer$'
like 'P3: from stock, or new' "$text" \
	'^P3 +Officer +VIII +no +yes +from stock +D3 *$'
like 'the rule and its fact' "$text" \
	'^P2 +D2 +secure +fail +secure.firewall +the firewall is on +Firewall on: no \(manual, [0-9]+ days ago\)$'
like 'the other' "$text" \
	'^P2 +D2 +modern +fail +modern.cpu +processor cores, at least: 4 +CPU cores: 2 '
like 'sums' "$text" '^Total +2 +20\.000\.000 đ$'
q quota explain C1 --format csv >"$T/x.csv"
is 'csv: a line a post' "$(wc -l <"$T/x.csv")" 4
like 'csv: header' "$(head -n 1 "$T/x.csv")" \
	'^post,title,title_group,device,modern,uniform,fit,secure,conforms,wanted,way,use,from,price,norm$'
for format in json html xlsx md; do
	ok "explain as $format" $rollcall quota explain C1 --format $format -o "$T/x.$format"
done
exits 'no such agency' 3 $rollcall quota explain C9
exits 'no agency named' 2 $rollcall quota explain
exits 'something else' 2 $rollcall quota expand C1

# --- views by verdict ------------------------------------------------------------------

tags() { q list devices "$@" cols=asset_tag --format csv | tail -n +2 | tr '\n' ' '; }
is 'secure=fail' "$(tags secure=fail)" 'D2 '
is 'conforming=pass' "$(tags conforming=pass)" 'D1 '
is 'unknown, in use' "$(tags conforming=unknown status=in_use)" 'D4 '
is 'neither' "$(tags 'conforming!=pass' agency=C1 status=in_use)" 'D2 '
is 'export takes them too' "$(q export devices secure=fail | grep -c '^D2')" 1
exits 'no such verdict' 2 $rollcall list devices secure=maybe
exits 'nothing is sorted by them' 2 $rollcall list devices sort=secure

# --- as it was ---------------------------------------------------------------------------

ok 'D1 goes to repair' $rollcall set devices D1 status=repair
q quota --basis post --year "$this" --format csv >"$T/q.csv"
is 'one post less is served today' "$(row Q2 | cut -d, -f4-8)" 5,3,2,false,0
rollcall="$OUT/rollcall --lang en --db $db --as-of $(iso yesterday)"
q quota --basis post --year "$this" --format csv >"$T/q.csv"
is 'yesterday it was not' "$(row Q2 | cut -d, -f4-7)" 5,3,3,true
finish
