#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - prepares what bench.py measures. $OUT holds the programs; BENCH
# names the parts (import poll start), BENCH_ROWS the rows, BENCH_ROUNDS rounds.
set -eu
dir=$BUILD/bench
port=${ROLLCALL_BENCH_PORT:-27523}
rm -rf "$dir"
mkdir -p "$dir"
export PYTHONDONTWRITEBYTECODE=1
${CC:-cc} -O2 -std=c11 -o "$dir/csvfloor" tests/bench/csvfloor.c -lcsv
if [ "${BENCH:-}" = import ]; then
	exec python3 tests/bench/bench.py "$OUT/rollcall" "$dir" "$port"
fi
${CC:-cc} -O2 -std=c11 -o "$dir/floor" tests/bench/floor.c -lcrypto
ssh-keygen -q -t ed25519 -N '' -f "$dir/key"
"$OUT/rollcall" --db "$dir/fleet.db" demo --seed 1 --port "$port" --polled 600
"$OUT/rollcall" --db "$dir/fleet.db" export devices 'host~127.75.' -o "$dir/fleet.csv"
"$OUT/fleetsim" --fleet "$dir/fleet.csv" --port "$port" \
	--ready-file "$dir/ready" --lifetime 600 2>"$dir/fleet.log" &
fleet=$!
trap 'kill $fleet 2>/dev/null || :' EXIT
for _ in $(seq 100); do [ -e "$dir/ready" ] || sleep 0.1; done
python3 tests/bench/bench.py "$OUT/rollcall" "$dir" "$port"
