/* SPDX-License-Identifier: MIT */
/* canvas - cells, clipping and putting text. */
#include "canvas/canvas.h"

#include "canvas/plain.h"

#include <rollcall/base/mem.h>

#include <stdarg.h>
#include <string.h>

#define SIDE_MAX 1000
#define TEXT_MAX 8192 /* bytes of one put; more than a screen row holds */

static const struct {
	const char *utf8, *ascii;
} glyphs[TUI_GLYPHS] = {
	[TUI_HLINE] = { "─", "-" },    [TUI_VLINE] = { "│", "|" },
	[TUI_TEE_DOWN] = { "┬", "+" }, [TUI_BLOCK] = { "█", "#" },
	[TUI_EMPTY] = { "░", "." },    [TUI_TARGET] = { "┃", "|" },
	[TUI_PLAN] = { "┆", ":" },     [TUI_MORE] = { "…", "~" },
	[TUI_ARROW_UP] = { "▲", "^" }, [TUI_ARROW_DOWN] = { "▼", "v" },
};

void
tui_canvas_init(struct tui_canvas *canvas)
{
	memset(canvas, 0, sizeof(*canvas));
	canvas->cursor_x = canvas->cursor_y = -1;
}

void
tui_canvas_fini(struct tui_canvas *canvas)
{
	if (canvas == NULL)
		return;
	rc_free(canvas->cells);
	tui_canvas_init(canvas);
}

void
tui_canvas_clear(struct tui_canvas *canvas)
{
	size_t i;
	size_t n = (size_t)canvas->w * (size_t)canvas->h;
	struct tui_cell blank = { .width = 1, .n = 1, .text = " " };

	for (i = 0; i < n; i++)
		canvas->cells[i] = blank;
	canvas->clip = (struct tui_rect){ 0, 0, canvas->w, canvas->h };
	canvas->cursor_x = canvas->cursor_y = -1;
}

bool
tui_canvas_resize(struct tui_canvas *canvas, int w, int h, struct rc_err *err)
{
	struct tui_cell *cells;

	w = w < 1 ? 1 : w > SIDE_MAX ? SIDE_MAX : w;
	h = h < 1 ? 1 : h > SIDE_MAX ? SIDE_MAX : h;
	cells = rc_alloc((size_t)w * (size_t)h, sizeof(*cells));
	if (cells == NULL)
		return rc_fail_nomem(err);
	rc_free(canvas->cells);
	canvas->cells = cells;
	canvas->w = w;
	canvas->h = h;
	tui_canvas_clear(canvas);
	return true;
}

static struct tui_rect
intersect(struct tui_rect a, struct tui_rect b)
{
	int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
	int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
	struct tui_rect r = { a.x > b.x ? a.x : b.x, a.y > b.y ? a.y : b.y, 0,
		              0 };

	r.w = right > r.x ? right - r.x : 0;
	r.h = bottom > r.y ? bottom - r.y : 0;
	return r;
}

struct tui_rect
tui_clip(struct tui_canvas *canvas, struct tui_rect rect)
{
	struct tui_rect old = canvas->clip;
	struct tui_rect all = { 0, 0, canvas->w, canvas->h };

	canvas->clip = intersect(all, rect);
	return old;
}

static struct tui_cell *
cell_at(const struct tui_canvas *canvas, int x, int y)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->w + (size_t)x];
}

/* Blanks the other half of a wide character that is about to be cut in two. */
static void
heal(struct tui_canvas *canvas, int x, int y)
{
	struct tui_cell *cell = cell_at(canvas, x, y);
	struct tui_cell *other = NULL;

	if (cell->width == 0 && x > 0)
		other = cell_at(canvas, x - 1, y);
	else if (cell->width == 2 && x + 1 < canvas->w)
		other = cell_at(canvas, x + 1, y);
	if (other == NULL)
		return;
	other->width = 1;
	other->n = 1;
	other->text[0] = ' ';
}

/* Keeps the base and as many whole marks as the cell holds. */
static unsigned char
cell_bytes(struct rc_str character)
{
	size_t n = 0;
	size_t step;
	int32_t cp;

	while (n < character.n) {
		struct rc_str rest = { character.p + n, character.n - n };

		step = rc_utf8_next(rest, &cp);
		if (step == 0 || n + step > TUI_CELL_BYTES)
			break;
		n += step;
	}
	return (unsigned char)n;
}

