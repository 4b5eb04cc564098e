/* SPDX-License-Identifier: MIT */
/*
 * source - what a list shows, and no more: rows in an order, a window at a
 * time. An anchor names a place between rows (records.h), so a source of a
 * million rows costs one page.
 *
 * A source that cannot say how many rows it has fails in count(); the list
 * then shows none. Everything handed out lives in the arena given.
 */
#ifndef TUI_SOURCE_H
#define TUI_SOURCE_H

#include "canvas/canvas.h"

#include <rollcall/app/records.h>

/* One column of a list: where it stands in a row's cells. */
struct tui_column {
	const char *label; /* N_() */
	int width;         /* cells wanted */
	enum rc_align align;
	/* The column grows into room that is left, in this proportion. */
	int stretch;
	/* Drawn by the list as a bar of this percent in the cell's text: the
	 * text is "value/all/target". */
	bool bullet;
	const struct rc_field *field; /* to sort by, or NULL */
};

struct tui_row {
	rc_id id;
	struct rc_anchor anchor;
	const char **cells; /* one text per column, none NULL */
	int role;           /* enum tui_role of the whole row */
	const char
	        *full; /* the row in a sentence, for the line below the list */
};

struct tui_page {
	struct tui_row *rows;
	size_t n;
};

struct tui_source_ops {
	bool (*columns)(void *of, const struct tui_column **ret, size_t *ret_n);
	bool (*count)(void *of, uint64_t *ret, struct rc_err *err);
	/* Up to `limit` rows after or before `from`, always in the order of
	 * the source; from NULL = the first, or the last, rows. */
	bool (*window)(void *of, const struct rc_anchor *from, enum rc_way way,
	               size_t limit, struct rc_arena *arena,
	               struct tui_page *ret, struct rc_err *err);
	/* Where the row of that id stands; RC_ENOTFOUND if it is not there. */
	bool (*anchor)(void *of, rc_id id, struct rc_arena *arena,
	               struct rc_anchor *ret, struct rc_err *err);
};

struct tui_source {
	const struct tui_source_ops *ops;
	void *of;
};

#endif
