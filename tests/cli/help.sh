#!/bin/sh
# SPDX-License-Identifier: MIT
# help, version, config, completion; what is said of wrong command lines.
. "$(dirname "$0")/../lib/tap.sh"
rollcall=$OUT/rollcall
db=$T/db

exits 'help is no error' 0 "$rollcall" help
help=$(cat "$T/stdout")
is 'help says nothing on stderr' "$(cat "$T/stderr")" ''
n=0
for command in init demo template import export list show add set assign return \
	retire poll trust quota report calendar audit undo backup check config \
	version help completion; do
	printf '%s\n' "$help" | grep -q "^  $command " || echo "# no $command"
	"$rollcall" help "$command" >"$T/one" 2>&1 &&
		grep -q "^usage: rollcall $command" "$T/one" && n=$((n + 1))
done
is 'every command of the list has its own help' "$n" 25
is 'help stays within 79 columns' "$(printf '%s\n' "$help" |
	awk 'length > 79' | wc -l)" 0

# the manual names every command, option and setting that there is
manual=$(sed 's/\\-/-/g; s/\\f[A-Z]//g' "$(dirname "$0")/../../data/man/rollcall.1")
missing=
for word in $(printf '%s\n' "$help" | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p') \
	$("$rollcall" config --format csv | tr -d '\r' | sed 1d | cut -d, -f1) \
	$(for command in $(printf '%s\n' "$help" | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
		"$rollcall" help "$command" 2>/dev/null
	done | grep -o -e '--[a-z][a-z-]*' | sort -u); do
	printf '%s\n' "$manual" | grep -q -w -e "$word" || missing="$missing $word"
done
is 'the manual names all there is' "$missing" ''

exits '--help after a command' 0 "$rollcall" list --help
is '  is the same as help COMMAND' "$(cat "$T/stdout")" \
	"$("$rollcall" help list)"

exits 'without a command and without a terminal' 2 "$rollcall"
is '  nothing on stdout' "$(cat "$T/stdout")" ''
is '  the help on stderr' "$(cat "$T/stderr")" "$help"

# exit code 2, the message, no data; the database need not be there
wrong() {
	want=$1
	shift
	run "$rollcall" --db "$db" "$@"
	is "wrong: $*" "$code $(cat "$T/stdout" "$T/stderr")" "2 rollcall: $want"
}
wrong 'no command "lst" (did you mean "list"?)' lst
wrong 'no command "xyzzyxyzzy"' xyzzyxyzzy
wrong 'no option "--fromat" (did you mean "--format"?)' list devices --fromat csv
wrong '--format must be one of text|csv|json|html|xlsx|md' list devices --format xml
wrong 'no kind of record "devcies" (did you mean "devices"?)' list devcies
wrong 'something is missing: rollcall show KIND KEY' show devices
wrong '"c" is too much: rollcall assign DEVICE POST' assign a b c
wrong '--as-of: "31/02/2026": there is no such day' --as-of 31/02/2026 quota
wrong '--jobs must be a number from 1 to 1024' poll --jobs 0
wrong '--lang must be one of vi|en' --lang fr help
wrong 'no command "frob"' help frob
wrong 'no completion for "tcsh"; for bash, zsh and fish there is (did you mean "bash"?)' \
	completion tcsh
is 'and no database was made by asking' "$(ls "$T")" "$(printf 'home\none\nstderr\nstdout')"

ok 'version' "$rollcall" version
like '  one line' "$(cat "$T/stdout")" '^rollcall [0-9]+\.[0-9]+\.[0-9]+$'
ok 'an option before the command' "$rollcall" --color never version
ok 'the same behind it' "$rollcall" version --color=never

# settings: built in < file < environment < command line
mkdir -p "$XDG_CONFIG_HOME/rollcall"
conf=$XDG_CONFIG_HOME/rollcall/rollcall.conf
setting() { "$rollcall" "$@" config --format csv | tr -d '\r' | cut -d, -f1-3; }
is 'a setting built in' "$(setting | grep poll.jobs)" 'poll.jobs,64,built in'
printf '# ours\n\npoll.jobs = 12\n' >"$conf"
is '  from the file' "$(setting | grep poll.jobs)" "poll.jobs,12,$conf:3"
is '  from the environment' "$(ROLLCALL_POLL_JOBS=13 setting | grep poll.jobs)" \
	'poll.jobs,13,$ROLLCALL_POLL_JOBS'
is '  from the command line' "$(setting --color never | grep color)" \
	'color,never,the command line'
printf 'poll.jobs = many\n' >"$conf"
exits 'a bad value in the file' 3 "$rollcall" config
like '  is told with file, line and column' "$(cat "$T/stderr")" \
	"^rollcall: $conf:1:13: "
printf 'pol.jobs = 3\n' >"$conf"
run "$rollcall" config
is 'an unknown key in the file' "$(cat "$T/stderr")" \
	"rollcall: $conf:1:1: no setting \"pol.jobs\" (did you mean \"poll.jobs\"?)"
rm "$conf"
exits 'a bad value in the environment' 2 env ROLLCALL_POLL_JOBS=x "$rollcall" config

is 'the database is where XDG says' \
	"$("$rollcall" config --format json | grep '"database"')" \
	"  \"database\": \"$XDG_DATA_HOME/rollcall/rollcall.db\","
is '$ROLLCALL_DB goes before it' \
	"$(ROLLCALL_DB=/x/y "$rollcall" config --format json | grep '"database"')" \
	'  "database": "/x/y",'
is '--db goes before that' \
	"$(ROLLCALL_DB=/x/y "$rollcall" --db /z config --format json |
		grep '"database"')" '  "database": "/z",'
exits 'a shared store is not in this build' 3 "$rollcall" --db postgresql://h/d check

ok 'completion for bash' "$rollcall" completion bash
cp "$T/stdout" "$T/completion.bash"
ok '  is bash' bash -n "$T/completion.bash"
complete() { # words... : what the last of them may become
	bash -c '. "$1"; shift; COMP_WORDS=(rollcall "$@")
		COMP_CWORD=$#; _rollcall; echo ${COMPREPLY[*]}' - \
		"$T/completion.bash" "$@"
}
is '  commands' "$(complete ex)" 'export'
is '  kinds' "$(complete list ag)" 'agencies'
is '  options' "$(complete list devices --fo)" '--format'
is '  choices' "$(complete list devices --format c)" 'csv'
is '  choices of global options' "$(complete --lang '')" 'vi en'
ok 'completion for zsh' "$rollcall" completion zsh
ok 'completion for fish' "$rollcall" completion fish
like '  names commands' "$(cat "$T/stdout")" '__fish_use_subcommand -a calendar'
finish
