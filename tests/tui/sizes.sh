#!/bin/sh
# SPDX-License-Identifier: MIT
# Any size: 1x1, a notice below 40x12, wide with a second pane, and back.
. tests/lib/tap.sh
. tests/tui/screen.inc

make_db || skip_all "the inventory could not be made"
open_shell
type_line "'$RC' --db '$DB'; echo left with \$?"
sees "started" '1Home'
keys 3 Down Down Down
sees "the list" '>  TS-1004'
tm resize-window -t s -x 1 -y 1
wait_for "$LIMIT" sh -c "[ \"\$(tmux -L journey display -p -t s '#{pane_width}')\" = 1 ]"
tm resize-window -t s -x 39 -y 10
sees "too small is said in a line" 'make the window larger'
tm resize-window -t s -x 40 -y 12
sees "40x12 shows the list" 'TS-1004'
misses "without the notice" 'make the window larger'
tm resize-window -t s -x 200 -y 50
sees "200 columns show the record beside the list" 'Judged'
sees "and more rows" 'TS-1030'
tm resize-window -t s -x 80 -y 24
misses "back to one pane" 'Judged'
sees "the cursor stands on the same record" '>  TS-1004'
for size in '3 2' '80 24' '500 100' '20 60' '120 12' '80 24'; do
	# shellcheck disable=SC2086
	set -- $size
	tm resize-window -t s -x "$1" -y "$2"
done
sees "after many sizes it still stands there" '>  TS-1004'
keys q
sees "and leaves in order" 'left with 0'
finish
