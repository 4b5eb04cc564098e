/* SPDX-License-Identifier: MIT */
/* indicator - counting systems, links and what others counted. */
#include "rule/indicator.h"

#include "rule/day.h"

enum rc_indicator_sort
rc_indicator_sort(const char *indicator)
{
	static const struct {
		const char *name;
		enum rc_indicator_sort sort;
	} known[] = {
		{ "Q1", RC_INDICATOR_EQUIPMENT },
		{ "Q2", RC_INDICATOR_EQUIPMENT },
		{ "Q3", RC_INDICATOR_EQUIPMENT },
		{ "Q4", RC_INDICATOR_SIGNER },
		{ "Q5", RC_INDICATOR_HANDLER },
		{ "Q6", RC_INDICATOR_SYSTEMS },
		{ "L1", RC_INDICATOR_LINKS },
		{ "L2", RC_INDICATOR_LINKS },
		{ "L3", RC_INDICATOR_LINKS },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(known); i++)
		if (rc_text_eq(known[i].name, indicator))
			return known[i].sort;
	return RC_INDICATOR_OTHER;
}

bool
rc_unit_in_tier(const struct rc_unit *unit, int tier)
{
	return unit->agency->in_quota == 1 &&
	       (tier == RC_TIER_NONE || unit->agency->tier == tier);
}

/* --- systems -------------------------------------------------------------- */

/* One marked yes counts whoever runs it, one marked no never does. */
static bool
takes_part(const struct rc_estate *e, const struct rc_system *system, int tier)
{
	size_t at = rc_index_find(&e->unit_index, system->agency.id);
	const struct rc_agency *agency;

	if (system->in_quota == 0 || at == RC_NOWHERE ||
	    !rc_day_holds(system->valid_from, system->valid_to, e->day))
		return false;
	agency = e->units[at].agency;
	return (system->in_quota == 1 || agency->in_quota == 1) &&
	       (tier == RC_TIER_NONE || agency->tier == tier);
}

/* Was it approved by the day? */
static enum rc_finding
is_assessed(const struct rc_system *system, rc_date day)
{
	if (system->dossier == RC_DOSSIER_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(system->dossier == RC_DOSSIER_APPROVED &&
	                     (system->decision_date == RC_DATE_NONE ||
	                      system->decision_date <= day));
}

static enum rc_finding
is_secured(const struct rc_system *system)
{
	if (system->measures == RC_MEASURES_NONE)
		return RC_FINDING_OPEN;
	return rc_finding_of(system->measures == RC_MEASURES_IMPLEMENTED);
}

void
rc_count_systems(const struct rc_estate *e, struct rc_quota_row *row)
{
	size_t i;

	row->counted = RC_COUNTED_SYSTEMS;
	for (i = 0; i < e->tables->nsystems; i++) {
		const struct rc_system *system = &e->tables->systems[i];
		enum rc_finding assessed = is_assessed(system, e->day);
		enum rc_finding both =
		        rc_finding_and(assessed, is_secured(system));

		if (!takes_part(e, system, (int)row->tier))
			continue;
		row->roster++;
		row->equipped += assessed == RC_FINDING_PASS;
		row->conforming += both == RC_FINDING_PASS;
		row->unknown += both == RC_FINDING_OPEN;
	}
}

/* --- links ---------------------------------------------------------------- */

bool
rc_count_links(const struct rc_estate *e, int year, struct rc_quota_row *row,
               struct rc_err *err)
{
	const struct rc_tables *t = e->tables;
	struct rc_params params;
	struct rc_wan *wans = rc_alloc(e->nunits, sizeof(*wans));
	size_t i, at;

	if (wans == NULL)
		return rc_fail_nomem(err);
	rc_params_of(&params, t->params, t->nparams, rc_year_last(year));
	params.value[RC_LINK_REQUIRED] = 1;
	for (i = 0; i < t->nlinks; i++) {
		at = rc_index_find(&e->unit_index, t->links[i].agency.id);
		if (at != RC_NOWHERE)
			rc_wan_add(&wans[at], &t->links[i],
			           e->units[at].agency->tier, &params, e->day);
	}
	row->counted = RC_COUNTED_AGENCIES;
	for (i = 0; i < e->nunits; i++) {
		enum rc_finding finding = rc_wan_end(&wans[i], &params);

		if (!rc_unit_in_tier(&e->units[i], (int)row->tier))
			continue;
		row->roster++;
		row->equipped += wans[i].best != RC_FINDING_MOOT;
		row->conforming += finding == RC_FINDING_PASS;
		row->unknown += finding == RC_FINDING_OPEN;
	}
	rc_free(wans);
	return true;
}

/* --- counts of others ----------------------------------------------------- */

static bool
is_later(const struct rc_tally *a, const struct rc_tally *than)
{
	if (than == NULL || a->as_of != than->as_of)
		return than == NULL || a->as_of > than->as_of;
	return a->head.id > than->head.id;
}

static void
add_tally(struct rc_quota_row *row, const struct rc_tally *tally)
{
	row->roster += tally->total;
	row->equipped += tally->done;
	row->conforming += tally->done;
	if (row->reported_on == RC_DATE_NONE || tally->as_of > row->reported_on)
		row->reported_on = tally->as_of;
}

/* The last one of the whole province, and of each agency. */
static const struct rc_tally *
sort_out(const struct rc_estate *e, const char *indicator,
         const struct rc_tally **of_unit)
{
	const struct rc_tables *t = e->tables;
	const struct rc_tally *whole = NULL, **last;
	size_t i, at;

	for (i = 0; i < t->ntallies; i++) {
		const struct rc_tally *tally = &t->tallies[i];

		if (!rc_text_eq(tally->indicator, indicator) ||
		    tally->as_of > e->day || tally->total < 0 ||
		    tally->done < 0)
			continue;
		at = rc_index_find(&e->unit_index, tally->agency.id);
		if (tally->agency.id != 0 && at == RC_NOWHERE)
			continue;
		last = tally->agency.id == 0 ? &whole : &of_unit[at];
		if (is_later(tally, *last))
			*last = tally;
	}
	return whole;
}

bool
rc_count_reported(const struct rc_estate *e, struct rc_quota_row *row,
                  bool *ret_there, struct rc_err *err)
{
	const struct rc_tally **of_unit = rc_alloc(e->nunits, sizeof(*of_unit));
	const struct rc_tally *whole;
	size_t i;

	if (of_unit == NULL)
		return rc_fail_nomem(err);
	whole = sort_out(e, row->indicator, of_unit);
	row->counted = RC_COUNTED_REPORTED;
	row->reported_on = RC_DATE_NONE;
	row->reported_whole = whole != NULL && row->tier == RC_TIER_NONE;
	if (row->reported_whole)
		add_tally(row, whole);
	for (i = 0; i < e->nunits && !row->reported_whole; i++) {
		if (!rc_unit_in_tier(&e->units[i], (int)row->tier))
			continue;
		if (of_unit[i] == NULL)
			row->not_evaluable++;
		else
			add_tally(row, of_unit[i]);
	}
	rc_free(of_unit);
	*ret_there = row->reported_on != RC_DATE_NONE;
	return true;
}
