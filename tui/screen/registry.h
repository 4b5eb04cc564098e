/* SPDX-License-Identifier: MIT */
/*
 * registry - which screens there are. A new screen is a row here and a file
 * beside it; menu, palette, help and the golden tests follow from the row.
 */
#ifndef TUI_REGISTRY_H
#define TUI_REGISTRY_H

#include "screen/screen.h"

extern const struct tui_screen tui_screens[]; /* ends with a NULL name */

const struct tui_screen *tui_screen_find(const char *name);
const struct tui_screen *tui_screen_digit(int digit); /* NULL = none */

#endif
