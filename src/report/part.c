/* SPDX-License-Identifier: MIT */
/* part - header, thresholds and notes of a report. */
#include "report/part.h"

#include <rollcall/base/i18n.h>

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
