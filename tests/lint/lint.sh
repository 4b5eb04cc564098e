#!/bin/sh
# SPDX-License-Identifier: MIT
# lint.sh [ROOT]
# The laws of the house, held by machine. One line for each breach,
#	file:line: law: what
# and a closing line; exit code 1 if there was any. ROOT (default .) is the
# tree to look at; $OUT, if it has objects, is where that tree was built.
#
# To add a law: write a function `law_name`, let it print with `awk` or `sed`
# in the form above, and name it in `laws` at the end.
# shellcheck disable=SC2016 # awk and sh programs in single quotes
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
layers=$here/layers.txt
[ -n "${OUT:-}" ] && [ -d "$OUT" ] && OUT=$(cd "$OUT" && pwd)
cd "${1:-.}" || exit 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

find include src tui -name '*.[ch]' 2>/dev/null | sort >"$tmp/files"

# "file:line:code" of all sources, comments taken out; in `bare` also what
# stands between quotes.
xargs awk -v bare="$tmp/bare" '
	FNR == 1 { inside = 0 }
	{
		code = ""; naked = ""; rest = $0
		while (rest != "") {
			if (inside) {
				if (!(i = index(rest, "*/"))) break
				rest = substr(rest, i + 2); inside = 0
				code = code " "; naked = naked " "
			} else if (!match(rest, /["\047]|\/[*\/]/)) {
				code = code rest; naked = naked rest
				break
			} else {
				head = substr(rest, 1, RSTART - 1)
				mark = substr(rest, RSTART, RLENGTH)
				code = code head; naked = naked head
				rest = substr(rest, RSTART + RLENGTH)
				if (mark == "//") break
				if (mark == "/*") { inside = 1; continue }
				n = closing(rest, mark)
				code = code mark substr(rest, 1, n)
				naked = naked mark mark
				rest = substr(rest, n + 1)
			}
		}
		print FILENAME ":" FNR ":" code
		print FILENAME ":" FNR ":" naked >bare
	}
	function closing(s, quote,   i, c) {
		for (i = 1; i <= length(s); i++) {
			c = substr(s, i, 1)
			if (c == "\\") i++
			else if (c == quote) return i
		}
		return length(s)
	}' <"$tmp/files" >"$tmp/code"
touch "$tmp/bare"

# "file line header where": the real includes; `where` is the file of ours that
# is meant, or "-" for one of the system's.
xargs awk '
	BEGIN { while ((getline f < "'"$tmp/files"'") > 0) ours[f] = 1 }
	/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
		header = $0
		sub(/^[^<"]*[<"]/, "", header); sub(/[>"].*/, "", header)
		folder = FILENAME; sub(/[^\/]*$/, "", folder)
		where = "-"
		n = split(folder " include/ src/ tui/ ", tries, " ")
		for (i = n; i >= 1; i--) {
			path = tries[i] header
			while (sub(/[^\/.]+\/\.\.\//, "", path)) ;
			if (path in ours) where = path
		}
		if (where == "-" && header ~ /^rollcall\//) where = "missing"
		print FILENAME, FNR, header, where
	}' <"$tmp/files" >"$tmp/includes"

# What awk programs share: the floors of layers.txt, and a file's floor.
floors='
	BEGIN {
		while ((getline line < layers) > 0) {
			if (line !~ /^floor /) continue
			n = split(line, w, /[ :]+/)
			known[w[2]] = 1; may[w[2], w[2]] = 1
			for (i = 3; i <= n; i++) may[w[2], w[i]] = 1
		}
	}
	function floor(path,   p, n) {
		n = split(path, p, "/")
		if (p[1] == "include") return p[3]
		if (p[1] == "tui") return "tui"
		return n == 2 ? "main" : p[2]
	}'

law_layers() { # includes go down, as the table says
	awk -v layers="$layers" "$floors"'
	$4 == "missing" {
		print $1 ":" $2 ": layers: there is no <" $3 ">"; next
	}
	$4 != "-" && !may[floor($1), floor($4)] {
		print $1 ":" $2 ": layers: " floor($1) " may not include " \
			floor($4) " (" $3 ")"
	}
	!known[floor($1)] && !told[floor($1)]++ {
		print $1 ":" $2 ": layers: unknown floor " floor($1)
	}' "$tmp/includes"
}

# Pairs "from to" on standard input; $1: the law. Names each loop once.
loops() {
	tsort 2>&1 >/dev/null | awk -v law="$1" '
	function flush() {
		if (n) print first ":1: " law ": " path " -> " first
		n = 0
	}
	/input contains a loop/ { flush(); next }
	{ name = $2; if (!n++) { first = name; path = name }
	  else path = path " -> " name }
	END { flush() }'
}

law_include_circles() {
	awk '$4 != "-" && $4 != "missing" { print $1, $4 }' "$tmp/includes" |
		loops include-circle
}

# "from to symbol" between the objects of sources that still exist.
calls() {
	[ -n "${OUT:-}" ] || return 0
	(cd "$OUT" && find src tui -name '*.o' 2>/dev/null) |
		while read -r object; do
			[ -f "${object%.o}.c" ] && echo "$object"
		done >"$tmp/objects"
	[ -s "$tmp/objects" ] || return 0
	(cd "$OUT" && xargs nm -A -g -P <"$tmp/objects") |
		awk '{
			sub(/:$/, "", $1); sub(/\.o$/, ".c", $1)
			if ($3 == "U" || $3 == "w") use[++n] = $1 " " $2
			else if ($3 != "v") home[$2] = $1
		}
		END {
			for (i = 1; i <= n; i++) {
				split(use[i], u, " ")
				if (u[2] in home && home[u[2]] != u[1])
					print u[1], home[u[2]], u[2]
			}
		}' >"$tmp/calls"
}
: >"$tmp/calls"
calls

law_call_circles() {
	awk '{ print $1, $2 }' "$tmp/calls" | sort -u | loops call-circle
}

law_calls() { # calls go down too, whatever was declared by hand
	awk -v layers="$layers" "$floors"'
	!may[floor($1), floor($2)] {
		print $1 ":1: calls: " floor($1) " may not call " $3 " of " $2
	}' "$tmp/calls"
}

law_libraries() { # each outside library behind one door
	awk -v layers="$layers" '
	BEGIN {
		while ((getline line < layers) > 0) {
			if (line !~ /^lib /) continue
			n = split(line, w, " ")
			rule[++rules] = w[2]
			for (i = 4; i <= n; i++) door[rules, i - 3] = w[i]
			doors[rules] = n - 3
		}
	}
	$4 == "-" {
		for (i = 1; i <= rules; i++) {
			if ($3 !~ rule[i]) continue
			ok = 0
			for (k = 1; k <= doors[i]; k++)
				if (index($1, door[i, k]) == 1) ok = 1
			if (!ok) print $1 ":" $2 ": libraries: <" $3 \
				"> belongs to " door[i, 1]
		}
	}' "$tmp/includes"
}

# $1: law, $2: extended regex on code without strings, $3: what to say,
# $4: regex of files that may.
find_code() {
	grep -E "^[^:]*:[0-9]*:(.*[^A-Za-z0-9_.>])?$2" "$tmp/bare" |
		grep -Ev "^(${4:-nobody}):" |
		sed "s/^\([^:]*:[0-9]*\):.*/\1: $1: $3/"
}

law_banned() {
	for name in strcpy strcat sprintf vsprintf strtok strncpy strncat atoi \
		atol atof gets alloca system popen gmtime localtime setenv \
		putenv rand srand assert; do
		find_code banned "${name}[[:space:]]*\\(" "$name"
	done
}

law_memory() { # one door to the heap
	find_code memory '(malloc|calloc|realloc|free|strdup|strndup)[[:space:]]*\(' \
		'use rc_alloc, rc_free, or an arena' 'src\/base\/mem\.c'
}

law_floats() {
	find_code floats '(float|double)([^A-Za-z0-9_]|$)' \
		'no floating point in this house' 'src\/render\/xlsx_book\.c'
}

law_sql() { # SQL is text of the store
	grep -Ev '^src/(store|sql)/' "$tmp/code" |
		grep -E '^[^:]*:[0-9]*:.*"([^"]*[^A-Za-z_"])?(SELECT |INSERT (OR [A-Z]+ )?INTO|UPDATE [a-z_]+ |DELETE FROM|REPLACE INTO|(CREATE|DROP) (TEMP |UNIQUE )*(TABLE|INDEX|TRIGGER|VIEW)|ALTER TABLE|PRAGMA |BEGIN (IMMEDIATE|EXCLUSIVE|TRANSACTION)|(select .* from [a-z_]+ (where|order|join|group)|insert into [a-z_]+ *\(|delete from [a-z_]+ where|update [a-z_]+ set ))' |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: sql: SQL text belongs in src\/store/'
}

# At most 60 lines, or a reason; never over 100. At most 6 parameters, besides
# where results live (arena) and why it failed (err), which every caller passes
# on unread.
law_functions() {
	ctags -f - --languages=C --kinds-C=f --fields=neS --langmap=C:.c.h \
		-I 'RC_PRINTF+,RC_MUST,RC_UNUSED,RC_NORETURN' \
		-L "$tmp/files" 2>/dev/null |
	awk -F '\t' '
	{
		from = to = 0; sig = ""
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/) from = substr($i, 6)
			if ($i ~ /^end:/) to = substr($i, 5)
			if ($i ~ /^signature:/) sig = substr($i, 12)
		}
		sub(/[)]$/, "", sig)
		while (gsub(/[(][^()]*[)]/, "", sig)) ;
		gsub(/,[^,]*struct rc_(arena|err) *[*] *[a-z_]+/, "", sig)
		if (gsub(/,/, ",", sig) > 5)
			print $2 ":" from ": functions: " $1 \
				" has more than 6 parameters"
		n = to - from + 1
		if (n > 60) print $2, from, to, n, $1
	}' >"$tmp/long"
	grep '^[^ ]*: ' "$tmp/long"
	grep -v '^[^ ]*: ' "$tmp/long" | while read -r file from to n name; do
		if [ "$n" -gt 100 ]; then
			echo "$file:$from: functions: $name has $n lines, over 100"
		elif ! sed -n "${from},${to}p" "$file" | grep -q '/\* long: .'; then
			echo "$file:$from: functions: $name has $n lines, over 60"
		fi
	done
}

law_files() { # at most 600 lines of at most 100 columns
	xargs awk '
	FNR == 601 { print FILENAME ":601: files: more than 600 lines" }
	length($0) > 58 {
		line = $0; column = 0
		gsub(/[\200-\277]/, "", line)
		n = split(line, part, "\t")
		for (i = 1; i <= n; i++) {
			column += length(part[i])
			if (i < n) column += 8 - column % 8
		}
		if (column > 100)
			print FILENAME ":" FNR ": files: " column " columns"
	}' <"$tmp/files"
}

law_heads() { # licence and purpose on top; a public header explains itself
	xargs awk '
	FNR == 1 {
		if ($0 !~ /SPDX-License-Identifier: MIT/)
			print FILENAME ":1: heads: the first line is no SPDX line"
		opening = 0
	}
	FNR == 2 && $0 !~ /^\/\*/ {
		print FILENAME ":2: heads: no comment that says what it is for"
	}
	FNR == 2 { opening = /^\/\*/ }
	opening && /\*\// {
		if (FILENAME ~ /^include\// && FNR < 4)
			print FILENAME ":2: heads: a public header opens with" \
				" an essay of three lines or more"
		opening = 0
	}' <"$tmp/files"
}

law_headers() { # every header compiles alone, and twice
	strict=$(awk '/^STRICT/ { on = 1 } on { print } on && !/\\$/ { exit }' \
		Makefile | tr -d '\\\n' |
		sed 's/^STRICT *:= *//; s/\$(if \$([A-Z]*),[^)]*)//g; s/\$([^)]*)//g')
	grep '\.h$' "$tmp/files" |
		CC=${CC:-cc} STRICT=$strict xargs -P 2 -n 8 sh -c '
	for header; do
		case $header in
		include/*) see="-Iinclude" ;;
		tui/*) see="-Iinclude -Itui" ;;
		src/cli/*) see="-Iinclude" ;;
		*) see="-Iinclude -Isrc" ;;
		esac
		said=$(printf "#include \"%s\"\n#include \"%s\"\n" \
			"$header" "$header" |
			$CC $STRICT -Werror -fsyntax-only $see -x c - 2>&1) ||
			echo "$header:1: headers: does not compile alone:" \
				"$(echo "$said" | grep -m 1 error)"
	done' sh
}

# All text of the tree but what is built, for words that must not be there.
tree() {
	find . -path ./.git -prune -o -path ./build -prune -o -type f -print |
		sed 's|^\./||'
}

law_words() {
	tree | tr '\n' '\0' |
		xargs -0 grep -nIwE 'TO[D]O|FIX[M]E|XX[X]|HA[C]K' /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: words: finish it, or write down why not/'
}

law_paths() {
	tree | tr '\n' '\0' |
		xargs -0 grep -nIE '(^|[^A-Za-z0-9_.-])/wor[k]/|\.\./share[d]' /dev/null |
		sed 's/^\([^:]*:[0-9]*\):.*/\1: paths: a path of one machine/'
}

law_top() {
	# shellcheck disable=SC2010
	ls -A | grep -vxE 'src|include|tui|data|tests|Makefile|README\.md|CHANGELOG\.md|LICENSE|\.ci|\.clang-format|\.clang-tidy|\.editorconfig|\.gitignore|\.git|build' |
		sed 's/$/:1: top: not a name of the top level/'
}

law_readmes() { # each floor says what it is
	for folder in src/* tui; do
		[ -d "$folder" ] || continue
		[ -n "$(find "$folder" -name '*.c')" ] || continue
		[ -s "$folder/README.md" ] ||
			echo "$folder/README.md:1: readmes: missing"
	done
}

laws='layers include_circles call_circles calls libraries banned memory floats
	sql functions files heads headers words paths top readmes'
held=0
for law in $laws; do
	"law_$law" >"$tmp/law"
	if [ -s "$tmp/law" ]; then sort -u "$tmp/law"; else held=$((held + 1)); fi
	cat "$tmp/law" >>"$tmp/breaches"
done
if [ -s "$tmp/breaches" ]; then
	echo "lint: $(sort -u "$tmp/breaches" | wc -l) breaches"
	exit 1
fi
[ -s "$tmp/calls" ] || echo "lint: no objects in \"${OUT:-}\": calls not looked at"
echo "lint: $held laws held"
