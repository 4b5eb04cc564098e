/* SPDX-License-Identifier: MIT */
/*
 * dashboard - where the targets of the year stand: one bullet per indicator and
 * tier, the agencies furthest behind, the reports that fall due. The cursor
 * runs over all three; Enter goes to what it is on.
 */
#include "screen/screens.h"

#include "source/sheet.h"
#include "widget/gauge.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include <stdlib.h>

#define WORST_MAX 40
#define DUE_DAYS  120
#define TWO_PANES 60 /* columns */

struct dashboard {
	struct rc_arena arena; /* of what is due, and of another year */
	struct rc_quota quota; /* of this year: borrowed from the frame */
	const struct rc_quota_agency *worst[WORST_MAX];
	size_t nworst;
	struct rc_due *due;
	size_t ndue;
	rc_date today;
	int year; /* chosen; 0 = that of the day */
	bool year_changed, loaded;
	size_t at; /* rows, then worst, then due */
	int w, h;
};

bool
tui_dashboard_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                   struct rc_err *err)
{
	struct dashboard *s = rc_alloc(1, sizeof(*s));

	(void)ctx;
	(void)go;
	if (s == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&s->arena);
	*ret = s;
	return true;
}

void
tui_dashboard_close(void *self)
{
	struct dashboard *s = self;

	rc_arena_fini(&s->arena);
	rc_free(s);
}

void
tui_dashboard_size(void *self, int w, int h)
{
	struct dashboard *s = self;

	s->w = w;
	s->h = h;
}

/* Rows of the two lower panes that fit. */
static int
lower_rows(const struct dashboard *s, int h)
{
	int rows = h - (int)s->quota.nrows - 3;

	return rows < 0 ? 0 : rows;
}

static size_t
shown(size_t n, int rows)
{
	return n < (size_t)rows ? n : (size_t)rows;
}

static size_t
last_row(const struct dashboard *s)
{
	int rows = lower_rows(s, s->h);
	size_t n =
	        s->quota.nrows + shown(s->nworst, rows) + shown(s->ndue, rows);

	return n > 0 ? n - 1 : 0;
}

/* What the cursor is on; at most one is not NULL. */
struct spot {
	const struct rc_quota_row *row;
	const struct rc_quota_agency *agency;
	const struct rc_due *due;
};

static struct spot
spot_of(const struct dashboard *s)
{
	struct spot spot = { 0 };
	int rows = lower_rows(s, s->h);
	size_t at = s->at;

	if (at < s->quota.nrows) {
		spot.row = &s->quota.rows[at];
		return spot;
	}
	at -= s->quota.nrows;
	if (at < shown(s->nworst, rows)) {
		spot.agency = s->worst[at];
		return spot;
	}
	at -= shown(s->nworst, rows);
	if (at < shown(s->ndue, rows))
		spot.due = &s->due[at];
	return spot;
}

static void
on_year(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct dashboard *s = self;

	(void)ctx;
	(void)text;
	if (id <= 0)
		return;
	s->year = id;
	s->year_changed = true;
}

static void
ask_year(struct dashboard *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice =
	        tui_choose(ctx, s, on_year, _("Year of the plan"));
	int now = rc_civil_of(rc_app_as_of(ctx->app)).year;
	int year;
	char label[16];

	for (year = now - 2; choice != NULL && year <= now + 5; year++) {
		(void)snprintf(label, sizeof(label), "%d", year);
		tui_choice_add(choice, (struct tui_choice_item){ .label = label,
		                                                 .id = year });
	}
	if (choice != NULL)
		tui_choice_select(choice, s->quota.year);
}

static void
open_spot(struct dashboard *s, struct tui_ctx *ctx)
{
	struct spot spot = spot_of(s);
	char view[TUI_VIEW_BYTES];

	if (spot.row != NULL)
		tui_go(ctx, "agencies", NULL, 0, "");
	else if (spot.due != NULL)
		tui_go(ctx, "calendar", NULL, 0, "calendar");
	if (spot.agency == NULL)
		return;
	(void)snprintf(view, sizeof(view), "agency=under:\"%.200s\"",
	               spot.agency->code);
	tui_go(ctx, "records", &rc_kind_device, 0, view);
}

