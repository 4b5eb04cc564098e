/* SPDX-License-Identifier: MIT */
/*
 * polls - who was asked and who answered: the coverage of each agency, why the
 * others did not answer, and the devices that have been silent too long.
 *
 * What is looked at are devices in use or in stock that are on the network and
 * not a person's own. Those without an address cannot be asked; isolated ones
 * never are, and are counted apart.
 */
#include <rollcall/base/i18n.h>
#include <rollcall/model/outcome.h>

#include <stdlib.h>
#include <string.h>

#include "report/part.h"

enum {
	NETWORKED, /* all that are looked at */
	ADDRESSED, /* ... with an address */
	ASKED,     /* ... asked in the period */
	ANSWERED,  /* ... answered in it */
	NEVER,     /* never answered up to the day */
	SILENT,    /* answered once, but longer ago than seen_max_days */
	ISOLATED,  /* not looked at */
	COUNTS
};

static bool
is_ours(const struct rc_asset *a)
{
	return (a->status == RC_STATUS_IN_USE ||
	        a->status == RC_STATUS_IN_STOCK) &&
	       rc_category_is_computer(a->category) &&
	       a->ownership != RC_PERSONAL_DEVICE;
}

static bool
is_looked_at(const struct rc_asset *a)
{
	return is_ours(a) && a->connectivity != RC_ISOLATED;
}

static int64_t
silent_days(const struct rc_asset *a, rc_date day)
{
	return a->answered_at == RC_MS_NONE ? RC_INT_NONE
	                                    : day - rc_date_of(a->answered_at);
}

struct work {
	const struct rc_estate *e;
	const struct rc_ledger *ledger;
	struct rc_doc *doc;
	int64_t limit;             /* seen_max_days */
	int64_t (*counts)[COUNTS]; /* by unit */
	int64_t sum[COUNTS];
};

static void
count_asset(struct work *w, const struct rc_asset *a, int64_t n[COUNTS])
{
	int64_t days = silent_days(a, w->e->day);

	if (!is_looked_at(a)) {
		n[ISOLATED] += is_ours(a);
		return;
	}
	n[NETWORKED]++;
	n[ADDRESSED] += a->has_host;
	n[ASKED] += a->asked > 0;
	n[ANSWERED] += a->answered > 0;
	n[NEVER] += days == RC_INT_NONE;
	n[SILENT] += days != RC_INT_NONE && days > w->limit;
}

static bool
count_all(struct work *w)
{
	size_t i;

	w->counts =
	        rc_arena_alloc(w->doc->arena, w->e->nunits, sizeof(*w->counts));
	if (w->counts == NULL)
		return false;
	for (i = 0; i < w->ledger->nassets; i++) {
		const struct rc_asset *a = &w->ledger->assets[i];
		size_t at = rc_index_find(&w->e->unit_index, a->agency);

		count_asset(w, a, w->sum);
		if (at != RC_NOWHERE)
			count_asset(w, a, w->counts[at]);
	}
	return true;
}

/* --- by agency ------------------------------------------------------------ */

static void
put_counts(struct rc_doc_cell *cells, const int64_t n[COUNTS])
{
	size_t i;

	for (i = 0; i < COUNTS; i++)
		cells[2 + i] = rc_cell_count(n[i]);
	cells[2 + COUNTS] =
	        rc_cell_percent(rc_share(n[ANSWERED], n[NETWORKED]));
}

static void
put_agencies(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "computers", N_("Computers"), RC_CELL_COUNT, RC_RIGHT },
		{ "addressed", N_("With address"), RC_CELL_COUNT, RC_RIGHT },
		{ "asked", N_("Asked"), RC_CELL_COUNT, RC_RIGHT },
		{ "answered", N_("Answered"), RC_CELL_COUNT, RC_RIGHT },
		{ "never", N_("Never answered"), RC_CELL_COUNT, RC_RIGHT },
		{ "silent", N_("Silent too long"), RC_CELL_COUNT, RC_RIGHT },
		{ "isolated", N_("Isolated"), RC_CELL_COUNT, RC_RIGHT },
		{ "percent", N_("Answered, %"), RC_CELL_PERCENT, RC_RIGHT },
	};
	struct rc_section *section =
	        rc_doc_section(w->doc, "agencies", N_("Coverage, by agency"),
	                       columns, RC_COUNT(columns));
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < w->e->nunits; i++) {
		if (w->counts[i][NETWORKED] + w->counts[i][ISOLATED] == 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(w->e->units[i].agency->code);
		cells[1] = rc_cell_text(w->e->units[i].name);
		put_counts(cells, w->counts[i]);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	put_counts(cells, w->sum);
}

/* --- why not -------------------------------------------------------------- */

#define CAUSES 32u /* words there may be; others are counted as the last */

struct cause {
	const char *outcome;
	int64_t n;
};

static int
by_most(const void *a, const void *b)
{
	const struct cause *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->outcome, y->outcome);
}

