/* SPDX-License-Identifier: MIT */
/* signatures - digital signatures of those who sign documents and those who
 * handle them (indicators Q4 and Q5), and the certificates that end soon. */
#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/day.h"

/* --- by agency ------------------------------------------------------------ */

enum {
	SIGNERS,
	SIGNERS_HELD,
	SIGNERS_VALID,
	HANDLERS,
	HANDLERS_HELD,
	HANDLERS_VALID,
	ENDED,
	ENDING,
	COUNTS
};

static const struct rc_column unit_columns[] = {
	{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	{ "signers", N_("Signers"), RC_CELL_COUNT, RC_RIGHT },
	{ "signers_held", N_("holding"), RC_CELL_COUNT, RC_RIGHT },
	{ "signers_valid", N_("valid"), RC_CELL_COUNT, RC_RIGHT },
	{ "handlers", N_("Handlers"), RC_CELL_COUNT, RC_RIGHT },
	{ "handlers_held", N_("holding"), RC_CELL_COUNT, RC_RIGHT },
	{ "handlers_valid", N_("valid"), RC_CELL_COUNT, RC_RIGHT },
	{ "ended", N_("Ended"), RC_CELL_COUNT, RC_RIGHT },
	{ "ending", N_("Ending soon"), RC_CELL_COUNT, RC_RIGHT },
	{ "first_ending", N_("First end"), RC_CELL_DAY, RC_LEFT },
};

static void
counts_of(const struct rc_unit *u, int64_t n[COUNTS])
{
	n[SIGNERS] = u->signers;
	n[SIGNERS_HELD] = u->signers_held;
	n[SIGNERS_VALID] = u->signers_valid;
	n[HANDLERS] = u->handlers;
	n[HANDLERS_HELD] = u->handlers_held;
	n[HANDLERS_VALID] = u->handlers_valid;
	n[ENDED] = u->tokens_ended;
	n[ENDING] = u->tokens_ending;
}

static void
put_counts(struct rc_doc_cell *cells, const int64_t n[COUNTS])
{
	size_t i;

	for (i = 0; i < COUNTS; i++)
		cells[2 + i] = rc_cell_count(n[i]);
}

static void
put_units(struct rc_doc *doc, const struct rc_estate *e, int64_t sum[COUNTS])
{
	struct rc_section *section = rc_doc_section(
	        doc, "agencies", N_("Digital signatures, by agency"),
	        unit_columns, RC_COUNT(unit_columns));
	struct rc_doc_cell *cells;
	int64_t n[COUNTS];
	size_t i, k;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *u = &e->units[i];

		counts_of(u, n);
		if (!rc_unit_in_tier(u, RC_TIER_NONE) ||
		    u->signers + u->handlers + u->tokens_ended == 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(u->agency->code);
		cells[1] = rc_cell_text(u->name);
		put_counts(cells, n);
		if (u->tokens_ending > 0)
			cells[10] = rc_cell_day(u->first_ending);
		for (k = 0; k < COUNTS; k++)
			sum[k] += n[k];
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	put_counts(cells, sum);
}

/* --- the two indicators --------------------------------------------------- */

static int64_t
target_of(const struct rc_estate *e, const char *indicator, int year)
{
	size_t i;

	for (i = 0; i < e->tables->ntargets; i++)
		if (e->tables->targets[i].year == year &&
		    rc_text_eq(e->tables->targets[i].indicator, indicator))
			return e->tables->targets[i].percent;
	return 100;
}

static void
chart_indicators(struct rc_doc *doc, const struct rc_estate *e, int year,
                 const int64_t sum[COUNTS])
{
	static const struct {
		const char *indicator, *label;
		size_t first;
	} rows[] = {
		{ "Q4", N_("Q4: signers"), SIGNERS },
		{ "Q5", N_("Q5: handlers"), HANDLERS },
	};
	static const char *const series[] = { N_("Posts"), N_("Needed"),
		                              N_("holding"), N_("valid") };
	struct rc_chart *chart = NULL;
	size_t i;

	for (i = 0; i < RC_COUNT(rows); i++) {
		const int64_t *n = &sum[rows[i].first];
		int64_t target = target_of(e, rows[i].indicator, year);
		struct rc_chart_point *p;

		if (n[0] == 0)
			continue;
		if (chart == NULL)
			chart = rc_doc_chart(
			        doc, RC_CHART_BULLETS,
			        N_("Posts with a digital signature"),
			        RC_CELL_COUNT, series, RC_COUNT(series));
		p = rc_chart_point(chart, rc_cell_message(rows[i].label));
		if (p == NULL)
			return;
		p->word = rc_quota_met(n[2], n[0], target) ? N_("met")
		                                           : N_("not met");
		p->values[0] = n[0];
		p->values[1] = rc_quota_needed(n[0], target);
		p->values[2] = n[1];
		p->values[3] = n[2];
	}
}

/* --- certificates --------------------------------------------------------- */

static const char *
state_of(const struct rc_token *t, rc_date day, int64_t warn)
{
	if (t->status == RC_TOKEN_REVOKED)
		return N_("revoked");
	if (t->status == RC_TOKEN_LOST)
		return N_("lost");
	if (t->valid_to != RC_DATE_NONE && t->valid_to < day)
		return N_("ended");
	if (t->valid_from != RC_DATE_NONE && t->valid_from > day)
		return N_("not valid yet");
	if (t->valid_to != RC_DATE_NONE && t->valid_to <= day + warn)
		return N_("ends soon");
	return NULL;
}

static void
put_tokens(struct rc_doc *doc, const struct rc_estate *e)
{
	static const struct rc_column columns[] = {
		{ "serial", N_("Serial"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "post", N_("Post"), RC_CELL_TEXT, RC_LEFT },
		{ "title", N_("Title"), RC_CELL_TEXT, RC_LEFT },
		{ "issuer", N_("Issuer"), RC_CELL_TEXT, RC_LEFT },
		{ "valid_to", N_("Valid to"), RC_CELL_DAY, RC_LEFT },
		{ "days", N_("Days left"), RC_CELL_NUMBER, RC_RIGHT },
		{ "state", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "tokens", N_("Signatures that need somebody's attention"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < e->tables->ntokens; i++) {
		const struct rc_token *t = &e->tables->tokens[i];
		const char *state =
		        state_of(t, e->day, e->params.value[RC_CERT_WARN_DAYS]);
		size_t at = rc_index_find(&e->seat_index, t->post.id);
		struct rc_doc_cell *cells;

		/* Of a post that is no more nobody holds it. */
		if (state == NULL || at == RC_NOWHERE)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(t->serial);
		cells[1] =
		        rc_cell_text(e->units[e->seats[at].unit].agency->code);
		cells[2] = rc_cell_text(e->seats[at].post->code);
		cells[3] = rc_cell_text(e->seats[at].post->title);
		cells[4] = rc_cell_text(t->issuer);
		cells[5] = rc_cell_day(t->valid_to);
		if (t->valid_to != RC_DATE_NONE && t->valid_to >= e->day)
			cells[6] = rc_cell_number(t->valid_to - e->day);
		cells[7] = rc_cell_message(state);
	}
}

bool
rc_signatures_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_doc *doc = rc_part_begin(in, arena, "signatures",
	                                   N_("Digital signatures"));
	int64_t sum[COUNTS] = { 0 };

	if (doc == NULL)
		return rc_fail_nomem(err);
	rc_doc_param(doc, "cert_warn_days", N_("Warned of so many days ahead"),
	             rc_cell_number(e->params.value[RC_CERT_WARN_DAYS]));
	put_units(doc, e, sum);
	chart_indicators(doc, e, rc_quota_settle(e, &in->quota).year, sum);
	put_tokens(doc, e);
	rc_doc_note(doc, "%s",
	            _("Counted in posts. Holding: a token that is neither "
	              "revoked nor lost. Valid: its certificate holds on the "
	              "day. Renewing takes time; begin before it ends."));
	return rc_part_end(doc, ret, err);
}
