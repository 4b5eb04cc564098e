/* SPDX-License-Identifier: MIT */
/* dates - declared or proven, never guessed. */
#include "import/dates.h"

#include "import/trap.h"

#include <rollcall/base/i18n.h>

/* Day 0 of a spreadsheet, 1899-12-30, counted from 1970-01-01. */
#define SERIAL_ZERO (-25569)
#define SERIAL_MIN  20000
#define SERIAL_MAX  60000

enum proof { NO_PROOF, DAY_FIRST, MONTH_FIRST, EITHER };

static bool
is_serial(struct rc_str cell, int64_t *ret)
{
	return rc_str_int(rc_str_trim(cell), SERIAL_MIN, SERIAL_MAX, ret);
}

/* One or two digits off the front of *s. */
static bool
take_number(struct rc_str *s, int *ret)
{
	size_t n = 0;
	int value = 0;

	while (n < s->n && n < 3 && s->p[n] >= '0' && s->p[n] <= '9') {
		value = value * 10 + (s->p[n] - '0');
		n++;
	}
	if (n == 0 || n > 2)
		return false;
	s->p += n;
	s->n -= n;
	*ret = value;
	return true;
}

static bool
take_mark(struct rc_str *s)
{
	if (s->n == 0 || (s->p[0] != '/' && s->p[0] != '-' && s->p[0] != '.'))
		return false;
	s->p++;
	s->n--;
	return true;
}

/* What a cell such as 3/4/2026 proves. */
static enum proof
prove(struct rc_str cell)
{
	struct rc_str s = rc_str_trim(cell);
	int a;
	int b;

	if (!take_number(&s, &a) || !take_mark(&s) || !take_number(&s, &b) ||
	    !take_mark(&s) || s.n == 0)
		return NO_PROOF;
	if (a > 12 && b <= 12)
		return DAY_FIRST;
	if (b > 12 && a <= 12)
		return MONTH_FIRST;
	return a == b || a > 12 ? NO_PROOF : EITHER;
}

static void
note(uint64_t *line, uint64_t now)
{
	if (*line == 0)
		*line = now;
}

void
rc_dates_see(struct rc_date_column *column, struct rc_str cell, uint64_t line)
{
	switch (prove(cell)) {
	case NO_PROOF:
		break;
	case DAY_FIRST:
		note(&column->dmy_line, line);
		break;
	case MONTH_FIRST:
		note(&column->mdy_line, line);
		break;
	case EITHER:
		note(&column->either_line, line);
		break;
	}
}

/* A column by its own cells alone. */
static enum rc_date_use
judge(const struct rc_date_column *column)
{
	if (column->mdy_line != 0)
		return column->dmy_line != 0 ? RC_USE_MIXED : RC_USE_MDY;
	if (column->dmy_line == 0 && column->either_line != 0)
		return RC_USE_AMBIGUOUS;
	return RC_USE_ORDER;
}

void
rc_dates_settle(struct rc_date_column *columns, size_t n, bool declared,
                enum rc_date_order order)
{
	bool dmy = false;
	bool mdy = false;
	size_t i;

	for (i = 0; i < n; i++) {
		columns[i].order = declared ? order : RC_DMY;
		columns[i].use = declared ? RC_USE_ORDER : judge(&columns[i]);
		dmy = dmy || columns[i].dmy_line != 0;
		mdy = mdy || columns[i].mdy_line != 0;
	}
	for (i = 0; i < n && dmy && !mdy; i++) {
		if (columns[i].use == RC_USE_AMBIGUOUS)
			columns[i].use = RC_USE_OTHERS;
	}
}

/* --- months by name ------------------------------------------------------- */

/* Parts of a cell between blanks, hyphens, slashes, dots and commas. */
#define PARTS_MAX 5

static bool
is_mark(char c)
{
	return c == ' ' || c == '-' || c == '/' || c == '.' || c == ',';
}

/* Also parts a word from the digits that follow it ("Thg7"). */
static size_t
take_parts(struct rc_str s, struct rc_str parts[PARTS_MAX])
{
	size_t n = 0;
	size_t i = 0;

	while (i < s.n) {
		size_t from = i;
		bool digits;

		if (is_mark(s.p[i])) {
			i++;
			continue;
		}
		digits = s.p[i] >= '0' && s.p[i] <= '9';
		while (i < s.n && !is_mark(s.p[i]) &&
		       (s.p[i] >= '0' && s.p[i] <= '9') == digits)
			i++;
		if (n == PARTS_MAX)
			return 0;
		parts[n++] = (struct rc_str){ s.p + from, i - from };
	}
	return n;
}

/* Jul, July; 0 = no month. */
static int
month_of(struct rc_str word)
{
	static const char *const names[] = {
		"january",   "february", "march",    "april",
		"may",       "june",     "july",     "august",
		"september", "october",  "november", "december",
	};
	size_t i;

	for (i = 0; i < RC_COUNT(names); i++) {
		char cut[4] = { names[i][0], names[i][1], names[i][2], '\0' };

		if (rc_str_is_nocase(word, names[i]) ||
		    rc_str_is_nocase(word, cut))
			return (int)i + 1;
	}
	return rc_str_is_nocase(word, "sept") ? 9 : 0;
}

