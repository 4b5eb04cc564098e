/* SPDX-License-Identifier: MIT */
/*
 * gauge - a bullet: how much is there, how much is wanted. The number and a
 * word stand beside it, put there by the screen: colour and length alone mean
 * nothing.
 *
 *	███████████▎░░░░┃     77 of 100, target at the line
 *	[########....|   ]	the same in ASCII
 */
#ifndef TUI_GAUGE_H
#define TUI_GAUGE_H

#include "canvas/canvas.h"

struct tui_bullet {
	int64_t value, all; /* the bar shows value of all */
	int64_t target;     /* of all; negative = no line */
	int role;
};
/* Draws into the first row of `rect`. Nothing of nothing is an empty bar. */
void tui_bullet_draw(const struct tui_bullet *bullet, struct tui_canvas *canvas,
                     struct tui_rect rect);

#endif
