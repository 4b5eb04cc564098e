/* SPDX-License-Identifier: MIT */
/*
 * units_judge - counting agencies anew: one, from what its counts hang on, or
 * all, reading every table once from one end to the other. Of devices, posts
 * and tokens only what the rules look at is read, and everything but the counts
 * is forgotten at the end.
 */
#ifndef ROLLCALL_SRC_APP_UNITS_JUDGE_H
#define ROLLCALL_SRC_APP_UNITS_JUDGE_H

#include <rollcall/app/app.h>

#include "rule/estate.h"

struct rc_judging {
	struct rc_app *app;
	struct rc_estate *into; /* of the day; its tables hold the law, the
	                         * agencies and the links */
	bool *known;            /* per unit of it: set where counts came in */
};
/* The counts of `agency`, or of all for 0, into the units of the estate. One
 * that is not of the day has none. */
bool rc_units_judge(const struct rc_judging *judging, rc_id agency,
                    struct rc_err *err) RC_MUST;

#endif
