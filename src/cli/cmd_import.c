/* SPDX-License-Identifier: MIT */
/* cmd_import - files in. */
#include "commands.h"

#include <rollcall/app/imports.h>
#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>

#include "import_args.h"
#include "import_report.h"
#include "import_say.h"
#include "out.h"
#include "progress.h"

#include <string.h>

/* One import under way. */
struct import_run {
	struct cli *cli;
	struct rc_import_options options;
	struct rc_import_result result;
	struct cli_progress progress;
	uint64_t begun; /* bytes read when the first row was judged */
	bool is_stdin;  /* `bytes` are what was read from it */
	struct rc_str bytes;
	bool machine; /* --report csv or json */
	struct import_report report;
};

/*
 * First bytes are looked at, then rows are judged: of these it is known only
 * how far the bytes are, so their number is reckoned from that.
 */
static bool
tick(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total)
{
	struct import_run *run = ctx;
	uint64_t done;
	uint64_t whole = 0;

	if (rows == 0) {
		cli_progress_tick(&run->progress, bytes >> 10, total >> 10,
		                  _("reading, KiB"));
		return !cli_interrupted();
	}
	if (run->begun == 0) {
		run->begun = bytes;
		cli_progress_wipe(&run->progress);
		run->progress = cli_progress_start(run->cli);
	}
	done = bytes - run->begun;
	if (done > 0 && total > bytes)
		whole = rows +
		        rows * ((total - bytes) >> 8) / ((done >> 8) + 1);
	cli_progress_tick(&run->progress, rows, whole, _("rows"));
	return !cli_interrupted();
}

static bool
print_delta(void *ctx, const struct rc_delta *delta, struct rc_err *err)
{
	struct import_run *run = ctx;

	(void)err;
	cli_progress_wipe(&run->progress);
	cli_import_print_delta(run->cli, delta);
	return true;
}

static bool
begin(struct import_run *run, struct rc_err *err)
{
	const char *report = cli_text(run->cli, "report", "text");

	run->machine = strcmp(report, "text") != 0;
	if (run->machine)
		return cli_report_begin(&run->report, run->cli,
		                        strcmp(report, "json") == 0,
		                        &run->options, err);
	run->options.tell_ctx = run;
	run->options.each_delta = run->options.dry_run ? print_delta : NULL;
	return true;
}

static void
say_result(struct import_run *run)
{
	const struct rc_import_options *o = &run->options;

	cli_import_say_remarks(run->cli, o->path, &run->result);
	if (!run->machine)
		cli_import_say_groups(run->cli, o->path, &run->result);
	if (run->result.rejected > 0 && o->rejects != NULL)
		cli_say(run->cli, _("the refused rows are in %s"), o->rejects);
}

/* Standard input can be read once, and a refused file is looked at again for
 * its encoding: so it is kept. */
static bool
read_stdin(struct import_run *run, struct rc_err *err)
{
	run->is_stdin = strcmp(run->options.path, "-") == 0;
	return !run->is_stdin ||
	       rc_file_read("-", RC_IMPORT_STDIN_MAX, run->cli->arena,
	                    &run->bytes, err);
}

static bool
import_it(struct import_run *run, struct rc_err *err)
{
	struct cli *cli = run->cli;
	bool done;

	cli_interrupt_begin();
	done = run->is_stdin
	               ? rc_import_text(cli->app, &run->options, run->bytes,
	                                cli->arena, &run->result, err)
	               : rc_import_file(cli->app, &run->options, cli->arena,
	                                &run->result, err);
	cli_interrupt_end();
	cli_progress_wipe(&run->progress);
	if (!done && err->code == RC_EINVALID)
		cli_import_say_encodings(cli, &run->options,
		                         run->is_stdin ? &run->bytes : NULL);
	return done;
}

static bool
save_map(struct import_run *run, struct rc_err *err)
{
	struct cli *cli = run->cli;
	const char *sender = cli_text(cli, "save-map", NULL);

	if (sender == NULL)
		return true;
	if (!rc_import_map_save(cli->app, sender, &run->options, err))
		return rc_within(err, "--save-map");
	cli_say(cli, _("map saved; next time: --sender \"%s\""), sender);
	return true;
}

static bool
run_import(struct cli *cli, struct rc_err *err)
{
	struct import_run run = { .cli = cli,
		                  .options = { .progress = tick },
		                  .progress = cli_progress_start(cli) };
	bool done;

	run.options.ctx = &run;
	if (!cli_import_args(cli, &run.options, err) ||
	    !rc_import_may(run.options.kind, err))
		return false;
	if (!read_stdin(&run, err) || !begin(&run, err))
		return false;
	done = import_it(&run, err);
	if (done)
		say_result(&run);
	if (run.machine) {
		struct rc_err written = { 0 };
		bool told =
		        cli_report_end(&run.report, done ? &run.result : NULL,
		                       err->text, &written);

		if (done && !told)
			*err = written;
		done = done && told;
	}
	if (!done || !save_map(&run, err))
		return false;
	cli_import_say_counts(cli, run.options.dry_run, &run.result);
	cli->refused = run.result.rejected > 0;
	return true;
}

