#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh FOLDER - the sample province, from an empty folder to the screen.
# Makes the inventory, starts a simulated fleet on loopback, polls it over real
# SSH, prints the verdict and what to buy, and opens the screen on a terminal.
# $OUT holds the programs. Everything stays in FOLDER.
set -eu

dir=$1
port=${ROLLCALL_DEMO_PORT:-27522}
db=$dir/rollcall.db
rollcall="$OUT/rollcall --db $db"
fleet=

stop_fleet() {
	[ -z "$fleet" ] || kill "$fleet" 2>/dev/null || :
	fleet=
}
trap stop_fleet EXIT
trap 'exit 130' INT TERM
say() { printf '\n== %s\n' "$*"; }

rm -rf "$dir"
mkdir -p "$dir"

say 'The province: agencies, posts, devices, links, signatures'
$rollcall demo --seed 2026 --port "$port" --polled 400
for kind in agencies posts devices links tokens; do
	printf '  %-9s %6s\n' "$kind" \
		"$($rollcall list "$kind" --format csv | sed 1d | wc -l)"
done

say 'The devices answer over SSH (a simulated fleet on 127.75.0.0/16)'
ssh-keygen -q -t ed25519 -N '' -C 'rollcall demo' -f "$dir/key"
$rollcall export devices 'host~127.75.' -o "$dir/fleet.csv"
"$OUT/fleetsim" --fleet "$dir/fleet.csv" --port "$port" \
	--require-key "$dir/key.pub" --sound 97 \
	--faults dead=2,mute=1,authfail=1,garbled=1 \
	--ready-file "$dir/ready" --lifetime 300 2>"$dir/fleet.log" &
fleet=$!
for _ in $(seq 100); do
	[ ! -e "$dir/ready" ] || break
	kill -0 "$fleet" 2>/dev/null || { cat "$dir/fleet.log" >&2; exit 1; }
	sleep 0.1
done
# Exit status 1 says that some devices did not answer: some are dead on purpose.
$rollcall poll 'host~127.75.' --accept-new --key "$dir/key" \
	>"$dir/poll.txt" || [ $? = 1 ]
tail -n 12 "$dir/poll.txt"
stop_fleet

say 'Who is short of the quota of the year'
$rollcall quota >"$dir/quota.txt"
head -n 20 "$dir/quota.txt"
say 'What must be bought'
$rollcall report procurement >"$dir/procurement.txt"
sed -n '9,26p' "$dir/procurement.txt"
say "The whole reports: $dir/quota.txt and $dir/procurement.txt"

if [ -t 0 ] && [ -t 1 ]; then
	exec $rollcall
fi
echo "To look around on a terminal: $rollcall"
