/* SPDX-License-Identifier: MIT */
/* procurement_parts - the tables of the purchase list beside its lines. */
#include "report/procurement.h"

#include <rollcall/base/i18n.h>

#include "report/over.h"
#include "report/part.h"

/* --- by need -------------------------------------------------------------- */

static const char *const meanings[RC_NEEDS] = {
	[RC_NEED_STOCK] = N_("a sound computer of the agency stands in stock"),
	[RC_NEED_ORDER] = N_("ordered for the agency and not delivered yet"),
	[RC_NEED_TRANSFER] = N_("a sound computer that others do not need is "
	                        "moved here"),
	[RC_NEED_NEW] = N_("the post has no computer in use"),
	[RC_NEED_LOST] = N_("it is broken beyond repair or lost"),
	[RC_NEED_LIFE] = N_("its life ends in the period"),
	[RC_NEED_REPLACE] = N_("its computer is too old or too weak"),
	[RC_NEED_SUPPORT] = N_("the support of its system ends in the period: "
	                       "try a newer system first"),
	[RC_NEED_MEND] = N_("its computer fails only what can be put right on "
	                    "it: try that first"),
	[RC_NEED_ASK] = N_("only unknown facts stand against its computer: ask "
	                   "it first"),
	[RC_NEED_NORM] = N_("the norms allow more than there is"),
	[RC_NEED_SIGNATURE] = N_("a signer or handler without a valid digital "
	                         "signature; not priced"),
	[RC_NEED_LINK] = N_("the agency has no working link; not priced"),
	[RC_NEED_LICENCE] = N_("more seats are needed than held at the end of "
	                       "the period"),
	[RC_NEED_CONTRACT] = N_("it ends in the period; the cost of a year"),
};

/* What is not priced has no bar. */
static void
chart_needs(struct rc_doc *doc, const struct rc_demand *d)
{
	static const char *const series[] = { N_("Amount") };
	struct rc_chart *chart =
	        rc_doc_chart(doc, RC_CHART_BARS, N_("Amount by need"),
	                     RC_CELL_MONEY, series, RC_COUNT(series));
	struct rc_chart_point *point;
	int need;

	for (need = 0; need < RC_NEEDS; need++) {
		if (d->by_need[need] == 0)
			continue;
		point = rc_chart_point(chart,
		                       rc_cell_message(rc_need_names[need]));
		if (point != NULL)
			point->values[0] = d->by_need[need];
	}
}

