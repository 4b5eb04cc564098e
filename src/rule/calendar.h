/* SPDX-License-Identifier: MIT */
/*
 * calendar - when report duties fall due (domain.md part 5).
 *
 * A cycle is a month, quarter, half or year of the calendar. The day stands in
 * the `due_month` of the cycle (none: its last month); a day that the month
 * does not have is its last day: "30" in February is the 28th or 29th. "Before
 * day D" makes the day before the last good one. A duty without a day is due
 * at the end of its cycle.
 */
#ifndef ROLLCALL_SRC_RULE_CALENDAR_H
#define ROLLCALL_SRC_RULE_CALENDAR_H

#include <rollcall/model/norm.h>

struct rc_occasion {
	const struct rc_duty *duty;
	rc_date due, last_good;
	bool has_day;
};

struct rc_agenda {
	struct rc_occasion *items;
	size_t n;
};

/* What falls due in the period (at most 100 years), by day, then by code. A
 * duty counts when it holds on its due day. The items live in `arena`. */
bool rc_agenda_of(const struct rc_duty *duties, size_t n,
                  struct rc_period period, struct rc_arena *arena,
                  struct rc_agenda *ret, struct rc_err *err) RC_MUST;

#endif
