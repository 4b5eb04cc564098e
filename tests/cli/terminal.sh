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
# A command on a clean screen; each ends with its own mark and its exit code.
n=0
act() { n=$((n + 1)) && type_line "clear; $1; echo end$n-\$?"; }
ends() { wait_for 10 shows "^end$n-$1"; }
end_mux() { mux kill-server 2>/dev/null; tap_clean; }
trap end_mux EXIT
mux new-session -d -x 50 -y 40 env PS1='$ ' TERM=screen PAGER=cat ENV= sh ||
	skip_all 'tmux cannot start here'
type_line "r='$rollcall --db $T/db'; clear"

act '$r list agencies'
ok 'a list on a terminal' ends 0
is '  is cut to its width' "$(pane | grep -c '^A .*…')" 1
is '  and not wrapped' "$(pane | awk '{ n = length } n > 50' | wc -l)" 0
act '$r list agencies | cat'
ends 0
like 'through a pipe nothing is cut' "$(pane -J | tr -d '\n')" 'vừa một *dòng'

act '$r report list; $r config'
ends 0
pane -e >"$T/colour"
ok 'headings are bold on a terminal' grep -q "$(printf '\033\\[1m')" "$T/colour"
act 'NO_COLOR=1 $r config'
ends 0
pane -e >"$T/colour"
no '  not with NO_COLOR' grep -q "$(printf '\033\\[1m')Set" "$T/colour"

act '$r set devices --where category=laptop notes=x'
ok 'set --where asks' wait_for 10 shows '^devices to be set: 1\. \[y/N\]'
type_line n
ok '  no is no' ends 3
like '  and is said' "$(pane)" '^rollcall: nothing was changed'
is '  nothing was set' "$(rc list devices cols=notes --format json | grep -c x)" 0
act '$r set devices --where category=laptop notes=x'
wait_for 10 shows '\[y/N\]'
type_line y
ok '  yes is yes' ends 0
is '  it is set' "$(rc list devices cols=notes --format csv | tr -d '\r' | sed 1d)" x

printf '#!/bin/sh\nsed "s/^/paged: /"\n' >"$T/pager" && chmod +x "$T/pager"
act "PAGER=$T/pager \$r list devices cols=tag"
ends 0
is 'a long text goes through the pager' "$(pane | grep '^paged: D')" 'paged: D'
act "PAGER='$T/pager --plain words; echo shell' \$r list devices cols=tag"
ends 0
is '  with plain words after it, and no shell' \
	"$(pane | grep -c '^paged: D\|^shell')" 1
for how in 'NO_PAGER=1 $r list' '$r --no-pager list' '$r list --no-pager'; do
	act "export PAGER=$T/pager; $how devices cols=tag"
	ends 0
	is "  not with $how" "$(pane | grep -c '^D')" 1
done
act 'PAGER=/no/such/program $r list devices cols=tag'
ends 0
is '  without that program it is shown as it is' "$(pane | grep -c '^D')" 1
act 'PAGER=true $r list audit'
ok 'leaving the pager is no failure' ends 0
finish
