/* SPDX-License-Identifier: MIT */
/*
 * tui - the main loop: wait for the terminal, the poll's pipes or the clock;
 * take all events; refresh once; draw once. A frame that shows nothing new
 * sends nothing (term.h).
 */
#include "tui.h"

#include "term/term.h"
#include "ui.h"

#include <rollcall/base/i18n.h>

#include <string.h>
#include <time.h>

/* Long work draws and listens at most so often. */
#define PULSE_MS 100
#define HELD_MAX 64 /* keys typed ahead of long work */
/* How often another process's writes are looked for. */
#define LOOK_MS 1000
/* A poll writes twice a second; the screen is read anew at most so often, and
 * no oftener than that it costs a tenth of the time. */
#define RENEW_MS    2000
#define RENEW_SHARE 10

struct loop {
	struct tui_ui ui;
	struct tui_term *term;
	struct tui_canvas canvas;
	int64_t looked_ms, renewed_ms;
	int64_t cost_ms; /* of the dearest refresh since the last renewal */
	bool changed;
	bool working, stop, ended; /* of long work */
	int64_t pulse_ms;
	struct tui_event held[HELD_MAX];
	size_t nheld;
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* While work goes on, a key can stop it and do nothing else. */
static void
hear_stop(struct loop *loop, const struct tui_event *event)
{
	enum tui_action action;

	if (event->type == TUI_EVENT_RESIZE) {
		tui_ui_handle(&loop->ui, event);
		return;
	}
	action = tui_keymap_find(&loop->ui.ctx.keymap, event->key);
	if (!event->pasted &&
	    (action == TUI_ACT_CANCEL || action == TUI_ACT_BACK))
		loop->stop = true;
}

static void
on_event(void *ctx, const struct tui_event *event)
{
	struct loop *loop = ctx;

	if (loop->working)
		hear_stop(loop, event);
	else if (loop->ui.ctx.work == NULL || event->type == TUI_EVENT_RESIZE)
		tui_ui_handle(&loop->ui, event);
	else if (loop->nheld < HELD_MAX)
		loop->held[loop->nheld++] = *event;
}

/* Looks for changes of the data, by us or by others. */
static void
look(struct loop *loop, int64_t now)
{
	if (now - loop->looked_ms < LOOK_MS)
		return;
	loop->looked_ms = now;
	if (rc_app_changed(loop->ui.ctx.app))
		loop->changed = true;
	if (!loop->changed || now - loop->renewed_ms < RENEW_MS ||
	    now - loop->renewed_ms < loop->cost_ms * RENEW_SHARE)
		return;
	loop->changed = false;
	loop->renewed_ms = now;
	loop->cost_ms = 0;
	tui_ui_stale(&loop->ui);
}

static void
heed_requests(struct loop *loop)
{
	struct tui_ctx *ctx = &loop->ui.ctx;

	if (ctx->repaint)
		tui_term_repaint(loop->term);
	ctx->repaint = false;
	if (ctx->suspend)
		tui_term_suspend(loop->term);
	ctx->suspend = false;
}

static bool
frame(struct loop *loop, struct rc_err *err)
{
	struct tui_ui *ui = &loop->ui;
	int64_t start;
	int64_t cost;

	if ((loop->canvas.w != ui->w || loop->canvas.h != ui->h) &&
	    !tui_canvas_resize(&loop->canvas, ui->w, ui->h, err))
		return false;
	start = now_ms();
	tui_ui_refresh(ui, start);
	cost = now_ms() - start;
	if (cost > loop->cost_ms)
		loop->cost_ms = cost;
	tui_ui_draw(ui, &loop->canvas);
	return tui_term_paint(loop->term, &loop->canvas, err);
}

/* Between two steps of long work: a frame, and whoever wants it stopped. */
static bool
pulse(void *of)
{
	struct loop *loop = of;
	struct tui_ui *ui = &loop->ui;
	struct rc_err err = { 0 };
	struct pollfd fds[2];
	int64_t now = now_ms();

	if (now - loop->pulse_ms < PULSE_MS && !ui->ctx.pulse_now)
		return !loop->stop;
	ui->ctx.pulse_now = false;
	loop->pulse_ms = now;
	ui->ctx.now_ms = now;
	if ((loop->canvas.w != ui->w || loop->canvas.h != ui->h) &&
	    !tui_canvas_resize(&loop->canvas, ui->w, ui->h, &err))
		loop->stop = true;
	tui_ui_draw(ui, &loop->canvas);
	if (!tui_term_paint(loop->term, &loop->canvas, &err))
		loop->stop = true;
	if (!tui_term_wait(loop->term, fds, tui_job_fds(&ui->job, fds), 0))
		loop->stop = loop->ended = true;
	(void)tui_job_read(&ui->job, now);
	return !loop->stop;
}

/* Work that is wanted, then the keys that came before it. */
static void
work(struct loop *loop)
{
	struct tui_event event;

	if (loop->ui.ctx.work == NULL)
		return;
	loop->working = true;
	loop->stop = false;
	loop->pulse_ms = now_ms();
	(void)tui_ui_work(&loop->ui);
	loop->working = false;
	while (loop->nheld > 0 && loop->ui.ctx.work == NULL) {
		event = loop->held[0];
		loop->nheld--;
		memmove(loop->held, loop->held + 1,
		        loop->nheld * sizeof(loop->held[0]));
		tui_ui_handle(&loop->ui, &event);
	}
}

/* The frame at once, with nothing in it; what takes queries comes next. */
static bool
first_frame(struct loop *loop, struct rc_err *err)
{
	struct tui_ui *ui = &loop->ui;

	if (!tui_canvas_resize(&loop->canvas, ui->w, ui->h, err))
		return false;
	tui_ui_draw(ui, &loop->canvas);
	return tui_term_paint(loop->term, &loop->canvas, err);
}

static bool
run(struct loop *loop, struct rc_err *err)
{
	struct tui_ui *ui = &loop->ui;
	struct pollfd fds[2];
	size_t n;
	int wait;
	bool on = true;

	if (!first_frame(loop, err))
		return false;
	while (on && !ui->ctx.quit) {
		if (!frame(loop, err))
			return false;
		if (ui->ctx.work != NULL) {
			work(loop);
			on = !loop->ended;
			continue;
		}
		n = tui_job_fds(&loop->ui.job, fds);
		wait = tui_ui_wait(ui, now_ms());
		if (wait < 0 || wait > LOOK_MS)
			wait = LOOK_MS;
		on = tui_term_wait(loop->term, fds, n, wait);
		ui->ctx.now_ms = now_ms();
		(void)tui_job_read(&loop->ui.job, ui->ctx.now_ms);
		heed_requests(loop);
		look(loop, ui->ctx.now_ms);
	}
	return true;
}

bool
tui_run(struct rc_app *app, const struct tui_options *options,
        struct rc_err *err)
{
	struct tui_term_options term_options = { options->ascii,
		                                 options->colour };
	struct loop *loop = rc_alloc(1, sizeof(*loop));
	bool ok;

	if (loop == NULL)
		return rc_fail_nomem(err);
	tui_canvas_init(&loop->canvas);
	ok = tui_ui_init(&loop->ui, app, options, err) &&
	     tui_term_open(&term_options, on_event, loop, &loop->term, err);
	if (ok) {
		loop->ui.ctx.pulse = pulse;
		loop->ui.ctx.pulse_of = loop;
		loop->canvas.ascii = tui_term_ascii(loop->term);
		(void)rc_app_changed(app);
		ok = run(loop, err);
	}
	tui_term_close(loop->term);
	tui_ui_fini(&loop->ui);
	tui_canvas_fini(&loop->canvas);
	rc_free(loop);
	return ok;
}
