#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PATTERN TEST...
# Runs test programs and scripts (*.sh), reads their TAP, and closes with
#	N passed, N failed, N skipped
# PATTERN picks the tests whose path contains it; "" is all. A test that
# crashes, exits unwell, hangs (TIMEOUT seconds, 300) or runs fewer checks than
# it planned counts as failed. What is skipped gives its reason in the line
# above. Exit code: 1 if anything failed or nothing passed.
set -u
pattern=${1-}
[ $# -gt 0 ] && shift
limit=${TIMEOUT:-300}

# Tests may change folder, and must not meet the user's own settings.
[ -n "${OUT:-}" ] && OUT=$(cd "$OUT" && pwd) && export OUT
[ -n "${BUILD:-}" ] && BUILD=$(cd "$BUILD" && pwd) && export BUILD
for name in $(env | sed -n 's/^\(ROLLCALL_[A-Z_]*\)=.*/\1/p') NO_COLOR; do
	unset "$name"
done
export LC_ALL=C.UTF-8 TZ=UTC CMOCKA_MESSAGE_OUTPUT=TAP
unset LANG LANGUAGE CMOCKA_XML_FILE CMOCKA_TEST_ABORT

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0 skipped=0

# Prints "passed failed skipped" for the TAP on standard input, then a line of
# reasons for each skip. $1: the exit code of the program.
count() {
	awk -v code="$1" '
	/^1\.\.[0-9]+/ {
		planned += substr($1, 4); plans++
		if ($1 == "1..0" && tolower($0) ~ /# *skip/) {
			skip++; why[++reasons] = reason($0); planned++; ran++
		}
	}
	/^(not )?ok([ \t]|$)/ {
		ran++
		if (tolower($0) ~ /# *skip/) {
			skip++; why[++reasons] = reason($0)
		} else if ($1 == "ok") pass++
		else fail++
	}
	function reason(line) {
		if (!match(tolower(line), /# *skip[a-z]*[ \t:]*/)) return ""
		return substr(line, RSTART + RLENGTH)
	}
	END {
		if (planned > ran) fail += planned - ran
		if (!fail && (code != 0 || !plans || ran > planned)) fail++
		print pass + 0, fail + 0, skip + 0
		for (i = 1; i <= reasons; i++)
			print (why[i] == "" ? "no reason given" : why[i])
	}'
}

for test; do
	case $test in *"$pattern"*) ;; *) continue ;; esac
	name=${test#"${BUILD:+$BUILD/}"}
	case $name in */tests/*) name=tests/${name##*/tests/} ;; esac
	begin=$(date +%s%N)
	case $test in
	*.sh) set -- sh "$test" ;;
	/*) set -- "$test" ;;
	*) set -- "./$test" ;;
	esac
	timeout -k 10 "$limit" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	code=$?
	ms=$((($(date +%s%N) - begin) / 1000000))
	count "$code" <"$tmp/out" >"$tmp/count"
	read -r p f s <"$tmp/count"
	passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
	state=ok
	[ "$s" -gt 0 ] && state=skip
	[ "$f" -gt 0 ] && state=FAIL
	printf '%-4s %-44s %4d checks %3d.%d s\n' "$state" "$name" \
		$((p + f + s)) $((ms / 1000)) $((ms % 1000 / 100))
	if [ "$s" -gt 0 ]; then
		sed 1d "$tmp/count" | sort | uniq -c |
			while read -r times why; do
				echo "$name: $times skipped: $why"
			done >>"$tmp/skips"
	fi
	[ "$f" -gt 0 ] || continue
	[ "$code" = 124 ] && echo "  ran longer than $limit s"
	[ "$code" -gt 128 ] && echo "  ended by signal $((code - 128))"
	echo "  exit code $code; its output, without what passed:"
	{ grep -v '^ok' "$tmp/out"; cat "$tmp/err"; } | head -n 200 |
		sed 's/^/  | /'
done

[ -f "$tmp/skips" ] && cat "$tmp/skips"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
