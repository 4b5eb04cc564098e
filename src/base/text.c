/* SPDX-License-Identifier: MIT */
/*
 * text - UTF-8 as people see it. utf8proc is called only here, in fold.c and
 * in collate.c, and always on memory of ours.
 */
#include <rollcall/base/text.h>

#include <rollcall/base/mem.h>

#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define ELLIPSIS    "\xE2\x80\xA6"
#define DOT         "\xC2\xB7" /* stands for what has no picture */

/* Marks one letter may carry; more are dropped, because sorting them costs
 * their number squared and no language needs as many. */
#define MARKS_MAX 30u

size_t
rc_utf8_next(struct rc_str s, int32_t *ret_cp)
{
	const unsigned char *p = (const unsigned char *)s.p;
	static const int32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n;
	size_t i;
	int32_t cp;

	if (p[0] < 0x80) {
		*ret_cp = p[0];
		return 1;
	}
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (s.n < n)
		return 0;
	cp = p[0] & (0x7F >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (p[i] & 0x3F);
	}
	if (cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*ret_cp = cp;
	return n;
}

/* Bytes from the front of s that are ASCII and not NUL. */
static size_t
ascii_front(struct rc_str s)
{
	const uint64_t high = 0x8080808080808080u;
	const uint64_t ones = 0x0101010101010101u;
	uint64_t eight;
	size_t at = 0;

	for (; s.n - at >= sizeof(eight); at += sizeof(eight)) {
		memcpy(&eight, s.p + at, sizeof(eight));
		/* A byte above 0x7F, or one that borrows: 0. */
		if (((eight | (eight - ones)) & high) != 0)
			break;
	}
	while (at < s.n && s.p[at] != 0 && (unsigned char)s.p[at] < 0x80)
		at++;
	return at;
}

bool
rc_utf8_valid(struct rc_str s, size_t *ret_at)
{
	size_t at = ascii_front(s);
	size_t n;
	int32_t cp;

	while (at < s.n) {
		struct rc_str rest = { s.p + at, s.n - at };

		n = rc_utf8_next(rest, &cp);
		if (n == 0 || cp == 0) {
			if (ret_at != NULL)
				*ret_at = at;
			return false;
		}
		at += n;
		at += ascii_front((struct rc_str){ s.p + at, s.n - at });
	}
	return true;
}

size_t
rc_utf8_put(int32_t cp, char out[4])
{
	uint32_t c = (uint32_t)cp;

	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static void
put_cp(struct rc_buf *b, int32_t cp)
{
	char out[4];

	rc_buf_put(b, out, rc_utf8_put(cp, out));
}

/*
 * Code points that are in NFC whatever stands beside them: up to the first
 * combining mark, Latin Extended Additional (the Vietnamese letters), and
 * general punctuation to the currency signs.
 */
static bool
is_composed(int32_t cp)
{
	return cp < 0x300 || (cp >= 0x1E00 && cp <= 0x1EFF) ||
	       (cp >= 0x2002 && cp <= 0x20CF);
}

/* Bytes of s, from its start, that need no work to be NFC. */
static size_t
composed_front(struct rc_str s)
{
	size_t at = ascii_front(s);
	size_t n;
	int32_t cp;

	while (at < s.n) {
		struct rc_str rest = { s.p + at, s.n - at };

		n = rc_utf8_next(rest, &cp);
		if (n == 0 || !is_composed(cp))
			return at;
		at += n;
		at += ascii_front((struct rc_str){ s.p + at, s.n - at });
	}
	return at;
}

/* Appends s with malformed bytes replaced and endless marks cut. */
static void
put_clean(struct rc_buf *b, struct rc_str s)
{
	size_t marks = 0;
	size_t n;
	int32_t cp;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = rc_utf8_next(s, &cp);
		if (n == 0) {
			n = 1;
			marks = 0;
			rc_buf_puts(b, REPLACEMENT);
			continue;
		}
		if (utf8proc_get_property(cp)->combining_class == 0)
			marks = 0;
		else if (++marks > MARKS_MAX)
			continue;
		rc_buf_put(b, s.p, n);
	}
}

/* Appends the composed form of well-formed s. */
static void
put_composed(struct rc_buf *b, struct rc_str s)
{
	const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.p;
	utf8proc_int32_t *cps = NULL;
	utf8proc_ssize_t n;

	n = utf8proc_decompose(p, (utf8proc_ssize_t)s.n, NULL, 0, how);
	if (n > 0)
		cps = rc_alloc((size_t)n + 1, sizeof(*cps));
	if (cps == NULL) {
		b->state = RC_BUF_NOMEM;
		return;
	}
	n = utf8proc_decompose(p, (utf8proc_ssize_t)s.n, cps, n, how);
	n = utf8proc_reencode(cps, n, how);
	if (n > 0)
		rc_buf_put(b, cps, (size_t)n);
	rc_free(cps);
}

bool
rc_text_is_nfc(struct rc_str s)
{
	return composed_front(s) == s.n;
}

void
rc_text_nfc(struct rc_buf *b, struct rc_str s)
{
	size_t front = composed_front(s);
	struct rc_buf clean;

	if (front == s.n) {
		rc_buf_putstr(b, s);
		return;
	}
	/* The last letter of the front may compose with what follows. */
	while (front > 0 && ((unsigned char)s.p[--front] & 0xC0) == 0x80)
		;
	rc_buf_put(b, s.p, front);
	s.p += front;
	s.n -= front;
	rc_buf_init(&clean, SIZE_MAX / 8);
	put_clean(&clean, s);
	if (clean.state == RC_BUF_OK)
		put_composed(b, rc_buf_str(&clean));
	else
		b->state = clean.state;
	rc_buf_fini(&clean);
}

static bool
is_emoji_joiner(int32_t cp)
{
	return cp == 0x200D || cp == 0x20E3 || cp == 0xFE0E || cp == 0xFE0F ||
	       (cp >= 0x1F3FB && cp <= 0x1F3FF) ||
	       (cp >= 0xE0020 && cp <= 0xE007F);
}

/* Drawn as a picture by terminals, mostly two cells wide. */
static bool
is_pictograph(int32_t cp)
{
	return utf8proc_get_property(cp)->boundclass ==
	       UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Bytes after an emoji that belong to it: joiners, skin, joined emoji. */
static size_t
emoji_tail(struct rc_str s)
{
	size_t at = 0;
	bool joined = false;
	int32_t cp;
	size_t n;

	while (at < s.n) {
		struct rc_str rest = { s.p + at, s.n - at };

		n = rc_utf8_next(rest, &cp);
		if (n == 0 ||
		    (!is_emoji_joiner(cp) && !(joined && is_pictograph(cp))))
			break;
		joined = cp == 0x200D;
		at += n;
	}
	return at;
}

/* What has no shape of its own and may change how others are drawn. */
static bool
is_hidden(int32_t cp)
{
	static const int32_t ranges[][2] = {
		{ 0x034F, 0x034F },   { 0x115F, 0x1160 }, { 0x180B, 0x180F },
		{ 0x3164, 0x3164 },   { 0xFE00, 0xFE0F }, { 0xFFA0, 0xFFA0 },
		{ 0xE0000, 0xE0FFF },
	};
	utf8proc_category_t category = utf8proc_category(cp);
	size_t i;

	for (i = 0; i < RC_COUNT(ranges); i++) {
		if (cp >= ranges[i][0] && cp <= ranges[i][1])
			return true;
	}
	return category == UTF8PROC_CATEGORY_CC ||
	       category == UTF8PROC_CATEGORY_CF ||
	       category == UTF8PROC_CATEGORY_ZL ||
	       category == UTF8PROC_CATEGORY_ZP;
}

/* Assigned, but with no cell of its own. */
static bool
is_mark(int32_t cp)
{
	return utf8proc_category(cp) != UTF8PROC_CATEGORY_CN &&
	       rc_text_cp_width(cp) == 0;
}

/* Appends one code point, which is not part of an emoji's tail. */
static void
put_shown(struct rc_buf *b, int32_t cp, bool first)
{
	if (cp < 0x20)
		put_cp(b, 0x2400 + cp);
	else if (cp == 0x7F)
		put_cp(b, 0x2421);
	else if (is_hidden(cp) || (first && is_mark(cp)))
		rc_buf_puts(b, DOT); /* a mark would land on a neighbour */
	else if (cp >= 0x1F1E6 && cp <= 0x1F1FF) /* half a flag: its letter */
		rc_buf_putc(b, (char)('A' + (cp - 0x1F1E6)));
	else if (utf8proc_category(cp) == UTF8PROC_CATEGORY_CN)
		rc_buf_puts(b, REPLACEMENT);
	else
		put_cp(b, cp);
}

static bool
is_plain_ascii(struct rc_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 || c >= 0x7F)
			return false;
	}
	return true;
}

