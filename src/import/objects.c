/* SPDX-License-Identifier: MIT */
/*
 * objects - a list of objects, one at a time.
 *
 * What stands outside of objects is walked by byte (outside). An object is
 * gathered until its brace closes, then read as a whole (read_object).
 */
#include "import/objects.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/text.h>

#include <string.h>

#define OBJECT_MAX ((size_t)2 * RC_CSV_ROW_MAX) /* bytes; escapes are longer */

enum state { BEGIN, FIRST, NEXT, OBJECT, AFTER, END };

struct rc_objects {
	rc_csv_each *each;
	void *ctx;
	enum state state;
	size_t mark; /* bytes of a byte order mark seen */
	uint64_t line;
	size_t column;
	/* The open object. */
	struct rc_buf raw;
	bool in_text, escaped;
	uint64_t start_line;
	size_t start_column;
	size_t at; /* read of it */
	/* Its row. */
	struct rc_arena arena;
	struct rc_buf text, composed;
	struct rc_str cells[RC_CSV_COLUMNS_MAX];
	bool given[RC_CSV_COLUMNS_MAX];
	/* The header. */
	struct rc_arena names_arena;
	struct rc_str names[RC_CSV_COLUMNS_MAX];
	size_t n;
	bool has_header;
	uint64_t told_line; /* of the row before */
};

/* --- sentences ------------------------------------------------------------ */

static const char *
not_json(void)
{
	return _("not written as JSON is");
}

static bool
fail_here(const struct rc_objects *o, struct rc_err *err, const char *why)
{
	return rc_fail(err, RC_EINVALID, _("line %llu, column %zu: %s"),
	               (unsigned long long)o->line, o->column, why);
}

/* At a byte of the gathered object. */
static bool
fail_at(struct rc_objects *o, size_t at, struct rc_err *err, const char *why)
{
	size_t i;

	o->line = o->start_line;
	o->column = o->start_column;
	for (i = 0; i < at && i < o->raw.n; i++) {
		if (o->raw.p[i] == '\n') {
			o->line++;
			o->column = 1;
		} else if (((unsigned char)o->raw.p[i] & 0xC0) != 0x80) {
			o->column++;
		}
	}
	return fail_here(o, err, why);
}

/* --- texts ---------------------------------------------------------------- */

static char
peek(const struct rc_objects *o)
{
	if (o->at >= o->raw.n)
		return '\0';
	return o->raw.p[o->at];
}

static void
skip_blanks(struct rc_objects *o)
{
	while (o->at < o->raw.n && strchr(" \t\r\n", o->raw.p[o->at]) != NULL &&
	       o->raw.p[o->at] != '\0')
		o->at++;
}

