/* SPDX-License-Identifier: MIT */
/*
 * table - a report document (doc.h) on the screen: parameters, sections with
 * heads and rows, notes; scrolled by a cursor line. The document is borrowed
 * and must outlive the table.
 */
#ifndef TUI_TABLE_H
#define TUI_TABLE_H

#include "action.h"
#include "canvas/canvas.h"

#include <rollcall/table/doc.h>

struct tui_table {
	const struct rc_doc *doc; /* NULL = nothing yet */
	size_t at, top;           /* lines */
	size_t lines;
	int height;
	int shift;    /* columns scrolled away, the first stays */
	int **widths; /* per section, per column; in the doc's arena */
};

/* Takes a document; the cursor stays where it was, if it can. */
bool tui_table_set(struct tui_table *table, const struct rc_doc *doc,
                   struct rc_err *err) RC_MUST;
void tui_table_size(struct tui_table *table, int height);
/* The row under the cursor in one line, nothing cut. */
void tui_table_full(const struct tui_table *table, struct rc_buf *b);
bool tui_table_handle(struct tui_table *table, enum tui_action action);
void tui_table_draw(const struct tui_table *table, struct tui_canvas *canvas,
                    struct tui_rect rect, bool focus);

#endif
