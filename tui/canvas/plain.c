/* SPDX-License-Identifier: MIT */
/* plain - the table of drawn forms, and letters by folding. */
#include "canvas/plain.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/text.h>

static const struct {
	const char *from;
	char to;
} forms[] = {
	{ "─", '-' }, { "│", '|' }, { "┃", '|' },  { "┆", ':' },  { "┬", '+' },
	{ "█", '#' }, { "░", '.' }, { "…", '~' },  { "▲", '^' },  { "▼", 'v' },
	{ "←", '<' }, { "→", '>' }, { "↑", '^' },  { "↓", 'v' },  { "·", '.' },
	{ "–", '-' }, { "—", '-' }, { "≥", '>' },  { "≤", '<' },  { "×", 'x' },
	{ "“", '"' }, { "”", '"' }, { "‘", '\'' }, { "’", '\'' },
};

static char
form_of(struct rc_str character)
{
	size_t i;

	for (i = 0; i < RC_COUNT(forms); i++)
		if (rc_str_is(character, forms[i].from))
			return forms[i].to;
	return '\0';
}

/* The letter under the marks, in its case; NUL if it is none. */
static char
letter_of(struct rc_str character)
{
	struct rc_buf bare;
	struct rc_buf lower;
	char c = '\0';

	rc_buf_init(&bare, 64);
	rc_buf_init(&lower, 64);
	rc_fold_search(&bare, character);
	rc_fold_match(&lower, character);
	if (bare.n == 1 && bare.p[0] > ' ' && bare.p[0] < 0x7f) {
		c = bare.p[0];
		if (c >= 'a' && c <= 'z' &&
		    !rc_str_eq(rc_buf_str(&lower), character))
			c = (char)(c - 'a' + 'A');
	}
	rc_buf_fini(&bare);
	rc_buf_fini(&lower);
	return c;
}

void
tui_plain(struct rc_buf *b, struct rc_str s)
{
	size_t n;
	int width;

	while ((n = rc_text_grapheme(s, &width)) > 0) {
		struct rc_str character = { s.p, n };
		char c = character.p[0];

		if (n > 1 || (unsigned char)c >= 0x80)
			c = form_of(character);
		if (c == '\0')
			c = letter_of(character);
		if (c == '\0')
			c = '?';
		rc_buf_fill(b, c, (size_t)width);
		s.p += n;
		s.n -= n;
	}
}
