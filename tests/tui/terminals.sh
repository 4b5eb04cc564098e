#!/bin/sh
# SPDX-License-Identifier: MIT
# Poor terminals, no colour, no bytes for nothing, a paste, an input method.
. tests/lib/tap.sh
. tests/tui/screen.inc

make_db || skip_all "the inventory could not be made"
open_shell

type_line "clear; TERM=dumb '$RC' --db '$DB' 2>'$T/dumb'; echo code \$?"
sees "TERM=dumb is refused" 'code 3'
like "with a sentence that says what to do" "$(cat "$T/dumb")" 'rollcall help'
is "and not one escape" "$(tr -cd '\033' <"$T/dumb" | wc -c | tr -d ' ')" 0
type_line "clear; TERM=no-such-thing '$RC' --db '$DB' 2>'$T/dumb'; echo code \$?"
sees "an unknown TERM too" 'code 3'

type_line "clear; NO_COLOR=1 '$RC' --db '$DB'"
sees "NO_COLOR: started" '1Home'
is "NO_COLOR: no colour is sent" "$(tm capture-pane -e -p -t s |
	grep -c "$(printf '\033')\[[0-9;]*\(3[0-7]\|9[0-7]\)m")" 0
keys q
sees "left" 'ready>'

type_line "clear; LC_ALL=C '$RC' --db '$DB'"
keys 2
sees "no locale: Vietnamese letters are drawn all the same" 'Đăk Nhau'
keys q
sees "left" 'ready>'

type_line "clear; TERM=vt100 '$RC' --db '$DB'"
keys 3
sees "vt100 works" 'TS-1001'

# From here on every byte is written down.
tm pipe-pane -t s "cat >>'$T/bytes'"
keys Down Down Down PgDn PgUp
sees "moves" '>  TS-1'
wait_for "$LIMIT" test -s "$T/bytes"
keys g
sees "the first row" '>  TS-1001'
grew() { [ "$(wc -c <"$T/bytes")" -gt "$size" ]; }
settled() {
	size=$(wc -c <"$T/bytes")
	! wait_for 1 grew
}
wait_for 10 settled
if wait_for 3 grew; then
	fail "nothing new, no bytes" "$(tail -c +"$size" "$T/bytes" | od -c | head)"
else
	pass "nothing new, no bytes"
fi
is "the screen is never wiped" "$(grep -c "$(printf '\033')\[2J" "$T/bytes")" 0
keys j
wait_for "$LIMIT" grew
sees "one row down" '>  TS-1002'
wait_for 10 settled
keys q
sees "left" 'ready>'
tm pipe-pane -t s

# A vt100 has no second screen: what was drawn is still there.
type_line clear
misses "the shell's screen is clear" 'TS-1'
type_line "clear; '$RC' --db '$DB'"
keys 3
sees "the list" 'TS-1001'
tm set-buffer 'q9e+z
x'
tm paste-buffer -p -t s
keys Down
sees "a paste runs no command" '>  TS-1002'
# Telex: a lone w comes as ư, an e with a mark as ế; Backspace means nothing.
tm send-keys -t s -l "$(printf '\177\010ế')"
keys Down
sees "an input method changes nothing" '>  TS-1003'
keys / v i e BSpace ê t BSpace BSpace ệ t
sees "and types as it means to" 'Filter: việt'
keys Escape Escape
sees "Esc clears the filter" 'TS-1003'
keys q
sees "left" 'ready>'
finish
