/* SPDX-License-Identifier: MIT */
/* cmd_trust - the host keys that devices are known by. */
#include "commands.h"

#include <rollcall/app/polls.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/link.h>

#include "near.h"
#include "out.h"
#include "rows.h"

#include <string.h>

static bool
accept(struct cli *cli, struct rc_err *err)
{
	const char *fingerprint;

	if (!rc_trust_accept(cli->app, cli_arg(cli, 1), cli_arg(cli, 2),
	                     cli->arena, &fingerprint, err))
		return false;
	cli_print(cli, "%s", fingerprint);
	cli_say(cli, _("%s is known by this key now"), cli_arg(cli, 1));
	return true;
}

static bool
revoke(struct cli *cli, struct rc_err *err)
{
	if (!rc_trust_revoke(cli->app, cli_arg(cli, 1), err))
		return false;
	cli_say(cli, _("the key of %s is trusted no more"), cli_arg(cli, 1));
	return true;
}

static bool
list(struct cli *cli, struct rc_err *err)
{
	return cli_rows_list(cli, &rc_kind_pin, 1, err);
}

static bool
run_trust(struct cli *cli, struct rc_err *err)
{
	static const struct {
		const char *verb;
		size_t least;
		bool (*run)(struct cli *, struct rc_err *);
	} verbs[] = {
		{ "list", 1, list },
		{ "accept", 2, accept },
		{ "revoke", 2, revoke },
	};
	struct cli_near near = cli_near_start(cli_arg(cli, 0));
	size_t i;

	for (i = 0; i < RC_COUNT(verbs); i++) {
		cli_near_try(&near, verbs[i].verb);
		if (strcmp(cli_arg(cli, 0), verbs[i].verb) != 0)
			continue;
		if (cli->line.nargs < verbs[i].least)
			return rc_fail(err, RC_EUSAGE,
			               _("which device? rollcall trust %s "
			                 "DEVICE|HOST[:PORT]"),
			               verbs[i].verb);
		return verbs[i].run(cli, err);
	}
	return cli_near_fail(&near, err,
	                     _("trust cannot \"%.60s\"; it can list, accept "
	                       "and revoke"),
	                     cli_arg(cli, 0));
}

static const struct cli_opt opts[] = { CLI_OPT_FORMAT("text|csv|json") };

const struct cli_command cli_trust = {
	.name = "trust",
	.args = "list [VIEW] | accept DEVICE|HOST[:PORT] [FINGERPRINT] | "
	        "revoke DEVICE|HOST[:PORT]",
	.help = N_("host keys on file; accept prints the key it accepts"),
	.about = N_("Compare the fingerprint with what the device itself says "
	            "(ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), or "
	            "give it: another key is then refused."),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 1,
	.most = 64,
	.needs = CLI_WRITES,
	.word = CLI_VERB,
	.verbs = "list|accept|revoke",
	.run = run_trust,
};
