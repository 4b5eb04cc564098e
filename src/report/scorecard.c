/* SPDX-License-Identifier: MIT */
/*
 * scorecard - the agencies of the quota, ranked: by the share of their posts
 * that conform, then by the share that is served, then by the share of valid
 * signatures. Agencies that are level in all three share a rank; those without
 * posts have none. It is one of the things a yearly ranking looks at, not that
 * ranking.
 */
#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "report/role.h"

#define SHOWN 30u /* agencies in the picture */

struct score {
	const struct rc_unit *unit;
	int64_t owing; /* signers and handlers, each counted once a role */
	int64_t valid;
	int64_t late; /* duties */
	int64_t rank; /* from 1; 0 = none */
};

/* a/b against c/d, the larger first; nothing of nothing is the whole. */
static int
by_share(int64_t a, int64_t b, int64_t c, int64_t d)
{
	int64_t left = (b == 0 ? 1 : a) * (d == 0 ? 1 : d);
	int64_t right = (d == 0 ? 1 : c) * (b == 0 ? 1 : b);

	return left > right ? -1 : left < right;
}

static int
compare(const struct score *x, const struct score *y)
{
	const struct rc_unit *a = x->unit, *b = y->unit;
	int order;

	if ((a->posts == 0) != (b->posts == 0))
		return a->posts == 0 ? 1 : -1;
	order = by_share(a->conforming, a->posts, b->conforming, b->posts);
	if (order == 0)
		order = by_share(a->served, a->posts, b->served, b->posts);
	if (order == 0)
		order = by_share(x->valid, x->owing, y->valid, y->owing);
	return order;
}

static int
by_rank(const void *a, const void *b)
{
	const struct score *x = a, *y = b;
	int order = compare(x, y);

	if (order != 0)
		return order;
	/* Units stand in order of code. */
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
rank(struct score *scores, size_t n)
{
	size_t i;

	for (i = 0; i < n && scores[i].unit->posts > 0; i++)
		scores[i].rank =
		        i > 0 && compare(&scores[i - 1], &scores[i]) == 0
		                ? scores[i - 1].rank
		                : (int64_t)i + 1;
}

static void
count_late(struct score *score, const struct rc_report_in *in,
           const struct rc_agenda *agenda)
{
	size_t i;

	for (i = 0; i < agenda->n; i++) {
		const struct rc_occasion *o = &agenda->items[i];

		if (rc_role_owes(o->duty, score->unit) &&
		    rc_occasion_state(o, in->ledger->snapshots,
		                      in->ledger->nsnapshots, in->day)
		                    .state == RC_DUE_LATE)
			score->late++;
	}
}

static struct score *
score_all(const struct rc_report_in *in, const struct rc_agenda *agenda,
          struct rc_arena *arena, size_t *ret_n)
{
	const struct rc_estate *e = in->estate;
	struct score *scores =
	        rc_arena_alloc(arena, e->nunits, sizeof(*scores));
	size_t n = 0;
	size_t i;

	for (i = 0; scores != NULL && i < e->nunits; i++) {
		const struct rc_unit *u = &e->units[i];

		if (!rc_unit_in_tier(u, RC_TIER_NONE))
			continue;
		scores[n].unit = u;
		scores[n].owing = u->signers + u->handlers;
		scores[n].valid = u->signers_valid + u->handlers_valid;
		count_late(&scores[n++], in, agenda);
	}
	if (n > 1)
		qsort(scores, n, sizeof(*scores), by_rank);
	if (scores != NULL)
		rank(scores, n);
	*ret_n = n;
	return scores;
}

/* --- the document --------------------------------------------------------- */

static const char *const link_words[] = {
	[RC_FINDING_MOOT] = N_("not demanded"),
	[RC_FINDING_PASS] = N_("pass"),
	[RC_FINDING_OPEN] = N_("unknown"),
	[RC_FINDING_FAIL] = N_("fail"),
};

static void
put_score(struct rc_section *section, const struct score *score)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_unit *u = score->unit;

	if (cells == NULL)
		return;
	if (score->rank > 0)
		cells[0] = rc_cell_number(score->rank);
	cells[1] = rc_cell_text(u->agency->code);
	cells[2] = rc_cell_text(u->name);
	cells[3] = rc_cell_tier(u->agency->tier);
	cells[4] = rc_cell_text(u->agency->leader);
	cells[5] = rc_cell_count(u->posts);
	cells[6] = rc_cell_count(u->served);
	cells[7] = rc_cell_count(u->conforming);
	cells[8] = rc_cell_count(u->unknown);
	cells[9] = rc_cell_percent(rc_share(u->conforming, u->posts));
	cells[10] = rc_cell_message(link_words[u->link]);
	cells[11] = rc_cell_count(score->owing);
	cells[12] = rc_cell_count(score->valid);
	cells[13] = rc_cell_count(score->late);
}

