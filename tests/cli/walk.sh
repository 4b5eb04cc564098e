#!/bin/sh
# SPDX-License-Identifier: MIT
# walk.sh - the walk of an auditor: from the exported CSVs and the rules of the
# manual alone (walk.awk) the verdict on every post and every agency of the
# sample province comes out as the program says; so does what one agency must
# spend.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
day=$(date +%Y-%m-%d)
q() { $rollcall "$@" 2>/dev/null | tr -d '\r'; }

ok 'a sample province' $rollcall demo
files=
# In the order in which walk.awk can make use of them.
for kind in params agencies profiles releases posts tokens links devices custody facts norms; do
	q export $kind --format csv >"$T/$kind.csv"
	[ $kind = norms ] || files="$files $T/$kind.csv"
done
awk -v day="$day" -f tests/cli/walk.awk $files >"$T/walk.txt"
ok 'something was judged' grep -q '^post .* fail' "$T/walk.txt"

# --- agencies ---------------------------------------------------------------------

sums() { # TIER: roster, equipped, conforming, posts, served, conforming, unknown
	awk -v tier="$1" '$1 == "agency" && $3 == tier {
		n++; e += ($8 == "yes"); c += ($9 == "yes")
		p += $4; s += $5; g += $6; u += $7
	} END { print n, e, c, p, s, g, u }' "$T/walk.txt"
}
told() { # INDICATOR: the same, of the program
	year=$(date +%Y)
	q quota --year "$year" --format csv | awk -F, -v i="$1" '$1 == i { printf "%s %s %s ", $4, $6, $8 }'
	q quota --year "$year" --basis post --format csv |
		awk -F, -v i="$1" '$1 == i { print $4, $6, $8, $10 }'
}
# The plan has targets until 2028; later the walk has nothing to meet.
if q quota --format csv | grep -q '^Q2,'; then
	is 'communes' "$(sums commune)" "$(told Q2)"
	is 'the province' "$(sums province)" "$(told Q1)"
fi

# --- posts, one by one ----------------------------------------------------------------

for agency in $(awk '$1 == "agency" && $9 == "no" { print $2 }' "$T/walk.txt" | head -n 3) \
	$(awk '$1 == "agency" && $9 == "yes" { print $2 }' "$T/walk.txt" | head -n 1); do
	q quota explain "$agency" --format json >"$T/x.json"
	q list posts "agency=$agency" cols=code --format csv | tail -n +2 >"$T/codes"
	awk 'NR == FNR { mine[$1] = 1; next } $1 == "post" && ($2 in mine) {
		print $2, $3, $4, $5, $6, $7 }' "$T/codes" "$T/walk.txt" |
		sed 's/ *$//' | sort >"$T/want"
	tr -d '\n' <"$T/x.json" | sed 's/.*"posts": \[//; s/"findings":.*//' |
		sed 's/}, *{/}\n{/g' | sed -n 's/.*"post": "\([^"]*\)".*"device": \([^,]*\),.*"modern": \([^,]*\), "uniform": \([^,]*\), "fit": \([^,]*\), "secure": \([^,]*\),.*/\1 \2 \3 \4 \5 \6/p' |
		sed 's/"//g; s/null null null null null/-/' | sort >"$T/got"
	is "the posts of $agency" "$(cat "$T/got")" "$(cat "$T/want")"
done

# --- money ------------------------------------------------------------------------------

# With nothing in stock anywhere, of an agency that must buy: the ceiling of the
# norm for each post that it buys for, as the exported norms have it.
ok 'all stock goes to repair' $rollcall set devices --where status=in_stock status=repair --yes
for agency in $(awk '$1 == "agency" && $9 == "no" { print $2 }' "$T/walk.txt"); do
	q quota explain "$agency" --format csv >"$T/x.csv"
	grep -q ',new,' "$T/x.csv" && break
done
awk -F, 'NR == FNR { ceiling[$1] = $6; next }
	$NF in ceiling { sum += ceiling[$NF] } END { print sum + 0 }' "$T/norms.csv" "$T/x.csv" >"$T/sum"
like 'it buys' "$(cat "$T/sum")" '^[1-9][0-9]*000000$'
is 'the sum is that of the ceilings' \
	"$(q quota explain "$agency" --format json | tr -d '\n' | sed 's/.*"sums"//' |
		tr '{' '\n' | sed -n 's/.*"way": "new".*"amount": \([0-9]*\).*/\1/p')" "$(cat "$T/sum")"
finish
