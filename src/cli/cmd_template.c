/* SPDX-License-Identifier: MIT */
/* cmd_template - an empty file to fill in. */
#include "commands.h"

#include <rollcall/app/imports.h>
#include <rollcall/base/i18n.h>

#include "out.h"

static bool
run_template(struct cli *cli, struct rc_err *err)
{
	const struct rc_kind *kind;
	struct rc_buf b;
	struct rc_sink sink = rc_sink_stdio(cli->out);
	bool done;

	if (!cli_kind(cli, 0, &kind, err) || !rc_import_may(kind, err))
		return false;
	rc_buf_init(&b, 1u << 20);
	done = rc_template(kind, &b, err) && rc_buf_done(&b, err) &&
	       sink.write(sink.to, rc_buf_str(&b), err);
	rc_buf_fini(&b);
	return done;
}

const struct cli_command cli_template = {
	.name = "template",
	.args = "KIND",
	.help = N_("a CSV header with one example row, ready for Excel"),
	.least = 1,
	.most = 1,
	.word = CLI_KIND,
	.run = run_template,
};
