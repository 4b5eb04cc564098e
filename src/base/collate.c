/* SPDX-License-Identifier: MIT */
/*
 * collate - the order key of fold.h: Vietnamese dictionary order as bytes.
 *
 * A key has three levels, parted by a blank, the lowest byte in it:
 *
 *	letters ' ' marks ' ' case
 *
 * so that letters decide first, then tones, then case. Everything is printable
 * ASCII: a key is text like any other to SQL, and memcmp, strcmp and "COLLATE
 * BINARY" all sort it alike. Blanks at the end of a key say nothing and are
 * cut, and so are a level's trailing '0's (no mark, lower case).
 *
 * Letters:  '!' blank   '#' sign   '$' number   'A'.. the 33 letters
 *           '~' other
 *  - a sign or another letter is followed by its code point in four digits of
 *    base 64 ('0'..'o');
 *  - a number is the count of its digits (63 and more: 'o' for each 63), then
 *    the digits, without leading zeros, so that 2 < 10.
 * Marks:    '0' for each thing above, then one byte for each mark it carries.
 * Case:     '0' or '1' for each; for a number, how many leading zeros.
 */
#include <rollcall/base/fold.h>

#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>
#include <utf8proc.h>

#define LEVEL_MAX (SIZE_MAX / 8)
#define PARTS     24

enum mark { CIRCUMFLEX = 0x0302, BREVE = 0x0306, HORN = 0x031B };

/* The tones in their order, by combining mark; other marks come after. */
static const int32_t tones[] = { 0x0300, 0x0309, 0x0303, 0x0301, 0x0323 };
#define OTHER_MARK '6'

/* The place of a..z; gaps are filled by the letters of `made`. */
static const char letter_of[26] = {
	'A', 'D', 'E', 'F', 'H', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q',
	'R', 'S', 'V', 'W', 'X', 'Y', 'Z', '[', ']', '^', '_', '`', 'a',
};

/* A letter and a mark that together are a letter of their own. */
static const struct {
	char base;
	int32_t mark;
	char letter;
} made[] = {
	{ 'a', BREVE, 'B' },      { 'a', CIRCUMFLEX, 'C' },
	{ 'e', CIRCUMFLEX, 'I' }, { 'o', CIRCUMFLEX, 'T' },
	{ 'o', HORN, 'U' },       { 'u', HORN, '\\' },
};
#define D_STROKE_LETTER 'G'

struct levels {
	struct rc_buf letters, marks, cases;
};

static void
put_base64(struct rc_buf *b, int32_t cp)
{
	int shift;

	for (shift = 18; shift >= 0; shift -= 6)
		rc_buf_putc(b, (char)('0' + (cp >> shift & 63)));
}

static bool
is_letter(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_LO;
}

static bool
is_mark(int32_t cp)
{
	utf8proc_category_t category = utf8proc_category(cp);

	return category == UTF8PROC_CATEGORY_MN ||
	       category == UTF8PROC_CATEGORY_ME;
}

static void
put_mark(struct levels *levels, int32_t mark)
{
	size_t i;

	for (i = 0; i < RC_COUNT(tones); i++) {
		if (tones[i] == mark) {
			rc_buf_putc(&levels->marks, (char)('1' + i));
			return;
		}
	}
	rc_buf_putc(&levels->marks, OTHER_MARK);
	put_base64(&levels->marks, mark);
}

/* If base (lower case a..z) and one of the marks make a letter of their own:
 * its place; *ret_used is the mark. */
static char
made_letter(int32_t base, const int32_t *marks, size_t n, size_t *ret_used)
{
	size_t i;
	size_t k;

	for (k = 0; k < n; k++) {
		for (i = 0; i < RC_COUNT(made); i++) {
			if (made[i].base == base && made[i].mark == marks[k]) {
				*ret_used = k;
				return made[i].letter;
			}
		}
	}
	return 0;
}

