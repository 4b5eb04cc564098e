/* SPDX-License-Identifier: MIT */
/*
 * poll - the monitor of the child that asks the devices: counts, rate, and the
 * failures by cause, changed host keys first. Leaving the screen leaves the
 * poll running; a failure's row opens its device.
 */
#include "screen/screens.h"

#include "widget/gauge.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/device.h>

#include <sys/wait.h>

#define FRAME_MS 250 /* a live screen draws at most so often */
#define HEAD     4   /* rows above the failures */

/* A line of the list: the head of a cause, or a failure: its index in the job
 * plus one. The job's array moves as it grows, so no pointers are kept. */
struct line {
	enum tui_outcome cause;
	size_t failure; /* 0 = the head */
};

struct poll {
	char view[TUI_VIEW_BYTES];
	struct line *lines; /* heap */
	size_t nlines;
	size_t at, top;
	int h;
	unsigned seen;   /* job->change of the lines */
	int64_t job_ms;  /* start of the job that the lines are of */
	int64_t next_ms; /* when the lines may be made anew */
	int64_t now_ms;
};

void
tui_poll_close(void *self)
{
	struct poll *s = self;

	rc_free(s->lines);
	rc_free(s);
}

static void
settle(struct poll *s)
{
	size_t h = s->h > HEAD ? (size_t)(s->h - HEAD) : 1;

	if (s->at >= s->nlines)
		s->at = s->nlines > 0 ? s->nlines - 1 : 0;
	if (s->top > s->at)
		s->top = s->at;
	if (s->at - s->top >= h)
		s->top = s->at - h + 1;
}

void
tui_poll_size(void *self, int w, int h)
{
	struct poll *s = self;

	(void)w;
	s->h = h;
	settle(s);
}

/* The lines of a job that another has replaced are void. */
static void
check_job(struct poll *s, const struct tui_job *job)
{
	if (s->job_ms == job->start_ms)
		return;
	s->job_ms = job->start_ms;
	s->nlines = 0;
	s->at = s->top = 0;
	s->next_ms = 0;
	s->seen = job->change - 1;
}

/* The failure of a line; NULL if it is a head. */
static const struct tui_failure *
failure_of(const struct poll *s, const struct tui_job *job, size_t i)
{
	size_t index = i < s->nlines ? s->lines[i].failure : 0;

	if (index == 0 || index > job->nfailures)
		return NULL;
	return &job->failures[index - 1];
}

/* --- starting ------------------------------------------------------------- */

/* How many devices will be asked: those of the view that have a host. */
static uint64_t
expected(struct poll *s, struct tui_ctx *ctx)
{
	struct rc_arena arena;
	struct rc_view view;
	struct rc_view host;
	struct rc_err err = { 0 };
	rc_date today = rc_app_today(ctx->app);
	uint64_t n = 0;

	rc_arena_init(&arena);
	if (!rc_view_parse(&rc_kind_device, s->view, today, &arena, &view,
	                   &err) ||
	    !rc_view_parse(&rc_kind_device, "host!=", today, &arena, &host,
	                   &err) ||
	    !rc_view_narrow(&view, host.filter, &arena, &err) ||
	    !rc_records_count(ctx->app, &view, &n, &err))
		n = 0;
	rc_arena_fini(&arena);
	return n;
}

static void
start(struct poll *s, struct tui_ctx *ctx)
{
	struct tui_job_spec spec = { ctx->program, rc_app_where(ctx->app),
		                     s->view, 0 };
	struct rc_err err = { 0 };

	if (!tui_may_write(ctx))
		return;
	spec.all = expected(s, ctx);
	if (tui_job_start(ctx->job, &spec, ctx->now_ms, &err))
		tui_say(ctx, TUI_OK, "%s", _("the poll has begun; c stops it"));
	else
		tui_say_err(ctx, &err);
}

static void
on_view(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct poll *s = self;
	struct rc_arena arena;
	struct rc_view view;
	struct rc_err err = { 0 };

	(void)id;
	rc_arena_init(&arena);
	if (rc_view_parse(&rc_kind_device, text, rc_app_today(ctx->app), &arena,
	                  &view, &err)) {
		(void)snprintf(s->view, sizeof(s->view), "%s", text);
		start(s, ctx);
	} else {
		tui_say_err(ctx, &err);
	}
	rc_arena_fini(&arena);
}