static void
set_cell(struct tui_canvas *canvas, int x, int y, int role,
         struct rc_str character, int width)
{
	const struct tui_rect *clip = &canvas->clip;
	struct tui_cell *cell;

	if (y < clip->y || y >= clip->y + clip->h || x < clip->x ||
	    x + width > clip->x + clip->w)
		return;
	heal(canvas, x, y);
	if (width == 2)
		heal(canvas, x + 1, y);
	cell = cell_at(canvas, x, y);
	memset(cell, 0, sizeof(*cell));
	cell->role = (unsigned char)role;
	cell->width = (unsigned char)width;
	cell->n = cell_bytes(character);
	memcpy(cell->text, character.p, cell->n);
	if (width == 2) {
		cell = cell_at(canvas, x + 1, y);
		memset(cell, 0, sizeof(*cell));
		cell->role = (unsigned char)role;
	}
}

/* Puts text that is already safe; returns its cells. */
static int
put_safe(struct tui_canvas *canvas, int x, int y, int role, struct rc_str s)
{
	int start = x;
	int width;
	size_t n;

	while ((n = rc_text_grapheme(s, &width)) > 0) {
		struct rc_str character = { s.p, n };

		if (width > 0)
			set_cell(canvas, x, y, role, character, width);
		x += width;
		s.p += n;
		s.n -= n;
	}
	return x - start;
}

static bool
is_ascii_print(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < 0x20 || *text > 0x7e)
			return false;
	return true;
}

/* Text as it may stand in this canvas; `b` holds it if it had to change. */
static struct rc_str
make_safe(const struct tui_canvas *canvas, const char *text, struct rc_buf *b)
{
	struct rc_buf plain;

	if (is_ascii_print(text))
		return rc_str_of(text);
	rc_text_screen(b, rc_str_of(text));
	if (canvas->ascii) {
		rc_buf_init(&plain, TEXT_MAX);
		tui_plain(&plain, rc_buf_str(b));
		rc_buf_clear(b);
		rc_buf_putstr(b, rc_buf_str(&plain));
		rc_buf_fini(&plain);
	}
	return rc_buf_str(b);
}

int
tui_put(struct tui_canvas *canvas, int x, int y, int role, const char *text)
{
	struct rc_buf b;
	int used;

	rc_buf_init(&b, TEXT_MAX);
	used = put_safe(canvas, x, y, role, make_safe(canvas, text, &b));
	rc_buf_fini(&b);
	return used;
}

int
tui_putf(struct tui_canvas *canvas, int x, int y, int role, const char *fmt,
         ...)
{
	char text[1024];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return tui_put(canvas, x, y, role, text);
}

void
tui_put_in(struct tui_canvas *canvas, struct tui_rect rect, int role,
           enum rc_align align, const char *text)
{
	struct rc_buf b;
	struct rc_str s;
	size_t all;
	size_t width;

	if (rect.w <= 0 || rect.h <= 0)
		return;
	tui_fill(canvas, (struct tui_rect){ rect.x, rect.y, rect.w, 1 }, role);
	rc_buf_init(&b, TEXT_MAX);
	s = make_safe(canvas, text, &b);
	all = rc_text_width(s);
	if (all <= (size_t)rect.w) {
		width = all;
	} else {
		s = rc_text_clip(s, (size_t)rect.w - 1, &width);
		tui_glyph(canvas, rect.x + (int)width, rect.y, role, TUI_MORE);
	}
	if (align == RC_RIGHT && all <= (size_t)rect.w)
		rect.x += rect.w - (int)width;
	put_safe(canvas, rect.x, rect.y, role, s);
	rc_buf_fini(&b);
}

void
tui_fill(struct tui_canvas *canvas, struct tui_rect rect, int role)
{
	struct rc_str blank = RC_STR(" ");
	int x;
	int y;

	rect = intersect(rect, canvas->clip);
	for (y = rect.y; y < rect.y + rect.h; y++)
		for (x = rect.x; x < rect.x + rect.w; x++)
			set_cell(canvas, x, y, role, blank, 1);
}

void
tui_glyph(struct tui_canvas *canvas, int x, int y, int role,
          enum tui_glyph glyph)
{
	const char *text =
	        canvas->ascii ? glyphs[glyph].ascii : glyphs[glyph].utf8;

	set_cell(canvas, x, y, role, rc_str_of(text), 1);
}

