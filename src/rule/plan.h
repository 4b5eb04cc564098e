/* SPDX-License-Identifier: MIT */
/*
 * plan - from what each agency lacks to what is done: which agencies are
 * chosen for the targets, what is moved instead of bought, when to order.
 * The second half of shortfall.h; nothing else includes this.
 *
 * Orders are spread evenly, in the order of choice, over the quarters from now
 * (or the year's first, when that is later) to the last one in which what is
 * ordered on its first day, or today, still comes by 31/12, lead_days later;
 * where it is too late for that, all are for the present quarter. What is due
 * is ordered lead_days before its day.
 */
#ifndef ROLLCALL_SRC_RULE_PLAN_H
#define ROLLCALL_SRC_RULE_PLAN_H

#include "rule/shortfall.h"

rc_date rc_quarter_of(rc_date day); /* its first day */

struct rc_spread {
	rc_date first; /* quarter */
	int64_t quarters;
	rc_date last_order;
};
struct rc_spread rc_spread_of(const struct rc_estate *estate, int year);
/* The quarter to order in for a need on `day`; none = at once. */
rc_date rc_spread_before(const struct rc_spread *spread,
                         const struct rc_estate *estate, rc_date day);

/* Chooses, moves, spreads and sums up; `s` holds wanting and buys. */
bool rc_plan_make(const struct rc_shortfall_in *in,
                  const struct rc_quota_options *settled,
                  struct rc_shortfall *s, struct rc_err *err) RC_MUST;
/* rule/transfer.c; after the choice. */
bool rc_transfers_find(const struct rc_shortfall_in *in, struct rc_shortfall *s,
                       struct rc_err *err) RC_MUST;

#endif
