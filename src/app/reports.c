/* SPDX-License-Identifier: MIT */
/* reports - the documents there are, each over the estate of its day. */
#include <rollcall/app/figures.h>

#include <rollcall/base/i18n.h>

#include "app/figures.h"
#include "app/ledger.h"
#include "app/units.h"
#include "report/report.h"

const struct rc_report_info rc_reports[] = {
	{ "quota", N_("Attainment against the targets of the plan"), 0,
	  rc_quota_doc },
	{ "procurement", N_("What to buy to reach the year's target"),
	  RC_NEEDS_ESTATE | RC_NEEDS_ASSETS, rc_procurement_doc },
	{ "tsc-mstt-04", N_("Register for central purchase"),
	  RC_NEEDS_ESTATE | RC_NEEDS_ASSETS, rc_register04_doc },
	{ "norms", N_("Equipment against the norms, and what goes beyond"),
	  RC_NEEDS_ESTATE | RC_NEEDS_ASSETS, rc_norms_doc },
	{ "wear", N_("Fixed assets and their wear in the year"),
	  RC_NEEDS_ASSETS, rc_wear_doc },
	{ "conformity",
	  N_("How the computers in use are judged, by agency and "
	     "by rule"),
	  RC_NEEDS_ESTATE | RC_NEEDS_ASSETS, rc_conformity_doc },
	{ "scorecard", N_("The agencies ranked, with who answers for them"),
	  RC_NEEDS_DUTIES, rc_scorecard_doc },
	{ "register", N_("Every device, one line each"), RC_NEEDS_DEVICES,
	  rc_register_doc },
	{ "forecast", N_("Ends of life, warranty and system support, by year"),
	  RC_NEEDS_ESTATE | RC_NEEDS_ASSETS, rc_ends_doc },
	{ "links", N_("Circuits: measured against contracted, and their ends"),
	  0, rc_links_doc },
	{ "signatures", N_("Digital signatures of signers and handlers"),
	  RC_NEEDS_ESTATE, rc_signatures_doc },
	{ "systems", N_("Information systems and their security levels"), 0,
	  rc_systems_doc },
	{ "changes", N_("What was written in the period, and by whom"),
	  RC_NEEDS_AUDIT, rc_changes_doc },
	{ "polls", N_("Who was asked, who answered, and why not"),
	  RC_NEEDS_EVENTS, rc_polls_doc },
	{ "late", N_("Report duties late or due soon"), RC_NEEDS_DUTIES,
	  rc_late_doc },
	{ NULL, NULL, 0, NULL },
};

static const struct rc_report_info *
find_report(const char *name)
{
	const struct rc_report_info *info;

	for (info = rc_reports; info->name != NULL; info++)
		if (rc_text_eq(info->name, name))
			return info;
	return NULL;
}

struct rc_report_options
rc_report_settled(const struct rc_app *app,
                  const struct rc_report_options *options)
{
	struct rc_report_options o = *options;
	int year;

	if (o.as_of == 0 || o.as_of > rc_app_as_of(app))
		o.as_of = rc_app_as_of(app);
	if (o.period.from == RC_DATE_NONE) {
		year = rc_civil_of(o.as_of).year;
		o.period.from = rc_date_from((struct rc_civil){ year, 1, 1 });
		o.period.to = rc_date_from((struct rc_civil){ year, 12, 31 });
	}
	if (o.period.to < o.as_of)
		o.as_of = o.period.to;
	return o;
}

static bool
make_doc(struct rc_app *app, const struct rc_report_info *info,
         const struct rc_report_in *asked, struct rc_arena *arena,
         struct rc_doc *ret, struct rc_err *err)
{
	struct rc_report_in in = *asked;
	struct rc_figures figures = { 0 };
	struct rc_books books = { 0 };
	bool done = false;

	in.estate = &figures.estate;
	in.ledger = &books.ledger;
	if (((info->needs & RC_NEEDS_ESTATE) != 0
	             ? rc_figures_load(app, in.day, arena, &figures, err)
	             : rc_figures_load_units(app, in.day, arena, &figures,
	                                     err)) &&
	    rc_books_load(app, info->needs, &in, arena, &books, err))
		done = info->make(&in, arena, ret, err);
	rc_books_fini(&books);
	rc_figures_fini(&figures);
	return done;
}

bool
rc_report_make(struct rc_app *app, const char *name,
               const struct rc_report_options *options, struct rc_arena *arena,
               struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_report_info *info = find_report(name);
	const struct rc_report_options o = rc_report_settled(app, options);
	struct rc_quota *past = NULL;
	struct rc_report_in in = { .day = o.as_of,
		                   .quota = o.quota,
		                   .period = o.period,
		                   .cap = o.cap };

	if (info == NULL)
		return rc_fail(err, RC_EUSAGE,
		               _("there is no report \"%.60s\""),
		               rc_text_or_empty(name));
	if (in.quota.year == 0)
		in.quota.year = rc_civil_of(in.period.to).year;
	if (options->since != 0 &&
	    !rc_quota_past(app, &in.quota, options->since, arena, &past, err))
		return false;
	in.past = past;
	return make_doc(app, info, &in, arena, ret, err);
}
