/* SPDX-License-Identifier: MIT */
/*
 * list - the window over a source. The page holds `margin` rows to each side
 * of the cursor; a move that comes within a screen of the page's edge reads it
 * anew around the cursor.
 */
#include "widget/list.h"

#include "widget/columns.h"

#include <rollcall/base/i18n.h>

#include <string.h>

void
tui_list_init(struct tui_list *list, struct tui_source source)
{
	memset(list, 0, sizeof(*list));
	list->source = source;
	list->height = 1;
	rc_arena_init(&list->arena);
}

void
tui_list_fini(struct tui_list *list)
{
	if (list == NULL)
		return;
	rc_arena_fini(&list->arena);
	rc_free(list->marks);
	memset(list, 0, sizeof(*list));
}

static size_t
rows_on_screen(const struct tui_list *list)
{
	return list->height < 1 ? 1 : (size_t)list->height;
}

/* Keeps the cursor on the screen and the screen within the page. */
static void
settle(struct tui_list *list)
{
	size_t h = rows_on_screen(list);
	size_t n = list->page.n;

	if (n == 0) {
		list->at = list->top = 0;
		return;
	}
	if (list->at >= n)
		list->at = n - 1;
	if (list->top > list->at)
		list->top = list->at;
	if (list->at - list->top >= h)
		list->top = list->at - h + 1;
	if (n - list->top < h)
		list->top = n > h ? n - h : 0;
}

static size_t
margin(const struct tui_list *list)
{
	return 2 * rows_on_screen(list);
}

struct loaded {
	struct rc_arena arena;
	struct tui_page page;
	size_t at; /* the row at the anchor, or after it */
	bool at_start, at_end;
};

static bool
join(struct loaded *loaded, const struct tui_page *back,
     const struct tui_page *forward, struct rc_err *err)
{
	size_t n = back->n + forward->n;

	loaded->at = back->n;
	loaded->page.n = n;
	loaded->page.rows =
	        rc_arena_alloc(&loaded->arena, n + 1, sizeof(struct tui_row));
	if (loaded->page.rows == NULL)
		return rc_fail_nomem(err);
	if (back->n > 0)
		memcpy(loaded->page.rows, back->rows,
		       back->n * sizeof(struct tui_row));
	if (forward->n > 0)
		memcpy(loaded->page.rows + back->n, forward->rows,
		       forward->n * sizeof(struct tui_row));
	return true;
}

/* Reads the rows around an anchor; NULL = from the start. */
static bool
load_around(struct tui_list *list, const struct rc_anchor *anchor,
            struct loaded *loaded, struct rc_err *err)
{
	const struct tui_source *source = &list->source;
	struct tui_page back = { 0 };
	struct tui_page forward = { 0 };
	const struct rc_anchor *pivot = NULL;
	size_t limit = margin(list);

	loaded->at_start = true;
	if (anchor != NULL) {
		if (!source->ops->window(source->of, anchor, RC_BACKWARD, limit,
		                         &loaded->arena, &back, err))
			return false;
		loaded->at_start = back.n < limit;
		if (back.n > 0)
			pivot = &back.rows[back.n - 1].anchor;
	}
	limit += rows_on_screen(list);
	if (!source->ops->window(source->of, pivot, RC_FORWARD, limit,
	                         &loaded->arena, &forward, err))
		return false;
	loaded->at_end = forward.n < limit;
	return join(loaded, &back, &forward, err);
}

static bool
load_last(struct tui_list *list, struct loaded *loaded, struct rc_err *err)
{
	const struct tui_source *source = &list->source;
	size_t limit = margin(list) + rows_on_screen(list);

	if (!source->ops->window(source->of, NULL, RC_BACKWARD, limit,
	                         &loaded->arena, &loaded->page, err))
		return false;
	loaded->at = loaded->page.n > 0 ? loaded->page.n - 1 : 0;
	loaded->at_start = loaded->page.n < limit;
	loaded->at_end = true;
	return true;
}

/* Takes what was loaded; the cursor goes to `id` if it is there, and stays at
 * its height of the screen. */
static void
take(struct tui_list *list, struct loaded *loaded, rc_id id)
{
	size_t height = list->at - list->top;
	size_t i;

	rc_arena_fini(&list->arena);
	list->arena = loaded->arena;
	list->page = loaded->page;
	list->at_start = loaded->at_start;
	list->at_end = loaded->at_end;
	list->at = loaded->at;
	for (i = 0; id != 0 && i < list->page.n; i++)
		if (list->page.rows[i].id == id)
			list->at = i;
	list->top = list->at > height ? list->at - height : 0;
	settle(list);
}