void
tui_rule(struct tui_canvas *canvas, int x, int y, int w, const char *title)
{
	int i;
	struct tui_rect room = { x + 3, y, w - 4, 1 };
	struct rc_str s = rc_str_of(title);
	int width = (int)rc_text_width(s);

	for (i = 0; i < w; i++)
		tui_glyph(canvas, x + i, y, TUI_DIM, TUI_HLINE);
	if (title == NULL || room.w <= 2)
		return;
	if (width < room.w)
		room.w = width;
	tui_put_in(canvas, room, TUI_TITLE, RC_LEFT, title);
	tui_put(canvas, room.x - 1, y, TUI_DIM, " ");
	tui_put(canvas, room.x + room.w, y, TUI_DIM, " ");
}

void
tui_shade(struct tui_canvas *canvas, struct tui_rect rect, int bits)
{
	int x;
	int y;

	rect = intersect(rect, canvas->clip);
	for (y = rect.y; y < rect.y + rect.h; y++) {
		for (x = rect.x; x < rect.x + rect.w; x++) {
			struct tui_cell *cell = cell_at(canvas, x, y);

			cell->role = (unsigned char)(cell->role | bits);
		}
	}
}

void
tui_cursor(struct tui_canvas *canvas, int x, int y)
{
	canvas->cursor_x = x < 0 ? 0 : x >= canvas->w ? canvas->w - 1 : x;
	canvas->cursor_y = y < 0 ? 0 : y >= canvas->h ? canvas->h - 1 : y;
}

void
tui_bar(struct tui_canvas *canvas, struct tui_rect rect, int role, int eighths)
{
	static const char *const parts[8] = { "",  "▏", "▎", "▍",
		                              "▌", "▋", "▊", "▉" };
	int full;
	int i;

	if (rect.w <= 0 || eighths <= 0)
		return;
	if (eighths > rect.w * 8)
		eighths = rect.w * 8;
	full = canvas->ascii ? (eighths + 4) / 8 : eighths / 8;
	for (i = 0; i < full; i++)
		tui_glyph(canvas, rect.x + i, rect.y, role, TUI_BLOCK);
	if (!canvas->ascii && eighths % 8 != 0)
		set_cell(canvas, rect.x + full, rect.y, role,
		         rc_str_of(parts[eighths % 8]), 1);
}

bool
tui_canvas_same(const struct tui_canvas *a, const struct tui_canvas *b)
{
	size_t n = (size_t)a->w * (size_t)a->h;

	if (a->w != b->w || a->h != b->h || a->cursor_x != b->cursor_x ||
	    a->cursor_y != b->cursor_y)
		return false;
	return memcmp(a->cells, b->cells, n * sizeof(*a->cells)) == 0;
}

bool
tui_canvas_copy(struct tui_canvas *to, const struct tui_canvas *from,
                struct rc_err *err)
{
	size_t n = (size_t)from->w * (size_t)from->h;

	if ((to->w != from->w || to->h != from->h) &&
	    !tui_canvas_resize(to, from->w, from->h, err))
		return false;
	memcpy(to->cells, from->cells, n * sizeof(*to->cells));
	to->cursor_x = from->cursor_x;
	to->cursor_y = from->cursor_y;
	return true;
}

static void
cut_blanks(struct rc_buf *b, size_t from)
{
	size_t n = b->n;

	while (n > from && b->p[n - 1] == ' ')
		n--;
	rc_buf_cut(b, n);
}

static char
role_letter(unsigned char role)
{
	static const char letters[2][TUI_ROLES + 1] = { " dowbt", "sDOWBT" };
	int kind = role & (TUI_SELECTED - 1);

	if (kind >= TUI_ROLES)
		return '?';
	return letters[(role & TUI_SELECTED) != 0][kind];
}

void
tui_canvas_dump(const struct tui_canvas *canvas, bool roles, struct rc_buf *b)
{
	int pass;
	int x;
	int y;

	for (pass = 0; pass < (roles ? 2 : 1); pass++) {
		if (pass == 1)
			rc_buf_printf(b, "-- roles, cursor %d,%d\n",
			              canvas->cursor_x, canvas->cursor_y);
		for (y = 0; y < canvas->h; y++) {
			size_t from = b->n;

			for (x = 0; x < canvas->w; x++) {
				struct tui_cell *cell = cell_at(canvas, x, y);

				if (pass == 1)
					rc_buf_putc(b, role_letter(cell->role));
				else
					rc_buf_put(b, cell->text, cell->n);
			}
			cut_blanks(b, from);
			rc_buf_putc(b, '\n');
		}
	}
}
