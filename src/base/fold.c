/* SPDX-License-Identifier: MIT */
/*
 * fold - search, match and header keys. The order key is in collate.c.
 *
 * utf8proc takes marks and case off, but leaves U+0111 (d with stroke) alone,
 * since Unicode does not decompose it; that one is ours. Its two lookalikes
 * from other alphabets, which old Vietnamese keyboards and fonts produced, are
 * taken for it.
 */
#include <rollcall/base/fold.h>

#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>
#include <utf8proc.h>

#define D_STROKE     0x0111
#define ETH          0x00F0 /* looks like it in capitals */
#define AFRICAN_D    0x0256 /* lower case of U+0189 */
#define PARTS        24     /* code points one code point decomposes to */
#define DISTANCE_MAX 128    /* bytes of a key that are compared */
#define KEY_MAX      (SIZE_MAX / 8)

static void
put_cp(struct rc_buf *b, int32_t cp)
{
	char out[4];

	rc_buf_put(b, out, rc_utf8_put(cp, out));
}

static bool
is_d_stroke(int32_t cp)
{
	return cp == D_STROKE || cp == ETH || cp == AFRICAN_D;
}

/* Decodes, with U+FFFD for a byte that is malformed; never 0 bytes. */
static size_t
next_cp(struct rc_str s, int32_t *ret)
{
	size_t n = rc_utf8_next(s, ret);

	if (n > 0)
		return n;
	*ret = 0xFFFD;
	return 1;
}

/* Decomposes cp as `how` says; returns how many code points came out. */
static size_t
parts_of(int32_t cp, int how, utf8proc_int32_t parts[PARTS])
{
	int last = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t n;

	n = utf8proc_decompose_char(cp, parts, PARTS, (utf8proc_option_t)how,
	                            &last);
	return n < 0 ? 0 : n > PARTS ? PARTS : (size_t)n;
}

static char
lower_ascii(int32_t cp)
{
	return (char)(cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp);
}

void
rc_fold_search(struct rc_buf *b, struct rc_str s)
{
	const int how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
	                UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
	                UTF8PROC_IGNORE;
	utf8proc_int32_t parts[PARTS];
	int32_t cp;
	size_t count;
	size_t i;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = next_cp(s, &cp);
		if (cp < 0x80) {
			rc_buf_putc(b, lower_ascii(cp));
			continue;
		}
		count = parts_of(cp, how, parts);
		for (i = 0; i < count; i++)
			put_cp(b, is_d_stroke(parts[i]) ? 'd' : parts[i]);
	}
}

/* A set of Unicode categories, one bit for each. */
#define IN(category) (1u << UTF8PROC_CATEGORY_##category)
#define ALNUM \
	(IN(LU) | IN(LL) | IN(LT) | IN(LM) | IN(LO) | IN(ND) | IN(NL) | IN(NO))
#define GAPS                                                            \
	(IN(PC) | IN(PD) | IN(PS) | IN(PE) | IN(PI) | IN(PF) | IN(PO) | \
	 IN(ZS) | IN(ZL) | IN(ZP) | IN(CC))

static bool
is_in(int32_t cp, unsigned categories)
{
	return (1u << utf8proc_category(cp) & categories) != 0;
}

void
rc_fold_header(struct rc_buf *b, struct rc_str s)
{
	struct rc_buf key;
	struct rc_str rest;
	bool gap = false;
	bool any = false;
	int32_t cp;
	size_t n;

	rc_buf_init(&key, KEY_MAX);
	rc_fold_search(&key, s);
	if (key.state != RC_BUF_OK)
		b->state = key.state;
	for (rest = rc_buf_str(&key); rest.n > 0; rest.p += n, rest.n -= n) {
		n = next_cp(rest, &cp);
		if (!is_in(cp, ALNUM)) {
			gap = any;
			continue;
		}
		if (gap)
			rc_buf_putc(b, ' ');
		put_cp(b, cp);
		gap = false;
		any = true;
	}
	rc_buf_fini(&key);
}

/* The vowels whose tone mark has an old and a modern place (hòa, hoà): the
 * second letter takes it. Pairs of the tone on the first letter, composed. */
struct tone_place {
	int32_t first;  /* letter with its tone */
	int32_t second; /* plain letter after it */
	int32_t bare;   /* first without its tone */
	int32_t toned;  /* second with it */
};

static const struct tone_place tone_places[] = {
	{ 0x00F2, 'a', 'o', 0x00E0 }, { 0x00F3, 'a', 'o', 0x00E1 },
	{ 0x1ECF, 'a', 'o', 0x1EA3 }, { 0x00F5, 'a', 'o', 0x00E3 },
	{ 0x1ECD, 'a', 'o', 0x1EA1 }, { 0x00F2, 'e', 'o', 0x00E8 },
	{ 0x00F3, 'e', 'o', 0x00E9 }, { 0x1ECF, 'e', 'o', 0x1EBB },
	{ 0x00F5, 'e', 'o', 0x1EBD }, { 0x1ECD, 'e', 'o', 0x1EB9 },
	{ 0x00F9, 'y', 'u', 0x1EF3 }, { 0x00FA, 'y', 'u', 0x00FD },
	{ 0x1EE7, 'y', 'u', 0x1EF7 }, { 0x0169, 'y', 'u', 0x1EF9 },
	{ 0x1EE5, 'y', 'u', 0x1EF5 },
};

