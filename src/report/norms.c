/* SPDX-License-Identifier: MIT */
/* norms - what each agency may have and has of equipment that is no computer,
 * and what goes beyond the norms, as a document. */
#include <rollcall/base/i18n.h>

#include "report/demand.h"
#include "report/over.h"
#include "report/part.h"

enum column {
	COL_AGENCY,
	COL_NAME,
	COL_ITEM,
	COL_ALLOWED,
	COL_WORKING,
	COL_ENDED,
	COL_GONE,
	COL_ORDERED,
	COL_ROOM,
	COL_PRICE,
	COL_AMOUNT,
	COLUMNS
};

struct frame {
	struct rc_doc *doc;
	const struct rc_report_in *in;
	struct rc_norms norms;
	struct rc_prices prices;
	struct rc_section *section;
	rc_vnd total;
};

static bool
put_item(struct frame *f, size_t at, int item, const struct rc_norm *norm,
         const struct rc_stocktake *s, int64_t allowed)
{
	const struct rc_unit *unit = &f->in->estate->units[at];
	struct rc_doc_cell *cells = rc_section_row(f->section, RC_ROW_PLAIN);
	int64_t room = allowed - (s->working - s->ended) - s->ordered;
	rc_vnd price = rc_prices_get(&f->prices, norm);
	rc_vnd amount = 0;

	room = room < 0 ? 0 : room;
	if (cells == NULL)
		return true;
	if (price != RC_VND_NONE && !rc_vnd_mul(price, room, &amount))
		return false;
	cells[COL_AGENCY] = rc_cell_text(unit->agency->code);
	cells[COL_NAME] = rc_cell_text(unit->name);
	cells[COL_ITEM] = rc_cell_item(item);
	cells[COL_ALLOWED] = rc_cell_count(allowed);
	cells[COL_WORKING] = rc_cell_count(s->working);
	cells[COL_ENDED] = rc_cell_count(s->ended);
	cells[COL_GONE] = rc_cell_count(s->gone);
	cells[COL_ORDERED] = rc_cell_count(s->ordered);
	cells[COL_ROOM] = rc_cell_count(room);
	cells[COL_PRICE] = rc_cell_money(price);
	cells[COL_AMOUNT] = rc_cell_money(amount);
	return rc_vnd_add(f->total, amount, &f->total);
}

static bool
put_unit(struct frame *f, size_t at, const struct rc_stocktake *have)
{
	struct rc_entitlement due =
	        rc_norms_entitle(&f->norms, f->in->estate, at);
	int item;

	for (item = RC_ITEM_PRINTER; item < RC_ITEMS; item++)
		if ((due.norm[item] != NULL || have[item].working > 0) &&
		    !put_item(f, at, item, due.norm[item], &have[item],
		              due.quantity[item]))
			return false;
	return true;
}

static bool
put_units(struct frame *f, struct rc_err *err)
{
	static const struct rc_column columns[COLUMNS] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "item", N_("Item"), RC_CELL_MESSAGE, RC_LEFT },
		{ "allowed", N_("Allowed"), RC_CELL_COUNT, RC_RIGHT },
		{ "working", N_("Working"), RC_CELL_COUNT, RC_RIGHT },
		{ "ended", N_("At their end"), RC_CELL_COUNT, RC_RIGHT },
		{ "gone", N_("Broken or lost"), RC_CELL_COUNT, RC_RIGHT },
		{ "ordered", N_("On order"), RC_CELL_COUNT, RC_RIGHT },
		{ "room", N_("Room"), RC_CELL_COUNT, RC_RIGHT },
		{ "unit_price", N_("Unit price"), RC_CELL_MONEY, RC_RIGHT },
		{ "amount", N_("To fill it"), RC_CELL_MONEY, RC_RIGHT },
	};
	const struct rc_estate *e = f->in->estate;
	struct rc_stocktake *have = rc_stocktake_of(f->in);
	struct rc_doc_cell *cells;
	bool done = have != NULL;
	size_t i;

	if (!done)
		return rc_fail_nomem(err);
	f->section = rc_doc_section(f->doc, "norms",
	                            N_("Equipment of the agencies against the "
	                               "norms"),
	                            columns, COLUMNS);
	for (i = 0; done && i < e->nunits; i++)
		if (rc_unit_in_tier(&e->units[i], RC_TIER_NONE))
			done = put_unit(f, i, &have[i * RC_ITEMS]);
	rc_free(have);
	cells = rc_section_row(f->section, RC_ROW_TOTAL);
	if (cells != NULL) {
		cells[COL_NAME] = rc_cell_message(N_("Total"));
		cells[COL_AMOUNT] = rc_cell_money(f->total);
	}
	return done || rc_fail(err, RC_EINVALID, "%s",
	                       _("the sum is too large: look at the price "
	                         "ceilings"));
}

bool
rc_norms_doc(const struct rc_report_in *in, struct rc_arena *arena,
             struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_tables *t = in->estate->tables;
	struct frame f = { .doc = rc_part_begin(in, arena, "norms",
		                                N_("Equipment norms")),
		           .in = in };

	if (f.doc == NULL)
		return rc_fail_nomem(err);
	rc_norms_of(&f.norms, t->norms, t->nnorms, in->estate->day);
	rc_prices_of(&f.prices, in);
	if (!put_units(&f, err))
		return false;
	rc_over_put(f.doc, in);
	rc_doc_note(f.doc, "%s",
	            _("By title group of the posts, one for so many of a group "
	              "or of the agency, fractions rounded up; posts of one "
	              "holder in one agency count once, by the highest. A "
	              "machine that prints and scans fills a scanner's place "
	              "too. What the norms allow is not what is needed."));
	return rc_part_end(f.doc, ret, err);
}