static size_t
count_causes(const struct work *w, struct cause causes[CAUSES])
{
	size_t n = 0;
	size_t i, k;

	for (i = 0; i < w->ledger->nassets; i++) {
		const struct rc_asset *a = &w->ledger->assets[i];

		if (!is_looked_at(a) || a->asked == 0 || a->said == NULL ||
		    strcmp(a->said, "ok") == 0)
			continue;
		for (k = 0; k < n; k++)
			if (strcmp(causes[k].outcome, a->said) == 0)
				break;
		if (k == CAUSES)
			k--;
		else if (k == n)
			causes[n++] = (struct cause){ a->said, 0 };
		causes[k].n++;
	}
	if (n > 1)
		qsort(causes, n, sizeof(*causes), by_most);
	return n;
}

static struct rc_doc_cell
outcome_cell(const char *outcome)
{
	size_t i;

	for (i = 1; outcome != NULL && rc_outcome_words[i].name != NULL; i++)
		if (strcmp(rc_outcome_words[i].name, outcome) == 0)
			return rc_cell_named(outcome,
			                     rc_outcome_words[i].label);
	return rc_cell_text(outcome);
}

static void
put_causes(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "outcome", N_("Outcome"), RC_CELL_TEXT, RC_LEFT },
		{ "meaning", N_("Meaning"), RC_CELL_MESSAGE, RC_LEFT },
		{ "computers", N_("Computers"), RC_CELL_COUNT, RC_RIGHT },
	};
	static const char *const series[] = { N_("Computers") };
	struct rc_section *section = rc_doc_section(
	        w->doc, "causes",
	        N_("Asked in the period, and the last time without an answer"),
	        columns, RC_COUNT(columns));
	struct rc_chart *chart = rc_doc_chart(
	        w->doc, RC_CHART_BARS, N_("Why computers did not answer"),
	        RC_CELL_COUNT, series, RC_COUNT(series));
	struct cause causes[CAUSES];
	size_t n = count_causes(w, causes);
	size_t i;

	for (i = 0; i < n; i++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);
		struct rc_chart_point *p =
		        rc_chart_point(chart, outcome_cell(causes[i].outcome));

		if (cells == NULL || p == NULL)
			return;
		cells[0] = rc_cell_text(causes[i].outcome);
		cells[1] = outcome_cell(causes[i].outcome);
		cells[2] = rc_cell_count(causes[i].n);
		p->values[0] = causes[i].n;
	}
}

/* --- who ------------------------------------------------------------------ */

static void
put_silent(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "asset_tag", N_("Asset tag"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "asked_at", N_("Last asked"), RC_CELL_INSTANT, RC_LEFT },
		{ "outcome", N_("Outcome"), RC_CELL_MESSAGE, RC_LEFT },
		{ "answered_at", N_("Last answer"), RC_CELL_INSTANT, RC_LEFT },
		{ "days", N_("Days silent"), RC_CELL_NUMBER, RC_RIGHT },
	};
	struct rc_section *section = rc_doc_section(
	        w->doc, "silent", N_("Never answered, or silent too long"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < w->ledger->nassets; i++) {
		const struct rc_asset *a = &w->ledger->assets[i];
		const struct rc_unit *unit = rc_unit_by_id(w->e, a->agency);
		int64_t days = silent_days(a, w->e->day);
		struct rc_doc_cell *cells;

		if (!is_looked_at(a) ||
		    (days != RC_INT_NONE && days <= w->limit))
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(a->tag);
		cells[1] =
		        rc_cell_text(unit == NULL ? NULL : unit->agency->code);
		cells[2] = rc_cell_instant(a->asked_at);
		cells[3] = outcome_cell(a->said);
		cells[4] = rc_cell_instant(a->answered_at);
		cells[5] = rc_cell_number(days);
	}
}

bool
rc_polls_doc(const struct rc_report_in *in, struct rc_arena *arena,
             struct rc_doc *ret, struct rc_err *err)
{
	struct work w = { .e = in->estate, .ledger = in->ledger };

	w.doc = rc_part_begin(in, arena, "polls", N_("Coverage of the polls"));
	w.limit = w.e->params.value[RC_SEEN_MAX_DAYS];
	if (w.doc == NULL || !count_all(&w))
		return rc_fail_nomem(err);
	rc_doc_param(w.doc, "seen_max_days", N_("Silent too long after (days)"),
	             rc_cell_number(w.limit));
	put_agencies(&w);
	put_causes(&w);
	put_silent(&w);
	rc_doc_note(w.doc, "%s",
	            _("Computers in use or in stock. Isolated ones are never "
	              "asked: a person attests them. Outcomes older than the "
	              "history of polls is kept are not counted."));
	return rc_part_end(w.doc, ret, err);
}
