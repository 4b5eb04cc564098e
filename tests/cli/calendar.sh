#!/bin/sh
# SPDX-License-Identifier: MIT
# calendar.sh - report duties of the shipped plan, by hand from domain.md 5.
. tests/lib/tap.sh

db=$T/inventory.db
rollcall="$OUT/rollcall --lang en --db $db"
ok 'init' $rollcall init --plan dong-nai-2025-2028
due() { # FROM TO: code due last_good has_day
	$rollcall calendar --from "$1" --to "$2" --format csv | tr -d '\r' |
		sed 1d | cut -d, -f1-4
}
due 2026-02-01 2026-02-28 >"$T/got"
cat >"$T/want" <<'END'
R1,2026-02-25,2026-02-24,true
R2,2026-02-25,2026-02-24,true
R3,2026-02-28,2026-02-27,true
R4,2026-02-28,2026-02-28,false
END
same 'February has no 30th' "$T/got" "$T/want"
is 'a leap year' "$(due 2028-02-26 2028-02-29 | tr '\n' ' ')" \
	'R3,2028-02-29,2028-02-28,true R4,2028-02-29,2028-02-29,false '
due 2026-11-20 2026-12-15 >"$T/got"
cat >"$T/want" <<'END'
R6-year,2026-11-20,2026-11-19,true
R1,2026-11-25,2026-11-24,true
R2,2026-11-25,2026-11-24,true
R7-year,2026-11-25,2026-11-24,true
R3,2026-11-30,2026-11-29,true
R4,2026-11-30,2026-11-30,false
R6-quarter,2026-12-10,2026-12-09,true
R8,2026-12-12,2026-12-11,true
R7-quarter,2026-12-15,2026-12-14,true
END
same 'year and quarter reports side by side' "$T/got" "$T/want"
is 'before the plan there is nothing of it' \
	"$(due 2025-12-01 2025-12-31 | cut -d, -f1 | tr '\n' ' ')" \
	'R6-quarter R7-quarter R10-half R10-quarter R10-year '
is 'a half year: 12/6 and 12/12' \
	"$(due 2027-01-01 2027-12-31 | grep -c '^R8,2027-\(06\|12\)-12')" 2
like 'json' "$($rollcall calendar --from 25/02/2026 --to 25/02/2026 --format json)" \
	'"due": "2026-02-25", "last_good": "2026-02-24"'
no 'a period that ends before it begins' $rollcall calendar --from 2026-02-02 --to 2026-02-01
finish
