/* SPDX-License-Identifier: MIT */
/* cmd_poll - ask the devices over SSH; one line each, then the sums. */
#include "commands.h"

#include <rollcall/app/polls.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/outcome.h>

#include "out.h"
#include "passphrase.h"
#include "poll_say.h"
#include "progress.h"
#include "settings.h"

#include <string.h>

#define OUTCOME_WIDTH 24 /* cells of the longest label, in any language */

struct sweep {
	struct cli *cli;
	struct cli_progress progress;
	struct cli_poll_sums sums;
	struct cli_passphrases passphrases;
	bool jsonl;
	bool few;    /* as text: lines of those that failed alone */
	bool broken; /* nobody reads the output any more */
};

static void
put_member(struct rc_buf *b, const char *name, const char *text)
{
	rc_buf_printf(b, "\"%s\":", name);
	if (text == NULL)
		rc_buf_puts(b, "null");
	else
		rc_json_put_text(b, rc_str_of(text));
	rc_buf_putc(b, ',');
}

static void
put_jsonl(struct rc_buf *b, const struct rc_poll_line *line)
{
	rc_buf_putc(b, '{');
	put_member(b, "device", line->device);
	put_member(b, "host", line->host);
	put_member(b, "outcome", line->outcome);
	put_member(b, "phase", line->phase);
	rc_buf_printf(b, "\"ms\":%lld,\"changed\":%zu,", (long long)line->ms,
	              line->changed);
	put_member(b, "error", line->error);
	rc_buf_cut(b, b->n - 1);
	rc_buf_puts(b, "}\n");
}

static void
put_text(struct rc_buf *b, const struct rc_poll_line *line)
{
	struct rc_buf safe;

	rc_buf_init(&safe, 1u << 16);
	rc_text_screen(&safe, rc_str_of(line->device));
	rc_text_pad(b,
	            rc_str_of(cli_poll_word(rc_outcome_words, line->outcome)),
	            OUTCOME_WIDTH, RC_LEFT);
	rc_buf_puts(b, "  ");
	rc_text_pad(b, rc_buf_str(&safe), 20, RC_LEFT);
	rc_buf_puts(b, "  ");
	rc_text_pad(b, rc_str_of(line->host), 22, RC_LEFT);
	rc_buf_printf(b, _("  %6lld ms"), (long long)line->ms);
	if (line->changed > 0)
		rc_buf_printf(b, _("  %zu changed"), line->changed);
	if (line->error != NULL) {
		rc_buf_clear(&safe);
		rc_text_screen(&safe, rc_str_of(line->error));
		rc_buf_puts(b, "  ");
		rc_buf_putstr(b, rc_buf_str(&safe));
	}
	rc_buf_putc(b, '\n');
	rc_buf_fini(&safe);
}

static void
take_line(void *ctx, const struct rc_poll_line *line)
{
	struct sweep *sweep = ctx;
	struct rc_err ignored = { 0 };
	struct rc_sink sink = rc_sink_stdio(sweep->cli->out);
	struct rc_buf b;

	cli_poll_note(&sweep->sums, line);
	if (sweep->broken ||
	    (sweep->few && !sweep->jsonl && line->error == NULL))
		return;
	rc_buf_init(&b, 1u << 20);
	(sweep->jsonl ? put_jsonl : put_text)(&b, line);
	cli_progress_wipe(&sweep->progress);
	if (!sink.write(sink.to, rc_buf_str(&b), &ignored))
		sweep->broken = true;
	rc_buf_fini(&b);
}

static void
take_tick(void *ctx, const struct rc_poll_counts *counts)
{
	struct sweep *sweep = ctx;

	/* Who reads along sees what is written down, not a buffer later. */
	if (fflush(sweep->cli->out) != 0)
		sweep->broken = true;
	cli_progress_tick(&sweep->progress, counts->done, counts->all,
	                  _("asked"));
}

static bool
go_on(void *ctx)
{
	struct sweep *sweep = ctx;

	return !sweep->broken && !cli_interrupted();
}

