/* SPDX-License-Identifier: MIT */
/*
 * explain - one agency, post by post: which computer each has, how it is judged
 * and by which rule and fact, and the cheapest way by which it comes to
 * conform. Its main section ("posts", what CSV prints) is one line a post.
 */
#ifndef ROLLCALL_SRC_REPORT_EXPLAIN_H
#define ROLLCALL_SRC_REPORT_EXPLAIN_H

#include <rollcall/table/doc.h>

#include "rule/cure.h"

/* Beside each cure: the records that the estate does not keep. */
struct rc_explain_post {
	const struct rc_device *device; /* its primary one, or NULL */
	const struct rc_facts *facts;   /* of that, or NULL */
	const char *use; /* asset tag of the one from stock or transfer */
};

struct rc_explain_in {
	const struct rc_estate *estate; /* judged, with seats and machines */
	struct rc_quota_options quota;
	size_t unit;
	const struct rc_cure *cures;         /* rc_cures_of() */
	const struct rc_explain_post *posts; /* as many */
};

bool rc_explain_doc(const struct rc_explain_in *in, struct rc_arena *arena,
                    struct rc_doc *ret, struct rc_err *err) RC_MUST;

#endif