static void
put_scores(struct rc_doc *doc, const struct score *scores, size_t n)
{
	static const struct rc_column columns[] = {
		{ "rank", N_("Rank"), RC_CELL_NUMBER, RC_RIGHT },
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "head", N_("Head"), RC_CELL_TEXT, RC_LEFT },
		{ "posts", N_("Posts"), RC_CELL_COUNT, RC_RIGHT },
		{ "served", N_("Served"), RC_CELL_COUNT, RC_RIGHT },
		{ "conforming", N_("Conforming"), RC_CELL_COUNT, RC_RIGHT },
		{ "unknown", N_("Unknown"), RC_CELL_COUNT, RC_RIGHT },
		{ "percent", N_("Conforming, %"), RC_CELL_PERCENT, RC_RIGHT },
		{ "link", N_("Link"), RC_CELL_MESSAGE, RC_LEFT },
		{ "signatures", N_("Signatures due"), RC_CELL_COUNT, RC_RIGHT },
		{ "signatures_valid", N_("valid"), RC_CELL_COUNT, RC_RIGHT },
		{ "late", N_("Late duties"), RC_CELL_COUNT, RC_RIGHT },
	};
	struct rc_section *section =
	        rc_doc_section(doc, "agencies", N_("Agencies by rank"), columns,
	                       RC_COUNT(columns));
	size_t i;

	for (i = 0; i < n; i++)
		put_score(section, &scores[i]);
}

static void
chart_scores(struct rc_doc *doc, const struct score *scores, size_t n)
{
	static const char *const series[] = { N_("Served"), N_("Conforming"),
		                              N_("Signatures") };
	struct rc_chart *chart = rc_doc_chart(
	        doc, RC_CHART_HEAT,
	        N_("The agencies that have the longest way to go, in percent"),
	        RC_CELL_PERCENT, series, RC_COUNT(series));
	size_t shown = 0;
	size_t i;

	for (i = n; i > 0 && shown < SHOWN; i--) {
		const struct score *s = &scores[i - 1];
		struct rc_chart_point *p;

		if (s->rank == 0)
			continue;
		p = rc_chart_point(chart, rc_cell_text(s->unit->name));
		if (p == NULL)
			return;
		shown++;
		p->values[0] = rc_share(s->unit->served, s->unit->posts);
		p->values[1] = rc_share(s->unit->conforming, s->unit->posts);
		p->values[2] = rc_share(s->valid, s->owing);
	}
}

bool
rc_scorecard_doc(const struct rc_report_in *in, struct rc_arena *arena,
                 struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc =
	        rc_part_begin(in, arena, "scorecard", N_("Agency scorecard"));
	struct rc_agenda agenda;
	struct score *scores;
	size_t n;

	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_role_agenda(in, 0, arena, &agenda, err))
		return false;
	scores = score_all(in, &agenda, arena, &n);
	if (scores == NULL)
		return rc_fail_nomem(err);
	put_scores(doc, scores, n);
	chart_scores(doc, scores, n);
	rc_doc_note(doc, "%s",
	            _("Ranked by the share of posts whose computer conforms, "
	              "then by the share that is served, then by valid "
	              "signatures; agencies that are level share a rank, and "
	              "one without posts has none. Late duties are counted "
	              "where the plan names the agency."));
	return rc_part_end(doc, ret, err);
}
