#!/bin/sh
# SPDX-License-Identifier: MIT
# What is different on a terminal: width, colour, questions, the pager.
. "$(dirname "$0")/../lib/tap.sh"
need tmux
rollcall=$OUT/rollcall
rc() { "$rollcall" --db "$T/db" "$@"; }
{
	rc init
	rc add agencies code=A 'name=Một cơ quan có cái tên dài đến mức không thể vừa một dòng' tier=commune
	rc add devices asset_tag=D category=laptop status=in_stock agency=A connectivity=networked
} >/dev/null 2>&1

mux() { tmux -S "$T/mux" -f /dev/null "$@"; }
pane() { mux capture-pane -p "$@"; }
shows() { pane | grep -Eq -e "$1"; }
type_line() { mux send-keys -l "$1" && mux send-keys Enter; }
end_mux() { mux kill-server 2>/dev/null; tap_clean; }
trap end_mux EXIT
mux new-session -d -x 50 -y 20 env PS1='$ ' TERM=screen PAGER=cat ENV= sh ||
	skip_all 'tmux cannot start here'
type_line "r='$rollcall --db $T/db'; clear"

type_line '$r list agencies; echo end-$?'
ok 'a list on a terminal' wait_for 10 shows '^end-0'
is '  is cut to its width' "$(pane | grep -c '^A .*…')" 1
is '  and not wrapped' "$(pane | awk '{ n = length } n > 50' | wc -l)" 0
type_line 'clear; $r list agencies | cat; echo end-$?'
wait_for 10 shows '^end-0'
like 'through a pipe nothing is cut' "$(pane -J | tr -d '\n')" 'vừa một *dòng'

type_line 'clear; $r report list; $r config; echo end-$?'
wait_for 10 shows '^end-0'
pane -e >"$T/colour"
ok 'headings are bold on a terminal' grep -q "$(printf '\033\\[1m')" "$T/colour"
type_line 'clear; NO_COLOR=1 $r config; echo end-$?'
wait_for 10 shows '^end-0'
pane -e >"$T/colour"
no '  not with NO_COLOR' grep -q "$(printf '\033\\[1m')Set" "$T/colour"

type_line 'clear; $r set devices --where category=laptop notes=x; echo end-$?'
ok 'set --where asks' wait_for 10 shows '^1 devices will be set\. \[y/N\]'
type_line n
ok '  no is no' wait_for 10 shows '^end-3'
like '  and is said' "$(pane)" '^rollcall: nothing was changed'
is '  nothing was set' "$(rc list devices cols=notes --format json | grep -c x)" 0
type_line 'clear; $r set devices --where category=laptop notes=x; echo end-$?'
wait_for 10 shows '\[y/N\]'
type_line y
ok '  yes is yes' wait_for 10 shows '^end-0'
is '  it is set' "$(rc list devices cols=notes --format csv | tr -d '\r' | sed 1d)" x

printf '#!/bin/sh\nsed "s/^/paged: /"\n' >"$T/pager" && chmod +x "$T/pager"
type_line "clear; PAGER=$T/pager \$r list devices cols=tag; echo end-\$?"
wait_for 10 shows '^end-0'
is 'a long text goes through the pager' "$(pane | grep '^paged: D')" 'paged: D'
type_line 'clear; PAGER=true $r list audit; echo end-$?'
ok 'leaving the pager is no failure' wait_for 10 shows '^end-0'
finish