bool
tui_dashboard_handle(void *self, struct tui_ctx *ctx,
                     const struct tui_event *event, enum tui_action action,
                     struct rc_err *err)
{
	struct dashboard *s = self;
	int rows = lower_rows(s, s->h);
	size_t parts[3] = { 0, s->quota.nrows,
		            s->quota.nrows + shown(s->nworst, rows) };
	size_t last = last_row(s);
	size_t i;

	(void)event;
	(void)err;
	if (action == TUI_ACT_UP && s->at > 0)
		s->at--;
	else if (action == TUI_ACT_DOWN && s->at < last)
		s->at++;
	else if (action == TUI_ACT_HOME || action == TUI_ACT_PAGE_UP)
		s->at = 0;
	else if (action == TUI_ACT_END || action == TUI_ACT_PAGE_DOWN)
		s->at = last;
	else if (action == TUI_ACT_OPEN)
		open_spot(s, ctx);
	else if (action == TUI_ACT_YEAR)
		ask_year(s, ctx);
	else if (action == TUI_ACT_BACK)
		ctx->back = true;
	else if (action == TUI_ACT_NEXT) {
		for (i = 0; i < 3 && parts[i] <= s->at; i++)
			;
		s->at = i < 3 && parts[i] <= last ? parts[i] : 0;
	}
	return true;
}

/* Conforming posts of the agency in ten-thousandths. */
static int64_t
share(const struct rc_quota_agency *agency)
{
	return agency->posts > 0 ? agency->conforming * 10000 / agency->posts
	                         : 0;
}

static int
compare_share(const void *left, const void *right)
{
	const struct rc_quota_agency *a =
	        *(const struct rc_quota_agency *const *)left;
	const struct rc_quota_agency *b =
	        *(const struct rc_quota_agency *const *)right;

	if (share(a) != share(b))
		return share(a) < share(b) ? -1 : 1;
	if (a->posts != b->posts)
		return a->posts > b->posts ? -1 : 1;
	return a < b ? -1 : a > b;
}

static bool
rank_worst(struct dashboard *s, struct rc_err *err)
{
	const struct rc_quota_agency **all =
	        rc_arena_alloc(&s->arena, s->quota.nagencies + 1, sizeof(*all));
	size_t n = 0;
	size_t i;

	if (all == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < s->quota.nagencies; i++)
		if (s->quota.agencies[i].evaluable &&
		    !s->quota.agencies[i].conforms)
			all[n++] = &s->quota.agencies[i];
	qsort(all, n, sizeof(*all), compare_share);
	s->nworst = n < WORST_MAX ? n : WORST_MAX;
	for (i = 0; i < s->nworst; i++)
		s->worst[i] = all[i];
	return true;
}

/* The year of the day is what other screens show, too; another one is computed
 * here alone. */
static bool
compute(const struct dashboard *s, struct tui_ctx *ctx, struct rc_arena *arena,
        struct rc_quota *ret, struct rc_err *err)
{
	struct rc_quota_options options = { .year = s->year };
	const struct rc_quota *shared;

	if (s->year != 0)
		return rc_quota_compute(ctx->app, &options, arena, ret, err);
	if (!tui_verdict(ctx, &shared, err))
		return false;
	*ret = *shared;
	return true;
}

/* Moves what is not done yet to the front; how many that are. */
static size_t
still_open(struct rc_due *due, size_t n)
{
	size_t open = 0;
	size_t i;

	for (i = 0; i < n; i++)
		if (due[i].state == RC_DUE_OPEN || due[i].state == RC_DUE_LATE)
			due[open++] = due[i];
	return open;
}