static bool
go_around(struct tui_list *list, const struct rc_anchor *anchor, rc_id id,
          struct rc_err *err)
{
	struct loaded loaded = { 0 };

	rc_arena_init(&loaded.arena);
	if (!load_around(list, anchor, &loaded, err)) {
		rc_arena_fini(&loaded.arena);
		return false;
	}
	take(list, &loaded, id);
	return true;
}

static bool
go_last(struct tui_list *list, struct rc_err *err)
{
	struct loaded loaded = { 0 };

	rc_arena_init(&loaded.arena);
	if (!load_last(list, &loaded, err)) {
		rc_arena_fini(&loaded.arena);
		return false;
	}
	take(list, &loaded, 0);
	return true;
}

/* Reads on when less than a screen is held above or below the shown one. */
static bool
ensure(struct tui_list *list, struct rc_err *err)
{
	size_t h = rows_on_screen(list);
	const struct tui_row *row;

	settle(list);
	if (list->page.n == 0)
		return true;
	if ((list->at_end || list->top + 2 * h <= list->page.n) &&
	    (list->at_start || list->top >= h))
		return true;
	row = &list->page.rows[list->at];
	return go_around(list, &row->anchor, row->id, err);
}

void
tui_list_size(struct tui_list *list, int height)
{
	list->height = height < 1 ? 1 : height;
	settle(list);
}

const struct tui_row *
tui_list_row(const struct tui_list *list)
{
	if (list->at >= list->page.n)
		return NULL;
	return &list->page.rows[list->at];
}

/* Looks for the record's place; *ret_found tells. */
static bool
go_to(struct tui_list *list, rc_id id, bool *ret_found, struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_anchor anchor;
	struct rc_err why = { 0 };
	bool ok = true;

	*ret_found = false;
	rc_arena_init(&arena);
	if (list->source.ops->anchor(list->source.of, id, &arena, &anchor,
	                             &why)) {
		*ret_found = true;
		ok = go_around(list, &anchor, id, err);
	} else if (why.code != RC_ENOTFOUND) {
		*err = why;
		ok = false;
	}
	rc_arena_fini(&arena);
	return ok;
}

static bool
recount(struct tui_list *list, struct rc_err *err)
{
	list->counted = false;
	if (!list->source.ops->count(list->source.of, &list->count, err))
		return false;
	list->counted = true;
	return true;
}

bool
tui_list_refresh(struct tui_list *list, struct rc_err *err)
{
	const struct tui_row *row = tui_list_row(list);
	bool found = false;

	if (!recount(list, err))
		return false;
	if (row == NULL)
		return go_around(list, NULL, 0, err);
	if (!go_to(list, row->id, &found, err))
		return false;
	return found || go_around(list, &row->anchor, 0, err);
}

bool
tui_list_renew(struct tui_list *list, struct rc_err *err)
{
	const struct tui_row *row = tui_list_row(list);
	bool found = false;

	if (!recount(list, err))
		return false;
	if (row != NULL && !go_to(list, row->id, &found, err))
		return false;
	if (found)
		return true;
	list->at = list->top = 0;
	return go_around(list, NULL, 0, err);
}

/* --- marks ---------------------------------------------------------------- */

