/* SPDX-License-Identifier: MIT */
/*
 * counts - what was counted of an agency as a text, to be kept: the numbers of
 * struct rc_unit in a fixed order with a blank between. What the agency itself
 * says (code, name, kind) is no part of it.
 *
 *	rc_unit_put(unit, &b);
 *	...
 *	if (!rc_unit_take(unit, text)) ...	// judge it anew
 */
#ifndef ROLLCALL_SRC_RULE_COUNTS_H
#define ROLLCALL_SRC_RULE_COUNTS_H

#include <rollcall/base/buf.h>

#include "rule/estate.h"

/* Which rules and which numbers, in which order: texts of another edition are
 * of no use. */
const char *rc_unit_edition(void);

void rc_unit_put(const struct rc_unit *unit, struct rc_buf *b);
/* The counts alone. */
void rc_unit_copy(struct rc_unit *to, const struct rc_unit *from);
/* False, and *unit as it was, when the text is not such a one. */
bool rc_unit_take(struct rc_unit *unit, struct rc_str text) RC_MUST;

#endif
