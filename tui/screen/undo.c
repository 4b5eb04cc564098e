/* SPDX-License-Identifier: MIT */
/* undo - takes a batch back, or lists what stands in the way. */
#include "screen/undo.h"

#include <rollcall/app/history.h>
#include <rollcall/base/i18n.h>

static void
list_obstacles(struct tui_ctx *ctx, const struct rc_undo *undo)
{
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, TUI_NOTICE_BYTES);
	rc_buf_printf(
	        &b,
	        _("Nothing was taken back: %llu later changes stand in "
	          "the way. Take those back first, the newest first.\n\n"),
	        (unsigned long long)undo->all_obstacles);
	for (i = 0; i < undo->nobstacles; i++) {
		const struct rc_obstacle *o = &undo->obstacles[i];

		rc_ms_put_dmy(&b, o->at);
		rc_buf_printf(
		        &b, "  %s  %s %s  %s  (%s %lld)\n",
		        rc_text_or_empty(o->who), rc_text_or_empty(o->kind),
		        rc_text_or_empty(o->key), rc_text_or_empty(o->field),
		        _("batch"), (long long)o->batch);
	}
	tui_notice(ctx, _("Undo"), b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

rc_id
tui_undo_batch(struct tui_ctx *ctx, rc_id batch)
{
	struct rc_arena arena;
	struct rc_undo undo = { 0 };
	struct rc_err err = { 0 };

	rc_arena_init(&arena);
	if (!rc_undo(ctx->app, batch, &arena, &undo, &err))
		tui_say_err(ctx, &err);
	else if (undo.by == 0)
		list_obstacles(ctx, &undo);
	else
		tui_say(ctx, TUI_OK, _("taken back: %llu records, batch %lld"),
		        (unsigned long long)undo.writes, (long long)undo.by);
	rc_arena_fini(&arena);
	ctx->stale = true;
	return undo.by;
}
