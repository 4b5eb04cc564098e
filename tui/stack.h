/* SPDX-License-Identifier: MIT */
/*
 * stack - which screens are open. The numbered ones are roots: opened once and
 * kept, so that their place and filter are there again. All others, and roots
 * asked for with a view of their own, are stacked on the current root.
 */
#ifndef TUI_STACK_H
#define TUI_STACK_H

#include "ui.h"

struct tui_view *tui_stack_top(struct tui_ui *ui);
const struct tui_view *tui_ui_top(const struct tui_ui *ui);
/* What keys do there just now, the most wanted first. */
const enum tui_action *tui_view_actions(const struct tui_view *view);
bool tui_stack_go(struct tui_ui *ui, const struct tui_go *go,
                  struct rc_err *err) RC_MUST;
void tui_stack_back(struct tui_ui *ui); /* the root stays */
void tui_stack_fini(struct tui_ui *ui); /* closes all */

#endif
