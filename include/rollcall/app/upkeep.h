/* SPDX-License-Identifier: MIT */
/*
 * upkeep - is the database whole, and a copy of it.
 */
#ifndef ROLLCALL_APP_UPKEEP_H
#define ROLLCALL_APP_UPKEEP_H

#include <rollcall/app/app.h>

/* Runs every check and reports each failure as a sentence: SQLite integrity,
 * references, audit chain, versions against the audit, custody against
 * device.post (no overlaps, the open row is the device's post), file mode.
 * False only when it could not be run. */
bool rc_check(struct rc_app *app,
              void (*problem)(void *ctx, const char *sentence), void *ctx,
              uint64_t *ret_problems, struct rc_err *err) RC_MUST;

/* Online backup into a new file (0600), verified by opening and checking it.
 * RC_ECONFLICT if `path` exists. */
bool rc_backup(struct rc_app *app, const char *path,
               struct rc_err *err) RC_MUST;

#endif
