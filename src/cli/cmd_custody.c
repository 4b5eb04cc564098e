/* SPDX-License-Identifier: MIT */
/* cmd_custody - assign, return, retire: who has a device, and its end. */
#include "commands.h"

#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>

#include "out.h"

static rc_date
on(struct cli *cli)
{
	return (rc_date)cli_number(cli, "on", RC_DATE_NONE);
}

static bool
run_assign(struct cli *cli, struct rc_err *err)
{
	if (!rc_device_assign(cli->app, cli_arg(cli, 0), cli_arg(cli, 1),
	                      on(cli), cli_text(cli, "reason", NULL), err))
		return false;
	cli_say(cli, _("%s is with %s now"), cli_arg(cli, 0), cli_arg(cli, 1));
	return true;
}

static bool
run_return(struct cli *cli, struct rc_err *err)
{
	if (!rc_device_return(cli->app, cli_arg(cli, 0), on(cli),
	                      cli_text(cli, "reason", NULL), err))
		return false;
	cli_say(cli, _("%s is returned"), cli_arg(cli, 0));
	return true;
}

static bool
run_retire(struct cli *cli, struct rc_err *err)
{
	if (!cli_given(cli, "reason"))
		return rc_fail(err, RC_EUSAGE,
		               _("say why: rollcall retire %.60s --reason "
		                 "TEXT"),
		               cli_arg(cli, 0));
	if (!rc_device_retire(cli->app, cli_arg(cli, 0), on(cli),
	                      cli_text(cli, "reason", NULL), err))
		return false;
	cli_say(cli, _("%s is retired"), cli_arg(cli, 0));
	return true;
}

static const struct cli_opt opts[] = { CLI_OPT_ON, CLI_OPT_REASON };

const struct cli_command cli_assign = {
	.name = "assign",
	.args = "DEVICE POST",
	.help = N_("hand a device over to a post"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 2,
	.most = 2,
	.needs = CLI_WRITES,
	.run = run_assign,
};

const struct cli_command cli_return = {
	.name = "return",
	.args = "DEVICE",
	.help = N_("take a device back from its post"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 1,
	.most = 1,
	.needs = CLI_WRITES,
	.run = run_return,
};

const struct cli_command cli_retire = {
	.name = "retire",
	.args = "DEVICE --reason TEXT",
	.help = N_("end a device's life"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 1,
	.most = 1,
	.needs = CLI_WRITES,
	.run = run_retire,
};
