/* SPDX-License-Identifier: MIT */
/*
 * text - documents and rows for people: aligned columns, labels in the
 * reader's language, every cell safe for a terminal.
 *
 * A document measures its columns first. When the table is wider than the
 * terminal, left-aligned columns give way, the widest first; figures never do:
 * half a figure is a wrong figure.
 */
#include "render/format.h"

#include <rollcall/base/i18n.h>

#define GAP           2u  /* cells between columns */
#define LEAST         8u  /* a column that gives way keeps so many cells */
#define DEFAULT_WIDTH 16u /* of a streamed column nobody gave a width */
#define NOTE_WIDTH    78u /* of sentences when the terminal is not known */

static void
begin_bold(struct rc_renderer *r, bool bold)
{
	if (bold && r->style.colour)
		rc_buf_puts(&r->line, "\x1b[1m");
}

static void
end_bold(struct rc_renderer *r, bool bold)
{
	if (bold && r->style.colour)
		rc_buf_puts(&r->line, "\x1b[0m");
}

static size_t
gap_of(const struct rc_renderer *r)
{
	return r->gap == 0 ? GAP : r->gap;
}

static size_t
width_of(const struct rc_renderer *r, size_t i)
{
	return r->widths != NULL ? r->widths[i] : DEFAULT_WIDTH;
}

/* One field of a line; the last left-aligned one is not padded, so that lines
 * do not end in blanks. */
static void
put_field(struct rc_renderer *r, size_t i, struct rc_str s)
{
	size_t cells = width_of(r, i);
	bool last = i + 1 == r->ncolumns;

	if (i > 0)
		rc_buf_fill(&r->line, ' ', gap_of(r));
	if (last && r->columns[i].align == RC_LEFT && rc_text_width(s) <= cells)
		rc_buf_putstr(&r->line, s);
	else
		rc_text_pad(&r->line, s, cells, r->columns[i].align);
}

static void
trim_end(struct rc_renderer *r, size_t from)
{
	size_t n = r->line.n;

	while (n > from && r->line.p[n - 1] == ' ')
		n--;
	rc_buf_cut(&r->line, n);
}

static void
put_header(struct rc_renderer *r)
{
	size_t from;
	size_t i;

	begin_bold(r, true);
	from = r->line.n;
	for (i = 0; i < r->ncolumns; i++)
		put_field(r, i, rc_column_label(&r->columns[i]));
	trim_end(r, from);
	end_bold(r, true);
	rc_buf_putc(&r->line, '\n');
}

static void
put_rule(struct rc_renderer *r)
{
	size_t cells = 0;
	size_t i;

	for (i = 0; i < r->ncolumns; i++)
		cells += width_of(r, i) + (i > 0 ? gap_of(r) : 0);
	for (i = 0; i < cells; i++)
		rc_buf_puts(&r->line, r->style.ascii ? "-" : "\xE2\x94\x80");
	rc_buf_putc(&r->line, '\n');
}

static void
put_cells(struct rc_renderer *r, const struct rc_doc_cell *cells, bool bold)
{
	size_t from;
	size_t i;

	begin_bold(r, bold);
	from = r->line.n;
	for (i = 0; i < r->ncolumns; i++)
		put_field(r, i, rc_render_cell(r, cells[i]));
	trim_end(r, from);
	end_bold(r, bold);
	rc_buf_putc(&r->line, '\n');
}

bool
rc_plain_begin(struct rc_renderer *r, struct rc_err *err)
{
	put_header(r);
	return rc_render_step(r, err);
}

bool
rc_plain_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
             struct rc_err *err)
{
	put_cells(r, cells, false);
	return rc_render_step(r, err);
}

bool
rc_plain_end(struct rc_renderer *r, struct rc_err *err)
{
	return rc_render_step(r, err);
}

static size_t
total_of(const size_t *widths, size_t n, size_t gap)
{
	size_t total = n > 0 ? (n - 1) * gap : 0;
	size_t i;

	for (i = 0; i < n; i++)
		total += widths[i];
	return total;
}

/* Puts the columns closer, then takes cells from the widest left-aligned ones
 * until the table fits. */
static void
squeeze(struct rc_renderer *r, const struct rc_section *section, size_t *widths)
{
	size_t n = section->ncolumns;

	if (total_of(widths, n, GAP) > r->style.width)
		r->gap = 1;
	while (total_of(widths, n, gap_of(r)) > r->style.width) {
		size_t widest = n;
		size_t i;

		for (i = 0; i < n; i++)
			if (section->columns[i].align == RC_LEFT &&
			    widths[i] > LEAST &&
			    (widest == n || widths[i] > widths[widest]))
				widest = i;
		if (widest == n)
			return;
		widths[widest]--;
	}
}

struct measuring {
	struct rc_renderer *r;
	size_t *widths;
	size_t n;
};

static bool
measure_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	const struct measuring *m = to;
	size_t i;

	(void)err;
	/* A group line runs across the columns. */
	for (i = 0; i < m->n && row->style != RC_ROW_GROUP; i++) {
		size_t cells =
		        rc_text_width(rc_render_cell(m->r, row->cells[i]));

		if (cells > m->widths[i])
			m->widths[i] = cells;
	}
	return true;
}

