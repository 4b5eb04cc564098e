/* SPDX-License-Identifier: MIT */
/*
 * drift_pairs - which field of a device, which fact and which field of a count
 * tell of the same thing, and when two of them agree: not to the letter, but as
 * a person would say ("Dell" and "Dell Inc.").
 */
#ifndef ROLLCALL_SRC_APP_DRIFT_PAIRS_H
#define ROLLCALL_SRC_APP_DRIFT_PAIRS_H

#include <rollcall/base/str.h>

/* Both sides as text for machines; the first is the more official one. */
typedef bool rc_agree_fn(struct rc_str recorded, struct rc_str observed);

#define RC_DRIFT_PAIRS 12
extern const struct rc_drift_pair {
	const char *recorded;       /* field of devices */
	const char *judged, *shown; /* facts: compared; shown to people; NULL */
	const char *counted;        /* field of counts, or NULL */
	rc_agree_fn *agree;
} rc_drift_pairs[RC_DRIFT_PAIRS];

#endif
