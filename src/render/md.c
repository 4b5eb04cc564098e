/* SPDX-License-Identifier: MIT */
/*
 * md - Markdown with pipe tables. Every character that could mean something
 * has a backslash, so a name stays a name.
 */
#include "render/format.h"

#include <rollcall/base/i18n.h>

#include <string.h>

static void
put_escaped(struct rc_buf *b, struct rc_str s)
{
	size_t from = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (strchr("\\`*_[]<>|~&", s.p[i]) == NULL || s.p[i] == '\0')
			continue;
		rc_buf_put(b, s.p + from, i - from);
		rc_buf_putc(b, '\\');
		from = i;
	}
	if (s.n > from)
		rc_buf_put(b, s.p + from, s.n - from);
}

/* The same at the start of a line or an item, where more has a meaning: a
 * heading, a rule, another list. */
static void
put_opening(struct rc_buf *b, struct rc_str s)
{
	size_t digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	if (digits == 0 && s.n > 0 && strchr("#+-=", s.p[0]) != NULL) {
		rc_buf_putc(b, '\\');
	} else if (digits > 0 && digits < s.n &&
	           (s.p[digits] == '.' || s.p[digits] == ')')) {
		rc_buf_put(b, s.p, digits);
		rc_buf_putc(b, '\\');
		s.p += digits;
		s.n -= digits;
	}
	put_escaped(b, s);
}

static void
put_cells(struct rc_renderer *r, const struct rc_doc_cell *cells, bool bold)
{
	size_t i;

	for (i = 0; i < r->ncolumns; i++) {
		struct rc_str s = rc_render_cell(r, cells[i]);

		rc_buf_puts(&r->line, i == 0 ? "| " : " | ");
		if (s.n == 0)
			continue;
		rc_buf_puts(&r->line, bold ? "**" : "");
		put_escaped(&r->line, rc_str_trim(s));
		rc_buf_puts(&r->line, bold ? "**" : "");
	}
	rc_buf_puts(&r->line, " |\n");
}

bool
rc_md_begin(struct rc_renderer *r, struct rc_err *err)
{
	size_t i;

	if (r->title != NULL)
		rc_buf_printf(&r->line, "# %s\n\n", _(r->title));
	for (i = 0; i < r->ncolumns; i++) {
		rc_buf_puts(&r->line, i == 0 ? "| " : " | ");
		put_escaped(&r->line, rc_column_label(&r->columns[i]));
	}
	rc_buf_puts(&r->line, " |\n");
	for (i = 0; i < r->ncolumns; i++)
		rc_buf_puts(&r->line, r->columns[i].align == RC_RIGHT
		                              ? "| ---: "
		                              : "| --- ");
	rc_buf_puts(&r->line, "|\n");
	return rc_render_step(r, err);
}

bool
rc_md_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
          struct rc_err *err)
{
	put_cells(r, cells, false);
	return rc_render_step(r, err);
}

bool
rc_md_end(struct rc_renderer *r, struct rc_err *err)
{
	return rc_render_step(r, err);
}

static bool
put_section_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_renderer *r = to;

	put_cells(r, row->cells, row->style != RC_ROW_PLAIN);
	return rc_render_step(r, err);
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	if (section->title != NULL)
		rc_buf_printf(&r->line, "\n## %s\n", _(section->title));
	if (rc_section_is_empty(section)) {
		rc_buf_printf(&r->line, "\n%s\n", _("(none)"));
		return true;
	}
	rc_buf_putc(&r->line, '\n');
	r->columns = section->columns;
	r->ncolumns = section->ncolumns;
	return rc_md_begin(r, err) &&
	       rc_section_each(section, put_section_row, r, err);
}

static bool
put_doc(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	const struct rc_section *section;
	const struct rc_param_line *p;
	size_t i;

	rc_buf_printf(&r->line, "# %s\n", _(doc->title));
	if (doc->params != NULL)
		rc_buf_putc(&r->line, '\n');
	for (p = doc->params; p != NULL; p = p->next) {
		rc_buf_printf(&r->line, "- **%s**: ", _(p->label));
		put_escaped(&r->line, rc_render_cell(r, p->value));
		rc_buf_putc(&r->line, '\n');
	}
	for (section = doc->sections; section != NULL; section = section->next)
		if (!put_section(r, section, err))
			return false;
	if (doc->nnotes > 0)
		rc_buf_putc(&r->line, '\n');
	for (i = 0; i < doc->nnotes; i++) {
		rc_buf_puts(&r->line, "- ");
		put_opening(&r->line, rc_render_text(r, doc->notes[i]));
		rc_buf_putc(&r->line, '\n');
	}
	return rc_render_flush(r, err);
}

bool
rc_md_doc(const struct rc_doc *doc, const struct rc_style *style,
          const struct rc_sink *sink, struct rc_err *err)
{
	struct rc_renderer r;
	bool done;

	rc_render_init(&r, style, sink);
	done = put_doc(&r, doc, err);
	rc_render_fini(&r);
	return done;
}
