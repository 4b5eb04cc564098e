/* SPDX-License-Identifier: MIT */
/* jsonl - a small recursive-free reader. */
#include "job/jsonl.h"

#include <rollcall/base/text.h>

static void
skip_blanks(struct rc_str *s)
{
	while (s->n > 0 && (s->p[0] == ' ' || s->p[0] == '\t')) {
		s->p++;
		s->n--;
	}
}

static bool
take(struct rc_str *s, char c)
{
	skip_blanks(s);
	if (s->n == 0 || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

static bool
take_hex(struct rc_str *s, int32_t *ret)
{
	int32_t cp = 0;
	int i;

	if (s->n < 4)
		return false;
	for (i = 0; i < 4; i++, s->p++, s->n--) {
		char c = s->p[0];

		if (c >= '0' && c <= '9')
			cp = cp * 16 + (c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			cp = cp * 16 + ((c | 0x20) - 'a' + 10);
		else
			return false;
	}
	*ret = cp;
	return true;
}

/* What follows a backslash. */
static bool
take_escape(struct rc_str *s, struct rc_buf *to)
{
	static const char from[] = "\"\\/bfnrt";
	static const char into[] = "\"\\/\b\f\n\r\t";
	char bytes[4];
	int32_t cp;
	size_t i;

	if (s->n == 0)
		return false;
	for (i = 0; from[i] != '\0'; i++) {
		if (s->p[0] != from[i])
			continue;
		rc_buf_putc(to, into[i]);
		s->p++;
		s->n--;
		return true;
	}
	if (!take(s, 'u') || !take_hex(s, &cp))
		return false;
	/* Half of a pair comes out as U+FFFD. */
	rc_buf_put(to, bytes, rc_utf8_put(cp, bytes));
	return true;
}

static bool
take_text(struct rc_str *s, struct rc_buf *to)
{
	char c;

	if (!take(s, '"'))
		return false;
	while (s->n > 0) {
		c = s->p[0];
		s->p++;
		s->n--;
		if (c == '"')
			return true;
		if (c == '\\' && !take_escape(s, to))
			return false;
		if (c != '\\')
			rc_buf_putc(to, c);
	}
	return false;
}

/* A number or a word; null gives nothing. */
static bool
take_bare(struct rc_str *s, struct rc_buf *to)
{
	struct rc_str word = { s->p, 0 };

	while (s->n > 0 && s->p[0] != ',' && s->p[0] != '}' && s->p[0] != '{' &&
	       s->p[0] != '[' && s->p[0] != '"') {
		s->p++;
		s->n--;
		word.n++;
	}
	word = rc_str_trim(word);
	if (!rc_str_is(word, "null"))
		rc_buf_putstr(to, word);
	return word.n > 0;
}

static struct rc_buf *
wanted(struct rc_str name, const struct tui_member *members, size_t n,
       struct rc_buf *other)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rc_str_is(name, members[i].name))
			return members[i].to;
	return other;
}

bool
tui_jsonl_read(struct rc_str line, const struct tui_member *members, size_t n)
{
	struct rc_buf name;
	struct rc_buf other;
	struct rc_buf *to;
	bool ok = take(&line, '{');
	bool more = ok && !take(&line, '}');

	rc_buf_init(&name, 100);
	rc_buf_init(&other, 8192);
	while (ok && more) {
		rc_buf_clear(&name);
		rc_buf_clear(&other);
		ok = take_text(&line, &name) && take(&line, ':');
		if (!ok)
			break;
		to = wanted(rc_buf_str(&name), members, n, &other);
		rc_buf_clear(to);
		skip_blanks(&line);
		ok = line.n > 0 && line.p[0] == '"' ? take_text(&line, to)
		                                    : take_bare(&line, to);
		more = ok && take(&line, ',');
		ok = ok && (more || take(&line, '}'));
	}
	rc_buf_fini(&name);
	rc_buf_fini(&other);
	return ok;
}
