/* SPDX-License-Identifier: MIT */
/* cmd_quota - attainment against the targets. */
#include "commands.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>

#include "out.h"
#include "quota_opts.h"

#include <string.h>

void
cli_quota_options(struct cli *cli, struct rc_quota_options *options)
{
	static const struct {
		const char *name;
		enum rc_basis basis;
	} bases[] = {
		{ "agency", RC_BASIS_AGENCY },
		{ "post", RC_BASIS_POST },
		{ "device", RC_BASIS_DEVICE },
	};
	const char *basis = cli_text(cli, "basis", "agency");
	size_t i;

	for (i = 0; i < RC_COUNT(bases); i++) {
		if (strcmp(basis, bases[i].name) == 0)
			options->basis = bases[i].basis;
	}
	options->year = (int)cli_number(cli, "year", 0);
	options->theta = (int)cli_number(cli, "theta", 0);
	options->exclude_unknown =
	        strcmp(cli_text(cli, "unknown", "fail"), "exclude") == 0;
}

static bool
run_explain(struct cli *cli, const struct rc_quota_options *options,
            struct rc_err *err)
{
	const char *agency = cli_arg(cli, 1);
	struct rc_doc doc;

	if (strcmp(cli_arg(cli, 0), "explain") != 0 || agency == NULL)
		return rc_fail(err, RC_EUSAGE,
		               _("usage: rollcall quota explain AGENCY"));
	return rc_quota_explain(cli->app, agency, options, cli->arena, &doc,
	                        err) &&
	       cli_print_doc(cli, &doc, err);
}

static bool
run_quota(struct cli *cli, struct rc_err *err)
{
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};
	struct rc_doc doc;

	cli_quota_options(cli, &options.quota);
	if (cli_arg(cli, 0) != NULL)
		return run_explain(cli, &options.quota, err);
	options.since = (rc_date)cli_number(cli, "since", 0);
	if (options.since >= rc_app_as_of(cli->app))
		return rc_fail(err, RC_EUSAGE,
		               _("--since must be a day before that of the "
		                 "figures"));
	return rc_report_make(cli->app, "quota", &options, cli->arena, &doc,
	                      err) &&
	       cli_print_doc(cli, &doc, err);
}

static const struct cli_opt quota_opts[] = {
	CLI_OPTS_QUOTA,
	{ .name = "since",
	  .type = CLI_DAY,
	  .arg = "DAY",
	  .help = N_("forecast the end of the year by the rate since DAY") },
};

const struct cli_command cli_quota = {
	.name = "quota",
	.args = "[explain AGENCY]",
	.most = 2,
	.help = N_("attainment against the targets of the plan"),
	.about = N_("Two figures side by side, always: equipped by handover "
	            "records, conforming by facts. As of today, or of the day "
	            "of --as-of. A target is judged on 31/12 of its year; "
	            "until then a forecast stands beside it: with the "
	            "computers on order and, with --since, by the rate so "
	            "far. `explain` lists one agency post by post: its "
	            "computers, what stands against them, and the cheapest way "
	            "to conform."),
	.opts = quota_opts,
	.nopts = RC_COUNT(quota_opts),
	.needs = CLI_READS,
	.run = run_quota,
};
