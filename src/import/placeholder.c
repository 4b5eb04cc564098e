/* SPDX-License-Identifier: MIT */
/* placeholder - the embedded table, read as it stands. */
#include "import/placeholder.h"

#include <rollcall/base/data.h>

#include <string.h>

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* "[01]+": only of those characters. */
static bool
matches_set(struct rc_str set, struct rc_str value)
{
	size_t i;

	for (i = 0; i < value.n; i++) {
		if (memchr(set.p, value.p[i], set.n) == NULL)
			return false;
	}
	return value.n > 0;
}

static bool
matches(struct rc_str pattern, struct rc_str value)
{
	bool open = pattern.n > 1 && pattern.p[pattern.n - 1] == '*';
	size_t n = open ? pattern.n - 1 : pattern.n;
	size_t i;

	if (pattern.n > 3 && pattern.p[0] == '[' &&
	    memcmp(pattern.p + pattern.n - 2, "]+", 2) == 0)
		return matches_set(
		        (struct rc_str){ pattern.p + 1, pattern.n - 3 }, value);
	if (open ? value.n < n : value.n != n)
		return false;
	for (i = 0; i < n; i++) {
		if (pattern.p[i] == '#' && value.p[i] >= '0' &&
		    value.p[i] <= '9')
			continue;
		if (lower(pattern.p[i]) != lower(value.p[i]))
			return false;
	}
	return true;
}

bool
rc_placeholders_have(const struct rc_placeholders *list, struct rc_str value)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (matches(list->patterns[i], value))
			return true;
	}
	return false;
}

/* Counts the patterns of a field; stores them too unless `into` is NULL. */
static size_t
collect(struct rc_str rest, const char *field, struct rc_str *into)
{
	struct rc_str line;
	struct rc_str name;
	size_t n = 0;

	while (rc_str_split(&rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] == '#' ||
		    !rc_str_split(&line, ',', &name) || line.p == NULL ||
		    !rc_str_is(name, field))
			continue;
		if (into != NULL)
			into[n] = line;
		n++;
	}
	return n;
}

bool
rc_placeholders_of(const char *field, struct rc_arena *arena,
                   struct rc_placeholders *ret, struct rc_err *err)
{
	const struct rc_data *file = rc_data_find("alias/placeholders.csv");
	struct rc_str text = { NULL, 0 };
	struct rc_str *patterns;
	size_t n;

	if (file != NULL)
		text = rc_data_str(file);
	n = collect(text, field, NULL);
	patterns = rc_arena_alloc(arena, n + 1, sizeof(*patterns));
	if (patterns == NULL)
		return rc_fail_nomem(err);
	(void)collect(text, field, patterns);
	*ret = (struct rc_placeholders){ patterns, n };
	return true;
}