static void
ask_view(struct poll *s, struct tui_ctx *ctx)
{
	tui_ask(ctx, s, on_view, _("Ask which devices (a view; empty: all)"),
	        NULL);
	tui_input_set(&ctx->modal.input, s->view);
}

bool
tui_poll_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
              struct rc_err *err)
{
	struct poll *s = rc_alloc(1, sizeof(*s));

	if (s == NULL)
		return rc_fail_nomem(err);
	(void)snprintf(s->view, sizeof(s->view), "%s", go->view);
	s->seen = ctx->job->change - 1;
	/* Whoever comes with a choice of devices wants them asked. */
	if (s->view[0] != '\0' && !tui_job_runs(ctx->job))
		ask_view(s, ctx);
	*ret = s;
	return true;
}

static void
open_device(struct poll *s, struct tui_ctx *ctx)
{
	struct rc_arena arena;
	struct rc_device device;
	struct rc_err err = { 0 };
	const struct tui_failure *failure = failure_of(s, ctx->job, s->at);

	if (failure == NULL)
		return;
	rc_arena_init(&arena);
	if (rc_record_find(ctx->app, &rc_kind_device, failure->device, &arena,
	                   &device, &err))
		tui_go(ctx, "record", &rc_kind_device, device.head.id, "");
	else
		tui_say_err(ctx, &err);
	rc_arena_fini(&arena);
}

bool
tui_poll_handle(void *self, struct tui_ctx *ctx, const struct tui_event *event,
                enum tui_action action, struct rc_err *err)
{
	struct poll *s = self;
	size_t page = s->h > HEAD ? (size_t)(s->h - HEAD) : 1;

	(void)event;
	(void)err;
	check_job(s, ctx->job);
	if (action == TUI_ACT_UP)
		s->at -= s->at > 0;
	else if (action == TUI_ACT_DOWN)
		s->at++;
	else if (action == TUI_ACT_PAGE_UP)
		s->at -= page < s->at ? page : s->at;
	else if (action == TUI_ACT_PAGE_DOWN)
		s->at += page;
	else if (action == TUI_ACT_HOME)
		s->at = 0;
	else if (action == TUI_ACT_END)
		s->at = s->nlines;
	else if (action == TUI_ACT_OPEN)
		open_device(s, ctx);
	else if (action == TUI_ACT_CANCEL)
		tui_job_stop(ctx->job);
	else if (action == TUI_ACT_BACK)
		ctx->back = true;
	else if (action == TUI_ACT_POLL || action == TUI_ACT_NEW)
		ask_view(s, ctx);
	settle(s);
	return true;
}

/* --- the lines ------------------------------------------------------------ */

static bool
make_lines(struct poll *s, const struct tui_job *job, struct rc_err *err)
{
	struct line *lines =
	        rc_alloc(job->nfailures + TUI_OUTCOMES + 1, sizeof(*lines));
	size_t n = 0;
	size_t i;
	int cause;

	if (lines == NULL)
		return rc_fail_nomem(err);
	for (cause = 0; cause < TUI_POLLED; cause++) {
		if (job->outcomes[cause] == 0)
			continue;
		lines[n++].cause = (enum tui_outcome)cause;
		for (i = 0; i < job->nfailures; i++) {
			if (job->failures[i].outcome != (enum tui_outcome)cause)
				continue;
			lines[n].cause = (enum tui_outcome)cause;
			lines[n++].failure = i + 1;
		}
	}
	rc_free(s->lines);
	s->lines = lines;
	s->nlines = n;
	settle(s);
	return true;
}

/* The cursor stays on its failure while others come in above it. */
static bool
renew_lines(struct poll *s, const struct tui_job *job, struct rc_err *err)
{
	size_t on = s->at < s->nlines ? s->lines[s->at].failure : 0;
	size_t i;

	if (!make_lines(s, job, err))
		return false;
	for (i = 0; on != 0 && i < s->nlines; i++)
		if (s->lines[i].failure == on)
			s->at = i;
	settle(s);
	return true;
}

bool
tui_poll_refresh(void *self, struct tui_ctx *ctx, bool stale,
                 struct rc_err *err)
{
	struct poll *s = self;
	const struct tui_job *job = ctx->job;

