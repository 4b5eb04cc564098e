#!/bin/sh
# SPDX-License-Identifier: MIT
# A file large enough for the way that builds the indexes last.
. "$(dirname "$0")/../lib/tap.sh"
need sqlite3
rollcall=$OUT/rollcall
db=$T/many.db
rc() { "$rollcall" --db "$db" "$@"; }
ask() { sqlite3 "$db" "$1"; }
indexes="SELECT group_concat(name || sql, '
') FROM (SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name)"

rc init >/dev/null 2>&1
printf 'code,name,tier\nA1,Agency 1,commune\nA2,Agency 2,commune\n' >"$T/a.csv"
printf 'code,agency,title,title_group\nP1,A1,Clerk,VIII\n' >"$T/p.csv"
rc import agencies "$T/a.csv" >/dev/null 2>&1
ok 'a post' rc import posts "$T/p.csv"
# 20000 rows, every tenth at the post since 2024.
awk 'BEGIN {
	print "asset_tag,serial,category,status,agency,post,connectivity,in_service_date,notes"
	for (i = 0; i < 20000; i++) {
		n = i * 7919 % 20000
		printf "TS-%05d,%s,desktop,in_use,A%d,%s,networked,2024-02-01,%s\n", n,
			n % 7 ? "QX" 100000 + n "K" : "", 1 + n % 2, n % 10 ? "" : "P1",
			"a note that makes the file longer"
	}
}' >"$T/d.csv"
ok 'it is larger than a mebibyte' test "$(wc -c <"$T/d.csv")" -gt 1048576
before=$(ask "$indexes")

ok 'dry run' rc import devices "$T/d.csv" --dry-run
is '  writes nothing' "$(ask 'SELECT count(*) FROM device')" 0
ok 'import' rc import devices "$T/d.csv"
like '  all of it' "$(cat "$T/stdout" "$T/stderr")" \
	'read 20000 = created 20000 \+ updated 0 \+ unchanged 0 \+ rejected 0'
is '  every row' "$(ask 'SELECT count(*), count(serial), count(post) FROM device')" '20000|17142|2000'
is '  custody since they are in service' \
	"$(ask "SELECT count(*), min(from_date), max(from_date) FROM custody WHERE to_date IS NULL")" '2000|19754|19754'
is '  an audit line each' \
	"$(ask "SELECT count(*) FROM audit WHERE kind IN ('devices', 'custody')")" 22000
is '  the indexes as they were' "$(ask "$indexes")" "$before"
ok '  the chain holds' rc audit verify
ok '  it is sound' rc check
head=$(rc audit head)

ok 'the same again' rc import devices "$T/d.csv"
like '  nothing to do' "$(cat "$T/stdout" "$T/stderr")" \
	'read 20000 = created 0 \+ updated 0 \+ unchanged 20000 \+ rejected 0'
is '  the audit is as it was' "$(rc audit head)" "$head"
sed -e '/^TS-00004,/s/a note/another note/' -e '/^TS-00011,/s/QX100011K/QX1K/' "$T/d.csv" >"$T/two.csv"
ok 'two cells changed' rc import devices "$T/two.csv"
like '  two rows' "$(cat "$T/stdout" "$T/stderr")" \
	'read 20000 = created 0 \+ updated 2 \+ unchanged 19998 \+ rejected 0'
is '  and no other' \
	"$(ask "SELECT group_concat(key, ' ') FROM (SELECT key FROM audit WHERE action = 2 AND kind = 'devices' ORDER BY key)")" \
	'TS-00004 TS-00011'
ok 'undo them' rc undo
ok 'undo the import' rc undo
is '  nothing is left' "$(ask 'SELECT (SELECT count(*) FROM device) + (SELECT count(*) FROM custody)')" 0
ok '  it is sound' rc check

# One fault in the last row: nothing is kept, and the indexes are there.
{ cat "$T/d.csv"; echo 'TS-99999,QX100001K,desktop,in_use,A1,,networked,2024-02-01,again'; } >"$T/bad.csv"
exits 'a serial that stands twice' 1 rc import devices "$T/bad.csv"
is '  nothing is written' "$(ask 'SELECT count(*) FROM device')" 0
is '  the indexes are there' "$(ask "$indexes")" "$before"
ok '  it is sound' rc check
{ cat "$T/d.csv"; echo 'TS-99999,QX2K,desktop,in_use,A9,,networked,2024-02-01,again'; } >"$T/bad.csv"
exits 'an agency that is not there' 1 rc import devices "$T/bad.csv"
is '  nothing is written' "$(ask 'SELECT count(*) FROM device')" 0
finish
