/* SPDX-License-Identifier: MIT */
/*
 * forecast - the estate as it would be at the end of a year (domain.md D10).
 *
 * By orders: every computer that is ordered (not merely planned) and to be
 * delivered by that day comes, conforms, and is on an approved system. It goes
 * to a post of the order's agency: those without a computer first, then those
 * whose computer fails, then those that only unknown facts keep from
 * conforming; the old one leaves. What is left over goes to the agencies of the
 * quota beneath that agency, those with the fewest posts missing first, then by
 * code.
 * Nothing else changes: no computer grows old, no fact becomes known.
 *
 * By the rate so far: the figures of two days, drawn on in a straight line to
 * the end of the year, in whole units, rounded down; never below 0 nor above
 * the roster.
 */
#ifndef ROLLCALL_SRC_RULE_FORECAST_H
#define ROLLCALL_SRC_RULE_FORECAST_H

#include "rule/estate.h"

struct rc_forecast {
	struct rc_estate estate; /* its units alone differ; not to be ended */
	/* Computers on order: that serve a post; of these late already; to come
	 * after the year; without a day; that no post lacks. */
	int64_t serving, late, after, undated, idle;
};
/* *ret lives in `arena` and borrows from the estate. */
bool rc_forecast_of(const struct rc_estate *estate, int year,
                    struct rc_arena *arena, struct rc_forecast *ret,
                    struct rc_err *err) RC_MUST;

/* `then` at day from, `now` at day at > from, drawn on to day `to` >= at. */
struct rc_trend {
	rc_date from, at, to;
	int64_t then, now, most;
};
int64_t rc_trend_at_end(const struct rc_trend *trend);

#endif
