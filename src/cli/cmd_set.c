/* SPDX-License-Identifier: MIT */
/* cmd_set - fields of one record, or of all in a view. */
#include "commands.h"

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "out.h"

#include <string.h>

/* A sheet of facts is named by its device. */
static bool
find_id(struct cli *cli, const struct rc_kind *kind, const char *key,
        rc_id *ret, struct rc_err *err)
{
	const struct rc_kind *owner =
	        (kind->flags & RC_KIND_SHEET) != 0 ? &rc_kind_device : kind;
	void *record = rc_record_new(owner, cli->arena);

	if (record == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_find(cli->app, owner, key, cli->arena, record, err))
		return false;
	*ret = rc_record_head(record)->id;
	return true;
}

static bool
set_one(struct cli *cli, const struct rc_kind *kind, struct rc_err *err)
{
	struct rc_edit edit = { .kind = kind,
		                .reason = cli_text(cli, "reason", NULL) };
	struct rc_written written;

	if (cli->line.nargs < 3)
		return rc_fail(err, RC_EUSAGE,
		               _("something is missing: "
		                 "rollcall set KIND KEY "
		                 "FIELD=VALUE..."));
	if (!cli_pairs(cli, kind, 2, err) ||
	    !find_id(cli, kind, cli_arg(cli, 1), &edit.id, err))
		return false;
	edit.pairs = cli->line.args + 2;
	edit.npairs = cli->line.nargs - 2;
	if (!rc_record_set(cli->app, &edit, &written, err))
		return false;
	if (written.changed == 0)
		cli_say(cli, _("it was so already"));
	else
		cli_say(cli, _("fields of %s changed: %zu"), cli_arg(cli, 1),
		        written.changed);
	return true;
}

static bool
make_cells(struct cli *cli, const struct rc_kind *kind, size_t n,
           struct rc_change *change, struct rc_err *err)
{
	size_t count = cli->line.nargs - n;
	struct rc_cell *cells =
	        rc_arena_alloc(cli->arena, count, sizeof(*cells));
	size_t i;

	if (cells == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < count; i++) {
		const char *pair = cli->line.args[n + i];
		const char *equals = strchr(pair, '=');
		struct rc_str name = { pair, (size_t)(equals - pair) };

		cells[i].field = rc_field_find(kind, name);
		if (!rc_field_parse(cells[i].field, rc_str_of(equals + 1),
		                    RC_YMD_OR_DMY, cli->arena, &cells[i].value,
		                    err))
			return false;
	}
	change->cells = cells;
	change->ncells = count;
	return true;
}

/* Every record of the view, all or none. */
static bool
write_all(struct cli *cli, struct rc_change *change, const void *rows, size_t n,
          uint64_t *ret_changed, struct rc_err *err)
{
	uint64_t changed = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct rc_head *head =
		        (const void *)((const char *)rows +
		                       i * change->kind->size);
		struct rc_written written;

		change->id = head->id;
		change->version = head->version;
		if (!rc_write(cli->app, change, &written, err))
			return rc_within(err, _("%s no. %lld"),
			                 _(change->kind->label_one),
			                 (long long)head->id);
		changed += written.changed > 0;
	}
	*ret_changed = changed;
	return true;
}

static bool
write_batch(struct cli *cli, struct rc_change *change, const void *rows,
            size_t n, struct rc_err *err)
{
	struct rc_act act = {
		.what = rc_arena_printf(cli->arena, "set %s --where %s",
		                        change->kind->name,
		                        cli_text(cli, "where", "")),
		.reason = cli_text(cli, "reason", NULL),
	};
	uint64_t changed = 0;
	rc_id batch;

	if (act.what == NULL)
		return rc_fail_nomem(err);
	if (!rc_batch_begin(cli->app, &act, &batch, err))
		return false;
	if (!write_all(cli, change, rows, n, &changed, err)) {
		rc_batch_abort(cli->app);
		return false;
	}
	if (!rc_batch_commit(cli->app, err))
		return false;
	cli_say(cli, _("changed: %llu of %zu %s; batch %lld"),
	        (unsigned long long)changed, n, rc_kind_many(change->kind),
	        (long long)batch);
	return true;
}

static bool
set_where(struct cli *cli, const struct rc_kind *kind, struct rc_err *err)
{
	struct rc_change change = {
		.kind = kind,
		.source = RC_SOURCE_MANUAL,
		.at = rc_app_now(cli->app),
		.on = RC_DATE_NONE,
	};
	struct rc_view view;
	const char *question;
	void *rows;
	size_t n;

	if (!cli_pairs(cli, kind, 1, err) ||
	    !make_cells(cli, kind, 1, &change, err) ||
	    !cli_view_text(cli, kind, cli_text(cli, "where", ""), &view, err) ||
	    !rc_records_all(cli->app, &view, cli->arena, &rows, &n, err))
		return false;
	question = rc_arena_printf(cli->arena, _("%s to be set: %zu."),
	                           rc_kind_many(kind), n);
	if (question == NULL)
		return rc_fail_nomem(err);
	if (n == 0) {
		cli_say(cli, _("no %s in this view"), rc_kind_many(kind));
		return true;
	}
	return cli_confirm(cli, question, err) &&
	       write_batch(cli, &change, rows, n, err);
}

static bool
run_set(struct cli *cli, struct rc_err *err)
{
	const struct rc_kind *kind;

	if (!cli_kind(cli, 0, &kind, err) || !cli_editable(kind, err))
		return false;
	return cli_given(cli, "where") ? set_where(cli, kind, err)
	                               : set_one(cli, kind, err);
}

static const struct cli_opt set_opts[] = {
	{ .name = "where",
	  .type = CLI_TEXT,
	  .arg = "VIEW",
	  .help = N_("all records of the view instead of one") },
	CLI_OPT_YES,
	CLI_OPT_REASON,
};

const struct cli_command cli_set = {
	.name = "set",
	.args = "KIND KEY|--where VIEW FIELD=VALUE...",
	.help = N_("change fields of one record, or of a view"),
	.about = N_("FIELD= without a value empties the field. With --where "
	            "the count is printed and asked for; all are changed or "
	            "none.\n"
	            "\n"
	            "  rollcall set devices TS-25363-001 status=repair\n"
	            "  rollcall set devices --where 'supplier~fpt' "
	            "warranty_end=31/12/2027"),
	.opts = set_opts,
	.nopts = RC_COUNT(set_opts),
	.least = 2,
	.most = 128,
	.needs = CLI_WRITES,
	.word = CLI_KIND,
	.run = run_set,
};