static const struct cli_opt import_opts[] = {
	{ .name = "dry-run",
	  .letter = 'n',
	  .type = CLI_FLAG,
	  .help = N_("judge every row and write nothing") },
	{ .name = "map",
	  .type = CLI_LIST,
	  .arg = "FIELD=COLUMN",
	  .help = N_(
	          "take FIELD from that column, a header or #3; nothing after "
	          "= leaves FIELD out; may be repeated") },
	{ .name = "default",
	  .type = CLI_LIST,
	  .arg = "FIELD=VALUE",
	  .help = N_(
	          "what new records have where the file says nothing; may be "
	          "repeated") },
	{ .name = "fix",
	  .type = CLI_LIST,
	  .arg = "FIELD=CELL=>VALUE",
	  .help = N_(
	          "read every such CELL of FIELD as VALUE; may be repeated") },
	{ .name = "sender",
	  .type = CLI_TEXT,
	  .arg = "NAME",
	  .help = N_("read the file by the map saved for that sender") },
	{ .name = "save-map",
	  .type = CLI_TEXT,
	  .arg = "NAME",
	  .help = N_("keep maps, defaults, fixes, keys, dates, encoding and separator for "
	             "that sender") },
	{ .name = "date",
	  .type = CLI_CHOICE,
	  .arg = "ORDER",
	  .choices = "dmy|mdy|ymd",
	  .help = N_("how the file writes days") },
	{ .name = "encoding",
	  .type = CLI_CHOICE,
	  .arg = "NAME",
	  .choices = "utf-8|utf-16|cp1258|tcvn3|vni|latin1",
	  .help = N_("how the file writes letters; unless given UTF-8, or "
	             "UTF-16 by its byte order mark") },
	{ .name = "separator",
	  .type = CLI_TEXT,
	  .arg = "SIGN",
	  .help = N_("what stands between cells: , ; | or tab; told by the "
	             "first line unless given") },
	{ .name = "format",
	  .type = CLI_CHOICE,
	  .arg = "FORMAT",
	  .choices = "csv|json|glpi-json|ocs-xml",
	  .help = N_("what the file is; told by its content unless given") },
	{ .name = "key",
	  .type = CLI_TEXT,
	  .arg = "FIELD,...",
	  .help = N_("find existing records by these fields, in order") },
	{ .name = "mode",
	  .type = CLI_CHOICE,
	  .arg = "MODE",
	  .choices = "create|update|upsert",
	  .help = N_("what may be done; upsert unless given") },
	{ .name = "create",
	  .type = CLI_TEXT,
	  .arg = "KIND,...",
	  .help = N_("make agencies, profiles that are missing from their "
	             "names") },
	{ .name = "on-error",
	  .type = CLI_CHOICE,
	  .arg = "POLICY",
	  .choices = "abort|skip",
	  .help = N_("abort (unless given): one bad row and nothing is "
	             "written; skip: the good rows are") },
	{ .name = "rejects",
	  .type = CLI_TEXT,
	  .arg = "FILE",
	  .help = N_("write the refused rows to FILE, with reasons; mended, it "
	             "imports again") },
	{ .name = "report",
	  .type = CLI_CHOICE,
	  .arg = "FORMAT",
	  .choices = "text|csv|json",
	  .help = N_("how to tell faults and changes; csv and json go to "
	             "standard output, every one of them") },
	CLI_OPT_REASON,
};

const struct cli_command cli_import = {
	.name = "import",
	.args = "KIND FILE|-",
	.help = N_("records from a file"),
	.about = N_("The whole file is judged before anything is written. The "
	            "last line counts every row. See rollcall-import(1).\n"
	            "\n"
	            "  rollcall template devices >devices.csv\n"
	            "  rollcall import devices devices.csv --dry-run\n"
	            "  rollcall import devices devices.csv --on-error skip "
	            "--rejects bad.csv\n"
	            "  rollcall import devices snipe.csv --default "
	            "connectivity=networked\n"
	            "        --map agency=Company --save-map 'Sở TT'"),
	.opts = import_opts,
	.nopts = RC_COUNT(import_opts),
	.least = 2,
	.most = 2,
	.needs = CLI_WRITES,
	.word = CLI_KIND,
	.run = run_import,
};
