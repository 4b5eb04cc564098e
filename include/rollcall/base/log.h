/* SPDX-License-Identifier: MIT */
/*
 * log - one line per event, "level module key=value ...", for whoever runs the
 * program; never for its users, never secrets. The sink is set once by main
 * (standard error, or a file while the TUI owns the terminal); without one
 * nothing is written.
 */
#ifndef ROLLCALL_BASE_LOG_H
#define ROLLCALL_BASE_LOG_H

#include <rollcall/base/err.h>

enum rc_level { RC_LOG_ERROR, RC_LOG_WARN, RC_LOG_INFO, RC_LOG_DEBUG };

void rc_log_to(FILE *sink, enum rc_level most); /* NULL: silent */
void rc_log(enum rc_level level, const char *module, const char *fmt, ...)
        RC_PRINTF(3, 4);

#endif