static bool
says_month(struct rc_str word)
{
	return rc_str_is_nocase(word, "thg") || rc_str_is_nocase(word, "th") ||
	       rc_str_is_nocase(word, "tháng") ||
	       rc_str_is_nocase(word, "Tháng");
}

/* Takes the month out of the parts; 0 = there is none. */
static int
take_month(struct rc_str *parts, size_t *n)
{
	int64_t month = 0;
	size_t take = 1;
	size_t i;

	for (i = 0; i < *n && month == 0; i++) {
		month = month_of(parts[i]);
		if (month == 0 && i + 1 < *n && says_month(parts[i]) &&
		    rc_str_int(parts[i + 1], 1, 12, &month))
			take = 2;
	}
	if (month == 0)
		return 0;
	for (; i - 1 + take < *n; i++)
		parts[i - 1] = parts[i - 1 + take];
	*n -= take;
	return (int)month;
}

/* A month's name begins with a letter; most cells have none. */
static bool
has_letter(struct rc_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 'A')
			return true;
	}
	return false;
}

enum named { NOT_NAMED, NAMED, NAMED_BADLY };

static enum named
read_named(struct rc_str cell, rc_date *ret, struct rc_err *err)
{
	struct rc_str parts[PARTS_MAX];
	struct rc_civil civil = { 0, 0, 0 };
	size_t n = has_letter(cell) ? take_parts(rc_str_trim(cell), parts) : 0;
	int64_t day;
	int64_t year;

	civil.month = take_month(parts, &n);
	if (civil.month == 0)
		return NOT_NAMED;
	if (n == 2 && parts[0].n == 4) {
		struct rc_str swap = parts[0];

		parts[0] = parts[1];
		parts[1] = swap;
	}
	if (n != 2 || parts[1].n != 4 || parts[0].n > 2 ||
	    !rc_str_int(parts[0], 1, 31, &day) ||
	    !rc_str_int(parts[1], 1, 9999, &year)) {
		(void)rc_fail(err, RC_EINVALID,
		              _("a month by its name needs a day and a year of "
		                "four digits; the spreadsheet has cut them "
		                "off"));
		return NAMED_BADLY;
	}
	civil.day = (int)day;
	civil.year = (int)year;
	if (!rc_civil_valid(civil)) {
		(void)rc_fail(err, RC_EINVALID, _("there is no such day"));
		return NAMED_BADLY;
	}
	*ret = rc_date_from(civil);
	return NAMED;
}

/* 2026-04-30, or what looks like it: nothing to decide. */
static bool
is_iso(struct rc_str s)
{
	static const char form[] = "0000-00-00";
	size_t i;

	if (s.n != sizeof(form) - 1)
		return false;
	for (i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (form[i] == '0' ? !digit : s.p[i] != '-')
			return false;
	}
	return true;
}

static void
count(uint64_t *cells, struct rc_date_column *column, uint64_t line)
{
	if (line > column->last_line)
		(*cells)++;
	column->last_line = line > column->last_line ? line : column->last_line;
}

bool
rc_dates_read(struct rc_date_column *column, struct rc_str cell, uint64_t line,
              rc_date *ret, struct rc_err *err)
{
	enum proof proof;
	enum named named;
	int64_t serial;

	if (is_iso(cell))
		return rc_date_parse(cell, column->order, ret, err);
	if (is_serial(cell, &serial)) {
		note(&column->serial_line, line);
		count(&column->serials, column, line);
		*ret = (rc_date)(serial + SERIAL_ZERO);
		return true;
	}
	if (rc_trap_is_error(rc_str_trim(cell)))
		return rc_fail(err, RC_EINVALID,
		               _("the spreadsheet wrote an error here instead "
		                 "of a value"));
	named = read_named(cell, ret, err);
	if (named != NOT_NAMED) {
		if (named == NAMED) {
			note(&column->named_line, line);
			count(&column->named, column, line);
		}
		return named == NAMED;
	}
	proof = prove(cell);
	if (proof != NO_PROOF && column->use == RC_USE_AMBIGUOUS)
		return rc_fail(err, RC_EINVALID,
		               _("day or month first? nothing in the file "
		                 "proves it"));
	if (proof != NO_PROOF && column->use == RC_USE_MDY)
		return rc_fail(err, RC_EINVALID,
		               _("the column looks like month first (line "
		                 "%llu)"),
		               (unsigned long long)column->mdy_line);
	if (proof != NO_PROOF && column->use == RC_USE_MIXED)
		return rc_fail(err, RC_EINVALID,
		               _("the column mixes day first (line %llu) and "
		                 "month first (line %llu)"),
		               (unsigned long long)column->dmy_line,
		               (unsigned long long)column->mdy_line);
	return rc_date_parse(cell, column->order, ret, err);
}
