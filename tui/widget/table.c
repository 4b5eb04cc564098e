/* SPDX-License-Identifier: MIT */
/* table - lines of a document; see line_of() for their order. */
#include "widget/table.h"

#include <rollcall/base/i18n.h>

#define CELL_MAX    8192 /* bytes of a cell that are shown */
#define WIDTH_MAX   60   /* cells of a column */
#define WIDTH_MIN   16   /* a column is not squeezed below */
#define COLUMNS_MAX 64
#define HEAD        2 /* lines of a section before its rows: rule, heads */

static size_t
section_lines(const struct rc_section *section)
{
	return HEAD + section->nrows;
}

static size_t
count_params(const struct rc_doc *doc)
{
	const struct rc_param_line *line;
	size_t n = 0;

	for (line = doc->params; line != NULL; line = line->next)
		n++;
	return n;
}

static int
cell_width(struct rc_doc_cell cell)
{
	struct rc_buf b;
	int w;

	rc_buf_init(&b, CELL_MAX);
	rc_cell_put(cell, true, &b);
	w = (int)rc_text_width(rc_buf_str(&b));
	rc_buf_fini(&b);
	return w;
}

static void
measure(const struct rc_section *section, int *widths)
{
	size_t row;
	size_t c;

	for (c = 0; c < section->ncolumns; c++) {
		const char *label = _(section->columns[c].label);

		widths[c] = (int)rc_text_width(rc_str_of(label));
		for (row = 0; row < section->nrows; row++) {
			int w = cell_width(section->rows[row].cells[c]);

			if (w > widths[c])
				widths[c] = w;
		}
		if (widths[c] > WIDTH_MAX)
			widths[c] = WIDTH_MAX;
	}
}

bool
tui_table_set(struct tui_table *table, const struct rc_doc *doc,
              struct rc_err *err)
{
	const struct rc_section *section;
	size_t n = 0;
	size_t lines = count_params(doc) + doc->nnotes;
	int **widths;

	for (section = doc->sections; section != NULL; section = section->next)
		n++;
	widths = rc_arena_alloc(doc->arena, n + 1, sizeof(*widths));
	if (widths == NULL)
		return rc_fail_nomem(err);
	n = 0;
	for (section = doc->sections; section != NULL;
	     section = section->next) {
		widths[n] = rc_arena_alloc(doc->arena, section->ncolumns + 1,
		                           sizeof(**widths));
		if (widths[n] == NULL)
			return rc_fail_nomem(err);
		measure(section, widths[n++]);
		lines += section_lines(section);
	}
	table->doc = doc;
	table->widths = widths;
	table->lines = lines;
	tui_table_size(table, table->height);
	return true;
}

void
tui_table_size(struct tui_table *table, int height)
{
	size_t h = height < 1 ? 1 : (size_t)height;

	table->height = (int)h;
	if (table->at >= table->lines)
		table->at = table->lines > 0 ? table->lines - 1 : 0;
	if (table->top > table->at)
		table->top = table->at;
	if (table->at - table->top >= h)
		table->top = table->at - h + 1;
	if (table->lines - table->top < h)
		table->top = table->lines > h ? table->lines - h : 0;
}

bool
tui_table_handle(struct tui_table *table, enum tui_action action)
{
	size_t page = table->height < 1 ? 1 : (size_t)table->height;

	switch ((int)action) {
	case TUI_ACT_UP:
		table->at -= table->at > 0;
		break;
	case TUI_ACT_DOWN:
		table->at++;
		break;
	case TUI_ACT_PAGE_UP:
		table->at -= page < table->at ? page : table->at;
		break;
	case TUI_ACT_PAGE_DOWN:
		table->at += page;
		table->top += page;
		break;
	case TUI_ACT_HOME:
		table->at = 0;
		break;
	case TUI_ACT_END:
		table->at = table->lines;
		break;
	case TUI_ACT_LEFT:
		table->shift -= table->shift > 0;
		break;
	case TUI_ACT_RIGHT:
		table->shift += table->shift < 20;
		break;
	default:
		return false;
	}
	tui_table_size(table, table->height);
	return true;
}

/* --- drawing -------------------------------------------------------------- */

/* A sentence across the line; the first two cells are the cursor's. */
static void
put_text(struct tui_canvas *canvas, struct tui_rect line, const char *text)
{
	line.x += 2;
	line.w -= 2;
	tui_put_in(canvas, line, TUI_PLAIN, RC_LEFT, text);
}

static void
draw_param(const struct rc_param_line *param, struct tui_canvas *canvas,
           struct tui_rect line)
{
	struct rc_buf b;

	rc_buf_init(&b, CELL_MAX);
	rc_buf_printf(&b, "%s: ", _(param->label));
	rc_cell_put(param->value, true, &b);
	if (b.n > 0)
		put_text(canvas, line, b.p);
	rc_buf_fini(&b);
}

static void
draw_cell(const struct rc_section *section, const struct rc_row *row, size_t c,
          struct tui_canvas *canvas, struct tui_rect cell)
{
	const struct rc_column *column = &section->columns[c];
	struct rc_buf b;