/* The first mark that is not less than id. */
static size_t
mark_place(const struct tui_list *list, rc_id id)
{
	size_t low = 0;
	size_t high = list->nmarks;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (list->marks[middle] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
tui_list_marked(const struct tui_list *list, rc_id id)
{
	size_t at = mark_place(list, id);

	return at < list->nmarks && list->marks[at] == id;
}

bool
tui_list_mark(struct tui_list *list, rc_id id, bool on)
{
	size_t at = mark_place(list, id);
	bool is_on = at < list->nmarks && list->marks[at] == id;

	if (is_on == on)
		return true;
	if (on) {
		if (list->nmarks >= TUI_MARKS_MAX ||
		    !RC_GROW(list->marks, list->nmarks, list->cap_marks))
			return false;
		memmove(list->marks + at + 1, list->marks + at,
		        (list->nmarks - at) * sizeof(rc_id));
		list->marks[at] = id;
		list->nmarks++;
		return true;
	}
	list->nmarks--;
	memmove(list->marks + at, list->marks + at + 1,
	        (list->nmarks - at) * sizeof(rc_id));
	return true;
}

void
tui_list_unmark(struct tui_list *list)
{
	list->nmarks = 0;
}

/* Every row of the source, or none when that is too many. */
static bool
mark_all(struct tui_list *list, struct rc_err *err)
{
	struct rc_arena arena;
	struct tui_page page = { .n = 0 };
	struct rc_anchor from;
	bool ok = true;
	bool more = true;
	size_t i;

	if (list->counted && list->count > TUI_MARKS_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("more than %d rows: narrow the filter first"),
		               TUI_MARKS_MAX);
	rc_arena_init(&arena);
	while (ok && more) {
		if (page.n > 0)
			from = page.rows[page.n - 1].anchor;
		ok = list->source.ops->window(
		        list->source.of, page.n > 0 ? &from : NULL, RC_FORWARD,
		        500, &arena, &page, err);
		more = ok && page.n == 500;
		for (i = 0; ok && i < page.n; i++)
			ok = tui_list_mark(list, page.rows[i].id, true) ||
			     rc_fail_nomem(err);
	}
	rc_arena_fini(&arena);
	return ok;
}

/* --- keys ----------------------------------------------------------------- */

static void
move_by(struct tui_list *list, long step)
{
	size_t way = (size_t)(step < 0 ? -step : step);
	size_t last = list->page.n > 0 ? list->page.n - 1 : 0;

	if (step < 0) {
		list->at -= way < list->at ? way : list->at;
		if (way > 1)
			list->top -= way < list->top ? way : list->top;
		return;
	}
	list->at += way < last - list->at ? way : last - list->at;
	if (way > 1)
		list->top += way;
}

static void
shift_by(struct tui_list *list, int step)
{
	const struct tui_column *columns;
	size_t n;

	if (!list->source.ops->columns(list->source.of, &columns, &n))
		return;
	list->shift += step;
	if (list->shift > (int)n - 2)
		list->shift = (int)n - 2;
	if (list->shift < 0)
		list->shift = 0;
}

static void
toggle_mark(struct tui_list *list)
{
	const struct tui_row *row = tui_list_row(list);

	if (row != NULL)
		(void)tui_list_mark(list, row->id,
		                    !tui_list_marked(list, row->id));
	move_by(list, 1);
}

bool
tui_list_handle(struct tui_list *list, enum tui_action action, bool *ret_used,
                struct rc_err *err)
{
	static const struct {
		enum tui_action action;
		int rows, screens, columns;
	} moves[] = {
		{ TUI_ACT_UP, -1, 0, 0 },      { TUI_ACT_DOWN, 1, 0, 0 },
		{ TUI_ACT_PAGE_UP, 0, -1, 0 }, { TUI_ACT_PAGE_DOWN, 0, 1, 0 },
		{ TUI_ACT_LEFT, 0, 0, -1 },    { TUI_ACT_RIGHT, 0, 0, 1 },
	};
	long h = (long)rows_on_screen(list);
	size_t i;

	*ret_used = true;
	for (i = 0; i < RC_COUNT(moves); i++) {
		if (moves[i].action != action)
			continue;
		move_by(list, moves[i].rows + moves[i].screens * h);
		shift_by(list, moves[i].columns);
		return ensure(list, err);
	}
	if (action == TUI_ACT_HOME) {
		list->at = list->top = 0;
		return go_around(list, NULL, 0, err);
	}
	if (action == TUI_ACT_END)
		return go_last(list, err);
	if (action == TUI_ACT_MARK_ALL)
		return mark_all(list, err);
	if (action == TUI_ACT_UNMARK)
		tui_list_unmark(list);
	else if (action == TUI_ACT_MARK)
		toggle_mark(list);
	else
		*ret_used = false;
	return ensure(list, err);
}

/* --- drawing -------------------------------------------------------------- */

void
tui_list_draw(const struct tui_list *list, struct tui_canvas *canvas,
              struct tui_rect rect, bool focus)
{
	struct tui_columns layout;
	struct tui_rect line = { rect.x, rect.y, rect.w, 1 };
	size_t i;
	int y;

	if (rect.h < 1 || !tui_columns_fit(&layout, list, rect.w))
		return;
	tui_columns_head(&layout, list, canvas, line);
	for (y = 1; y < rect.h; y++) {
		const struct tui_row *row;

		i = list->top + (size_t)y - 1;
		line.y = rect.y + y;
		if (i >= list->page.n)
			break;
		row = &list->page.rows[i];
		tui_columns_row(&layout, row, canvas, line);
		if (tui_list_marked(list, row->id))
			tui_put(canvas, rect.x + 1, line.y, TUI_WARN, "*");
		if (i != list->at)
			continue;
		tui_put(canvas, rect.x, line.y, TUI_PLAIN, ">");
		if (focus) {
			tui_shade(canvas, line, TUI_SELECTED);
			tui_cursor(canvas, rect.x, line.y);
		}
	}
}
