/* SPDX-License-Identifier: MIT */
/* frame - rows 1, 2 and the last three. */
#include "frame.h"

#include "screen/registry.h"
#include "stack.h"

#include <rollcall/base/i18n.h>

#include <string.h>

#define TEXT_MAX 8192

struct tui_rect
tui_frame_content(int w, int h)
{
	struct tui_rect room = { 0, 2, w, h - 5 };

	if (room.h < 0)
		room.h = 0;
	return room;
}

static const char *
title_of(const struct tui_view *view)
{
	if (view->screen->digit < 0 && view->kind != NULL &&
	    strcmp(view->screen->name, "records") == 0)
		return _(view->kind->label);
	return _(view->screen->title);
}

/* "updated 14:05", jobs, read-only: what belongs at the right. */
static void
put_state(const struct tui_ui *ui, struct rc_buf *b)
{
	struct rc_buf at;

	if (tui_job_runs(&ui->job))
		rc_buf_printf(b, _("polling %llu  "),
		              (unsigned long long)ui->job.done);
	if (ui->ctx.read_only)
		rc_buf_printf(b, "%s  ", _("READ ONLY"));
	if (ui->ctx.fresh_at == 0)
		return;
	rc_buf_init(&at, 64);
	rc_ms_put_dmy(&at, ui->ctx.fresh_at); /* 22/11/2026 14:05:09 */
	if (at.n >= 16)
		rc_buf_printf(b, _("updated %.5s"), at.p + 11);
	rc_buf_fini(&at);
}

