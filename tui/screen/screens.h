/* SPDX-License-Identifier: MIT */
/*
 * screens - the functions of the screens that have a file each; the registry
 * makes rows of them. See screen.h for what each does.
 */
#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H

#include "screen/screen.h"

#define TUI_SCREEN_FUNCTIONS(name)                                             \
	bool tui_##name##_open(struct tui_ctx *ctx, const struct tui_go *go,   \
	                       void **ret, struct rc_err *err);                \
	void tui_##name##_close(void *self);                                   \
	void tui_##name##_size(void *self, int w, int h);                      \
	bool tui_##name##_handle(void *self, struct tui_ctx *ctx,              \
	                         const struct tui_event *event,                \
	                         enum tui_action action, struct rc_err *err);  \
	bool tui_##name##_refresh(void *self, struct tui_ctx *ctx, bool stale, \
	                          struct rc_err *err);                         \
	void tui_##name##_draw(const void *self, const struct tui_ctx *ctx,    \
	                       struct tui_canvas *canvas,                      \
	                       struct tui_rect rect);                          \
	void tui_##name##_scope(const void *self, const struct tui_ctx *ctx,   \
	                        struct rc_buf *b)

TUI_SCREEN_FUNCTIONS(dashboard);
TUI_SCREEN_FUNCTIONS(agencies);
TUI_SCREEN_FUNCTIONS(record);
TUI_SCREEN_FUNCTIONS(edit);
TUI_SCREEN_FUNCTIONS(poll);
TUI_SCREEN_FUNCTIONS(import); /* view: the folder to begin in, or "" */
TUI_SCREEN_FUNCTIONS(report); /* view: a report's name, or "calendar" */

void tui_dashboard_full(const void *self, const struct tui_ctx *ctx,
                        struct rc_buf *b);
void tui_agencies_full(const void *self, const struct tui_ctx *ctx,
                       struct rc_buf *b);
void tui_record_full(const void *self, const struct tui_ctx *ctx,
                     struct rc_buf *b);
void tui_report_full(const void *self, const struct tui_ctx *ctx,
                     struct rc_buf *b);
void tui_poll_full(const void *self, const struct tui_ctx *ctx,
                   struct rc_buf *b);
void tui_edit_full(const void *self, const struct tui_ctx *ctx,
                   struct rc_buf *b);
void tui_import_full(const void *self, const struct tui_ctx *ctx,
                     struct rc_buf *b);
const enum tui_action *tui_import_moment(const void *self);
const char *tui_import_unsaved(const void *self);
bool tui_edit_typing(const void *self);

#endif
