/* SPDX-License-Identifier: MIT */
/*
 * term - the terminal itself, and the only user of curses: takes it, paints a
 * canvas on it, reads its keys, gives it back.
 *
 * curses only writes. Keys are read as bytes and decoded by keys.h, because
 * get_wch() loses characters that arrive in two pieces. A frame that equals
 * the one before sends nothing at all.
 *
 *	if (!tui_term_open(&options, on_event, ctx, &term, err)) ...
 *	while (tui_term_wait(term, NULL, 0, 1000)) {
 *		... draw ...
 *		if (!tui_term_paint(term, &canvas, err)) ...
 *	}
 *	tui_term_close(term);
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "canvas/canvas.h"
#include "event.h"

#include <poll.h>

struct tui_term;
struct tui_term_options {
	bool ascii;
	bool colour;
};

/* `emit` hears of every key and every change of size, the first size too. */
bool tui_term_open(const struct tui_term_options *options,
                   void (*emit)(void *ctx, const struct tui_event *event),
                   void *ctx, struct tui_term **ret,
                   struct rc_err *err) RC_MUST;
void tui_term_close(struct tui_term *term); /* takes NULL */

bool tui_term_ascii(const struct tui_term *term); /* nothing but ASCII? */

/* Waits for keys, signals, or one of `others` (as poll(2) does), at most
 * timeout_ms (-1 = for ever), and emits what came. False when the program is
 * to end: the line dropped, SIGTERM, SIGHUP, SIGINT. */
bool tui_term_wait(struct tui_term *term, struct pollfd *others, size_t nothers,
                   int timeout_ms) RC_MUST;

/* Shows the canvas and puts the cursor where it says. */
bool tui_term_paint(struct tui_term *term, const struct tui_canvas *canvas,
                    struct rc_err *err) RC_MUST;
void tui_term_repaint(struct tui_term *term); /* Ctrl-L: everything anew */
void tui_term_suspend(struct tui_term *term); /* Ctrl-Z */

#endif
