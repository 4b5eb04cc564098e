/* SPDX-License-Identifier: MIT */
/*
 * decode - bytes to text, in three steps: `begin` looks at the byte order mark,
 * a reader per sort of encoding makes UTF-8, and `emit` cuts that where nothing
 * can compose over the cut, which is before an ASCII character, and hands it on
 * composed.
 */
#include "import/decode.h"

#include "import/csv.h"
#include "import/encoding.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>

#define SLICE    16384u /* bytes decoded at a time */
#define HELD_MAX ((size_t)4 * RC_CSV_CELL_MAX)
#define MARK     3u /* bytes that show a byte order mark */

struct rc_decoder {
	rc_decode_fn *take;
	void *ctx;
	const struct rc_encoding *asked;    /* NULL: not said */
	const struct rc_encoding *encoding; /* NULL: not begun */
	bool big;                           /* UTF-16: the high byte first */

	uint64_t offset; /* of the next byte */
	uint64_t line;
	bool after_cr;
	bool not_utf8; /* of tables: some byte proves it */
	bool high;     /* ... is above ASCII */
	unsigned more; /* bytes that a letter in UTF-8 would still have */
	unsigned char before; /* the byte before, of tables */
	unsigned char odd[4]; /* of the beginning, or of a UTF-16 character */
	size_t nodd;
	int32_t high_half; /* of a surrogate pair; 0 = none */

	struct rc_buf text; /* one slice */
	struct rc_buf held; /* not handed on yet */
	struct rc_buf composed;
};

static size_t
first_ascii(struct rc_str s)
{
	size_t i = 0;

	while (i < s.n && (unsigned char)s.p[i] >= 0x80)
		i++;
	return i;
}

/* Where the last ASCII character stands; s.n if none does. */
static size_t
last_ascii(struct rc_str s)
{
	size_t i = s.n;

	while (i > 0) {
		if ((unsigned char)s.p[--i] < 0x80)
			return i;
	}
	return s.n;
}

/* Only characters that composing leaves alone: those below U+0300, and the
 * composed letters of U+1E00..U+1EFF. */
static bool
is_composed(struct rc_str s)
{
	uint64_t eight;
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c;

		/* Mostly ASCII: eight bytes at a time. */
		while (s.n - i > sizeof(eight)) {
			memcpy(&eight, s.p + i, sizeof(eight));
			if ((eight & 0x8080808080808080u) != 0)
				break;
			i += sizeof(eight);
		}
		c = (unsigned char)s.p[i];
		if (c < 0xCC)
			continue;
		if (c != 0xE1 || i + 1 == s.n)
			return false;
		c = (unsigned char)s.p[++i];
		if (c < 0xB8 || c > 0xBB)
			return false;
	}
	return true;
}

static bool
pass(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	if (s.n == 0)
		return true;
	if (is_composed(s) || !rc_utf8_valid(s, NULL))
		return d->take(d->ctx, s, err);
	rc_buf_clear(&d->composed);
	rc_text_nfc(&d->composed, s);
	return rc_buf_done(&d->composed, err) &&
	       d->take(d->ctx, rc_buf_str(&d->composed), err);
}

static bool
pass_held(struct rc_decoder *d, struct rc_err *err)
{
	if (!pass(d, rc_buf_str(&d->held), err))
		return false;
	rc_buf_clear(&d->held);
	return true;
}

/* So much without any ASCII is a cell that csv is going to refuse. */
static bool
hold(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	rc_buf_putstr(&d->held, s);
	return rc_buf_done(&d->held, err) &&
	       (d->held.n <= HELD_MAX || pass_held(d, err));
}

/* Hands text on, but for what may still change. */
static bool
emit(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	size_t cut;

	if (d->held.n > 0) {
		cut = first_ascii(s);
		if (!hold(d, (struct rc_str){ s.p, cut }, err))
			return false;
		if (cut == s.n)
			return true;
		if (!pass_held(d, err))
			return false;
		s.p += cut;
		s.n -= cut;
	}
	cut = last_ascii(s);
	if (cut == s.n)
		cut = 0;
	return pass(d, (struct rc_str){ s.p, cut }, err) &&
	       hold(d, (struct rc_str){ s.p + cut, s.n - cut }, err);
}

/* --- readers -------------------------------------------------------------- */