	(void)stale;
	check_job(s, job);
	if (tui_job_runs(job))
		tui_wake_in(ctx, FRAME_MS);
	if (tui_job_runs(job) && ctx->now_ms < s->next_ms)
		return true;
	s->next_ms = ctx->now_ms + FRAME_MS;
	s->now_ms = ctx->now_ms;
	if (s->seen == job->change)
		return true;
	if (!renew_lines(s, job, err))
		return false;
	s->seen = job->change;
	return true;
}

/* --- drawing -------------------------------------------------------------- */

static void
put_duration(struct rc_buf *b, int64_t ms)
{
	int64_t seconds = ms / 1000;

	if (seconds >= 3600)
		rc_buf_printf(b, "%lldh%02lldm", (long long)(seconds / 3600),
		              (long long)(seconds / 60 % 60));
	else if (seconds >= 60)
		rc_buf_printf(b, "%lldm%02llds", (long long)(seconds / 60),
		              (long long)(seconds % 60));
	else
		rc_buf_printf(b, "%llds", (long long)seconds);
}

static void
put_progress(const struct poll *s, const struct tui_job *job, struct rc_buf *b)
{
	int64_t end = job->state == TUI_JOB_OVER ? job->end_ms : s->now_ms;
	uint64_t rate = tui_job_rate(job, s->now_ms);
	int64_t ran = end - job->start_ms;

	rc_buf_printf(b, "%llu", (unsigned long long)job->done);
	if (job->all >= job->done && job->all > 0)
		rc_buf_printf(b, "/%llu %llu%%", (unsigned long long)job->all,
		              (unsigned long long)(job->done * 100 / job->all));
	rc_buf_printf(b, "  %llu.%llu/s", (unsigned long long)(rate / 10),
	              (unsigned long long)(rate % 10));
	rc_buf_printf(b, "  %s ", _("ran"));
	put_duration(b, ran < 0 ? 0 : ran);
	/* A rate of the first seconds says nothing of the time left. */
	if (job->state == TUI_JOB_RUNS && ran > 3000 && rate > 0 &&
	    job->all > job->done) {
		rc_buf_printf(b, "  %s ", _("left"));
		put_duration(b,
		             (int64_t)((job->all - job->done) * 10000 / rate));
	}
}

static void
put_state(const struct tui_job *job, struct rc_buf *b)
{
	if (job->state == TUI_JOB_RUNS)
		rc_buf_puts(b, _("RUNNING"));
	else if (job->state == TUI_JOB_STOPPING)
		rc_buf_puts(b, _("STOPPING: what flies is finished"));
	else if (WIFEXITED(job->status) && WEXITSTATUS(job->status) <= 1)
		rc_buf_puts(b, _("done"));
	else if (WIFEXITED(job->status))
		rc_buf_printf(b, _("! ended with status %d: %s"),
		              WEXITSTATUS(job->status), job->said);
	else
		rc_buf_puts(b, _("! was killed; what it wrote is kept"));
}

static void
draw_counts(const struct poll *s, const struct tui_job *job,
            struct tui_canvas *canvas, struct tui_rect rect)
{
	struct rc_buf b;
	struct tui_bullet bullet = { (int64_t)job->done, (int64_t)job->all, -1,
		                     TUI_OK };
	struct tui_rect bar = { rect.x + 1, rect.y, rect.w / 3, 1 };
	struct tui_rect line = { bar.x + bar.w + 1, rect.y, rect.w - bar.w - 2,
		                 1 };
	uint64_t failed = job->done - job->outcomes[TUI_POLLED];

