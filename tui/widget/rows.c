/* SPDX-License-Identifier: MIT */
/* rows - moving a cursor. */
#include "widget/rows.h"

static void
settle(struct tui_rows *rows)
{
	size_t height = rows->height > 0 ? (size_t)rows->height : 1;

	if (rows->at >= rows->n)
		rows->at = rows->n > 0 ? rows->n - 1 : 0;
	if (rows->top > rows->at)
		rows->top = rows->at;
	if (rows->at - rows->top >= height)
		rows->top = rows->at - height + 1;
	/* No empty room below while there are rows above. */
	if (rows->top > 0 && rows->top + height > rows->n)
		rows->top = rows->n > height ? rows->n - height : 0;
}

void
tui_rows_set(struct tui_rows *rows, size_t n)
{
	rows->n = n;
	settle(rows);
}

void
tui_rows_size(struct tui_rows *rows, int height)
{
	rows->height = height;
	settle(rows);
}

void
tui_rows_go(struct tui_rows *rows, size_t at)
{
	rows->at = at;
	settle(rows);
}

bool
tui_rows_handle(struct tui_rows *rows, enum tui_action action)
{
	size_t page = rows->height > 1 ? (size_t)rows->height - 1 : 1;

	switch ((int)action) {
	case TUI_ACT_UP:
		rows->at -= rows->at > 0;
		break;
	case TUI_ACT_DOWN:
		rows->at++;
		break;
	case TUI_ACT_PAGE_UP:
		rows->at -= page < rows->at ? page : rows->at;
		break;
	case TUI_ACT_PAGE_DOWN:
		rows->at += page;
		break;
	case TUI_ACT_HOME:
		rows->at = 0;
		break;
	case TUI_ACT_END:
		rows->at = rows->n;
		break;
	default:
		return false;
	}
	settle(rows);
	return true;
}

void
tui_rows_mark(const struct tui_rows *rows, size_t i, struct tui_canvas *canvas,
              struct tui_rect line)
{
	if (i != rows->at)
		return;
	tui_put(canvas, line.x, line.y, TUI_PLAIN, ">");
	tui_shade(canvas, line, TUI_SELECTED);
	tui_cursor(canvas, line.x, line.y);
}
