/* SPDX-License-Identifier: MIT */
/* near - the name that was probably meant. */
#ifndef CLI_NEAR_H
#define CLI_NEAR_H

#include <rollcall/base/str.h>

struct cli_near {
	struct rc_str wanted;
	const char *best; /* NULL: none is near */
	size_t distance;
};

struct cli_near cli_near_start(const char *wanted);
void cli_near_try(struct cli_near *near, const char *name);
/* Fails with RC_EUSAGE: what fmt says, and "(did you mean "best"?)". */
bool cli_near_fail(const struct cli_near *near, struct rc_err *err,
                   const char *fmt, ...) RC_PRINTF(3, 4);

#endif
