#!/bin/sh
# SPDX-License-Identifier: MIT
# A poll from the screen: a child of its own, counts while it runs, failures by
# cause, stopping it keeps what it has.
. tests/lib/tap.sh
. tests/tui/screen.inc

need ssh-keygen
FLEET="$OUT/fleetsim"
[ -x "$FLEET" ] || skip_all "the simulated fleet is not built"
make_db || skip_all "the inventory could not be made"
port=$((26000 + $$ % 1500))
i=1
while [ $i -le 3 ]; do
	"$RC" --db "$DB" set devices "TS-100$i" host="127.75.9.$i" \
		port="$port" >/dev/null 2>&1
	i=$((i + 1))
done
# One that nobody answers for: TEST-NET is refused or silent on loopback.
"$RC" --db "$DB" set devices TS-1004 host=127.75.9.200 port=1 >/dev/null 2>&1
mkdir -p "$HOME/.ssh"
ssh-keygen -q -t ed25519 -N '' -C test -f "$HOME/.ssh/id_ed25519"
"$RC" --db "$DB" export devices 'asset_tag=TS-1001,TS-1002,TS-1003' \
	-o "$T/fleet.csv" >/dev/null 2>&1
start fleet "$FLEET" --fleet "$T/fleet.csv" --port "$port" \
	--require-key "$HOME/.ssh/id_ed25519.pub" --sound 100 \
	--ready-file "$T/ready" --lifetime 120
wait_for 20 test -e "$T/ready" || skip_all "the simulated fleet did not start"
"$RC" --db "$DB" poll asset_tag=TS-1001 --accept-new >/dev/null 2>&1

open_shell
type_line "'$RC' --db '$DB'; echo left with \$?"
sees "started" '1Home'
keys 6
sees "no poll yet is said" 'No poll has run'
keys P
sees "P asks which devices" 'Ask which devices'
keys Enter
sees "all that have a host are asked" '4/4 100%'
sees "the pinned one answers" 'answered 1'
sees "two keys are not known" 'host key not known (2)'
sees "one is refused" 'connection refused (1)'
sees "and it is over" ' done'
keys Down Enter
sees "a failure opens its device" 'device TS-100'
sees "with the outcome of its poll" 'Judged'
keys q q
sees "q leaves" 'left with 0'

# A view that is none is refused before anything starts.
type_line "clear; '$RC' --db '$DB'"
sees "started again" '1Home'
keys 6 P n o s u c h = 1 Enter
sees "a bad view is told" 'no field "nosuch"'
sees "and nothing runs" 'No poll has run'
keys q
sees "left" 'ready>'

# The settings say how polls from the screen sign in, and it tells them.
mv "$HOME/.ssh/id_ed25519" "$T/own-key"
mkdir -p "$XDG_CONFIG_HOME/rollcall"
printf 'poll.key = %s\npoll.user = root\npoll.accept_new = yes\n' "$T/own-key" \
	>"$XDG_CONFIG_HOME/rollcall/rollcall.conf"
type_line "clear; '$RC' --db '$DB'"
sees "started with settings" '1Home'
keys 6
sees "how it will sign in" "signs in as root with $T/own-key; unknown host keys: accepted"
keys P Enter
sees "all answer with that key" 'answered 3'
sees "it is told beside the state" "done   signs in as root with $T/own-key"
keys q
sees "left again" 'ready>'
finish
