/* SPDX-License-Identifier: MIT */
/*
 * ends - what comes to its end, by year and agency: the life of devices,
 * their warranty, and the maker's support of their systems.
 *
 * The end of life is that of assets.h. Its money is what the device cost: what
 * replacing it at the same price takes. Rented devices end too, but are not
 * bought again.
 */
#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "report/assets.h"
#include "report/part.h"

enum { LIFE, WARRANTY, SUPPORT, COUNTS };

/* One year, or one agency in a year. */
struct line {
	int64_t year;
	const struct rc_unit *unit; /* NULL in lines of years */
	int64_t n[COUNTS];
	int64_t uncosted; /* lives that end, without a cost on record */
	rc_vnd amount;
	bool overflow;
};

struct lines {
	struct line *rows; /* on the heap */
	size_t n, cap;
};

struct work {
	const struct rc_estate *e;
	struct rc_doc *doc;
	struct lines years, agencies;
	bool nomem;
};

static bool
is_there(const struct rc_asset *a)
{
	return a->status == RC_STATUS_IN_USE ||
	       a->status == RC_STATUS_IN_STOCK ||
	       a->status == RC_STATUS_REPAIR ||
	       a->status == RC_STATUS_IN_TRANSIT;
}

static struct line *
line_of(struct lines *lines, int64_t year, const struct rc_unit *unit)
{
	size_t i;

	for (i = lines->n; i > 0; i--)
		if (lines->rows[i - 1].year == year &&
		    lines->rows[i - 1].unit == unit)
			return &lines->rows[i - 1];
	if (!RC_GROW(lines->rows, lines->n, lines->cap))
		return NULL;
	lines->rows[lines->n] = (struct line){ .year = year, .unit = unit };
	return &lines->rows[lines->n++];
}

static void
add_end(struct line *line, size_t what, const struct rc_asset *a)
{
	line->n[what]++;
	if (what != LIFE || a->ownership == RC_RENTED)
		return;
	if (a->cost == RC_VND_NONE)
		line->uncosted++;
	else if (!rc_vnd_add(line->amount, a->cost, &line->amount))
		line->overflow = true;
}

static void
note_end(struct work *w, const struct rc_asset *a, size_t what, rc_date end)
{
	struct line *year, *agency;
	int64_t of;

	if (end == RC_DATE_NONE)
		return;
	of = rc_civil_of(end).year;
	year = line_of(&w->years, of, NULL);
	agency = line_of(&w->agencies, of, rc_unit_by_id(w->e, a->agency));
	if (year == NULL || agency == NULL) {
		w->nomem = true;
		return;
	}
	add_end(year, what, a);
	add_end(agency, what, a);
}

static int
by_year(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static bool
gather(struct work *w, const struct rc_ledger *ledger)
{
	size_t i;

	for (i = 0; i < ledger->nassets && !w->nomem; i++) {
		const struct rc_asset *a = &ledger->assets[i];
		const struct rc_machine *m;

		if (!is_there(a) || a->ownership == RC_PERSONAL_DEVICE)
			continue;
		m = rc_estate_machine(w->e, a->id);
		note_end(w, a, LIFE, rc_asset_end(a, w->e));
		note_end(w, a, WARRANTY, a->warranty_end);
		if (m != NULL)
			note_end(w, a, SUPPORT, m->support_end);
	}
	if (w->years.n > 1)
		qsort(w->years.rows, w->years.n, sizeof(struct line), by_year);
	if (w->agencies.n > 1)
		qsort(w->agencies.rows, w->agencies.n, sizeof(struct line),
		      by_year);
	return !w->nomem;
}

/* --- the document --------------------------------------------------------- */

#define NUMBERS                                                                \
	{ "life", N_("End of life"), RC_CELL_COUNT, RC_RIGHT },                \
	        { "amount", N_("What they cost"), RC_CELL_MONEY, RC_RIGHT },   \
	        { "uncosted", N_("without a cost"), RC_CELL_COUNT, RC_RIGHT }, \
	        { "warranty", N_("Warranty ends"), RC_CELL_COUNT, RC_RIGHT },  \
	{                                                                      \
		"support", N_("Support of the system ends"), RC_CELL_COUNT,    \
		        RC_RIGHT                                               \
	}

static void
put_numbers(struct rc_doc_cell *cells, const struct line *line)
{
	cells[0] = rc_cell_count(line->n[LIFE]);
	cells[1] = rc_cell_money(line->overflow ? RC_VND_NONE : line->amount);
	cells[2] = rc_cell_count(line->uncosted);
	cells[3] = rc_cell_count(line->n[WARRANTY]);
	cells[4] = rc_cell_count(line->n[SUPPORT]);
}

static void
put_years(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "year", N_("Year"), RC_CELL_NUMBER, RC_RIGHT },
		{ "past", N_("Already past"), RC_CELL_BOOL, RC_LEFT },
		NUMBERS,
	};
	struct rc_section *section = rc_doc_section(
	        w->doc, "years", N_("By year"), columns, RC_COUNT(columns));
	int64_t now = rc_civil_of(w->e->day).year;
	struct line sum = { 0 };
	struct rc_doc_cell *cells;
	size_t i, k;

	for (i = 0; i < w->years.n; i++) {
		const struct line *line = &w->years.rows[i];

		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_number(line->year);
		cells[1] = rc_cell_bool(line->year < now);
		put_numbers(&cells[2], line);
		for (k = 0; k < COUNTS; k++)
			sum.n[k] += line->n[k];
		sum.uncosted += line->uncosted;
		sum.overflow |=
		        line->overflow ||
		        !rc_vnd_add(sum.amount, line->amount, &sum.amount);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[1] = rc_cell_message(N_("Total"));
	put_numbers(&cells[2], &sum);
}

