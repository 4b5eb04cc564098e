/* SPDX-License-Identifier: MIT */
/* ui - the stack of screens and who hears an event. */
#include "ui.h"

#include "frame.h"
#include "palette.h"
#include "screen/registry.h"
#include "stack.h"

#include <rollcall/base/i18n.h>

#include <string.h>

bool
tui_ui_init(struct tui_ui *ui, struct rc_app *app,
            const struct tui_options *options, struct rc_err *err)
{
	struct tui_go go = { .screen = "dashboard" };

	memset(ui, 0, sizeof(*ui));
	ui->ctx.app = app;
	ui->ctx.program = options->program;
	ui->ctx.poll_as = options->poll_as;
	ui->ctx.read_only = options->read_only || rc_app_read_only(app);
	ui->ctx.job = &ui->job;
	tui_job_init(&ui->job);
	ui->w = 80;
	ui->h = 24;
	ui->root = 1;
	return tui_keymap_default(&ui->ctx.keymap, err) &&
	       tui_stack_go(ui, &go, err);
}

void
tui_ui_fini(struct tui_ui *ui)
{
	if (ui == NULL)
		return;
	tui_modal_close(&ui->ctx);
	tui_stack_fini(ui);
	tui_job_fini(&ui->job);
	rc_live_free(ui->ctx.verdict.live);
}

void
tui_ui_stale(struct tui_ui *ui)
{
	size_t i;

	ui->ctx.changes++;
	for (i = 0; i < TUI_OPENED; i++)
		ui->roots[i].stale = true;
	for (i = 0; i < ui->depth; i++)
		ui->stack[i].stale = true;
}

/* --- what asks over the screen -------------------------------------------- */

/* Takes the modal off before its callback, which may put up another. */
static void
finish(struct tui_ui *ui, tui_done_fn done, const char *text, int id)
{
	void *self = ui->ctx.modal.self;
	char copy[TUI_INPUT_BYTES + 1];

	(void)snprintf(copy, sizeof(copy), "%s", text);
	tui_modal_close(&ui->ctx);
	if (done != NULL)
		done(self, &ui->ctx, copy, id);
}

static void
end_prompt(struct tui_ui *ui)
{
	struct tui_modal *modal = &ui->ctx.modal;

	if (modal->must[0] != '\0' &&
	    strcmp(modal->must, modal->input.text) != 0) {
		tui_modal_close(&ui->ctx);
		tui_say(&ui->ctx, TUI_WARN, "%s",
		        _("that was not the word asked for: nothing is done"));
		return;
	}
	tui_input_remember(&modal->input);
	finish(ui, modal->done, modal->input.text, 0);
}

static void
handle_prompt(struct tui_ui *ui, const struct tui_event *event)
{
	struct tui_modal *modal = &ui->ctx.modal;

	if (tui_input_handle(&modal->input, event)) {
		if (modal->typed != NULL)
			modal->typed(modal->self, &ui->ctx, modal->input.text,
			             0);
		return;
	}
	if (event->pasted)
		return;
	if (event->key == TUI_KEY_ENTER)
		end_prompt(ui);
	else if (event->key == TUI_KEY_ESC || event->key == TUI_CTRL('c'))
		finish(ui, modal->left, modal->input.text, -1);
}

static void
handle_confirm(struct tui_ui *ui, const struct tui_event *event)
{
	struct tui_modal *modal = &ui->ctx.modal;

	if (event->pasted)
		return;
	if (event->key == TUI_KEY_ENTER)
		finish(ui, modal->done, "", 0);
	else if (event->key == TUI_KEY_ESC || event->key == TUI_CTRL('c') ||
	         event->key == 'n' || event->key == 'q')
		tui_modal_close(&ui->ctx);
}

static void
handle_choice(struct tui_ui *ui, const struct tui_event *event)
{
	struct tui_modal *modal = &ui->ctx.modal;
	enum tui_choice_end end = tui_choice_handle(modal->choice, event);
	const struct tui_choice_item *item = tui_choice_item(modal->choice);

	if (end == TUI_CHOICE_CLOSED)
		tui_modal_close(&ui->ctx);
	else if (end == TUI_CHOICE_PICKED)
		finish(ui, modal->done, modal->choice->input.text,
		       item != NULL ? item->id : -1);
}

