/* SPDX-License-Identifier: MIT */
/*
 * rows - a cursor in a few rows that are all in memory: which row is current,
 * which is the first on the screen. (What is not in memory has a list.)
 */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H

#include "action.h"
#include "canvas/canvas.h"

struct tui_rows {
	size_t n, at, top;
	int height; /* rows on the screen */
};

/* How many there are, and how many are seen; the cursor stays, if it can. */
void tui_rows_set(struct tui_rows *rows, size_t n);
void tui_rows_size(struct tui_rows *rows, int height);
void tui_rows_go(struct tui_rows *rows, size_t at);
/* Moves; false: the action was none for it. */
bool tui_rows_handle(struct tui_rows *rows, enum tui_action action);
/* Marks row `i`, drawn in `line`, if it is the current one. */
void tui_rows_mark(const struct tui_rows *rows, size_t i,
                   struct tui_canvas *canvas, struct tui_rect line);

#endif
