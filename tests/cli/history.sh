#!/bin/sh
# SPDX-License-Identifier: MIT
# audit, undo, backup, check: what happened, and is it whole.
. "$(dirname "$0")/../lib/tap.sh"
need sqlite3
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
{
	rc init
	rc add agencies code=A 'name=Một' tier=commune in_quota=yes
	rc add devices asset_tag=D category=laptop status=in_stock agency=A connectivity=networked
} >/dev/null 2>&1
head_of() { rc audit head; }

ok 'the head' rc audit head
like '  is lines and a hash' "$(cat "$T/stdout")" '^2 [0-9a-f]{64}$'
ok 'verify' rc audit verify
is '  says the same' "$(cat "$T/stdout")" "the chain holds; lines: 2; head: $(head_of | cut -d' ' -f2)"
is 'audit takes a view' "$(rc audit 'key=D cols=action,key' --format csv | tr -d '\r')" \
	"$(printf 'id,action,key\n2,add,D')"

rc set devices D notes=one 2>/dev/null
rc set devices D notes=two serial=S 2>/dev/null
ok 'undo takes back the last' rc undo
is '  and says what' "$(cat "$T/stderr")" 'batch 4 is taken back; records put back: 1; batch 5'
is '  to the former values' "$(rc list devices cols=notes,serial --format csv | tr -d '\r' | sed 1d)" 'one,'
exits 'undo with later changes in the way' 1 rc undo 2
like '  stays' "$(head -n 1 "$T/stderr")" '^batch 2 stays; later changes in the way: [0-9]+$'
like '  and lists them' "$(cat "$T/stderr")" '^  devices D .*changed by .* batch '
exits 'undo what is no number' 2 rc undo last
exits 'undo what is not there' 3 rc undo 999
ok 'undo of an undo' rc undo 5
is '  brings it back' "$(rc list devices cols=notes,serial --format csv | tr -d '\r' | sed 1d)" 'two,S'
ok 'the chain holds through all that' rc audit verify
ok 'check' rc check
is '  says so' "$(cat "$T/stdout")" "$T/db is sound"

ok 'backup' rc backup "$T/copy.db"
is '  is private' "$(stat -c %a "$T/copy.db")" 600
is '  has the same head' "$("$rollcall" --db "$T/copy.db" audit head)" "$(head_of)"
exits '  and does not overwrite' 3 rc backup "$T/copy.db"

# a changed line, a dropped line, two exchanged lines
for act in \
	"UPDATE audit SET who = 'nobody' WHERE id = 2" \
	'DELETE FROM audit WHERE id = 3' \
	'UPDATE audit SET id = -id WHERE id IN (2, 3); UPDATE audit SET id = 5 + id WHERE id < 0'; do
	cp "$T/copy.db" "$T/bad.db"
	for trigger in $(sqlite3 "$T/bad.db" "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"); do
		sqlite3 "$T/bad.db" "DROP TRIGGER $trigger"
	done
	sqlite3 "$T/bad.db" "PRAGMA foreign_keys = OFF; $act"
	exits "verify finds: $act" 1 "$rollcall" --db "$T/bad.db" audit verify
	like '  and names the line' "$(cat "$T/stderr")" '^the chain is broken at line [23]: '
	exits '  check finds it, too' 1 "$rollcall" --db "$T/bad.db" check
done
no 'the table itself refuses it' sqlite3 "$T/copy.db" "UPDATE audit SET who = 'nobody'"

head -c 5000 /dev/urandom >"$T/noise.db"
exits 'noise is no database' 3 "$rollcall" --db "$T/noise.db" check
: >"$T/empty.db"
exits 'nor is nothing' 3 "$rollcall" --db "$T/empty.db" check
exits 'nor is a folder' 3 "$rollcall" --db "$T" check
finish
