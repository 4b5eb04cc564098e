/* SPDX-License-Identifier: MIT */
/*
 * support - what the catalogue of releases says of a device's system. Support
 * goes by edition, not by "Windows 10" (domain.md part 6): when the device's
 * edition is not known, every row of its version is considered, and only
 * where they agree is there an answer.
 *
 * A release's version holds the device's when it is equal or goes on with a
 * dot ("8" holds "8.10"); the longest one decides. A row without an edition
 * holds those that no other row of the version names.
 */
#ifndef ROLLCALL_SRC_RULE_SUPPORT_H
#define ROLLCALL_SRC_RULE_SUPPORT_H

#include <rollcall/model/fact.h>
#include <rollcall/model/norm.h>

#include "rule/finding.h"

struct rc_catalogue {
	const struct rc_release *rows;
	size_t n;
};

/* Does the maker still support it on `day`? OPEN: the system is not known or
 * not in the catalogue, or has no end on record. */
enum rc_finding rc_release_supported(const struct rc_catalogue *catalogue,
                                     const struct rc_facts *facts, rc_date day);
/* The last day of that support; the earliest where several rows may be the
 * device's. RC_DATE_NONE: not known. */
rc_date rc_release_support_end(const struct rc_catalogue *catalogue,
                               const struct rc_facts *facts);
/* Is it approved (uniform ii)? A known system outside the catalogue is not;
 * an unknown one is OPEN. */
enum rc_finding rc_release_approved(const struct rc_catalogue *catalogue,
                                    const struct rc_facts *facts);

#endif
