/* SPDX-License-Identifier: MIT */
/* placeholder - the embedded table, read as it stands. */
#include <rollcall/model/placeholder.h>

#include <rollcall/base/data.h>

#include <string.h>

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
is_set(struct rc_str pattern)
{
	return pattern.n > 3 && pattern.p[0] == '[' &&
	       memcmp(pattern.p + pattern.n - 2, "]+", 2) == 0;
}

static bool
matches(struct rc_str pattern, struct rc_str value)
{
	bool open = pattern.n > 1 && pattern.p[pattern.n - 1] == '*';
	size_t n = open ? pattern.n - 1 : pattern.n;
	size_t i;

	if (is_set(pattern))
		return matches_set(
		        (struct rc_str){ pattern.p + 1, pattern.n - 3 }, value);
	if (open ? value.n < n : value.n != n)
		return false;
	for (i = 0; i < n; i++) {
		if (pattern.p[i] == '#' && value.p[i] >= '0' &&
		    value.p[i] <= '9')
			continue;
		if (rc_ascii_lower(pattern.p[i]) != rc_ascii_lower(value.p[i]))
			return false;
	}
	return true;
}

bool
rc_placeholders_have(const struct rc_placeholders *list, struct rc_str value)
{
	size_t i;

	/* Most values are told by their first byte. */
	if (value.n > 0 && !list->first[(unsigned char)value.p[0]])
		return false;
	for (i = 0; i < list->n; i++) {
		if (matches(list->patterns[i], value))
			return true;
	}
	return false;
}

/* The next pattern of a field, from *rest on. */
static bool
next_of(struct rc_str *rest, const char *field, struct rc_str *ret)
{
	struct rc_str line;
	struct rc_str name;

	while (rc_str_split(rest, '\n', &line)) {
		if (line.n == 0 || line.p[0] != field[0] ||
		    !rc_str_split(&line, ',', &name) || line.p == NULL ||
		    !rc_str_is(name, field))
			continue;
		*ret = line;
		return true;
	}
	return false;
}

static struct rc_str
table(void)
{
	const struct rc_data *file = rc_data_find("alias/placeholders.csv");

	return file == NULL ? (struct rc_str){ NULL, 0 } : rc_data_str(file);
}

/* Notes with which bytes a value may begin that matches. */
static void
note_first(struct rc_str pattern, bool first[256])
{
	struct rc_str begins = { pattern.p, pattern.n > 0 };
	size_t i;

	if (is_set(pattern))
		begins = (struct rc_str){ pattern.p + 1, pattern.n - 3 };
	else if (begins.n > 0 && pattern.p[0] == '#')
		begins = RC_STR("0123456789#");
	for (i = 0; i < begins.n; i++) {
		unsigned char c = (unsigned char)begins.p[i];

		first[c] = true;
		if (c >= 'A' && c <= 'Z')
			first[c - 'A' + 'a'] = true;
		if (c >= 'a' && c <= 'z')
			first[c - 'a' + 'A'] = true;
	}
}

bool
rc_placeholders_of(const char *field, struct rc_arena *arena,
                   struct rc_placeholders *ret, struct rc_err *err)
{
	struct rc_str rest = table();
	struct rc_str pattern;
	struct rc_str *patterns;
	size_t n = 0;

	while (next_of(&rest, field, &pattern))
		n++;
	patterns = rc_arena_alloc(arena, n + 1, sizeof(*patterns));
	if (patterns == NULL)
		return rc_fail_nomem(err);
	rest = table();
	n = 0;
	while (next_of(&rest, field, &pattern))
		patterns[n++] = pattern;
	*ret = (struct rc_placeholders){ patterns, n, { false } };
	for (n = 0; n < ret->n; n++)
		note_first(patterns[n], ret->first);
	return true;
}

bool
rc_placeholder(const char *field, struct rc_str value)
{
	struct rc_str rest = table();
	struct rc_str pattern;

	value = rc_str_trim(value);
	if (value.n == 0)
		return true;
	while (next_of(&rest, field, &pattern))
		if (matches(pattern, value))
			return true;
	return false;
}
