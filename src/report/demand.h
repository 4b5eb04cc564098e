/* SPDX-License-Identifier: MIT */
/*
 * demand - everything that must be paid for in a period, as one list of lines:
 * computers (rule/shortfall.h), other equipment, licences, and contracts that
 * end. Each line says for whom, why, when to order, and on which line of the
 * budget (38-KH/TU III.7).
 *
 * Other equipment (printer, scanner, shredder, photocopier): what is broken or
 * lost, or whose life ends in the period, is replaced as far as the
 * norms of the agency allow, less open orders; up to the norm only where the
 * parameter fill_norm says so.
 *
 * Licences: seats of an operating system for each Windows computer that serves
 * a post, of office suite and antivirus for each computer that does, and one of
 * each for each computer bought for a post without one; against seats held at
 * the end of the period by the agency and those above it. What is short is a
 * line of the topmost one that has licences on record; where none has, nothing
 * is said.
 *
 * Contracts: circuits that end in the period, for a year at their price;
 * where an agency has none of these with a price, its contracts for lines.
 * Contracts for services, warranty and maintenance that end, for a year: the
 * amount by the months of their term. Purchases and licences do not go on.
 *
 * With a cap on the money: first contracts that end, then the agencies in the
 * order of choice, each whole or not at all, then the rest, line by line. What
 * does not fit is passed over.
 */
#ifndef ROLLCALL_SRC_REPORT_DEMAND_H
#define ROLLCALL_SRC_REPORT_DEMAND_H

#include "report/assets.h"
#include "rule/shortfall.h"

/* Parts of the list, in this order. */
enum rc_part {
	RC_PART_TARGET,    /* agencies chosen for the targets */
	RC_PART_DUE,       /* computers due elsewhere */
	RC_PART_EQUIPMENT, /* other equipment */
	RC_PART_LICENCES,
	RC_PART_CONTRACTS,
	RC_PARTS
};
extern const char *const rc_part_names[RC_PARTS]; /* N_() */

struct rc_line {
	enum rc_part part;
	const char *target; /* indicator, or NULL */
	size_t unit;        /* of the estate */
	int title_group;
	const char *item;   /* N_() */
	const char *detail; /* circuit, product, contract; or NULL */
	enum rc_need need;
	int64_t quantity;
	rc_vnd price;  /* RC_VND_NONE: not priced */
	rc_vnd amount; /* 0 when not priced */
	int budget;    /* enum rc_budget */
	const char *basis;
	rc_date quarter; /* first day; none = not bought */
	bool fits;       /* under the cap; true without one */
};

struct rc_demand {
	const struct rc_report_in *in;
	struct rc_shortfall s;
	struct rc_line *lines; /* by part; of the targets in order of choice */
	size_t n, cap;
	rc_vnd total, spent;
	rc_vnd by_part[RC_PARTS], by_budget[RC_BUDGETS], by_need[RC_NEEDS];
	int64_t count_by_need[RC_NEEDS];
	int64_t fitting; /* chosen agencies under the cap */
	size_t without_price;
};

/* Borrows from the estate and ledger. *ret on the heap: rc_demand_fini(). */
bool rc_demand_of(const struct rc_report_in *in, struct rc_demand *ret,
                  struct rc_err *err) RC_MUST;
void rc_demand_fini(struct rc_demand *demand); /* takes a zeroed one */

/* Is the computer list of this line one to be bought (not stock, order...)? */
bool rc_need_is_bought(enum rc_need need);

/* report/demand_rest.c: adding a line, and the parts that are no computers. */
bool rc_demand_add(struct rc_demand *demand, struct rc_line line,
                   struct rc_err *err) RC_MUST;
bool rc_demand_equipment(struct rc_demand *demand, struct rc_err *err) RC_MUST;
bool rc_demand_licences(struct rc_demand *demand, struct rc_err *err) RC_MUST;
bool rc_demand_contracts(struct rc_demand *demand, struct rc_err *err) RC_MUST;

#endif
