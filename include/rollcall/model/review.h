/* SPDX-License-Identifier: MIT */
/*
 * review - what people found out by looking: a review is what the program
 * wondered about and a person found to be in order (app/review.h); a count is
 * one thing found at a physical inventory (kiểm kê). Records, facts and counts
 * stay apart: where they differ is drift, shown and never merged.
 */
#ifndef ROLLCALL_MODEL_REVIEW_H
#define ROLLCALL_MODEL_REVIEW_H

#include <rollcall/model/kind.h>

struct rc_reviewed {
	struct rc_head head;
	const char *code;  /* "uuid:TS-1:TS-2": rc_review.key */
	const char *value; /* what was seen; another one asks anew */
	const char *reason;
	const char *who;
	rc_ms at;
};

/* The latest count of a thing. It need not be on the books. */
struct rc_count {
	struct rc_head head;
	const char *asset_tag; /* as it stands on the thing */
	rc_date counted_on;
	const char *counted_by;
	int status; /* enum rc_status: as found */
	struct rc_ref agency;
	const char *place;
	const char *serial;
	const char *notes;
};

extern const struct rc_kind rc_kind_reviewed, rc_kind_count;

#endif