static bool
take(struct rc_objects *o, char c)
{
	skip_blanks(o);
	if (peek(o) != c)
		return false;
	o->at++;
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = rc_ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Four digits; -1 = there are not. */
static int32_t
hex4(struct rc_objects *o)
{
	int32_t n = 0;
	int digit;
	size_t i;

	for (i = 0; i < 4; i++) {
		digit = hex_digit(peek(o));
		if (digit < 0)
			return -1;
		n = n * 16 + digit;
		o->at++;
	}
	return n;
}

/* What follows \u, the second half of a pair as well; -1 = no character. */
static int32_t
code_point(struct rc_objects *o)
{
	int32_t high = hex4(o);
	int32_t low;

	if (high < 0xD800 || high > 0xDFFF)
		return high > 0 ? high : -1;
	if (high > 0xDBFF || peek(o) != '\\')
		return -1;
	o->at++;
	if (peek(o) != 'u')
		return -1;
	o->at++;
	low = hex4(o);
	if (low < 0xDC00 || low > 0xDFFF)
		return -1;
	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* What stands behind a backslash, onto o->text. */
static bool
take_escape(struct rc_objects *o)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	char c = peek(o);
	const char *known = c != '\0' ? strchr(from, c) : NULL;
	char bytes[4];
	int32_t cp;

	o->at++;
	if (known != NULL) {
		rc_buf_putc(&o->text, to[known - from]);
		return true;
	}
	cp = c == 'u' ? code_point(o) : -1;
	if (cp < 0)
		return false;
	rc_buf_put(&o->text, bytes, rc_utf8_put(cp, bytes));
	return true;
}

/* A text in quotes, in NFC; it lives until the next one. */
static bool
read_text(struct rc_objects *o, struct rc_str *ret, struct rc_err *err)
{
	size_t start;
	bool escapes = false;

	if (!take(o, '"'))
		return fail_at(o, o->at, err, not_json());
	rc_buf_clear(&o->text);
	for (start = o->at; peek(o) != '"'; start = o->at) {
		if ((unsigned char)peek(o) < 0x20)
			return fail_at(o, o->at, err, not_json());
		if (peek(o) == '\\') {
			escapes = true;
			o->at++;
			if (!take_escape(o))
				return fail_at(o, start, err, not_json());
			continue;
		}
		while ((unsigned char)peek(o) >= 0x20 && peek(o) != '"' &&
		       peek(o) != '\\')
			o->at++;
		rc_buf_put(&o->text, o->raw.p + start, o->at - start);
	}
	o->at++;
	*ret = rc_buf_str(&o->text);
	if (escapes && !rc_text_is_nfc(*ret)) {
		rc_buf_clear(&o->composed);
		rc_text_nfc(&o->composed, *ret);
		*ret = rc_buf_str(&o->composed);
	}
	return (rc_buf_done(&o->text, err) && rc_buf_done(&o->composed, err));
}

/* --- values --------------------------------------------------------------- */

static size_t
digits(struct rc_str s, size_t from)
{
	size_t n = 0;

	while (from + n < s.n && s.p[from + n] >= '0' && s.p[from + n] <= '9')
		n++;
	return n;
}

static bool
is_number(struct rc_str s)
{
	size_t i = s.n > 0 && s.p[0] == '-';
	size_t n = digits(s, i);

	if (n == 0 || (n > 1 && s.p[i] == '0'))
		return false;
	i += n;
	if (i < s.n && s.p[i] == '.') {
		n = digits(s, ++i);
		if (n == 0)
			return false;
		i += n;
	}
	if (i < s.n && rc_ascii_lower(s.p[i]) == 'e') {
		i++;
		i += i < s.n && (s.p[i] == '+' || s.p[i] == '-');
		n = digits(s, i);
		if (n == 0)
			return false;
		i += n;
	}
	return i == s.n;
}

/* A number or one of three words, as the cell it is. */
static bool
read_word(struct rc_objects *o, struct rc_str *ret, struct rc_err *err)
{
	struct rc_str word = { o->raw.p + o->at, 0 };

	while (strchr(",} \t\r\n", word.p[word.n]) == NULL)
		word.n++;
	if (rc_str_is(word, "null"))
		*ret = RC_STR("");
	else if (rc_str_is(word, "true"))
		*ret = RC_STR("yes");
	else if (rc_str_is(word, "false"))
		*ret = RC_STR("no");
	else if (is_number(word))
		*ret = word;
	else
		return fail_at(o, o->at, err, not_json());
	o->at += word.n;
	return true;
}

/* Would an import take its first apostrophe off? */
static bool
looks_guarded(struct rc_str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == '\'')
		i++;
	return i > 0 && i < s.n && s.p[i] != '\0' &&
	       strchr("=+-@\t\r", s.p[i]) != NULL;
}

/* A value into its cell. */
static bool
read_value(struct rc_objects *o, size_t column, struct rc_err *err)
{
	struct rc_str value = { NULL, 0 };
	const char *copy;
	size_t at;

	skip_blanks(o);
	at = o->at;
	if (peek(o) != '"')
		return read_word(o, &o->cells[column], err);
	if (!read_text(o, &value, err))
		return false;
	value = rc_str_trim(value);
	if (value.n > RC_CSV_CELL_MAX)
		return fail_at(o, at, err, _("the text is too long"));
	copy = rc_arena_printf(&o->arena, "%s%.*s",
	                       looks_guarded(value) ? "'" : "", (int)value.n,
	                       value.p);
	if (copy == NULL)
		return rc_fail_nomem(err);
	o->cells[column] = rc_str_of(copy);
	return true;
}

