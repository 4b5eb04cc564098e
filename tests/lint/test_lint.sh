#!/bin/sh
# SPDX-License-Identifier: MIT
# Each law of the house is broken on purpose in a copy of the floor `base`;
# lint must see it and name the file.
. tests/lib/tap.sh
need ctags nm tsort
CC=${CC:-cc}
export CC
real=$PWD
H=$T/house

# A fresh, lawful house in $H with its objects in $T/out.
fresh() {
	rm -rf "$H" "$T/out"
	mkdir -p "$H/src" "$H/include/rollcall" "$T/out/src"
	cp -R "$real/src/base" "$H/src/base"
	cp -R "$real/include/rollcall/base" "$H/include/rollcall/base"
	cp "$real/Makefile" "$real/LICENSE" "$H/"
	mkdir -p "$T/out/src/base"
	cp "$OUT"/src/base/*.o "$T/out/src/base/"
}
lint() {
	OUT=$T/out sh "$real/tests/lint/lint.sh" "$H"
}
# file FLOOR/NAME.c: a new source with head and README, the rest from stdin
source_file() {
	mkdir -p "$H/src/${1%/*}"
	[ -f "$H/src/${1%/*}/README.md" ] || echo x >"$H/src/${1%/*}/README.md"
	{
		echo '/* SPDX-License-Identifier: MIT */'
		echo '/* a file of the test */'
		cat
	} >"$H/src/$1"
}
compile() { # FLOOR/NAME ...
	for unit; do
		mkdir -p "$T/out/src/${unit%/*}"
		$CC -c "$H/src/$unit.c" -o "$T/out/src/$unit.o"
	done
}
lines() { # N: that many statements
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) print "\tx++;" }'
}
breaks() { # LAW FILE [NAME]
	run lint
	if [ "$code" = 1 ] && grep -q "^$2:[0-9]*: $1: " "$T/stdout"; then
		pass "${3:-$1}: seen in $2"
	else
		fail "${3:-$1}: seen in $2" "$(tap_said)"
	fi
	fresh
}
breaks_each() { # LAW FILE NAME... - one breach for each name, from line 3 on
	tap_law=$1
	tap_file=$2
	shift 2
	run lint
	tap_line=3
	for tap_word; do
		if grep -q "^$tap_file:$tap_line: $tap_law: " "$T/stdout"; then
			pass "$tap_law, $tap_word: seen"
		else
			fail "$tap_law, $tap_word: seen" "$(tap_said)"
		fi
		tap_line=$((tap_line + 1))
	done
	fresh
}
keeps() { # NAME
	run lint
	if [ "$code" = 0 ]; then pass "$1"; else fail "$1" "$(tap_said)"; fi
	fresh
}

fresh
run lint
is "a lawful house passes" "$code" 0
like "and lint says how many laws it holds" "$(cat "$T/stdout")" \
	'^lint: [0-9]+ laws held$'

mkdir -p "$H/include/rollcall/model"
cp "$H/include/rollcall/base/log.h" "$H/include/rollcall/model/x.h"
sed -i '5i #include <rollcall/model/x.h>' "$H/src/base/buf.c"
breaks layers src/base/buf.c "layers, upward"
mkdir -p "$H/src/store"
cp "$H/include/rollcall/base/log.h" "$H/src/store/x.h"
sed -i '5i #include <store/x.h>' "$H/src/base/buf.c"
breaks layers src/base/buf.c "layers, private header"
sed -i '5i #include <rollcall/base/nothing.h>' "$H/src/base/buf.c"
breaks layers src/base/buf.c "layers, no such header"
echo '#include <base/mo.h>' | source_file attic/x.c
breaks layers src/attic/x.c "layers, unknown floor"

printf '#ifndef A\n#define A\n#include <base/b.h>\n#endif\n' |
	source_file base/a.h
printf '#ifndef B\n#define B\n#include <base/a.h>\n#endif\n' |
	source_file base/b.h
breaks include-circle 'src/base/[ab].h'

printf 'void two(void);\nvoid one(void);\nvoid one(void) { two(); }\n' |
	source_file base/one.c
printf 'void two(void);\nvoid one(void);\nvoid two(void) { one(); }\n' |
	source_file base/two.c
compile base/one base/two
breaks call-circle 'src/base/\(one\|two\).c'
printf 'void up(void);\nvoid one(void);\nvoid one(void) { up(); }\n' |
	source_file base/one.c
printf 'void up(void);\nvoid up(void) { }\n' | source_file store/up.c
compile base/one store/up
breaks calls src/base/one.c
rm "$T/out/src/base/"*.o
run lint
like "without objects lint says that it did not look" \
	"$(cat "$T/stdout")" 'calls not looked at'
fresh

set -- curses.h ncursesw/curses.h ncurses.h term.h libssh2.h libssh2_sftp.h \
	uv.h sqlite3.h csv.h utf8proc.h openssl/evp.h pthread.h assert.h
printf '#include <%s>\n' "$@" | source_file base/door.c
breaks_each libraries src/base/door.c "$@"