static void
put_char(struct rc_decoder *d, int32_t cp)
{
	char bytes[4];

	if (cp == '\r' || (cp == '\n' && !d->after_cr))
		d->line++;
	d->after_cr = cp == '\r';
	if (cp < 0x80)
		rc_buf_putc(&d->text, (char)cp);
	else
		rc_buf_put(&d->text, bytes, rc_utf8_put(cp, bytes));
}

/* Could the bytes so far be UTF-8 as well? */
static void
watch_utf8(struct rc_decoder *d, unsigned char c)
{
	bool inner = c >= 0x80 && c < 0xC0;

	d->high = d->high || c >= 0x80;
	if (inner != (d->more > 0) || c == 0xC0 || c == 0xC1 || c > 0xF4)
		d->not_utf8 = true;
	else if (inner)
		d->more--;
	else if (c >= 0xC0)
		d->more = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
}

static bool
read_table(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	const struct rc_encoding *e = d->encoding;
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char before = d->before;

		d->before = c;
		if (!d->not_utf8)
			watch_utf8(d, c);
		if (c < 0x80) {
			put_char(d, c);
			continue;
		}
		c -= 0x80;
		if (e->high[c] == 0 ||
		    (e->follows != NULL && !e->follows(d->before, before)))
			return rc_fail(err, RC_EINVALID,
			               _("line %llu: byte 0x%02X (offset %llu) "
			                 "is no character of %s there"),
			               (unsigned long long)d->line, d->before,
			               (unsigned long long)(d->offset + i),
			               e->name);
		put_char(d, e->high[c]);
		if (e->then != NULL && e->then[c] != 0)
			put_char(d, e->then[c]);
	}
	return true;
}

static bool
fail_half(const struct rc_decoder *d, uint64_t at, struct rc_err *err)
{
	return rc_fail(err, RC_EINVALID,
	               _("line %llu: half a surrogate pair in UTF-16 (offset "
	                 "%llu)"),
	               (unsigned long long)d->line, (unsigned long long)at);
}

/* One unit of 16 bits; `at` is its offset. */
static bool
read_unit(struct rc_decoder *d, int32_t unit, uint64_t at, struct rc_err *err)
{
	bool is_high = unit >= 0xD800 && unit < 0xDC00;
	bool is_low = unit >= 0xDC00 && unit < 0xE000;

	if (is_low != (d->high_half != 0))
		return fail_half(d, is_low ? at : at - 2, err);
	if (is_high) {
		d->high_half = unit;
		return true;
	}
	if (is_low)
		unit = 0x10000 + ((d->high_half - 0xD800) << 10) +
		       (unit - 0xDC00);
	d->high_half = 0;
	put_char(d, unit);
	return true;
}

static bool
read_utf16(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		int32_t first;
		int32_t second;

		d->odd[d->nodd++] = (unsigned char)s.p[i];
		if (d->nodd < 2)
			continue;
		d->nodd = 0;
		first = d->odd[0];
		second = d->odd[1];
		if (!read_unit(d,
		               d->big ? first << 8 | second
		                      : second << 8 | first,
		               d->offset + i - 1, err))
			return false;
	}
	return true;
}

/* UTF-8 is handed on where it lies. */
static bool
decode(struct rc_decoder *d, struct rc_str s, struct rc_err *err)
{
	bool ok = true;

	if (d->encoding->sort == RC_BYTES_UTF8)
		return emit(d, s, err);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < SLICE ? s.n : SLICE };

		rc_buf_clear(&d->text);
		ok = (d->encoding->sort == RC_BYTES_TABLE
		              ? read_table(d, now, err)
		              : read_utf16(d, now, err)) &&
		     rc_buf_done(&d->text, err) &&
		     emit(d, rc_buf_str(&d->text), err);
		d->offset += now.n;
		s.p += now.n;
		s.n -= now.n;
	}
	return ok;
}

/* --- the beginning -------------------------------------------------------- */

static const struct {
	const char *bytes;
	size_t n;
	const char *encoding;
	bool big;
} marks[] = {
	{ "\xEF\xBB\xBF", 3, "utf-8", false },
	{ "\xFF\xFE", 2, "utf-16", false },
	{ "\xFE\xFF", 2, "utf-16", true },
};

