/* SPDX-License-Identifier: MIT */
/*
 * quota - the verdict of the plan over an estate (domain.md D1, D5, D6, D6b,
 * D8), in integers.
 *
 * The roster of a tier is its agencies of the day that are in the quota; one
 * without posts cannot be judged and is left out of both sides. An agency
 * conforms when enough of its posts (theta) have a conforming primary device
 * and its systems are uniform; it is equipped when enough of its posts have a
 * device at all. Posts that only unknown facts keep from conforming count as
 * not conforming, or, where unknown facts are excluded, not at all.
 *
 * Indicators: Q1 to Q3 (equipment; basis as asked) and Q4, Q5 (signatures of
 * signers and handlers; always counted in posts: equipped = holds a token that
 * is not revoked or lost, conforming = one that is valid on the day). Targets
 * of other indicators are not computed here.
 */
#ifndef ROLLCALL_SRC_RULE_QUOTA_H
#define ROLLCALL_SRC_RULE_QUOTA_H

#include <rollcall/model/quota.h>

#include "rule/estate.h"

struct rc_unit_verdict {
	bool evaluable, equipped, conforms;
	bool unknown;    /* only unknown facts keep it from conforming */
	int64_t missing; /* posts that must come to conform; 0 = none */
};
struct rc_unit_verdict rc_unit_judge(const struct rc_unit *unit,
                                     const struct rc_params *params, int theta,
                                     bool exclude_unknown);

enum rc_indicator_sort {
	RC_INDICATOR_OTHER,
	RC_INDICATOR_EQUIPMENT,
	RC_INDICATOR_SIGNER,
	RC_INDICATOR_HANDLER
};
enum rc_indicator_sort rc_indicator_sort(const char *indicator);

/* Is the agency in the quota and of the tier (RC_TIER_NONE: any)? */
bool rc_unit_in_tier(const struct rc_unit *unit, int tier);

/* ceil(percent x roster / 100) and 100 x n >= percent x roster. An empty
 * roster meets nothing: there is nothing to judge. */
int64_t rc_quota_needed(int64_t roster, int64_t percent);
bool rc_quota_met(int64_t n, int64_t roster, int64_t percent);

/* Options as asked, with year, theta and the policy filled in from the day
 * and its parameters. */
struct rc_quota_options rc_quota_settle(const struct rc_estate *estate,
                                        const struct rc_quota_options *options);
/* *ret lives in `arena` and borrows names from the estate. */
bool rc_quota_of(const struct rc_estate *estate,
                 const struct rc_quota_options *options, struct rc_arena *arena,
                 struct rc_quota *ret, struct rc_err *err) RC_MUST;

#endif