static void
handle_notice(struct tui_ui *ui, const struct tui_event *event)
{
	struct tui_modal *modal = &ui->ctx.modal;

	if (event->pasted)
		return;
	if (event->key == TUI_KEY_UP || event->key == 'k')
		modal->top -= modal->top > 0;
	else if (event->key == TUI_KEY_DOWN || event->key == 'j')
		modal->top++;
	else if (event->key == TUI_KEY_ESC || event->key == TUI_KEY_ENTER ||
	         event->key == 'q')
		tui_modal_close(&ui->ctx);
}

static void (*const modals[])(struct tui_ui *, const struct tui_event *) = {
	[TUI_MODAL_PROMPT] = handle_prompt,
	[TUI_MODAL_CONFIRM] = handle_confirm,
	[TUI_MODAL_CHOICE] = handle_choice,
	[TUI_MODAL_NOTICE] = handle_notice,
};

/* --- keys ----------------------------------------------------------------- */

static void
on_quit_sure(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	(void)self;
	(void)text;
	(void)id;
	ctx->quit = true;
}

/* What a screen that is kept open would lose; NULL = nothing. */
static const char *
unsaved(const struct tui_ui *ui)
{
	const char *question = NULL;
	size_t i;

	for (i = 0; i < TUI_OPENED && question == NULL; i++) {
		const struct tui_view *view = &ui->roots[i];

		if (view->self != NULL && view->screen->unsaved != NULL)
			question = view->screen->unsaved(view->self);
	}
	return question;
}

static void
quit(struct tui_ui *ui)
{
	const struct tui_view *top = tui_ui_top(ui);
	const char *question;

	/* Leaving a form must go through its own question. */
	if (ui->depth > 0 && top->screen->typing == NULL) {
		tui_stack_back(ui);
	} else if (ui->depth == 0) {
		question = unsaved(ui);
		if (question != NULL)
			tui_confirm(&ui->ctx, ui, on_quit_sure, question);
		else
			ui->ctx.quit = true;
	}
}

static void
show_log(struct tui_ui *ui)
{
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, (size_t)TUI_LOG_LINES * 600);
	for (i = ui->ctx.nlog; i > 0; i--) {
		rc_ms_put_dmy(&b, ui->ctx.log[i - 1].at);
		rc_buf_printf(&b, "  %s\n", ui->ctx.log[i - 1].text);
	}
	tui_notice(&ui->ctx, _("Messages"), b.n > 0 ? b.p : _("none yet"));
	rc_buf_fini(&b);
}

static void
go_digit(struct tui_ui *ui, int32_t key)
{
	const struct tui_screen *screen =
	        key >= '0' && key <= '9' ? tui_screen_digit(key - '0') : NULL;

	if (screen != NULL)
		tui_go(&ui->ctx, screen->name, screen->kind, 0, "");
}

/* Actions that mean the same everywhere; false: the screen's. */
static bool
do_common(struct tui_ui *ui, enum tui_action action, int32_t key)
{
	switch ((int)action) {
	case TUI_ACT_QUIT:
		quit(ui);
		return true;
	case TUI_ACT_SCREEN:
		go_digit(ui, key);
		return true;
	case TUI_ACT_PALETTE:
		tui_palette_open(ui);
		return true;
	case TUI_ACT_HELP:
		tui_help_open(ui);
		return true;
	case TUI_ACT_LOG:
		show_log(ui);
		return true;
	case TUI_ACT_SUSPEND:
		ui->ctx.suspend = true;
		return true;
	case TUI_ACT_REPAINT:
		ui->ctx.repaint = true;
		return true;
	case TUI_ACT_REFRESH:
		tui_ui_stale(ui);
		return true;
	default:
		return false;
	}
}

static void
tell_ime(struct tui_ui *ui, int32_t key)
{
	if (ui->told_ime || !tui_keymap_folded(&ui->ctx.keymap, key))
		return;
	ui->told_ime = true;
	tui_say(&ui->ctx, TUI_WARN, "%s",
	        _("a Vietnamese input method is on: its letters work for "
	          "moving and looking, not for changing"));
}

static void
handle_key(struct tui_ui *ui, const struct tui_event *event)
{
	struct tui_view *top = tui_stack_top(ui);
	enum tui_action action = TUI_ACT_NONE;
	struct rc_err err = { 0 };
	bool typing = top->screen->typing != NULL;
	bool in_text = typing && top->screen->typing(top->self);

	ui->ctx.message_on =
	        ui->ctx.message_on && ui->ctx.message_until_ms != 0;
	if (!event->pasted && !in_text) {
		action = tui_keymap_find(&ui->ctx.keymap, event->key);
		tell_ime(ui, event->key);
		/* Over a form only keys that are no letters are commands. */
		if (typing && event->key > ' ' && event->key < TUI_KEY_FIRST &&
		    action != TUI_ACT_HELP && action != TUI_ACT_PALETTE)
			action = TUI_ACT_NONE;
		if (do_common(ui, action, event->key))
			return;
	} else if (event->pasted && !in_text) {
		return;
	}
	if (!top->screen->handle(top->self, &ui->ctx, event, action, &err))
		tui_say_err(&ui->ctx, &err);
}

