/* SPDX-License-Identifier: MIT */
/* columns - widths, heads and cells of a list. */
#include "widget/columns.h"

#include "widget/gauge.h"

#include <rollcall/base/i18n.h>

#define MARGIN    3  /* cursor, mark, blank */
#define SHORTEST  10 /* of a column that may stretch */
#define LABEL_MAX 14 /* a longer head does not widen its column */

static int
wanted_width(const struct tui_column *column)
{
	int label = (int)rc_text_width(rc_str_of(_(column->label)));

	if (label > LABEL_MAX)
		label = LABEL_MAX;
	return column->width > label ? column->width : label;
}

/* Gives `room` to the columns that stretch; the last takes the rest. */
static void
stretch(struct tui_columns *layout, int room)
{
	int parts = 0;
	int left = room;
	int x = MARGIN;
	size_t last = layout->nshown;
	size_t i;

	for (i = 0; i < layout->nshown; i++) {
		int part = layout->columns[layout->shown[i].index].stretch;

		parts += part;
		if (part > 0)
			last = i;
	}
	for (i = 0; i < layout->nshown; i++) {
		int part = layout->columns[layout->shown[i].index].stretch;
		int more = parts > 0 ? room * part / parts : 0;

		if (i == last)
			more = left;
		left -= more;
		layout->shown[i].x = x;
		layout->shown[i].w += more;
		x += layout->shown[i].w + 1;
	}
}

bool
tui_columns_fit(struct tui_columns *layout, const struct tui_list *list,
                int width)
{
	int room = width - MARGIN;
	size_t i;
	size_t first = 1 + (size_t)list->shift;

	layout->nshown = 0;
	if (!list->source.ops->columns(list->source.of, &layout->columns,
	                               &layout->n) ||
	    layout->n == 0 || room < 1)
		return false;
	for (i = 0; i < layout->n && layout->nshown < TUI_COLUMNS_MAX; i++) {
		int w = wanted_width(&layout->columns[i]);

		if (i > 0 && i < first)
			continue;
		/* What can stretch can also do with less. */
		if (w > room && (i == 0 || (layout->columns[i].stretch > 0 &&
		                            room >= SHORTEST)))
			w = room;
		if (w > room)
			break;
		layout->shown[layout->nshown].index = i;
		layout->shown[layout->nshown++].w = w;
		room -= w + 1;
	}
	/* The last column has no blank after it. */
	stretch(layout, room + 1);
	return true;
}

void
tui_columns_head(const struct tui_columns *layout, const struct tui_list *list,
                 struct tui_canvas *canvas, struct tui_rect line)
{
	size_t i;

	for (i = 0; i < layout->nshown; i++) {
		const struct tui_column *column =
		        &layout->columns[layout->shown[i].index];
		struct tui_rect cell = { line.x + layout->shown[i].x, line.y,
			                 layout->shown[i].w, 1 };

		tui_put_in(canvas, cell, TUI_TITLE, column->align,
		           _(column->label));
		if (column->field == NULL || column->field != list->sorted)
			continue;
		tui_glyph(canvas,
		          column->align == RC_RIGHT ? cell.x - 1
		                                    : cell.x + cell.w,
		          cell.y, TUI_TITLE,
		          list->descending ? TUI_ARROW_DOWN : TUI_ARROW_UP);
	}
}

static void
draw_bullet(const char *text, int role, struct tui_canvas *canvas,
            struct tui_rect cell)
{
	struct rc_str rest = rc_str_of(text);
	struct rc_str part;
	int64_t numbers[3] = { 0, 0, -1 };
	size_t i;
	struct tui_bullet bullet;

	for (i = 0; i < RC_COUNT(numbers); i++)
		if (!rc_str_split(&rest, '/', &part) ||
		    !rc_str_int(part, -1, INT64_MAX, &numbers[i]))
			break;
	bullet.value = numbers[0];
	bullet.all = numbers[1];
	bullet.target = numbers[2];
	bullet.role = role;
	tui_bullet_draw(&bullet, canvas, cell);
}

void
tui_columns_row(const struct tui_columns *layout, const struct tui_row *row,
                struct tui_canvas *canvas, struct tui_rect line)
{
	size_t i;

	for (i = 0; i < layout->nshown; i++) {
		size_t index = layout->shown[i].index;
		const struct tui_column *column = &layout->columns[index];
		struct tui_rect cell = { line.x + layout->shown[i].x, line.y,
			                 layout->shown[i].w, 1 };

		if (column->bullet)
			draw_bullet(row->cells[index], row->role, canvas, cell);
		else
			tui_put_in(canvas, cell, row->role, column->align,
			           row->cells[index]);
	}
}
