/* SPDX-License-Identifier: MIT */
/*
 * rows - the rows of a window, as records.h gives them out, but for views that
 * test no verdicts: what judging itself reads.
 */
#ifndef ROLLCALL_SRC_APP_ROWS_H
#define ROLLCALL_SRC_APP_ROWS_H

#include "app/app_impl.h"
#include "store/window.h"

/* All of it as one array in `arena`, in the order of the view either way. */
bool rc_rows_read(struct rc_app *app, const struct rc_window *window,
                  struct rc_arena *arena, void **ret_rows, size_t *ret_n,
                  struct rc_err *err) RC_MUST;
/* The record and its text live until `each` returns. */
bool rc_rows_each(struct rc_app *app, const struct rc_window *window,
                  bool (*each)(void *ctx, const void *record,
                               struct rc_err *err),
                  void *ctx, struct rc_err *err) RC_MUST;

#endif
