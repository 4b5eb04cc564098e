/* SPDX-License-Identifier: MIT */
/* trap - patterns of ruined cells, and counting them. */
#include "import/trap.h"

#include <rollcall/base/i18n.h>

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(struct rc_str s)
{
	size_t n = 0;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	return n;
}

static void
skip(struct rc_str *s, size_t n)
{
	s->p += n;
	s->n -= n;
}

/* 1,23E+15: the sign is always written, so a model "5E10" is none. */
static bool
is_power(struct rc_str s)
{
	size_t n;

	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
		skip(&s, 1);
	if (digits(s) != 1)
		return false;
	skip(&s, 1);
	if (s.n > 0 && (s.p[0] == '.' || s.p[0] == ',')) {
		skip(&s, 1);
		n = digits(s);
		if (n == 0)
			return false;
		skip(&s, n);
	}
	if (s.n < 3 || (s.p[0] != 'E' && s.p[0] != 'e') || s.p[1] != '+')
		return false;
	skip(&s, 2);
	n = digits(s);
	return n == s.n && n <= 3;
}

/* ##### is a number wider than its column. */
bool
rc_trap_is_error(struct rc_str s)
{
	static const char *const words[] = {
		"#N/A",    "#REF!",   "#NAME?",        "#VALUE!",
		"#DIV/0!", "#NUM!",   "#NULL!",        "#SPILL!",
		"#CALC!",  "#FIELD!", "#GETTING_DATA",
	};
	size_t n = 0;
	size_t i;

	if (s.n == 0 || s.p[0] != '#')
		return false;
	while (n < s.n && s.p[n] == '#')
		n++;
	if (n == s.n && n >= 3)
		return true;
	for (i = 0; i < RC_COUNT(words); i++) {
		if (rc_str_is_nocase(s, words[i]))
			return true;
	}
	return false;
}

/* Bytes of a mark between groups at the front of s; 0 = none. */
static size_t
group_mark(struct rc_str s)
{
	if (s.n > 0 && (s.p[0] == '.' || s.p[0] == ',' || s.p[0] == ' '))
		return 1;
	if (rc_str_starts(s, "\xC2\xA0"))
		return 2;
	return rc_str_starts(s, "\xE2\x80\xAF") ? 3 : 0;
}

bool
rc_trap_grouped(struct rc_str text, int64_t *ret)
{
	char plain[24];
	struct rc_str mark = { NULL, 0 };
	struct rc_str s = text;
	size_t n = 0;
	size_t step;

	if (s.n > 0 && s.p[0] == '-') {
		plain[n++] = '-';
		skip(&s, 1);
	}
	step = digits(s);
	if (step == 0 || step > 3 || s.p[0] == '0')
		return false;
	while (n + step < sizeof(plain)) {
		memcpy(plain + n, s.p, step);
		n += step;
		skip(&s, step);
		if (s.n == 0)
			return mark.n > 0 &&
			       rc_str_int((struct rc_str){ plain, n },
			                  INT64_MIN + 1, INT64_MAX, ret);
		step = group_mark(s);
		if (step == 0 ||
		    (mark.n > 0 &&
		     !rc_str_eq(mark, (struct rc_str){ s.p, step })))
			return false;
		mark = (struct rc_str){ s.p, step };
		skip(&s, step);
		if (digits(s) != 3)
			return false;
		step = 3;
	}
	return false;
}

bool
rc_trap_padded(struct rc_str text, size_t width, char ret[RC_TRAP_DIGITS + 1])
{
	if (text.n == 0 || digits(text) != text.n || text.n >= width ||
	    width > RC_TRAP_DIGITS)
		return false;
	memset(ret, '0', width - text.n);
	memcpy(ret + (width - text.n), text.p, text.n);
	ret[width] = '\0';
	return true;
}

bool
rc_trap_check(const struct rc_field *field, struct rc_str text,
              struct rc_err *err)
{
	if (rc_trap_is_error(text))
		return rc_fail(err, RC_EINVALID,
		               _("the spreadsheet wrote an error here instead "
		                 "of a value"));
	if (field->type != RC_DAY && field->type != RC_CHOICE && is_power(text))
		return rc_fail(err, RC_EINVALID,
		               _("the spreadsheet has ruined this number: its "
		                 "last digits are lost; format the column as "
		                 "text and enter it again"));
	return true;
}

void
rc_trap_count_in(struct rc_trap_count *count, uint64_t line)
{
	if (line <= count->last)
		return;
	count->last = line;
	if (count->cells++ == 0)
		count->line = line;
}