static void
put_agencies(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "year", N_("Year"), RC_CELL_NUMBER, RC_RIGHT },
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		NUMBERS,
	};
	struct rc_section *section =
	        rc_doc_section(w->doc, "agencies", N_("By year and agency"),
	                       columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < w->agencies.n; i++) {
		const struct line *line = &w->agencies.rows[i];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return;
		cells[0] = rc_cell_number(line->year);
		if (line->unit != NULL) {
			cells[1] = rc_cell_text(line->unit->agency->code);
			cells[2] = rc_cell_text(line->unit->name);
		}
		put_numbers(&cells[3], line);
	}
}

/* What is past in one bar, then year by year. */
static void
put_bars(struct work *w, size_t what, const char *title)
{
	static const char *const series[] = { N_("Devices") };
	struct rc_chart *chart =
	        rc_doc_chart(w->doc, RC_CHART_BARS, title, RC_CELL_COUNT,
	                     series, RC_COUNT(series));
	int64_t now = rc_civil_of(w->e->day).year;
	struct rc_chart_point *past = NULL;
	size_t i;

	for (i = 0; i < w->years.n; i++) {
		const struct line *line = &w->years.rows[i];
		struct rc_chart_point *p = past;

		if (line->n[what] == 0)
			continue;
		if (line->year >= now)
			p = rc_chart_point(chart, rc_cell_number(line->year));
		else if (past == NULL)
			p = past = rc_chart_point(
			        chart, rc_cell_message(N_("already past")));
		if (p == NULL)
			return;
		if (p->values[0] == RC_CHART_NOTHING)
			p->values[0] = 0;
		p->values[0] += line->n[what];
	}
}

bool
rc_ends_doc(const struct rc_report_in *in, struct rc_arena *arena,
            struct rc_doc *ret, struct rc_err *err)
{
	struct work w = { .e = in->estate };
	bool done;

	w.doc = rc_part_begin(in, arena, "forecast",
	                      N_("Ends of life, of warranty and of support"));
	done = w.doc != NULL && gather(&w, in->ledger);
	if (done) {
		put_years(&w);
		put_agencies(&w);
		put_bars(&w, LIFE, N_("Devices at the end of their life"));
		put_bars(
		        &w, SUPPORT,
		        N_("Computers whose system loses the maker's support"));
		rc_doc_note(w.doc, "%s",
		            _("Devices in use, in stock, under way or in "
		              "repair, not a person's own. End of life: the "
		              "day on record, else as the dated lives say (the "
		              "parameter wear_transition). Money: what the "
		              "devices cost; rented ones cost nothing here."));
	}
	rc_free(w.years.rows);
	rc_free(w.agencies.rows);
	if (!done)
		return rc_fail_nomem(err);
	return rc_part_end(w.doc, ret, err);
}
