/* SPDX-License-Identifier: MIT */
/* records - reading one record, a page of a view, all of a view. */
#include <rollcall/app/records.h>

#include <rollcall/base/i18n.h>

#include "app/app_impl.h"
#include "app/rows.h"
#include "app/verdicts.h"
#include "store/window.h"

#include <string.h>

bool
rc_record_get(struct rc_app *app, const struct rc_kind *kind, rc_id id,
              struct rc_arena *arena, void *ret, struct rc_err *err)
{
	return rc_row_get(app->store, kind, id, arena, ret, err);
}

bool
rc_record_find(struct rc_app *app, const struct rc_kind *kind, const char *key,
               struct rc_arena *arena, void *ret, struct rc_err *err)
{
	struct rc_str wanted = rc_str_trim(rc_str_of(key));
	rc_id id;

	if (!rc_row_find(app->store, kind, wanted, &id, err))
		return false;
	if (id == 0)
		return rc_row_unknown(app->store, kind, wanted, err);
	return rc_row_get(app->store, kind, id, arena, ret, err);
}

void *
rc_page_row(const struct rc_page *page, const struct rc_kind *kind, size_t i)
{
	return (char *)page->rows + i * kind->size;
}

static void
anchor_of(const struct rc_view *view, const void *record, struct rc_anchor *ret)
{
	struct rc_sort sorts[RC_VIEW_SORTS];
	const struct rc_head *head = record;
	size_t i;

	*ret = (struct rc_anchor){ .id = head->id };
	ret->nkeys = rc_window_sorts(view, sorts);
	for (i = 0; i < ret->nkeys; i++)
		ret->keys[i] = rc_window_key(sorts[i].field, record);
}

/* Windows that a view asked for: what it tests must be there. */
static bool
read_window(struct rc_app *app, const struct rc_window *window,
            struct rc_arena *arena, void **ret_rows, size_t *ret_n,
            struct rc_err *err)
{
	return rc_verdicts_ready(app, window->view, err) &&
	       rc_rows_read(app, window, arena, ret_rows, ret_n, err);
}

static bool
each_of(struct rc_app *app, const struct rc_window *window,
        bool (*each)(void *ctx, const void *record, struct rc_err *err),
        void *ctx, struct rc_err *err)
{
	return rc_verdicts_ready(app, window->view, err) &&
	       rc_rows_each(app, window, each, ctx, err);
}

bool
rc_records_page(struct rc_app *app, const struct rc_view *view,
                const struct rc_anchor *from, enum rc_way way, size_t limit,
                struct rc_arena *arena, struct rc_page *ret, struct rc_err *err)
{
	const struct rc_window window = {
		.view = view,
		.keys = from != NULL ? from->keys : NULL,
		.id = from != NULL ? from->id : 0,
		.backward = way == RC_BACKWARD,
		.limit = limit,
	};
	struct rc_page page = { 0 };
	size_t i;

	if (limit > 0 &&
	    !read_window(app, &window, arena, &page.rows, &page.n, err))
		return false;
	page.anchors = rc_arena_alloc(arena, page.n, sizeof(*page.anchors));
	if (page.anchors == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < page.n; i++)
		anchor_of(view, rc_page_row(&page, view->kind, i),
		          &page.anchors[i]);
	*ret = page;
	return true;
}

bool
rc_records_anchor(struct rc_app *app, const struct rc_view *view, rc_id id,
                  struct rc_arena *arena, struct rc_anchor *ret,
                  struct rc_err *err)
{
	const struct rc_window window = { .view = view, .only = id };
	void *rows;
	size_t n;

	if (!read_window(app, &window, arena, &rows, &n, err))
		return false;
	if (n == 0)
		return rc_fail(err, RC_ENOTFOUND,
		               _("the view does not hold that %s"),
		               _(view->kind->label_one));
	anchor_of(view, rows, ret);
	return true;
}

bool
rc_records_count(struct rc_app *app, const struct rc_view *view, uint64_t *ret,
                 struct rc_err *err)
{
	return rc_verdicts_ready(app, view, err) &&
	       rc_window_count(app->store, view, ret, err);
}

bool
rc_records_each(struct rc_app *app, const struct rc_view *view,
                bool (*each)(void *ctx, const void *record, struct rc_err *err),
                void *ctx, struct rc_err *err)
{
	const struct rc_window window = { .view = view };

	return each_of(app, &window, each, ctx, err);
}

/* What a list shows. A fact sheet and the changes of an audit line are not read
 * from columns. */
static uint64_t
columns_of(const struct rc_view *view)
{
	uint64_t fields = 0;
	size_t i;

	if ((view->kind->flags & (RC_KIND_SHEET | RC_KIND_LOG)) != 0)
		return 0;
	for (i = 0; i < view->ncolumns; i++)
		fields |= (uint64_t)1
		          << (view->columns[i] - view->kind->fields);
	return fields;
}

bool
rc_records_list(struct rc_app *app, const struct rc_view *view,
                enum rc_listing listing,
                bool (*each)(void *ctx, const void *record, struct rc_err *err),
                void *ctx, struct rc_err *err)
{
	const struct rc_window window = { .view = view,
		                          .fields = columns_of(view),
		                          .listed = true,
		                          .stored = listing == RC_AS_STORED };

	return each_of(app, &window, each, ctx, err);
}

bool
rc_records_scan(struct rc_app *app, const struct rc_kind *kind, uint64_t fields,
                bool (*each)(void *ctx, const void *record, struct rc_err *err),
                void *ctx, struct rc_err *err)
{
	const struct rc_view all = { .kind = kind };
	const struct rc_window window = { .view = &all, .fields = fields };

	return each_of(app, &window, each, ctx, err);
}

bool
rc_records_all(struct rc_app *app, const struct rc_view *view,
               struct rc_arena *arena, void **ret_rows, size_t *ret_n,
               struct rc_err *err)
{
	const struct rc_window window = { .view = view };

	return read_window(app, &window, arena, ret_rows, ret_n, err);
}
