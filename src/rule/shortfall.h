/* SPDX-License-Identifier: MIT */
/*
 * shortfall - what computers must be bought, for whom and why (domain.md D6,
 * 8.1): what is due in the period whatever the target, and what the year's
 * target needs beside it, at least cost.
 *
 * A post needs one computer, for the first of these reasons that holds:
 *
 *	new	 it has no computer in use
 *	lost	 ... and one it had is broken beyond repair or lost (due)
 *	life	 the life of its computer ends in the period (due)
 *	replace	 its computer is too old or too weak
 *	support	 its computer passes today, but the support of its system ends
 *		 by then: a newer system, or a new computer (due)
 *	mend	 its computer fails only what can be put right on it
 *	ask	 only unknown facts stand against it
 *
 * What is due is bought for every agency of the quota; the rest only for those
 * chosen for the target. A second computer of a post whose norm grants two is
 * due when it is lost or its life ends. A missing signature or link is no
 * reason to buy a computer: they are lines of their own, without a price.
 *
 * The price is the ceiling of the norm of the post's title group on the day
 * (where a group is entitled to a desktop and to a portable, the cheaper of the
 * two makes the post conform), or what was paid last when the parameter
 * price_basis says so and that is less.
 *
 * Before anything is bought, for each agency: its own sound computers in stock
 * (need "stock"), then what is ordered for it and not delivered ("order"); due
 * ones first, then in the order of the reasons above. Where theta is below
 * 100, the cheapest posts are taken until it is reached.
 *
 * Agencies are chosen per target, cheapest first (what is due anyhow does not
 * count; equal cost: fewest posts, then code), until the number needed is
 * reached. Those that buying alone does not bring to conform (no working link,
 * systems outside the approved catalogue, a post without a norm) come last.
 *
 * Then sound computers that others do not need are moved (struct rc_transfer),
 * to posts that lack one or whose computer must be replaced: those in stock
 * beyond the agency's own needs, and conforming ones a post has beyond its
 * norm. Within the agency first, then under the same parent, then anywhere.
 * The choice comes before the moves, so that it does not hang on who happens
 * to have something over.
 */
#ifndef ROLLCALL_SRC_RULE_SHORTFALL_H
#define ROLLCALL_SRC_RULE_SHORTFALL_H

#include <rollcall/model/contract.h>

#include "rule/norms.h"
#include "rule/quota.h"

enum rc_need {
	RC_NEED_STOCK,
	RC_NEED_ORDER,
	RC_NEED_TRANSFER,
	RC_NEED_NEW,
	RC_NEED_LOST,
	RC_NEED_LIFE,
	RC_NEED_REPLACE,
	RC_NEED_SUPPORT,
	RC_NEED_MEND,
	RC_NEED_ASK,
	RC_NEED_NORM, /* the norm allows more than there is */
	RC_NEED_SIGNATURE,
	RC_NEED_LINK,
	RC_NEED_LICENCE,  /* seats needed beyond those held */
	RC_NEED_CONTRACT, /* it ends, and goes on */
	RC_NEEDS
};
extern const char *const rc_need_names[RC_NEEDS]; /* N_("from stock") ... */

struct rc_buy {
	size_t unit; /* of the estate */
	enum rc_need need;
	bool due;                   /* whatever the target */
	int title_group;            /* RC_GROUP_NONE for a link */
	const struct rc_norm *norm; /* NULL: nothing to price it by */
	int64_t quantity;           /* without what was moved */
	int64_t moved;              /* come from other agencies or posts */
	rc_vnd price, amount;       /* 0 without a price */
	int budget;                 /* line; 0 = none named */
	rc_date quarter;            /* its first day: when to order */
};

/* An agency that does not conform, or that something is due for. */
struct rc_wanting {
	size_t unit;
	bool conforms;
	int64_t missing; /* posts that must come to conform */
	rc_vnd cost;     /* what the target needs, before anything moves */
	rc_vnd due_cost; /* what is due anyhow */
	rc_vnd saved;    /* by moving: of what is bought, see chosen */
	int64_t computers, due_computers, stock, due_stock; /* before moves */
	int64_t ordered, due_ordered, moved;
	bool no_link, no_baseline, no_norm;
	bool chosen;
	size_t target; /* of result->goals, when chosen */
	/* Due ones first. Of an agency not chosen only they are bought. */
	size_t first_buy, ndue, nbuys;
};

/* A computer that serves better elsewhere. */
struct rc_transfer {
	size_t machine, from; /* of the estate: machine, unit */
	size_t buy;           /* of result->buys: for whom and why */
};

struct rc_goal {
	const struct rc_target *target; /* NULL: what is due elsewhere; total */
	int64_t roster, needed, conforming, chosen;
	int64_t computers, stock, ordered, moved;
	rc_vnd amount, by_need[RC_NEEDS];
	int64_t count_by_need[RC_NEEDS];
};

struct rc_shortfall {
	struct rc_goal *goals; /* of the year, in order of the targets */
	size_t ngoals, cap_goals;
	struct rc_wanting *wanting; /* in the order of choice */
	size_t nwanting, cap_wanting;
	struct rc_buy *buys; /* by agency, due first, then need, group */
	size_t nbuys, cap_buys;
	struct rc_transfer *transfers; /* in order of the buys */
	size_t ntransfers, cap_transfers;
	struct rc_goal others; /* due for agencies that no target chose */
	struct rc_goal total;
	rc_date last_order; /* later ones do not come by the year's end */
};

struct rc_shortfall_in {
	const struct rc_estate *estate;
	struct rc_quota_options options;
	rc_date from, horizon; /* the period */
	const rc_date *ends; /* last day of each machine's life; NULL = none */
	/* Of items, what was paid last; RC_VND_NONE or 0 = not known. */
	rc_vnd last_price[RC_ITEMS];
};

bool rc_shortfall_find(const struct rc_shortfall_in *in,
                       struct rc_shortfall *ret, struct rc_err *err) RC_MUST;
/* The same without lives and prices paid, for the day alone. */
bool rc_shortfall_of(const struct rc_estate *estate,
                     const struct rc_quota_options *options,
                     struct rc_shortfall *ret, struct rc_err *err) RC_MUST;
void rc_shortfall_fini(struct rc_shortfall *s); /* takes a zeroed one */

#endif
