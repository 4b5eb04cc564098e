/* SPDX-License-Identifier: MIT */
/*
 * cmd_show - one record with all that is known about it: its fields, and of a
 * device the facts, drift, findings, custody and events; then its history.
 */
#include "commands.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>
#include <rollcall/model/post.h>

#include "out.h"
#include "show.h"

#include <string.h>

#define EVENTS_SHOWN  10
#define HISTORY_SHOWN 20

/* For people: what is there, one line each. */
static void
put_lines(struct cli_show *show)
{
	size_t i;

	for (i = 0; i < show->kind->nfields; i++) {
		const struct rc_field *field = &show->kind->fields[i];
		struct rc_doc_cell cell =
		        cli_show_cell(show, field, show->record);

		if (cell.type != RC_CELL_NONE)
			rc_doc_param(&show->doc, field->name, field->label,
			             cell);
	}
}

/* For machines: every field, as the one row of "record". */
static bool
put_record(struct cli_show *show, struct rc_err *err)
{
	static const struct rc_column head[] = {
		{ "id", N_("No."), RC_CELL_NUMBER, RC_RIGHT },
		{ "version", N_("Version"), RC_CELL_NUMBER, RC_RIGHT },
	};
	size_t n = show->kind->nfields;
	struct rc_column *columns;
	struct rc_doc_cell *cells;
	size_t i;

	columns = rc_arena_alloc(show->cli->arena, n + 2, sizeof(*columns));
	if (columns == NULL)
		return rc_fail_nomem(err);
	memcpy(columns, head, sizeof(head));
	for (i = 0; i < n; i++)
		columns[i + 2] = cli_column(&show->kind->fields[i]);
	cells = rc_section_row(rc_doc_section(&show->doc, "record",
	                                      N_("Record"), columns, n + 2),
	                       RC_ROW_PLAIN);
	if (cells == NULL)
		return rc_fail_nomem(err);
	cells[0] = rc_cell_number(show->id);
	cells[1] = rc_cell_number(rc_record_head(show->record)->version);
	for (i = 0; i < n; i++)
		cells[i + 2] = cli_show_cell(show, &show->kind->fields[i],
		                             show->record);
	return true;
}

static bool
put_custody(struct cli_show *show, const char *field, const char *key,
            struct rc_err *err)
{
	const struct cli_related custody = {
		"custody",
		N_("Custody"),
		&rc_kind_custody,
		"sort=-from_date",
		field,
		rc_value_text(key),
		1000,
	};

	return cli_show_related(show, &custody, err);
}

static bool
put_device(struct cli_show *show, struct rc_err *err)
{
	const struct rc_device *device = show->record;
	const struct cli_related events = {
		"events",       N_("Latest polls"),
		&rc_kind_event, "sort=-at cols=at,outcome,phase,ms,detail",
		"device",       rc_value_text(device->asset_tag),
		EVENTS_SHOWN,
	};

	return cli_show_facts(show, err) && cli_show_drift(show, err) &&
	       cli_show_findings(show, err) &&
	       put_custody(show, "device", device->asset_tag, err) &&
	       cli_show_related(show, &events, err);
}

static bool
put_history(struct cli_show *show, struct rc_err *err)
{
	const char *view = rc_arena_printf(
	        show->cli->arena,
	        "kind=%s sort=-at cols=at,who,action,changes,reason,batch",
	        show->kind->name);
	const struct cli_related history = {
		"history",      N_("History, the latest first"),
		&rc_kind_audit, view,
		"record",       RC_VALUE_INT(show->id),
		HISTORY_SHOWN,
	};

	if (view == NULL)
		return rc_fail_nomem(err);
	return (show->kind->flags & RC_KIND_LOG) != 0 ||
	       cli_show_related(show, &history, err);
}

static bool
run_show(struct cli *cli, struct rc_err *err)
{
	struct cli_show show = {
		.cli = cli,
		.people = strcmp(cli_text(cli, "format", "text"), "text") == 0,
	};

	if (!cli_kind(cli, 0, &show.kind, err))
		return false;
	show.record = rc_record_new(show.kind, cli->arena);
	if (show.record == NULL)
		return rc_fail_nomem(err);
	if (!rc_record_find(cli->app, show.kind, cli_arg(cli, 1), cli->arena,
	                    show.record, err))
		return false;
	show.id = rc_record_head(show.record)->id;
	rc_doc_init(&show.doc, cli->arena, show.kind->name,
	            show.kind->label_one);
	if (show.people)
		put_lines(&show);
	else if (!put_record(&show, err))
		return false;
	if (show.kind == &rc_kind_device && !put_device(&show, err))
		return false;
	if (show.kind == &rc_kind_post &&
	    !put_custody(&show, "post",
	                 ((const struct rc_post *)show.record)->code, err))
		return false;
	return put_history(&show, err) && cli_print_doc(cli, &show.doc, err);
}

static const struct cli_opt opts[] = { CLI_OPT_FORMAT("text|json") };

const struct cli_command cli_show = {
	.name = "show",
	.args = "KIND KEY",
	.help = N_("one record with its facts, findings, custody and history"),
	.about = N_("  rollcall show devices TS-25363-001\n"
	            "  rollcall show batches 881"),
	.opts = opts,
	.nopts = RC_COUNT(opts),
	.least = 2,
	.most = 2,
	.needs = CLI_READS,
	.word = CLI_KIND,
	.run = run_show,
};