static void
draw_title(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	const struct tui_view *top = tui_ui_top(ui);
	struct tui_rect room = { 0, 0, canvas->w, 1 };
	struct rc_buf b;
	int width;
	int x;

	rc_buf_init(&b, TEXT_MAX);
	put_state(ui, &b);
	width = (int)rc_text_width(rc_buf_str(&b));
	x = tui_put(canvas, 0, 0, TUI_DIM, "rollcall  ");
	x += tui_put(canvas, x, 0, TUI_TITLE, title_of(top)) + 2;
	if (x + width < canvas->w) {
		tui_put(canvas, canvas->w - width, 0, TUI_DIM,
		        b.n > 0 ? b.p : "");
		room.w = canvas->w - width - 2;
	}
	rc_buf_clear(&b);
	if (top->screen->scope != NULL)
		top->screen->scope(top->self, &ui->ctx, &b);
	room.x = x;
	room.w -= x;
	tui_put_in(canvas, room, TUI_PLAIN, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

/* Cells of a screen's place in the row of screens: digit, name, blank. The name
 * of another screen than this one is cut to `most`. */
static int
place_width(const struct tui_ui *ui, const struct tui_screen *screen, int most)
{
	int width = (int)rc_text_width(rc_str_of(_(screen->title)));

	if (width > most && screen->digit != ui->root)
		width = most;
	return width + 2;
}

/* How long names may be so that all screens are there; at least 2. */
static int
longest_name(const struct tui_ui *ui, int w)
{
	const struct tui_screen *screen;
	int most = 20;
	int sum = w + 2;

	while (sum > w + 1 && most > 2) {
		most--;
		sum = 0;
		for (screen = tui_screens; screen->name != NULL; screen++)
			if (screen->digit >= 0)
				sum += place_width(ui, screen, most);
	}
	return most;
}

static void
draw_screens(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	const struct tui_screen *screen;
	int most = longest_name(ui, canvas->w);
	struct tui_rect all = canvas->clip;
	struct tui_rect place = { 0, 1, 0, 1 };

	for (screen = tui_screens; screen->name != NULL; screen++) {
		bool here = screen->digit == ui->root;

		if (screen->digit < 0)
			continue;
		place.w = place_width(ui, screen, most) - 1;
		(void)tui_clip(canvas, place);
		tui_putf(canvas, place.x, 1, here ? TUI_TITLE : TUI_DIM, "%d%s",
		         screen->digit, _(screen->title));
		if (here)
			tui_shade(canvas, place, TUI_SELECTED);
		canvas->clip = all;
		place.x += place.w + 1;
	}
}

static void
draw_full(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	const struct tui_view *top = tui_ui_top(ui);
	struct tui_rect room = { 1, canvas->h - 3, canvas->w - 1, 1 };
	struct rc_buf b;

	if (top->screen->full == NULL)
		return;
	rc_buf_init(&b, TEXT_MAX);
	top->screen->full(top->self, &ui->ctx, &b);
	if (b.n > 0)
		tui_put_in(canvas, room, b.p[0] == '!' ? TUI_WARN : TUI_DIM,
		           RC_LEFT, b.p);
	rc_buf_fini(&b);
}

static void
draw_message(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	const struct tui_ctx *ctx = &ui->ctx;
	struct tui_rect room = { 0, canvas->h - 2, canvas->w, 1 };
	const struct tui_message *message;
	char text[512];

	if (!ctx->message_on || ctx->nlog == 0)
		return;
	message = &ctx->log[ctx->nlog - 1];
	(void)snprintf(text, sizeof(text), "%s%s",
	               message->role == TUI_BAD ? "! " : "", message->text);
	tui_put_in(canvas, room, message->role, RC_LEFT, text);
}

static void
draw_prompt(const struct tui_modal *modal, struct tui_canvas *canvas)
{
	int y = canvas->h - 2;
	int x = 0;
	bool confirm = modal->type == TUI_MODAL_CONFIRM;
	struct tui_rect label = { 0, y, canvas->w - (confirm ? 0 : 10), 1 };
	int width = (int)rc_text_width(rc_str_of(modal->label));

	if (width < label.w)
		label.w = width;
	tui_fill(canvas, (struct tui_rect){ 0, y, canvas->w, 1 }, TUI_PLAIN);
	tui_put_in(canvas, label, TUI_TITLE, RC_LEFT, modal->label);
	x = label.w < 0 ? 0 : label.w;
	if (confirm) {
		tui_cursor(canvas, x, y);
		return;
	}
	x += tui_put(canvas, x, y, TUI_TITLE, ": ");
	tui_input_draw(&modal->input, canvas,
	               (struct tui_rect){ x, y, canvas->w - x, 1 }, TUI_PLAIN);
}

static void
draw_notice(const struct tui_modal *modal, struct tui_canvas *canvas)
{
	struct tui_rect room = tui_frame_content(canvas->w, canvas->h);
	struct rc_str rest = rc_str_of(modal->notice);
	struct rc_str line;
	size_t skip = modal->top;
	int y = room.y;
	struct rc_buf b;

	rc_buf_init(&b, TEXT_MAX);
	tui_fill(canvas, room, TUI_PLAIN);
	tui_rule(canvas, 0, y++, canvas->w, modal->label);
	while (y < room.y + room.h && rc_str_split(&rest, '\n', &line)) {
		if (skip > 0) {
			skip--;
			continue;
		}
		rc_buf_clear(&b);
		rc_buf_putstr(&b, line);
		tui_put_in(canvas,
		           (struct tui_rect){ 1, y++, canvas->w - 1, 1 },
		           TUI_PLAIN, RC_LEFT, b.n > 0 ? b.p : "");
	}
	rc_buf_fini(&b);
	tui_cursor(canvas, 0, room.y + 1);
}

/* One hint "Key:Word" at x, before `limit`; its width, 0 if it does not fit. */
static int
draw_hint(const struct tui_ui *ui, enum tui_action action, int x, int limit,
          struct tui_canvas *canvas)
{
	struct rc_buf b;
	int width;
	int keys;

	rc_buf_init(&b, 200);
	tui_keymap_put_keys(&ui->ctx.keymap, action, 1, &b);
	keys = (int)rc_text_width(rc_buf_str(&b));
	rc_buf_printf(&b, ":%s", _(tui_actions[action].word));
	width = (int)rc_text_width(rc_buf_str(&b));
	if (x + width <= limit && b.n > 0) {
		tui_put(canvas, x, canvas->h - 1, TUI_DIM, b.p);
		tui_shade(canvas,
		          (struct tui_rect){ x, canvas->h - 1, keys, 1 },
		          TUI_SELECTED);
	} else {
		width = 0;
	}
	rc_buf_fini(&b);
	return width;
}

/* The screen's own actions fill what the common ones leave. */
static void
draw_hints(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	static const enum tui_action common[] = { TUI_ACT_PALETTE, TUI_ACT_HELP,
		                                  TUI_ACT_QUIT };
	const enum tui_action *action = tui_view_actions(tui_ui_top(ui));
	int common_w = canvas->w >= 60 ? 36 : 20;
	int x = 0;
	int width;
	size_t i;

	for (; *action != TUI_ACT_NONE; action++) {
		width = draw_hint(ui, *action, x, canvas->w - common_w, canvas);
		x += width > 0 ? width + 1 : 0;
	}
	for (i = canvas->w >= 60 ? 0 : 1; i < RC_COUNT(common); i++) {
		width = draw_hint(ui, common[i], x, canvas->w, canvas);
		x += width > 0 ? width + 1 : 0;
	}
}

static void
draw_small(struct tui_canvas *canvas)
{
	struct tui_rect room = { 0, 0, canvas->w, 1 };

	tui_put_in(canvas, room, TUI_PLAIN, RC_LEFT,
	           _("rollcall: make the window larger"));
	tui_cursor(canvas, 0, 0);
}

void
tui_frame_draw(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	const struct tui_view *top = tui_ui_top(ui);
	const struct tui_modal *modal = &ui->ctx.modal;
	struct tui_rect room = tui_frame_content(canvas->w, canvas->h);
	struct tui_rect all;

	tui_canvas_clear(canvas);
	if (canvas->w < TUI_MIN_W || canvas->h < TUI_MIN_H) {
		draw_small(canvas);
		return;
	}
	draw_title(ui, canvas);
	draw_screens(ui, canvas);
	all = tui_clip(canvas, room);
	top->screen->draw(top->self, &ui->ctx, canvas, room);
	canvas->clip = all;
	draw_full(ui, canvas);
	draw_message(ui, canvas);
	draw_hints(ui, canvas);
	room.h += 2; /* a choice may cover the line of the current row */
	if (modal->type == TUI_MODAL_PROMPT || modal->type == TUI_MODAL_CONFIRM)
		draw_prompt(modal, canvas);
	else if (modal->type == TUI_MODAL_CHOICE)
		tui_choice_draw(modal->choice, canvas, room);
	else if (modal->type == TUI_MODAL_NOTICE)
		draw_notice(modal, canvas);
}
