/* SPDX-License-Identifier: MIT */
/*
 * record - one record with all that is known of it, as a scrolled sheet; what
 * can be done with it are keys.
 */
#include "screen/screens.h"

#include "source/sheet.h"
#include "widget/table.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

struct record {
	const struct rc_kind *kind;
	rc_id id;
	const char *key; /* in the arena */
	bool gone;
	struct rc_arena arena;
	struct rc_doc doc;
	struct tui_table table;
};

bool
tui_record_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                struct rc_err *err)
{
	struct record *s = rc_alloc(1, sizeof(*s));

	(void)ctx;
	if (s == NULL)
		return rc_fail_nomem(err);
	s->kind = go->kind;
	s->id = go->id;
	s->key = "";
	rc_arena_init(&s->arena);
	*ret = s;
	return true;
}

void
tui_record_close(void *self)
{
	struct record *s = self;

	rc_arena_fini(&s->arena);
	rc_free(s);
}

void
tui_record_size(void *self, int w, int h)
{
	struct record *s = self;

	(void)w;
	tui_table_size(&s->table, h);
}

bool
tui_record_handle(void *self, struct tui_ctx *ctx,
                  const struct tui_event *event, enum tui_action action,
                  struct rc_err *err)
{
	struct record *s = self;
	struct rc_buf b;

	(void)event;
	(void)err;
	if (tui_table_handle(&s->table, action))
		return true;
	if (action == TUI_ACT_BACK)
		ctx->back = true;
	if (action == TUI_ACT_EDIT &&
	    (s->kind->flags & (RC_KIND_LOG | RC_KIND_KEPT)))
		tui_say(ctx, TUI_WARN, "%s",
		        _("the program keeps these records itself"));
	else if (action == TUI_ACT_EDIT && tui_may_write(ctx))
		tui_go(ctx, "edit", s->kind, s->id, "");
	if (action == TUI_ACT_POLL && s->kind == &rc_kind_device) {
		rc_buf_init(&b, TUI_VIEW_BYTES - 1);
		rc_buf_printf(&b, "asset_tag=\"%s\"", s->key);
		tui_go(ctx, "poll", NULL, 0, b.n > 0 ? b.p : "");
		rc_buf_fini(&b);
	}
	return true;
}

bool
tui_record_refresh(void *self, struct tui_ctx *ctx, bool stale,
                   struct rc_err *err)
{
	struct record *s = self;
	struct tui_sheet_of of = { s->kind, s->id, false };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_err why = { 0 };

	if (!stale)
		return true;
	rc_arena_init(&arena);
	if (!tui_sheet_record(ctx->app, &of, &arena, &doc, &s->key, &why)) {
		rc_arena_fini(&arena);
		s->gone = why.code == RC_ENOTFOUND;
		if (s->gone)
			return true;
		*err = why;
		return false;
	}
	rc_arena_fini(&s->arena);
	s->arena = arena;
	s->doc = doc;
	s->doc.arena = &s->arena;
	s->gone = false;
	return tui_table_set(&s->table, &s->doc, err);
}

void
tui_record_draw(const void *self, const struct tui_ctx *ctx,
                struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct record *s = self;

	(void)ctx;
	tui_table_draw(&s->table, canvas, rect, true);
	if (s->gone)
		tui_put(canvas, rect.x + 3, rect.y + rect.h - 1, TUI_BAD,
		        _("! this record is no longer there"));
}

void
tui_record_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct record *s = self;

	(void)ctx;
	rc_buf_printf(b, "%s %s", _(s->kind->label_one), s->key);
}

void
tui_record_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct record *s = self;

	(void)ctx;
	tui_table_full(&s->table, b);
}
