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

#include <time.h>

/* How often another process's writes are looked for. */
#define LOOK_MS 1000
/* A poll writes twice a second; figures are computed anew at most so often. */
#define RENEW_MS 2000

struct loop {
	struct tui_ui ui;
	struct tui_term *term;
	struct tui_canvas canvas;
	int64_t looked_ms, renewed_ms;
	bool changed;
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
on_event(void *ctx, const struct tui_event *event)
{
	struct loop *loop = ctx;

	tui_ui_handle(&loop->ui, event);
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
	if (!loop->changed || now - loop->renewed_ms < RENEW_MS)
		return;
	loop->changed = false;
	loop->renewed_ms = now;
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

	if ((loop->canvas.w != ui->w || loop->canvas.h != ui->h) &&
	    !tui_canvas_resize(&loop->canvas, ui->w, ui->h, err))
		return false;
	tui_ui_refresh(ui, now_ms());
	tui_ui_draw(ui, &loop->canvas);
	return tui_term_paint(loop->term, &loop->canvas, err);
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
