#!/bin/sh
# SPDX-License-Identifier: MIT
# tidy.sh FILE...
# clang-tidy 14 over the given sources, two at a time, with the strict flags
# of the Makefile. Quiet when there is nothing to say; exit code 1 if there is.
# shellcheck disable=SC2016 # the program of xargs is for another shell
set -u
[ $# -gt 0 ] || exit 0
strict=$(awk '/^STRICT/ { on = 1 } on { print } on && !/\\$/ { exit }' \
	Makefile | tr -d '\\\n' |
	sed 's/^STRICT *:= *//; s/\$(if \$([A-Z]*),[^)]*)//g; s/\$([^)]*)//g')
found=$(sed -n 's/^DEPS_CFLAGS := //p' "${BUILD:-build}/deps.mk" 2>/dev/null)
printf '%s\0' "$@" |
	FLAGS="$strict $found -DRC_VERSION=\"\" -Iinclude -Isrc -Itui -I." \
	xargs -0 -P 2 -n 1 sh -c '
	said=$(clang-tidy-14 --quiet "$1" -- $FLAGS 2>/dev/null) && exit 0
	printf "%s\n" "$said"
	exit 1' sh || exit 1