void
rc_text_screen(struct rc_buf *b, struct rc_str s)
{
	struct rc_buf nfc;
	struct rc_str rest;
	bool first = true;
	int32_t cp;
	size_t n;

	if (is_plain_ascii(s)) {
		rc_buf_putstr(b, s);
		return;
	}
	rc_buf_init(&nfc, SIZE_MAX / 8);
	rc_text_nfc(&nfc, s);
	if (nfc.state != RC_BUF_OK)
		b->state = nfc.state;
	for (rest = rc_buf_str(&nfc); rest.n > 0; first = false) {
		n = rc_utf8_next(rest, &cp);
		RC_ASSERT(n > 0);
		rest.p += n;
		rest.n -= n;
		put_shown(b, cp, first);
		if (is_pictograph(cp) || (cp >= '0' && cp <= '9')) {
			n = emoji_tail(rest);
			rest.p += n;
			rest.n -= n;
		}
	}
	rc_buf_fini(&nfc);
}

int
rc_text_cp_width(int32_t cp)
{
	int width;

	if (cp >= 0x20 && cp < 0x7F)
		return 1;
	if (cp < 0xA0)
		return 0;
	width = utf8proc_charwidth(cp);
	return width < 0 ? 0 : width > 2 ? 2 : width;
}

/* A printable ASCII character that nothing combines with. */
static bool
is_lone_ascii(struct rc_str s)
{
	return s.p[0] >= 0x20 && s.p[0] < 0x7F &&
	       (s.n == 1 || (unsigned char)s.p[1] < 0x80);
}

