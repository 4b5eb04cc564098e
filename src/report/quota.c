/* SPDX-License-Identifier: MIT */
/* quota - the verdict of the plan as a document. */
#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "report/forecast.h"
#include "report/part.h"

static const char *const counted_names[] = {
	[RC_COUNTED_AGENCIES] = N_("agencies"),
	[RC_COUNTED_POSTS] = N_("posts"),
	[RC_COUNTED_DEVICES] = N_("devices"),
	[RC_COUNTED_SYSTEMS] = N_("systems"),
	[RC_COUNTED_REPORTED] = N_("as reported"),
};

/* These names are a promise to scripts. */
static const struct rc_column row_columns[] = {
	{ "indicator", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
	{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
	{ "target_percent", N_("Target"), RC_CELL_PERCENT, RC_RIGHT },
	{ "roster", N_("Roster"), RC_CELL_COUNT, RC_RIGHT },
	{ "needed", N_("Needed"), RC_CELL_COUNT, RC_RIGHT },
	{ "equipped", N_("Equipped"), RC_CELL_COUNT, RC_RIGHT },
	{ "met_equipped", N_("Met"), RC_CELL_BOOL, RC_LEFT },
	{ "conforming", N_("Conforming"), RC_CELL_COUNT, RC_RIGHT },
	{ "met_conforming", N_("Met"), RC_CELL_BOOL, RC_LEFT },
	{ "unknown", N_("Unknown"), RC_CELL_COUNT, RC_RIGHT },
	{ "not_evaluable", N_("Left out"), RC_CELL_COUNT, RC_RIGHT },
	{ "counted", N_("Counted in"), RC_CELL_MESSAGE, RC_LEFT },
};

static bool
is_equipment(const struct rc_quota_row *row)
{
	return rc_indicator_sort(row->indicator) == RC_INDICATOR_EQUIPMENT;
}

/* All rows, or those that the basis makes a difference to. */
static void
put_rows(struct rc_section *section, const struct rc_quota *q, bool all)
{
	size_t i;

	for (i = 0; i < q->nrows; i++) {
		const struct rc_quota_row *row = &q->rows[i];
		struct rc_doc_cell *cells;

		if (!all && !is_equipment(row))
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(row->indicator);
		cells[1] = rc_cell_tier((int)row->tier);
		cells[2] = rc_cell_percent(row->target_percent);
		cells[3] = rc_cell_count(row->roster);
		cells[4] = rc_cell_count(row->needed);
		cells[5] = rc_cell_count(row->equipped);
		cells[6] = rc_cell_bool(row->met_equipped);
		cells[7] = rc_cell_count(row->conforming);
		cells[8] = rc_cell_bool(row->met_conforming);
		cells[9] = rc_cell_count(row->unknown);
		cells[10] = rc_cell_count(row->not_evaluable);
		cells[11] = rc_cell_message(counted_names[row->counted]);
	}
}

/* --- the nearest agencies ------------------------------------------------ */

struct near {
	const struct rc_unit *unit;
	int64_t missing;
};

/* Units stand in order of code, which breaks the tie. */
static int
near_by_missing(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	if (x->missing != y->missing)
		return x->missing < y->missing ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
put_near(struct rc_section *section, const struct near *near)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	const struct rc_unit *unit = near->unit;

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(unit->agency->code);
	cells[1] = rc_cell_text(unit->name);
	cells[2] = rc_cell_tier(unit->agency->tier);
	cells[3] = rc_cell_count(unit->posts);
	cells[4] = rc_cell_count(unit->served);
	cells[5] = rc_cell_count(unit->conforming);
	cells[6] = rc_cell_count(unit->unknown);
	cells[7] = rc_cell_count(near->missing);
}

/* As many agencies of the tier as the target is short of. */
static void
put_nearest(struct rc_section *section, const struct rc_estate *e,
            const struct rc_quota_options *o, const struct rc_quota_row *row)
{
	struct near *all = rc_alloc(e->nunits, sizeof(*all));
	size_t n = 0;
	size_t i;

	if (all == NULL) {
		if (section != NULL)
			section->doc->failed = true;
		return;
	}
	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];
		struct rc_unit_verdict v = rc_unit_judge(unit, &e->params, o);

		if (!rc_unit_in_tier(unit, (int)row->tier) || !v.evaluable ||
		    v.conforms)
			continue;
		all[n].unit = unit;
		all[n++].missing = v.missing;
	}
	if (n > 1)
		qsort(all, n, sizeof(*all), near_by_missing);
	for (i = 0; i < n && row->conforming + (int64_t)i < row->needed; i++)
		put_near(section, &all[i]);
	rc_free(all);
}

