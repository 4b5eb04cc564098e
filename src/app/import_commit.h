/* SPDX-License-Identifier: MIT */
/*
 * import_commit - the end of a large import, which takes seconds: indexes are
 * built then. It shows that it is alive, and can be stopped.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_COMMIT_H
#define ROLLCALL_SRC_APP_IMPORT_COMMIT_H

#include <rollcall/app/imports.h>

/* Commits the open batch, calling options->progress meanwhile with the rows and
 * `bytes` of `bytes`. RC_ECANCELLED: stopped, nothing was written. */
bool rc_import_commit(struct rc_app *app,
                      const struct rc_import_options *options, uint64_t rows,
                      uint64_t bytes, struct rc_err *err) RC_MUST;

#endif
