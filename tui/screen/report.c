/* SPDX-License-Identifier: MIT */
/* report - the reports and the calendar as tables; Tab goes to the next. One of
 * an agency explains how it is judged, and stands alone. */
#include "screen/screens.h"

#include "source/sheet.h"
#include "widget/table.h"

#include <rollcall/app/figures.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>

#include <string.h>

struct report {
	bool calendar;
	char agency[TUI_VIEW_BYTES]; /* code; "" = a report */
	size_t which;                /* in rc_reports */
	bool changed;
	struct rc_arena arena;
	struct rc_doc doc;
	struct tui_table table;
};

bool
tui_report_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                struct rc_err *err)
{
	struct report *s = rc_alloc(1, sizeof(*s));
	size_t i;

	(void)ctx;
	if (s == NULL)
		return rc_fail_nomem(err);
	s->calendar = strcmp(go->screen, "calendar") == 0;
	if (go->kind == &rc_kind_agency)
		(void)snprintf(s->agency, sizeof(s->agency), "%s", go->view);
	for (i = 0; rc_reports[i].name != NULL; i++)
		if (strcmp(rc_reports[i].name, go->view) == 0)
			s->which = i;
	rc_arena_init(&s->arena);
	*ret = s;
	return true;
}

void
tui_report_close(void *self)
{
	struct report *s = self;

	rc_arena_fini(&s->arena);
	rc_free(s);
}

void
tui_report_size(void *self, int w, int h)
{
	struct report *s = self;

	(void)w;
	tui_table_size(&s->table, h);
}

static void
go_to(struct report *s, int step)
{
	size_t n = 0;

	while (rc_reports[n].name != NULL)
		n++;
	if (s->calendar || s->agency[0] != '\0' || n == 0)
		return;
	s->which = (s->which + n + (size_t)(step + (int)n)) % n;
	s->table.at = s->table.top = 0;
	s->table.shift = 0;
	s->changed = true;
}

bool
tui_report_handle(void *self, struct tui_ctx *ctx,
                  const struct tui_event *event, enum tui_action action,
                  struct rc_err *err)
{
	struct report *s = self;

	(void)event;
	(void)err;
	if (tui_table_handle(&s->table, action))
		return true;
	if (action == TUI_ACT_BACK)
		ctx->back = true;
	if (action == TUI_ACT_NEXT || action == TUI_ACT_PREVIOUS)
		go_to(s, action == TUI_ACT_NEXT ? 1 : -1);
	return true;
}

static bool
make(struct report *s, struct tui_ctx *ctx, struct rc_arena *arena,
     struct rc_doc *doc, struct rc_err *err)
{
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};

	if (s->agency[0] != '\0')
		return rc_quota_explain(ctx->app, s->agency, &options.quota,
		                        arena, doc, err);
	if (s->calendar)
		return tui_sheet_calendar(ctx->app, arena, doc, err);
	return rc_report_make(ctx->app, rc_reports[s->which].name, &options,
	                      arena, doc, err);
}

/* Rows that are made while they are printed have to be kept to be shown; the
 * devices themselves have a screen of their own. */
#define KEPT_ROWS 500u

static bool
keep_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_section *section = to;
	struct rc_doc_cell *cells;
	size_t i;

	if (section->nrows == KEPT_ROWS)
		return rc_fail(err, RC_ECANCELLED, "%s", "");
	cells = rc_section_row(section, row->style);
	for (i = 0; cells != NULL && i < section->ncolumns; i++) {
		cells[i] = row->cells[i];
		if (cells[i].type != RC_CELL_TEXT)
			continue;
		cells[i].text =
		        rc_arena_text(section->doc->arena, cells[i].text);
		section->doc->failed |= cells[i].text == NULL;
	}
	return true;
}

static bool
keep_rows(struct rc_doc *doc, struct rc_err *err)
{
	struct rc_section *section;

	for (section = doc->sections; section != NULL;
	     section = section->next) {
		if (section->source == NULL)
			continue;
		section->doc = doc;
		if (!rc_section_each(section, keep_row, section, err) &&
		    section->nrows < KEPT_ROWS)
			return false;
		section->source = NULL;
	}
	return rc_doc_done(doc, err);
}

bool
tui_report_refresh(void *self, struct tui_ctx *ctx, bool stale,
                   struct rc_err *err)
{
	struct report *s = self;
	struct rc_arena arena;
	struct rc_doc doc;

	if (!stale && !s->changed)
		return true;
	s->changed = false;
	if (!s->calendar && rc_reports[s->which].name == NULL)
		return true;
	rc_arena_init(&arena);
	if (!make(s, ctx, &arena, &doc, err) || !keep_rows(&doc, err)) {
		rc_arena_fini(&arena);
		return false;
	}
	rc_arena_fini(&s->arena);
	s->arena = arena;
	s->doc = doc;
	s->doc.arena = &s->arena;
	return tui_table_set(&s->table, &s->doc, err);
}

void
tui_report_draw(const void *self, const struct tui_ctx *ctx,
                struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct report *s = self;

	(void)ctx;
	tui_table_draw(&s->table, canvas, rect, true);
}

void
tui_report_scope(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct report *s = self;

	(void)ctx;
	if (s->table.doc != NULL)
		rc_buf_puts(b, _(s->table.doc->title));
}

void
tui_report_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct report *s = self;

	(void)ctx;
	tui_table_full(&s->table, b);
}