/* Codes, where a zero in front matters. A reference is found or refused. */
static bool
is_code(const struct rc_field *field)
{
	return field->type == RC_TEXTUAL &&
	       (field->flags & (RC_KEY | RC_UNIQUE)) != 0;
}

void
rc_trap_see(struct rc_trap_column *column, const struct rc_field *field,
            struct rc_str cell, uint64_t line)
{
	struct rc_str s = rc_str_trim(cell);
	int64_t ignored;

	if (s.n == 0)
		return;
	if (s.n < cell.n && memchr(cell.p, 0xC2, cell.n) != NULL &&
	    (rc_str_starts(cell, "\xC2\xA0") ||
	     memchr(s.p + s.n, 0xC2, cell.n - s.n - (size_t)(s.p - cell.p)) !=
	             NULL))
		rc_trap_count_in(&column->nbsp, line);
	if (s.p[0] == '#' && rc_trap_is_error(s)) {
		rc_trap_count_in(&column->errors, line);
		return;
	}
	if (!is_digit(s.p[0]) && s.p[0] != '-')
		return;
	if (field->type == RC_INTEGER && rc_trap_grouped(s, &ignored))
		rc_trap_count_in(&column->grouped, line);
	if (!is_code(field))
		return;
	if (is_power(s))
		rc_trap_count_in(&column->powers, line);
	if (s.n <= RC_TRAP_DIGITS && digits(s) == s.n) {
		rc_trap_count_in(&column->digits[s.n], line);
		column->padded += s.p[0] == '0';
	}
}

/* Digits of the longest codes that are many, while shorter ones stand among
 * them and none begins with 0: a spreadsheet has counted them as numbers. 0 = no
 * such thing. */
static size_t
lost_zeros(const struct rc_trap_column *column)
{
	uint64_t shorter = 0;
	size_t width = RC_TRAP_DIGITS;
	size_t i;

	if (column->padded > 0)
		return 0;
	while (width > 2 && column->digits[width].cells == 0)
		width--;
	for (i = width - 1; i > 0; i--)
		shorter += column->digits[i].cells;
	return width > 2 && shorter > 0 && column->digits[width].cells > shorter
	               ? width
	               : 0;
}

void
rc_trap_settle(struct rc_trap_column *columns, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		columns[i].width = lost_zeros(&columns[i]);
}

void
rc_trap_new(struct rc_trap_column *column, struct rc_str cell, uint64_t line)
{
	struct rc_str s = rc_str_trim(cell);

	if (s.n > 0 && s.n < column->width && digits(s) == s.n)
		rc_trap_count_in(&column->shorter, line);
}

/* --- remarks -------------------------------------------------------------- */

bool
rc_trap_say(const struct rc_trap_count *c, const char *header, const char *what,
            struct rc_arena *arena, rc_remark_fn *remark, void *ctx)
{
	const char *text;

	if (c->cells == 0)
		return true;
	if (c->cells == 1)
		text = rc_arena_printf(arena, _("%s: one cell (line %llu): %s"),
		                       header, (unsigned long long)c->line,
		                       what);
	else
		text = rc_arena_printf(
		        arena, _("%s: %llu cells (first on line %llu): %s"),
		        header, (unsigned long long)c->cells,
		        (unsigned long long)c->line, what);
	return text != NULL && remark(ctx, text);
}

bool
rc_trap_remarks(const struct rc_trap_column *columns,
                const struct rc_match *match, struct rc_arena *arena,
                rc_remark_fn *remark, void *ctx)
{
	const char *text;
	size_t i;

	for (i = 0; i < match->n; i++) {
		const struct rc_trap_column *c = &columns[i];
		const char *header = match->headers[i];

		if (match->fields[i] == NULL)
			continue;
		text = rc_arena_printf(
		        arena,
		        _("fewer than %zu digits; if zeros in front were lost, "
		          "format the column as text and fill them in"),
		        c->width);
		if (text == NULL ||
		    !rc_trap_say(&c->nbsp, header,
		                 _("hard blanks (U+00A0) around the text left "
		                   "out"),
		                 arena, remark, ctx) ||
		    !rc_trap_say(&c->grouped, header,
		                 _("1.234 read as the whole number 1234"),
		                 arena, remark, ctx) ||
		    !rc_trap_say(&c->shorter, header, text, arena, remark, ctx))
			return false;
	}
	return true;
}
