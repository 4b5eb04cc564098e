/* SPDX-License-Identifier: MIT */
/*
 * systems - the register of information systems with their security levels
 * (indicator Q6, domain.md D9), in both readings: assessed (the dossier is
 * approved), and assessed and secured (its measures stand as well).
 */
#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/day.h"

#define SOON_DAYS 90 /* a review that comes so soon is pointed out */

struct tally {
	int64_t all, assessed, secured, overdue, soon, unlevelled;
};

static bool
is_assessed(const struct rc_system *s)
{
	return s->dossier == RC_DOSSIER_APPROVED;
}

static bool
is_secured(const struct rc_system *s)
{
	return is_assessed(s) && s->measures == RC_MEASURES_IMPLEMENTED;
}

static bool
is_of_day(const struct rc_system *s, rc_date day)
{
	return rc_day_holds(s->valid_from, s->valid_to, day);
}

static struct tally
count(const struct rc_estate *e)
{
	struct tally t = { 0 };
	size_t i;

	for (i = 0; i < e->tables->nsystems; i++) {
		const struct rc_system *s = &e->tables->systems[i];

		if (!is_of_day(s, e->day) || s->in_quota == 0)
			continue;
		t.all++;
		t.assessed += is_assessed(s);
		t.secured += is_secured(s);
		t.unlevelled += s->level == RC_INT_NONE;
		if (s->next_review == RC_DATE_NONE)
			continue;
		t.overdue += s->next_review < e->day;
		t.soon += s->next_review >= e->day &&
		          s->next_review <= e->day + SOON_DAYS;
	}
	return t;
}

/* --- the two readings ----------------------------------------------------- */

static int64_t
target_of(const struct rc_estate *e, int year)
{
	size_t i;

	for (i = 0; i < e->tables->ntargets; i++)
		if (e->tables->targets[i].year == year &&
		    rc_text_eq(e->tables->targets[i].indicator, "Q6"))
			return e->tables->targets[i].percent;
	return RC_INT_NONE;
}

static void
put_reading(struct rc_section *section, const char *name, int64_t n,
            const int64_t all_and_target[2])
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	int64_t all = all_and_target[0];
	int64_t target = all_and_target[1];

	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(name);
	cells[1] = rc_cell_count(all);
	cells[2] = rc_cell_count(n);
	cells[3] = rc_cell_percent(rc_share(n, all));
	cells[4] = rc_cell_percent(target);
	if (target == RC_INT_NONE)
		return;
	cells[5] = rc_cell_count(rc_quota_needed(all, target));
	cells[6] = rc_cell_bool(rc_quota_met(n, all, target));
}

static void
put_readings(struct rc_doc *doc, const struct rc_estate *e, int year,
             const struct tally *t)
{
	static const struct rc_column columns[] = {
		{ "reading", N_("Reading"), RC_CELL_MESSAGE, RC_LEFT },
		{ "systems", N_("Systems"), RC_CELL_COUNT, RC_RIGHT },
		{ "reached", N_("Reached"), RC_CELL_COUNT, RC_RIGHT },
		{ "percent", N_("Percent"), RC_CELL_PERCENT, RC_RIGHT },
		{ "target_percent", N_("Target"), RC_CELL_PERCENT, RC_RIGHT },
		{ "needed", N_("Needed"), RC_CELL_COUNT, RC_RIGHT },
		{ "met", N_("Met"), RC_CELL_BOOL, RC_LEFT },
	};
	static const char *const series[] = { N_("Systems"), N_("Needed"),
		                              N_("Assessed"), N_("Secured") };
	const int64_t scale[2] = { t->all, target_of(e, year) };
	struct rc_section *section = rc_doc_section(
	        doc, "readings", N_("Indicator Q6, in both readings"), columns,
	        RC_COUNT(columns));
	struct rc_chart *chart;
	struct rc_chart_point *p;

	put_reading(section, N_("assessed and secured"), t->secured, scale);
	put_reading(section, N_("assessed"), t->assessed, scale);
	if (scale[1] == RC_INT_NONE || t->all == 0)
		return;
	chart = rc_doc_chart(doc, RC_CHART_BULLETS,
	                     N_("Systems secured by level"), RC_CELL_COUNT,
	                     series, RC_COUNT(series));
	p = rc_chart_point(chart, rc_cell_text("Q6"));
	if (p == NULL)
		return;
	p->word = rc_quota_met(t->secured, t->all, scale[1]) ? N_("met")
	                                                     : N_("not met");
	p->values[0] = t->all;
	p->values[1] = rc_quota_needed(t->all, scale[1]);
	p->values[2] = t->assessed;
	p->values[3] = t->secured;
}

