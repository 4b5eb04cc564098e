/* SPDX-License-Identifier: MIT */
/*
 * finding - a three-valued answer, and "the question does not arise". Joined
 * by AND, the worst wins: fail beats open beats pass. Open is not a pass.
 */
#ifndef ROLLCALL_SRC_RULE_FINDING_H
#define ROLLCALL_SRC_RULE_FINDING_H

#include <stdbool.h>

enum rc_finding {
	RC_FINDING_MOOT, /* nothing is demanded */
	RC_FINDING_PASS,
	RC_FINDING_OPEN, /* not known */
	RC_FINDING_FAIL
};

static inline enum rc_finding
rc_finding_and(enum rc_finding a, enum rc_finding b)
{
	return a > b ? a : b;
}

static inline enum rc_finding
rc_finding_of(bool good)
{
	return good ? RC_FINDING_PASS : RC_FINDING_FAIL;
}

#endif
