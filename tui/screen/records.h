/* SPDX-License-Identifier: MIT */
/*
 * records - the screen of any kind of record: a windowed list with a filter as
 * you type, an order, marks, and beside it (from 120 columns on) the record
 * under the cursor. Devices, links, history and every other kind are rows of
 * the registry over these functions.
 */
#ifndef TUI_SCREEN_RECORDS_H
#define TUI_SCREEN_RECORDS_H

#include "screen/screen.h"
#include "source/records.h"
#include "widget/list.h"
#include "widget/table.h"

struct tui_records_screen {
	const struct rc_kind *kind;
	struct tui_records source;
	struct tui_list list;
	char base[TUI_VIEW_BYTES]; /* from where we came */
	const char *columns; /* a view of columns instead of an empty base */
	char typed[TUI_VIEW_BYTES];   /* the filter */
	char pending[TUI_VIEW_BYTES]; /* what a prompt is about */
	rc_id pending_id;
	char key[80];         /* of the device to retire */
	char problem[200];    /* why the filter does not parse; "" = it does */
	int64_t query_due_ms; /* the filter changed: ask then; 0 = it has not */
	bool renew;           /* other filter or order: old anchors are void */
	int w, h;
	struct rc_arena pane_arena;
	struct rc_doc pane_doc;
	struct tui_table pane;
	const char *full; /* of that row, in pane_arena; NULL = none */
	rc_id pane_id;    /* whose record the pane shows; 0 = nobody's */
};

bool tui_records_open(struct tui_ctx *ctx, const struct tui_go *go, void **ret,
                      struct rc_err *err);
void tui_records_close(void *self);
void tui_records_size(void *self, int w, int h);
bool tui_records_handle(void *self, struct tui_ctx *ctx,
                        const struct tui_event *event, enum tui_action action,
                        struct rc_err *err);
bool tui_records_refresh(void *self, struct tui_ctx *ctx, bool stale,
                         struct rc_err *err);
void tui_records_draw(const void *self, const struct tui_ctx *ctx,
                      struct tui_canvas *canvas, struct tui_rect rect);
void tui_records_scope(const void *self, const struct tui_ctx *ctx,
                       struct rc_buf *b);
void tui_records_full(const void *self, const struct tui_ctx *ctx,
                      struct rc_buf *b);

/* The acts on its rows (acts.c): each starts with a question. */
void tui_records_ask_bulk(struct tui_records_screen *s, struct tui_ctx *ctx);
void tui_records_ask_retire(struct tui_records_screen *s, struct tui_ctx *ctx);
bool tui_records_ask_undo(struct tui_records_screen *s, struct tui_ctx *ctx,
                          struct rc_err *err);
void tui_records_go_poll(struct tui_records_screen *s, struct tui_ctx *ctx);

#endif
