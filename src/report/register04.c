/* SPDX-License-Identifier: MIT */
/*
 * register04 - the register for central purchase, with the columns of Mẫu số
 * 04/TSC-MSTT of Nghị định 186/2025/NĐ-CP (Art. 77-78): user unit, kind and
 * quantity, estimate and source, time and place of delivery. The form itself
 * was not seen; the columns follow the text of the decree.
 */
#include <rollcall/base/i18n.h>

#include "report/demand.h"
#include "report/part.h"

enum column {
	COL_NUMBER,
	COL_UNIT_CODE,
	COL_UNIT,
	COL_KIND,
	COL_MEASURE,
	COL_QUANTITY,
	COL_PRICE,
	COL_ESTIMATE,
	COL_SOURCE,
	COL_TIME,
	COL_PLACE,
	COL_NOTE,
	COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
	[COL_NUMBER] = { "number", N_("No."), RC_CELL_NUMBER, RC_RIGHT },
	[COL_UNIT_CODE] = { "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	[COL_UNIT] = { "unit", N_("Agency that uses it"), RC_CELL_TEXT,
	               RC_LEFT },
	[COL_KIND] = { "kind", N_("Kind of asset"), RC_CELL_MESSAGE, RC_LEFT },
	[COL_MEASURE] = { "measure", N_("Counted in"), RC_CELL_MESSAGE,
	                  RC_LEFT },
	[COL_QUANTITY] = { "quantity", N_("Quantity"), RC_CELL_COUNT,
	                   RC_RIGHT },
	[COL_PRICE] = { "unit_price", N_("Unit price"), RC_CELL_MONEY,
	                RC_RIGHT },
	[COL_ESTIMATE] = { "estimate", N_("Estimate"), RC_CELL_MONEY,
	                   RC_RIGHT },
	[COL_SOURCE] = { "source", N_("Source of the money"), RC_CELL_MESSAGE,
	                 RC_LEFT },
	[COL_TIME] = { "delivery_by", N_("Delivery by"), RC_CELL_DAY, RC_LEFT },
	[COL_PLACE] = { "place", N_("Place of delivery"), RC_CELL_TEXT,
	                RC_LEFT },
	[COL_NOTE] = { "note", N_("Note"), RC_CELL_MESSAGE, RC_LEFT },
};

/* The last day of the quarter in which an order comes that is made on the last
 * day of its own. */
static rc_date
delivery_of(const struct rc_demand *d, rc_date quarter)
{
	rc_date end;

	if (quarter == RC_DATE_NONE)
		return RC_DATE_NONE;
	end = rc_date_add_months(quarter, 3) - 1;
	if (end < d->in->period.to)
		end += (rc_date)d->in->estate->params.value[RC_LEAD_DAYS];
	return end > d->in->period.to ? d->in->period.to : end;
}

static bool
is_registered(const struct rc_line *line)
{
	return line->budget == RC_BUDGET_DEVICES &&
	       rc_need_is_bought(line->need) && line->fits &&
	       line->price != RC_VND_NONE;
}

static void
put_line(struct rc_doc_cell *cells, const struct rc_demand *d,
         const struct rc_line *line, int64_t number)
{
	const struct rc_unit *unit = &d->in->estate->units[line->unit];

	if (cells == NULL)
		return;
	cells[COL_NUMBER] = rc_cell_number(number);
	cells[COL_UNIT_CODE] = rc_cell_text(unit->agency->code);
	cells[COL_UNIT] = rc_cell_text(unit->name);
	cells[COL_KIND] = rc_cell_message(line->item);
	cells[COL_MEASURE] = rc_cell_message(N_("piece"));
	cells[COL_QUANTITY] = rc_cell_count(line->quantity);
	cells[COL_PRICE] = rc_cell_money(line->price);
	cells[COL_ESTIMATE] = rc_cell_money(line->amount);
	cells[COL_SOURCE] =
	        rc_cell_message(rc_budget_words[line->budget].label);
	cells[COL_TIME] = rc_cell_day(delivery_of(d, line->quarter));
	cells[COL_PLACE] = rc_cell_text(unit->name);
	cells[COL_NOTE] = rc_cell_message(rc_need_names[line->need]);
}

static bool
put_lines(struct rc_doc *doc, const struct rc_demand *d, struct rc_err *err)
{
	struct rc_section *section = rc_doc_section(
	        doc, "lines", N_("Register for central purchase"), columns,
	        COLUMNS);
	struct rc_doc_cell *cells;
	int64_t n = 0, quantity = 0;
	rc_vnd estimate = 0;
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct rc_line *line = &d->lines[i];

		if (!is_registered(line))
			continue;
		quantity += line->quantity;
		if (!rc_vnd_add(estimate, line->amount, &estimate))
			return rc_fail(err, RC_EINVALID, "%s",
			               _("the sum is too large: look at the "
			                 "price ceilings"));
		put_line(rc_section_row(section, RC_ROW_PLAIN), d, line, ++n);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return true;
	cells[COL_UNIT] = rc_cell_message(N_("Total"));
	cells[COL_QUANTITY] = rc_cell_count(quantity);
	cells[COL_ESTIMATE] = rc_cell_money(estimate);
	return true;
}

bool
rc_register04_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err)
{
	struct rc_doc *doc = rc_part_begin(
	        in, arena, "tsc-mstt-04",
	        N_("Register for central purchase (Mẫu số 04/TSC-MSTT)"));
	struct rc_demand d;
	bool done;

	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_demand_of(in, &d, err))
		return false;
	done = put_lines(doc, &d, err);
	rc_demand_fini(&d);
	rc_doc_note(
	        doc, "%s",
	        _("Columns of Mẫu số 04/TSC-MSTT, Nghị định 186/2025/NĐ-CP, "
	          "as its Articles 77 and 78 name them. Devices of the "
	          "purchase list, line 2 of the budget, with a price and "
	          "within the cap where there is one. What is not "
	          "registered in time may not be bought (Art. 78.3)."));
	rc_doc_note(doc, "%s",
	            _("Handover takes Mẫu số 05/TSC-MSTT, with contract, "
	              "invoice, warranty sheet and technical papers (Art. 80): "
	              "see the documents of contracts."));
	return done && rc_part_end(doc, ret, err);
}
