/* SPDX-License-Identifier: MIT */
/* undo - takes a batch back and says how that went. */
#ifndef TUI_UNDO_H
#define TUI_UNDO_H

#include "screen/screen.h"

/* The batch that did it; 0 = nothing was done, and the user knows why. */
rc_id tui_undo_batch(struct tui_ctx *ctx, rc_id batch);

#endif
