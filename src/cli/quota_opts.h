/* SPDX-License-Identifier: MIT */
/* quota_opts - the options that `quota` and `report` share (cmd_quota.c). */
#ifndef CLI_QUOTA_OPTS_H
#define CLI_QUOTA_OPTS_H

#include <rollcall/model/quota.h>

#include "opt.h"
#include "run.h"

#define CLI_FORMATS "text|csv|json|html|xlsx|md"

#define CLI_OPTS_QUOTA                                                        \
	CLI_OPT_FORMAT(CLI_FORMATS), CLI_OPT_OUTPUT,                          \
	        { .name = "heading",                                          \
		  .type = CLI_CHOICE,                                         \
		  .arg = "FORM",                                              \
		  .choices = "none|party|state",                              \
		  .help = N_("html: heading and end of a Party or State "     \
		             "document; else the setting report.heading") },  \
	        { .name = "year",                                             \
		  .type = CLI_NUMBER,                                         \
		  .arg = "Y",                                                 \
		  .min = 2000,                                                \
		  .max = 2100,                                                \
		  .help = N_("the year whose targets count") },               \
	        { .name = "basis",                                            \
		  .type = CLI_CHOICE,                                         \
		  .arg = "BASIS",                                             \
		  .choices = "agency|post|device",                            \
		  .help = N_("what is counted; agencies unless given") },     \
	        { .name = "theta",                                            \
		  .type = CLI_NUMBER,                                         \
		  .arg = "N",                                                 \
		  .min = 1,                                                   \
		  .max = 100,                                                 \
		  .help = N_("percent of its posts that an agency must have " \
		             "equipped; the parameter theta unless given") }, \
	{                                                                     \
		.name = "unknown", .type = CLI_CHOICE, .arg = "HOW",          \
		.choices = "fail|exclude",                                    \
		.help = N_("what unknown facts count as; fail unless given")  \
	}

/* What was given; the rest is 0, which the figures fill in. */
void cli_quota_options(struct cli *cli, struct rc_quota_options *options);

#endif