static void
put_all_nearest(struct rc_doc *doc, const struct rc_estate *e,
                const struct rc_quota_options *o, const struct rc_quota *q)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "posts", N_("Posts"), RC_CELL_COUNT, RC_RIGHT },
		{ "served", N_("Served"), RC_CELL_COUNT, RC_RIGHT },
		{ "conforming", N_("Conforming"), RC_CELL_COUNT, RC_RIGHT },
		{ "unknown", N_("Unknown"), RC_CELL_COUNT, RC_RIGHT },
		{ "missing", N_("Missing"), RC_CELL_COUNT, RC_RIGHT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "nearest",
	        N_("Agencies nearest to conforming, as many as are short"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < q->nrows; i++)
		if (is_equipment(&q->rows[i]))
			put_nearest(section, e, o, &q->rows[i]);
}

static void
put_not_evaluable(struct rc_doc *doc, const struct rc_estate *e)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
	};
	struct rc_section *section =
	        rc_doc_section(doc, "not_evaluable",
	                       N_("Agencies without posts: not judged, left "
	                          "out of both sides"),
	                       columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];
		struct rc_doc_cell *cells;

		if (!rc_unit_in_tier(unit, RC_TIER_NONE) || unit->posts > 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(unit->agency->code);
		cells[1] = rc_cell_text(unit->name);
		cells[2] = rc_cell_tier(unit->agency->tier);
	}
}

/* Who must renew signatures, and by when the first. */
static void
put_signatures(struct rc_doc *doc, const struct rc_estate *e)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "ended", N_("Ended"), RC_CELL_COUNT, RC_RIGHT },
		{ "ending", N_("Ending soon"), RC_CELL_COUNT, RC_RIGHT },
		{ "first_ending", N_("First on"), RC_CELL_DAY, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "signatures",
	        N_("Digital signatures in hands that ended, or end within "
	           "cert_warn_days"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];
		struct rc_doc_cell *cells;

		if (!rc_unit_in_tier(unit, RC_TIER_NONE) ||
		    unit->tokens_ended + unit->tokens_ending == 0)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(unit->agency->code);
		cells[1] = rc_cell_text(unit->name);
		cells[2] = rc_cell_count(unit->tokens_ended);
		cells[3] = rc_cell_count(unit->tokens_ending);
		if (unit->first_ending != RC_DATE_NONE)
			cells[4] = rc_cell_day(unit->first_ending);
	}
}

/* --- charts -------------------------------------------------------------- */

#define RANKED 20u /* agencies that a picture has room for */

static const char *
word_of(const struct rc_quota_row *row)
{
	if (row->roster == 0)
		return N_("nothing to count");
	return row->met_conforming ? N_("met") : N_("not met");
}

static void
chart_rows(struct rc_doc *doc, const struct rc_quota *q)
{
	static const char *const series[] = { N_("Roster"), N_("Needed"),
		                              N_("Equipped"),
		                              N_("Conforming") };
	struct rc_chart *chart = rc_doc_chart(
	        doc, RC_CHART_BULLETS, N_("Attainment against the targets"),
	        RC_CELL_COUNT, series, RC_COUNT(series));
	size_t i;

	for (i = 0; i < q->nrows; i++) {
		const struct rc_quota_row *row = &q->rows[i];
		const char *tier = rc_cell_tier((int)row->tier).text;
		const char *label = rc_arena_printf(
		        doc->arena, "%s %s %lld%%",
		        rc_text_or_empty(row->indicator), _(tier),
		        (long long)row->target_percent);
		struct rc_chart_point *point =
		        rc_chart_point(chart, rc_cell_text(label));

		if (label == NULL)
			doc->failed = true;
		if (point == NULL)
			return;
		point->word = word_of(row);
		point->values[0] = row->roster;
		point->values[1] = row->needed;
		point->values[2] = row->equipped;
		point->values[3] = row->conforming;
	}
}

static int
far_by_missing(const void *a, const void *b)
{
	const struct near *x = a, *y = b;

	if (x->missing != y->missing)
		return x->missing > y->missing ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* The agencies with the longest way to go. */
static void
chart_agencies(struct rc_doc *doc, const struct rc_estate *e,
               const struct rc_quota_options *o)
{
	static const char *const series[] = { N_("Missing") };
	struct rc_chart *chart =
	        rc_doc_chart(doc, RC_CHART_BARS,
	                     N_("Posts missing, the agencies with the most"),
	                     RC_CELL_COUNT, series, RC_COUNT(series));
	struct near *all = rc_alloc(e->nunits, sizeof(*all));
	size_t n = 0;
	size_t i;

	if (all == NULL)
		doc->failed = true;
	for (i = 0; all != NULL && i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];
		struct rc_unit_verdict v = rc_unit_judge(unit, &e->params, o);

		if (!rc_unit_in_tier(unit, RC_TIER_NONE) || v.missing == 0)
			continue;
		all[n].unit = unit;
		all[n++].missing = v.missing;
	}
	if (n > 1)
		qsort(all, n, sizeof(*all), far_by_missing);
	for (i = 0; i < n && i < RANKED; i++) {
		struct rc_chart_point *point =
		        rc_chart_point(chart, rc_cell_text(all[i].unit->name));

		if (point != NULL)
			point->values[0] = all[i].missing;
	}
	rc_free(all);
}

