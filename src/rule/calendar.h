/* SPDX-License-Identifier: MIT */
/*
 * calendar - when report duties fall due (domain.md part 5).
 *
 * A cycle is a month, quarter, half or year of the calendar. The day stands in
 * the `due_month` of the cycle (none: its last month); a day that the month
 * does not have is its last day: "30" in February is the 28th or 29th. "Before
 * day D" makes the day before the last good one. A duty without a day is due
 * at the end of its cycle.
 *
 * A duty is done when a report was frozen for it: a snapshot that names its
 * code, of a period within the cycle that holds the due day. (The report of a
 * year does not do for each of its months.)
 */
#ifndef ROLLCALL_SRC_RULE_CALENDAR_H
#define ROLLCALL_SRC_RULE_CALENDAR_H

#include <rollcall/model/agenda.h>
#include <rollcall/model/norm.h>
#include <rollcall/model/register.h>

struct rc_occasion {
	const struct rc_duty *duty;
	rc_date due, last_good;
	bool has_day;
	struct rc_period cycle; /* the month, quarter, half or year it is of */
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

/* Does a report of that period, frozen for the duty, fulfil the occasion? */
bool rc_occasion_takes(const struct rc_occasion *occasion,
                       struct rc_period period);

/* How it stands at the end of `day`, and the snapshot that fulfils it: the
 * first one frozen; NULL = none. Snapshots of later than the day do not
 * count. */
struct rc_fulfilment {
	enum rc_due_state state;
	const struct rc_snapshot *by;
};
struct rc_fulfilment rc_occasion_state(const struct rc_occasion *occasion,
                                       const struct rc_snapshot *snapshots,
                                       size_t n, rc_date day);

#endif
