/* SPDX-License-Identifier: MIT */
/* over - what goes beyond the norms, and who must approve it. */
#include "report/over.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "report/demand.h"
#include "report/part.h"

struct rc_doc_cell
rc_cell_quarter(struct rc_doc *doc, rc_date day)
{
	struct rc_civil civil;
	const char *text;

	if (day == RC_DATE_NONE)
		return rc_cell_text(NULL);
	civil = rc_civil_of(day);
	text = rc_arena_printf(doc->arena, "%dQ%d", civil.year,
	                       (civil.month + 2) / 3);
	if (text == NULL)
		doc->failed = true;
	return rc_cell_text(text);
}

struct rc_doc_cell
rc_cell_item(int item)
{
	if (item <= RC_ITEM_NONE || item >= RC_ITEMS)
		return rc_cell_text(NULL);
	return rc_cell_message(rc_item_words[item].label);
}

/* --- quantity ------------------------------------------------------------- */

enum norm_column {
	NORM_AGENCY,
	NORM_NAME,
	NORM_POST,
	NORM_GROUP,
	NORM_ITEM,
	NORM_ALLOWED,
	NORM_HAVE,
	NORM_OVER,
	NORM_DEVICES,
	NORM_APPROVAL,
	NORM_COLUMNS
};

struct frame {
	struct rc_doc *doc;
	const struct rc_report_in *in;
	struct rc_norms norms; /* of the day */
	struct rc_section *section;
};

struct over {
	size_t unit;
	const struct rc_post *post; /* NULL: the agency as a whole */
	int item;
	int64_t allowed, have;
	const char *devices;
};

static void
put_over(const struct frame *f, const struct over *over)
{
	const struct rc_unit *unit = &f->in->estate->units[over->unit];
	struct rc_doc_cell *cells = rc_section_row(f->section, RC_ROW_PLAIN);

	if (cells == NULL)
		return;
	cells[NORM_AGENCY] = rc_cell_text(unit->agency->code);
	cells[NORM_NAME] = rc_cell_text(unit->name);
	if (over->post != NULL) {
		cells[NORM_POST] = rc_cell_text(over->post->code);
		cells[NORM_GROUP] = rc_cell_group(over->post->title_group);
	}
	cells[NORM_ITEM] = rc_cell_item(over->item);
	cells[NORM_ALLOWED] = rc_cell_count(over->allowed);
	cells[NORM_HAVE] = rc_cell_count(over->have);
	cells[NORM_OVER] = rc_cell_count(over->have - over->allowed);
	cells[NORM_DEVICES] = rc_cell_text(over->devices);
	cells[NORM_APPROVAL] =
	        rc_cell_message(rc_approval_names[RC_APPROVAL_COMMITTEE]);
}

/* Machines that count, by the post that has them. */
struct held {
	size_t seat;
	const struct rc_asset *asset;
};

static int
held_by_seat(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	if (x->seat != y->seat)
		return x->seat < y->seat ? -1 : 1;
	return x->asset < y->asset ? -1 : x->asset > y->asset;
}

static size_t
gather_held(const struct rc_report_in *in, struct held *all)
{
	const struct rc_estate *e = in->estate;
	size_t n = 0;
	size_t i;

	for (i = 0; i < e->nmachines; i++) {
		const struct rc_machine *m = &e->machines[i];

		if (m->seat == RC_NOWHERE || !rc_machine_counts(m) ||
		    m->traits.connectivity == RC_ISOLATED)
			continue;
		all[n].asset = rc_asset_of(in->ledger, m->id);
		all[n].seat = m->seat;
		n += all[n].asset != NULL;
	}
	if (n > 1)
		qsort(all, n, sizeof(*all), held_by_seat);
	return n;
}

