/* SPDX-License-Identifier: MIT */
/* register - every device there is, one line each, made while it is printed. */
#include <rollcall/base/i18n.h>

#include "report/part.h"

#define COLUMNS 16

const char *const rc_register_fields[] = {
	"asset_tag", "serial",       "category",      "manufacturer",
	"model",     "status",       "agency",        "post",
	"ownership", "connectivity", "purchase_date", "in_service_date",
	"cost",      "warranty_end", "eol_date",      "last_seen",
	NULL,
};
_Static_assert(RC_COUNT(rc_register_fields) == COLUMNS + 1, "columns");

struct listing {
	const struct rc_field *fields[COLUMNS];
	struct rc_column columns[COLUMNS];
	const struct rc_device_source *devices;
	struct rc_row_source source;
};

/* One going over the rows. */
struct going {
	const struct listing *listing;
	struct rc_row row;
	struct rc_doc_cell cells[COLUMNS];
	rc_row_put *put;
	void *to;
};

static struct rc_doc_cell
cell_of(const struct rc_field *field, const void *device)
{
	struct rc_value v = rc_field_get(field, device);

	if (field->type == RC_REF)
		return rc_cell_text(
		        ((const struct rc_ref *)(const void *)((const char *)
		                                                       device +
		                                               field->at))
		                ->key);
	if (v.type == RC_NULL)
		return rc_cell_text(NULL);
	if (v.type == RC_TEXT)
		return rc_cell_text(v.s.p);
	switch (field->type) {
	case RC_CHOICE:
		return rc_cell_word(field->words, (int)v.i);
	case RC_DAY:
		return rc_cell_day((rc_date)v.i);
	case RC_INSTANT:
		return rc_cell_instant(v.i);
	case RC_MONEY:
		return rc_cell_money(v.i);
	case RC_BOOLEAN:
		return rc_cell_bool(v.i != 0);
	case RC_INTEGER:
	case RC_TEXTUAL:
	case RC_REF:
		break;
	}
	return rc_cell_number(v.i);
}

static bool
take_device(void *to, const void *device, struct rc_err *err)
{
	struct going *g = to;
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		g->cells[i] = cell_of(g->listing->fields[i], device);
	return g->put(g->to, &g->row, err);
}

static bool
each_row(void *of, rc_row_put *put, void *to, struct rc_err *err)
{
	const struct listing *l = of;
	struct going g = { .listing = l, .put = put, .to = to };

	g.row.style = RC_ROW_PLAIN;
	g.row.cells = g.cells;
	return l->devices->each(l->devices->of, take_device, &g, err);
}

static enum rc_cell_type
type_of(const struct rc_field *field)
{
	switch (field->type) {
	case RC_DAY:
		return RC_CELL_DAY;
	case RC_INSTANT:
		return RC_CELL_INSTANT;
	case RC_MONEY:
		return RC_CELL_MONEY;
	case RC_CHOICE:
		return RC_CELL_MESSAGE;
	case RC_TEXTUAL:
	case RC_INTEGER:
	case RC_BOOLEAN:
	case RC_REF:
		break;
	}
	return RC_CELL_TEXT;
}

static void
choose_columns(struct listing *l)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++) {
		const struct rc_field *field = rc_field_find(
		        &rc_kind_device, rc_str_of(rc_register_fields[i]));

		l->fields[i] = field;
		l->columns[i] = (struct rc_column){
			.id = field->name,
			.label = field->label,
			.type = type_of(field),
			.align = field->type == RC_MONEY ? RC_RIGHT : RC_LEFT,
		};
	}
}

bool
rc_register_doc(const struct rc_report_in *in, struct rc_arena *arena,
                struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc =
	        rc_part_begin(in, arena, "register", N_("Register of devices"));
	struct listing *l = rc_arena_alloc(arena, 1, sizeof(*l));
	struct rc_section *section;

	if (doc == NULL || l == NULL)
		return rc_fail_nomem(err);
	choose_columns(l);
	l->devices = in->ledger->devices;
	l->source = (struct rc_row_source){ each_row, l, l->devices->count };
	rc_doc_param(doc, "devices", N_("Devices"),
	             rc_cell_count((int64_t)l->devices->count));
	section = rc_doc_section(doc, "devices", N_("Devices"), l->columns,
	                         COLUMNS);
	if (section == NULL)
		return rc_fail_nomem(err);
	section->source = &l->source;
	rc_doc_note(doc, "%s",
	            _("As recorded now: a register carries no history. Names "
	              "of persons are left out."));
	return rc_part_end(doc, ret, err);
}
