/* SPDX-License-Identifier: MIT */
/* import - the wizard as a screen: which step hears, refreshes and draws. */
#include "screen/screens.h"
#include "screen/wizard.h"

#include "widget/gauge.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#define STEADY_MS 3000 /* a rate of less time says nothing */

bool
tui_import_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                struct rc_err *err)
{
	struct tui_wizard *s = rc_alloc(1, sizeof(*s));

	(void)ctx;
	if (s == NULL)
		return rc_fail_nomem(err);
	s->kind = &rc_kind_device;
	s->reread = true;
	rc_arena_init(&s->folder_arena);
	rc_arena_init(&s->look_arena);
	rc_arena_init(&s->fix_arena);
	rc_arena_init(&s->judged_arena);
	rc_arena_init(&s->pick_arena);
	if (go->view[0] == '/')
		(void)snprintf(s->folder, sizeof(s->folder), "%s", go->view);
	else
		tui_folder_start(s->folder);
	*ret = s;
	return true;
}

void
tui_import_close(void *self)
{
	struct tui_wizard *s = self;

	rc_arena_fini(&s->folder_arena);
	rc_arena_fini(&s->look_arena);
	rc_arena_fini(&s->fix_arena);
	rc_arena_fini(&s->judged_arena);
	rc_arena_fini(&s->pick_arena);
	rc_free(s->shown);
	rc_free(s->chosen);
	rc_free(s->fixes);
	rc_free(s->lines);
	rc_free(s->picks);
	rc_free(s);
}

void
tui_import_size(void *self, int w, int h)
{
	struct tui_wizard *s = self;

	s->w = w;
	s->h = h;
	tui_rows_size(&s->rows[TUI_WIZARD_FILES], h - TUI_WIZARD_HEAD);
	tui_rows_size(&s->rows[TUI_WIZARD_MAP], h - TUI_WIZARD_HEAD);
	tui_rows_size(&s->rows[TUI_WIZARD_JUDGED], h - TUI_WIZARD_HEAD - 1);
}

bool
tui_import_handle(void *self, struct tui_ctx *ctx,
                  const struct tui_event *event, enum tui_action action,
                  struct rc_err *err)
{
	struct tui_wizard *s = self;

	(void)err;
	if (s->running != NULL)
		return true;
	if (s->step == TUI_WIZARD_FILES)
		tui_wizard_files_handle(s, ctx, event, action);
	else if (s->step == TUI_WIZARD_MAP)
		tui_wizard_map_handle(s, ctx, action);
	else if (s->step == TUI_WIZARD_JUDGED)
		tui_wizard_judge_handle(s, ctx, action);
	else
		tui_wizard_written_handle(s, ctx, action);
	return true;
}

bool
tui_import_refresh(void *self, struct tui_ctx *ctx, bool stale,
                   struct rc_err *err)
{
	struct tui_wizard *s = self;

	(void)ctx;
	if (stale && s->step == TUI_WIZARD_FILES)
		s->reread = true;
	return tui_wizard_files_refresh(s, err);
}

static void
put_seconds(struct rc_buf *b, const char *word, int64_t ms)
{
	if (ms >= 60000)
		rc_buf_printf(b, "  %s %lldm%02llds", word,
		              (long long)(ms / 60000),
		              (long long)(ms / 1000 % 60));
	else
		rc_buf_printf(b, "  %s %llds", word, (long long)(ms / 1000));
}

static void
draw_progress(const struct tui_wizard *s, const struct tui_ctx *ctx,
              struct tui_canvas *canvas, struct tui_rect rect)
{
	int64_t ms = ctx->now_ms - s->start_ms;
	struct tui_bullet bullet = { (int64_t)s->done_bytes,
		                     (int64_t)s->all_bytes, -1, TUI_OK };
	struct tui_rect bar = { rect.x + 2, rect.y, rect.w / 6, 1 };
	struct tui_rect text = { bar.x + bar.w + 1, rect.y, rect.w - bar.w - 3,
		                 1 };
	struct rc_buf b;

