/* SPDX-License-Identifier: MIT */
/* day - does a dated row hold on a day? Both ends included; none is open. */
#ifndef ROLLCALL_SRC_RULE_DAY_H
#define ROLLCALL_SRC_RULE_DAY_H

#include <rollcall/base/date.h>

static inline bool
rc_day_holds(rc_date from, rc_date to, rc_date day)
{
	return (from == RC_DATE_NONE || from <= day) &&
	       (to == RC_DATE_NONE || day <= to);
}

#endif
