/* SPDX-License-Identifier: MIT */
/* facts - one row per fact. */
#include "facts.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>

#include "out.h"

static const struct rc_column columns[] = {
	{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
	{ "name", N_("Fact"), RC_CELL_TEXT, RC_LEFT },
	{ "value", N_("Value"), RC_CELL_TEXT, RC_LEFT },
	{ "source", N_("Source"), RC_CELL_TEXT, RC_LEFT },
	{ "at", N_("When"), RC_CELL_INSTANT, RC_LEFT },
};

struct facts_out {
	struct cli *cli;
	struct rc_renderer renderer;
	struct rc_buf value;
	struct rc_arena room; /* of one sheet */
};

static bool
put_fact(struct facts_out *f, const struct rc_facts *facts, size_t i,
         const char *device, struct rc_err *err)
{
	const struct rc_field *field = &rc_kind_facts.fields[i];
	struct rc_doc_cell cells[RC_COUNT(columns)];

	rc_buf_clear(&f->value);
	rc_field_put_text(field, facts, RC_FOR_MACHINE, &f->value);
	if (f->value.n == 0)
		return rc_buf_done(&f->value, err);
	cells[0] = rc_cell_text(device);
	cells[1] = rc_cell_text(field->name);
	cells[2] = rc_cell_text(f->value.p);
	cells[3] = rc_cell_text(rc_fact_source_words[facts->source[i]].name);
	cells[4] = rc_cell_instant(facts->at[i]);
	return rc_rows_put(&f->renderer, cells, err);
}

static bool
put_sheet(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_facts *facts = record;
	struct facts_out *f = ctx;
	struct rc_device device;
	size_t i;

	rc_arena_clear(&f->room);
	if (!rc_record_get(f->cli->app, &rc_kind_device, facts->head.id,
	                   &f->room, &device, err))
		return false;
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		if (!put_fact(f, facts, i, device.asset_tag, err))
			return false;
	}
	return true;
}

bool
cli_facts_export(struct cli *cli, const struct rc_view *view,
                 struct rc_err *err)
{
	const struct rc_rows rows = { columns, RC_COUNT(columns), NULL,
		                      rc_kind_facts.label };
	struct facts_out f = { .cli = cli };
	struct cli_out out;
	bool done;

	if (!cli_out_open(&out, cli, err))
		return false;
	rc_buf_init(&f.value, 1u << 20);
	rc_arena_init(&f.room);
	done = rc_rows_begin(&f.renderer, out.format, &rows, &out.style,
	                     &out.sink, err);
	if (done) {
		done = rc_records_each(cli->app, view, put_sheet, &f, err);
		if (done)
			done = rc_rows_end(&f.renderer, err);
		else
			rc_rows_drop(&f.renderer);
	}
	rc_arena_fini(&f.room);
	rc_buf_fini(&f.value);
	return cli_out_close(&out, done, err);
}
