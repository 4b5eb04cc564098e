/* SPDX-License-Identifier: MIT */
/* cmd_report - figures as documents, and documents that were frozen. */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>

#include "frozen.h"
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

static bool
list_reports(struct cli *cli, struct rc_err *err)
{
	size_t i;

	(void)err;
	for (i = 0; rc_reports[i].name != NULL; i++)
		cli_print(cli, "%-12s  %s", rc_reports[i].name,
		          _(rc_reports[i].title));
	return true;
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
	if (!cli_given(cli, "freeze") && cli_given(cli, "duty"))
		return rc_fail(err, RC_EUSAGE, "%s",
		               _("--duty goes with --freeze"));
	return true;
}

static bool
run_name(struct cli *cli, struct rc_err *err)
{
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};
	const char *name = cli_arg(cli, 0);

	if (!check_report(name, err) || !take_options(cli, &options, err))
		return false;
	if (cli_given(cli, "freeze"))
		return cli_freeze_report(cli, name, &options, err);
	return print_report(cli, name, &options, err);
}

static bool
run_report(struct cli *cli, struct rc_err *err)
{
	static const struct {
		const char *verb;
		size_t most; /* arguments */
		bool (*run)(struct cli *cli, struct rc_err *err);
	} verbs[] = {
		{ "list", 1, list_reports },
		{ "frozen", 2, cli_frozen_show },
		{ "verify", 2, cli_frozen_verify },
	};
	bool (*run)(struct cli * cli, struct rc_err * err) = run_name;
	size_t most = 1;
	size_t i;

	for (i = 0; i < RC_COUNT(verbs); i++) {
		if (strcmp(cli_arg(cli, 0), verbs[i].verb) != 0)
			continue;
		run = verbs[i].run;
		most = verbs[i].most;
	}
	if (cli->line.nargs > most)
		return rc_fail(err, RC_EUSAGE, _("\"%.60s\" is one too many"),
		               cli_arg(cli, most));
	return run(cli, err);
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
	{ .name = "freeze",
	  .type = CLI_FLAG,
	  .help = N_("keep what is printed, with its SHA-256") },
	{ .name = "duty",
	  .type = CLI_TEXT,
	  .arg = "CODE",
	  .help = N_("with --freeze: the duty that the report fulfils") },
	CLI_OPT_REASON,
};

const struct cli_command cli_report = {
	.name = "report",
	.args = "NAME|list|frozen [CODE]|verify CODE",
	.help = N_("figures as a document; `list` names them"),
	.about = N_("As of the end of the period, or of today when that is "
	            "earlier. --freeze keeps the bytes that are printed: "
	            "`frozen` lists what was kept, `frozen CODE` gives out the "
	            "very same bytes, `verify CODE` makes the figures again as "
	            "of then and compares."),
	.opts = report_opts,
	.nopts = RC_COUNT(report_opts),
	.least = 1,
	.most = 2,
	.needs = CLI_READS,
	.writes = "freeze",
	.word = CLI_REPORT,
	.run = run_report,
};
