/* SPDX-License-Identifier: MIT */
/* ctx - what screens ask of the frame. */
#include "screen/screen.h"

#include <rollcall/base/i18n.h>

#include <stdarg.h>
#include <string.h>

#define FADE_MS 4000

void
tui_go(struct tui_ctx *ctx, const char *screen, const struct rc_kind *kind,
       rc_id id, const char *view)
{
	ctx->go.screen = screen;
	ctx->go.kind = kind;
	ctx->go.id = id;
	(void)snprintf(ctx->go.view, sizeof(ctx->go.view), "%s",
	               rc_text_or_empty(view));
}

void
tui_say(struct tui_ctx *ctx, int role, const char *fmt, ...)
{
	struct tui_message *message;
	va_list args;

	if (ctx->nlog == TUI_LOG_LINES) {
		memmove(&ctx->log[0], &ctx->log[1],
		        sizeof(ctx->log[0]) * (TUI_LOG_LINES - 1));
		ctx->nlog--;
	}
	message = &ctx->log[ctx->nlog++];
	va_start(args, fmt);
	(void)vsnprintf(message->text, sizeof(message->text), fmt, args);
	va_end(args);
	message->role = role;
	message->at = rc_app_now(ctx->app);
	ctx->message_on = true;
	ctx->message_until_ms =
	        role == TUI_WARN || role == TUI_BAD ? 0 : ctx->now_ms + FADE_MS;
}

void
tui_say_err(struct tui_ctx *ctx, const struct rc_err *err)
{
	tui_say(ctx, TUI_BAD, "%s", err->text);
}

bool
tui_may_write(struct tui_ctx *ctx)
{
	if (!ctx->read_only)
		return true;
	tui_say(ctx, TUI_WARN, "%s",
	        _("read only: nothing can be changed in this session"));
	return false;
}

void
tui_modal_close(struct tui_ctx *ctx)
{
	struct tui_modal *modal = &ctx->modal;

	tui_choice_fini(modal->choice);
	rc_free(modal->choice);
	rc_free(modal->notice);
	memset(modal, 0, sizeof(*modal));
}

void
tui_ask(struct tui_ctx *ctx, void *self, tui_done_fn done, const char *label,
        const char *must)
{
	struct tui_modal *modal = &ctx->modal;

	tui_modal_close(ctx);
	modal->type = TUI_MODAL_PROMPT;
	modal->self = self;
	modal->done = done;
	(void)snprintf(modal->label, sizeof(modal->label), "%s", label);
	(void)snprintf(modal->must, sizeof(modal->must), "%s",
	               rc_text_or_empty(must));
	tui_input_init(&modal->input, must == NULL ? &ctx->history : NULL);
}

void
tui_confirm(struct tui_ctx *ctx, void *self, tui_done_fn done,
            const char *label)
{
	tui_ask(ctx, self, done, label, NULL);
	ctx->modal.type = TUI_MODAL_CONFIRM;
}

struct tui_choice *
tui_choose(struct tui_ctx *ctx, void *self, tui_done_fn done, const char *title)
{
	struct tui_modal *modal = &ctx->modal;

	tui_modal_close(ctx);
	modal->choice = rc_alloc(1, sizeof(*modal->choice));
	if (modal->choice == NULL)
		return NULL;
	tui_choice_init(modal->choice, title);
	modal->type = TUI_MODAL_CHOICE;
	modal->self = self;
	modal->done = done;
	return modal->choice;
}

void
tui_notice(struct tui_ctx *ctx, const char *title, const char *lines)
{
	struct tui_modal *modal = &ctx->modal;

	tui_modal_close(ctx);
	modal->notice = rc_strdup(lines);
	if (modal->notice == NULL)
		return;
	modal->type = TUI_MODAL_NOTICE;
	(void)snprintf(modal->label, sizeof(modal->label), "%s", title);
}

void
tui_work(struct tui_ctx *ctx, void *self, tui_work_fn work)
{
	ctx->work = work;
	ctx->work_self = self;
}

bool
tui_pulse(struct tui_ctx *ctx)
{
	return ctx->pulse == NULL || ctx->pulse(ctx->pulse_of);
}

bool
tui_verdict(struct tui_ctx *ctx, const struct rc_quota **ret,
            struct rc_err *err)
{
	static const struct rc_quota_options options = { 0 };
	struct tui_verdict *verdict = &ctx->verdict;

	if (verdict->live == NULL && !rc_live_new(&verdict->live, err))
		return false;
	if (verdict->quota == NULL || verdict->of != ctx->changes) {
		if (!rc_live_quota(verdict->live, ctx->app, &options,
		                   &verdict->quota, err))
			return false;
		verdict->of = ctx->changes;
	}
	*ret = verdict->quota;
	return true;
}

void
tui_wake_in(struct tui_ctx *ctx, int ms)
{
	int64_t at = ctx->now_ms + ms;

	if (ctx->wake_ms == 0 || at < ctx->wake_ms)
		ctx->wake_ms = at;
}
