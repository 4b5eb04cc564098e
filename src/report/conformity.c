/* SPDX-License-Identifier: MIT */
/* conformity - how the computers in use are judged: by agency, by rule, and
 * each one that does not conform. */
#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "report/part.h"

#define RANKED 12u /* rules in the picture */
#define SHOWN  30u /* agencies in the picture */

struct tally {
	int64_t n, pass, fail, open;
};

static void
count(struct tally *t, enum rc_finding finding)
{
	t->n++;
	t->pass += finding <= RC_FINDING_PASS;
	t->open += finding == RC_FINDING_OPEN;
	t->fail += finding == RC_FINDING_FAIL;
}

/* Of one agency. */
struct line {
	const struct rc_unit *unit;
	struct tally all, quality[RC_QUALITIES];
};

struct work {
	const struct rc_estate *e;
	struct rc_doc *doc;
	struct line *lines; /* by unit */
	struct tally rules[32];
	struct line sum;
};

static void
count_machine(struct work *w, const struct rc_machine *m)
{
	enum rc_finding all = rc_judgement_all(m->judgement);
	struct line *line = &w->lines[m->unit];
	size_t i;

	count(&line->all, all);
	count(&w->sum.all, all);
	for (i = 0; i < RC_QUALITIES; i++) {
		enum rc_finding one = rc_judgement_quality(
		        m->judgement, (enum rc_quality_id)i);

		count(&line->quality[i], one);
		count(&w->sum.quality[i], one);
	}
	for (i = 0; i < rc_nchecks; i++)
		count(&w->rules[i],
		      (m->judgement.failed >> i & 1) != 0 ? RC_FINDING_FAIL
		      : (m->judgement.open >> i & 1) != 0 ? RC_FINDING_OPEN
		                                          : RC_FINDING_PASS);
}

static bool
count_all(struct work *w)
{
	const struct rc_estate *e = w->e;
	size_t i;

	w->lines = rc_arena_alloc(w->doc->arena, e->nunits, sizeof(*w->lines));
	if (w->lines == NULL)
		return false;
	for (i = 0; i < e->nunits; i++)
		w->lines[i].unit = &e->units[i];
	for (i = 0; i < e->nmachines; i++)
		if (rc_machine_counts(&e->machines[i]))
			count_machine(w, &e->machines[i]);
	return true;
}

/* --- by agency ------------------------------------------------------------ */