/* As if a key of the action were pressed: there is one way to do a thing. */
static void
press(struct tui_ui *ui, enum tui_action action)
{
	size_t i;
	struct tui_event event = { .type = TUI_EVENT_KEY };

	for (i = 0; i < ui->ctx.keymap.n; i++) {
		if (ui->ctx.keymap.bindings[i].action != action)
			continue;
		event.key = ui->ctx.keymap.bindings[i].key;
		handle_key(ui, &event);
		return;
	}
}

/* Does what the screen or the palette asked for. */
static void
follow(struct tui_ui *ui)
{
	struct tui_ctx *ctx = &ui->ctx;
	enum tui_action press_action = ctx->press;
	struct tui_go go;
	struct rc_err err = { 0 };

	ctx->press = TUI_ACT_NONE;
	if (press_action != TUI_ACT_NONE)
		press(ui, press_action);
	go = ctx->go;
	if (ctx->back)
		tui_stack_back(ui);
	ctx->back = false;
	if (ctx->stale)
		tui_ui_stale(ui);
	ctx->stale = false;
	memset(&ctx->go, 0, sizeof(ctx->go));
	if (go.screen != NULL && !tui_stack_go(ui, &go, &err))
		tui_say_err(ctx, &err);
}

/* --- refresh -------------------------------------------------------------- */

static void
tell_size(struct tui_ui *ui, struct tui_view *top)
{
	struct tui_rect room = tui_frame_content(ui->w, ui->h);

	if (room.w == top->w && room.h == top->h)
		return;
	/* A higher list needs rows that it has not read. */
	top->stale = true;
	top->w = room.w;
	top->h = room.h;
	top->screen->size(top->self, room.w, room.h);
}

void
tui_ui_refresh(struct tui_ui *ui, int64_t now_ms)
{
	struct tui_view *top = tui_stack_top(ui);
	struct rc_err err = { 0 };
	bool stale;

	ui->ctx.now_ms = now_ms;
	ui->ctx.wake_ms = 0;
	if (ui->ctx.message_on && ui->ctx.message_until_ms != 0 &&
	    now_ms >= ui->ctx.message_until_ms)
		ui->ctx.message_on = false;
	tell_size(ui, top);
	stale = top->stale;
	top->stale = false;
	if (stale)
		ui->ctx.fresh_at = rc_app_now(ui->ctx.app);
	if (!top->screen->refresh(top->self, &ui->ctx, stale, &err))
		tui_say_err(&ui->ctx, &err);
	if (ui->ctx.message_on && ui->ctx.message_until_ms > now_ms)
		tui_wake_in(&ui->ctx, (int)(ui->ctx.message_until_ms - now_ms));
}

void
tui_ui_handle(struct tui_ui *ui, const struct tui_event *event)
{
	if (event->type == TUI_EVENT_RESIZE) {
		ui->w = event->w;
		ui->h = event->h;
		return;
	}
	if (ui->ctx.modal.type != TUI_MODAL_NONE) {
		modals[ui->ctx.modal.type](ui, event);
	} else {
		/* Keys typed ahead mean what the screen will show by then: a
		 * list that is read, a filter that is applied. */
		tui_ui_refresh(ui, ui->ctx.now_ms);
		handle_key(ui, event);
	}
	follow(ui);
}

bool
tui_ui_work(struct tui_ui *ui)
{
	tui_work_fn work = ui->ctx.work;

	if (work == NULL)
		return false;
	ui->ctx.work = NULL;
	work(ui->ctx.work_self, &ui->ctx);
	follow(ui);
	return true;
}

int
tui_ui_wait(const struct tui_ui *ui, int64_t now_ms)
{
	if (ui->ctx.wake_ms == 0)
		return -1;
	return ui->ctx.wake_ms <= now_ms ? 0 : (int)(ui->ctx.wake_ms - now_ms);
}

void
tui_ui_draw(const struct tui_ui *ui, struct tui_canvas *canvas)
{
	tui_frame_draw(ui, canvas);
}
