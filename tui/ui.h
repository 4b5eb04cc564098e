/* SPDX-License-Identifier: MIT */
/*
 * ui - the frame around the screens: a stack of them, what asks over them
 * (prompt, choice, notice), the rows above and below. It knows no terminal:
 * events go in, a canvas comes out, so tests drive it as the main loop does.
 *
 *	row 1 title, scope, freshness  | row 2 screens | content |
 *	row h-2 the whole current row | row h-1 prompt or message | row h hints
 *
 *	tui_ui_handle(ui, &event);	// any number of them
 *	tui_ui_refresh(ui, now_ms);	// queries, when something asks for them
 *	tui_ui_draw(ui, &canvas);	// draws, and nothing else
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "screen/screen.h"
#include "tui.h"

#define TUI_DEPTH  12 /* screens on the stack */
#define TUI_MIN_W  40
#define TUI_MIN_H  12
#define TUI_OPENED 10 /* screens with a number, kept while open */

/* A screen that is open. */
struct tui_view {
	const struct tui_screen *screen;
	const struct rc_kind *kind;
	void *self;
	bool stale;
	int w, h; /* as last told */
};

struct tui_ui {
	struct tui_ctx ctx;
	struct tui_job job;
	struct tui_view roots[TUI_OPENED]; /* by digit; self NULL = not open */
	int root;
	struct tui_view stack[TUI_DEPTH]; /* above the root */
	size_t depth;
	int w, h;
	bool told_ime; /* the hint on input methods was given */
};

bool tui_ui_init(struct tui_ui *ui, struct rc_app *app,
                 const struct tui_options *options, struct rc_err *err) RC_MUST;
void tui_ui_fini(struct tui_ui *ui);
void tui_ui_handle(struct tui_ui *ui, const struct tui_event *event);
void tui_ui_refresh(struct tui_ui *ui, int64_t now_ms);
/* Does the work that a screen has asked for (tui_work); false: there is none.
 * Not from within an event. */
bool tui_ui_work(struct tui_ui *ui);
void tui_ui_stale(struct tui_ui *ui); /* the data has changed */
void tui_ui_draw(const struct tui_ui *ui, struct tui_canvas *canvas);
/* Milliseconds until refresh wants to be called; -1 = no wish. */
int tui_ui_wait(const struct tui_ui *ui, int64_t now_ms);

#endif