static const struct rc_column line_columns[] = {
	{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
	{ "computers", N_("Computers"), RC_CELL_COUNT, RC_RIGHT },
	{ "conforming", N_("Conforming"), RC_CELL_COUNT, RC_RIGHT },
	{ "failing", N_("Failing"), RC_CELL_COUNT, RC_RIGHT },
	{ "unknown", N_("Unknown"), RC_CELL_COUNT, RC_RIGHT },
	{ "percent", N_("Conforming, %"), RC_CELL_PERCENT, RC_RIGHT },
	{ "modern", N_("modern"), RC_CELL_COUNT, RC_RIGHT },
	{ "uniform", N_("uniform"), RC_CELL_COUNT, RC_RIGHT },
	{ "fit", N_("fit for use"), RC_CELL_COUNT, RC_RIGHT },
	{ "secure", N_("secure"), RC_CELL_COUNT, RC_RIGHT },
};

static void
put_tallies(struct rc_doc_cell *cells, const struct line *line)
{
	size_t i;

	cells[3] = rc_cell_count(line->all.n);
	cells[4] = rc_cell_count(line->all.pass);
	cells[5] = rc_cell_count(line->all.fail);
	cells[6] = rc_cell_count(line->all.open);
	cells[7] = rc_cell_percent(rc_share(line->all.pass, line->all.n));
	for (i = 0; i < RC_QUALITIES; i++)
		cells[8 + i] = rc_cell_count(line->quality[i].pass);
}

static void
put_agencies(struct work *w)
{
	struct rc_section *section = rc_doc_section(
	        w->doc, "agencies", N_("Computers in use, by agency"),
	        line_columns, RC_COUNT(line_columns));
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < w->e->nunits; i++) {
		const struct line *line = &w->lines[i];

		if (line->all.n == 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(line->unit->agency->code);
		cells[1] = rc_cell_text(line->unit->name);
		cells[2] = rc_cell_tier(line->unit->agency->tier);
		put_tallies(cells, line);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	put_tallies(cells, &w->sum);
}

/* a/b against c/d, the smaller first. */
static int
by_share(const void *a, const void *b)
{
	const struct line *x = *(const struct line *const *)a;
	const struct line *y = *(const struct line *const *)b;
	int64_t left = x->all.pass * y->all.n;
	int64_t right = y->all.pass * x->all.n;

	if (left != right)
		return left < right ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
chart_agencies(struct work *w)
{
	struct rc_chart *chart = rc_doc_chart(
	        w->doc, RC_CHART_HEAT,
	        N_("Computers that pass, in percent; the agencies with the "
	           "least conforming"),
	        RC_CELL_PERCENT, rc_quality_names, RC_QUALITIES);
	const struct line **order =
	        rc_arena_alloc(w->doc->arena, w->e->nunits, sizeof(*order));
	size_t n = 0;
	size_t i, q;

	if (order == NULL) {
		w->doc->failed = true;
		return;
	}
	for (i = 0; i < w->e->nunits; i++)
		if (w->lines[i].all.n > 0)
			order[n++] = &w->lines[i];
	if (n > 1)
		qsort(order, n, sizeof(*order), by_share);
	for (i = 0; i < n && i < SHOWN; i++) {
		struct rc_chart_point *p = rc_chart_point(
		        chart, rc_cell_text(order[i]->unit->name));

		for (q = 0; p != NULL && q < RC_QUALITIES; q++)
			p->values[q] = rc_share(order[i]->quality[q].pass,
			                        order[i]->quality[q].n);
	}
}

/* --- by rule -------------------------------------------------------------- */

struct rule {
	const struct rc_check *check;
	const struct tally *tally;
};

static int
by_failures(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;

	if (x->tally->fail != y->tally->fail)
		return x->tally->fail > y->tally->fail ? -1 : 1;
	if (x->tally->open != y->tally->open)
		return x->tally->open > y->tally->open ? -1 : 1;
	return x->check < y->check ? -1 : x->check > y->check;
}

static void
put_rule(struct rc_section *section, const struct rule *rule)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(rule->check->id);
	cells[1] = rc_cell_message(rc_quality_names[rule->check->quality]);
	cells[2] = rc_cell_message(rule->check->rule);
	cells[3] = rc_cell_count(rule->tally->pass);
	cells[4] = rc_cell_count(rule->tally->fail);
	cells[5] = rc_cell_count(rule->tally->open);
	cells[6] = rc_cell_percent(rc_share(rule->tally->fail, rule->tally->n));
}

static void
put_rules(struct work *w)
{
	static const struct rc_column columns[] = {
		{ "rule", N_("Rule"), RC_CELL_TEXT, RC_LEFT },
		{ "quality", N_("Quality"), RC_CELL_MESSAGE, RC_LEFT },
		{ "demands", N_("What it demands"), RC_CELL_MESSAGE, RC_LEFT },
		{ "pass", N_("Pass"), RC_CELL_COUNT, RC_RIGHT },
		{ "fail", N_("Fail"), RC_CELL_COUNT, RC_RIGHT },
		{ "unknown", N_("Unknown"), RC_CELL_COUNT, RC_RIGHT },
		{ "percent", N_("Failing, %"), RC_CELL_PERCENT, RC_RIGHT },
	};
	static const char *const series[] = { N_("Failing") };
	struct rc_section *section = rc_doc_section(
	        w->doc, "rules", N_("Rules, the one most often failed first"),
	        columns, RC_COUNT(columns));
	struct rc_chart *chart = rc_doc_chart(
	        w->doc, RC_CHART_BARS, N_("Rules most often failed: computers"),
	        RC_CELL_COUNT, series, RC_COUNT(series));
	struct rule rules[RC_COUNT(w->rules)];
	size_t i;

	for (i = 0; i < rc_nchecks; i++)
		rules[i] = (struct rule){ &rc_checks[i], &w->rules[i] };
	qsort(rules, rc_nchecks, sizeof(rules[0]), by_failures);
	for (i = 0; i < rc_nchecks; i++) {
		struct rc_chart_point *p = NULL;

		put_rule(section, &rules[i]);
		if (i < RANKED && rules[i].tally->fail > 0)
			p = rc_chart_point(
			        chart, rc_cell_message(rules[i].check->rule));
		if (p != NULL)
			p->values[0] = rules[i].tally->fail;
	}
}

/* --- each computer -------------------------------------------------------- */

/* "secure.scan secure.firewall", or nothing. */
static struct rc_doc_cell
rules_cell(struct rc_doc *doc, uint32_t bits)
{
	char room[1024];
	size_t n = 0;
	size_t i;
	const char *text;

	for (i = 0; i < rc_nchecks; i++)
		if ((bits >> i & 1) != 0)
			n += (size_t)snprintf(room + n, sizeof(room) - n,
			                      "%s%.24s", n > 0 ? " " : "",
			                      rc_checks[i].id);
	if (n == 0)
		return rc_cell_text(NULL);
	text = rc_arena_textn(doc->arena, room, n);
	doc->failed |= text == NULL;
	return rc_cell_text(text);
}

static const struct rc_asset *
asset_of(const struct rc_ledger *ledger, rc_id id, size_t *at)
{
	while (*at < ledger->nassets && ledger->assets[*at].id < id)
		(*at)++;
	if (*at == ledger->nassets || ledger->assets[*at].id != id)
		return NULL;
	return &ledger->assets[*at];
}

static void
put_device(struct work *w, struct rc_section *section,
           const struct rc_machine *m, const struct rc_asset *asset)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	bool failed = m->judgement.failed != 0;

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(asset == NULL ? NULL : asset->tag);
	cells[1] = rc_cell_text(w->e->units[m->unit].agency->code);
	if (m->seat != RC_NOWHERE)
		cells[2] = rc_cell_text(w->e->seats[m->seat].post->code);
	cells[3] = rc_cell_text(asset == NULL ? NULL : asset->model);
	cells[4] = rc_cell_message(failed ? N_("fail") : N_("unknown"));
	cells[5] = rules_cell(w->doc, m->judgement.failed);
	cells[6] = rules_cell(w->doc, m->judgement.open);
}

/* Machines and assets both stand in order of id. */
static void
put_devices(struct work *w, const struct rc_ledger *ledger)
{
	static const struct rc_column columns[] = {
		{ "asset_tag", N_("Asset tag"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "post", N_("Post"), RC_CELL_TEXT, RC_LEFT },
		{ "model", N_("Model"), RC_CELL_TEXT, RC_LEFT },
		{ "verdict", N_("Verdict"), RC_CELL_MESSAGE, RC_LEFT },
		{ "failed", N_("Rules failed"), RC_CELL_TEXT, RC_LEFT },
		{ "open", N_("Not known"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        w->doc, "devices", N_("Computers that do not conform"), columns,
	        RC_COUNT(columns));
	size_t at = 0;
	size_t i;

	for (i = 0; i < w->e->nmachines; i++) {
		const struct rc_machine *m = &w->e->machines[i];

		if (rc_machine_counts(m) &&
		    rc_judgement_all(m->judgement) > RC_FINDING_PASS)
			put_device(w, section, m, asset_of(ledger, m->id, &at));
	}
}

bool
rc_conformity_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err)
{
	struct work w = { .e = in->estate };

	w.doc = rc_part_begin(in, arena, "conformity",
	                      N_("Conformity of computers"));
	if (w.doc == NULL || !count_all(&w))
		return rc_fail_nomem(err);
	put_agencies(&w);
	put_rules(&w);
	chart_agencies(&w);
	put_devices(&w, in->ledger);
	rc_part_thresholds(w.doc, w.e);
	rc_doc_note(w.doc, "%s",
	            _("Computers in use that are not a person's own. Unknown: "
	              "no rule fails, but for at least one there is no fact. "
	              "Not known is not a pass."));
	return rc_part_end(w.doc, ret, err);
}
