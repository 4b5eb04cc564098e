/* SPDX-License-Identifier: MIT */
/*
 * list - rows of a source under a cursor. It holds the page around the cursor
 * (two screens to each side) and nothing else, so its memory does not grow
 * with the source.
 *
 * The cursor follows the id of its row: after a refresh, a new order or a new
 * filter it stands on the same record, at the same height of the screen; if
 * the record is gone, on the row that took its place. Marks are ids, too, and
 * outlive filters.
 *
 * Three steps, as everywhere: keys move (and fetch, as the move needs it),
 * tui_list_refresh() asks the source anew, tui_list_draw() only draws.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "action.h"
#include "canvas/canvas.h"
#include "source/source.h"

#define TUI_MARKS_MAX 10000

struct tui_list {
	struct tui_source source;
	struct rc_arena arena; /* of the page */
	struct tui_page page;
	bool at_start, at_end; /* does the page touch the ends? */
	size_t top, at;        /* index in the page: first shown, cursor */
	int height;            /* rows on screen, as last drawn or set */
	int shift;             /* columns scrolled away, the first stays */
	uint64_t count;
	bool counted;
	rc_id *marks; /* sorted */
	size_t nmarks, cap_marks;
	const struct rc_field *sorted; /* its column gets an arrow */
	bool descending;
};

void tui_list_init(struct tui_list *list, struct tui_source source);
void tui_list_fini(struct tui_list *list);
/* How many rows are on the screen; before the first refresh and on resize. */
void tui_list_size(struct tui_list *list, int height);
/* Reads the page around the cursor's record again, and the count. */
bool tui_list_refresh(struct tui_list *list, struct rc_err *err) RC_MUST;
/* The same for another order or filter: old anchors mean nothing there. */
bool tui_list_renew(struct tui_list *list, struct rc_err *err) RC_MUST;

/* Moves, marks. *ret_used tells whether the action was one for a list. */
bool tui_list_handle(struct tui_list *list, enum tui_action action,
                     bool *ret_used, struct rc_err *err) RC_MUST;

/* The row under the cursor; NULL if there is none. */
const struct tui_row *tui_list_row(const struct tui_list *list);
bool tui_list_marked(const struct tui_list *list, rc_id id);
bool tui_list_mark(struct tui_list *list, rc_id id, bool on); /* false: full */
void tui_list_unmark(struct tui_list *list);

/* Header and rows; the hardware cursor on the current row if `focus`. */
void tui_list_draw(const struct tui_list *list, struct tui_canvas *canvas,
                   struct tui_rect rect, bool focus);

#endif
