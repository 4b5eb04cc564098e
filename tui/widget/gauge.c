/* SPDX-License-Identifier: MIT */
/* gauge - integers to eighths of cells. */
#include "widget/gauge.h"

/* part * scale / all, kept within 0..scale. */
static int
scaled(int64_t part, int64_t all, int scale)
{
	if (all <= 0 || part <= 0)
		return 0;
	if (part >= all)
		return scale;
	/* Parts of more than this cannot be told apart on a screen. */
	while (all > INT32_MAX) {
		all /= 2;
		part /= 2;
	}
	return (int)(part * scale / all);
}

void
tui_bullet_draw(const struct tui_bullet *bullet, struct tui_canvas *canvas,
                struct tui_rect rect)
{
	int target;
	int i;

	if (canvas->ascii && rect.w > 2) {
		tui_put(canvas, rect.x, rect.y, TUI_DIM, "[");
		tui_put(canvas, rect.x + rect.w - 1, rect.y, TUI_DIM, "]");
		rect.x++;
		rect.w -= 2;
	}
	if (rect.w <= 0)
		return;
	target = scaled(bullet->target, bullet->all, rect.w);
	for (i = 0; i < target; i++)
		tui_glyph(canvas, rect.x + i, rect.y, TUI_DIM, TUI_EMPTY);
	tui_bar(canvas, rect, bullet->role,
	        scaled(bullet->value, bullet->all, rect.w * 8));
	if (bullet->target >= 0 && bullet->all > 0)
		tui_glyph(canvas,
		          rect.x + (target >= rect.w ? rect.w - 1 : target),
		          rect.y, TUI_PLAIN, TUI_TARGET);
}
