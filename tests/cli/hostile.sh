#!/bin/sh
# SPDX-License-Identifier: MIT
# Arguments that want to do harm: none crashes, none reaches the terminal raw.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
rc init 2>/dev/null
esc=$(printf '\033')
long=$(head -c 100000 /dev/zero | tr '\0' a)
try() { # NAME CODE ARGUMENTS...
	name=$1 want=$2
	shift 2
	exits "$name" "$want" rc "$@"
	unlike "  no control character gets out" "$(cat "$T/stdout" "$T/stderr")" "$esc"
}
bad=$(printf 'x\377y')
run "$rollcall" list "$bad"
is 'bytes that are no UTF-8' "$code $(cat "$T/stderr")" '2 rollcall: argument 2 is not valid UTF-8'
try 'a command with an escape' 2 "${esc}[2Jlist"
try 'a kind with an escape' 2 list "${esc}[2J"
try 'an option with an escape' 2 list devices "--${esc}[2J"
try 'a view with an escape' 2 list devices "${esc}[2J=1"
try 'a value with an escape' 2 list devices "status=${esc}[2J"
try 'a key with an escape' 3 show devices "${esc}[2J"
try 'a pair with an escape' 2 set devices X "${esc}[2J=1"
try 'a database with an escape' 3 --db "$T/${esc}[2J" check
try 'a tag with an escape' 2 add devices "asset_tag=${esc}[2J"
try 'a very long command' 2 "$long"
try 'a very long view' 2 list devices "$long"
try 'a very long value' 2 set devices X "notes=$long"
try 'a very long key' 3 show devices "$long"
try 'a very long path' 3 --db "/$long" check
try 'a format string' 3 show devices '%s%s%n%n'
try 'a format string in a view' 2 list devices '%d%n=1'
try 'nothing at all' 2 ''
try 'an empty kind' 2 list ''
try 'an empty key' 3 show devices ''
try 'an empty field' 2 set devices X =1
try 'an empty database name' 2 --db '' check
try 'SQL in a key' 3 show devices "x'; DROP TABLE device; --"
try 'SQL in a view' 0 list devices "name~\"'; DROP TABLE device; --\""
try 'deep brackets' 2 list devices "$(head -c 1000 /dev/zero | tr '\0' '(')"
try 'a huge number' 2 undo 99999999999999999999
try 'a negative number' 2 quota --year=-1
try 'too many arguments' 2 show $(seq 200)
exits 'a full disk' 3 sh -c "'$rollcall' --db '$T/db' help >/dev/full"
exits 'a full disk under a list' 3 sh -c "'$rollcall' --db '$T/db' list audit --format csv >/dev/full"
finish
