/* SPDX-License-Identifier: MIT */
/* cmd_upkeep - backup and check. */
#include "commands.h"

#include <rollcall/app/upkeep.h>
#include <rollcall/base/i18n.h>

#include "out.h"

static bool
run_backup(struct cli *cli, struct rc_err *err)
{
	if (!rc_backup(cli->app, cli_arg(cli, 0), err))
		return false;
	cli_say(cli, _("backup written and verified: %s"), cli_arg(cli, 0));
	return true;
}

static void
say_problem(void *ctx, const char *sentence)
{
	cli_say(ctx, "%s", sentence);
}

static bool
run_check(struct cli *cli, struct rc_err *err)
{
	uint64_t problems;

	if (!rc_check(cli->app, say_problem, cli, &problems, err))
		return false;
	cli->refused = problems > 0;
	if (problems > 0)
		cli_say(cli, _("problems in %s: %llu"), cli->where,
		        (unsigned long long)problems);
	else
		cli_print(cli, _("%s is sound"), cli->where);
	return true;
}

const struct cli_command cli_backup = {
	.name = "backup",
	.args = "FILE",
	.help = N_("a copy of the running database, verified after writing"),
	.least = 1,
	.most = 1,
	.needs = CLI_READS,
	.word = CLI_FILE,
	.run = run_backup,
};

const struct cli_command cli_check = {
	.name = "check",
	.args = "",
	.help = N_("is the database whole: integrity, references, history"),
	.needs = CLI_READS,
	.run = run_check,
};