bool
tui_dashboard_refresh(void *self, struct tui_ctx *ctx, bool stale,
                      struct rc_err *err)
{
	struct dashboard *s = self;
	struct rc_arena arena;
	struct rc_quota quota;
	struct rc_due *due;
	size_t ndue;

	if (!stale && !s->year_changed)
		return true;
	s->year_changed = false;
	s->today = rc_app_today(ctx->app);
	rc_arena_init(&arena);
	if (!compute(s, ctx, &arena, &quota, err)) {
		rc_arena_fini(&arena);
		return false;
	}
	/* The former verdict may be gone from here on. */
	rc_arena_fini(&s->arena);
	s->arena = arena;
	s->quota = quota;
	s->nworst = s->ndue = 0;
	if (!rc_calendar(ctx->app, s->today, s->today + DUE_DAYS, &s->arena,
	                 &due, &ndue, err))
		return false;
	s->due = due;
	s->ndue = still_open(due, ndue);
	s->loaded = true;
	if (s->at > last_row(s))
		s->at = last_row(s);
	return rank_worst(s, err);
}

/* --- drawing -------------------------------------------------------------- */

static const char *
word_of(const struct rc_quota_row *row, int *ret_role)
{
	if (row->met_conforming) {
		*ret_role = TUI_OK;
		return "OK";
	}
	*ret_role = row->met_equipped ? TUI_WARN : TUI_BAD;
	return row->met_equipped ? _("! unproven") : _("!! slow");
}

static void
mark_cursor(const struct dashboard *s, size_t index, struct tui_canvas *canvas,
            struct tui_rect line)
{
	if (index != s->at)
		return;
	tui_put(canvas, line.x, line.y, TUI_PLAIN, ">");
	tui_shade(canvas, line, TUI_SELECTED);
	tui_cursor(canvas, line.x, line.y);
}

/* The columns before the bar: x and width; dropped from the right as the
 * screen narrows. */
enum { TIER, TARGET, NEED, EQUIPPED, CONFORMING, PERCENT, CELLS };
static const struct {
	const char *label;
	int x, w;
} cells[CELLS] = {
	[TIER] = { N_("Tier"), 2, 14 },
	[TARGET] = { N_("Goal"), 17, 5 },
	[NEED] = { N_("Need"), 23, 5 },
	[EQUIPPED] = { N_("Equipped"), 29, 8 },
	[CONFORMING] = { N_("Conforming"), 38, 10 },
	[PERCENT] = { "%", 49, 5 },
};
#define BAR_X  56
#define WORD_W 11

static void
draw_head(struct tui_canvas *canvas, struct tui_rect line)
{
	int i;

	for (i = 0; i < CELLS; i++) {
		struct tui_rect cell = { line.x + cells[i].x, line.y,
			                 cells[i].w, 1 };

		if (cells[i].x + cells[i].w <= line.w)
			tui_put_in(canvas, cell, TUI_DIM,
			           i == TIER ? RC_LEFT : RC_RIGHT,
			           _(cells[i].label));
	}
}

static void
draw_quota_row(const struct rc_quota_row *row, struct tui_canvas *canvas,
               struct tui_rect line)
{
	char texts[CELLS][64];
	struct tui_bullet bullet = { row->conforming, row->roster, row->needed,
		                     TUI_PLAIN };
	struct tui_rect bar = { line.x + BAR_X, line.y,
		                line.w - BAR_X - WORD_W - 1, 1 };
	const char *word = word_of(row, &bullet.role);
	int i;

