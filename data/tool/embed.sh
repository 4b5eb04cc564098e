#!/bin/sh
# SPDX-License-Identifier: MIT
# embed.sh ROOT FILE... -- ROOT FILE... > data.c
# Turns files into C byte arrays and an index sorted by name (the path below
# its ROOT). Byte arrays, because string literals over 4095 bytes are not C11.
set -eu
export LC_ALL=C
list=$(mktemp)
trap 'rm -f "$list"' EXIT
root=
for arg; do
	case $arg in
	--) root= ;;
	*)
		if [ -z "$root" ]; then
			root=$arg
		else
			printf '%s\t%s\n' "${arg#"$root"/}" "$arg" >>"$list"
		fi
		;;
	esac
done
sort -o "$list" "$list"
echo '/* Made by data/tool/embed.sh; do not edit. */'
echo '#include <rollcall/base/data.h>'
n=0
while IFS='	' read -r name path; do
	echo "static const unsigned char file_$n[] = { /* $name */"
	od -An -v -tu1 "$path" | sed 's/  */,/g; s/^,//; s/$/,/'
	echo '0 };'
	n=$((n + 1))
done <"$list"
echo 'const struct rc_data rc_data_files[] = {'
n=0
while IFS='	' read -r name path; do
	echo "	{ \"$name\", file_$n, sizeof(file_$n) - 1 },"
	n=$((n + 1))
done <"$list"
echo '	{ NULL, NULL, 0 },'
echo '};'
echo "const size_t rc_data_count = $n;"
