/* SPDX-License-Identifier: MIT */
/* rows - reading a window, whole or one at a time. */
#include "app/rows.h"

#include <string.h>

/* Rows came last first: turn them around. */
static bool
reverse(void *rows, size_t n, size_t size, struct rc_arena *arena,
        struct rc_err *err)
{
	char *room = rc_arena_alloc(arena, 1, size);
	char *low = rows;
	char *high;

	if (room == NULL)
		return rc_fail_nomem(err);
	if (n == 0)
		return true;
	for (high = low + (n - 1) * size; low < high;
	     low += size, high -= size) {
		memcpy(room, low, size);
		memcpy(low, high, size);
		memcpy(high, room, size);
	}
	return true;
}

/* Reads up to `limit` rows into a heap array of their own. */
struct rows {
	char *p;
	size_t n, cap, size;
};

static bool
add_row(struct rows *rows, struct rc_cursor *cursor, struct rc_arena *arena,
        bool *ret_end, struct rc_err *err)
{
	if (rows->n == rows->cap &&
	    !rc_grow((void **)&rows->p, &rows->cap, rows->size))
		return rc_fail_nomem(err);
	if (!rc_window_next(cursor, arena, rows->p + rows->n * rows->size,
	                    ret_end, err))
		return false;
	rows->n += *ret_end ? 0 : 1;
	return true;
}

bool
rc_rows_read(struct rc_app *app, const struct rc_window *window,
             struct rc_arena *arena, void **ret_rows, size_t *ret_n,
             struct rc_err *err)
{
	struct rows rows = { .size = window->view->kind->size };
	struct rc_cursor cursor;
	bool done = false;
	bool end = false;
	void *copy;

	if (!rc_window_open(app->store, window, &cursor, err))
		return false;
	while (!end) {
		if (!add_row(&rows, &cursor, arena, &end, err))
			goto out;
	}
	copy = rc_arena_alloc(arena, rows.n, rows.size);
	if (copy == NULL) {
		(void)rc_fail_nomem(err);
		goto out;
	}
	if (rows.n > 0)
		memcpy(copy, rows.p, rows.n * rows.size);
	if (window->backward && !reverse(copy, rows.n, rows.size, arena, err))
		goto out;
	*ret_rows = copy;
	*ret_n = rows.n;
	done = true;
out:
	rc_window_close(&cursor);
	rc_free(rows.p);
	return done;
}

bool
rc_rows_each(struct rc_app *app, const struct rc_window *window,
             bool (*each)(void *ctx, const void *record, struct rc_err *err),
             void *ctx, struct rc_err *err)
{
	struct rc_cursor cursor;
	struct rc_arena arena;
	bool done = false;
	bool end = false;
	void *record;

	if (!rc_window_open(app->store, window, &cursor, err))
		return false;
	rc_arena_init(&arena);
	while (!end) {
		rc_arena_clear(&arena);
		record = rc_arena_alloc(&arena, 1, window->view->kind->size);
		if (record == NULL) {
			(void)rc_fail_nomem(err);
			goto out;
		}
		if (!rc_window_next(&cursor, &arena, record, &end, err) ||
		    (!end && !each(ctx, record, err)))
			goto out;
	}
	done = true;
out:
	rc_window_close(&cursor);
	rc_arena_fini(&arena);
	return done;
}
