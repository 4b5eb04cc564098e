/* SPDX-License-Identifier: MIT */
/* cmd_import - files in. */
#include "commands.h"

#include <rollcall/app/imports.h>
#include <rollcall/base/i18n.h>

#include "import_say.h"
#include "out.h"
#include "progress.h"

#include <string.h>

#define KEYS_MAX 8

static bool
tick(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total)
{
	struct cli_progress *progress = ctx;

	(void)bytes;
	(void)total;
	cli_progress_tick(progress, rows, 0, _("rows"));
	return !cli_interrupted();
}

/* `--key serial,asset_tag` */
static bool
take_keys(struct cli *cli, struct rc_import_options *options,
          struct rc_err *err)
{
	struct rc_str rest = rc_str_of(cli_text(cli, "key", NULL));
	const char **keys;
	struct rc_str name;

	if (!cli_given(cli, "key"))
		return true;
	keys = rc_arena_alloc(cli->arena, KEYS_MAX, sizeof(*keys));
	if (keys == NULL)
		return rc_fail_nomem(err);
	while (rc_str_split(&rest, ',', &name)) {
		const struct rc_field *field =
		        rc_field_find(options->kind, name);

		if (field == NULL || options->nkeys == KEYS_MAX)
			return rc_fail(err, RC_EUSAGE,
			               _("--key: %s have no field \"%.*s\""),
			               options->kind->name, (int)name.n,
			               name.p);
		keys[options->nkeys++] = field->name;
	}
	options->keys = keys;
	return true;
}

/* `--map FIELD=COLUMN`, once for each */
static bool
take_maps(struct cli *cli, struct rc_import_options *options,
          struct rc_err *err)
{
	const struct cli_value *value = cli_line_value(&cli->line, "map");
	size_t i;

	for (i = 0; i < value->n; i++) {
		const char *equals = strchr(value->list[i], '=');
		struct rc_str name = rc_str_of(value->list[i]);

		if (equals == NULL)
			return rc_fail(err, RC_EUSAGE,
			               _("--map: write FIELD=COLUMN"));
		name.n = (size_t)(equals - name.p);
		if (rc_field_find(options->kind, name) == NULL)
			return rc_fail(err, RC_EUSAGE,
			               _("--map: %s have no field \"%.*s\""),
			               options->kind->name, (int)name.n,
			               name.p);
	}
	options->maps = value->list;
	options->nmaps = value->n;
	return true;
}

static void
take_choices(struct cli *cli, struct rc_import_options *options)
{
	static const struct {
		const char *name;
		enum rc_date_order order;
	} orders[] = { { "dmy", RC_DMY },
		       { "mdy", RC_MDY },
		       { "ymd", RC_YMD } };
	const char *mode = cli_text(cli, "mode", "upsert");
	size_t i;

	options->dates_given = cli_given(cli, "date");
	for (i = 0; options->dates_given && i < RC_COUNT(orders); i++) {
		if (strcmp(cli_text(cli, "date", ""), orders[i].name) == 0)
			options->dates = orders[i].order;
	}
	options->mode = strcmp(mode, "create") == 0   ? RC_CREATE
	                : strcmp(mode, "update") == 0 ? RC_UPDATE
	                                              : RC_UPSERT;
	options->skip_bad =
	        strcmp(cli_text(cli, "on-error", "abort"), "skip") == 0;
	options->dry_run = cli_given(cli, "dry-run");
	options->rejects = cli_text(cli, "rejects", NULL);
	options->reason = cli_text(cli, "reason", NULL);
}

static bool
run_import(struct cli *cli, struct rc_err *err)
{
	struct cli_progress progress = cli_progress_start(cli);
	struct rc_import_options options = {
		.path = cli_arg(cli, 1),
		.progress = tick,
		.ctx = &progress,
	};
	struct rc_import_result result;
	bool done;
	size_t i;

	if (!cli_kind(cli, 0, &options.kind, err) ||
	    !take_keys(cli, &options, err) || !take_maps(cli, &options, err))
		return false;
	if (options.kind->flags & (RC_KIND_KEPT | RC_KIND_LOG))
		return rc_fail(err, RC_EUSAGE,
		               _("%s are kept by the program; they are not "
		                 "imported"),
		               options.kind->name);
	take_choices(cli, &options);
	cli_interrupt_begin();
	done = rc_import_file(cli->app, &options, cli->arena, &result, err);
	cli_interrupt_end();
	cli_progress_wipe(&progress);
	if (!done)
		return false;
	for (i = 0; i < result.nremarks; i++)
		cli_say(cli, "%s: %s", options.path, result.remarks[i]);
	if (options.dry_run)
		cli_import_print_deltas(cli, &result);
	cli_import_say_faults(cli, options.path, &result);
	cli_import_say_counts(cli, options.dry_run, &result);
	cli->refused = result.rejected > 0;
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
	  .help = N_("take FIELD from that column; may be repeated") },
	{ .name = "date",
	  .type = CLI_CHOICE,
	  .arg = "ORDER",
	  .choices = "dmy|mdy|ymd",
	  .help = N_("how the file writes days") },
	{ .name = "key",
	  .type = CLI_TEXT,
	  .arg = "FIELD,...",
	  .help = N_("find existing records by these fields, in order") },
	{ .name = "mode",
	  .type = CLI_CHOICE,
	  .arg = "MODE",
	  .choices = "create|update|upsert",
	  .help = N_("what may be done; upsert unless given") },
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
	CLI_OPT_REASON,
};

const struct cli_command cli_import = {
	.name = "import",
	.args = "KIND FILE|-",
	.help = N_("records from a CSV file"),
	.about = N_("The whole file is judged before anything is written. The "
	            "last line counts every row.\n"
	            "\n"
	            "  rollcall template devices >devices.csv\n"
	            "  rollcall import devices devices.csv --dry-run\n"
	            "  rollcall import devices devices.csv --on-error skip "
	            "--rejects bad.csv"),
	.opts = import_opts,
	.nopts = RC_COUNT(import_opts),
	.least = 2,
	.most = 2,
	.needs = CLI_WRITES,
	.word = CLI_KIND,
	.run = run_import,
};