static bool
tell_passphrase(void *ctx, const char *path, unsigned attempt, char *ret,
                size_t size)
{
	struct sweep *sweep = ctx;

	return cli_passphrase(&sweep->passphrases, path, attempt, ret, size);
}

static void
take_options(struct cli *cli, struct rc_poll_options *options)
{
	const struct rc_conf *conf = &cli->conf;

	options->jobs = (unsigned)cli_number(cli, "jobs",
	                                     rc_conf_int(conf, "poll.jobs"));
	options->site_jobs = (unsigned)cli_number(
	        cli, "site-jobs", rc_conf_int(conf, "poll.site_jobs"));
	options->rate = (unsigned)cli_number(cli, "rate",
	                                     rc_conf_int(conf, "poll.rate"));
	options->retries = (unsigned)cli_number(
	        cli, "retries", rc_conf_int(conf, "poll.retries"));
	options->timeout_percent = (unsigned)cli_number(cli, "patience", 0);
	options->accept_new =
	        cli_given(cli, "accept-new") ||
	        strcmp(rc_conf_text(conf, "poll.accept_new"), "yes") == 0;
	options->adopt = cli_given(cli, "adopt");
	options->measure = cli_given(cli, "measure");
	if (options->measure)
		options->jobs = 1;
	options->sudo = cli_given(cli, "sudo") ||
	                strcmp(rc_conf_text(conf, "poll.sudo"), "yes") == 0;
	options->user = cli_text(cli, "user", NULL);
	options->key_file = cli_text(cli, "key", NULL);
	options->fallback_user = rc_conf_text(conf, "poll.user");
	options->fallback_key = rc_conf_text(conf, "poll.key");
}

static void
take_watch_options(struct cli *cli, struct rc_watch_options *options)
{
	const struct rc_conf *conf = &cli->conf;

	options->every_ms = 1000 * cli_number(cli, "every",
	                                      rc_conf_int(conf, "poll.every"));
	options->keep_days = (unsigned)rc_conf_int(conf, "poll.keep_days");
}

/* After SIGHUP: the settings as they are now. If they cannot be read, those
 * from before hold. */
static bool
reload(void *ctx, struct rc_poll_options *poll, struct rc_watch_options *watch)
{
	struct sweep *sweep = ctx;
	struct cli *cli = sweep->cli;
	struct rc_conf before = cli->conf;
	struct rc_err err = { 0 };

	if (!cli_hangup_take())
		return false;
	if (!cli_settings_begin(cli, &err) || !cli_settings_end(cli, &err)) {
		cli->conf = before;
		cli_say(cli, _("settings not read again: %s"), err.text);
	}
	take_options(cli, poll);
	take_watch_options(cli, watch);
	return true;
}

static bool
run_either(struct cli *cli, const struct rc_poll_options *options,
           struct rc_poll_counts *ret, struct rc_err *err)
{
	struct rc_watch_options watch = { .reload = reload };
	bool done;

	if (!cli_given(cli, "watch"))
		return rc_poll(cli->app, options, ret, err);
	take_watch_options(cli, &watch);
	cli_hangup_begin();
	done = rc_poll_watch(cli->app, options, &watch, ret, err);
	cli_hangup_end();
	return done;
}