/* Sets encoding and byte order from up to three bytes. */
static bool
look_at_mark(struct rc_decoder *d, struct rc_err *err)
{
	const struct rc_encoding *found = NULL;
	size_t i;

	for (i = 0; i < RC_COUNT(marks) && found == NULL; i++) {
		if (d->nodd < marks[i].n ||
		    memcmp(d->odd, marks[i].bytes, marks[i].n) != 0)
			continue;
		found = rc_encoding_find(rc_str_of(marks[i].encoding));
		if (d->asked != NULL && d->asked != found)
			return rc_fail(err, RC_EINVALID,
			               _("the file begins with the byte order "
			                 "mark of %s, so it is not %s"),
			               marks[i].encoding, d->asked->name);
		d->big = marks[i].big;
	}
	d->encoding = found != NULL ? found : d->asked;
	if (d->encoding == NULL)
		d->encoding = rc_encoding_at(0);
	if (found == NULL && d->encoding->sort == RC_BYTES_UTF16 &&
	    d->nodd >= 2 && d->odd[0] == 0 && d->odd[1] != 0)
		d->big = true;
	return true;
}

static bool
begin(struct rc_decoder *d, struct rc_err *err)
{
	char first[sizeof(d->odd)];
	struct rc_str s = { first, d->nodd };

	if (!look_at_mark(d, err))
		return false;
	memcpy(first, d->odd, d->nodd);
	d->nodd = 0;
	return decode(d, s, err);
}

struct rc_decoder *
rc_decoder_new(const char *encoding, rc_decode_fn *take, void *ctx,
               struct rc_err *err)
{
	const struct rc_encoding *asked = NULL;
	struct rc_decoder *d;

	if (encoding != NULL) {
		asked = rc_encoding_find(rc_str_of(encoding));
		if (asked == NULL) {
			(void)rc_fail(err, RC_EUSAGE,
			              _("there is no encoding \"%s\"; there "
			                "are utf-8, utf-16, cp1258, tcvn3, "
			                "vni, latin1"),
			              encoding);
			return NULL;
		}
	}
	d = rc_alloc(1, sizeof(*d));
	if (d == NULL) {
		(void)rc_fail_nomem(err);
		return NULL;
	}
	d->take = take;
	d->ctx = ctx;
	d->asked = asked;
	d->big = encoding != NULL &&
	         rc_str_is_nocase(rc_str_of(encoding), "utf-16be");
	d->line = 1;
	rc_buf_init(&d->text, (size_t)8 * SLICE);
	rc_buf_init(&d->held, SIZE_MAX / 8);
	rc_buf_init(&d->composed, SIZE_MAX / 8);
	return d;
}

void
rc_decoder_free(struct rc_decoder *d)
{
	if (d == NULL)
		return;
	rc_buf_fini(&d->text);
	rc_buf_fini(&d->held);
	rc_buf_fini(&d->composed);
	rc_free(d);
}

bool
rc_decoder_feed(struct rc_decoder *d, struct rc_str bytes, struct rc_err *err)
{
	while (d->encoding == NULL && bytes.n > 0) {
		d->odd[d->nodd++] = (unsigned char)*bytes.p++;
		bytes.n--;
		if (d->nodd == MARK && !begin(d, err))
			return false;
	}
	return bytes.n == 0 || decode(d, bytes, err);
}

bool
rc_decoder_finish(struct rc_decoder *d, struct rc_err *err)
{
	if (d->encoding == NULL && !begin(d, err))
		return false;
	if (d->high_half != 0)
		return fail_half(d, d->offset - 2 - d->nodd, err);
	if (d->nodd > 0)
		return rc_fail(err, RC_EINVALID,
		               _("line %llu: UTF-16 ends with an odd byte "
		                 "(offset %llu)"),
		               (unsigned long long)d->line,
		               (unsigned long long)(d->offset - 1));
	if (d->high && !d->not_utf8 && d->more == 0)
		return rc_fail(err, RC_EINVALID, _("the file is UTF-8, not %s"),
		               d->encoding->name);
	return pass_held(d, err);
}

const char *
rc_decoder_name(const struct rc_decoder *d)
{
	if (d->encoding == NULL)
		return NULL;
	if (d->encoding->sort != RC_BYTES_UTF16)
		return d->encoding->name;
	return d->big ? "utf-16be" : "utf-16le";
}

static bool
append(void *ctx, struct rc_str text, struct rc_err *err)
{
	(void)err;
	rc_buf_putstr(ctx, text);
	return true;
}

bool
rc_decode_text(const char *encoding, struct rc_str bytes, struct rc_buf *b,
               struct rc_err *err)
{
	struct rc_decoder *d = rc_decoder_new(encoding, append, b, err);
	bool ok = d != NULL && rc_decoder_feed(d, bytes, err) &&
	          rc_decoder_finish(d, err);

	rc_decoder_free(d);
	return ok;
}
