/* SPDX-License-Identifier: MIT */
/*
 * lack - what each post of an agency lacks, one computer at a time: the first
 * half of shortfall.h, which says what the reasons mean.
 *
 *	struct rc_lacks lacks = { 0 };
 *	if (!rc_lacks_begin(&lacks, in, &settled, err)) ...
 *	for each unit, in order:
 *		if (!rc_lacks_of(&lacks, unit, err)) ...
 *		lacks.rows, lacks.n
 *	rc_lacks_fini(&lacks);
 */
#ifndef ROLLCALL_SRC_RULE_LACK_H
#define ROLLCALL_SRC_RULE_LACK_H

#include "rule/shortfall.h"

struct rc_lack {
	const struct rc_seat *seat;
	size_t old;    /* the machine to be replaced, or RC_NOWHERE */
	bool computer; /* false: only a signature or the agency's link */
	bool due;      /* whatever the target */
	bool counts;   /* the post does not conform as it is */
	enum rc_need need;
	rc_date end;                /* of life or support; none = now */
	const struct rc_norm *norm; /* NULL: none */
	rc_vnd price;               /* of a new one; 0 without a norm */
	bool signature;
};

struct rc_lacks {
	const struct rc_shortfall_in *in;
	const struct rc_estate *e;
	bool exclude_unknown;
	struct rc_norms norms;
	struct rc_lack *rows; /* of the unit asked about last */
	size_t n, cap;
	size_t *held; /* machines that posts have, by seat */
	size_t nheld, next_held;
};

bool rc_lacks_begin(struct rc_lacks *lacks, const struct rc_shortfall_in *in,
                    const struct rc_quota_options *settled,
                    struct rc_err *err) RC_MUST;
bool rc_lacks_of(struct rc_lacks *lacks, size_t unit,
                 struct rc_err *err) RC_MUST;
void rc_lacks_fini(struct rc_lacks *lacks); /* takes a zeroed one */

/* In use, and not a person's own. */
bool rc_machine_serves(const struct rc_machine *machine);

#endif
