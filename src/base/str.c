/* SPDX-License-Identifier: MIT */
/* str - slices of text, and strict readings of numbers. */
#include <rollcall/base/str.h>

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct rc_str
rc_str_of(const char *text)
{
	struct rc_str s = { "", 0 };

	if (text != NULL) {
		s.p = text;
		s.n = strlen(text);
	}
	return s;
}

/* Neither blank nor a byte of the hard blank. */
static bool
is_solid(char c)
{
	return c > ' ' && c < 0x7F;
}

struct rc_str
rc_str_trim(struct rc_str s)
{
	if (s.n > 0 && is_solid(s.p[0]) && is_solid(s.p[s.n - 1]))
		return s;
	for (;;) {
		if (s.n >= 1 && is_blank(s.p[0])) {
			s.p++;
			s.n--;
		} else if (s.n >= 2 && memcmp(s.p, "\xC2\xA0", 2) == 0) {
			s.p += 2;
			s.n -= 2;
		} else {
			break;
		}
	}
	for (;;) {
		if (s.n >= 1 && is_blank(s.p[s.n - 1]))
			s.n--;
		else if (s.n >= 2 && memcmp(s.p + s.n - 2, "\xC2\xA0", 2) == 0)
			s.n -= 2;
		else
			break;
	}
	return s;
}

bool
rc_str_eq(struct rc_str a, struct rc_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
rc_str_is(struct rc_str s, const char *text)
{
	return rc_str_eq(s, rc_str_of(text));
}

bool
rc_str_is_nocase(struct rc_str s, const char *text)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (text[i] == '\0' || rc_ascii_lower(s.p[i]) != rc_ascii_lower(text[i]))
			return false;
	}
	return text[i] == '\0';
}

bool
rc_str_starts(struct rc_str s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool
rc_str_split(struct rc_str *rest, char sep, struct rc_str *ret_part)
{
	const char *at;

	if (rest->p == NULL)
		return false;
	*ret_part = *rest;
	at = rest->n == 0 ? NULL : memchr(rest->p, sep, rest->n);
	if (at == NULL) {
		rest->p = NULL;
		rest->n = 0;
		return true;
	}
	ret_part->n = (size_t)(at - rest->p);
	rest->p = at + 1;
	rest->n -= ret_part->n + 1;
	return true;
}

bool
rc_str_int(struct rc_str s, int64_t min, int64_t max, int64_t *ret)
{
	bool minus = s.n > 0 && s.p[0] == '-';
	int64_t value = 0; /* counted downwards: INT64_MIN has no positive */
	size_t i = minus ? 1 : 0;

	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		int digit = s.p[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		if (value < (INT64_MIN + digit) / 10)
			return false;
		value = value * 10 - digit;
	}
	if (!minus && value == INT64_MIN)
		return false;
	if (!minus)
		value = -value;
	if (value < min || value > max)
		return false;
	*ret = value;
	return true;
}

char
rc_ascii_lower(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c;
}

bool
rc_text_eq(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

const char *
rc_text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}
