#!/bin/sh
# SPDX-License-Identifier: MIT
# The daily way: find a device by typing, open it, change a field, see it in the
# history, take it back, switch the language, leave.
. tests/lib/tap.sh
. tests/tui/screen.inc

make_db || skip_all "the inventory could not be made"
open_shell
type_line "stty -g >'$T/before'; '$RC' --db '$DB'; echo left with \$?; stty -g >'$T/after'"
sees "the dashboard comes first" '1Home'
keys 3
sees "3 lists the devices" 'TS-1001'
sees "with their number" 'Devices  30'
keys / t a n g Space 2 7
sees "typing without marks finds the place with marks" 'TS-1027'
misses "and hides the others" 'TS-1001'
keys Enter Enter
sees "Enter opens the record" 'device TS-1027'
keys e
sees "e opens its form" 'Edit TS-1027'
keys Down Down Down Down Enter - x y Enter F2
sees "F2 saves" 'saved, 1 fields'
is "the database has it" "$("$RC" --db "$DB" list devices asset_tag=TS-1027 \
	--format csv 2>/dev/null | grep -c 'dn-pc-27-xy')" 1
keys 9
sees "the history shows old and new" 'Host name: dn-pc-27 ->'
keys z
sees "z asks first" 'Undo "set devices TS-1027"'
keys Enter
sees "and takes it back" 'taken back: 1 records'
is "the database has the old name" "$("$RC" --db "$DB" list devices \
	asset_tag=TS-1027 --format csv 2>/dev/null | grep -c 'dn-pc-27-xy')" 0
keys ?
sees "? explains the keys of this screen" 'Help: History'
keys Escape : l a n g Space v i Enter
sees ": finds commands by name, and the language changes at once" '3Thiết bị'
keys : l a n g Space e n Enter
sees "and back" '4Links'
keys 3 Escape
sees "back at the devices the filter is off" 'TS-1028'
keys q
sees "q at the top leaves" 'left with 0'
wait_for "$LIMIT" test -s "$T/after"
same "the terminal is as it was" "$T/before" "$T/after"

# Another process writes: the screen shows it without being asked.
type_line "clear; '$RC' --db '$DB'"
keys 3
sees "the list again" 'TS-1002'
"$RC" --db "$DB" set devices TS-1002 hostname=from-outside >/dev/null 2>&1
sees "a change by another process is shown" 'from-outside'
keys q
sees "left" 'ready>'
finish
