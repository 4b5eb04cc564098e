/* SPDX-License-Identifier: MIT */
/* cmd_history - audit and undo. */
#include "commands.h"

#include <rollcall/app/history.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/log.h>

#include "out.h"
#include "rows.h"

#include <string.h>

static bool
verify(struct cli *cli, struct rc_err *err)
{
	struct rc_verdict verdict;

	if (!rc_audit_verify(cli->app, &verdict, err))
		return false;
	if (verdict.bad_at != 0) {
		cli_say(cli, _("the chain is broken at line %llu: %s"),
		        (unsigned long long)verdict.bad_at, verdict.problem);
		cli->refused = true;
		return true;
	}
	cli_print(cli, _("the chain holds; lines: %llu; head: %s"),
	          (unsigned long long)verdict.lines, verdict.head);
	return true;
}

static bool
head(struct cli *cli, struct rc_err *err)
{
	uint64_t lines;
	char hash[65];

	if (!rc_audit_head(cli->app, &lines, hash, err))
		return false;
	cli_print(cli, "%llu %s", (unsigned long long)lines, hash);
	return true;
}

static bool
run_audit(struct cli *cli, struct rc_err *err)
{
	static const struct {
		const char *verb;
		bool (*run)(struct cli *, struct rc_err *);
	} verbs[] = { { "verify", verify }, { "head", head } };
	size_t i;

	for (i = 0; cli->line.nargs == 1 && i < RC_COUNT(verbs); i++) {
		if (strcmp(cli_arg(cli, 0), verbs[i].verb) == 0)
			return verbs[i].run(cli, err);
	}
	return cli_rows_list(cli, &rc_kind_audit, 0, err);
}

static void
say_obstacle(struct cli *cli, const struct rc_obstacle *obstacle)
{
	struct rc_buf at;

	rc_buf_init(&at, 64);
	rc_ms_put_dmy(&at, obstacle->at);
	cli_say(cli, _("  %s %s %s: changed by %s on %s, batch %lld"),
	        obstacle->kind, obstacle->key,
	        rc_text_or_empty(obstacle->field),
	        rc_text_or_empty(obstacle->who), at.n > 0 ? at.p : "",
	        (long long)obstacle->batch);
	rc_buf_fini(&at);
}

static bool
run_undo(struct cli *cli, struct rc_err *err)
{
	const char *text = cli_arg(cli, 0);
	struct rc_undo undo;
	int64_t batch = 0;
	size_t i;

	if (text != NULL && !rc_str_int(rc_str_of(text), 1, INT64_MAX, &batch))
		return rc_fail(err, RC_EUSAGE,
		               _("\"%.60s\" is not the number of a batch; see: "
		                 "rollcall list batches"),
		               text);
	if (!rc_undo(cli->app, batch, cli->arena, &undo, err))
		return false;
	if (undo.by != 0) {
		cli_say(cli,
		        _("batch %lld is taken back; records put back: %llu; "
		          "batch %lld"),
		        (long long)undo.batch, (unsigned long long)undo.writes,
		        (long long)undo.by);
		return true;
	}
	cli_say(cli, _("batch %lld stays; later changes in the way: %llu"),
	        (long long)undo.batch, (unsigned long long)undo.all_obstacles);
	for (i = 0; i < undo.nobstacles; i++)
		say_obstacle(cli, &undo.obstacles[i]);
	cli->refused = true;
	return true;
}

static const struct cli_opt audit_opts[] = { CLI_OPT_FORMAT("text|csv|json") };

const struct cli_command cli_audit = {
	.name = "audit",
	.args = "[VIEW] | verify | head",
	.help = N_("the history of every change; verify checks its chain, head "
	           "prints its end"),
	.about = N_("Keep the head elsewhere: whoever rewrites the history "
	            "changes it.\n"
	            "\n"
	            "  rollcall audit who=lan.nt at=2026-09 sort=-at"),
	.opts = audit_opts,
	.nopts = RC_COUNT(audit_opts),
	.most = 64,
	.needs = CLI_READS,
	.word = CLI_VERB,
	.verbs = "verify|head",
	.run = run_audit,
};

const struct cli_command cli_undo = {
	.name = "undo",
	.args = "[BATCH]",
	.help = N_("take back an import, a bulk act or an edit; your last "
	           "unless given"),
	.about = N_("Nothing is taken back when later changes stand in the "
	            "way; they are listed. Batches: rollcall list batches"),
	.most = 1,
	.needs = CLI_WRITES,
	.run = run_undo,
};
