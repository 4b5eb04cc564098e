/* SPDX-License-Identifier: MIT */
/*
 * shortfall - what is missing to reach the year's target, and what it costs
 * (domain.md D6, 8.1).
 *
 * For every agency of the roster that does not conform: each post without a
 * conforming primary device needs one computer by the norm of its title group
 * on the day, at the norm's ceiling. Where a group is entitled to a desktop
 * and to a portable, the cheaper of the two makes the post conform. Each need
 * says why, so that nobody buys where work or a question would do:
 *
 *	new	 nobody gave the post a computer yet
 *	replace	 its computer is too old or too weak
 *	mend	 its computer fails only what can be put right on it
 *	ask	 only unknown facts stand against it
 *
 * A missing signature or link is no reason to buy a computer: they are lines
 * of their own, without a price. The agency's own conforming computers in
 * stock come first, at no cost. Where theta is below 100, the cheapest posts
 * are taken until it is reached.
 *
 * Agencies are then chosen per target, cheapest first (equal cost: fewest
 * posts, then code), until the number needed is reached. Those that buying
 * alone does not bring to conform (no working link, systems outside the
 * approved catalogue, a post without a norm) come after all others.
 */
#ifndef ROLLCALL_SRC_RULE_SHORTFALL_H
#define ROLLCALL_SRC_RULE_SHORTFALL_H

#include <rollcall/model/contract.h>

#include "rule/quota.h"

enum rc_need {
	RC_NEED_STOCK,
	RC_NEED_NEW,
	RC_NEED_REPLACE,
	RC_NEED_MEND,
	RC_NEED_ASK,
	RC_NEED_SIGNATURE,
	RC_NEED_LINK,
	RC_NEEDS
};
extern const char *const rc_need_names[RC_NEEDS]; /* N_("from stock") ... */

struct rc_buy {
	size_t unit; /* of the estate */
	enum rc_need need;
	int title_group;            /* RC_GROUP_NONE for a link */
	const struct rc_norm *norm; /* NULL: nothing to price it by */
	int64_t quantity;
	rc_vnd price, amount; /* 0 without a price */
	int budget;           /* line; 0 = none named */
};

/* An agency that does not conform. */
struct rc_wanting {
	size_t unit;
	int64_t missing; /* posts that must come to conform */
	rc_vnd cost;
	int64_t computers, stock;
	bool no_link, no_baseline, no_norm;
	bool chosen;
	size_t target; /* of result->targets, when chosen */
	size_t first_buy, nbuys;
};

struct rc_goal {
	const struct rc_target *target;
	int64_t roster, needed, conforming, chosen;
	int64_t computers, stock; /* of the chosen */
	rc_vnd amount, by_need[RC_NEEDS];
	int64_t count_by_need[RC_NEEDS];
};

struct rc_shortfall {
	struct rc_goal *goals; /* of the year, in order of the targets */
	size_t ngoals, cap_goals;
	struct rc_wanting *wanting; /* in the order of choice */
	size_t nwanting, cap_wanting;
	struct rc_buy *buys; /* by agency, then need, then title group */
	size_t nbuys, cap_buys;
	struct rc_goal total;
};

bool rc_shortfall_of(const struct rc_estate *estate,
                     const struct rc_quota_options *options,
                     struct rc_shortfall *ret, struct rc_err *err) RC_MUST;
void rc_shortfall_fini(struct rc_shortfall *s); /* takes a zeroed one */

#endif
