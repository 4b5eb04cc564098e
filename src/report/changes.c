/* SPDX-License-Identifier: MIT */
/* changes - what was written in the period: by kind, by user, by act. */
#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#include "report/part.h"

#define MOST_ACTS 1000 /* listed; the rest is counted */

struct total {
	const char *name; /* of a kind or a user */
	int64_t adds, sets, removes;
};

struct totals {
	struct total *rows;
	size_t n;
};

static void
add_up(struct totals *t, const char *name, const struct rc_activity *a)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->rows[i].name, name) != 0)
		i++;
	if (i == t->n)
		t->rows[t->n++] = (struct total){ .name = name };
	t->rows[i].adds += a->adds;
	t->rows[i].sets += a->sets;
	t->rows[i].removes += a->removes;
}

static int64_t
all_of(const struct total *t)
{
	return t->adds + t->sets + t->removes;
}

static int
by_most(const void *a, const void *b)
{
	const struct total *x = a, *y = b;

	if (all_of(x) != all_of(y))
		return all_of(x) > all_of(y) ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool
sum_up(const struct rc_ledger *ledger, bool by_kind, struct rc_arena *arena,
       struct totals *t)
{
	size_t i;

	t->n = 0;
	t->rows = rc_arena_alloc(arena, ledger->nactivities, sizeof(*t->rows));
	if (t->rows == NULL)
		return false;
	for (i = 0; i < ledger->nactivities; i++) {
		const struct rc_activity *a = &ledger->activities[i];

		add_up(t, rc_text_or_empty(by_kind ? a->kind : a->who), a);
	}
	if (t->n > 1)
		qsort(t->rows, t->n, sizeof(*t->rows), by_most);
	return true;
}

static void
put_numbers(struct rc_doc_cell *cells, const struct total *t)
{
	cells[0] = rc_cell_count(t->adds);
	cells[1] = rc_cell_count(t->sets);
	cells[2] = rc_cell_count(t->removes);
	cells[3] = rc_cell_count(all_of(t));
}

#define NUMBERS                                                        \
	{ "added", N_("Added"), RC_CELL_COUNT, RC_RIGHT },             \
	        { "changed", N_("Changed"), RC_CELL_COUNT, RC_RIGHT }, \
	        { "removed", N_("Removed"), RC_CELL_COUNT, RC_RIGHT }, \
	{                                                              \
		"all", N_("All"), RC_CELL_COUNT, RC_RIGHT              \
	}

static void
put_kinds(struct rc_doc *doc, const struct totals *t)
{
	static const struct rc_column columns[] = {
		{ "kind", N_("Kind"), RC_CELL_TEXT, RC_LEFT },
		{ "label", N_("Records"), RC_CELL_MESSAGE, RC_LEFT },
		NUMBERS,
	};
	static const char *const series[] = { N_("Writes") };
	struct rc_section *section =
	        rc_doc_section(doc, "kinds", N_("Writes, by kind of record"),
	                       columns, RC_COUNT(columns));
	struct rc_chart *chart = rc_doc_chart(
	        doc, RC_CHART_BARS, N_("Writes, by kind of record"),
	        RC_CELL_COUNT, series, RC_COUNT(series));
	struct total sum = { 0 };
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < t->n; i++) {
		const struct rc_kind *kind =
		        rc_kind_find(rc_str_of(t->rows[i].name));
		const char *label = kind == NULL ? NULL : kind->label;
		struct rc_chart_point *p = rc_chart_point(
		        chart, label == NULL ? rc_cell_text(t->rows[i].name)
		                             : rc_cell_message(label));

		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL || p == NULL)
			return;
		p->values[0] = all_of(&t->rows[i]);
		cells[0] = rc_cell_text(t->rows[i].name);
		cells[1] = rc_cell_message(label);
		put_numbers(&cells[2], &t->rows[i]);
		sum.adds += t->rows[i].adds;
		sum.sets += t->rows[i].sets;
		sum.removes += t->rows[i].removes;
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	put_numbers(&cells[2], &sum);
}

static void
put_users(struct rc_doc *doc, const struct totals *t)
{
	static const struct rc_column columns[] = {
		{ "who", N_("Who"), RC_CELL_TEXT, RC_LEFT },
		NUMBERS,
	};
	struct rc_section *section =
	        rc_doc_section(doc, "users", N_("Writes, by user"), columns,
	                       RC_COUNT(columns));
	size_t i;

	for (i = 0; i < t->n; i++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(t->rows[i].name);
		put_numbers(&cells[1], &t->rows[i]);
	}
}

/* The latest first. */
static void
put_acts(struct rc_doc *doc, const struct rc_ledger *ledger)
{
	static const struct rc_column columns[] = {
		{ "batch", N_("Batch"), RC_CELL_NUMBER, RC_RIGHT },
		{ "at", N_("When"), RC_CELL_INSTANT, RC_LEFT },
		{ "who", N_("Who"), RC_CELL_TEXT, RC_LEFT },
		{ "what", N_("Act"), RC_CELL_TEXT, RC_LEFT },
		{ "reason", N_("Reason"), RC_CELL_TEXT, RC_LEFT },
		{ "writes", N_("Writes"), RC_CELL_COUNT, RC_RIGHT },
		{ "undone_by", N_("Taken back by"), RC_CELL_NUMBER, RC_RIGHT },
	};
	struct rc_section *section =
	        rc_doc_section(doc, "acts", N_("Acts, the latest first"),
	                       columns, RC_COUNT(columns));
	size_t n = ledger->nbatches;
	size_t i;

	for (i = 0; i < n && i < MOST_ACTS; i++) {
		const struct rc_batch *b = &ledger->batches[n - 1 - i];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return;
		cells[0] = rc_cell_number(b->head.id);
		cells[1] = rc_cell_instant(b->at);
		cells[2] = rc_cell_text(b->who);
		cells[3] = rc_cell_text(b->what);
		cells[4] = rc_cell_text(b->reason);
		cells[5] = rc_cell_count(b->writes);
		if (b->undone_by.id != 0)
			cells[6] = rc_cell_number(b->undone_by.id);
	}
	if (n > MOST_ACTS)
		rc_doc_note(doc,
		            _("%zu acts, of which the latest %d are listed."),
		            n, MOST_ACTS);
}

bool
rc_changes_doc(const struct rc_report_in *in, struct rc_arena *arena,
               struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc = rc_part_begin(in, arena, "changes",
	                                   N_("Changes of the period"));
	struct totals kinds, users;

	if (doc == NULL || !sum_up(in->ledger, true, arena, &kinds) ||
	    !sum_up(in->ledger, false, arena, &users))
		return rc_fail_nomem(err);
	put_kinds(doc, &kinds);
	put_users(doc, &users);
	put_acts(doc, in->ledger);
	rc_doc_note(doc, "%s",
	            _("Counted from the chained history: one write is one "
	              "record added, changed or removed. `rollcall audit` "
	              "shows each with its old and new values."));
	return rc_part_end(doc, ret, err);
}
