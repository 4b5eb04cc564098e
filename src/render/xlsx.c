/* SPDX-License-Identifier: MIT */
/*
 * xlsx - one sheet per section: a head that stays, filters, columns as wide as
 * their cells; before them a sheet with parameters and notes, and the charts.
 * A stream of rows is one sheet, or several when it is longer than a sheet.
 */
#include "render/xlsx_book.h"

#include <rollcall/base/i18n.h>

#define LEAST       6u
#define MOST        60u
#define LANDSCAPE   7u    /* from so many columns on, a page lies on its side */
#define MEASURED    2000u /* rows of a sheet that widths are taken from */
#define NAMES_WIDE  34
#define VALUES_WIDE 80

struct table {
	size_t *widths;
	lxw_row_t last; /* of the rows that are no sum */
};

static void
widen(struct table *t, size_t i, size_t cells)
{
	if (cells > MOST)
		cells = MOST;
	if (cells > t->widths[i])
		t->widths[i] = cells;
}

/* Lines that so many cells make in a column. */
static size_t
lines_of(size_t cells, size_t wide)
{
	return cells == 0 ? 1 : (cells + wide - 1) / wide;
}

static void
begin_table(struct rc_renderer *r, struct table *t)
{
	struct rc_book *book = r->book;
	size_t i;

	for (i = 0; i < r->ncolumns; i++) {
		struct rc_str label = rc_column_label(&r->columns[i]);

		rc_book_text(book, i, label.p, RC_LOOK_HEAD);
		/* Room for the mark of the filter. */
		t->widths[i] = LEAST;
		widen(t, i, rc_text_width(label) + 3);
	}
	book->row = 1;
	t->last = 0;
}

static void
put_row(struct rc_renderer *r, struct table *t, const struct rc_doc_cell *cells,
        enum rc_book_look look)
{
	struct rc_book *book = r->book;
	size_t lines = 1;
	size_t i;

	for (i = 0; i < r->ncolumns; i++) {
		size_t wide;

		rc_book_cell(r, i, cells[i], look);
		if (book->row > MEASURED || look == RC_LOOK_GROUP)
			continue;
		wide = rc_text_width(rc_render_cell(r, cells[i]));
		widen(t, i, wide + 1);
		if (lines_of(wide, MOST) > lines)
			lines = lines_of(wide, MOST);
	}
	rc_book_lines(book, lines);
	if (look != RC_LOOK_TOTAL)
		t->last = book->row;
	book->row++;
}

static void
end_table(struct rc_renderer *r, const struct table *t)
{
	lxw_worksheet *sheet = r->book->sheet;
	size_t i;

	for (i = 0; i < r->ncolumns; i++)
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i,
		                     (int)t->widths[i] + 1, NULL);
	worksheet_freeze_panes(sheet, 1, 0);
	worksheet_repeat_rows(sheet, 0, 0);
	if (r->ncolumns >= LANDSCAPE)
		worksheet_set_landscape(sheet);
	if (r->ncolumns > 0 && t->last > 0)
		worksheet_autofilter(sheet, 0, 0, t->last,
		                     (lxw_col_t)(r->ncolumns - 1));
}

/* --- streams ------------------------------------------------------------- */

static const char *
title_of(const struct rc_renderer *r)
{
	return r->title == NULL ? "rollcall" : _(r->title);
}

static bool
begin_sheet(struct rc_renderer *r, struct table *t, struct rc_err *err)
{
	if (!rc_book_sheet(r, title_of(r), err))
		return false;
	begin_table(r, t);
	return true;
}

bool
rc_xlsx_begin(struct rc_renderer *r, struct rc_err *err)
{
	struct table *t = rc_alloc(1, sizeof(*t));

	if (t == NULL)
		return rc_fail_nomem(err);
	r->table = t;
	t->widths = rc_alloc(r->ncolumns + 1, sizeof(*t->widths));
	if (t->widths == NULL)
		return rc_fail_nomem(err);
	if (!rc_book_open(r, true, err))
		return false;
	return rc_book_describe(r, title_of(r), "", err) &&
	       begin_sheet(r, t, err);
}

bool
rc_xlsx_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
            struct rc_err *err)
{
	struct table *t = r->table;

