/* SPDX-License-Identifier: MIT */
/*
 * records - reading: one record, a page of a view, all of a view.
 *
 * Records come as the structs of model/, in the caller's arena. Pages are
 * keyset pages: an anchor names the place between two rows, so a page costs
 * the same at row 10 and at row 900 000, and rows added meanwhile shift
 * nothing.
 */
#ifndef ROLLCALL_APP_RECORDS_H
#define ROLLCALL_APP_RECORDS_H

#include <rollcall/app/app.h>
#include <rollcall/model/view.h>

/* The record with that id or key; RC_ENOTFOUND with the nearest key otherwise.
 * Kinds without a key field (custody, batches, events) take the id as text. */
bool rc_record_get(struct rc_app *app, const struct rc_kind *kind, rc_id id,
                   struct rc_arena *arena, void *ret,
                   struct rc_err *err) RC_MUST;
bool rc_record_find(struct rc_app *app, const struct rc_kind *kind,
                    const char *key, struct rc_arena *arena, void *ret,
                    struct rc_err *err) RC_MUST;

enum rc_way { RC_FORWARD, RC_BACKWARD };

/* A place in an ordered view: just beside this row. */
struct rc_anchor {
	struct rc_value keys[RC_VIEW_SORTS + 1];
	size_t nkeys;
	rc_id id;
};

struct rc_page {
	void *rows;                /* n structs of view->kind->size */
	struct rc_anchor *anchors; /* one per row */
	size_t n;
};
/* The i-th row of a page. */
void *rc_page_row(const struct rc_page *page, const struct rc_kind *kind,
                  size_t i);

/* Up to `limit` rows after (forward) or before (backward) `from`, always in
 * the view's order. from NULL: the first, or the last, page. */
bool rc_records_page(struct rc_app *app, const struct rc_view *view,
                     const struct rc_anchor *from, enum rc_way way,
                     size_t limit, struct rc_arena *arena, struct rc_page *ret,
                     struct rc_err *err) RC_MUST;
/* The anchor of a record by id, so that a list can find its place again;
 * RC_ENOTFOUND if the view does not hold it. */
bool rc_records_anchor(struct rc_app *app, const struct rc_view *view, rc_id id,
                       struct rc_arena *arena, struct rc_anchor *ret,
                       struct rc_err *err) RC_MUST;
bool rc_records_count(struct rc_app *app, const struct rc_view *view,
                      uint64_t *ret, struct rc_err *err) RC_MUST;

/* Every row of a view, one at a time; `record` and its text live until `each`
 * returns. Stops and fails when `each` returns false (having set err). */
bool rc_records_each(struct rc_app *app, const struct rc_view *view,
                     bool (*each)(void *ctx, const void *record,
                                  struct rc_err *err),
                     void *ctx, struct rc_err *err) RC_MUST;
/* The same, quicker: of each record only the view's columns are read, the rest
 * may be nothing; and, where no order is wanted, as they are stored. */
enum rc_listing { RC_IN_ORDER, RC_AS_STORED };
bool rc_records_list(struct rc_app *app, const struct rc_view *view,
                     enum rc_listing listing,
                     bool (*each)(void *ctx, const void *record,
                                  struct rc_err *err),
                     void *ctx, struct rc_err *err) RC_MUST;
/* Every record of a kind in the order of the ids, quickly: with the fields of
 * `fields` (a bit each, 1 << index) alone, the others being nothing, and of
 * references the id without the key. */
bool
rc_records_scan(struct rc_app *app, const struct rc_kind *kind, uint64_t fields,
                bool (*each)(void *ctx, const void *record, struct rc_err *err),
                void *ctx, struct rc_err *err) RC_MUST;
/* Every row of a view as one array in `arena` (for what needs all at once). */
bool rc_records_all(struct rc_app *app, const struct rc_view *view,
                    struct rc_arena *arena, void **ret_rows, size_t *ret_n,
                    struct rc_err *err) RC_MUST;

#endif
