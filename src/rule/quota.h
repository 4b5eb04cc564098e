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
 * A target is judged at the end of its year; what rc_quota_of() counts is the
 * state of the estate's day (a forecast is made by forecast.h). Where the
 * parameter refresh_counts holds on 31/12 of that year (38-KH/TU asks in 2028
 * for all to be "bổ sung, nâng cấp"), a computer that came in the year counts
 * as one that conforms.
 *
 * Which indicators there are and what the others count: indicator.h. One for
 * which nothing is recorded at all (no system, no count) has no row.
 */
#ifndef ROLLCALL_SRC_RULE_QUOTA_H
#define ROLLCALL_SRC_RULE_QUOTA_H

#include "rule/indicator.h"

struct rc_unit_verdict {
	bool evaluable, equipped, conforms;
	bool unknown;    /* only unknown facts keep it from conforming */
	int64_t missing; /* posts that must come to conform; 0 = none */
};
/* By settled options. */
struct rc_unit_verdict rc_unit_judge(const struct rc_unit *unit,
                                     const struct rc_params *params,
                                     const struct rc_quota_options *options);

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