static const char *
tags_of(const struct frame *f, const struct held *held, size_t n)
{
	const char *text;
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, 1000);
	for (i = 0; i < n; i++)
		rc_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		              held[i].asset->tag);
	text = rc_arena_textn(f->doc->arena, b.p == NULL ? "" : b.p, b.n);
	rc_buf_fini(&b);
	if (text == NULL)
		f->doc->failed = true;
	return text;
}

static int64_t
granted(const struct rc_norms *norms, int group, int item)
{
	const struct rc_norm *own = norms->own[group][item];
	const struct rc_norm *any = norms->own[group][RC_ITEM_COMPUTER];

	return (own == NULL || own->quantity < 0 ? 0 : own->quantity) +
	       (any == NULL || any->quantity < 0 ? 0 : any->quantity);
}

/* More than all, or else more of one kind than the group may have. */
static void
judge_post(const struct frame *f, const struct held *held, size_t n)
{
	const struct rc_seat *seat = &f->in->estate->seats[held->seat];
	struct over over = { .unit = seat->unit,
		             .post = seat->post,
		             .item = RC_ITEM_COMPUTER,
		             .have = (int64_t)n };
	static const int kinds[] = { RC_ITEM_DESKTOP, RC_ITEM_PORTABLE };
	size_t i, k;

	over.allowed = rc_norms_computers(&f->norms, seat->post->title_group);
	if (over.allowed == 0)
		return; /* no norm for the group */
	over.devices = tags_of(f, held, n);
	if (over.have > over.allowed) {
		put_over(f, &over);
		return;
	}
	for (k = 0; k < RC_COUNT(kinds); k++) {
		over.item = kinds[k];
		over.have = 0;
		over.allowed =
		        granted(&f->norms, seat->post->title_group, over.item);
		for (i = 0; i < n; i++)
			over.have += rc_item_takes(over.item,
			                           held[i].asset->category);
		if (over.have > over.allowed)
			put_over(f, &over);
	}
}

static void
judge_posts(const struct frame *f)
{
	struct held *all = rc_alloc(f->in->estate->nmachines + 1, sizeof(*all));
	size_t n = all == NULL ? 0 : gather_held(f->in, all);
	size_t i, end, unit;

	if (all == NULL)
		f->doc->failed = true;
	for (i = 0; i < n; i = end) {
		for (end = i + 1; end < n && all[end].seat == all[i].seat;)
			end++;
		unit = f->in->estate->seats[all[i].seat].unit;
		if (rc_unit_in_tier(&f->in->estate->units[unit], RC_TIER_NONE))
			judge_post(f, &all[i], end - i);
	}
	rc_free(all);
}

/* Other equipment, with what is ordered. */
static void
judge_units(const struct frame *f)
{
	const struct rc_estate *e = f->in->estate;
	struct rc_stocktake *all = rc_stocktake_of(f->in);
	size_t i;
	int item;

	if (all == NULL)
		f->doc->failed = true;
	for (i = 0; all != NULL && i < e->nunits; i++) {
		struct rc_entitlement due;

		if (!rc_unit_in_tier(&e->units[i], RC_TIER_NONE))
			continue;
		due = rc_norms_entitle(&f->norms, e, i);
		for (item = RC_ITEM_PRINTER; item < RC_ITEMS; item++) {
			const struct rc_stocktake *s =
			        &all[i * RC_ITEMS + (size_t)item];
			const struct over over = {
				.unit = i,
				.item = item,
				.allowed = due.quantity[item],
				.have = s->working + s->ordered,
			};

			if (due.norm[item] != NULL && over.have > over.allowed)
				put_over(f, &over);
		}
	}
	rc_free(all);
}

/* --- price ---------------------------------------------------------------- */

enum price_column {
	PRICE_WHAT,
	PRICE_AGENCY,
	PRICE_ITEM,
	PRICE_DAY,
	PRICE_PRICE,
	PRICE_CEILING,
	PRICE_PERCENT,
	PRICE_APPROVAL,
	PRICE_DECISION,
	PRICE_COLUMNS
};

