/* SPDX-License-Identifier: MIT */
/*
 * indicator - what stands behind a target of the plan, and the indicators that
 * are not counted from posts and devices:
 *
 *	Q1..Q3	equipment (quota.c; basis as asked)
 *	Q4, Q5	signatures of signers and handlers (quota.c; in posts)
 *	Q6	systems of agencies in the quota (D9): equipped = the dossier of
 *		its security level is approved, conforming = the measures are
 *		implemented as well; unknown = what would decide is not recorded
 *	L1..L3	agencies with a working link as the year of the target demands
 *		it: by the parameters of 31/12 of that year. Equipped = a link of
 *		the right type is active, conforming = its bandwidth,
 *		availability and gateway hold as well (wan.h)
 *	others	counts reported by others (kind `counts`): both figures are the
 *		count `done` of `total`
 *
 * Of several counts of one agency the last one up to the day holds. A count
 * for the province as a whole goes before the sum of the agencies' counts; it
 * answers only targets of all tiers.
 */
#ifndef ROLLCALL_SRC_RULE_INDICATOR_H
#define ROLLCALL_SRC_RULE_INDICATOR_H

#include <rollcall/model/quota.h>

#include "rule/estate.h"

enum rc_indicator_sort {
	RC_INDICATOR_OTHER,
	RC_INDICATOR_EQUIPMENT,
	RC_INDICATOR_SIGNER,
	RC_INDICATOR_HANDLER,
	RC_INDICATOR_SYSTEMS,
	RC_INDICATOR_LINKS
};
enum rc_indicator_sort rc_indicator_sort(const char *indicator);

/* Is the agency in the quota and of the tier (RC_TIER_NONE: any)? */
bool rc_unit_in_tier(const struct rc_unit *unit, int tier);

/* They fill in roster, equipped, conforming, unknown, not_evaluable and how it
 * was counted; the row's indicator and tier are set. */
void rc_count_systems(const struct rc_estate *estate, struct rc_quota_row *row);
bool rc_count_links(const struct rc_estate *estate, int year,
                    struct rc_quota_row *row, struct rc_err *err) RC_MUST;
/* *ret_there false: nobody reported any up to the day. */
bool rc_count_reported(const struct rc_estate *estate, struct rc_quota_row *row,
                       bool *ret_there, struct rc_err *err) RC_MUST;

#endif