	(void)snprintf(texts[TIER], 64, "%s %s", row->indicator,
	               _(rc_tier_words[row->tier].label));
	(void)snprintf(texts[TARGET], 64, "%lld%%",
	               (long long)row->target_percent);
	(void)snprintf(texts[NEED], 64, "%lld", (long long)row->needed);
	(void)snprintf(texts[EQUIPPED], 64, "%lld", (long long)row->equipped);
	(void)snprintf(texts[CONFORMING], 64, "%lld/%lld",
	               (long long)row->conforming, (long long)row->roster);
	(void)snprintf(texts[PERCENT], 64, "%lld%%",
	               (long long)(row->roster > 0
	                                   ? row->conforming * 100 / row->roster
	                                   : 0));
	for (i = 0; i < CELLS; i++) {
		struct tui_rect cell = { line.x + cells[i].x, line.y,
			                 cells[i].w, 1 };

		if (cells[i].x + cells[i].w <= line.w)
			tui_put_in(canvas, cell, TUI_PLAIN,
			           i == TIER ? RC_LEFT : RC_RIGHT, texts[i]);
	}
	if (bar.w >= 8)
		tui_bullet_draw(&bullet, canvas, bar);
	tui_put_in(canvas,
	           (struct tui_rect){ line.x + line.w - WORD_W, line.y, WORD_W,
	                              1 },
	           bullet.role, RC_LEFT, word);
}

static void
draw_quota(const struct dashboard *s, struct tui_canvas *canvas,
           struct tui_rect rect)
{
	struct tui_rect line = { rect.x, rect.y + 1, rect.w, 1 };
	char title[120];
	size_t i;

	(void)snprintf(title, sizeof(title),
	               _("Targets %d: agencies with %d%% of posts"),
	               s->quota.year, s->quota.theta);
	tui_rule(canvas, rect.x, rect.y, rect.w, title);
	draw_head(canvas, line);
	for (i = 0; i < s->quota.nrows; i++) {
		line.y++;
		draw_quota_row(&s->quota.rows[i], canvas, line);
		mark_cursor(s, i, canvas, line);
	}
	if (s->quota.nrows == 0)
		tui_put(canvas, rect.x + 2, line.y, TUI_DIM,
		        _("no targets for this year: rollcall init --plan "
		          "..."));
}

static void
draw_worst(const struct dashboard *s, struct tui_canvas *canvas,
           struct tui_rect rect)
{
	struct tui_rect line = { rect.x, rect.y, rect.w, 1 };
	size_t i;

	tui_rule(canvas, rect.x, rect.y, rect.w, _("Furthest behind"));
	for (i = 0; i < s->nworst && line.y + 1 < rect.y + rect.h; i++) {
		const struct rc_quota_agency *a = s->worst[i];
		struct tui_rect name = { rect.x + 2, ++line.y, rect.w - 20, 1 };
		char numbers[64];

		(void)snprintf(numbers, sizeof(numbers), "%lld/%lld %3lld%% %s",
		               (long long)a->conforming, (long long)a->posts,
		               (long long)(share(a) / 100),
		               a->equipped ? "! " : "!!");
		tui_put_in(canvas, name, TUI_PLAIN, RC_LEFT, a->name);
		tui_put_in(canvas,
		           (struct tui_rect){ rect.x + rect.w - 18, line.y, 17,
		                              1 },
		           a->equipped ? TUI_WARN : TUI_BAD, RC_RIGHT, numbers);
		mark_cursor(s, s->quota.nrows + i, canvas, line);
	}
	if (s->nworst == 0 && s->quota.nagencies > 0)
		tui_put(canvas, rect.x + 2, line.y + 1, TUI_OK,
		        _("every agency conforms"));
}

static void
draw_due(const struct dashboard *s, struct tui_canvas *canvas,
         struct tui_rect rect)
{
	struct tui_rect line = { rect.x, rect.y, rect.w, 1 };
	size_t first = s->quota.nrows + shown(s->nworst, lower_rows(s, s->h));
	size_t i;

