/* SPDX-License-Identifier: MIT */
/* forecast - the end of the year by what is on order, and by the rate so far. */
#include "report/forecast.h"

#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/day.h"
#include "rule/forecast.h"

/* --- orders --------------------------------------------------------------- */

static void
put_orders(struct rc_doc *doc, const struct rc_quota *now,
           const struct rc_quota *end)
{
	static const struct rc_column columns[] = {
		{ "indicator", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "needed", N_("Needed"), RC_CELL_COUNT, RC_RIGHT },
		{ "equipped_now", N_("Equipped now"), RC_CELL_COUNT, RC_RIGHT },
		{ "equipped_forecast", N_("Forecast"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "met_equipped_forecast", N_("Met"), RC_CELL_BOOL, RC_LEFT },
		{ "conforming_now", N_("Conforming now"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "conforming_forecast", N_("Forecast"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "met_conforming_forecast", N_("Met"), RC_CELL_BOOL, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "forecast",
	        N_("Forecast for 31/12 of the year: computers on order "
	           "delivered by then"),
	        columns, RC_COUNT(columns));
	size_t i;

	/* Both are of the same targets: row stands beside row. */
	for (i = 0; i < now->nrows; i++) {
		const struct rc_quota_row *a = &now->rows[i];
		const struct rc_quota_row *b = &end->rows[i];
		struct rc_doc_cell *cells;

		if (rc_indicator_sort(a->indicator) != RC_INDICATOR_EQUIPMENT)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(a->indicator);
		cells[1] = rc_cell_tier((int)a->tier);
		cells[2] = rc_cell_count(b->needed);
		cells[3] = rc_cell_count(a->equipped);
		cells[4] = rc_cell_count(b->equipped);
		cells[5] = rc_cell_bool(b->met_equipped);
		cells[6] = rc_cell_count(a->conforming);
		cells[7] = rc_cell_count(b->conforming);
		cells[8] = rc_cell_bool(b->met_conforming);
	}
}

static void
note_orders(struct rc_doc *doc, const struct rc_forecast *f)
{
	rc_doc_note(doc,
	            _("Forecast by orders: computers on order that serve a "
	              "post that lacks one: %lld. They go to posts of the "
	              "agency they were ordered for, then of those beneath "
	              "it, the nearest to conforming first. Each is taken to "
	              "conform; nothing else is taken to change."),
	            (long long)f->serving);
	if (f->late > 0)
		rc_doc_note(doc, _("Of these, should have come already: %lld."),
		            (long long)f->late);
	if (f->after + f->undated > 0)
		rc_doc_note(doc,
		            _("On order but not in the forecast: to come after "
		              "the year: %lld; without a day of delivery: "
		              "%lld."),
		            (long long)f->after, (long long)f->undated);
	if (f->idle > 0)
		rc_doc_note(doc,
		            _("On order, but no post lacks one there: %lld."),
		            (long long)f->idle);
}

static bool
by_orders(struct rc_doc *doc, const struct rc_report_in *in,
          const struct rc_quota_options *o, const struct rc_quota *q,
          struct rc_err *err)
{
	struct rc_forecast forecast;
	struct rc_quota end;

	if (!rc_forecast_of(in->estate, o->year, doc->arena, &forecast, err) ||
	    !rc_quota_of(&forecast.estate, o, doc->arena, &end, err))
		return false;
	put_orders(doc, q, &end);
	note_orders(doc, &forecast);
	return true;
}

/* --- the rate so far ------------------------------------------------------ */

static const struct rc_quota_row *
same_row(const struct rc_quota *q, const struct rc_quota_row *row)
{
	size_t i;

	for (i = 0; i < q->nrows; i++)
		if (q->rows[i].tier == row->tier &&
		    rc_text_eq(q->rows[i].indicator, row->indicator))
			return &q->rows[i];
	return NULL;
}

/* Then, now, forecast, met: four cells; the last two stay empty when not all
 * was known then. */
static void
put_line(struct rc_doc_cell *cells, const struct rc_trend *trend,
         const struct rc_quota_row *row, bool known)
{
	int64_t end = rc_trend_at_end(trend);

	cells[0] = rc_cell_count(trend->then);
	cells[1] = rc_cell_count(trend->now);
	if (!known)
		return;
	cells[2] = rc_cell_count(end);
	cells[3] = rc_cell_bool(
	        rc_quota_met(end, row->roster, row->target_percent));
}

static void
put_trend(struct rc_section *section, const struct rc_quota_row *row,
          const struct rc_quota_row *past, struct rc_trend trend)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(row->indicator);
	cells[1] = rc_cell_tier((int)row->tier);
	cells[2] = rc_cell_count(row->needed);
	cells[3] = rc_cell_day(trend.from);
	trend.most = row->roster;
	trend.then = past->equipped;
	trend.now = row->equipped;
	put_line(&cells[4], &trend, row, true);
	trend.then = past->conforming;
	trend.now = row->conforming;
	put_line(&cells[8], &trend, row, past->unknown == 0);
}

static void
by_rate(struct rc_doc *doc, const struct rc_quota *past,
        const struct rc_quota *q)
{
	static const struct rc_column columns[] = {
		{ "indicator", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "needed", N_("Needed"), RC_CELL_COUNT, RC_RIGHT },
		{ "since", N_("Since"), RC_CELL_DAY, RC_LEFT },
		{ "equipped_then", N_("Equipped then"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "equipped_now", N_("Now"), RC_CELL_COUNT, RC_RIGHT },
		{ "equipped_forecast", N_("Forecast"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "met_equipped_forecast", N_("Met"), RC_CELL_BOOL, RC_LEFT },
		{ "conforming_then", N_("Conforming then"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "conforming_now", N_("Now"), RC_CELL_COUNT, RC_RIGHT },
		{ "conforming_forecast", N_("Forecast"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "met_conforming_forecast", N_("Met"), RC_CELL_BOOL, RC_LEFT },
	};
	const struct rc_trend trend = { .from = past->as_of,
		                        .at = q->as_of,
		                        .to = rc_year_last(q->year) };
	struct rc_section *section = rc_doc_section(
	        doc, "trend",
	        N_("Forecast for 31/12 of the year: the rate so far, drawn on"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < q->nrows; i++) {
		const struct rc_quota_row *was = same_row(past, &q->rows[i]);

		if (was != NULL && was->roster > 0)
			put_trend(section, &q->rows[i], was, trend);
	}
	rc_doc_note(doc,
	            _("Forecast by rate: now + (now - then) x days left (%d) / "
	              "days passed (%d), rounded down, at most the roster. "
	              "Then: as the history has it; no forecast of what was "
	              "partly unknown then."),
	            trend.to - trend.at, trend.at - trend.from);
}

bool
rc_forecast_put(struct rc_doc *doc, const struct rc_report_in *in,
                const struct rc_quota_options *o, const struct rc_quota *q,
                struct rc_err *err)
{
	if (in->estate->day >= rc_year_last(o->year) || q->nrows == 0)
		return true;
	if (!by_orders(doc, in, o, q, err))
		return false;
	if (in->past != NULL && in->past->as_of < q->as_of)
		by_rate(doc, in->past, q);
	return true;
}
