/* SPDX-License-Identifier: MIT */
/* stack - opening, going and coming back. */
#include "stack.h"

#include "screen/registry.h"

#include <rollcall/base/i18n.h>

#include <string.h>

struct tui_view *
tui_stack_top(struct tui_ui *ui)
{
	if (ui->depth > 0)
		return &ui->stack[ui->depth - 1];
	return &ui->roots[ui->root];
}

const struct tui_view *
tui_ui_top(const struct tui_ui *ui)
{
	if (ui->depth > 0)
		return &ui->stack[ui->depth - 1];
	return &ui->roots[ui->root];
}

const enum tui_action *
tui_view_actions(const struct tui_view *view)
{
	if (view->screen->moment != NULL)
		return view->screen->moment(view->self);
	return view->screen->actions;
}

static void
close_view(struct tui_view *view)
{
	if (view->self != NULL)
		view->screen->close(view->self);
	memset(view, 0, sizeof(*view));
}

static bool
open_view(struct tui_ui *ui, const struct tui_go *go, struct tui_view *ret,
          struct rc_err *err)
{
	const struct tui_screen *screen = tui_screen_find(go->screen);
	struct tui_go where = *go;
	struct tui_view view = { 0 };

	if (screen == NULL)
		return rc_fail(err, RC_EBUG, "no screen %s", go->screen);
	if (screen->kind != NULL)
		where.kind = screen->kind;
	view.screen = screen;
	view.kind = where.kind;
	view.stale = true;
	if (!screen->open(&ui->ctx, &where, &view.self, err))
		return false;
	*ret = view;
	return true;
}

static void
close_stack(struct tui_ui *ui)
{
	while (ui->depth > 0)
		close_view(&ui->stack[--ui->depth]);
}

bool
tui_stack_go(struct tui_ui *ui, const struct tui_go *go, struct rc_err *err)
{
	const struct tui_screen *screen = tui_screen_find(go->screen);
	bool root = screen != NULL && screen->digit >= 0 &&
	            (go->view[0] == '\0' || strcmp(go->view, go->screen) == 0);
	struct tui_view view;

	if (root) {
		if (ui->roots[screen->digit].self == NULL &&
		    !open_view(ui, go, &ui->roots[screen->digit], err))
			return false;
		close_stack(ui);
		ui->root = screen->digit;
		return true;
	}
	if (ui->depth == TUI_DEPTH)
		return rc_fail(err, RC_EINVALID,
		               _("too many screens are open: q goes back"));
	if (!open_view(ui, go, &view, err))
		return false;
	ui->stack[ui->depth++] = view;
	return true;
}

void
tui_stack_back(struct tui_ui *ui)
{
	if (ui->depth == 0)
		return;
	close_view(&ui->stack[--ui->depth]);
	tui_stack_top(ui)->stale = true;
}

void
tui_stack_fini(struct tui_ui *ui)
{
	size_t i;

	close_stack(ui);
	for (i = 0; i < TUI_OPENED; i++)
		close_view(&ui->roots[i]);
}
