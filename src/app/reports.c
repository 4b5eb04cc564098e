/* SPDX-License-Identifier: MIT */
/* reports - the documents there are, each over the estate of its day. */
#include <rollcall/app/figures.h>

#include <rollcall/base/i18n.h>

#include "app/figures.h"
#include "report/report.h"

const struct rc_report_info rc_reports[] = {
	{ "quota", N_("Attainment against the targets of the plan") },
	{ "procurement", N_("What to buy to reach the year's target") },
	{ NULL, NULL },
};

typedef bool (*make_doc)(const struct rc_report_in *in, struct rc_arena *arena,
                         struct rc_doc *ret, struct rc_err *err);
/* In the order of rc_reports. */
static const make_doc makers[] = { rc_quota_doc, rc_procurement_doc };
_Static_assert(RC_COUNT(makers) + 1 == RC_COUNT(rc_reports),
               "one maker per report");

static make_doc
maker_of(const char *name)
{
	size_t i;

	for (i = 0; i < RC_COUNT(makers); i++)
		if (rc_text_eq(rc_reports[i].name, name))
			return makers[i];
	return NULL;
}

/* Figures are as of the period's end, but not of a day still to come. */
static rc_date
day_of(const struct rc_app *app, const struct rc_period *period)
{
	rc_date day = rc_app_as_of(app);

	if (period->from == RC_DATE_NONE || period->to > day)
		return day;
	return period->to;
}

static struct rc_period
year_of(rc_date day)
{
	int year = rc_civil_of(day).year;

	return (struct rc_period){
		rc_date_from((struct rc_civil){ year, 1, 1 }),
		rc_date_from((struct rc_civil){ year, 12, 31 }),
	};
}

bool
rc_report_make(struct rc_app *app, const char *name,
               const struct rc_report_options *options, struct rc_arena *arena,
               struct rc_doc *ret, struct rc_err *err)
{
	rc_date day = day_of(app, &options->period);
	struct rc_report_in in = { .quota = options->quota,
		                   .period = options->period,
		                   .cap = options->cap };
	make_doc make = maker_of(name);
	struct rc_figures figures;
	bool done;

	if (make == NULL)
		return rc_fail(err, RC_EUSAGE,
		               _("there is no report \"%.60s\""),
		               rc_text_or_empty(name));
	if (in.period.from == RC_DATE_NONE)
		in.period = year_of(day);
	else if (in.quota.year == 0)
		in.quota.year = rc_civil_of(in.period.to).year;
	if (!rc_figures_load(app, day, arena, &figures, err))
		return false;
	in.estate = &figures.estate;
	done = make(&in, arena, ret, err);
	rc_figures_fini(&figures);
	return done;
}
