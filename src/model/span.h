/* SPDX-License-Identifier: MIT */
/*
 * span - the one rule that every dated record shares: it does not end before
 * it begins. Both days are included; none is open.
 */
#ifndef ROLLCALL_SRC_MODEL_SPAN_H
#define ROLLCALL_SRC_MODEL_SPAN_H

#include <rollcall/base/date.h>

bool rc_span_check(rc_date from, rc_date to, struct rc_err *err) RC_MUST;

#endif
