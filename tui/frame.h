/* SPDX-License-Identifier: MIT */
/* frame - draws what is the same on every screen, and the screen within. */
#ifndef TUI_FRAME_H
#define TUI_FRAME_H

#include "ui.h"

/* The room of a screen on a terminal of that size; never negative. */
struct tui_rect tui_frame_content(int w, int h);
void tui_frame_draw(const struct tui_ui *ui, struct tui_canvas *canvas);

#endif
