/* SPDX-License-Identifier: MIT */
/*
 * cure - the cheapest way by which the posts of one agency come to conform, a
 * line a post: what lack.h finds each to lack, and where the computers come
 * from. In this order: the agency's own sound ones in stock, what is ordered
 * for it, sound ones that other agencies have in stock beyond their own needs
 * (those under the same parent first, then by code), and last a new one at the
 * price of the norm. What can be mended or asked costs nothing here.
 *
 * Where theta is below 100 the cheapest posts are wanted, until it is reached.
 */
#ifndef ROLLCALL_SRC_RULE_CURE_H
#define ROLLCALL_SRC_RULE_CURE_H

#include "rule/shortfall.h"

struct rc_cure {
	size_t seat;       /* of the estate */
	bool wanted;       /* theta needs it */
	bool lacks;        /* the post does not conform */
	enum rc_need need; /* why: new, lost, replace, mend, ask ... */
	enum rc_need by;   /* stock, order, transfer, new, mend, ask; signature
	                     * or link alone: the computer itself is good */
	size_t machine;    /* from stock or transfer: which; or RC_NOWHERE */
	bool signature;    /* its holder needs one */
	const struct rc_norm *norm; /* NULL: nothing to price it by */
	rc_vnd full_price;          /* of a new computer; 0 without one */
	rc_vnd price;               /* what this way costs */
};

/* One for each post of the unit, in order of code. *ret lives in `arena`. */
bool rc_cures_of(const struct rc_estate *estate, size_t unit,
                 const struct rc_quota_options *options, struct rc_arena *arena,
                 struct rc_cure **ret, struct rc_err *err) RC_MUST;

#endif
