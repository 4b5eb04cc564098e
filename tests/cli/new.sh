#!/bin/sh
# SPDX-License-Identifier: MIT
# init and demo: new databases.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
db=$T/sub/folder/inventory.db
rc() { "$rollcall" --db "$db" "$@"; }

exits 'no database yet' 3 rc list devices
is '  says how to make one' "$(cat "$T/stderr")" \
	"rollcall: $db: there is no database here (make one with: rollcall init)"
ok 'init makes the folders, too' rc init
is '  nothing on stdout' "$(cat "$T/stdout")" ''
is '  the file is private' "$(stat -c %a "$db")" 600
is '  nothing in it' "$(rc list agencies --format json)" '[]'
ok '  and it is sound' rc check
before=$(sha256sum <"$db")
exits 'init refuses what is there' 3 rc init
is '  and leaves it alone' "$(sha256sum <"$db")" "$before"
exits 'demo refuses as well' 3 rc demo
echo precious >"$T/other"
exits 'a file that is no database is refused' 3 "$rollcall" --db "$T/other" init
is '  and left alone' "$(cat "$T/other")" precious
exits '  nor can it be opened' 3 "$rollcall" --db "$T/other" list devices

db=$T/plan.db
ok 'the plans have names' rc init --plan list
like '  the shipped one' "$(cat "$T/stdout")" '^dong-nai-2025-2028  '
exits 'an unknown plan' 2 rc init --plan dong-nai-2025-2029
is '  the nearest one' "$(cat "$T/stderr")" 'rollcall: no plan "dong-nai-2025-2029"; see: rollcall init --plan list (did you mean "dong-nai-2025-2028"?)'
no '  leaves no file' test -e "$db"
ok 'init with a plan' rc init --plan dong-nai-2025-2028
both=$T/both.db
ok 'init with two plans' "$OUT/rollcall" --db "$both" init --plan dong-nai-2025-2028,dong-nai-roster
is '  the roster came along' "$("$OUT/rollcall" --db "$both" list agencies --format csv | wc -l)" 111
exits 'one of two plans is unknown' 2 "$OUT/rollcall" --db "$T/none.db" init --plan dong-nai-roster,nope
no '  nothing was made' test -e "$T/none.db"
is '  its target of 2026 for communes' \
	"$(rc list targets 'indicator=Q2 year=2026 cols=code,tier,percent' --format csv | tr -d '\r')" \
	"$(printf 'code,tier,percent\nQ2-2026,commune,80')"
is '  60, 80, 100, 100 percent' \
	"$(rc list targets 'indicator=Q2 sort=year cols=percent' --format csv |
		tr -d '\r' | tr '\n' ' ')" 'percent 60 80 100 100 '
is '  all targets Q1 to Q8, L1 to L3' \
	"$(rc list targets 'cols=indicator' --format csv | tr -d '\r' | sed 1d |
		sort -u | tr '\n' ' ')" 'L1 L2 L3 Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 '
ok '  and it is sound' rc check

db=$T/demo.db
ok 'a demo' rc demo --seed 7 --as-of 2026-11-22
is '  95 communes in the quota' \
	"$(rc list agencies 'tier=commune in_quota=yes' --format csv | sed 1d |
		wc -l)" 95
is '  7 provincial agencies in the quota' \
	"$(rc list agencies 'tier=province in_quota=yes' --format csv | sed 1d |
		wc -l)" 7
ok '  and it is sound' rc check
rc export devices >"$T/one.csv"
db=$T/again.db
rc demo --seed 7 --as-of 2026-11-22 2>/dev/null
rc export devices >"$T/two.csv"
same 'the same seed makes the same devices' "$T/one.csv" "$T/two.csv"
db=$T/third.db
rc demo --seed 8 --as-of 2026-11-22 2>/dev/null
rc export devices >"$T/three.csv"
no 'another seed makes others' cmp -s "$T/one.csv" "$T/three.csv"
finish
