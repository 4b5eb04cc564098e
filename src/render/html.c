/* SPDX-License-Identifier: MIT */
/*
 * html - one file that needs no other: style inside, pictures inside, no
 * script. Its own policy forbids everything else, whatever a name may hold.
 */
#include "render/html.h"

#include <rollcall/base/data.h>
#include <rollcall/base/i18n.h>

#include <string.h>

#define MANY_COLUMNS  8u  /* from so many on, a table needs more room */
#define BROAD_COLUMNS 12u /* from so many on, its pages lie on their side */

static void
put_text(struct rc_renderer *r, const char *before, struct rc_str s,
         const char *after)
{
	rc_buf_puts(&r->line, before);
	rc_html_put(&r->line, s);
	rc_buf_puts(&r->line, after);
}

static void
put_head(struct rc_renderer *r, const char *title)
{
	const struct rc_data *css = rc_data_find("report/report.css");

	rc_buf_printf(&r->line,
	              "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	              "<meta charset=\"utf-8\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\""
	              "default-src 'none'; style-src 'unsafe-inline'\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, "
	              "initial-scale=1\">\n",
	              rc_lang() == RC_LANG_VI ? "vi" : "en");
	put_text(r, "<title>", rc_str_of(title), "</title>\n<style>\n");
	if (css != NULL)
		rc_buf_putstr(&r->line, rc_data_str(css));
	rc_buf_puts(&r->line, "</style>\n</head>\n");
}

static void
put_tail(struct rc_renderer *r)
{
	rc_buf_puts(&r->line, "</body>\n</html>\n");
}

/* Figures to the right, days in one piece. */
static const char *
open_cell(const struct rc_column *column)
{
	if (column->align == RC_RIGHT)
		return "<td class=n>";
	if (column->type == RC_CELL_DAY || column->type == RC_CELL_INSTANT)
		return "<td class=d>";
	return "<td>";
}

static void
put_cells(struct rc_renderer *r, const struct rc_doc_cell *cells,
          const char *open)
{
	size_t i;

	rc_buf_puts(&r->line, open);
	for (i = 0; i < r->ncolumns; i++)
		put_text(r, open_cell(&r->columns[i]),
		         rc_render_cell(r, cells[i]), "</td>");
	rc_buf_puts(&r->line, "</tr>\n");
}

/* A heading among rows: its texts side by side. */
static void
put_group(struct rc_renderer *r, const struct rc_doc_cell *cells)
{
	const char *before = "";
	size_t i;

	rc_buf_printf(&r->line,
	              "<tr class=group><th scope=rowgroup colspan=%zu>",
	              r->ncolumns);
	for (i = 0; i < r->ncolumns; i++) {
		struct rc_str s = rc_render_cell(r, cells[i]);

		if (s.n == 0)
			continue;
		put_text(r, before, s, "");
		before = " ";
	}
	rc_buf_puts(&r->line, "</th></tr>\n");
}

static void
open_table(struct rc_renderer *r)
{
	size_t i;

	rc_buf_puts(&r->line, "<table class=r>\n<thead>\n<tr>");
	for (i = 0; i < r->ncolumns; i++)
		put_text(r, "<th scope=col>", rc_column_label(&r->columns[i]),
		         "</th>");
	rc_buf_puts(&r->line, "</tr>\n</thead>\n<tbody>\n");
}

static void
close_table(struct rc_renderer *r)
{
	rc_buf_puts(&r->line, "</tbody>\n</table>\n");
}

bool
rc_html_begin(struct rc_renderer *r, struct rc_err *err)
{
	const char *title = r->title == NULL ? "rollcall" : _(r->title);

	put_head(r, title);
	/* A register lies on its side; a document does not turn halfway. */
	rc_buf_puts(&r->line, r->ncolumns >= MANY_COLUMNS
	                              ? "<body class=wide>\n<section>\n"
	                              : "<body>\n<section>\n");
	put_text(r, "<h1>", rc_str_of(title), "</h1>\n");
	open_table(r);
	return rc_render_step(r, err);
}