static bool
measure(struct rc_renderer *r, const struct rc_section *section, size_t *widths,
        struct rc_err *err)
{
	struct measuring m = { r, widths, section->ncolumns };
	size_t i;

	for (i = 0; i < section->ncolumns; i++)
		widths[i] =
		        rc_text_width(rc_column_label(&section->columns[i]));
	return rc_section_each(section, measure_row, &m, err);
}

/* A group row is a heading among rows: its texts side by side. */
static void
put_group(struct rc_renderer *r, const struct rc_doc_cell *cells)
{
	bool first = true;
	size_t i;

	begin_bold(r, true);
	for (i = 0; i < r->ncolumns; i++) {
		struct rc_str s = rc_render_cell(r, cells[i]);

		if (s.n == 0)
			continue;
		if (!first)
			rc_buf_fill(&r->line, ' ', GAP);
		rc_buf_putstr(&r->line, s);
		first = false;
	}
	end_bold(r, true);
	rc_buf_putc(&r->line, '\n');
}

static bool
put_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_renderer *r = to;

	if (row->style == RC_ROW_GROUP)
		put_group(r, row->cells);
	else
		put_cells(r, row->cells, row->style == RC_ROW_TOTAL);
	return rc_render_step(r, err);
}

static bool
put_rows(struct rc_renderer *r, const struct rc_section *section,
         struct rc_err *err)
{
	if (section->title != NULL) {
		begin_bold(r, true);
		rc_buf_puts(&r->line, _(section->title));
		end_bold(r, true);
		rc_buf_putc(&r->line, '\n');
	}
	if (rc_section_is_empty(section)) {
		rc_buf_printf(&r->line, "%s\n", _("(none)"));
		return true;
	}
	put_header(r);
	put_rule(r);
	return rc_section_each(section, put_row, r, err);
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	size_t *widths = rc_alloc(section->ncolumns, sizeof(*widths));
	bool done;

	if (widths == NULL)
		return rc_fail_nomem(err);
	done = measure(r, section, widths, err);
	r->gap = GAP;
	if (r->style.width > 0)
		squeeze(r, section, widths);
	r->columns = section->columns;
	r->ncolumns = section->ncolumns;
	r->widths = widths;
	done = done && put_rows(r, section, err);
	r->widths = NULL;
	rc_free(widths);
	return done;
}

/* The longest front of whole words of at most `limit` cells, at least one. */
static struct rc_str
front_words(struct rc_str rest, size_t limit)
{
	struct rc_str fits = rc_text_clip(rest, limit, NULL);
	size_t n = fits.n;

	if (fits.n == rest.n)
		return fits;
	while (n > 0 && rest.p[n] != ' ')
		n--;
	if (n > 0)
		fits.n = n;
	return fits;
}

static void
put_sentence(struct rc_renderer *r, const char *text)
{
	size_t limit = r->style.width > (size_t)2 * LEAST ? r->style.width
	                                                  : NOTE_WIDTH;
	struct rc_str rest = rc_render_cell(r, rc_cell_text(text));
	const char *lead = "* ";

	while (rest.n > 0) {
		struct rc_str line = front_words(rest, limit - 2);

		if (line.n == 0)
			line = rest;
		rc_buf_puts(&r->line, lead);
		rc_buf_putstr(&r->line, line);
		rc_buf_putc(&r->line, '\n');
		rest.p += line.n;
		rest.n -= line.n;
		rest = rc_str_trim(rest);
		lead = "  ";
	}
}

static void
put_params(struct rc_renderer *r, const struct rc_doc *doc)
{
	const struct rc_param_line *p;
	size_t widest = 0;

	for (p = doc->params; p != NULL; p = p->next) {
		size_t cells = rc_text_width(rc_str_of(_(p->label)));

		if (cells > widest)
			widest = cells;
	}
	for (p = doc->params; p != NULL; p = p->next) {
		rc_text_pad(&r->line, rc_str_of(_(p->label)), widest, RC_LEFT);
		rc_buf_fill(&r->line, ' ', GAP);
		rc_buf_putstr(&r->line, rc_render_cell(r, p->value));
		rc_buf_putc(&r->line, '\n');
	}
}

static bool
put_doc(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	const struct rc_section *section;
	size_t i;

	begin_bold(r, true);
	rc_buf_puts(&r->line, _(doc->title));
	end_bold(r, true);
	rc_buf_putc(&r->line, '\n');
	put_params(r, doc);
	for (section = doc->sections; section != NULL;
	     section = section->next) {
		rc_buf_putc(&r->line, '\n');
		if (!put_section(r, section, err))
			return false;
	}
	if (doc->nnotes > 0)
		rc_buf_putc(&r->line, '\n');
	for (i = 0; i < doc->nnotes; i++)
		put_sentence(r, doc->notes[i]);
	return rc_render_flush(r, err);
}

bool
rc_plain_doc(const struct rc_doc *doc, const struct rc_style *style,
             const struct rc_sink *sink, struct rc_err *err)
{
	struct rc_renderer r;
	bool done;

	rc_render_init(&r, style, sink);
	done = put_doc(&r, doc, err);
	rc_render_fini(&r);
	return done;
}
