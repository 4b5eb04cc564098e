/* SPDX-License-Identifier: MIT */
/* records - list, filter, order, pane. */
#include "screen/records.h"

#include "source/sheet.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>

#include <string.h>

#define DEBOUNCE_MS 70  /* of typing, before the query */
#define PANE_FROM   120 /* columns */

static const char *
view_of(const struct tui_records_screen *s)
{
	return s->base[0] == '\0' && s->columns != NULL ? s->columns : s->base;
}

bool
tui_records_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                 struct rc_err *err)
{
	struct tui_records_screen *s = rc_alloc(1, sizeof(*s));
	bool newest = (go->kind->flags & RC_KIND_LOG) != 0;

	if (s == NULL)
		return rc_fail_nomem(err);
	s->kind = go->kind;
	(void)snprintf(s->base, sizeof(s->base), "%s", go->view);
	tui_records_init(&s->source, ctx->app, go->kind);
	/* Of a history line, what was done matters more than its kind. */
	if (go->kind == &rc_kind_audit && s->base[0] == '\0')
		s->columns = "cols=at,who,key,changes,reason";
	if (newest) {
		s->source.sort = rc_field_find(go->kind, RC_STR("at"));
		s->source.descending = true;
	}
	if (!tui_records_set(&s->source, view_of(s), "", err)) {
		tui_records_fini(&s->source);
		rc_free(s);
		return false;
	}
	tui_list_init(&s->list, tui_records_source(&s->source));
	rc_arena_init(&s->pane_arena);
	*ret = s;
	return true;
}

void
tui_records_close(void *self)
{
	struct tui_records_screen *s = self;

	tui_list_fini(&s->list);
	tui_records_fini(&s->source);
	rc_arena_fini(&s->pane_arena);
	rc_free(s);
}

void
tui_records_size(void *self, int w, int h)
{
	struct tui_records_screen *s = self;

	s->w = w;
	s->h = h;
	tui_list_size(&s->list, h - 1);
	tui_table_size(&s->pane, h - 1);
}

/* --- filter and order ----------------------------------------------------- */

static void
on_typed(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;

	(void)id;
	(void)snprintf(s->typed, sizeof(s->typed), "%s", text);
	s->query_due_ms = ctx->now_ms + DEBOUNCE_MS;
	tui_wake_in(ctx, DEBOUNCE_MS);
}

static void
on_filtered(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;

	on_typed(self, ctx, text, id);
	s->query_due_ms = ctx->now_ms;
}

static void
ask_filter(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	tui_ask(ctx, s, on_filtered, _("Filter"), NULL);
	ctx->modal.typed = on_typed;
	tui_input_set(&ctx->modal.input, s->typed);
}

static void
on_sort(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct tui_records_screen *s = self;

	(void)text;
	if (id < 0)
		return;
	s->source.descending =
	        s->source.sort == &s->kind->fields[id] && !s->source.descending;
	s->source.sort = &s->kind->fields[id];
	s->query_due_ms = ctx->now_ms;
}

static void
ask_sort(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice = tui_choose(ctx, s, on_sort, _("Sort by"));
	size_t i;

	for (i = 0; choice != NULL && i < s->kind->nfields; i++) {
		struct tui_choice_item item = {
			.label = _(s->kind->fields[i].label),
			.also = s->kind->fields[i].name,
			.id = (int)i,
		};

		if (s->source.sort == &s->kind->fields[i])
			item.detail = s->source.descending ? _("descending")
			                                   : _("ascending");
		tui_choice_add(choice, item);
	}
}

static void
reverse(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	if (s->source.sort == NULL) {
		s->source.sort = s->source.view.nsort > 0
		                         ? s->source.view.sort[0].field
		                         : rc_kind_key(s->kind);
		s->source.descending = s->source.view.nsort > 0 &&
		                       s->source.view.sort[0].descending;
	}
	s->source.descending = !s->source.descending;
	s->query_due_ms = ctx->now_ms;
}

/* --- keys ----------------------------------------------------------------- */

static bool
open_row(struct tui_records_screen *s, struct tui_ctx *ctx, struct rc_err *err)
{
	const struct tui_row *row = tui_list_row(&s->list);
	struct rc_arena arena;
	struct rc_audit audit;
	const struct rc_kind *kind;
	bool ok;

	if (row == NULL)
		return true;
	if (s->kind != &rc_kind_audit) {
		tui_go(ctx, "record", s->kind, row->id, "");
		return true;
	}
	/* A line of the history opens what it is about. */
	rc_arena_init(&arena);
	ok = rc_record_get(ctx->app, s->kind, row->id, &arena, &audit, err);
	kind = ok ? rc_kind_find(rc_str_of(audit.kind)) : NULL;
	if (kind != NULL && !(kind->flags & RC_KIND_SHEET))
		tui_go(ctx, "record", kind, audit.record, "");
	else if (kind != NULL)
		tui_go(ctx, "record", &rc_kind_device, audit.record, "");
	rc_arena_fini(&arena);
	return ok;
}

static void
go_edit(struct tui_records_screen *s, struct tui_ctx *ctx, bool add)
{
	const struct tui_row *row = tui_list_row(&s->list);

	if (s->kind->flags & (RC_KIND_LOG | RC_KIND_KEPT | RC_KIND_SHEET)) {
		tui_say(ctx, TUI_WARN, "%s",
		        _("the program keeps these records itself"));
		return;
	}
	if ((add || row != NULL) && tui_may_write(ctx))
		tui_go(ctx, "edit", s->kind, add ? 0 : row->id, "");
}

static void
back(struct tui_records_screen *s, struct tui_ctx *ctx)
{
	if (s->typed[0] == '\0') {
		ctx->back = true;
		return;
	}
	s->typed[0] = '\0';
	s->problem[0] = '\0';
	s->query_due_ms = ctx->now_ms;
}

