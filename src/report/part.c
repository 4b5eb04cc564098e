/* SPDX-License-Identifier: MIT */
/* part - header, thresholds and notes of a report. */
#include "report/part.h"

#include <rollcall/base/i18n.h>

#include "rule/day.h"

static const char *const basis_names[] = {
	[RC_BASIS_AGENCY] = N_("agency"),
	[RC_BASIS_POST] = N_("post"),
	[RC_BASIS_DEVICE] = N_("device"),
};

struct rc_doc_cell
rc_cell_tier(int tier)
{
	if (tier <= RC_TIER_NONE || tier >= RC_TIERS)
		return rc_cell_message(N_("all"));
	return rc_cell_message(rc_tier_words[tier].label);
}

struct rc_doc_cell
rc_cell_group(int title_group)
{
	if (title_group <= RC_GROUP_NONE || title_group >= RC_GROUPS)
		return rc_cell_text(NULL);
	return rc_cell_message(rc_title_group_words[title_group].label);
}

struct rc_doc_cell
rc_cell_word(const struct rc_word *words, int word)
{
	if (word <= 0)
		return rc_cell_text(NULL);
	return rc_cell_named(words[word].name, words[word].label);
}

int64_t
rc_share(int64_t n, int64_t total)
{
	return total <= 0 ? INT64_MIN : 100 * n / total;
}

bool
rc_machine_counts(const struct rc_machine *m)
{
	return m->unit != RC_NOWHERE && m->traits.status == RC_STATUS_IN_USE &&
	       m->ownership != RC_PERSONAL_DEVICE;
}

const struct rc_unit *
rc_unit_by_id(const struct rc_estate *e, rc_id id)
{
	size_t at = rc_index_find(&e->unit_index, id);

	return at == RC_NOWHERE ? NULL : &e->units[at];
}

/* The day of the month that data are gathered to. No plan gives one; state
 * reports have the 14th (Nghị định 09/2019/NĐ-CP). Printed, not used: figures
 * are as of the day that stands above. */
#define CUTOFF_DAY 14

static void
put_cutoff(struct rc_doc *doc, const struct rc_estate *e)
{
	const struct rc_param *best = NULL;
	size_t i;

	for (i = 0; i < e->tables->nparams; i++) {
		const struct rc_param *row = &e->tables->params[i];

		if (rc_text_eq(row->name, "cutoff_day") &&
		    row->value != RC_INT_NONE &&
		    rc_day_holds(row->valid_from, row->valid_to, e->day) &&
		    (best == NULL || row->valid_from > best->valid_from))
			best = row;
	}
	rc_doc_param(doc, "cutoff_day", N_("Cut-off day of the month"),
	             rc_cell_number(best == NULL ? CUTOFF_DAY : best->value));
}

struct rc_doc *
rc_part_begin(const struct rc_report_in *in, struct rc_arena *arena,
              const char *name, const char *title)
{
	struct rc_doc *doc = rc_arena_alloc(arena, 1, sizeof(*doc));

	if (doc == NULL)
		return NULL;
	rc_doc_init(doc, arena, name, title);
	rc_doc_param(doc, "as_of", N_("As of"), rc_cell_day(in->day));
	rc_doc_param(doc, "period_from", N_("Period from"),
	             rc_cell_day(in->period.from));
	rc_doc_param(doc, "period_to", N_("Period to"),
	             rc_cell_day(in->period.to));
	put_cutoff(doc, in->estate);
	return doc;
}

bool
rc_part_end(const struct rc_doc *doc, struct rc_doc *ret, struct rc_err *err)
{
	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_doc_done(doc, err))
		return false;
	*ret = *doc;
	return true;
}

void
rc_part_head(struct rc_doc *doc, const struct rc_estate *e,
             const struct rc_quota_options *o)
{
	int64_t roster = 0;
	size_t i;

	for (i = 0; i < e->nunits; i++)
		roster += rc_unit_in_tier(&e->units[i], RC_TIER_NONE);
	rc_doc_param(doc, "as_of", N_("As of"), rc_cell_day(e->day));
	rc_doc_param(doc, "year", N_("Year of the plan"),
	             rc_cell_number(o->year));
	rc_doc_param(doc, "basis", N_("Counted in"),
	             rc_cell_message(basis_names[o->basis]));
	rc_doc_param(doc, "theta", N_("Posts an agency needs (theta, %)"),
	             rc_cell_number(o->theta));
	rc_doc_param(doc, "unknown", N_("Unknown facts"),
	             rc_cell_message(o->exclude_unknown ? N_("exclude")
	                                                : N_("fail")));
	rc_doc_param(doc, "roster", N_("Agencies in the quota"),
	             rc_cell_count(roster));
	put_cutoff(doc, e);
}

void
rc_part_thresholds(struct rc_doc *doc, const struct rc_estate *e)
{
	static const struct rc_column columns[] = {
		{ "name", N_("Parameter"), RC_CELL_TEXT, RC_LEFT },
		{ "value", N_("Value"), RC_CELL_NUMBER, RC_RIGHT },
		{ "unit", N_("Unit"), RC_CELL_TEXT, RC_LEFT },
		{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section =
	        rc_doc_section(doc, "parameters", N_("Parameters of the day"),
	                       columns, RC_COUNT(columns));
	int id;

	for (id = 0; id < RC_PARAMS; id++) {
		const struct rc_param *row = e->params.row[id];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(rc_param_infos[id].name);
		cells[1] = rc_cell_number(e->params.value[id]);
		cells[2] = rc_cell_text(row == NULL ? NULL : row->unit);
		if (row != NULL)
			cells[3] = rc_cell_text(row->source);
		else if (rc_param_infos[id].fallback == 0)
			cells[3] = rc_cell_message(N_("not configured"));
		else
			cells[3] = rc_cell_message(N_("built in"));
	}
}

void
rc_part_notes(struct rc_doc *doc, const struct rc_estate *e,
              const struct rc_quota_options *o)
{
	const struct rc_civil last = { o->year, 12, 31 };

	if (rc_civil_valid(last) && e->day < rc_date_from(last))
		rc_doc_note(doc,
		            _("The target of %d is judged on 31/12/%d; until "
		              "then these are figures on the way there."),
		            o->year, o->year);
	else if (rc_civil_valid(last) && e->day > rc_date_from(last))
		rc_doc_note(doc,
		            _("The target of %d was judged on 31/12/%d; these "
		              "figures are of a later day."),
		            o->year, o->year);
	rc_doc_note(doc, "%s",
	            _("Equipped: by handover records, a post has a computer in "
	              "use. Conforming: by facts, that computer is modern, "
	              "uniform, fit for use and secure. Facts of a later day "
	              "count as not known."));
	if (e->params.value[RC_LINK_REQUIRED] != 0 &&
	    e->params.value[RC_BW_MIN_COMMUNE_KBPS] == 0 &&
	    e->params.value[RC_BW_MIN_PROVINCE_KBPS] == 0)
		rc_doc_note(doc, "%s",
		            _("Bandwidth of links: not configured (no plan "
		              "gives a figure), so it is not judged."));
	if (e->office == NULL)
		rc_doc_note(doc, "%s",
		            _("There is no profile \"office\": computers and "
		              "posts without a profile are not judged by "
		              "processor, memory and disk."));
	rc_doc_note(doc, "%s",
	            _("Display, office suite and licences are not recorded "
	              "yet and not judged."));
}