static const struct tone_place *
misplaced(int32_t first, int32_t second)
{
	size_t i;

	for (i = 0; i < RC_COUNT(tone_places); i++) {
		if (tone_places[i].first == first &&
		    tone_places[i].second == second)
			return &tone_places[i];
	}
	return NULL;
}

/*
 * Appends folded, composed s with tones in place and each run of blanks,
 * punctuation and controls made one blank. Symbols stay: they tell names apart.
 */
static void
put_matched(struct rc_buf *b, struct rc_str s)
{
	const struct tone_place *place;
	int32_t held = 0; /* a code point that waits for its successor */
	bool gap = false;
	bool any = false;
	int32_t cp;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = next_cp(s, &cp);
		if (is_in(cp, GAPS)) {
			if (held != 0)
				put_cp(b, held);
			held = 0;
			gap = any;
			continue;
		}
		if (gap)
			rc_buf_putc(b, ' ');
		gap = false;
		any = true;
		place = misplaced(held, cp);
		if (place != NULL) {
			held = place->bare;
			cp = place->toned;
		}
		if (held != 0)
			put_cp(b, held);
		held = cp;
	}
	if (held != 0)
		put_cp(b, held);
}

/* Appends s with case off and the stroke of d made one, not yet composed. */
static void
put_lower(struct rc_buf *b, struct rc_str s)
{
	const int how =
	        UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_int32_t parts[PARTS];
	int32_t cp;
	size_t count;
	size_t i;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = next_cp(s, &cp);
		if (cp < 0x80) {
			rc_buf_putc(b, lower_ascii(cp));
			continue;
		}
		count = parts_of(cp, how, parts);
		for (i = 0; i < count; i++)
			put_cp(b, is_d_stroke(parts[i]) ? D_STROKE : parts[i]);
	}
}

void
rc_fold_match(struct rc_buf *b, struct rc_str s)
{
	struct rc_buf lower;
	struct rc_buf nfc;

	rc_buf_init(&lower, KEY_MAX);
	rc_buf_init(&nfc, KEY_MAX);
	put_lower(&lower, s);
	rc_text_nfc(&nfc, rc_buf_str(&lower));
	if (lower.state != RC_BUF_OK)
		b->state = lower.state;
	else if (nfc.state != RC_BUF_OK)
		b->state = nfc.state;
	put_matched(b, rc_buf_str(&nfc));
	rc_buf_fini(&nfc);
	rc_buf_fini(&lower);
}

/* Does the text carry anything that its search key lacks, but for case? */
static bool
has_marks(struct rc_str s)
{
	utf8proc_int32_t parts[PARTS];
	int32_t cp;
	size_t count;
	size_t n;

	for (; s.n > 0; s.p += n, s.n -= n) {
		n = next_cp(s, &cp);
		if (cp < 0x80)
			continue;
		count = parts_of(cp, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD,
		                 parts);
		if (count > 1 || is_d_stroke(cp) ||
		    (count == 1 &&
		     (is_d_stroke(parts[0]) ||
		      utf8proc_get_property(parts[0])->combining_class != 0)))
			return true;
	}
	return false;
}

static bool
has_part(struct rc_str text, struct rc_str part)
{
	size_t i;

	if (part.n == 0)
		return true;
	for (i = 0; i + part.n <= text.n; i++) {
		const char *at = memchr(text.p + i, part.p[0], text.n - i);

		if (at == NULL)
			return false;
		i = (size_t)(at - text.p);
		if (i + part.n <= text.n && memcmp(at, part.p, part.n) == 0)
			return true;
	}
	return false;
}

bool
rc_fold_contains(struct rc_str text, struct rc_str query)
{
	void (*fold)(struct rc_buf *, struct rc_str) =
	        has_marks(query) ? rc_fold_match : rc_fold_search;
	struct rc_buf key;
	struct rc_buf part;
	bool found;

	rc_buf_init(&key, KEY_MAX);
	rc_buf_init(&part, KEY_MAX);
	fold(&key, text);
	fold(&part, query);
	found = key.state == RC_BUF_OK && part.state == RC_BUF_OK &&
	        has_part(rc_buf_str(&key), rc_buf_str(&part));
	rc_buf_fini(&part);
	rc_buf_fini(&key);
	return found;
}

static size_t
least(size_t a, size_t b, size_t c)
{
	size_t ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/* Levenshtein's distance, one row at a time; both at most DISTANCE_MAX. */
static size_t
distance(struct rc_str a, struct rc_str b)
{
	size_t row[DISTANCE_MAX + 1];
	size_t i;
	size_t j;

	for (j = 0; j <= b.n; j++)
		row[j] = j;
	for (i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (j = 1; j <= b.n; j++) {
			size_t change = a.p[i - 1] == b.p[j - 1] ? 0 : 1;
			size_t above = row[j];

			row[j] = least(above + 1, row[j - 1] + 1,
			               diagonal + change);
			diagonal = above;
		}
	}
	return row[b.n];
}

size_t
rc_fold_distance(struct rc_str a, struct rc_str b, size_t limit)
{
	struct rc_buf key_a;
	struct rc_buf key_b;
	size_t d = limit + 1;

	rc_buf_init(&key_a, DISTANCE_MAX);
	rc_buf_init(&key_b, DISTANCE_MAX);
	rc_fold_search(&key_a, a);
	rc_fold_search(&key_b, b);
	if (key_a.state == RC_BUF_OK && key_b.state == RC_BUF_OK)
		d = distance(rc_buf_str(&key_a), rc_buf_str(&key_b));
	rc_buf_fini(&key_b);
	rc_buf_fini(&key_a);
	return d > limit ? limit + 1 : d;
}
