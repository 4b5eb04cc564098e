/* SPDX-License-Identifier: MIT */
/* dates - declared or proven, never guessed. */
#include "import/dates.h"

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

bool
rc_dates_read(struct rc_date_column *column, struct rc_str cell, uint64_t line,
              rc_date *ret, struct rc_err *err)
{
	enum proof proof;
	int64_t serial;

	if (is_serial(cell, &serial)) {
		note(&column->serial_line, line);
		*ret = (rc_date)(serial + SERIAL_ZERO);
		return true;
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
