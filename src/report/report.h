/* SPDX-License-Identifier: MIT */
/*
 * report - documents made from an estate: data in, document out.
 *
 *	quota		attainment by tier, the same counted in posts, the
 *			nearest agencies, those that cannot be judged, and every
 *			threshold used. JSON keys as scripts rely on them.
 *	procurement	what to buy to reach the year's target. Its main section
 *			("lines", what CSV prints) is one flat table.
 *
 * *ret lives in `arena` and borrows from the estate.
 */
#ifndef ROLLCALL_SRC_REPORT_REPORT_H
#define ROLLCALL_SRC_REPORT_REPORT_H

#include <rollcall/table/doc.h>

#include "report/ledger.h"
#include "rule/quota.h"

struct rc_report_in {
	const struct rc_estate *estate; /* as of the period's end, or today */
	struct rc_quota_options quota;
	struct rc_period period; /* never none: the year of the day unless asked */
	rc_vnd cap; /* money there is; RC_VND_NONE = no limit */
	const struct rc_ledger *ledger; /* NULL for reports that need none */
};

bool rc_quota_doc(const struct rc_report_in *in, struct rc_arena *arena,
                  struct rc_doc *ret, struct rc_err *err) RC_MUST;
bool rc_procurement_doc(const struct rc_report_in *in, struct rc_arena *arena,
                        struct rc_doc *ret, struct rc_err *err) RC_MUST;

#endif