void
rc_procurement_needs(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "need", N_("Need"), RC_CELL_MESSAGE, RC_LEFT },
		{ "meaning", N_("Why"), RC_CELL_MESSAGE, RC_LEFT },
		{ "quantity", N_("Quantity"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	struct rc_section *section =
	        rc_doc_section(doc, "needs", N_("All that is needed, by need"),
	                       columns, RC_COUNT(columns));
	struct rc_doc_cell *cells;
	int need;

	for (need = 0; need < RC_NEEDS; need++) {
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_message(rc_need_names[need]);
		cells[1] = rc_cell_message(meanings[need]);
		cells[2] = rc_cell_count(d->count_by_need[need]);
		cells[3] = rc_cell_money(d->by_need[need]);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells != NULL) {
		cells[0] = rc_cell_message(N_("Total"));
		cells[3] = rc_cell_money(d->total);
	}
	chart_needs(doc, d);
}

/* --- by line of the budget ------------------------------------------------ */

void
rc_procurement_budget(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "line", N_("Line"), RC_CELL_NUMBER, RC_RIGHT },
		{ "title", N_("Line of the budget"), RC_CELL_MESSAGE, RC_LEFT },
		{ "lines", N_("Lines"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "budget", N_("The same, by line of the budget"), columns,
	        RC_COUNT(columns));
	struct rc_doc_cell *cells;
	int line;
	size_t i;

	for (line = RC_BUDGET_NONE; line < RC_BUDGETS; line++) {
		int64_t n = 0;

		for (i = 0; i < d->n; i++)
			n += d->lines[i].budget == line;
		if (n == 0 && line == RC_BUDGET_NONE)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		if (line != RC_BUDGET_NONE)
			cells[0] = rc_cell_number(line);
		cells[1] = rc_cell_message(
		        line == RC_BUDGET_NONE ? N_("no line named")
		                               : rc_budget_words[line].label);
		cells[2] = rc_cell_count(n);
		cells[3] = rc_cell_money(d->by_budget[line]);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[1] = rc_cell_message(N_("Total"));
	cells[2] = rc_cell_count((int64_t)d->n);
	cells[3] = rc_cell_money(d->total);
}

/* --- by quarter ----------------------------------------------------------- */

struct quarter {
	rc_date first;
	int64_t agencies, devices, lines;
	rc_vnd amount;
};

/* Lines of one agency of a target stand together and share a quarter, but for
 * what is due, so an agency counts where its first bought line does. */
static void
count_quarter(struct quarter *q, const struct rc_demand *d)
{
	size_t last = RC_NOWHERE;
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct rc_line *line = &d->lines[i];

		if (line->quarter != q->first || !rc_need_is_bought(line->need))
			continue;
		q->lines++;
		q->amount += line->amount; /* part of a total that fits */
		if (line->budget == RC_BUDGET_DEVICES)
			q->devices += line->quantity;
		if (line->part == RC_PART_TARGET && line->unit != last) {
			q->agencies++;
			last = line->unit;
		}
	}
}

static rc_date
next_quarter(const struct rc_demand *d, rc_date after)
{
	rc_date next = RC_DATE_NONE;
	size_t i;

	for (i = 0; i < d->n; i++) {
		rc_date first = d->lines[i].quarter;

		if (first > after && rc_need_is_bought(d->lines[i].need) &&
		    (next == RC_DATE_NONE || first < next))
			next = first;
	}
	return next;
}

static void
put_quarter(struct rc_doc *doc, struct rc_doc_cell *cells,
            const struct quarter *q)
{
	if (cells == NULL)
		return;
	if (q->first != RC_DATE_NONE)
		cells[0] = rc_cell_quarter(doc, q->first);
	else
		cells[0] = rc_cell_message(N_("Total"));
	cells[1] = rc_cell_count(q->agencies);
	cells[2] = rc_cell_count(q->devices);
	cells[3] = rc_cell_count(q->lines);
	cells[4] = rc_cell_money(q->amount);
}

void
rc_procurement_quarters(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "quarter", N_("Quarter"), RC_CELL_TEXT, RC_LEFT },
		{ "agencies", N_("Agencies of the targets"), RC_CELL_COUNT,
		  RC_RIGHT },
		{ "devices", N_("Devices"), RC_CELL_COUNT, RC_RIGHT },
		{ "lines", N_("Lines"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "quarters", N_("The same, by the quarter to order in"),
	        columns, RC_COUNT(columns));
	struct quarter total = { .first = RC_DATE_NONE };
	rc_date first = RC_DATE_NONE;

	for (;;) {
		struct quarter q = { 0 };

		first = next_quarter(d, first);
		if (first == RC_DATE_NONE)
			break;
		q.first = first;
		count_quarter(&q, d);
		total.agencies += q.agencies;
		total.devices += q.devices;
		total.lines += q.lines;
		total.amount += q.amount;
		put_quarter(doc, rc_section_row(section, RC_ROW_PLAIN), &q);
	}
	put_quarter(doc, rc_section_row(section, RC_ROW_TOTAL), &total);
}

/* --- every agency that does not conform ---------------------------------- */

/* What buying alone does not mend. */
static struct rc_doc_cell
hindrance_of(struct rc_doc *doc, const struct rc_wanting *w)
{
	struct rc_buf b;
	const char *text = NULL;

	rc_buf_init(&b, 1000);
	if (w->no_link)
		rc_buf_puts(&b, _("no working link"));
	if (w->no_baseline)
		rc_buf_printf(&b, "%s%s", b.n > 0 ? "; " : "",
		              _("systems outside the approved catalogue"));
	if (w->no_norm)
		rc_buf_printf(&b, "%s%s", b.n > 0 ? "; " : "",
		              _("a title group without a norm"));
	if (b.n > 0) {
		text = rc_arena_textn(doc->arena, b.p, b.n);
		if (text == NULL)
			doc->failed = true;
	}
	if (b.state != RC_BUF_OK)
		doc->failed = true;
	rc_buf_fini(&b);
	return rc_cell_text(text);
}

void
rc_procurement_agencies(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "tier", N_("Tier"), RC_CELL_MESSAGE, RC_LEFT },
		{ "posts", N_("Posts"), RC_CELL_COUNT, RC_RIGHT },
		{ "missing", N_("Missing"), RC_CELL_COUNT, RC_RIGHT },
		{ "computers", N_("Computers"), RC_CELL_COUNT, RC_RIGHT },
		{ "from_stock", N_("From stock"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
		{ "chosen", N_("Chosen"), RC_CELL_BOOL, RC_LEFT },
		{ "hindrance", N_("Beside buying"), RC_CELL_TEXT, RC_LEFT },
	};
	struct rc_section *section = rc_doc_section(
	        doc, "agencies",
	        N_("Agencies that do not conform, in the order of choice, with "
	           "what the target costs beside what is due"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < d->s.nwanting; i++) {
		const struct rc_wanting *w = &d->s.wanting[i];
		const struct rc_unit *unit = &d->in->estate->units[w->unit];
		struct rc_doc_cell *cells;

		if (w->conforms)
			continue;
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_text(unit->agency->code);
		cells[1] = rc_cell_text(unit->name);
		cells[2] = rc_cell_tier(unit->agency->tier);
		cells[3] = rc_cell_count(unit->posts);
		cells[4] = rc_cell_count(w->missing);
		cells[5] = rc_cell_count(w->computers);
		cells[6] = rc_cell_count(w->stock);
		cells[7] = rc_cell_money(w->cost);
		cells[8] = rc_cell_bool(w->chosen);
		cells[9] = hindrance_of(doc, w);
	}
}

/* --- under a cap ---------------------------------------------------------- */

static void
put_payer(struct rc_section *section, const struct rc_demand *d, size_t first,
          size_t n)
{
	const struct rc_line *line = &d->lines[first];
	const struct rc_agency *agency =
	        d->in->estate->units[line->unit].agency;
	struct rc_doc_cell *cells = rc_section_row(section, RC_ROW_PLAIN);
	rc_vnd amount = 0;
	size_t i;

	for (i = first; i < n; i++)
		amount += d->lines[i].amount; /* part of a total that fits */
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(rc_part_names[line->part]);
	cells[1] = rc_cell_text(line->target);
	cells[2] = rc_cell_text(agency->code);
	cells[3] = rc_cell_text(d->in->estate->units[line->unit].name);
	cells[4] = rc_cell_message(n == first + 1 ? line->item : NULL);
	cells[5] = rc_cell_money(amount);
	cells[6] = rc_cell_bool(line->fits);
}

void
rc_procurement_cap(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "part", N_("Part"), RC_CELL_MESSAGE, RC_LEFT },
		{ "target", N_("Quota"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "item", N_("Item"), RC_CELL_MESSAGE, RC_LEFT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
		{ "within_cap", N_("Within the cap"), RC_CELL_BOOL, RC_LEFT },
	};
	struct rc_section *section;
	size_t i, n;

	if (d->in->cap == RC_VND_NONE)
		return;
	section = rc_doc_section(
	        doc, "cap", N_("What fits under the cap, and what remains"),
	        columns, RC_COUNT(columns));
	for (i = 0; i < d->n; i = n) {
		n = i + 1;
		while (d->lines[i].part == RC_PART_TARGET && n < d->n &&
		       d->lines[n].part == RC_PART_TARGET &&
		       d->lines[n].unit == d->lines[i].unit)
			n++;
		put_payer(section, d, i, n);
	}
	rc_doc_note(
	        doc,
	        _("Under the cap %lld of %lld chosen agencies are paid for. "
	          "Contracts that end come first, then the agencies in the "
	          "order of choice, whole or not at all, then the rest."),
	        (long long)d->fitting, (long long)d->s.total.chosen);
}

/* --- moves ---------------------------------------------------------------- */

static const char *
nearness(const struct rc_estate *e, size_t from, size_t to)
{
	const struct rc_agency *a = e->units[from].agency;
	const struct rc_agency *b = e->units[to].agency;

	if (from == to)
		return N_("same agency");
	return a->parent.id != 0 && a->parent.id == b->parent.id
	               ? N_("same parent")
	               : N_("elsewhere");
}

void
rc_procurement_moves(struct rc_doc *doc, const struct rc_demand *d)
{
	static const struct rc_column columns[] = {
		{ "device", N_("Device"), RC_CELL_TEXT, RC_LEFT },
		{ "from", N_("From"), RC_CELL_TEXT, RC_LEFT },
		{ "from_name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "to", N_("To"), RC_CELL_TEXT, RC_LEFT },
		{ "to_name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "title_group", N_("Group"), RC_CELL_MESSAGE, RC_LEFT },
		{ "instead_of", N_("Instead of"), RC_CELL_MESSAGE, RC_LEFT },
		{ "near", N_("How near"), RC_CELL_MESSAGE, RC_LEFT },
		{ "saved", N_("Saved"), RC_CELL_MONEY, RC_RIGHT },
	};
	const struct rc_estate *e = d->in->estate;
	struct rc_section *section = rc_doc_section(
	        doc, "transfers",
	        N_("Re-use before buying: computers that may be moved"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < d->s.ntransfers; i++) {
		const struct rc_transfer *t = &d->s.transfers[i];
		const struct rc_buy *buy = &d->s.buys[t->buy];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);
		const struct rc_asset *asset;

		if (cells == NULL)
			return;
		asset = rc_asset_of(d->in->ledger, e->machines[t->machine].id);
		cells[0] = rc_cell_text(asset == NULL ? NULL : asset->tag);
		cells[1] = rc_cell_text(e->units[t->from].agency->code);
		cells[2] = rc_cell_text(e->units[t->from].name);
		cells[3] = rc_cell_text(e->units[buy->unit].agency->code);
		cells[4] = rc_cell_text(e->units[buy->unit].name);
		cells[5] = rc_cell_group(buy->title_group);
		cells[6] = rc_cell_message(rc_need_names[buy->need]);
		cells[7] = rc_cell_message(nearness(e, t->from, buy->unit));
		cells[8] = rc_cell_money(buy->price);
	}
}