/* --- the register --------------------------------------------------------- */

static const struct rc_column columns[] = {
	{ "code", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	{ "name", N_("System"), RC_CELL_TEXT, RC_LEFT },
	{ "agency", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	{ "level", N_("Level"), RC_CELL_NUMBER, RC_RIGHT },
	{ "dossier", N_("Dossier"), RC_CELL_MESSAGE, RC_LEFT },
	{ "measures", N_("Measures"), RC_CELL_MESSAGE, RC_LEFT },
	{ "decision", N_("Decision"), RC_CELL_TEXT, RC_LEFT },
	{ "decision_date", N_("Of"), RC_CELL_DAY, RC_LEFT },
	{ "next_review", N_("Next review"), RC_CELL_DAY, RC_LEFT },
	{ "in_quota", N_("In the quota"), RC_CELL_BOOL, RC_LEFT },
	{ "state", N_("Status"), RC_CELL_MESSAGE, RC_LEFT },
};

static const char *
state_of(const struct rc_system *s, rc_date day)
{
	if (s->next_review != RC_DATE_NONE && s->next_review < day)
		return N_("review overdue");
	if (is_secured(s))
		return N_("secured");
	return is_assessed(s) ? N_("assessed") : N_("not assessed");
}

static void
put_system(struct rc_section *section, const struct rc_estate *e,
           const struct rc_system *s)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_unit *unit = rc_unit_by_id(e, s->agency.id);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(s->code);
	cells[1] = rc_cell_text(s->name);
	cells[2] = rc_cell_text(unit == NULL ? s->agency.key : unit->name);
	cells[3] = rc_cell_number(s->level);
	cells[4] = rc_cell_word(rc_dossier_words, s->dossier);
	cells[5] = rc_cell_word(rc_measures_words, s->measures);
	cells[6] = rc_cell_text(s->decision);
	cells[7] = rc_cell_day(s->decision_date);
	cells[8] = rc_cell_day(s->next_review);
	cells[9] = rc_cell_bool(s->in_quota != 0);
	cells[10] = rc_cell_message(state_of(s, e->day));
}

static void
put_notes(struct rc_doc *doc, const struct tally *t)
{
	if (t->all == 0)
		rc_doc_note(doc, "%s",
		            _("No system is in the quota: there is nothing to "
		              "count, so it is not met."));
	if (t->overdue > 0)
		rc_doc_note(doc, _("The review of %lld is overdue."),
		            (long long)t->overdue);
	if (t->soon > 0)
		rc_doc_note(doc, _("The review of %lld is due within %d days."),
		            (long long)t->soon, SOON_DAYS);
	if (t->unlevelled > 0)
		rc_doc_note(doc, _("%lld have no security level on record."),
		            (long long)t->unlevelled);
	rc_doc_note(doc, "%s",
	            _("The plan says both words: assessed and secured. Systems "
	              "of the Centre are recorded and not counted. Dossier and "
	              "measures are as recorded last: they carry no history "
	              "here."));
}

bool
rc_systems_doc(const struct rc_report_in *in, struct rc_arena *arena,
               struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_doc *doc = rc_part_begin(in, arena, "systems",
	                                   N_("Information systems and their "
	                                      "security levels"));
	int year = rc_quota_settle(e, &in->quota).year;
	struct tally t = count(e);
	struct rc_section *section;
	size_t i;

	if (doc == NULL)
		return rc_fail_nomem(err);
	rc_doc_param(doc, "year", N_("Year of the plan"), rc_cell_number(year));
	put_readings(doc, e, year, &t);
	section = rc_doc_section(doc, "systems", N_("Register of systems"),
	                         columns, RC_COUNT(columns));
	for (i = 0; i < e->tables->nsystems; i++)
		if (is_of_day(&e->tables->systems[i], e->day))
			put_system(section, e, &e->tables->systems[i]);
	put_notes(doc, &t);
	doc->main = section;
	return rc_part_end(doc, ret, err);
}
