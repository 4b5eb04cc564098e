/* SPDX-License-Identifier: MIT */
/* forecast - what the quota report says of the end of the year, which is not
 * yet known: two sections, each named a forecast. */
#ifndef ROLLCALL_SRC_REPORT_FORECAST_H
#define ROLLCALL_SRC_REPORT_FORECAST_H

#include "report/report.h"

/* Appends the section "forecast" (orders) and, where in->past is set, "trend".
 * Nothing on or after the last day of the year. `o` is settled, `q` is its
 * answer. */
bool rc_forecast_put(struct rc_doc *doc, const struct rc_report_in *in,
                     const struct rc_quota_options *o, const struct rc_quota *q,
                     struct rc_err *err) RC_MUST;

#endif
