/* SPDX-License-Identifier: MIT */
/* procurement - what to buy to reach the year's target, as a document. */
#include <rollcall/base/i18n.h>

#include "report/part.h"
#include "rule/shortfall.h"

struct frame {
	const struct rc_estate *e;
	const struct rc_shortfall *s;
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
	} else {
		cells[0] = rc_cell_message(N_("Total"));
	}
	cells[6] = rc_cell_count(goal->chosen);
	cells[7] = rc_cell_count(goal->computers);
	cells[8] = rc_cell_count(goal->stock);
	cells[9] = rc_cell_money(goal->amount);
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
	struct rc_section *section = rc_doc_section(
	        f->doc, "summary",
	        N_("To reach the target, cheapest agencies first"), columns,
	        RC_COUNT(columns));
	size_t i;

	for (i = 0; i < f->s->ngoals; i++)
		put_goal(rc_section_row(section, RC_ROW_PLAIN),
		         &f->s->goals[i]);
	put_goal(rc_section_row(section, RC_ROW_TOTAL), &f->s->total);
}

static void
put_needs(const struct frame *f)
{
	static const struct rc_column columns[] = {
		{ "need", N_("Need"), RC_CELL_MESSAGE, RC_LEFT },
		{ "meaning", N_("Why"), RC_CELL_MESSAGE, RC_LEFT },
		{ "quantity", N_("Quantity"), RC_CELL_COUNT, RC_RIGHT },
		{ "amount", N_("Amount"), RC_CELL_MONEY, RC_RIGHT },
	};
	static const char *const meanings[RC_NEEDS] = {
		[RC_NEED_STOCK] = N_("a sound computer of the agency stands in "
		                     "stock"),
		[RC_NEED_NEW] = N_("the post has no computer in use"),
		[RC_NEED_REPLACE] = N_("its computer is too old or too weak"),
		[RC_NEED_MEND] = N_("its computer fails only what can be put "
		                    "right on it: try that first"),
		[RC_NEED_ASK] = N_("only unknown facts stand against its "
		                   "computer: ask it first"),
		[RC_NEED_SIGNATURE] = N_("a signer or handler without a valid "
		                         "digital signature; not priced"),
		[RC_NEED_LINK] = N_("the agency has no working link; not "
		                    "priced"),
	};
	struct rc_section *section =
	        rc_doc_section(f->doc, "needs", N_("The same, by need"),
	                       columns, RC_COUNT(columns));
	struct rc_doc_cell *cells;
	int need;

	for (need = 0; need < RC_NEEDS; need++) {
		cells = rc_section_row(section, RC_ROW_PLAIN);
		if (cells == NULL)
			return;
		cells[0] = rc_cell_message(rc_need_names[need]);
		cells[1] = rc_cell_message(meanings[need]);
		cells[2] = rc_cell_count(f->s->total.count_by_need[need]);
		cells[3] = rc_cell_money(f->s->total.by_need[need]);
	}
	cells = rc_section_row(section, RC_ROW_TOTAL);
	if (cells == NULL)
		return;
	cells[0] = rc_cell_message(N_("Total"));
	cells[3] = rc_cell_money(f->s->total.amount);
}

/* What is not priced has no bar. */
static void
chart_needs(const struct frame *f)
{
	static const char *const series[] = { N_("Amount") };
	struct rc_chart *chart =
	        rc_doc_chart(f->doc, RC_CHART_BARS, N_("Amount by need"),
	                     RC_CELL_MONEY, series, RC_COUNT(series));
	struct rc_chart_point *point;
	int need;

	for (need = 0; need < RC_NEEDS; need++) {
		if (f->s->total.by_need[need] == 0)
			continue;
		point = rc_chart_point(chart,
		                       rc_cell_message(rc_need_names[need]));
		if (point != NULL)
			point->values[0] = f->s->total.by_need[need];
	}
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
};

static struct rc_doc_cell
item_of(const struct rc_buy *buy)
{
	if (buy->need == RC_NEED_SIGNATURE)
		return rc_cell_message(N_("digital signature"));
	if (buy->need == RC_NEED_LINK)
		return rc_cell_message(N_("link"));
	if (buy->norm == NULL)
		return rc_cell_message(rc_item_words[RC_ITEM_COMPUTER].label);
	return rc_cell_message(rc_item_words[buy->norm->item].label);
}

