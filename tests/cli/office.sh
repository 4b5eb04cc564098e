#!/bin/sh
# SPDX-License-Identifier: MIT
# office.sh - workbooks opened by LibreOffice and read back cell by cell: what
# stands in a sheet is what stands in the CSV of the same report.
. tests/lib/tap.sh
need soffice python3

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
reports='register conformity forecast signatures'
mkdir "$T/books"
ok 'demo' $rollcall demo
for name in $reports; do
	ok "report $name" $rollcall report $name --format xlsx -o "$T/books/$name.xlsx"
	$rollcall report $name --format csv -o "$T/$name.csv"
done
# Every sheet as a CSV of its own, cells as they are stored.
(cd "$T/books" && timeout 120 soffice --headless --convert-to \
	'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1' \
	*.xlsx) >"$T/said" 2>&1
[ -n "$(find "$T/books" -name '*.csv')" ] || skip_all 'soffice does not run here'
cat >"$T/compare.py" <<'END'
import csv, glob, re, sys
folder, name = sys.argv[1:]
want = list(csv.reader(open(f"{folder}/{name}.csv", newline="")))

def plain(cell):
    """A stored cell as CSV has it: days in ISO, words as names."""
    m = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", cell)
    if m:
        return f"{m[3]}-{m[1]}-{m[2]}"
    words = {"yes": "true", "no": "false", "in repair": "repair"}
    return re.sub(r"^(\d+)%$", r"\1", words.get(cell, cell.replace(" ", "_")))

best = None
for path in glob.glob(f"{folder}/books/{name}-*.csv"):
    rows = list(csv.reader(open(path, newline="")))
    if len(rows) < len(want) or len(rows[0]) != len(want[0]):
        continue
    wrong = [(i, a, b) for i, (x, y) in enumerate(zip(rows[1:], want[1:]))
             for a, b in zip(x, y)
             if plain(a) != b.replace(" ", "_")]
    if best is None or len(wrong) < len(best):
        best = wrong
assert best is not None, "no sheet of this shape"
assert not best, best[:5]
print(len(want) - 1, "rows")
END
for name in $reports; do
	ok "$name: every cell" python3 "$T/compare.py" "$T" $name
	like '  and there are some' "$(cat "$T/stdout")" '^[1-9][0-9]* rows$'
done
finish
