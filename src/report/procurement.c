/* SPDX-License-Identifier: MIT */
/* procurement - what to buy to reach the year's target and to keep what is
 * there, as a document. */
#include "report/procurement.h"

#include <rollcall/base/i18n.h>

#include "report/over.h"
#include "report/part.h"

struct frame {
	const struct rc_estate *e;
	const struct rc_demand *d;
	struct rc_doc *doc;
};

/* --- summary by target --------------------------------------------------- */

static void
put_goal(struct rc_doc_cell *cells, const struct rc_goal *goal)
{
	if (cells == NULL)
		return;
	if (goal->target != NULL) {
		cells[0] = rc_cell_text(goal->target->indicator);
		cells[1] = rc_cell_tier(goal->target->tier);
		cells[2] = rc_cell_percent(goal->target->percent);
		cells[3] = rc_cell_count(goal->roster);
		cells[4] = rc_cell_count(goal->needed);
		cells[5] = rc_cell_count(goal->conforming);
	}
	cells[6] = rc_cell_count(goal->chosen);
	cells[7] = rc_cell_count(goal->computers);
	cells[8] = rc_cell_count(goal->stock);
	cells[9] = rc_cell_money(goal->amount);
}

static bool
is_empty(const struct rc_goal *goal)
{
	int need;

	for (need = 0; need < RC_NEEDS; need++)
		if (goal->count_by_need[need] > 0)
			return false;
	return true;
}

