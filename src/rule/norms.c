/* SPDX-License-Identifier: MIT */
/* norms - picking the dated rows, counting entitlements, levels of approval. */
#include "rule/norms.h"

#include <rollcall/base/i18n.h>

#include <string.h>

#include "rule/day.h"

const char *const rc_approval_names[] = {
	[RC_APPROVAL_NONE] = N_("within the norm"),
	[RC_APPROVAL_HEAD] = N_("head of the unit"),
	[RC_APPROVAL_COMMITTEE] = N_("standing committee of the province"),
	[RC_APPROVAL_SPECIAL] = N_("not allowed without a decision of its own"),
};

static bool
is_better(const struct rc_norm *row, const struct rc_norm *than)
{
	if (than == NULL || row->valid_from != than->valid_from)
		return than == NULL || row->valid_from > than->valid_from;
	return row->head.id > than->head.id;
}

void
rc_norms_of(struct rc_norms *norms, const struct rc_norm *rows, size_t n,
            rc_date day)
{
	size_t i;

	memset(norms, 0, sizeof(*norms));
	for (i = 0; i < n; i++) {
		const struct rc_norm *row = &rows[i];
		const struct rc_norm **at;

		if (row->title_group <= RC_GROUP_NONE ||
		    row->title_group >= RC_GROUPS ||
		    row->item <= RC_ITEM_NONE || row->item >= RC_ITEMS ||
		    row->quantity < 0 ||
		    !rc_day_holds(row->valid_from, row->valid_to, day))
			continue;
		at = row->shared_per > 0
		             ? &norms->shared[row->title_group][row->item]
		             : &norms->own[row->title_group][row->item];
		if (is_better(row, *at))
			*at = row;
	}
}

static const int computer_items[] = { RC_ITEM_DESKTOP, RC_ITEM_PORTABLE,
	                              RC_ITEM_COMPUTER };

static bool
has_group(int title_group)
{
	return title_group > RC_GROUP_NONE && title_group < RC_GROUPS;
}

const struct rc_norm *
rc_norms_computer(const struct rc_norms *norms, int title_group)
{
	const struct rc_norm *best = NULL;
	size_t i;

	if (!has_group(title_group))
		return NULL;
	for (i = 0; i < RC_COUNT(computer_items); i++) {
		const struct rc_norm *row =
		        norms->own[title_group][computer_items[i]];

		if (row == NULL || row->ceiling == RC_VND_NONE)
			continue;
		if (best == NULL || row->ceiling < best->ceiling)
			best = row;
	}
	return best;
}

int64_t
rc_norms_computers(const struct rc_norms *norms, int title_group)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; has_group(title_group) && i < RC_COUNT(computer_items);
	     i++) {
		const struct rc_norm *row =
		        norms->own[title_group][computer_items[i]];

		n += row == NULL || row->quantity == RC_INT_NONE
		             ? 0
		             : row->quantity;
	}
	return n;
}

int
rc_item_of(int category)
{
	static const int items[] = { RC_ITEM_DESKTOP,  RC_ITEM_PORTABLE,
		                     RC_ITEM_PRINTER,  RC_ITEM_SCANNER,
		                     RC_ITEM_SHREDDER, RC_ITEM_PHOTOCOPIER };
	size_t i;

	for (i = 0; i < RC_COUNT(items); i++)
		if (rc_item_takes(items[i], category))
			return items[i];
	return RC_ITEM_NONE;
}

static const struct rc_norm *
dearer(const struct rc_norm *row, const struct rc_norm *than, int category)
{
	if (row == NULL || row->ceiling == RC_VND_NONE ||
	    !rc_item_takes(row->item, category))
		return than;
	return than == NULL || row->ceiling > than->ceiling ? row : than;
}

const struct rc_norm *
rc_norms_price(const struct rc_norms *norms, int title_group, int category)
{
	int first = title_group, last = title_group, group, item;
	const struct rc_norm *best = NULL;

	if (!has_group(title_group)) {
		first = RC_GROUP_NONE + 1;
		last = RC_GROUPS - 1;
	}
	for (group = first; group <= last; group++)
		for (item = RC_ITEM_NONE + 1; item < RC_ITEMS; item++) {
			best = dearer(norms->own[group][item], best, category);
			best = dearer(norms->shared[group][item], best,
			              category);
		}
	if (best == NULL && first == last)
		return rc_norms_price(norms, RC_GROUP_NONE, category);
	return best;
}