	rc_buf_init(&b, 1000);
	rc_buf_printf(&b, "%s  ", s->running);
	tui_wizard_count(&b, s->done_rows);
	if (s->all_bytes > 0)
		rc_buf_printf(&b, "  %llu%%",
		              (unsigned long long)(s->done_bytes * 100 /
		                                   s->all_bytes));
	if (ms >= STEADY_MS) {
		rc_buf_puts(&b, "  ");
		tui_wizard_count(&b, s->done_rows * 1000 / (uint64_t)ms);
		rc_buf_puts(&b, "/s");
		if (s->all_bytes > s->done_bytes && s->done_bytes > 0)
			put_seconds(&b, _("left"),
			            (int64_t)((s->all_bytes - s->done_bytes) *
			                      (uint64_t)ms / s->done_bytes));
		put_seconds(&b, _("ran"), ms);
	}
	rc_buf_printf(&b, "   %s",
	              s->finishing ? _("finishing: a moment")
	                           : _("c: stop, nothing is written"));
	tui_bullet_draw(&bullet, canvas, bar);
	tui_put_in(canvas, text, TUI_TITLE, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

void
tui_import_draw(const void *self, const struct tui_ctx *ctx,
                struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct tui_wizard *s = self;

	if (s->step == TUI_WIZARD_FILES)
		tui_wizard_files_draw(s, canvas, rect);
	else if (s->step == TUI_WIZARD_MAP)
		tui_wizard_map_draw(s, canvas, rect);
	else if (s->step == TUI_WIZARD_JUDGED)
		tui_wizard_judge_draw(s, canvas, rect);
	else
		tui_wizard_written_draw(s, canvas, rect);
	if (s->running != NULL)
		draw_progress(s, ctx, canvas, rect);
}

void
tui_import_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	static const char *const titles[TUI_WIZARD_STEPS] = {
		N_("1/4 Choose a file"), N_("2/4 Columns"), N_("3/4 Dry run"),
		N_("4/4 Written")
	};
	const struct tui_wizard *s = self;

	(void)ctx;
	rc_buf_puts(b, _(titles[s->step]));
	if (s->step == TUI_WIZARD_FILES)
		return;
	rc_buf_printf(b, "  %s", tui_folder_base(s->path));
	if (s->step != TUI_WIZARD_MAP || s->look.ncolumns == 0)
		return;
	rc_buf_puts(b, "  ");
	tui_wizard_count(b, s->look.rows);
	rc_buf_printf(b, " %s", _("rows"));
}

void
tui_import_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct tui_wizard *s = self;

	(void)ctx;
	if (s->step == TUI_WIZARD_FILES)
		tui_wizard_files_full(s, b);
	else if (s->step == TUI_WIZARD_MAP)
		tui_wizard_map_full(s, b);
	else if (s->step == TUI_WIZARD_JUDGED)
		tui_wizard_judge_full(s, b);
}

const enum tui_action *
tui_import_moment(const void *self)
{
	static const enum tui_action files[] = { TUI_ACT_OPEN, TUI_ACT_FILTER,
		                                 TUI_ACT_NONE };
	static const enum tui_action map[] = { TUI_ACT_OPEN, TUI_ACT_NEXT,
		                               TUI_ACT_SAVE, TUI_ACT_BACK,
		                               TUI_ACT_NONE };
	static const enum tui_action judged[] = { TUI_ACT_OPEN, TUI_ACT_IMPORT,
		                                  TUI_ACT_SAVE, TUI_ACT_BACK,
		                                  TUI_ACT_NONE };
	static const enum tui_action written[] = { TUI_ACT_OPEN, TUI_ACT_UNDO,
		                                   TUI_ACT_SAVE, TUI_ACT_NONE };
	static const enum tui_action running[] = { TUI_ACT_CANCEL,
		                                   TUI_ACT_NONE };
	static const enum tui_action *const steps[TUI_WIZARD_STEPS] = {
		files, map, judged, written
	};
	const struct tui_wizard *s = self;

	return s->running != NULL ? running : steps[s->step];
}

const char *
tui_import_unsaved(const void *self)
{
	const struct tui_wizard *s = self;
	bool open = s->step == TUI_WIZARD_MAP || s->step == TUI_WIZARD_JUDGED;

	if (!open || (!s->touched && s->nfixes == 0))
		return NULL;
	return _("An import is not written yet. Leave? Enter: yes, Esc: no");
}
