/* SPDX-License-Identifier: MIT */
/*
 * input - one line of text under a cursor. The cursor stands between
 * characters as people see them; the text is always NFC. Input methods that
 * take back and retype ("vie", Backspace, "ê", "t") work because each key is
 * one edit, in whatever pieces it came.
 *
 * Keys: arrows, Home End Ctrl-A Ctrl-E, Backspace Delete, Ctrl-W word, Ctrl-U
 * to the start, Ctrl-K to the end; up and down walk the history if there is
 * one. Enter, Esc and Tab are the owner's.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "canvas/canvas.h"
#include "event.h"

#define TUI_INPUT_BYTES 1000
#define TUI_HISTORY     20

struct tui_history {
	char lines[TUI_HISTORY][TUI_INPUT_BYTES + 1]; /* the oldest first */
	size_t n;
};

struct tui_input {
	char text[TUI_INPUT_BYTES + 1];
	size_t n, at; /* bytes; the cursor stands before text[at] */
	struct tui_history *history; /* NULL = none */
	size_t past; /* lines back in the history; 0 = the line itself */
};

void tui_input_init(struct tui_input *input, struct tui_history *history);
/* Replaces the text, cut at a character if too long; cursor at the end. */
void tui_input_set(struct tui_input *input, const char *text);
/* True if the event was one for it. */
bool tui_input_handle(struct tui_input *input, const struct tui_event *event);
/* Draws into the first row of `rect`, scrolled so that the cursor is seen, and
 * puts the hardware cursor there. */
void tui_input_draw(const struct tui_input *input, struct tui_canvas *canvas,
                    struct tui_rect rect, int role);
/* Remembers the text, once, as the latest line. */
void tui_input_remember(struct tui_input *input);

#endif