	if (job->all < job->done)
		bullet.all = bullet.value;
	tui_bullet_draw(&bullet, canvas, bar);
	rc_buf_init(&b, 1000);
	put_progress(s, job, &b);
	tui_put_in(canvas, line, TUI_PLAIN, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_clear(&b);
	rc_buf_printf(&b, _("answered %llu   changed %llu   failed %llu"),
	              (unsigned long long)job->outcomes[TUI_POLLED],
	              (unsigned long long)job->changed,
	              (unsigned long long)failed);
	tui_put_in(canvas,
	           (struct tui_rect){ rect.x + 1, rect.y + 1, rect.w - 2, 1 },
	           TUI_PLAIN, RC_LEFT, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

/* Whether it runs, and how it signs in. */
static void
draw_state(const struct tui_ctx *ctx, struct tui_canvas *canvas,
           struct tui_rect row)
{
	struct rc_buf b;
	int used;

	rc_buf_init(&b, 1000);
	put_state(ctx->job, &b);
	tui_put_in(canvas, row, TUI_TITLE, RC_LEFT, b.n > 0 ? b.p : "");
	used = (int)rc_text_width(rc_buf_str(&b)) + 3;
	rc_buf_fini(&b);
	row.x += used;
	row.w -= used;
	if (ctx->poll_as != NULL && row.w > 0)
		tui_put_in(canvas, row, TUI_DIM, RC_LEFT, ctx->poll_as);
}

static void
draw_line(const struct poll *s, const struct tui_job *job, size_t i,
          struct tui_canvas *canvas, struct tui_rect row)
{
	const struct line *line = &s->lines[i];
	const struct tui_outcome_info *info = &tui_outcomes[line->cause];
	const struct tui_failure *failure = failure_of(s, job, i);
	int x;

	if (failure == NULL) {
		x = row.x + 2;
		x += tui_putf(canvas, x, row.y,
		              line->cause <= TUI_OTHER_MACHINE ? TUI_BAD
		                                               : TUI_WARN,
		              "! %s (%llu)", _(info->label),
		              (unsigned long long)job->outcomes[line->cause]);
		if (info->advice[0] != '\0')
			tui_put(canvas, x + 2, row.y, TUI_DIM, _(info->advice));
	} else {
		tui_put_in(canvas, (struct tui_rect){ row.x + 5, row.y, 18, 1 },
		           TUI_PLAIN, RC_LEFT, failure->device);
		tui_put_in(canvas,
		           (struct tui_rect){ row.x + 24, row.y, 22, 1 },
		           TUI_PLAIN, RC_LEFT, failure->host);
		tui_put_in(
		        canvas,
		        (struct tui_rect){ row.x + 47, row.y, row.w - 47, 1 },
		        TUI_DIM, RC_LEFT, failure->error);
	}
	if (i != s->at)
		return;
	tui_put(canvas, row.x, row.y, TUI_PLAIN, ">");
	tui_shade(canvas, row, TUI_SELECTED);
	tui_cursor(canvas, row.x, row.y);
}

void
tui_poll_draw(const void *self, const struct tui_ctx *ctx,
              struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct poll *s = self;
	const struct tui_job *job = ctx->job;
	struct tui_rect row = { rect.x, rect.y + HEAD, rect.w, 1 };
	size_t i;

	tui_cursor(canvas, rect.x, rect.y);
	if (job->state == TUI_JOB_NONE) {
		tui_put(canvas, rect.x + 2, rect.y + 1, TUI_PLAIN,
		        _("No poll has run from here yet. P starts one; from "
		          "the list of devices P asks those shown or marked."));
		if (ctx->poll_as != NULL)
			tui_put(canvas, rect.x + 2, rect.y + 2, TUI_DIM,
			        ctx->poll_as);
		return;
	}
	draw_counts(s, job, canvas, rect);
	draw_state(ctx, canvas,
	           (struct tui_rect){ rect.x + 1, rect.y + 2, rect.w - 2, 1 });
	tui_rule(canvas, rect.x, rect.y + HEAD - 1, rect.w,
	         _("Failures by cause"));
	for (i = s->top; i < s->nlines && row.y < rect.y + rect.h; i++) {
		draw_line(s, job, i, canvas, row);
		row.y++;
	}
	if (s->nlines == 0)
		tui_put(canvas, rect.x + 2, row.y, TUI_DIM, _("none so far"));
}

void
tui_poll_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct poll *s = self;
	const char *view =
	        ctx->job->state == TUI_JOB_NONE ? s->view : ctx->job->view;

	rc_buf_puts(b, view[0] == '\0' ? _("all devices with a host") : view);
}

void
tui_poll_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct poll *s = self;
	const struct tui_failure *f = failure_of(s, ctx->job, s->at);

	if (f != NULL)
		rc_buf_printf(b, "%s %s: %s", f->device, f->host, f->error);
}