struct paid {
	const char *what, *decision;
	size_t unit;
	int item, category, group;
	rc_date day;
	rc_vnd price;
	bool multiple;
};

/* Over by so many percent, a begun one counted whole. */
static int64_t
percent_over(rc_vnd price, rc_vnd ceiling)
{
	rc_vnd hundred;

	if (ceiling <= 0 || !rc_vnd_mul(price - ceiling, 100, &hundred))
		return INT64_MIN;
	return hundred / ceiling + (hundred % ceiling > 0);
}

static void
judge_price(const struct frame *f, const struct paid *paid)
{
	const struct rc_estate *e = f->in->estate;
	const struct rc_norm *norm, *second;
	struct rc_doc_cell *cells;
	struct rc_norms norms;
	enum rc_approval level;
	rc_vnd ceiling;

	rc_norms_of(&norms, e->tables->norms, e->tables->nnorms, paid->day);
	norm = rc_norms_price(&norms, paid->group, paid->category);
	second = paid->multiple ? rc_norms_price(&norms, RC_GROUP_NONE,
	                                         RC_CATEGORY_SCANNER)
	                        : NULL;
	if (norm == NULL)
		return;
	ceiling = norm->ceiling;
	if (second != NULL && !rc_vnd_add(ceiling, second->ceiling, &ceiling))
		return;
	level = rc_price_approval(paid->price, ceiling, &e->params);
	if (level == RC_APPROVAL_NONE)
		return;
	cells = rc_section_row(f->section, RC_ROW_PLAIN);
	if (cells == NULL)
		return;
	cells[PRICE_WHAT] = rc_cell_text(paid->what);
	cells[PRICE_AGENCY] = rc_cell_text(e->units[paid->unit].agency->code);
	cells[PRICE_ITEM] = rc_cell_item(paid->item);
	cells[PRICE_DAY] = rc_cell_day(paid->day);
	cells[PRICE_PRICE] = rc_cell_money(paid->price);
	cells[PRICE_CEILING] = rc_cell_money(ceiling);
	cells[PRICE_PERCENT] =
	        rc_cell_percent(percent_over(paid->price, ceiling));
	cells[PRICE_APPROVAL] = rc_cell_message(rc_approval_names[level]);
	cells[PRICE_DECISION] = rc_cell_text(paid->decision);
}

static void
judge_assets(const struct frame *f)
{
	const struct rc_estate *e = f->in->estate;
	size_t i, seat;

	for (i = 0; i < f->in->ledger->nassets; i++) {
		const struct rc_asset *a = &f->in->ledger->assets[i];
		struct paid paid = { .what = a->tag,
			             .unit = rc_index_find(&e->unit_index,
			                                   a->agency),
			             .item = rc_item_of(a->category),
			             .category = a->category,
			             .day = a->purchased,
			             .price = a->cost };

		if (paid.item == RC_ITEM_NONE || paid.unit == RC_NOWHERE ||
		    a->cost == RC_VND_NONE || paid.day < f->in->period.from ||
		    paid.day > f->in->day || a->ownership == RC_RENTED ||
		    a->ownership == RC_PERSONAL_DEVICE ||
		    a->connectivity == RC_ISOLATED)
			continue;
		seat = rc_index_find(&e->seat_index, a->post);
		if (seat != RC_NOWHERE)
			paid.group = e->seats[seat].post->title_group;
		paid.multiple = rc_model_is_multiple(a->model) &&
		                paid.item != RC_ITEM_DESKTOP &&
		                paid.item != RC_ITEM_PORTABLE;
		judge_price(f, &paid);
	}
}