	if (row == NULL) {
		tui_put_in(canvas, cell, TUI_TITLE, column->align,
		           _(column->label));
		return;
	}
	rc_buf_init(&b, CELL_MAX);
	rc_cell_put(row->cells[c], true, &b);
	tui_put_in(canvas, cell,
	           row->style == RC_ROW_PLAIN ? TUI_PLAIN : TUI_TITLE,
	           column->align, b.n > 0 ? b.p : "");
	rc_buf_fini(&b);
}

/* Where the columns do not all fit, the widest give way first. */
static void
fit(const struct rc_section *section, const int *widths, int room, int *fitted)
{
	int total = 0;
	size_t widest;
	size_t c;

	for (c = 0; c < section->ncolumns; c++) {
		fitted[c] = widths[c];
		total += widths[c] + 2;
	}
	for (; section->ncolumns > 0 && total > room; total--) {
		widest = 0;
		for (c = 1; c < section->ncolumns; c++)
			if (fitted[c] > fitted[widest])
				widest = c;
		if (fitted[widest] <= WIDTH_MIN)
			break;
		fitted[widest]--;
	}
}

/* One row of a section, or its heads (row NULL). */
static void
draw_row(const struct tui_table *table, const struct rc_section *section,
         const struct rc_row *row, const int *measured,
         struct tui_canvas *canvas, struct tui_rect line)
{
	int x = line.x + 2;
	int fitted[COLUMNS_MAX];
	const int *widths = measured;
	size_t c;

	if (section->ncolumns <= COLUMNS_MAX && table->shift == 0) {
		fit(section, measured, line.w - 2, fitted);
		widths = fitted;
	}
	for (c = 0; c < section->ncolumns; c++) {
		struct tui_rect cell = { x, line.y, widths[c], 1 };

		if (c > 0 && c <= (size_t)table->shift)
			continue;
		/* The last one may take what is left. */
		if (x + cell.w > line.x + line.w ||
		    (c + 1 == section->ncolumns &&
		     section->columns[c].align == RC_LEFT))
			cell.w = line.x + line.w - x;
		if (cell.w < 2 && cell.w < widths[c])
			break;
		draw_cell(section, row, c, canvas, cell);
		x += widths[c] + 2;
	}
}

/* Line `i` of a section: 0 the rule, 1 the heads, then the rows. */
static void
draw_section(const struct tui_table *table, size_t number, size_t i,
             struct tui_canvas *canvas, struct tui_rect line)
{
	const struct rc_section *section = table->doc->sections;
	size_t s;

	for (s = 0; s < number; s++)
		section = section->next;
	if (i == 0)
		tui_rule(canvas, line.x, line.y, line.w, _(section->title));
	else
		draw_row(table, section,
		         i == 1 ? NULL : &section->rows[i - HEAD],
		         table->widths[number], canvas, line);
}

/* The order of lines: parameters, sections, notes. */
static void
draw_line(const struct tui_table *table, size_t i, struct tui_canvas *canvas,
          struct tui_rect line)
{
	const struct rc_doc *doc = table->doc;
	const struct rc_param_line *param;
	const struct rc_section *section;
	size_t number = 0;

	for (param = doc->params; param != NULL; param = param->next) {
		if (i-- == 0) {
			draw_param(param, canvas, line);
			return;
		}
	}
	for (section = doc->sections; section != NULL;
	     section = section->next, number++) {
		if (i < section_lines(section)) {
			draw_section(table, number, i, canvas, line);
			return;
		}
		i -= section_lines(section);
	}
	if (i < doc->nnotes)
		put_text(canvas, line, doc->notes[i]);
}

void
tui_table_draw(const struct tui_table *table, struct tui_canvas *canvas,
               struct tui_rect rect, bool focus)
{
	struct tui_rect line = { rect.x, rect.y, rect.w, 1 };
	size_t i;
	int y;

	if (table->doc == NULL)
		return;
	for (y = 0; y < rect.h; y++) {
		i = table->top + (size_t)y;
		line.y = rect.y + y;
		if (i >= table->lines)
			break;
		draw_line(table, i, canvas, line);
		if (i != table->at || !focus)
			continue;
		tui_put(canvas, line.x, line.y, TUI_PLAIN, ">");
		tui_shade(canvas, line, TUI_SELECTED);
		tui_cursor(canvas, line.x, line.y);
	}
}

void
tui_table_full(const struct tui_table *table, struct rc_buf *b)
{
	const struct rc_section *section;
	size_t i = table->at;
	size_t params;
	size_t c;
	const struct rc_row *row;

	if (table->doc == NULL)
		return;
	params = count_params(table->doc);
	if (i < params)
		return;
	i -= params;
	for (section = table->doc->sections;
	     section != NULL && i >= section_lines(section);
	     section = section->next)
		i -= section_lines(section);
	if (section == NULL || i < HEAD)
		return;
	row = &section->rows[i - HEAD];
	for (c = 0; c < section->ncolumns; c++) {
		if (row->cells[c].type == RC_CELL_NONE)
			continue;
		if (b->n > 0)
			rc_buf_puts(b, " · ");
		rc_cell_put(row->cells[c], true, b);
	}
}
