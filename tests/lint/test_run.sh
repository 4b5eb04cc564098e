#!/bin/sh
# SPDX-License-Identifier: MIT
# The test runner is tested too: a runner that counts wrong hides every fault.
. tests/lib/tap.sh
runner=$PWD/tests/lib/run.sh

test_file() { # NAME: a script of that text
	mkdir -p "$T/tests"
	cat >"$T/tests/$1.sh"
}
closing() { # PATTERN NAME...: runs them; $last is the closing line
	tap_pattern=$1
	shift
	for tap_test; do
		set -- "$@" "$T/tests/$tap_test.sh"
		shift
	done
	TIMEOUT=${TIMEOUT:-20} run sh "$runner" "$tap_pattern" "$@"
	last=$(tail -n 1 "$T/stdout")
}

printf 'echo ok 1 - a\necho ok 2\necho 1..2\n' | test_file good
closing "" good
is "two pass" "$last" "2 passed, 0 failed, 0 skipped"
is "and that is well" "$code" 0
is "one line for a test that passed, and the sum" \
	"$(wc -l <"$T/stdout")" 2
like "with its name and time" "$(cat "$T/stdout")" \
	'^ok   tests/good.sh +2 checks +[0-9]+\.[0-9] s$'

printf 'echo 1..2\necho not ok 1 - the reason\necho ok 2\nexit 1\n' |
	test_file bad
closing "" good bad
is "one fails" "$last" "3 passed, 1 failed, 0 skipped"
is "and that is not well" "$code" 1
like "what failed is shown" "$(cat "$T/stdout")" 'not ok 1 - the reason'

printf 'echo ok 1\necho 1..3\n' | test_file short
closing "" short
is "fewer than planned" "$last" "1 passed, 2 failed, 0 skipped"
printf 'echo 1..1\necho ok 1\necho ok 2\n' | test_file long
closing "" long
is "more than planned" "$last" "2 passed, 1 failed, 0 skipped"
printf 'echo ok 1\n' | test_file noplan
closing "" noplan
is "no plan" "$last" "1 passed, 1 failed, 0 skipped"
printf 'echo 1..1\necho ok 1\nexit 3\n' | test_file unwell
closing "" unwell
is "an exit code that is not 0" "$last" "1 passed, 1 failed, 0 skipped"
printf 'echo 1..1\necho ok 1\nkill -SEGV $$\n' | test_file crash
closing "" crash
is "a crash" "$last" "1 passed, 1 failed, 0 skipped"
like "the signal is named" "$(cat "$T/stdout")" 'ended by signal 11'
printf 'echo 1..1\necho ok 1\nsleep 30\n' | test_file slow
TIMEOUT=1
closing "" slow
is "a hang" "$last" "1 passed, 1 failed, 0 skipped"
TIMEOUT=20
printf 'exit 0\n' | test_file empty
closing "" empty
is "no checks at all" "$last" "0 passed, 1 failed, 0 skipped"

printf 'echo "1..0 # SKIP no tmux"\n' | test_file skipped
printf 'echo 1..2\necho ok 1\necho "ok 2 - x # SKIP no net"\n' | test_file some
closing "" good skipped some
is "skips are counted" "$last" "3 passed, 0 failed, 2 skipped"
is "and are well" "$code" 0
like "a reason" "$(tail -n 3 "$T/stdout")" '^tests/skipped.sh: 1 skipped: no tmux'
like "another" "$(tail -n 3 "$T/stdout")" '^tests/some.sh: 1 skipped: no net'
closing "" skipped
is "nothing but skips is not well" "$code" 1

closing oo good bad short
is "a pattern picks" "$last" "2 passed, 0 failed, 0 skipped"
closing nothing good
is "a pattern that picks nothing is not well" "$code" 1

printf '%s\n' '. tests/lib/tap.sh' 'is "a" 1 2' 'pass b' 'finish' |
	test_file tap
printf '%s\n' '. tests/lib/tap.sh' 'pass b' 'exit 0' | test_file unfinished
closing "" tap unfinished
is "tap.sh: a difference, and a script that stops early" "$last" \
	"2 passed, 2 failed, 0 skipped"

finish
