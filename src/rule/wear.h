/* SPDX-License-Identifier: MIT */
/*
 * wear - straight-line wear of fixed assets (Thông tư 23/2023/TT-BTC, from
 * 2026 141/2025/TT-BTC), in whole đồng.
 *
 * Wear is counted once a year, in December, from the year the asset came into
 * service: cost x rate, rounded to the nearest đồng; the last year takes what
 * is left, so that the years sum up to the cost exactly. Lives are dated rows.
 * Where the row of the category changes while an asset is in service, the
 * parameter wear_transition says what becomes of it:
 *
 *	0	it keeps the life of the day it came into service
 *	1	what is left of its value is spread evenly over what is left of
 *		the new life (one year, when that is over already)
 *
 * Neither circular was seen to say which; hence the parameter.
 */
#ifndef ROLLCALL_SRC_RULE_WEAR_H
#define ROLLCALL_SRC_RULE_WEAR_H

#include <rollcall/model/norm.h>

enum rc_wear_transition { RC_WEAR_KEEP, RC_WEAR_SPREAD };

/* The row of a category on a day; of several the one that began last, then the
 * one with the higher id. NULL: no row, or one without years. */
const struct rc_life *rc_life_on(const struct rc_life *rows, size_t n,
                                 int category, rc_date day);
/* The day the life of a device ends: so many years after it came into service,
 * as the row of the day `by` says; RC_DATE_NONE: not known. */
rc_date rc_life_end(const struct rc_life *rows, size_t n, int category,
                    rc_date in_service, rc_date by);

struct rc_wear_rules {
	const struct rc_life *lives;
	size_t nlives;
	enum rc_wear_transition transition;
};
struct rc_wear {
	const struct rc_life *life;             /* of the year asked about */
	int first_year, last_year;              /* in which wear is counted */
	rc_vnd of_year, accumulated, remaining; /* at the end of that year */
};
/* Wear of an asset at the end of `year`. False: nothing to count (no cost, no
 * life for the category, not in service by then). */
bool rc_wear_of(const struct rc_wear_rules *rules, int category,
                rc_date in_service, rc_vnd cost, int year, struct rc_wear *ret);

#endif