	if (r->book->row == RC_BOOK_ROWS) {
		end_table(r, t);
		if (!begin_sheet(r, t, err))
			return false;
	}
	put_row(r, t, cells, RC_LOOK_PLAIN);
	return true;
}

bool
rc_xlsx_end(struct rc_renderer *r, struct rc_err *err)
{
	end_table(r, r->table);
	return rc_book_close(r, err);
}

void
rc_xlsx_drop(struct rc_renderer *r)
{
	struct table *t = r->table;

	rc_book_drop(r);
	if (t != NULL)
		rc_free(t->widths);
	rc_free(t);
	r->table = NULL;
}

/* --- documents ----------------------------------------------------------- */

static bool
put_cover(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	struct rc_book *book = r->book;
	const struct rc_param_line *p;
	size_t i;

	if (!rc_book_sheet(r, _("Report"), err))
		return false;
	worksheet_set_column(book->sheet, 0, 0, NAMES_WIDE, NULL);
	worksheet_set_column(book->sheet, 1, 1, VALUES_WIDE, NULL);
	rc_book_text(book, 0, _(doc->title), RC_LOOK_TITLE);
	book->row = 2;
	for (p = doc->params; p != NULL; p = p->next) {
		rc_book_text(book, 0, _(p->label), RC_LOOK_PLAIN);
		rc_book_cell(r, 1, p->value, RC_LOOK_LEFT);
		book->row++;
	}
	book->row++;
	for (i = 0; i < doc->nnotes; i++) {
		if (i == 0)
			rc_book_text(book, 0, _("Notes"), RC_LOOK_PLAIN);
		rc_book_cell(r, 1, rc_cell_text(doc->notes[i]), RC_LOOK_LEFT);
		rc_book_lines(book,
		              lines_of(rc_text_width(rc_str_of(doc->notes[i])),
		                       VALUES_WIDE));
		book->row++;
	}
	worksheet_set_landscape(book->sheet);
	return true;
}

struct sheet {
	struct rc_renderer *r;
	struct table table;
	const char *title;
};

static bool
put_section_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	static const enum rc_book_look looks[] = {
		[RC_ROW_PLAIN] = RC_LOOK_PLAIN,
		[RC_ROW_TOTAL] = RC_LOOK_TOTAL,
		[RC_ROW_GROUP] = RC_LOOK_GROUP,
	};
	struct sheet *s = to;

	if (s->r->book->row == RC_BOOK_ROWS) {
		end_table(s->r, &s->table);
		if (!rc_book_sheet(s->r, s->title, err))
			return false;
		begin_table(s->r, &s->table);
	}
	put_row(s->r, &s->table, row->cells, looks[row->style]);
	return true;
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	struct sheet s = { .r = r };
	bool done;

	s.title = section->title == NULL ? section->id : _(section->title);
	r->columns = section->columns;
	r->ncolumns = section->ncolumns;
	s.table.widths =
	        rc_alloc(section->ncolumns + 1, sizeof(*s.table.widths));
	if (s.table.widths == NULL)
		return rc_fail_nomem(err);
	done = rc_book_sheet(r, s.title, err);
	if (done)
		begin_table(r, &s.table);
	done = done && rc_section_each(section, put_section_row, &s, err);
	if (done)
		end_table(r, &s.table);
	rc_free(s.table.widths);
	return done;
}

/* Rows that stream are too many to be kept. */
static bool
streams(const struct rc_doc *doc)
{
	const struct rc_section *section;

	for (section = doc->sections; section != NULL; section = section->next)
		if (section->source != NULL)
			return true;
	return false;
}

static bool
put_doc(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	const struct rc_section *section;

	if (!rc_book_open(r, streams(doc), err) ||
	    !rc_book_describe(r, _(doc->title), doc->name, err))
		return false;
	if (!put_cover(r, doc, err) || !rc_book_charts(r, doc, err))
		return false;
	for (section = doc->sections; section != NULL; section = section->next)
		if (!put_section(r, section, err))
			return false;
	return rc_book_close(r, err);
}

bool
rc_xlsx_doc(const struct rc_doc *doc, const struct rc_style *style,
            const struct rc_sink *sink, struct rc_err *err)
{
	struct rc_renderer r;
	bool done;

	rc_render_init(&r, style, sink);
	done = put_doc(&r, doc, err);
	rc_book_drop(&r);
	rc_render_fini(&r);
	return done;
}