/* --- notes --------------------------------------------------------------- */

/* Of a figure that others counted: whose, and of which day. */
static void
note_reported(struct rc_doc *doc, const struct rc_quota_row *row)
{
	struct rc_buf day;

	rc_buf_init(&day, 40);
	rc_date_put_dmy(&day, row->reported_on);
	if (row->reported_whole)
		rc_doc_note(doc,
		            _("%s: as reported for the province as a whole on "
		              "%s."),
		            row->indicator, day.p);
	else
		rc_doc_note(doc,
		            _("%s: the sum of what the agencies reported, "
		              "the last on %s; %lld reported nothing and are "
		              "left out."),
		            row->indicator, day.p,
		            (long long)row->not_evaluable);
	rc_buf_fini(&day);
}

static bool
has_row(const struct rc_quota *q, const char *indicator)
{
	size_t i;

	for (i = 0; i < q->nrows; i++)
		if (rc_text_eq(q->rows[i].indicator, indicator))
			return true;
	return false;
}

static void
note_silent(struct rc_doc *doc, const struct rc_estate *e,
            const struct rc_quota *q)
{
	struct rc_buf silent;
	size_t i;

	rc_buf_init(&silent, 1000);
	for (i = 0; i < e->tables->ntargets; i++) {
		const struct rc_target *target = &e->tables->targets[i];

		if (target->year == q->year && !has_row(q, target->indicator))
			rc_buf_printf(&silent, "%s%s", silent.n > 0 ? ", " : "",
			              rc_text_or_empty(target->indicator));
	}
	if (silent.n > 0)
		rc_doc_note(doc,
		            _("In the plan, and nothing is recorded of it up "
		              "to this day: %s."),
		            silent.p);
	rc_buf_fini(&silent);
}

static void
note_rows(struct rc_doc *doc, const struct rc_estate *e,
          const struct rc_quota *q)
{
	size_t i;

	for (i = 0; i < q->nrows; i++) {
		const struct rc_quota_row *row = &q->rows[i];

		if (row->counted == RC_COUNTED_REPORTED)
			note_reported(doc, row);
		if (row->roster == 0)
			rc_doc_note(doc,
			            _("%s: there is nothing to count, so it "
			              "is not met."),
			            row->indicator);
	}
	note_silent(doc, e, q);
	if (has_row(q, "Q6"))
		rc_doc_note(doc, "%s",
		            _("Q6: equipped = the dossier of the security "
		              "level is approved (assessed), conforming = its "
		              "measures are implemented as well (assessed and "
		              "secured)."));
	if (q->nrows == 0)
		rc_doc_note(doc, _("There is no target for %d."), q->year);
}

bool
rc_quota_doc(const struct rc_report_in *in, struct rc_arena *arena,
             struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_quota_options o = rc_quota_settle(e, &in->quota);
	struct rc_quota_options by_post = o;
	struct rc_doc *doc = rc_arena_alloc(arena, 1, sizeof(*doc));
	struct rc_quota q, posts;

	by_post.basis = RC_BASIS_POST;
	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_quota_of(e, &o, arena, &q, err) ||
	    !rc_quota_of(e, &by_post, arena, &posts, err))
		return false;
	rc_doc_init(doc, arena, "quota", N_("Quota"));
	rc_part_head(doc, e, &o);
	put_rows(rc_doc_section(doc, "rows",
	                        N_("Attainment against the targets"),
	                        row_columns, RC_COUNT(row_columns)),
	         &q, true);
	if (o.basis == RC_BASIS_AGENCY)
		put_rows(rc_doc_section(doc, "posts",
		                        N_("Equipment, counted in posts"),
		                        row_columns, RC_COUNT(row_columns)),
		         &posts, false);
	if (!rc_forecast_put(doc, in, &o, &q, err))
		return false;
	put_all_nearest(doc, e, &o, &q);
	put_not_evaluable(doc, e);
	put_signatures(doc, e);
	chart_rows(doc, &q);
	chart_agencies(doc, e, &o);
	rc_part_thresholds(doc, e);
	note_rows(doc, e, &q);
	rc_part_notes(doc, e, &o);
	if (!rc_doc_done(doc, err))
		return false;
	*ret = *doc;
	return true;
}