static void
put_line(struct rc_doc_cell *cells, const struct frame *f,
         const struct rc_wanting *w, const struct rc_buy *buy)
{
	const struct rc_unit *unit = &f->e->units[w->unit];
	bool priced = buy->norm != NULL || buy->need == RC_NEED_STOCK;

	if (cells == NULL)
		return;
	cells[LINE_TARGET] =
	        rc_cell_text(f->s->goals[w->target].target->indicator);
	cells[LINE_AGENCY] = rc_cell_text(unit->agency->code);
	cells[LINE_NAME] = rc_cell_text(unit->name);
	cells[LINE_GROUP] = rc_cell_group(buy->title_group);
	cells[LINE_ITEM] = item_of(buy);
	cells[LINE_NEED] = rc_cell_message(rc_need_names[buy->need]);
	cells[LINE_QUANTITY] = rc_cell_count(buy->quantity);
	cells[LINE_PRICE] = rc_cell_money(priced ? buy->price : RC_VND_NONE);
	cells[LINE_AMOUNT] = rc_cell_money(buy->amount);
	cells[LINE_BUDGET] =
	        rc_cell_number(buy->budget == 0 ? INT64_MIN : buy->budget);
	if (buy->norm != NULL)
		cells[LINE_BASIS] = rc_cell_text(buy->norm->source != NULL
		                                         ? buy->norm->source
		                                         : buy->norm->code);
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

static void
put_goal_lines(const struct frame *f, struct rc_section *section, size_t goal)
{
	const struct rc_shortfall *s = f->s;
	size_t i, line;

	for (i = 0; i < s->nwanting; i++) {
		const struct rc_wanting *w = &s->wanting[i];

		if (!w->chosen || w->target != goal)
			continue;
		for (line = 0; line < w->nbuys; line++)
			put_line(rc_section_row(section, RC_ROW_PLAIN), f, w,
			         &s->buys[w->first_buy + line]);
		put_sum(section, f->e->units[w->unit].agency->code,
		        N_("Subtotal"), w->computers, w->cost);
	}
	put_sum(section, s->goals[goal].target->indicator,
	        N_("Total of the target"), s->goals[goal].computers,
	        s->goals[goal].amount);
}

static void
put_lines(const struct frame *f)
{
	struct rc_section *section =
	        rc_doc_section(f->doc, "lines", N_("Purchase list"),
	                       line_columns, LINE_COLUMNS);
	size_t i;

	f->doc->main = section;
	for (i = 0; i < f->s->ngoals; i++)
		put_goal_lines(f, section, i);
	put_sum(section, NULL, N_("Grand total"), f->s->total.computers,
	        f->s->total.amount);
}

/* --- every agency that does not conform ---------------------------------- */

/* What buying alone does not mend. */
static struct rc_doc_cell
hindrance_of(const struct frame *f, const struct rc_wanting *w)
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
		text = rc_arena_textn(f->doc->arena, b.p, b.n);
		if (text == NULL)
			f->doc->failed = true;
	}
	if (b.state != RC_BUF_OK)
		f->doc->failed = true;
	rc_buf_fini(&b);
	return rc_cell_text(text);
}

static void
put_agencies(const struct frame *f)
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
	        f->doc, "agencies",
	        N_("Agencies that do not conform, in the order of choice"),
	        columns, RC_COUNT(columns));
	size_t i;

	for (i = 0; i < f->s->nwanting; i++) {
		const struct rc_wanting *w = &f->s->wanting[i];
		const struct rc_unit *unit = &f->e->units[w->unit];
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

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
		cells[9] = hindrance_of(f, w);
	}
}

static int64_t
stock_elsewhere(const struct frame *f)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < f->e->nunits; i++)
		n += f->e->units[i].spare;
	for (i = 0; i < f->s->nwanting; i++)
		n -= f->s->wanting[i].chosen ? f->s->wanting[i].stock : 0;
	return n;
}

/* Money that need not be spent if work or a question does. */
static void
note_avoidable(const struct frame *f)
{
	const struct rc_goal *total = &f->s->total;
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

static void
put_notes(const struct frame *f, const struct rc_quota_options *o)
{
	int64_t spare = stock_elsewhere(f);

	note_avoidable(f);
	if (spare > 0)
		rc_doc_note(f->doc,
		            _("Sound computers that stand in stock and were "
		              "not used here: %lld. Moving them between "
		              "agencies comes before buying."),
		            (long long)spare);
	rc_doc_note(f->doc, "%s",
	            _("One computer for each post without a conforming one, at "
	              "the ceiling of the norm: taxes included, software "
	              "licences, transport and installation excluded. "
	              "Printers and shared equipment are not part of the "
	              "target. Quantities of sums are computers to buy."));
	rc_doc_note(f->doc, "%s",
	            _("Budget lines of 38-KH/TU III.7: 2 = end-user devices, 5 "
	              "= rent of links."));
	if (f->s->ngoals == 0)
		rc_doc_note(f->doc, _("There is no target for %d."), o->year);
	rc_part_notes(f->doc, f->e, o);
}

bool
rc_procurement_doc(const struct rc_report_in *in, struct rc_arena *arena,
                   struct rc_doc *ret, struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_quota_options o = rc_quota_settle(e, &in->quota);
	struct rc_doc *doc = rc_arena_alloc(arena, 1, sizeof(*doc));
	struct rc_shortfall s;
	struct frame f = { e, &s, doc };
	bool done;

	/* What one buys for is agencies, whatever is counted elsewhere. */
	o.basis = RC_BASIS_AGENCY;
	if (doc == NULL)
		return rc_fail_nomem(err);
	if (!rc_shortfall_of(e, &o, &s, err))
		return false;
	rc_doc_init(doc, arena, "procurement", N_("Purchase list"));
	rc_part_head(doc, e, &o);
	put_summary(&f);
	put_needs(&f);
	chart_needs(&f);
	put_lines(&f);
	put_agencies(&f);
	rc_part_thresholds(doc, e);
	put_notes(&f, &o);
	done = rc_doc_done(doc, err);
	rc_shortfall_fini(&s);
	if (done)
		*ret = *doc;
	return done;
}
