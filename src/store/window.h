/* SPDX-License-Identifier: MIT */
/*
 * window - the records of a view, whole or a page of them. A page starts beside
 * an anchor (the sort values and the id of a row), so that it costs the same
 * anywhere in the list.
 *
 * Order: the view's sort fields (text as a Vietnamese dictionary has it,
 * nothing last in either direction), then the id. A view without sort fields is
 * ordered by key, or by id where there is none.
 */
#ifndef ROLLCALL_SRC_STORE_WINDOW_H
#define ROLLCALL_SRC_STORE_WINDOW_H

#include <rollcall/model/view.h>

#include "store/store.h"

struct rc_window {
	const struct rc_view *view; /* filter NULL = all */
	/* Beside this row; keys NULL = from the end of the list. One key per
	 * sort field of rc_window_sorts(). */
	const struct rc_value *keys;
	rc_id id;
	bool backward;  /* rows come last first */
	uint64_t limit; /* 0 = all */
	rc_id only;     /* this record alone; 0 = any */
	/* 0 = all. Else these fields alone, the others being nothing, of
	 * references the id without the key, and by id instead of the order:
	 * to go over all there is quickly. */
	uint64_t fields;
	/* With `fields`: in the view's order after all (unless `stored`), and
	 * references with their keys: to list many records quickly. */
	bool listed, stored;
};

/* The fields the view is really sorted by; ret[RC_VIEW_SORTS]. */
struct rc_sort {
	const struct rc_field *field;
	bool descending;
};
size_t rc_window_sorts(const struct rc_view *view,
                       struct rc_sort ret[RC_VIEW_SORTS]);
/* The value of a record that its place in that order rests on. Borrowed. */
struct rc_value rc_window_key(const struct rc_field *field, const void *record);

struct rc_cursor {
	struct rc_store *store;
	struct rc_table *table;
	struct rc_stmt *stmt;
	uint64_t fields; /* of the window */
	bool listed;
};
/* The values of the view and the anchor must live until the cursor is
 * closed. */
bool rc_window_open(struct rc_store *store, const struct rc_window *window,
                    struct rc_cursor *ret, struct rc_err *err) RC_MUST;
/* Reads the next record, its text into `arena` (of a window with `fields`: it
 * lives until the next call); *ret_end at the end. */
bool rc_window_next(struct rc_cursor *cursor, struct rc_arena *arena,
                    void *record, bool *ret_end, struct rc_err *err) RC_MUST;
void rc_window_close(struct rc_cursor *cursor);

bool rc_window_count(struct rc_store *store, const struct rc_view *view,
                     uint64_t *ret, struct rc_err *err) RC_MUST;

#endif