/* Planned ones too: that is when an approval is sought. */
static void
judge_orders(const struct frame *f)
{
	static const int categories[RC_ITEMS] = {
		[RC_ITEM_DESKTOP] = RC_CATEGORY_DESKTOP,
		[RC_ITEM_PORTABLE] = RC_CATEGORY_LAPTOP,
		[RC_ITEM_COMPUTER] = RC_CATEGORY_DESKTOP,
		[RC_ITEM_PRINTER] = RC_CATEGORY_PRINTER,
		[RC_ITEM_SCANNER] = RC_CATEGORY_SCANNER,
		[RC_ITEM_SHREDDER] = RC_CATEGORY_SHREDDER,
		[RC_ITEM_PHOTOCOPIER] = RC_CATEGORY_PHOTOCOPIER,
	};
	const struct rc_estate *e = f->in->estate;
	size_t i;

	for (i = 0; i < e->tables->norders; i++) {
		const struct rc_order *o = &e->tables->orders[i];
		struct paid paid = { .what = o->code,
			             .decision = o->approval,
			             .unit = rc_index_find(&e->unit_index,
			                                   o->agency.id),
			             .item = o->item,
			             .day = o->ordered_on,
			             .price = o->price };

		if (paid.unit == RC_NOWHERE || o->price == RC_VND_NONE ||
		    o->status == RC_ORDER_CANCELLED ||
		    o->item <= RC_ITEM_NONE || o->item >= RC_ITEMS)
			continue;
		if (paid.day == RC_DATE_NONE)
			paid.day = e->day;
		if (paid.day < f->in->period.from)
			continue;
		paid.category = categories[o->item];
		judge_price(f, &paid);
	}
}

void
rc_over_put(struct rc_doc *doc, const struct rc_report_in *in)
{
	static const struct rc_column norm_columns[NORM_COLUMNS] = {
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "name", N_("Agency"), RC_CELL_TEXT, RC_LEFT },
		{ "post", N_("Post"), RC_CELL_TEXT, RC_LEFT },
		{ "title_group", N_("Group"), RC_CELL_MESSAGE, RC_LEFT },
		{ "item", N_("Item"), RC_CELL_MESSAGE, RC_LEFT },
		{ "allowed", N_("Allowed"), RC_CELL_COUNT, RC_RIGHT },
		{ "have", N_("Have"), RC_CELL_COUNT, RC_RIGHT },
		{ "over", N_("Over"), RC_CELL_COUNT, RC_RIGHT },
		{ "devices", N_("Devices"), RC_CELL_TEXT, RC_LEFT },
		{ "approval", N_("To be approved by"), RC_CELL_MESSAGE,
		  RC_LEFT },
	};
	static const struct rc_column price_columns[PRICE_COLUMNS] = {
		{ "what", N_("Device or order"), RC_CELL_TEXT, RC_LEFT },
		{ "agency", N_("Code"), RC_CELL_TEXT, RC_LEFT },
		{ "item", N_("Item"), RC_CELL_MESSAGE, RC_LEFT },
		{ "day", N_("Day"), RC_CELL_DAY, RC_LEFT },
		{ "price", N_("Price"), RC_CELL_MONEY, RC_RIGHT },
		{ "ceiling", N_("Ceiling"), RC_CELL_MONEY, RC_RIGHT },
		{ "over_percent", N_("Over"), RC_CELL_PERCENT, RC_RIGHT },
		{ "approval", N_("To be approved by"), RC_CELL_MESSAGE,
		  RC_LEFT },
		{ "decision", N_("Decision"), RC_CELL_TEXT, RC_LEFT },
	};
	struct frame f = { .doc = doc, .in = in };

	rc_norms_of(&f.norms, in->estate->tables->norms,
	            in->estate->tables->nnorms, in->estate->day);
	f.section = rc_doc_section(doc, "over_norm",
	                           N_("More than the norms allow"),
	                           norm_columns, NORM_COLUMNS);
	judge_posts(&f);
	judge_units(&f);
	f.section = rc_doc_section(
	        doc, "over_price",
	        N_("Dearer than the norms allow: bought in the period, and "
	           "orders"),
	        price_columns, PRICE_COLUMNS);
	judge_assets(&f);
	judge_orders(&f);
}
