/* SPDX-License-Identifier: MIT */
/*
 * placeholder - what makers and virtual machines put where a serial number, a
 * UUID or a MAC address should stand. Such a value is shared by thousands of
 * devices and identifies none, so it is neither stored nor matched, whether a
 * file or the device itself says it.
 *
 * The table is data/alias/placeholders.csv, lines "field,pattern", compared
 * case-blind. A pattern is a text in which `#` is one digit, a trailing `*` is
 * anything, and "[01]+" is one or more of the characters in the brackets.
 */
#ifndef ROLLCALL_MODEL_PLACEHOLDER_H
#define ROLLCALL_MODEL_PLACEHOLDER_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

/* The patterns of one field. */
struct rc_placeholders {
	const struct rc_str *patterns;
	size_t n;
	bool first[256]; /* bytes with which one of them may begin */
};

/* The list lives in `arena`; its text in the program. */
bool rc_placeholders_of(const char *field, struct rc_arena *arena,
                        struct rc_placeholders *ret,
                        struct rc_err *err) RC_MUST;
/* Is `value` (trimmed) one of them? */
bool rc_placeholders_have(const struct rc_placeholders *list,
                          struct rc_str value);

/* The same for a single value of a field ("serial", "uuid", "model",
 * "manufacturer", "mac"); an empty one counts as placeholder. */
bool rc_placeholder(const char *field, struct rc_str value);

#endif
