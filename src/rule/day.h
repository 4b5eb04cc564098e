/* SPDX-License-Identifier: MIT */
/* day - does a dated row hold on a day? Both ends included; none is open. And
 * the last day of a year, on which its targets are judged. */
#ifndef ROLLCALL_SRC_RULE_DAY_H
#define ROLLCALL_SRC_RULE_DAY_H

#include <rollcall/base/date.h>

static inline bool
rc_day_holds(rc_date from, rc_date to, rc_date day)
{
	return (from == RC_DATE_NONE || from <= day) &&
	       (to == RC_DATE_NONE || day <= to);
}

/* Of a year that no calendar has: the last day there is. */
static inline rc_date
rc_year_last(int year)
{
	const struct rc_civil last = { year, 12, 31 };

	return rc_civil_valid(last) ? rc_date_from(last) : INT32_MAX;
}

#endif