bool
rc_html_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
            struct rc_err *err)
{
	put_cells(r, cells, "<tr>");
	return rc_render_step(r, err);
}

bool
rc_html_end(struct rc_renderer *r, struct rc_err *err)
{
	close_table(r);
	rc_buf_puts(&r->line, "</section>\n");
	put_tail(r);
	return rc_render_step(r, err);
}

static bool
put_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_renderer *r = to;

	if (row->style == RC_ROW_GROUP)
		put_group(r, row->cells);
	else
		put_cells(r, row->cells,
		          row->style == RC_ROW_TOTAL ? "<tr class=total>"
		                                     : "<tr>");
	return rc_render_step(r, err);
}

static bool
put_rows(struct rc_renderer *r, const struct rc_section *section,
         struct rc_err *err)
{
	open_table(r);
	if (!rc_section_each(section, put_row, r, err))
		return false;
	close_table(r);
	return true;
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	rc_buf_puts(&r->line, section->ncolumns >= BROAD_COLUMNS
	                              ? "<section class=\"many broad\">\n"
	                      : section->ncolumns >= MANY_COLUMNS
	                              ? "<section class=many>\n"
	                              : "<section>\n");
	if (section->title != NULL)
		put_text(r, "<h2>", rc_str_of(_(section->title)), "</h2>\n");
	r->columns = section->columns;
	r->ncolumns = section->ncolumns;
	if (rc_section_is_empty(section))
		put_text(r, "<p class=none>", rc_str_of(_("(none)")), "</p>\n");
	else if (!put_rows(r, section, err))
		return false;
	rc_buf_puts(&r->line, "</section>\n");
	return true;
}

static void
put_params(struct rc_renderer *r, const struct rc_doc *doc)
{
	const struct rc_param_line *p;

	if (doc->params == NULL)
		return;
	rc_buf_puts(&r->line, "<dl>\n");
	for (p = doc->params; p != NULL; p = p->next) {
		put_text(r, "<dt>", rc_str_of(_(p->label)), "</dt>");
		put_text(r, "<dd>", rc_render_cell(r, p->value), "</dd>\n");
	}
	rc_buf_puts(&r->line, "</dl>\n");
}

static void
put_notes(struct rc_renderer *r, const struct rc_doc *doc)
{
	size_t i;

	if (doc->nnotes == 0)
		return;
	rc_buf_puts(&r->line, "<ul class=notes>\n");
	for (i = 0; i < doc->nnotes; i++)
		put_text(r, "<li>", rc_render_text(r, doc->notes[i]),
		         "</li>\n");
	rc_buf_puts(&r->line, "</ul>\n");
}

static bool
put_doc(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	const struct rc_section *section;
	const struct rc_chart *chart;

	put_head(r, _(doc->title));
	rc_buf_puts(&r->line, "<body>\n");
	if (r->style.heading != NULL && !rc_heading_put(r, false, err))
		return false;
	put_text(r, "<h1>", rc_str_of(_(doc->title)), "</h1>\n");
	put_params(r, doc);
	for (chart = doc->charts; chart != NULL; chart = chart->next)
		rc_svg_put(r, chart);
	for (section = doc->sections; section != NULL; section = section->next)
		if (!put_section(r, section, err))
			return false;
	put_notes(r, doc);
	if (r->style.heading != NULL && !rc_heading_put(r, true, err))
		return false;
	put_tail(r);
	return rc_render_flush(r, err);
}

bool
rc_html_doc(const struct rc_doc *doc, const struct rc_style *style,
            const struct rc_sink *sink, struct rc_err *err)
{
	struct rc_renderer r;
	bool done;

	rc_render_init(&r, style, sink);
	done = put_doc(&r, doc, err);
	rc_render_fini(&r);
	return done;
}