/* --- objects -------------------------------------------------------------- */

/* The column of a name; SIZE_MAX = it has none. The names mostly come in the
 * same order. */
static size_t
column_of(const struct rc_objects *o, struct rc_str name, size_t expected)
{
	size_t i;

	if (expected < o->n && rc_str_eq(o->names[expected], name))
		return expected;
	for (i = 0; i < o->n && !rc_str_eq(o->names[i], name);)
		i++;
	return i < o->n ? i : SIZE_MAX;
}

static bool
add_name(struct rc_objects *o, struct rc_str name, size_t at,
         struct rc_err *err)
{
	const char *copy = rc_arena_textn(&o->names_arena, name.p, name.n);

	if (copy == NULL)
		return rc_fail_nomem(err);
	if (o->n == RC_CSV_COLUMNS_MAX)
		return fail_at(o, at, err, _("too many names in one object"));
	o->names[o->n++] = (struct rc_str){ copy, name.n };
	return true;
}

/* "name": value */
static bool
read_pair(struct rc_objects *o, size_t expected, struct rc_err *err)
{
	struct rc_str name = { NULL, 0 };
	size_t column;
	size_t at;

	skip_blanks(o);
	at = o->at;
	if (!read_text(o, &name, err))
		return false;
	column = column_of(o, name, expected);
	if (column == SIZE_MAX && o->has_header)
		return fail_at(o, at, err,
		               _("the first object has no such name; all "
		                 "objects of a list have the same"));
	if (column == SIZE_MAX) {
		if (!add_name(o, name, at, err))
			return false;
		column = o->n - 1;
	}
	if (o->given[column])
		return fail_at(o, at, err,
		               _("a name stands twice in one object"));
	o->given[column] = true;
	if (!take(o, ':'))
		return fail_at(o, o->at, err, not_json());
	return read_value(o, column, err);
}

static bool
all_blank(const struct rc_objects *o)
{
	size_t i;

	for (i = 0; i < o->n; i++) {
		if (o->cells[i].n > 0)
			return false;
	}
	return true;
}

static bool
tell(struct rc_objects *o, struct rc_err *err)
{
	struct rc_csv_row row = { .line = o->start_line,
		                  .cells = o->names,
		                  .n = o->n };
	bool first = !o->has_header;

	o->has_header = true;
	if (first && !o->each(o->ctx, &row, err))
		return false;
	if (row.line <= o->told_line)
		row.line = o->told_line + 1;
	o->told_line = row.line;
	row.cells = o->cells;
	row.blank = all_blank(o);
	return o->each(o->ctx, &row, err);
}

static bool
read_object(struct rc_objects *o, struct rc_err *err)
{
	size_t bad;
	size_t n = 0;

	if (!rc_buf_done(&o->raw, err))
		return false;
	if (!rc_utf8_valid(rc_buf_str(&o->raw), &bad))
		return fail_at(o, bad, err, _("not UTF-8 text"));
	rc_arena_clear(&o->arena);
	memset(o->given, 0, sizeof(o->given));
	for (n = 0; n < o->n; n++)
		o->cells[n] = RC_STR("");
	o->at = 1;
	if (!take(o, '}')) {
		for (n = 0; n == 0 || take(o, ','); n++) {
			if (!read_pair(o, n, err))
				return false;
		}
		if (!take(o, '}'))
			return fail_at(o, o->at, err, not_json());
	}
	if (o->n == 0)
		return fail_at(o, 0, err, _("the object is empty"));
	return tell(o, err);
}

/* --- bytes ---------------------------------------------------------------- */

static bool
gather(struct rc_objects *o, const char *p, size_t n, struct rc_err *err)
{
	rc_buf_put(&o->raw, p, n);
	return o->raw.state != RC_BUF_TOOBIG ||
	       fail_at(o, 0, err,
	               _("the object is too long, or its end is missing"));
}

/* Takes the bytes of a text up to what needs a look; how many. */
static bool
take_run(struct rc_objects *o, struct rc_str s, size_t *ret_n,
         struct rc_err *err)
{
	size_t n = 0;

