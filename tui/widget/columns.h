/* SPDX-License-Identifier: MIT */
/*
 * columns - how a list's columns share a width. The first column stays; others
 * follow from list->shift on, while there is room: what does not fit is left
 * out, from the right. Room left over goes to columns that stretch.
 */
#ifndef TUI_COLUMNS_H
#define TUI_COLUMNS_H

#include "widget/list.h"

#define TUI_COLUMNS_MAX 48

struct tui_columns {
	const struct tui_column *columns;
	size_t n;
	struct {
		size_t index; /* in columns */
		int x, w;
	} shown[TUI_COLUMNS_MAX];
	size_t nshown;
};

bool tui_columns_fit(struct tui_columns *layout, const struct tui_list *list,
                     int width);
void tui_columns_head(const struct tui_columns *layout,
                      const struct tui_list *list, struct tui_canvas *canvas,
                      struct tui_rect line);
void tui_columns_row(const struct tui_columns *layout,
                     const struct tui_row *row, struct tui_canvas *canvas,
                     struct tui_rect line);

#endif