/* Puts one base with its marks on all three levels. */
static void
put_element(struct levels *levels, int32_t base, const int32_t *marks, size_t n)
{
	int32_t lower = utf8proc_tolower(base);
	size_t used = n;
	char letter = 0;
	size_t i;

	if (lower >= 'a' && lower <= 'z') {
		letter = made_letter(lower, marks, n, &used);
		if (letter == 0)
			letter = letter_of[lower - 'a'];
	} else if (lower == 0x0111 || lower == 0x00F0) {
		letter = D_STROKE_LETTER;
	}
	if (letter != 0) {
		rc_buf_putc(&levels->letters, letter);
	} else if (utf8proc_category(base) == UTF8PROC_CATEGORY_ZS ||
	           (base >= '\t' && base <= '\r')) {
		rc_buf_putc(&levels->letters, '!');
	} else {
		rc_buf_putc(&levels->letters, is_letter(base) ? '~' : '#');
		put_base64(&levels->letters, lower);
	}
	rc_buf_putc(&levels->marks, '0');
	for (i = 0; i < n; i++) {
		if (i != used)
			put_mark(levels, marks[i]);
	}
	rc_buf_putc(&levels->cases, lower == base ? '0' : '1');
}

/* Puts a run of digits at the front of s; returns its bytes. */
static size_t
put_number(struct levels *levels, struct rc_str s)
{
	size_t zeros = 0;
	size_t n = 0;
	size_t left;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	while (zeros + 1 < n && s.p[zeros] == '0')
		zeros++;
	rc_buf_putc(&levels->letters, '$');
	for (left = n - zeros; left >= 63; left -= 63)
		rc_buf_putc(&levels->letters, 'o');
	rc_buf_putc(&levels->letters, (char)('0' + left));
	rc_buf_put(&levels->letters, s.p + zeros, n - zeros);
	rc_buf_putc(&levels->marks, '0');
	rc_buf_putc(&levels->cases, (char)('0' + (zeros < 63 ? zeros : 63)));
	return n;
}

/* What is collected until the next base comes. */
struct pending {
	int32_t base; /* 0 = none */
	int32_t marks[PARTS];
	size_t n;
};

static void
flush(struct levels *levels, struct pending *pending)
{
	if (pending->base != 0)
		put_element(levels, pending->base, pending->marks, pending->n);
	pending->base = 0;
	pending->n = 0;
}

static void
take_cp(struct levels *levels, struct pending *pending, int32_t cp)
{
	utf8proc_int32_t parts[PARTS];
	int last = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t n;
	utf8proc_ssize_t i;

	n = utf8proc_decompose_char(
	        cp, parts, PARTS, UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE, &last);
	for (i = 0; i < n && i < PARTS; i++) {
		if (!is_mark(parts[i])) {
			flush(levels, pending);
			pending->base = parts[i];
		} else if (pending->base != 0 && pending->n < PARTS) {
			pending->marks[pending->n++] = parts[i];
		}
	}
}

static struct rc_str
without_zeros(const struct rc_buf *b)
{
	struct rc_str s = rc_buf_str(b);

	while (s.n > 0 && s.p[s.n - 1] == '0')
		s.n--;
	return s;
}

void
rc_fold_order(struct rc_buf *b, struct rc_str s)
{
	struct pending pending = { 0 };
	struct levels levels;
	struct rc_str marks;
	struct rc_str cases;
	int32_t cp;
	size_t n;

	rc_buf_init(&levels.letters, LEVEL_MAX);
	rc_buf_init(&levels.marks, LEVEL_MAX);
	rc_buf_init(&levels.cases, LEVEL_MAX);
	for (; s.n > 0; s.p += n, s.n -= n) {
		n = rc_utf8_next(s, &cp);
		if (n == 0) {
			n = 1;
			cp = 0xFFFD;
		}
		if (cp >= '0' && cp <= '9') {
			flush(&levels, &pending);
			n = put_number(&levels, s);
		} else {
			take_cp(&levels, &pending, cp);
		}
	}
	flush(&levels, &pending);
	marks = without_zeros(&levels.marks);
	cases = without_zeros(&levels.cases);
	rc_buf_putstr(b, rc_buf_str(&levels.letters));
	if (marks.n > 0 || cases.n > 0)
		rc_buf_putc(b, ' ');
	rc_buf_putstr(b, marks);
	if (cases.n > 0)
		rc_buf_putc(b, ' ');
	rc_buf_putstr(b, cases);
	if (levels.letters.state != RC_BUF_OK ||
	    levels.marks.state != RC_BUF_OK || levels.cases.state != RC_BUF_OK)
		b->state = RC_BUF_NOMEM;
	rc_buf_fini(&levels.cases);
	rc_buf_fini(&levels.marks);
	rc_buf_fini(&levels.letters);
}
