/* SPDX-License-Identifier: MIT */
/* cmd_add - one new record by hand. */
#include "commands.h"

#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>

#include "out.h"

static bool
run_add(struct cli *cli, struct rc_err *err)
{
	const struct rc_kind *kind;
	struct rc_written written;
	struct rc_edit edit;

	if (!cli_kind(cli, 0, &kind, err) || !cli_editable(kind, err) ||
	    !cli_pairs(cli, kind, 1, err))
		return false;
	if ((kind->flags & RC_KIND_SHEET) != 0)
		return rc_fail(err, RC_EUSAGE,
		               _("facts belong to a device: rollcall set facts "
		                 "DEVICE FIELD=VALUE"));
	edit = (struct rc_edit){ .kind = kind,
		                 .pairs = cli->line.args + 1,
		                 .npairs = cli->line.nargs - 1,
		                 .reason = cli_text(cli, "reason", NULL) };
	if (!rc_record_set(cli->app, &edit, &written, err))
		return false;
	cli_say(cli, _("added: %s no. %lld"), _(kind->label_one),
	        (long long)written.id);
	return true;
}

static const struct cli_opt add_opts[] = { CLI_OPT_REASON };

const struct cli_command cli_add = {
	.name = "add",
	.args = "KIND FIELD=VALUE...",
	.help = N_("one new record"),
	.about = N_("  rollcall add agencies code=25363 'name=Phường Đồng "
	            "Phú' tier=commune in_quota=yes"),
	.opts = add_opts,
	.nopts = RC_COUNT(add_opts),
	.least = 2,
	.most = 128,
	.needs = CLI_WRITES,
	.word = CLI_KIND,
	.run = run_add,
};
