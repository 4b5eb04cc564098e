/* SPDX-License-Identifier: MIT */
/* cmd_figures - report, calendar. */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>

#include "near.h"
#include "out.h"
#include "quota_opts.h"

#include <string.h>

static bool
print_report(struct cli *cli, const char *name,
             const struct rc_report_options *options, struct rc_err *err)
{
	struct rc_doc doc;

	return rc_report_make(cli->app, name, options, cli->arena, &doc, err) &&
	       cli_print_doc(cli, &doc, err);
}

static void
list_reports(struct cli *cli)
{
	size_t i;

	for (i = 0; rc_reports[i].name != NULL; i++)
		cli_print(cli, "%-12s  %s", rc_reports[i].name,
		          _(rc_reports[i].title));
}

static bool
check_report(const char *name, struct rc_err *err)
{
	struct cli_near near = cli_near_start(name);
	size_t i;

	for (i = 0; rc_reports[i].name != NULL; i++) {
		if (strcmp(rc_reports[i].name, name) == 0)
			return true;
		cli_near_try(&near, rc_reports[i].name);
	}
	return cli_near_fail(&near, err,
	                     _("no report \"%.60s\"; see: rollcall report "
	                       "list"),
	                     name);
}

static bool
wrong_usage(struct rc_err *err, const char *option)
{
	err->code = RC_EUSAGE;
	return rc_within(err, "%s", option);
}

static bool
take_options(struct cli *cli, struct rc_report_options *options,
             struct rc_err *err)
{
	const char *period = cli_text(cli, "period", NULL);
	const char *cap = cli_text(cli, "cap", NULL);

	if (period != NULL &&
	    !rc_period_parse(rc_str_of(period), &options->period, err))
		return wrong_usage(err, "--period");
	if (cap != NULL &&
	    !rc_vnd_parse(rc_str_of(cap), &options->cap, NULL, err))
		return wrong_usage(err, "--cap");
	cli_quota_options(cli, &options->quota);
	return true;
}

static bool
run_report(struct cli *cli, struct rc_err *err)
{
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};
	const char *name = cli_arg(cli, 0);

	if (strcmp(name, "list") == 0) {
		list_reports(cli);
		return true;
	}
	return check_report(name, err) && take_options(cli, &options, err) &&
	       print_report(cli, name, &options, err);
}

static const struct rc_column due_columns[] = {
	{ "code", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	{ "due", N_("Due"), RC_CELL_DAY, RC_LEFT },
	{ "last_good", N_("Last good day"), RC_CELL_DAY, RC_LEFT },
	{ "has_day", N_("Day named"), RC_CELL_BOOL, RC_LEFT },
	{ "title", N_("Report"), RC_CELL_TEXT, RC_LEFT },
	{ "from_role", N_("From"), RC_CELL_TEXT, RC_LEFT },
	{ "to_role", N_("To"), RC_CELL_TEXT, RC_LEFT },
	{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
};

static void
put_due(struct rc_section *section, const struct rc_due *due)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);

	if (cells == NULL)
		return;
	cells[0] = rc_cell_text(due->code);
	cells[1] = rc_cell_day(due->due);
	cells[2] = rc_cell_day(due->last_good);
	cells[3] = rc_cell_bool(due->has_day);
	cells[4] = rc_cell_text(due->title);
	cells[5] = rc_cell_text(due->from_role);
	cells[6] = rc_cell_text(due->to_role);
	cells[7] = rc_cell_text(due->source);
}

static bool
run_calendar(struct cli *cli, struct rc_err *err)
{
	rc_date from = (rc_date)cli_number(cli, "from", rc_app_as_of(cli->app));
	rc_date to =
	        (rc_date)cli_number(cli, "to", rc_date_add_months(from, 3));
	struct rc_section *section;
	struct rc_due *dues;
	struct rc_doc doc;
	size_t n;
	size_t i;

	if (to < from)
		return rc_fail(err, RC_EUSAGE, _("--to lies before --from"));
	if (!rc_calendar(cli->app, from, to, cli->arena, &dues, &n, err))
		return false;
	rc_doc_init(&doc, cli->arena, "calendar", N_("Report calendar"));
	rc_doc_param(&doc, "from", N_("From"), rc_cell_day(from));
	rc_doc_param(&doc, "to", N_("To"), rc_cell_day(to));
	section = rc_doc_section(&doc, "rows", N_("Reports due"), due_columns,
	                         RC_COUNT(due_columns));
	for (i = 0; i < n; i++)
		put_due(section, &dues[i]);
	return cli_print_doc(cli, &doc, err);
}

static const struct cli_opt report_opts[] = {
	CLI_OPTS_QUOTA,
	{ .name = "period",
	  .type = CLI_TEXT,
	  .arg = "PERIOD",
	  .help = N_(
	          "2026, 2026H1, 2026Q3 or 2026-09; the year unless given") },
	{ .name = "cap",
	  .type = CLI_TEXT,
	  .arg = "MONEY",
	  .help = N_("procurement: the money there is, \"500 triệu\"") },
};

const struct cli_command cli_report = {
	.name = "report",
	.args = "NAME|list",
	.help = N_("figures as a document; `list` names them"),
	.opts = report_opts,
	.nopts = RC_COUNT(report_opts),
	.least = 1,
	.most = 1,
	.needs = CLI_READS,
	.word = CLI_REPORT,
	.run = run_report,
};

static const struct cli_opt calendar_opts[] = {
	CLI_OPT_FORMAT(CLI_FORMATS),
	CLI_OPT_OUTPUT,
	{ .name = "from",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("today unless given") },
	{ .name = "to",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("three months later unless given") },
};

const struct cli_command cli_calendar = {
	.name = "calendar",
	.args = "",
	.help = N_("report duties with their deadlines"),
	.opts = calendar_opts,
	.nopts = RC_COUNT(calendar_opts),
	.needs = CLI_READS,
	.run = run_calendar,
};
