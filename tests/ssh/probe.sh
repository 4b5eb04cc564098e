#!/bin/sh
# SPDX-License-Identifier: MIT
# The probe script itself, under every shell that is here: whole answers, no
# file written, nothing left running, and the same facts from each.
. "$(dirname "$0")/../lib/tap.sh"

probe=$(cd "$(dirname "$0")/../.." && pwd)/data/probe/linux.sh
nonce=0123456789abcdef
mkdir -p "$T/empty" "$T/bin"
# apt is slow where its caches are missing, and is tried in real.sh.
printf '#!/bin/sh\nexit 1\n' >"$T/bin/apt-get"
chmod +x "$T/bin/apt-get"
chmod 755 "$T" "$T/bin"
chmod 777 "$T/empty"

# As a user without any right, where we may change to one.
as_nobody=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null 2>&1; then
	as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
ask() { # shell and its arguments
	{
		echo "ROLLCALL_NONCE=$nonce"
		sed 's/^[	 ]*//; /^#/d' "$probe" # as it is sent
	} | (cd "$T/empty" && env -i PATH="$T/bin:/usr/bin:/bin" \
		HOME="$T/empty" TMPDIR="$T/empty" $as_nobody "$@" -s) \
		>"$T/answer" 2>"$T/noise"
}
steady() { # what is the same a moment later
	grep -v '^\(uptime_s\|clock\|disk_free_kb\)=' "$T/answer"
}

asked=0
for shell in "dash" "bash --posix" "busybox ash" "mksh" "ksh" "zsh --emulate sh" "sh"; do
	path=$(command -v "${shell%% *}") || continue
	# shellcheck disable=SC2086
	ask "$path" ${shell#"${shell%% *}"}
	lines=$(grep -c '^[a-z_0-9]*=' "$T/answer")
	is "$shell: begins" "$(head -n 1 "$T/answer")" \
		"--rollcall $nonce begin 1"
	is "$shell: ends, and counts right" "$(tail -n 1 "$T/answer")" \
		"--rollcall $nonce end $lines"
	is "$shell: nothing else is said" "$(wc -l <"$T/answer")" $((lines + 2))
	is "$shell: nothing on standard error" "$(cat "$T/noise")" ""
	is "$shell: writes nothing" "$(find "$T/empty" -mindepth 1)" ""
	is "$shell: kernel" "$(sed -n 's/^kernel=//p' "$T/answer")" "$(uname -r)"
	steady >"$T/steady"
	if [ "$asked" = 0 ]; then
		cp "$T/steady" "$T/first"
	else
		same "$shell: the same facts" "$T/steady" "$T/first"
	fi
	asked=$((asked + 1))
done
isnt "some shell was there" "$asked" 0

# sshd lets the login shell run our command: `SHELL -c "sh -s"`. It may be one
# that is no POSIX shell at all.
for shell in csh tcsh fish "busybox ash" zsh dash; do
	path=$(command -v "${shell%% *}") || continue
	{
		echo "ROLLCALL_NONCE=$nonce"
		sed 's/^[	 ]*//; /^#/d' "$probe"
	} | (cd "$T/empty" && env -i PATH="$T/bin:/usr/bin:/bin" \
		HOME="$T/empty" TMPDIR="$T/empty" $as_nobody "$path" \
		$([ "$shell" = "${shell#* }" ] || echo "${shell#* }") \
		-c 'sh -s') >"$T/answer" 2>"$T/noise"
	steady >"$T/steady"
	same "login shell $shell: the same facts" "$T/steady" "$T/first"
done

# Cut short, it does nothing at all.
for bytes in 100 2000 5000; do
	{
		echo "ROLLCALL_NONCE=$nonce"
		head -c $bytes "$probe"
	} | (cd "$T/empty" && sh -s) >"$T/answer" 2>/dev/null
	is "cut after $bytes bytes: silent" "$(cat "$T/answer")" ""
done
unlike "it asks for no rights" "$(sed '/^#/d' "$probe")" 'sudo|su -c|pkexec'
unlike "it writes to no file" "$(sed '/^[	 ]*#/d' "$probe")" \
	'>[^&]*\$|[^2]>[ ]*[^/&|]|mktemp|tee '
finish
