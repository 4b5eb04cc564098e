#!/bin/sh
# SPDX-License-Identifier: MIT
# Whatever ends or stops the program, the terminal is given back.
. tests/lib/tap.sh
. tests/tui/screen.inc

make_db || skip_all "the inventory could not be made"
open_shell

for name in SEGV ABRT TERM HUP INT; do
	rm -f "$T/before" "$T/after" "$T/pid"
	type_line "clear; ulimit -c 0; stty -g >'$T/before'; sh -c 'echo \$\$ >\"$T/pid\"; exec \"$RC\" --db \"$DB\"' 2>/dev/null; stty -g >'$T/after'; echo over $name"
	sees "$name: started" '1Home'
	kill -s "$name" "$(cat "$T/pid")"
	sees "$name: the shell is back" "over $name"
	misses "$name: its screen is gone" '1Home'
	wait_for "$LIMIT" test -s "$T/after"
	same "$name: the modes are as before" "$T/before" "$T/after"
	is "$name: the cursor is shown" "$(tm display -p -t s '#{cursor_flag}')" 1
	is "$name: the main screen" "$(tm display -p -t s '#{alternate_on}')" 0
done

type_line "clear; '$RC' --db '$DB'; echo left with \$?"
sees "started" '1Home'
keys 3
sees "the list" 'TS-1001'
keys C-z
sees "Ctrl-Z goes to the shell" 'ready>'
misses "and takes the screen along" '1Home'
type_line 'stty -a | grep -o "[-]*icanon"'
sees "where lines are edited as usual" 'icanon'
type_line fg
sees "fg comes back to the same screen" 'TS-1001'
keys Down
sees "which still hears keys" '>  TS-1002'
keys q
misses "and leaves" '1Home'
type_line 'echo "left with $?"'
sees "in order" 'left with 0'
finish
