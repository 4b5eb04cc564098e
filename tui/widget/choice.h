/* SPDX-License-Identifier: MIT */
/*
 * choice - pick one of a list by moving or by typing part of it, without marks
 * and in any case. Sort picker, help, palette and the choices of a form are
 * all this widget.
 */
#ifndef TUI_CHOICE_H
#define TUI_CHOICE_H

#include "widget/input.h"

#include <rollcall/base/mem.h>

#define TUI_CHOICE_MAX 5000

struct tui_choice_item {
	const char *label, *detail; /* detail may be "" */
	const char *also;           /* further words to find it by, or "" */
	int id;
};

struct tui_choice {
	struct rc_arena arena; /* of the texts */
	const char *title;
	struct tui_choice_item *items; /* heap */
	size_t n, cap;
	struct tui_input input;
	size_t *shown; /* heap: indexes of the items that match */
	size_t cap_shown;
	size_t nshown, at;
	int height; /* rows of items on screen: what a page is */
};

enum tui_choice_end { TUI_CHOICE_OPEN, TUI_CHOICE_PICKED, TUI_CHOICE_CLOSED };

void tui_choice_init(struct tui_choice *choice, const char *title);
void tui_choice_fini(struct tui_choice *choice);
/* Texts are copied; an item too many is left out. */
void tui_choice_add(struct tui_choice *choice, struct tui_choice_item item);
void tui_choice_select(struct tui_choice *choice, int id);
enum tui_choice_end tui_choice_handle(struct tui_choice *choice,
                                      const struct tui_event *event);
/* The item under the cursor; NULL when nothing matches. */
const struct tui_choice_item *tui_choice_item(const struct tui_choice *choice);
/* Draws over the bottom of `rect`, as high as it needs. */
void tui_choice_draw(const struct tui_choice *choice, struct tui_canvas *canvas,
                     struct tui_rect rect);

#endif