set -- strcpy strcat sprintf strtok strncpy atoi gets alloca system popen \
	gmtime localtime setenv rand assert
printf 'int x(void) { return %s (1); }\n' "$@" | source_file base/bad.c
breaks_each banned src/base/bad.c "$@"
printf '%s\n' '/* strcpy(a, b) */' '// gets(x)' '/*' ' * atoi(x)' ' */' \
	'const char *t = "strcpy(a, \"b\") system(c)";' \
	'int x(struct y *y) { return my_system(1) + y->free(2); }' |
	source_file base/fine.c
keeps "banned names in comments, strings and longer names are fine"

set -- malloc calloc realloc free strdup
printf 'int x(void) { return %s(1); }\n' "$@" | source_file base/bad.c
breaks_each memory src/base/bad.c "$@"
echo 'double x;' | source_file base/bad.c
breaks floats src/base/bad.c

set -- 'SELECT id FROM t' 'INSERT INTO t' 'UPDATE t SET a' \
	'DELETE FROM t' 'CREATE TABLE t' 'PRAGMA x' 'x; DROP INDEX t' \
	'select a, b from t where c' 'insert into t (a)' 'update t set a'
printf 'const char *x = "%s";\n' "$@" | source_file report/bad.c
breaks_each sql src/report/bad.c "$@"
echo 'const char *x = "SELECT 1";' | source_file store/fine.c
echo 'const char *x = "Select a device from the list"; /* SELECT x */' |
	source_file base/fine.c
keeps "SQL in the store, and English elsewhere, are fine"

{ echo 'int f(int x)'; echo '{'; lines 56; echo '	return x;'; echo '}'; } |
	source_file base/fine.c
keeps "a function of 60 lines is fine"
{ echo 'int f(int x)'; echo '{'; lines 57; echo '	return x;'; echo '}'; } |
	source_file base/long.c
breaks functions src/base/long.c "functions, 61 lines without a reason"
{ echo 'int f(int x)'; echo '{'; echo '	/* long: a table */'; lines 95
	echo '	return x;'; echo '}'; } | source_file base/fine.c
keeps "a function of 100 lines with a reason is fine"
{ echo 'int f(int x)'; echo '{'; echo '	/* long: a table */'; lines 96
	echo '	return x;'; echo '}'; } | source_file base/long.c
breaks functions src/base/long.c "functions, 101 lines with a reason"
echo 'int f(int a, int b, int c, int (*d)(int, int), int e, int g, int h) { return 0; }' |
	source_file base/long.c
breaks functions src/base/long.c "functions, 7 parameters"
echo 'int f(int a, int b, int c, int (*d)(int, int), int e, int g) { return 0; }' |
	source_file base/fine.c
keeps "six parameters are fine"
{ echo 'int f(int a, int b, int c, int d, int e, int g,'
	echo '	struct rc_arena *arena, struct rc_err *err) { return 0; }'; } |
	source_file base/fine.c
keeps "an arena and an error besides are fine"

lines 599 | source_file base/long.c
breaks files src/base/long.c "files, 601 lines"
lines 598 | source_file base/fine.c
keeps "600 lines are fine"
printf '\tint %093d;\n' 0 | source_file base/wide.c # 8 + 4 + 93 + 1
breaks files src/base/wide.c "files, 106 columns"
printf '/* %s */\n' "$(awk 'BEGIN { for (i = 0; i < 94; i++) printf "ắ" }')" |
	source_file base/fine.c
keeps "100 columns of letters with marks are fine"

echo 'int x;' >"$H/src/base/head.c"
breaks heads src/base/head.c "heads, no licence"
printf '/* SPDX-License-Identifier: MIT */\nint x;\n' >"$H/src/base/head.c"
breaks heads src/base/head.c "heads, no purpose"
printf '/* SPDX-License-Identifier: MIT */\n/* short */\n\nint x(void);\n' \
	>"$H/include/rollcall/base/short.h"
breaks heads include/rollcall/base/short.h "heads, no essay"

echo 'rc_id x(void);' | source_file base/alone.h
breaks headers src/base/alone.h "headers, lacks an include"
echo 'struct twice { int x; };' | source_file base/twice.h
breaks headers src/base/twice.h "headers, no guard"
echo 'static inline void x(int y) { }' | source_file base/strict.h
breaks headers src/base/strict.h "headers, not under the strict flags"

set -- "TO""DO" "FIX""ME" "XX""X" "HA""CK"
printf '/* %s: later */\n' "$@" | source_file base/word.c
breaks_each words src/base/word.c "$@"
mkdir -p "$H/data"
echo "see /wo""rk/main" >"$H/data/note.txt"
breaks paths data/note.txt "paths, a checkout"
mkdir -p "$H/data"
echo "see ../sha""red/x" >"$H/data/note.txt"
breaks paths data/note.txt "paths, a folder beside"
touch "$H/notes.txt"
breaks top notes.txt
rm "$H/src/base/README.md"
breaks readmes src/base/README.md

finish
