#!/bin/sh
# SPDX-License-Identifier: MIT
# deps.sh build|check|demo|lint|bench|fuzz|doctor
# Looks for what a goal needs. What is missing is installed (as root, or with
# sudo that asks no password) or, failing that, named in one apt line.
# `build` prints the compiler and linker flags as a makefile.
set -eu

# group  how it is found        Debian package
table='
build    cmd:pkg-config         pkg-config
build    pc:libutf8proc         libutf8proc-dev
build    pc:libcrypto           libssl-dev
build    pc:sqlite3             libsqlite3-dev
build    pc:libuv               libuv1-dev
build    pc:libssh2             libssh2-1-dev
build    pc:xlsxwriter          libxlsxwriter-dev
build    header:zlib.h          zlib1g-dev
build    pc:ncursesw            libncurses-dev
build    header:csv.h           libcsv-dev
build    pc:jansson             libjansson-dev
build    pc:expat               libexpat1-dev
build    cmd:msgfmt             gettext
check    header:cmocka.h        libcmocka-dev
check    cmd:tmux               tmux
check    cmd:/usr/sbin/sshd     openssh-server
check    cmd:ssh-keygen         openssh-client
demo     cmd:ssh-keygen         openssh-client
check    cmd:sqlite3            sqlite3
check    cmd:git                git
check    cmd:busybox            busybox
check    cmd:python3            python3
check    py:icalendar           python3-icalendar
lint     cmd:clang-tidy-14      clang-tidy-14
lint     cmd:clang-format-14    clang-format-14
lint     cmd:ctags              universal-ctags
bench    cmd:python3            python3
bench    cmd:sqlite3            sqlite3
bench    cmd:ssh-keygen         openssh-client
bench    cmd:clush              clustershell
bench    cmd:parallel-ssh       pssh
bench    cmd:ansible            ansible-core
fuzz     cmd:clang-14           clang-14
'
has() {
	case $1 in
	cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
	py:*) /usr/bin/python3 -c "import ${1#py:}" 2>/dev/null ;;
	pc:*) pkg-config --exists "${1#pc:}" 2>/dev/null ;;
	header:*) printf '#include <stdarg.h>\n#include <stddef.h>\n#include <setjmp.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <%s>\nint main(void){return 0;}\n' "${1#header:}" |
		${CC:-cc} -x c -fsyntax-only - >/dev/null 2>&1 ;;
	esac
}
missing() { # group
	echo "$table" | while read -r group how package; do
		[ "$group" = "$1" ] || continue
		has "$how" || printf '%s ' "$package"
	done
}
install_missing() { # packages
	[ -n "$1" ] || return 0
	if [ "$(id -u)" = 0 ]; then
		sudo=
	elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		sudo='sudo -n'
	else
		echo "rollcall needs: $1" >&2
		echo "On Debian: apt install $1" >&2
		exit 1
	fi
	echo "installing: $1" >&2
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
	# shellcheck disable=SC2086
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		--no-install-recommends $1 >/dev/null ||
		{ echo "On Debian: apt install $1" >&2; exit 1; }
}

case ${1:-} in
doctor)
	echo "$table" | while read -r group how package; do
		[ -n "$group" ] || continue
		if has "$how"; then state=found; else state=MISSING; fi
		printf '%-7s %-6s %-22s %s\n' "$state" "$group" "$how" "$package"
	done
	;;
build)
	install_missing "$(missing build)"
	pcs=$(echo "$table" | sed -n 's/^build *pc:\([^ ]*\).*/\1/p')
	# shellcheck disable=SC2086
	echo "DEPS_CFLAGS := $(pkg-config --cflags $pcs)"
	# shellcheck disable=SC2086
	echo "DEPS_LIBS := $(pkg-config --libs $pcs) -lcsv"
	;;
check | demo | lint | bench | fuzz)
	install_missing "$(missing build)$(missing "$1")"
	echo "# $1: all there"
	;;
*)
	echo "usage: deps.sh build|check|demo|lint|bench|fuzz|doctor" >&2
	exit 2
	;;
esac
