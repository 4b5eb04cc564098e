/* SPDX-License-Identifier: MIT */
/*
 * canvas - a grid of cells to draw on. It knows no terminal: the same drawing
 * is painted by term/ and compared as text by the tests.
 *
 * Text is any UTF-8: it is made safe (rc_text_screen), measured in cells and
 * clipped, here and only here, so what is drawn never leaves its place. In an
 * ASCII canvas, letters lose their marks and lines and blocks get a plain
 * form. Drawing outside of the canvas or its clip is allowed and does nothing.
 *
 *	struct tui_canvas canvas;
 *	tui_canvas_init(&canvas);
 *	if (!tui_canvas_resize(&canvas, 80, 24, err)) ...
 *	tui_put(&canvas, 0, 0, TUI_TITLE, "rollcall");
 *	tui_put_in(&canvas, (struct tui_rect){ 0, 1, 20, 1 }, TUI_PLAIN,
 *		   RC_LEFT, "Sở Nông nghiệp và Môi trường"); // cut with "…"
 *	tui_canvas_fini(&canvas);
 *
 * A role says what a text means; term/ decides how that looks.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <rollcall/base/text.h>

enum tui_role {
	TUI_PLAIN,
	TUI_DIM,
	TUI_OK,
	TUI_WARN,
	TUI_BAD,
	TUI_TITLE,
	TUI_ROLES
};
#define TUI_SELECTED \
	0x10 /* added to a role: the row or field under the cursor */

struct tui_rect {
	int x, y, w, h;
};

/* One character with the marks it carries. */
#define TUI_CELL_BYTES 21
struct tui_cell {
	unsigned char role;
	unsigned char width; /* 1, 2; 0 = the right half of a wide one */
	unsigned char n;     /* bytes */
	char text[TUI_CELL_BYTES];
};

struct tui_canvas {
	int w, h;
	struct tui_cell *cells; /* h rows of w */
	struct tui_rect clip;
	bool ascii;
	int cursor_x, cursor_y; /* -1 = nobody asked for it */
};

/* Lines and blocks, in order of their ASCII forms; see tui_glyph(). */
enum tui_glyph {
	TUI_HLINE,
	TUI_VLINE,
	TUI_TEE_DOWN,
	TUI_BLOCK, /* a full cell of a bar */
	TUI_EMPTY, /* a missing cell of a bar */
	TUI_TARGET,
	TUI_PLAN,
	TUI_MORE, /* cut text */
	TUI_ARROW_UP,
	TUI_ARROW_DOWN,
	TUI_GLYPHS
};

void tui_canvas_init(struct tui_canvas *canvas);
void tui_canvas_fini(struct tui_canvas *canvas);
/* Any size from 1x1 up to 1000x1000; clears it. */
bool tui_canvas_resize(struct tui_canvas *canvas, int w, int h,
                       struct rc_err *err) RC_MUST;
void
tui_canvas_clear(struct tui_canvas *canvas); /* blanks, no clip, no cursor */

/* Draws inside `rect` only, until the clip that is returned is put back. */
struct tui_rect tui_clip(struct tui_canvas *canvas, struct tui_rect rect);

/* Puts text from (x, y) to the right; returns the cells it took, also those
 * that were clipped. */
int tui_put(struct tui_canvas *canvas, int x, int y, int role,
            const char *text);
int tui_putf(struct tui_canvas *canvas, int x, int y, int role, const char *fmt,
             ...) RC_PRINTF(5, 6);
/* Puts text into the first row of `rect`, padded to its width or cut. */
void tui_put_in(struct tui_canvas *canvas, struct tui_rect rect, int role,
                enum rc_align align, const char *text);
void tui_fill(struct tui_canvas *canvas, struct tui_rect rect, int role);
void tui_glyph(struct tui_canvas *canvas, int x, int y, int role,
               enum tui_glyph glyph);
/* `── Title ─────` across w cells; title may be NULL. */
void tui_rule(struct tui_canvas *canvas, int x, int y, int w,
              const char *title);
/* Adds bits (TUI_SELECTED) to the roles of what stands there. */
void tui_shade(struct tui_canvas *canvas, struct tui_rect rect, int bits);
/* Where the hardware cursor goes; the last call wins. */
void tui_cursor(struct tui_canvas *canvas, int x, int y);

/* Draws an eighth-cell bar: `eighths` of a cell from (x, y), at most w cells.
 */
void tui_bar(struct tui_canvas *canvas, struct tui_rect rect, int role,
             int eighths);

bool tui_canvas_same(const struct tui_canvas *a, const struct tui_canvas *b);
bool tui_canvas_copy(struct tui_canvas *to, const struct tui_canvas *from,
                     struct rc_err *err) RC_MUST;

/* Appends the canvas as lines of text, blanks at the ends cut. With `roles`,
 * a second block follows: one letter per cell that is not plain (d o w b t;
 * upper case = selected) and the place of the cursor. */
void tui_canvas_dump(const struct tui_canvas *canvas, bool roles,
                     struct rc_buf *b);

#endif
