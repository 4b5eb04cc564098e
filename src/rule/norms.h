/* SPDX-License-Identifier: MIT */
/*
 * norms - what an agency is entitled to (Quyết định 15/2025/QĐ-TTg), as the
 * rows of the day say: by the title group of each post, one for so many posts
 * of a group, one for so many of the whole agency, fractions rounded up; and
 * who must approve what goes beyond.
 *
 * One person who holds several posts of an agency has the highest norm once
 * (Art. 3.2): posts of one agency with the same holder are one. A successor
 * takes over what the post has, as devices are held by posts here.
 *
 * A machine that prints and scans fills both (Art. 5.2.d): its model says so
 * ("MFP", "MFC", "đa năng", "multifunction", "all-in-one"). It may cost as
 * much as both together.
 *
 *	struct rc_norms norms;
 *	rc_norms_of(&norms, tables->norms, tables->nnorms, day);
 *	struct rc_entitlement due = rc_norms_entitle(&norms, estate, unit);
 *	due.quantity[RC_ITEM_PRINTER] ...
 */
#ifndef ROLLCALL_SRC_RULE_NORMS_H
#define ROLLCALL_SRC_RULE_NORMS_H

#include "rule/estate.h"

/* The rows of a day. Of several the one that began last holds. */
struct rc_norms {
	/* One post's own; what so many posts of the group, or for
	 * RC_GROUP_SHARED of the agency, have together. NULL = none. */
	const struct rc_norm *own[RC_GROUPS][RC_ITEMS];
	const struct rc_norm *shared[RC_GROUPS][RC_ITEMS];
};
void rc_norms_of(struct rc_norms *norms, const struct rc_norm *rows, size_t n,
                 rc_date day);

/* The cheapest row that gives a post of the group a computer; NULL = none. */
const struct rc_norm *rc_norms_computer(const struct rc_norms *norms,
                                        int title_group);
/* Computers that a post of the group may have. */
int64_t rc_norms_computers(const struct rc_norms *norms, int title_group);
/* The row that a device of the category is bought by, for a post of the group;
 * of RC_GROUP_NONE, the row with the highest ceiling of all. NULL = none. */
const struct rc_norm *rc_norms_price(const struct rc_norms *norms,
                                     int title_group, int category);
/* What one is bought at: the ceiling, or, with by_last, what was paid last for
 * its item when that is known (> 0) and less. RC_VND_NONE without a norm. */
rc_vnd rc_norm_price(const struct rc_norm *norm, const rc_vnd last[RC_ITEMS],
                     bool by_last);
/* The item that a device of the category is counted as; NONE = no norm. */
int rc_item_of(int category);
bool rc_model_is_multiple(const char *model);

struct rc_entitlement {
	int64_t quantity[RC_ITEMS];
	const struct rc_norm *norm[RC_ITEMS]; /* one of those behind it */
};
struct rc_entitlement rc_norms_entitle(const struct rc_norms *norms,
                                       const struct rc_estate *estate,
                                       size_t unit);

/* Bound on the day, and not there yet. */
bool rc_order_is_open(const struct rc_order *order, rc_date day);

/* Who must approve (Art. 4): the head of the unit, the standing committee of
 * the province, or nobody may without a decision of its own. */
enum rc_approval {
	RC_APPROVAL_NONE,
	RC_APPROVAL_HEAD,
	RC_APPROVAL_COMMITTEE,
	RC_APPROVAL_SPECIAL
};
extern const char *const rc_approval_names[]; /* N_("head of the unit") ... */
enum rc_approval rc_price_approval(rc_vnd price, rc_vnd ceiling,
                                   const struct rc_params *params);

#endif
