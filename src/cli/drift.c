/* SPDX-License-Identifier: MIT */
/* drift - the list, and the cells that `show` has too. */
#include "drift.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "out.h"

#include <string.h>

const struct rc_column cli_drift_columns[CLI_DRIFT_COLUMNS] = {
	{ "field", N_("Field"), RC_CELL_TEXT, RC_LEFT },
	{ "recorded", N_("Recorded"), RC_CELL_TEXT, RC_LEFT },
	{ "observed", N_("Observed"), RC_CELL_TEXT, RC_LEFT },
	{ "at", N_("Read at"), RC_CELL_INSTANT, RC_LEFT },
	{ "counted", N_("Counted"), RC_CELL_TEXT, RC_LEFT },
	{ "counted_on", N_("Counted on"), RC_CELL_DAY, RC_LEFT },
};

/* A choice by its label; the rest as it stands. */
static struct rc_doc_cell
value_cell(const struct rc_field *field, const char *text, bool for_people)
{
	int word;

	if (text == NULL || !for_people || field->type != RC_CHOICE)
		return rc_cell_text(text);
	word = rc_word_find(field->words, rc_str_of(text));
	return word < 0 ? rc_cell_text(text)
	                : rc_cell_message(field->words[word].label);
}

void
cli_drift_cells(const struct rc_drift *drift, bool for_people,
                struct rc_doc_cell *ret)
{
	const struct rc_field *field = drift->field;

	ret[0] = for_people ? rc_cell_message(field->label)
	                    : rc_cell_text(field->name);
	ret[1] = value_cell(field, drift->recorded, for_people);
	ret[2] = value_cell(field, drift->observed, for_people);
	ret[3] = rc_cell_instant(drift->observed == NULL ? RC_MS_NONE
	                                                 : drift->at);
	ret[4] = value_cell(field, drift->counted, for_people);
	ret[5] = rc_cell_day(drift->counted_on);
}

struct list {
	struct cli *cli;
	struct rc_renderer renderer;
	bool people;
	uint64_t devices, fields;
};

static bool
put_device(void *ctx, const char *device, const struct rc_drift *drift,
           size_t n, struct rc_err *err)
{
	struct rc_doc_cell cells[CLI_DRIFT_COLUMNS + 1];
	struct list *list = ctx;

	list->devices++;
	list->fields += n;
	cells[0] = rc_cell_text(device);
	for (size_t i = 0; i < n; i++) {
		cli_drift_cells(&drift[i], list->people, cells + 1);
		if (!rc_rows_put(&list->renderer, cells, err))
			return false;
	}
	return true;
}

static bool
print(struct list *list, struct cli_out *out, const struct rc_view *view,
      struct rc_err *err)
{
	struct rc_column columns[CLI_DRIFT_COLUMNS + 1] = {
		{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
	};
	const struct rc_rows rows = { columns, RC_COUNT(columns), NULL,
		                      N_("Drift") };

	memcpy(columns + 1, cli_drift_columns, sizeof(cli_drift_columns));
	if (!rc_rows_begin(&list->renderer, out->format, &rows, &out->style,
	                   &out->sink, err))
		return false;
	if (!rc_drift_each(list->cli->app, view, put_device, list, err)) {
		rc_rows_drop(&list->renderer);
		return false;
	}
	return rc_rows_end(&list->renderer, err);
}

bool
cli_drift_list(struct cli *cli, const struct rc_view *view, struct rc_err *err)
{
	struct list list = { .cli = cli };
	const struct rc_format *format;
	struct cli_out out;
	bool done;

	if (!cli_out_open(&out, cli, err))
		return false;
	format = rc_format_find(out.format);
	list.people = format != NULL && format->people;
	done = cli_out_close(&out, print(&list, &out, view, err), err);
	if (done)
		cli_say(cli, _("devices that drift: %llu; fields: %llu"),
		        (unsigned long long)list.devices,
		        (unsigned long long)list.fields);
	return done;
}
