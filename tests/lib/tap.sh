# SPDX-License-Identifier: MIT
# tap.sh - small helpers for test scripts in plain sh; to be sourced:
#
#	. tests/lib/tap.sh            # or: . "$(dirname "$0")/../lib/tap.sh"
#	ok "version works" "$OUT/rollcall" version
#	is "three lines" "$(wc -l <"$T/x")" 3
#	finish                        # the plan; a script without it has failed
#
# $T is a fresh folder, removed at the end; HOME and the XDG folders lie in it.
# Processes started by `start` are ended with the script, by their pid.
#
#	ok NAME COMMAND...            the command succeeds
#	no NAME COMMAND...            the command fails (but is no crash)
#	exits NAME CODE COMMAND...    it ends with just this code
#	is NAME GOT WANT              equal text
#	isnt NAME GOT UNWANTED        other text
#	like NAME TEXT ERE            some line of the text matches
#	unlike NAME TEXT ERE          no line does
#	same NAME FILE FILE           equal bytes; else the diff is shown
#	pass NAME, fail NAME [WHY]
#	skip REASON [COUNT]           for checks that cannot be made here
#	skip_all REASON               ends the script
#	need PROGRAM...               skip_all unless all are installed
#	run COMMAND...                runs it: $code, $T/stdout, $T/stderr
#	wait_for SECONDS COMMAND...   until it succeeds; fails after the limit
#	start NAME COMMAND...         in the background; $T/NAME.out, .err, .pid
#	stop NAME [SIGNAL]            ends it and waits for it
#	alive NAME                    does it still run?
#	finish

T=$(mktemp -d)
tap_n=0
tap_failed=0
tap_started=
export HOME="$T/home" XDG_DATA_HOME="$T/home/data" XDG_STATE_HOME="$T/home/state"
export XDG_CONFIG_HOME="$T/home/config" XDG_CACHE_HOME="$T/home/cache"
export LC_ALL=C.UTF-8
mkdir -p "$HOME"

tap_clean() {
	for tap_name in $tap_started; do
		stop "$tap_name" KILL
	done
	rm -rf "$T"
}
trap tap_clean EXIT
trap 'exit 1' HUP INT TERM

pass() {
	tap_n=$((tap_n + 1))
	echo "ok $tap_n - $1"
}
fail() {
	tap_n=$((tap_n + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_n - $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/#   /'
}
run() {
	"$@" >"$T/stdout" 2>"$T/stderr"
	code=$?
	return 0
}
tap_said() { # what the command of `run` printed, for a diagnosis
	printf 'exit code %s\n' "$code"
	head -n 40 "$T/stdout" "$T/stderr"
}
ok() {
	tap_name=$1
	shift
	run "$@"
	if [ "$code" = 0 ]; then pass "$tap_name"; else
		fail "$tap_name" "$(printf '%s ' "$@"; tap_said)"; fi
}
no() {
	tap_name=$1
	shift
	run "$@"
	if [ "$code" -gt 0 ] && [ "$code" -lt 126 ]; then pass "$tap_name"; else
		fail "$tap_name" "$(printf '%s ' "$@"; tap_said)"; fi
}
exits() {
	tap_name=$1
	tap_want=$2
	shift 2
	run "$@"
	if [ "$code" = "$tap_want" ]; then pass "$tap_name"; else
		fail "$tap_name" "$(echo "wanted exit code $tap_want"; tap_said)"; fi
}
is() {
	if [ "$2" = "$3" ]; then pass "$1"; else
		fail "$1" "$(printf 'got:  %s\nwant: %s\n' "$2" "$3")"; fi
}
isnt() {
	if [ "$2" != "$3" ]; then pass "$1"; else
		fail "$1" "got just that: $2"; fi
}
like() {
	if printf '%s\n' "$2" | grep -Eq -e "$3"; then pass "$1"; else
		fail "$1" "$(printf 'text: %s\ndoes not match: %s\n' "$2" "$3")"; fi
}
unlike() {
	if printf '%s\n' "$2" | grep -Eq -e "$3"; then
		fail "$1" "$(printf 'text: %s\nmatches: %s\n' "$2" "$3")"
	else pass "$1"; fi
}
same() {
	if cmp -s "$2" "$3"; then pass "$1"; else
		fail "$1" "$(diff -u "$2" "$3" 2>&1 | head -n 60)"; fi
}
skip() {
	tap_left=${2:-1}
	while [ "$tap_left" -gt 0 ]; do
		tap_n=$((tap_n + 1))
		tap_left=$((tap_left - 1))
		echo "ok $tap_n # SKIP $1"
	done
}
skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}
need() {
	for tap_name; do
		command -v "$tap_name" >/dev/null 2>&1 ||
			skip_all "$tap_name is not installed"
	done
}
wait_for() {
	tap_end=$(($(date +%s) + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -le "$tap_end" ] || return 1
		sleep 0.05
	done
}
start() {
	tap_name=$1
	shift
	"$@" >"$T/$tap_name.out" 2>"$T/$tap_name.err" </dev/null &
	echo $! >"$T/$tap_name.pid"
	tap_started="$tap_started $tap_name"
}
alive() {
	kill -0 "$(cat "$T/$1.pid")" 2>/dev/null
}
stop() {
	[ -f "$T/$1.pid" ] || return 0
	tap_pid=$(cat "$T/$1.pid")
	kill -s "${2:-TERM}" "$tap_pid" 2>/dev/null
	# A process that does not listen is killed after five seconds.
	wait_for 5 tap_gone "$tap_pid" || kill -s KILL "$tap_pid" 2>/dev/null
	wait "$tap_pid" 2>/dev/null
	code=$?
	rm -f "$T/$1.pid"
	return 0
}
tap_gone() { # an ended child stays a zombie until it is waited for
	case $(cut -d' ' -f3 "/proc/$1/stat" 2>/dev/null) in
	'' | Z) return 0 ;;
	*) return 1 ;;
	esac
}
finish() {
	echo "1..$tap_n"
	[ "$tap_failed" = 0 ]
	exit
}
