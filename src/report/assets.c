/* SPDX-License-Identifier: MIT */
/* assets - lives, prices paid and equipment, from the ledger. */
#include "report/assets.h"

#include "rule/wear.h"

/* --- lives and prices ----------------------------------------------------- */

rc_date
rc_asset_end(const struct rc_asset *asset, const struct rc_estate *e)
{
	const struct rc_tables *t = e->tables;
	rc_date since = asset->in_service;

	if (asset->eol != RC_DATE_NONE)
		return asset->eol;
	if (since == RC_DATE_NONE)
		since = asset->purchased;
	return rc_life_end(t->lives, t->nlives, asset->category, since,
	                   e->params.value[RC_WEAR_TRANSITION] == RC_WEAR_KEEP
	                           ? since
	                           : e->day);
}

bool
rc_asset_ends(const struct rc_asset *asset, const struct rc_report_in *in)
{
	rc_date end = rc_asset_end(asset, in->estate);

	return end != RC_DATE_NONE && in->period.from <= end &&
	       end <= in->period.to;
}

const struct rc_asset *
rc_asset_of(const struct rc_ledger *ledger, rc_id id)
{
	size_t low = 0, high = ledger->nassets;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (ledger->assets[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < ledger->nassets && ledger->assets[low].id == id
	               ? &ledger->assets[low]
	               : NULL;
}

static bool
is_later(const struct rc_asset *a, const struct rc_asset *than)
{
	return than == NULL || a->purchased > than->purchased ||
	       (a->purchased == than->purchased && a->id > than->id);
}

void
rc_prices_of(struct rc_prices *prices, const struct rc_report_in *in)
{
	const struct rc_asset *last[RC_ITEMS] = { NULL };
	int item;
	size_t i;

	for (i = 0; i < in->ledger->nassets; i++) {
		const struct rc_asset *a = &in->ledger->assets[i];

		if (a->cost == RC_VND_NONE || a->cost <= 0 ||
		    a->purchased == RC_DATE_NONE || a->purchased > in->day ||
		    (a->ownership != RC_OWNED &&
		     a->ownership != RC_OWNERSHIP_NONE))
			continue;
		for (item = RC_ITEM_NONE + 1; item < RC_ITEMS; item++)
			if (rc_item_takes(item, a->category) &&
			    is_later(a, last[item]))
				last[item] = a;
	}
	for (item = 0; item < RC_ITEMS; item++)
		prices->last[item] =
		        last[item] == NULL ? RC_VND_NONE : last[item]->cost;
	prices->by_last = in->estate->params.value[RC_PRICE_BASIS] != 0;
}

rc_vnd
rc_prices_get(const struct rc_prices *prices, const struct rc_norm *norm)
{
	return rc_norm_price(norm, prices->last, prices->by_last);
}

/* --- other equipment ------------------------------------------------------ */

static bool
is_other_item(int item)
{
	return item >= RC_ITEM_PRINTER && item < RC_ITEMS;
}

static void
count_asset(struct rc_stocktake *items, const struct rc_asset *a,
            const struct rc_report_in *in)
{
	int item = rc_item_of(a->category);

	if (!is_other_item(item) || a->ownership == RC_PERSONAL_DEVICE)
		return;
	if (a->status == RC_STATUS_BROKEN || a->status == RC_STATUS_LOST) {
		items[item].gone++;
		return;
	}
	if (a->status == RC_STATUS_RETIRED || a->status == RC_STATUS_PLANNED ||
	    a->status == RC_STATUS_NONE)
		return;
	items[item].working++;
	items[item].ended += rc_asset_ends(a, in);
	if (item != RC_ITEM_SCANNER && rc_model_is_multiple(a->model))
		items[RC_ITEM_SCANNER].working++;
}

struct rc_stocktake *
rc_stocktake_of(const struct rc_report_in *in)
{
	const struct rc_estate *e = in->estate;
	struct rc_stocktake *all =
	        rc_alloc((e->nunits + 1) * RC_ITEMS, sizeof(*all));
	size_t i, at;

	for (i = 0; all != NULL && i < in->ledger->nassets; i++) {
		const struct rc_asset *a = &in->ledger->assets[i];

		at = rc_index_find(&e->unit_index, a->agency);
		if (at != RC_NOWHERE)
			count_asset(&all[at * RC_ITEMS], a, in);
	}
	for (i = 0; all != NULL && i < e->tables->norders; i++) {
		const struct rc_order *o = &e->tables->orders[i];

		at = rc_index_find(&e->unit_index, o->agency.id);
		if (at != RC_NOWHERE && rc_order_is_open(o, e->day) &&
		    o->item > RC_ITEM_NONE && o->item < RC_ITEMS)
			all[at * RC_ITEMS + (size_t)o->item].ordered +=
			        o->quantity;
	}
	return all;
}
