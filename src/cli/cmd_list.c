/* SPDX-License-Identifier: MIT */
/* cmd_list - list and export: the rows of a view. */
#include "commands.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "drift.h"
#include "export.h"
#include "facts.h"
#include "links.h"
#include "out.h"
#include "rows.h"

#include <string.h>

/* Lists that are more than the fields of records: a word after the kind. */
static const struct {
	const struct rc_kind *kind;
	const char *word;
	bool (*run)(struct cli *cli, const struct rc_view *view,
	            struct rc_err *err);
} lists[] = {
	{ &rc_kind_device, "drift", cli_drift_list },
	{ &rc_kind_link, "measured", cli_links_list },
};

static bool
run_list(struct cli *cli, struct rc_err *err)
{
	const char *word = rc_text_or_empty(cli_arg(cli, 1));
	const struct rc_kind *kind;
	struct rc_view view;

	if (!cli_kind(cli, 0, &kind, err))
		return false;
	for (size_t i = 0; i < RC_COUNT(lists); i++)
		if (kind == lists[i].kind && strcmp(word, lists[i].word) == 0)
			return cli_view(cli, kind, 2, &view, err) &&
			       lists[i].run(cli, &view, err);
	return cli_rows_list(cli, kind, 1, err);
}

/* Every field that an import may set, unless cols= says which. */
static void
all_columns(struct rc_view *view)
{
	size_t i;

	view->ncolumns = 0;
	for (i = 0; i < view->kind->nfields; i++) {
		const struct rc_field *field = &view->kind->fields[i];

		if ((field->flags & RC_READONLY) == 0 &&
		    view->ncolumns < RC_VIEW_COLUMNS)
			view->columns[view->ncolumns++] = field;
	}
}

/* Formats that are made for one program, of devices alone. */
static const struct {
	const char *name;
	bool (*run)(struct cli *cli, const struct rc_view *view,
	            struct rc_err *err);
} purposes[] = {
	{ "ansible", cli_export_ansible },
	{ "prometheus", cli_export_prometheus },
};

static bool
run_export(struct cli *cli, struct rc_err *err)
{
	const char *format = cli_text(cli, "format", "csv");
	const struct rc_kind *kind;
	struct rc_view view;

	if (!cli_kind(cli, 0, &kind, err) ||
	    !cli_view(cli, kind, 1, &view, err))
		return false;
	for (size_t i = 0; i < RC_COUNT(purposes); i++) {
		if (strcmp(format, purposes[i].name) != 0)
			continue;
		if (kind != &rc_kind_device)
			return rc_fail(err, RC_EUSAGE,
			               _("%s is a format of devices: rollcall "
			                 "export devices --format %s"),
			               format, format);
		return purposes[i].run(cli, &view, err);
	}
	if ((kind->flags & RC_KIND_SHEET) != 0 && !view.columns_given)
		return cli_facts_export(cli, &view, err);
	if (!view.columns_given)
		all_columns(&view);
	return cli_rows_print(cli, &view, err);
}

static const struct cli_opt list_opts[] = {
	CLI_OPT_FORMAT("text|csv|json|html|xlsx|md"),
	CLI_OPT_OUTPUT,
};

const struct cli_command cli_list = {
	.name = "list",
	.args = "KIND [VIEW] | devices drift [VIEW] | links measured [VIEW]",
	.help = N_("rows of a view"),
	.about = N_("A view is one line of text: conditions, sort= and cols=, "
	            "the same everywhere.\n"
	            "\n"
	            "  rollcall list devices 'class=laptop warranty<90d "
	            "sort=warranty'\n"
	            "  rollcall list devices 'agency=under:H19 not "
	            "status=in_use'\n"
	            "  rollcall list agencies 'name~\"dak lak\" "
	            "cols=code,name'\n"
	            "\n"
	            "The word drift after devices lists where record, "
	            "device and physical count (the kind stocktakes) disagree, "
	            "field by field; the word itself is looked for as "
	            "'\"drift\"'.\n"
	            "\n"
	            "  rollcall list devices drift agency=under:H19\n"
	            "\n"
	            "The word measured after links lists what they carried and "
	            "how much of them was used (poll --measure), against the "
	            "contract."),
	.opts = list_opts,
	.nopts = RC_COUNT(list_opts),
	.least = 1,
	.most = 64,
	.needs = CLI_READS,
	.word = CLI_KIND,
	.run = run_list,
};

static const struct cli_opt export_opts[] = {
	{ .name = "format",
	  .type = CLI_CHOICE,
	  .arg = "FORMAT",
	  .choices = "csv|json|html|xlsx|md|ansible|prometheus",
	  .help = N_("csv unless given") },
	CLI_OPT_OUTPUT,
};

const struct cli_command cli_export = {
	.name = "export",
	.args = "KIND [VIEW]",
	.help = N_("what an import takes back unchanged"),
	.about = N_("All fields that an import may set, with their canonical "
	            "names, days as 2026-11-22 and plain digits. html, xlsx "
	            "and md are for people: labels and days as 22/11/2026.\n"
	            "\n"
	            "devices also as ansible, the inventory that a script "
	            "gives to ansible-inventory -i, of those that have a host; "
	            "and as prometheus, figures for the textfile collector of "
	            "node_exporter. Neither has secrets or names of persons.\n"
	            "\n"
	            "  rollcall export devices --format prometheus -o "
	            "/var/lib/node_exporter/rollcall.prom"),
	.opts = export_opts,
	.nopts = RC_COUNT(export_opts),
	.least = 1,
	.most = 64,
	.needs = CLI_READS,
	.word = CLI_KIND,
	.run = run_export,
};
