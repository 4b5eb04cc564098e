/* SPDX-License-Identifier: MIT */
/* changes - old and new values as text, and back. */
#include "store/changes.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/model/fact.h>

#include <string.h>

#define NOTHING "\\N"

/* --- writing -------------------------------------------------------------- */

static char
escaped(char c)
{
	switch (c) {
	case '\t':
		return 't';
	case '\n':
		return 'n';
	case '\r':
		return 'r';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

/* Bytes from i on that surely need no escape, eight at a time. */
static size_t
plain_run(struct rc_str s, size_t i)
{
	const uint64_t ones = 0x0101010101010101u;
	const uint64_t high = 0x80 * ones;
	size_t from = i;

	for (; s.n - i >= 8; i += 8) {
		uint64_t eight;
		uint64_t slash;

		memcpy(&eight, s.p + i, 8);
		slash = eight ^ ('\\' * ones);
		/* Some byte is below 16, or is the backslash? */
		if (((((eight - 16 * ones) & ~eight) |
		      ((slash - ones) & ~slash)) &
		     high) != 0)
			break;
	}
	return i - from;
}

void
rc_copy_put(struct rc_buf *b, struct rc_str s)
{
	size_t from = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		char letter;

		i += plain_run(s, i);
		if (i == s.n)
			break;
		letter = escaped(s.p[i]);

		if (letter == '\0')
			continue;
		rc_buf_put(b, s.p + from, i - from);
		rc_buf_putc(b, '\\');
		rc_buf_putc(b, letter);
		from = i + 1;
	}
	rc_buf_put(b, s.p + from, s.n - from);
}

void
rc_copy_put_digits(struct rc_buf *b, int64_t n)
{
	char digits[24];
	char *p = digits + sizeof(digits);
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) != 0);
	if (n < 0)
		*--p = '-';
	rc_buf_put(b, p, (size_t)(digits + sizeof(digits) - p));
}

/* As rc_date_put_iso(), but without printf: a large import writes millions. */
static void
put_day(struct rc_buf *b, rc_date day)
{
	struct rc_civil c = rc_civil_of(day);
	const char text[] = {
		(char)('0' + c.year / 1000),
		(char)('0' + c.year / 100 % 10),
		(char)('0' + c.year / 10 % 10),
		(char)('0' + c.year % 10),
		'-',
		(char)('0' + c.month / 10),
		(char)('0' + c.month % 10),
		'-',
		(char)('0' + c.day / 10),
		(char)('0' + c.day % 10),
	};

	rc_buf_put(b, text, sizeof(text));
}

void
rc_changes_put_value(const struct rc_field *field, const void *record,
                     struct rc_buf *b)
{
	struct rc_value value = RC_VALUE_NULL;

	if (record != NULL)
		value = rc_field_get(field, record);
	if (value.type == RC_NULL) {
		rc_buf_puts(b, NOTHING);
	} else if (field->type == RC_TEXTUAL) {
		rc_copy_put(b, value.s);
	} else if (field->type == RC_REF) {
		const struct rc_ref *ref =
		        (const void *)((const char *)record + field->at);

		rc_copy_put_digits(b, ref->id);
		rc_buf_putc(b, ':');
		rc_copy_put(b, rc_str_of(ref->key));
	} else if (field->type == RC_INSTANT || field->type == RC_MONEY ||
	           field->type == RC_INTEGER) {
		rc_copy_put_digits(b, value.i);
	} else if (field->type == RC_DAY) {
		put_day(b, (rc_date)value.i);
	} else {
		rc_field_format(field, value, RC_FOR_MACHINE, b);
	}
}

static void
put_stamp(const struct rc_facts *facts, size_t i, struct rc_buf *b)
{
	rc_buf_putc(b, '\t');
	if (facts == NULL || facts->source[i] == RC_SOURCE_NONE) {
		rc_buf_puts(b, NOTHING);
		return;
	}
	rc_buf_puts(b, rc_fact_source_words[facts->source[i]].name);
	rc_buf_putc(b, '@');
	rc_copy_put_digits(b, facts->at[i]);
}

void
rc_changes_put(const struct rc_kind *kind, const void *before,
               const void *after, rc_mask mask, struct rc_buf *b)
{
	const char *between = "";
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];

		if ((mask >> i & 1) == 0)
			continue;
		rc_buf_puts(b, between);
		rc_buf_puts(b, field->name);
		rc_buf_putc(b, '\t');
		rc_changes_put_value(field, before, b);
		rc_buf_putc(b, '\t');
		rc_changes_put_value(field, after, b);
		if ((kind->flags & RC_KIND_SHEET) != 0) {
			put_stamp(before, i, b);
			put_stamp(after, i, b);
		}
		between = "\n";
	}
}

/* --- reading -------------------------------------------------------------- */