bool
tui_records_handle(void *self, struct tui_ctx *ctx,
                   const struct tui_event *event, enum tui_action action,
                   struct rc_err *err)
{
	struct tui_records_screen *s = self;
	bool used = false;

	(void)event;
	switch ((int)action) {
	case TUI_ACT_OPEN:
		return open_row(s, ctx, err);
	case TUI_ACT_BACK:
		back(s, ctx);
		return true;
	case TUI_ACT_FILTER:
		ask_filter(s, ctx);
		return true;
	case TUI_ACT_SORT:
		ask_sort(s, ctx);
		return true;
	case TUI_ACT_REVERSE:
		reverse(s, ctx);
		return true;
	case TUI_ACT_EDIT:
	case TUI_ACT_NEW:
		go_edit(s, ctx, action == TUI_ACT_NEW);
		return true;
	case TUI_ACT_BULK:
		tui_records_ask_bulk(s, ctx);
		return true;
	case TUI_ACT_RETIRE:
		tui_records_ask_retire(s, ctx);
		return true;
	case TUI_ACT_UNDO:
		return tui_records_ask_undo(s, ctx, err);
	case TUI_ACT_POLL:
		tui_records_go_poll(s, ctx);
		return true;
	default:
		return tui_list_handle(&s->list, action, &used, err);
	}
}

/* --- refresh -------------------------------------------------------------- */

static bool
apply_view(struct tui_records_screen *s)
{
	struct rc_err why = { 0 };

	s->query_due_ms = 0;
	s->problem[0] = '\0';
	if (tui_records_set(&s->source, view_of(s), s->typed, &why)) {
		s->list.sorted = s->source.view.nsort > 0
		                         ? s->source.view.sort[0].field
		                         : NULL;
		s->list.descending = s->source.view.nsort > 0 &&
		                     s->source.view.sort[0].descending;
		return true;
	}
	/* While a filter is half typed the old rows stay. */
	(void)snprintf(s->problem, sizeof(s->problem), "%.190s", why.text);
	return false;
}

static bool
refresh_pane(struct tui_records_screen *s, struct tui_ctx *ctx,
             struct rc_err *err)
{
	const struct tui_row *row = tui_list_row(&s->list);
	struct tui_sheet_of of = { s->kind, 0, true };
	struct rc_err why = { 0 };

	s->pane.doc = NULL;
	s->pane_id = row != NULL ? row->id : 0;
	s->full = NULL;
	rc_arena_clear(&s->pane_arena);
	if (row == NULL)
		return true;
	s->full = tui_records_named(&s->source, row, &s->pane_arena);
	if (s->w < PANE_FROM)
		return true;
	of.id = row->id;
	if (tui_sheet_record(ctx->app, &of, &s->pane_arena, &s->pane_doc, NULL,
	                     &why))
		return tui_table_set(&s->pane, &s->pane_doc, err);
	if (why.code == RC_ENOTFOUND)
		return true;
	*err = why;
	return false;
}

bool
tui_records_refresh(void *self, struct tui_ctx *ctx, bool stale,
                    struct rc_err *err)
{
	struct tui_records_screen *s = self;
	const struct tui_row *row;

	if (s->query_due_ms > ctx->now_ms)
		tui_wake_in(ctx, (int)(s->query_due_ms - ctx->now_ms));
	else if ((s->query_due_ms > 0 || stale) && apply_view(s)) {
		if (!tui_list_renew(&s->list, err))
			return false;
		s->pane_id = 0;
	}
	row = tui_list_row(&s->list);
	if ((row != NULL ? row->id : 0) == s->pane_id && s->pane_id != 0)
		return true;
	return refresh_pane(s, ctx, err);
}

/* --- drawing -------------------------------------------------------------- */

void
tui_records_draw(const void *self, const struct tui_ctx *ctx,
                 struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct tui_records_screen *s = self;
	struct tui_rect pane = rect;
	int y;

	(void)ctx;
	if (rect.w >= PANE_FROM) {
		pane.w = rect.w * 2 / 5;
		pane.x = rect.x + rect.w - pane.w;
		rect.w -= pane.w + 2;
		for (y = 0; y < pane.h; y++)
			tui_glyph(canvas, pane.x - 1, pane.y + y, TUI_DIM,
			          TUI_VLINE);
		tui_table_draw(&s->pane, canvas, pane, false);
	}
	tui_list_draw(&s->list, canvas, rect, true);
	if (s->list.page.n == 0 && s->list.counted)
		tui_put(canvas, rect.x + 3, rect.y + 2, TUI_DIM,
		        s->typed[0] != '\0' || s->base[0] != '\0'
		                ? _("nothing matches the filter")
		                : _("nothing here yet"));
}

void
tui_records_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct tui_records_screen *s = self;

	(void)ctx;
	if (s->list.counted)
		rc_count_put(b, (int64_t)s->list.count,
		             rc_lang() == RC_LANG_VI ? '.' : ',');
	if (s->base[0] != '\0')
		rc_buf_printf(b, "  %s", s->base);
	if (s->typed[0] != '\0')
		rc_buf_printf(b, "  / %s", s->typed);
	if (s->list.nmarks > 0) {
		rc_buf_puts(b, "  ");
		rc_buf_printf(b, _("%zu marked"), s->list.nmarks);
	}
}

void
tui_records_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct tui_records_screen *s = self;
	const struct tui_row *row = tui_list_row(&s->list);

	(void)ctx;
	if (s->problem[0] != '\0')
		rc_buf_printf(b, "! %s", s->problem);
	else if (row != NULL)
		rc_buf_puts(b, s->full != NULL && s->pane_id == row->id
		                       ? s->full
		                       : row->full);
}