	tui_rule(canvas, rect.x, rect.y, rect.w, _("Due reports"));
	for (i = 0; i < s->ndue && line.y + 1 < rect.y + rect.h; i++) {
		struct tui_rect what;
		struct rc_buf b;
		int64_t days = s->due[i].last_good - s->today;

		what = (struct tui_rect){ rect.x + 13, ++line.y, rect.w - 27,
			                  1 };
		rc_buf_init(&b, 400);
		rc_date_put_dmy(&b, s->due[i].last_good);
		tui_put(canvas, rect.x + 2, line.y, TUI_PLAIN,
		        b.n > 0 ? b.p : "");
		rc_buf_clear(&b);
		rc_buf_printf(&b, "%s %s", s->due[i].code, s->due[i].title);
		tui_put_in(canvas, what, TUI_PLAIN, RC_LEFT,
		           b.n > 0 ? b.p : "");
		rc_buf_clear(&b);
		if (days == 0)
			rc_buf_puts(&b, _("today"));
		else
			rc_buf_printf(&b,
			              days < 0 ? _("late by %lld d")
			                       : _("%lld days left"),
			              (long long)(days < 0 ? -days : days));
		tui_put_in(canvas,
		           (struct tui_rect){ rect.x + rect.w - 14, line.y, 14,
		                              1 },
		           days < 7 ? TUI_WARN : TUI_DIM, RC_RIGHT,
		           b.n > 0 ? b.p : "");
		rc_buf_fini(&b);
		mark_cursor(s, first + i, canvas, line);
	}
}

void
tui_dashboard_draw(const void *self, const struct tui_ctx *ctx,
                   struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct dashboard *s = self;
	int top = (int)s->quota.nrows + 2;
	struct tui_rect left = { rect.x, rect.y + top, rect.w, rect.h - top };
	struct tui_rect right = left;

	(void)ctx;
	if (!s->loaded) {
		tui_put(canvas, rect.x, rect.y, TUI_DIM, _("reading..."));
		return;
	}
	draw_quota(s, canvas, rect);
	if (left.h < 2)
		return;
	if (rect.w < TWO_PANES) {
		draw_worst(s, canvas, left);
		return;
	}
	left.w = rect.w / 2 - 1;
	right.x = rect.x + left.w + 1;
	right.w = rect.w - left.w - 1;
	draw_worst(s, canvas, left);
	draw_due(s, canvas, right);
}

void
tui_dashboard_scope(const void *self, const struct tui_ctx *ctx,
                    struct rc_buf *b)
{
	const struct dashboard *s = self;

	(void)ctx;
	rc_buf_printf(b, _("year %d  %zu agencies  as of "), s->quota.year,
	              s->quota.nagencies);
	rc_date_put_dmy(b, s->quota.as_of);
}

void
tui_dashboard_full(const void *self, const struct tui_ctx *ctx,
                   struct rc_buf *b)
{
	const struct dashboard *s = self;
	struct spot spot = spot_of(s);

	(void)ctx;
	if (spot.row != NULL)
		rc_buf_printf(b,
		              _("%s %s: %lld of %lld needed; %lld equipped by "
		                "handover, %lld conform by facts, %lld "
		                "unknown, %lld without posts"),
		              spot.row->indicator,
		              _(rc_tier_words[spot.row->tier].label),
		              (long long)spot.row->needed,
		              (long long)spot.row->roster,
		              (long long)spot.row->equipped,
		              (long long)spot.row->conforming,
		              (long long)spot.row->unknown,
		              (long long)spot.row->not_evaluable);
	if (spot.agency != NULL)
		rc_buf_printf(b,
		              _("%s %s: %lld posts, %lld served, %lld "
		                "conforming, %lld unknown"),
		              spot.agency->code, spot.agency->name,
		              (long long)spot.agency->posts,
		              (long long)spot.agency->served,
		              (long long)spot.agency->conforming,
		              (long long)spot.agency->unknown);
	if (spot.due != NULL)
		rc_buf_printf(b, "%s %s: %s -> %s (%s)", spot.due->code,
		              spot.due->title,
		              rc_text_or_empty(spot.due->from_role),
		              rc_text_or_empty(spot.due->to_role),
		              rc_text_or_empty(spot.due->source));
}