static bool
bad(const struct rc_kind *kind, struct rc_err *err)
{
	return rc_fail(err, RC_ECORRUPT,
	               _("the audit holds a change of %s that cannot be read"),
	               kind->name);
}

static char
unescaped(char c)
{
	switch (c) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	default:
		return c;
	}
}

static bool
unescape(struct rc_str s, struct rc_arena *arena, struct rc_value *ret,
         struct rc_err *err)
{
	char *text = rc_arena_textn(arena, s.p, s.n);
	size_t n = 0;
	size_t i;

	if (text == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			text[n++] = unescaped(s.p[++i]);
		else
			text[n++] = s.p[i];
	}
	text[n] = '\0';
	*ret = RC_VALUE_STR(((struct rc_str){ text, n }));
	return true;
}

static int
word_of(const struct rc_word *words, struct rc_str name)
{
	int i;

	for (i = 0; words[i].name != NULL; i++) {
		if (rc_str_is(name, words[i].name))
			return i;
	}
	return -1;
}

static bool
number(struct rc_str s, struct rc_value *ret)
{
	int64_t n;

	if (!rc_str_int(s, INT64_MIN, INT64_MAX, &n))
		return false;
	*ret = RC_VALUE_INT(n);
	return true;
}

static bool
read_number(const struct rc_field *field, struct rc_str s, struct rc_value *ret)
{
	struct rc_err ignored = { 0 };
	struct rc_str part;
	rc_date day;
	int word;

	switch (field->type) {
	case RC_BOOLEAN:
		*ret = RC_VALUE_INT(rc_str_is(s, "true"));
		return rc_str_is(s, "true") || rc_str_is(s, "false");
	case RC_DAY:
		if (!rc_date_parse(s, RC_YMD, &day, &ignored))
			return false;
		*ret = RC_VALUE_INT(day);
		return true;
	case RC_CHOICE:
		word = word_of(field->words, s);
		if (word < 0)
			return number(s, ret);
		*ret = RC_VALUE_INT(word);
		return true;
	case RC_REF:
		return rc_str_split(&s, ':', &part) && number(part, ret);
	case RC_TEXTUAL:
	case RC_INTEGER:
	case RC_INSTANT:
	case RC_MONEY:
		return number(s, ret);
	}
	return false;
}

static bool
read_value(const struct rc_kind *kind, const struct rc_field *field,
           struct rc_str s, struct rc_arena *arena, struct rc_value *ret,
           struct rc_err *err)
{
	if (rc_str_is(s, NOTHING)) {
		*ret = RC_VALUE_NULL;
		return true;
	}
	if (field->type == RC_TEXTUAL)
		return unescape(s, arena, ret, err);
	return read_number(field, s, ret) || bad(kind, err);
}

static bool
read_stamp(struct rc_str s, int *ret_source, rc_ms *ret_at)
{
	struct rc_str name;
	int64_t at;
	int source;

	if (rc_str_is(s, NOTHING)) {
		*ret_source = RC_SOURCE_NONE;
		*ret_at = 0;
		return true;
	}
	if (!rc_str_split(&s, '@', &name) ||
	    !rc_str_int(s, INT64_MIN, INT64_MAX, &at))
		return false;
	source = word_of(rc_fact_source_words, name);
	*ret_source = source < 0 ? RC_SOURCE_NONE : source;
	*ret_at = at;
	return source > 0;
}

bool
rc_changes_next(const struct rc_kind *kind, struct rc_str *rest,
                struct rc_arena *arena, struct rc_changed *ret, bool *ret_end,
                struct rc_err *err)
{
	struct rc_changed line = { 0 };
	struct rc_str text;
	struct rc_str cells[5] = { { 0 } };
	size_t wanted = (kind->flags & RC_KIND_SHEET) != 0 ? 5 : 3;
	size_t n = 0;

	*ret_end = rest->n == 0;
	if (*ret_end)
		return true;
	if (!rc_str_split(rest, '\n', &text))
		return bad(kind, err);
	while (n < 5 && rc_str_split(&text, '\t', &cells[n]))
		n++;
	while (line.index < kind->nfields &&
	       !rc_str_is(cells[0], kind->fields[line.index].name))
		line.index++;
	if (n != wanted || line.index == kind->nfields)
		return bad(kind, err);
	line.field = &kind->fields[line.index];
	if (!read_value(kind, line.field, cells[1], arena, &line.before, err) ||
	    !read_value(kind, line.field, cells[2], arena, &line.after, err))
		return false;
	if (wanted == 5 &&
	    (!read_stamp(cells[3], &line.source_before, &line.at_before) ||
	     !read_stamp(cells[4], &line.source_after, &line.at_after)))
		return bad(kind, err);
	*ret = line;
	return true;
}
