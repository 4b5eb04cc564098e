/* SPDX-License-Identifier: MIT */
/*
 * palette - everything by name: screens, kinds, actions of this screen,
 * language; and the help, which is the same list with its keys. What follows a
 * screen's name is its view: "devices status=repair".
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include "ui.h"

void tui_palette_open(struct tui_ui *ui);
void tui_help_open(struct tui_ui *ui);

#endif
