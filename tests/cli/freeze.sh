#!/bin/sh
# SPDX-License-Identifier: MIT
# freeze.sh - a report that was handed in comes back byte for byte, whatever
# happened to the data since; verify says whether the figures still come out.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
ok 'demo' $rollcall demo

# What is printed, what goes into the file and what is kept are the same bytes.
for format in text csv json md html xlsx; do
	ok "freeze as $format" $rollcall report quota --period 2026Q1 \
		--format $format --freeze -o "$T/quota.$format"
	like '  its code and sum' "$(cat "$T/stderr")" \
		'^frozen as quota-2026Q1-[1-6], SHA-256 [0-9a-f]{64}$'
	is '  the sum is that of the file' "$(sed 's/.* //' "$T/stderr")" \
		"$(sha256sum "$T/quota.$format" | cut -d' ' -f1)"
done
$rollcall report scorecard --format html --freeze >"$T/score.html" 2>/dev/null
is 'six and one' "$($rollcall report frozen --format csv | sed 1d | wc -l)" 7
like 'listed with day, format and who' "$($rollcall report frozen)" \
	'^quota-2026Q1-5 +quota +31/03/2026 .* html +[0-9a-f]{64}$'

# The figures are what --format json prints.
is 'sum of the figures' \
	"$($rollcall list snapshots code=quota-2026Q1-1 cols=figures --format csv | tr -d '\r' | sed 1d)" \
	"$(sha256sum "$T/quota.json" | cut -d' ' -f1)"

# Of a past month, all of them.
month=$(date -d "$(date +%Y-%m-15) -1 month" +%Y-%m)
names=$($rollcall report list | awk '{ print $1 }')
for name in $names; do
	$rollcall report $name --period $month --freeze >/dev/null 2>&1 ||
		echo "$name"
done >"$T/failed"
same 'every report can be frozen' "$T/failed" /dev/null

# Then everything changes.
$rollcall set devices --where 'category=laptop' status=repair cost=1 --yes >/dev/null 2>&1
$rollcall set devices --where 'category=desktop status=in_use' status=repair --yes >/dev/null 2>&1
$rollcall add agencies code=NEW name=New tier=commune in_quota=yes \
	valid_from="$(date +%Y-%m-%d)" >/dev/null 2>&1
$rollcall set links --where '' provider=Another --yes >/dev/null 2>&1
$rollcall set tokens --where '' issuer=Another --yes >/dev/null 2>&1
n=0
for format in text csv json md html xlsx; do
	n=$((n + 1))
	$rollcall report frozen quota-2026Q1-$n -o "$T/again" 2>/dev/null
	same "the very same bytes: $format" "$T/again" "$T/quota.$format"
done
$rollcall report frozen scorecard-"$(date +%Y)"-1 >"$T/again" 2>/dev/null
same 'and to standard output' "$T/again" "$T/score.html"
exits 'figures of today are others now' 1 $rollcall report verify scorecard-"$(date +%Y)"-1
like '  it says which' "$(cat "$T/stdout")" 'the figures are others now'
like '  the bytes are whole' "$(cat "$T/stdout")" 'the bytes are those that were frozen'
# But those of the past come out the same: from history. The register has none.
for name in $names; do
	$rollcall report verify $name-$month-1 >/dev/null 2>&1 || echo "$name"
done >"$T/failed"
echo register >"$T/want"
same 'figures of a past month come out again' "$T/failed" "$T/want"
exits 'no such frozen report' 3 $rollcall report frozen nonsense
exits 'it has its own format' 2 $rollcall report frozen quota-2026Q1-1 --format json
exits 'verify wants a name' 2 $rollcall report verify
exits 'xlsx wants a file' 2 $rollcall report frozen quota-2026Q1-6
no 'it is not undone' $rollcall undo "$($rollcall list batches 'what~freeze' sort=-at --format csv | sed -n 2p | cut -d, -f1)"
no 'nor edited' $rollcall set snapshots quota-2026Q1-1 notes=x
ok 'the inventory is sound' $rollcall check

# One bit.
sqlite3 "$db" "UPDATE snapshot_body SET body = CAST(replace(CAST(body AS TEXT), 'Quota', 'Quote') AS BLOB) WHERE id = (SELECT id FROM snapshot WHERE code = 'quota-2026Q1-1')"
exits 'damage is found' 3 $rollcall report frozen quota-2026Q1-1
like '  and named' "$(cat "$T/stderr")" 'quota-2026Q1-1 is damaged'
is '  nothing is given out' "$(wc -c <"$T/stdout")" 0
exits 'check finds it too' 1 $rollcall check
like '  and names it' "$(cat "$T/stdout" "$T/stderr")" 'frozen report quota-2026Q1-1: its bytes are not'
finish