size_t
rc_text_grapheme(struct rc_str s, int *ret_width)
{
	utf8proc_int32_t state = 0;
	int32_t before;
	int32_t cp;
	int width;
	size_t at;
	size_t n;

	*ret_width = s.n == 0 ? 0 : 1;
	if (s.n == 0 || is_lone_ascii(s))
		return s.n == 0 ? 0 : 1;
	at = rc_utf8_next(s, &before);
	if (at == 0)
		return 1; /* shown as U+FFFD */
	width = rc_text_cp_width(before);
	while (at < s.n) {
		struct rc_str rest = { s.p + at, s.n - at };

		n = rc_utf8_next(rest, &cp);
		if (n == 0 ||
		    utf8proc_grapheme_break_stateful(before, cp, &state))
			break;
		if (rc_text_cp_width(cp) > width)
			width = rc_text_cp_width(cp);
		before = cp;
		at += n;
	}
	*ret_width = width;
	return at;
}

size_t
rc_text_width(struct rc_str s)
{
	size_t cells = 0;
	size_t n;
	int width;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = rc_text_grapheme(s, &width);
		cells += (size_t)width;
	}
	return cells;
}

struct rc_str
rc_text_clip(struct rc_str s, size_t cells, size_t *ret_width)
{
	struct rc_str front = { s.p, 0 };
	size_t used = 0;
	size_t n;
	int width;

	while (front.n < s.n) {
		struct rc_str rest = { s.p + front.n, s.n - front.n };

		n = rc_text_grapheme(rest, &width);
		if (used + (size_t)width > cells)
			break;
		used += (size_t)width;
		front.n += n;
	}
	if (ret_width != NULL)
		*ret_width = used;
	return front;
}

void
rc_text_pad(struct rc_buf *b, struct rc_str s, size_t cells,
            enum rc_align align)
{
	size_t used;
	struct rc_str front = rc_text_clip(s, cells, &used);
	bool cut = front.n < s.n;

	if (cut && cells > 0)
		front = rc_text_clip(s, cells - 1, &used);
	if (cut && cells > 0)
		used++;
	if (align == RC_RIGHT)
		rc_buf_fill(b, ' ', cells - used);
	rc_buf_putstr(b, front);
	if (cut && cells > 0)
		rc_buf_puts(b, ELLIPSIS);
	if (align == RC_LEFT)
		rc_buf_fill(b, ' ', cells - used);
}