	for (; n < s.n && s.p[n] != '"' && s.p[n] != '\\' && s.p[n] != '\n';
	     n++)
		o->column += ((unsigned char)s.p[n] & 0xC0) != 0x80;
	*ret_n = n;
	return n == 0 || gather(o, s.p, n, err);
}

/* One byte of an object. */
static bool
inside(struct rc_objects *o, char c, struct rc_err *err)
{
	if (!gather(o, &c, 1, err))
		return false;
	if (o->in_text) {
		if (c == '"' && !o->escaped)
			o->in_text = false;
		o->escaped = c == '\\' && !o->escaped;
		return true;
	}
	if (c == '"') {
		o->in_text = true;
	} else if (c == '{' || c == '[') {
		return fail_at(o, o->raw.n - 1, err,
		               _("a list or an object within an object; a "
		                 "record has texts, numbers, true, false and "
		                 "null"));
	} else if (c == '}') {
		o->state = AFTER;
		return read_object(o, err);
	}
	return true;
}

/* What may stand in a state, and what comes then. */
static const struct {
	enum state in;
	char c;
	enum state then;
} steps[] = {
	{ BEGIN, '[', FIRST }, { FIRST, '{', OBJECT }, { FIRST, ']', END },
	{ NEXT, '{', OBJECT }, { AFTER, ',', NEXT },   { AFTER, ']', END },
};

static bool
outside(struct rc_objects *o, char c, struct rc_err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t i;

	if (o->state == BEGIN && o->mark < 3 && c == mark[o->mark]) {
		o->column -= o->mark++ == 0;
		return true;
	}
	if (o->mark % 3 != 0)
		return fail_here(o, err, _("not UTF-8 text"));
	if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
		return true;
	for (i = 0; i < RC_COUNT(steps); i++) {
		if (steps[i].in != o->state || steps[i].c != c)
			continue;
		o->state = steps[i].then;
		if (o->state != OBJECT)
			return true;
		o->start_line = o->line;
		o->start_column = o->column;
		rc_buf_clear(&o->raw);
		rc_buf_putc(&o->raw, c);
		return true;
	}
	return fail_here(o, err,
	                 o->state == END ? _("something stands behind the end")
	                                 : not_json());
}

struct rc_objects *
rc_objects_new(rc_csv_each *each, void *ctx)
{
	struct rc_objects *o = rc_alloc(1, sizeof(*o));

	if (o == NULL)
		return NULL;
	o->each = each;
	o->ctx = ctx;
	o->line = o->column = 1;
	rc_buf_init(&o->raw, OBJECT_MAX);
	rc_buf_init(&o->text, OBJECT_MAX);
	rc_buf_init(&o->composed, 2 * OBJECT_MAX);
	rc_arena_init(&o->arena);
	rc_arena_init(&o->names_arena);
	return o;
}

void
rc_objects_free(struct rc_objects *o)
{
	if (o == NULL)
		return;
	rc_buf_fini(&o->raw);
	rc_buf_fini(&o->text);
	rc_buf_fini(&o->composed);
	rc_arena_fini(&o->arena);
	rc_arena_fini(&o->names_arena);
	rc_free(o);
}

bool
rc_objects_feed(struct rc_objects *o, struct rc_str bytes, struct rc_err *err)
{
	size_t n;
	size_t i;

	for (i = 0; i < bytes.n; i++) {
		char c;

		if (o->state == OBJECT && o->in_text && !o->escaped) {
			struct rc_str rest = { bytes.p + i, bytes.n - i };

			if (!take_run(o, rest, &n, err))
				return false;
			i += n;
			if (i == bytes.n)
				break;
		}
		c = bytes.p[i];

		if (o->state == OBJECT ? !inside(o, c, err)
		                       : !outside(o, c, err))
			return false;
		if (c == '\n') {
			o->line++;
			o->column = 1;
		} else if (((unsigned char)c & 0xC0) != 0x80) {
			o->column++;
		}
	}
	return true;
}

bool
rc_objects_finish(struct rc_objects *o, struct rc_err *err)
{
	return o->state == END ||
	       fail_here(o, err, _("the file ends in the middle"));
}