rc_vnd
rc_norm_price(const struct rc_norm *norm, const rc_vnd last[RC_ITEMS],
              bool by_last)
{
	rc_vnd paid;

	if (norm == NULL || norm->ceiling == RC_VND_NONE)
		return RC_VND_NONE;
	paid = last[norm->item];
	return by_last && paid > 0 && paid < norm->ceiling ? paid
	                                                   : norm->ceiling;
}

bool
rc_model_is_multiple(const char *model)
{
	static const char *const words[] = { "MFP", "MFC", "đa năng",
		                             "multifunction", "all-in-one" };
	size_t i;

	for (i = 0; model != NULL && i < RC_COUNT(words); i++)
		if (strstr(model, words[i]) != NULL)
			return true;
	return false;
}

/* --- an agency ------------------------------------------------------------ */

/* Does a post before this one of the agency, or after it one with a higher
 * title, have the same holder? Posts of an agency are few. */
static bool
is_same_person(const struct rc_estate *e, const struct rc_unit *unit, size_t at)
{
	const struct rc_post *post = e->seats[unit->first_seat + at].post;
	size_t i;

	if (post->holder == NULL || post->holder[0] == '\0')
		return false;
	for (i = 0; i < unit->nseats; i++) {
		const struct rc_post *other =
		        e->seats[unit->first_seat + i].post;

		if (i == at || !rc_text_eq(other->holder, post->holder) ||
		    !has_group(other->title_group))
			continue;
		if (!has_group(post->title_group) ||
		    other->title_group < post->title_group ||
		    (other->title_group == post->title_group && i < at))
			return true;
	}
	return false;
}

static void
grant(struct rc_entitlement *due, const struct rc_norm *norm, int64_t posts)
{
	if (norm == NULL || norm->quantity == RC_INT_NONE || posts == 0)
		return;
	if (norm->shared_per > 0)
		posts = (posts + norm->shared_per - 1) / norm->shared_per;
	due->quantity[norm->item] += posts * norm->quantity;
	due->norm[norm->item] = norm;
}

struct rc_entitlement
rc_norms_entitle(const struct rc_norms *norms, const struct rc_estate *e,
                 size_t at)
{
	struct rc_entitlement due = { 0 };
	const struct rc_unit *unit = &e->units[at];
	int64_t posts[RC_GROUPS] = { 0 };
	int group, item;
	size_t i;

	for (i = 0; i < unit->nseats; i++) {
		group = e->seats[unit->first_seat + i].post->title_group;
		if (is_same_person(e, unit, i))
			continue;
		posts[RC_GROUP_SHARED]++;
		if (has_group(group) && group != RC_GROUP_SHARED)
			posts[group]++;
	}
	for (group = RC_GROUP_NONE + 1; group < RC_GROUPS; group++)
		for (item = RC_ITEM_NONE + 1; item < RC_ITEMS; item++) {
			if (group != RC_GROUP_SHARED)
				grant(&due, norms->own[group][item],
				      posts[group]);
			grant(&due, norms->shared[group][item], posts[group]);
		}
	return due;
}

/* --- prices --------------------------------------------------------------- */

static bool
is_within(rc_vnd price, rc_vnd ceiling, int64_t percent)
{
	rc_vnd more, most;

	return rc_vnd_mul(price - ceiling, 100, &more) &&
	       rc_vnd_mul(ceiling, percent, &most) && more <= most;
}

enum rc_approval
rc_price_approval(rc_vnd price, rc_vnd ceiling, const struct rc_params *params)
{
	if (price == RC_VND_NONE || ceiling == RC_VND_NONE || price <= ceiling)
		return RC_APPROVAL_NONE;
	if (is_within(price, ceiling, params->value[RC_OVER_PRICE_HEAD]))
		return RC_APPROVAL_HEAD;
	if (is_within(price, ceiling, params->value[RC_OVER_PRICE_COMMITTEE]))
		return RC_APPROVAL_COMMITTEE;
	return RC_APPROVAL_SPECIAL;
}

bool
rc_order_is_open(const struct rc_order *order, rc_date day)
{
	bool came = order->status == RC_ORDER_DELIVERED &&
	            (order->delivered_on == RC_DATE_NONE ||
	             order->delivered_on <= day);

	return !came && order->quantity > 0 &&
	       (order->status == RC_ORDER_ORDERED ||
	        order->status == RC_ORDER_DELIVERED) &&
	       (order->ordered_on == RC_DATE_NONE || order->ordered_on <= day);
}
