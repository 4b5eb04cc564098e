/* SPDX-License-Identifier: MIT */
/*
 * review - devices that may not be what the record says, found by comparing
 * what they say with each other and with the records.
 */
#ifndef ROLLCALL_SRC_STORE_REVIEW_H
#define ROLLCALL_SRC_STORE_REVIEW_H

#include "store/store.h"

struct rc_store_twin {
	const char *field; /* of facts: "serial" */
	struct rc_str value;
	rc_id device, other; /* device < other, or as below */
	bool recorded;       /* `device` says what is the record of `other` */
};
/* Calls `each` for pairs that share a serial number, a UUID or a machine-id;
 * of more than two that share one, the first with each of the others. Text is
 * borrowed until `each` returns. */
bool rc_twins_each(struct rc_store *store,
                   bool (*each)(void *ctx, const struct rc_store_twin *twin,
                                struct rc_err *err),
                   void *ctx, struct rc_err *err) RC_MUST;

#endif