static bool
run_poll(struct cli *cli, struct rc_err *err)
{
	struct sweep sweep = {
		.cli = cli,
		.progress = cli_progress_start(cli),
		.jsonl = strcmp(cli_text(cli, "format", "text"), "jsonl") == 0,
		.few = cli_given(cli, "watch"),
	};
	struct rc_poll_options options = {
		.line = take_line,
		.tick = take_tick,
		.go_on = go_on,
		/* A poll from the screen has no terminal of its own. */
		.passphrase = cli->err_is_terminal ? tell_passphrase : NULL,
		.ctx = &sweep,
	};
	struct rc_poll_counts counts = { 0 };
	struct rc_view view;
	bool done;

	if (!cli_view(cli, &rc_kind_device, 0, &view, err))
		return false;
	options.view = &view;
	take_options(cli, &options);
	cli_interrupt_begin();
	done = run_either(cli, &options, &counts, err);
	cli_interrupt_end();
	cli_passphrases_forget(&sweep.passphrases);
	cli_progress_wipe(&sweep.progress);
	if (!done)
		return false;
	if (!sweep.jsonl)
		cli_poll_say(cli, &sweep.sums, &counts);
	cli->refused = counts.failed > 0 && !cli_given(cli, "watch");
	if (sweep.broken)
		return rc_fail(err, RC_ECANCELLED,
		               _("the reader of the output has gone"));
	if (cli_interrupted() && !cli_given(cli, "watch"))
		return rc_fail(err, RC_ECANCELLED,
		               _("stopped; what had answered is kept"));
	return true;
}

static const struct cli_opt opts[] = {
	CLI_OPT_FORMAT("text|jsonl"),
	{ .name = "jobs",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 1,
	  .max = 1024,
	  .help = N_("devices at once; the setting poll.jobs unless given") },
	{ .name = "site-jobs",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 0,
	  .max = 1024,
	  .help = N_("devices of one agency at once; 0 = no limit") },
	{ .name = "rate",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 0,
	  .max = 10000,
	  .help = N_("new connections a second; 0 = no limit") },
	{ .name = "retries",
	  .type = CLI_NUMBER,
	  .arg = "N",
	  .min = 0,
	  .max = 10,
	  .help = N_("how often one that cannot be connected to is tried "
	             "again; the setting poll.retries unless given") },
	{ .name = "sudo",
	  .type = CLI_FLAG,
	  .help = N_("let devices read through sudo -n what only root may "
	             "read, where no password is asked") },
	{ .name = "watch",
	  .type = CLI_FLAG,
	  .help = N_("poll each device again and again, until stopped; SIGHUP "
	             "reads devices, keys and settings again") },
	{ .name = "every",
	  .type = CLI_NUMBER,
	  .arg = "SECONDS",
	  .min = 1,
	  .max = 2678400,
	  .help = N_("with --watch: from one poll of a device to the next; the "
	             "setting poll.every unless given") },
	{ .name = "patience",
	  .type = CLI_NUMBER,
	  .arg = "PERCENT",
	  .min = 1,
	  .max = 10000,
	  .help = N_("how long to wait, in percent of the usual times") },
	{ .name = "accept-new",
	  .type = CLI_FLAG,
	  .help = N_("trust the key of a device that is asked for the first "
	             "time") },
	{ .name = "measure",
	  .type = CLI_FLAG,
	  .help = N_("ask only the routers of links, one after the other, and "
	             "fill each line for some seconds: at most 16 MiB") },
	{ .name = "adopt",
	  .type = CLI_FLAG,
	  .help = N_("write down what is said also where another machine "
	             "seems to answer") },
	{ .name = "user",
	  .type = CLI_TEXT,
	  .arg = "NAME",
	  .help = N_("whom to sign in as, where the device does not say") },
	{ .name = "key",
	  .type = CLI_TEXT,
	  .arg = "FILE",
	  .help = N_("the private key; else the agent and ~/.ssh are tried") },
};

const struct cli_command cli_poll = {
	.name = "poll",
	.args = "[VIEW]",
	.help = N_("ask the devices over SSH"),
	.about = N_(
	        "Asks the networked devices of the view that have a host; "
	        "isolated ones are never contacted. Nothing is written on "
	        "a device. Exit status 1 says that some did not answer.\n"
	        "With --watch it goes on until it is stopped, and prints as "
	        "text only what failed; devices that do not answer are asked "
	        "again soon, then less and less often.\n"
	        "\n"
	        "  rollcall poll agency=under:H19 --jobs 128"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.most = 64,
	.needs = CLI_WRITES,
	.run = run_poll,
};
