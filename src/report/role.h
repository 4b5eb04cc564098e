/* SPDX-License-Identifier: MIT */
/*
 * role - who reports by a duty. A plan names roles ("Các ban đảng Tỉnh ủy; Đảng
 * ủy UBND tỉnh"), ';' between; where one is the very name of an agency of the
 * day, that agency owes the report and its head answers for it.
 */
#ifndef ROLLCALL_SRC_REPORT_ROLE_H
#define ROLLCALL_SRC_REPORT_ROLE_H

#include "report/part.h"
#include "rule/calendar.h"

/* Is the agency one of those that owe the report? */
bool rc_role_owes(const struct rc_duty *duty, const struct rc_unit *unit);
/* The first agency that does; NULL = none is named. */
const struct rc_unit *rc_role_unit(const struct rc_estate *estate,
                                   const struct rc_duty *duty);

/* What falls due from the first day of the period to `ahead` days after the
 * day of the figures. */
bool rc_role_agenda(const struct rc_report_in *in, int ahead,
                    struct rc_arena *arena, struct rc_agenda *ret,
                    struct rc_err *err) RC_MUST;

#endif
