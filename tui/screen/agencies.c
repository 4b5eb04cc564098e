/* SPDX-License-Identifier: MIT */
/* agencies - the roster with its verdict; Enter shows an agency's devices. */
#include "screen/screens.h"

#include "source/agencies.h"
#include "widget/list.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>

struct agencies {
	struct tui_agencies source;
	struct tui_list list;
	int theta;
	bool changed; /* filter or order */
};

bool
tui_agencies_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                  struct rc_err *err)
{
	struct agencies *s = rc_alloc(1, sizeof(*s));

	(void)ctx;
	if (s == NULL)
		return rc_fail_nomem(err);
	tui_agencies_init(&s->source);
	tui_list_init(&s->list, tui_agencies_source(&s->source));
	(void)snprintf(s->source.filter, sizeof(s->source.filter), "%s",
	               go->view);
	*ret = s;
	return true;
}

void
tui_agencies_close(void *self)
{
	struct agencies *s = self;

	tui_list_fini(&s->list);
	tui_agencies_fini(&s->source);
	rc_free(s);
}

void
tui_agencies_size(void *self, int w, int h)
{
	struct agencies *s = self;

	(void)w;
	tui_list_size(&s->list, h - 1);
}

static void
on_filter(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct agencies *s = self;

	(void)ctx;
	(void)id;
	(void)snprintf(s->source.filter, sizeof(s->source.filter), "%.490s",
	               text);
	s->changed = true;
}

static void
on_sort(void *self, struct tui_ctx *ctx, const char *text, int id)
{
	struct agencies *s = self;

	(void)ctx;
	(void)text;
	if (id < 0)
		return;
	s->source.order = (enum tui_agency_order)id;
	s->source.descending = false;
	s->changed = true;
}

static void
ask_sort(struct agencies *s, struct tui_ctx *ctx)
{
	struct tui_choice *choice = tui_choose(ctx, s, on_sort, _("Sort by"));
	int i;

	for (i = 0; choice != NULL && i < TUI_AGENCY_ORDERS; i++) {
		struct tui_choice_item item = { .label =
			                                _(tui_agency_orders[i]),
			                        .id = i };

		tui_choice_add(choice, item);
	}
}

static void
open_devices(struct agencies *s, struct tui_ctx *ctx)
{
	const struct tui_row *row = tui_list_row(&s->list);
	char view[TUI_VIEW_BYTES];

	if (row == NULL)
		return;
	(void)snprintf(view, sizeof(view), "agency=under:\"%.200s\"",
	               row->cells[0]);
	tui_go(ctx, "records", &rc_kind_device, 0, view);
}

bool
tui_agencies_handle(void *self, struct tui_ctx *ctx,
                    const struct tui_event *event, enum tui_action action,
                    struct rc_err *err)
{
	struct agencies *s = self;
	const struct tui_row *row = tui_list_row(&s->list);
	bool used;

	(void)event;
	switch ((int)action) {
	case TUI_ACT_OPEN:
		open_devices(s, ctx);
		return true;
	case TUI_ACT_EXPLAIN:
		if (row != NULL)
			tui_go(ctx, "reports", &rc_kind_agency, row->id,
			       row->cells[0]);
		return true;
	case TUI_ACT_EDIT:
		if (row != NULL && tui_may_write(ctx))
			tui_go(ctx, "edit", &rc_kind_agency, row->id, "");
		return true;
	case TUI_ACT_FILTER:
		tui_ask(ctx, s, on_filter, _("Filter"), NULL);
		ctx->modal.typed = on_filter;
		tui_input_set(&ctx->modal.input, s->source.filter);
		return true;
	case TUI_ACT_SORT:
		ask_sort(s, ctx);
		return true;
	case TUI_ACT_REVERSE:
		s->source.descending = !s->source.descending;
		s->changed = true;
		return true;
	case TUI_ACT_BACK:
		ctx->back = s->source.filter[0] == '\0';
		s->source.filter[0] = '\0';
		s->changed = true;
		return true;
	default:
		return tui_list_handle(&s->list, action, &used, err);
	}
}

bool
tui_agencies_refresh(void *self, struct tui_ctx *ctx, bool stale,
                     struct rc_err *err)
{
	struct agencies *s = self;
	const struct rc_quota *quota;

	if (!stale && !s->changed)
		return true;
	if (!tui_verdict(ctx, &quota, err))
		return false;
	s->changed = false;
	s->theta = quota->theta;
	return tui_agencies_set(&s->source, quota, err) &&
	       tui_list_renew(&s->list, err);
}

void
tui_agencies_draw(const void *self, const struct tui_ctx *ctx,
                  struct tui_canvas *canvas, struct tui_rect rect)
{
	const struct agencies *s = self;

	(void)ctx;
	tui_list_draw(&s->list, canvas, rect, true);
	if (s->list.page.n == 0 && s->list.counted)
		tui_put(canvas, rect.x + 3, rect.y + 2, TUI_DIM,
		        s->source.filter[0] != '\0'
		                ? _("nothing matches the filter")
		                : _("no agencies yet: rollcall import "
		                    "agencies"));
}

void
tui_agencies_scope(const void *self, const struct tui_ctx *ctx,
                   struct rc_buf *b)
{
	const struct agencies *s = self;

	(void)ctx;
	rc_buf_printf(b, "%llu", (unsigned long long)s->list.count);
	rc_buf_printf(b, _("  theta %d%%"), s->theta);
	if (s->source.order != TUI_BY_CODE || s->source.descending) {
		rc_buf_printf(b, "  %s: %s", _("sort"),
		              _(tui_agency_orders[s->source.order]));
		rc_buf_puts(b, s->source.descending ? " ▼" : " ▲");
	}
	if (s->source.filter[0] != '\0')
		rc_buf_printf(b, "  / %s", s->source.filter);
}

void
tui_agencies_full(const void *self, const struct tui_ctx *ctx, struct rc_buf *b)
{
	const struct agencies *s = self;
	const struct tui_row *row = tui_list_row(&s->list);

	(void)ctx;
	if (row != NULL)
		rc_buf_puts(b, row->full);
}