static void
put_summary(const struct frame *f)
{
	static const struct rc_column columns[] = {
		{ "indicator", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "target_percent", N_("Target"), RC_CELL_PERCENT, RC_RIGHT },
		{ "roster", N_("Roster"), RC_CELL_COUNT, RC_RIGHT },
		{ "needed", N_("Needed"), RC_CELL_COUNT, RC_RIGHT },
		{ "conforming", N_("Conforming"), RC_CELL_COUNT, RC_RIGHT },
		{ "chosen", N_("Chosen"), RC_CELL_COUNT, RC_RIGHT },
		{ "computers", N_("Computers"), RC_CELL_COUNT, RC_RIGHT },
		{ "from_stock", N_("From stock"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	const struct rc_shortfall *s = &f->d->s;
	struct rc_section *section = rc_doc_section(
	        f->doc, "summary",
	        N_("To reach the target, cheapest agencies first"), columns,
	        RC_COUNT(columns));
	struct rc_doc_cell *cells;
	size_t i;

	for (i = 0; i < s->ngoals; i++)
		put_goal(rc_section_row(section, RC_ROW_PLAIN), &s->goals[i]);
	if (!is_empty(&s->others)) {
		cells = rc_section_row(section, RC_ROW_TOTAL);
		if (cells != NULL)
			cells[0] = rc_cell_message(N_("Due elsewhere"));
		put_goal(cells, &s->others);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells != NULL)
		cells[0] = rc_cell_message(N_("Total"));
	put_goal(cells, &s->total);
}

/* --- the lines ----------------------------------------------------------- */

enum line_column {
	LINE_TARGET,
	LINE_AGENCY,
	LINE_NAME,
	LINE_GROUP,
	LINE_ITEM,
	LINE_NEED,
	LINE_QUANTITY,
	LINE_PRICE,
	LINE_AMOUNT,
	LINE_BUDGET,
	LINE_BASIS,
	LINE_QUARTER,
	LINE_DETAIL,
	LINE_FITS, /* with a cap alone: it stays the last one */
	LINE_COLUMNS
};
static const struct rc_column line_columns[LINE_COLUMNS] = {
	[LINE_TARGET] = { "target", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
	[LINE_AGENCY] = { "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
	[LINE_NAME] = { "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
	[LINE_GROUP] = { "title_group", N_("Group"), RC_CELL_MESSAGE, RC_LEFT },
	[LINE_ITEM] = { "item", N_("Item"), RC_CELL_MESSAGE, RC_LEFT },
	[LINE_NEED] = { "need", N_("Need"), RC_CELL_MESSAGE, RC_LEFT },
	[LINE_QUANTITY] = { "quantity", N_("Qty"), RC_CELL_COUNT, RC_RIGHT },
	[LINE_PRICE] = { "unit_price", N_("Unit price"), RC_CELL_MONEY,
	                 RC_RIGHT },
	[LINE_AMOUNT] = { "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	[LINE_BUDGET] = { "budget_line", N_("Line"), RC_CELL_NUMBER, RC_RIGHT },
	[LINE_BASIS] = { "basis", N_("Basis"), RC_CELL_TEXT, RC_LEFT },
	[LINE_QUARTER] = { "quarter", N_("Quarter"), RC_CELL_TEXT, RC_LEFT },
	[LINE_DETAIL] = { "detail", N_("Detail"), RC_CELL_TEXT, RC_LEFT },
	[LINE_FITS] = { "within_cap", N_("Within the cap"), RC_CELL_BOOL,
	                RC_LEFT },
};

static void
put_line(struct rc_doc_cell *cells, const struct frame *f,
         const struct rc_line *line)
{
	const struct rc_unit *unit = &f->e->units[line->unit];

	if (cells == NULL)
		return;
	cells[LINE_TARGET] = rc_cell_text(line->target);
	cells[LINE_AGENCY] = rc_cell_text(unit->agency->code);
	cells[LINE_NAME] = rc_cell_text(unit->name);
	cells[LINE_GROUP] = rc_cell_group(line->title_group);
	cells[LINE_ITEM] = rc_cell_message(line->item);
	cells[LINE_NEED] = rc_cell_message(rc_need_names[line->need]);
	cells[LINE_QUANTITY] = rc_cell_count(line->quantity);
	cells[LINE_PRICE] = rc_cell_money(line->price);
	cells[LINE_AMOUNT] = rc_cell_money(line->amount);
	cells[LINE_BUDGET] = rc_cell_number(
	        line->budget == RC_BUDGET_NONE ? INT64_MIN : line->budget);
	cells[LINE_BASIS] = rc_cell_text(line->basis);
	cells[LINE_QUARTER] = rc_cell_quarter(f->doc, line->quarter);
	cells[LINE_DETAIL] = rc_cell_text(line->detail);
	if (f->d->in->cap != RC_VND_NONE)
		cells[LINE_FITS] = rc_cell_bool(line->fits);
}

static void
put_sum(struct rc_section *section, const char *code, const char *label,
        int64_t computers, rc_vnd amount)
{
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_TOTAL);

	if (cells == NULL)
		return;
	cells[LINE_AGENCY] = rc_cell_text(code);
	cells[LINE_NAME] = rc_cell_message(label);
	cells[LINE_QUANTITY] = rc_cell_count(computers);
	cells[LINE_AMOUNT] = rc_cell_money(amount);
}

/* Computers to buy, and their cost, on lines i..n-1. */
static void
put_subtotal(const struct frame *f, struct rc_section *section, size_t i,
             size_t n)
{
	const char *code = f->e->units[f->d->lines[i].unit].agency->code;
	int64_t computers = 0;
	rc_vnd amount = 0;

	for (; i < n; i++) {
		const struct rc_line *line = &f->d->lines[i];

		amount += line->amount; /* part of a total that fits */
		if (line->budget == RC_BUDGET_DEVICES &&
		    rc_need_is_bought(line->need))
			computers += line->quantity;
	}
	put_sum(section, code, N_("Subtotal"), computers, amount);
}

/* The lines of a target, or of a part that has none, agency by agency. */
static size_t
put_group(const struct frame *f, struct rc_section *section, size_t i,
          const struct rc_goal *goal)
{
	const struct rc_demand *d = f->d;
	const char *target = goal == NULL ? NULL : goal->target->indicator;
	enum rc_part part = i < d->n ? d->lines[i].part : RC_PARTS;
	size_t n;

	for (; i < d->n && d->lines[i].part == part &&
	       d->lines[i].target == target;
	     i = n) {
		for (n = i; n < d->n && d->lines[n].part == part &&
		            d->lines[n].unit == d->lines[i].unit;
		     n++)
			put_line(rc_section_row(section, RC_ROW_PLAIN), f,
			         &d->lines[n]);
		put_subtotal(f, section, i, n);
	}
	return i;
}

static void
put_lines(const struct frame *f)
{
	struct rc_section *section = rc_doc_section(
	        f->doc, "lines", N_("Purchase list"), line_columns,
	        f->d->in->cap == RC_VND_NONE ? LINE_FITS : LINE_COLUMNS);
	const struct rc_demand *d = f->d;
	size_t i = 0;
	size_t goal;

	f->doc->main = section;
	for (goal = 0; goal < d->s.ngoals; goal++) {
		const struct rc_goal *g = &d->s.goals[goal];

		i = put_group(f, section, i, g);
		put_sum(section, g->target->indicator,
		        N_("Total of the target"), g->computers, g->amount);
	}
	while (i < d->n) {
		enum rc_part part = d->lines[i].part;

		i = put_group(f, section, i, NULL);
		put_sum(section, NULL, rc_part_names[part],
		        part == RC_PART_DUE ? d->s.others.computers : INT64_MIN,
		        d->by_part[part]);
	}
	put_sum(section, NULL, N_("Grand total"), d->s.total.computers,
	        d->total);
}

/* --- notes ---------------------------------------------------------------- */

/* Money that need not be spent if work or a question does. */
static void
note_avoidable(const struct frame *f)
{
	const struct rc_goal *total = &f->d->s.total;
	int64_t posts = total->count_by_need[RC_NEED_MEND] +
	                total->count_by_need[RC_NEED_ASK];
	struct rc_buf b;
	rc_vnd amount;

	if (posts == 0 || !rc_vnd_add(total->by_need[RC_NEED_MEND],
	                              total->by_need[RC_NEED_ASK], &amount))
		return;
	rc_buf_init(&b, 100);
	rc_vnd_put(&b, amount);
	rc_doc_note(f->doc,
	            _("Of the amount, %s is for %lld posts whose computer may "
	              "come to conform by mending it or asking it."),
	            b.n > 0 ? b.p : "", (long long)posts);
	rc_buf_fini(&b);
}

/* Spares of the agencies, less those used where they are or moved. */
static int64_t
stock_left(const struct frame *f)
{
	const struct rc_shortfall *s = &f->d->s;
	int64_t n = -s->total.stock;
	size_t i;

	for (i = 0; i < f->e->nunits; i++)
		n += f->e->units[i].spare;
	for (i = 0; i < s->ntransfers; i++)
		n -= rc_machine_is_spare(
		        &f->e->machines[s->transfers[i].machine]);
	return n;
}

static void
note_late(const struct frame *f)
{
	struct rc_buf b;

	if (f->d->s.last_order >= f->e->day || f->d->s.total.computers == 0)
		return;
	rc_buf_init(&b, 100);
	rc_date_put_dmy(&b, f->d->s.last_order);
	rc_doc_note(f->doc,
	            _("To be there by the end of the year, computers had to be "
	              "ordered by %s (lead_days)."),
	            b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

static void
put_notes(const struct frame *f, const struct rc_quota_options *o)
{
	int64_t left = stock_left(f);

	note_avoidable(f);
	note_late(f);
	if (left > 0)
		rc_doc_note(f->doc,
		            _("Sound computers that stand in stock and were "
		              "not used here: %lld."),
		            (long long)left);
	if (f->d->without_price > 0)
		rc_doc_note(f->doc,
		            _("Lines without a price, not part of any sum: "
		              "%zu."),
		            f->d->without_price);
	rc_doc_note(f->doc, "%s",
	            f->e->params.value[RC_PRICE_BASIS] != 0
	                    ? _("Prices: what was paid last, at most the "
	                        "ceiling of the norm.")
	                    : _("Prices: the ceiling of the norm: taxes "
	                        "included, software licences, transport and "
	                        "installation excluded."));
	rc_doc_note(f->doc, "%s",
	            _("One computer for each post. The agencies are chosen "
	              "before anything is moved between them. Quantities of "
	              "sums are devices to buy. Printers and shared equipment "
	              "are replaced, within the norms, and not part of the "
	              "target."));
	rc_doc_note(f->doc, "%s",
	            _("Lines of the budget by 38-KH/TU III.7. Lines for links "
	              "and services are for one year."));
	if (f->d->s.ngoals == 0)
		rc_doc_note(f->doc, _("There is no target for %d."), o->year);
	rc_part_notes(f->doc, f->e, o);
}

/* --- the whole ------------------------------------------------------------ */

static void
put_money(const struct frame *f)
{
	const struct rc_demand *d = f->d;

	rc_doc_param(f->doc, "period_to", N_("To the end of"),
	             rc_cell_day(d->in->period.to));
	rc_doc_param(f->doc, "amount", N_("Amount"), rc_cell_money(d->total));
	if (d->in->cap == RC_VND_NONE)
		return;
	rc_doc_param(f->doc, "cap", N_("Cap"), rc_cell_money(d->in->cap));
	rc_doc_param(f->doc, "spent", N_("Within the cap"),
	             rc_cell_money(d->spent));
	rc_doc_param(f->doc, "left", N_("Left of the cap"),
	             rc_cell_money(d->in->cap - d->spent));
	rc_doc_param(f->doc, "beyond", N_("Beyond the cap"),
	             rc_cell_money(d->total - d->spent));
}

bool
rc_procurement_doc(const struct rc_report_in *in, struct rc_arena *arena,
                   struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_quota_options o = rc_quota_settle(e, &in->quota);
	struct rc_doc *doc = rc_arena_alloc(arena, 1, sizeof(*doc));
	struct rc_demand d;
	struct frame f = { e, &d, doc };
	bool done;

	/* What one buys for is agencies, whatever is counted elsewhere. */
	o.basis = RC_BASIS_AGENCY;
	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_demand_of(in, &d, err))
		return false;
	rc_doc_init(doc, arena, "procurement", N_("Purchase list"));
	rc_part_head(doc, e, &o);
	put_money(&f);
	put_summary(&f);
	rc_procurement_needs(doc, &d);
	rc_procurement_budget(doc, &d);
	rc_procurement_quarters(doc, &d);
	put_lines(&f);
	rc_procurement_cap(doc, &d);
	rc_procurement_agencies(doc, &d);
	rc_procurement_moves(doc, &d);
	rc_over_put(doc, in);
	rc_part_thresholds(doc, e);
	put_notes(&f, &o);
	done = rc_doc_done(doc, err);
	rc_demand_fini(&d);
	if (done)
		*ret = *doc;
	return done;
}
