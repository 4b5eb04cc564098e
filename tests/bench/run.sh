#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - prepares what bench.py measures. $OUT holds the programs; BENCH
# names the parts (import poll start; quota or report alone), BENCH_ROWS the
# rows, BENCH_ROUNDS rounds, BENCH_HOSTS and BENCH_FLEET the simulated devices,
# BENCH_POLL the parts of poll (cost dead memory).
set -eu
dir=$BUILD/bench
port=${ROLLCALL_BENCH_PORT:-27523}
rm -rf "$dir"
mkdir -p "$dir/home"
export PYTHONDONTWRITEBYTECODE=1 HOME="$dir/home"
unset SSH_AUTH_SOCK
${CC:-cc} -O2 -std=c11 -o "$dir/csvfloor" tests/bench/csvfloor.c -lcsv
${CC:-cc} -O2 -std=c11 -o "$dir/floor" tests/bench/floor.c -lcrypto
ssh-keygen -q -t ed25519 -N '' -f "$dir/key"
# Two parts stand alone, as their inventories are large.
case ${BENCH:-} in
quota)
	exec python3 tests/bench/bench_quota.py "$OUT/rollcall" "$dir"
	;;
report)
	${CC:-cc} -O2 -std=c11 -o "$dir/xlsxfloor" tests/bench/xlsxfloor.c \
		-lxlsxwriter
	exec python3 tests/bench/bench_report.py "$OUT/rollcall" "$dir" \
		"$dir/xlsxfloor"
	;;
esac
exec python3 tests/bench/bench.py "$OUT/rollcall" "$OUT/fleetsim" "$dir" "$port"
