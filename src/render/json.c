/* SPDX-License-Identifier: MIT */
/*
 * json - a document as one object: name, parameters by id, each section as an
 * array of objects by its id, notes. A stream of rows is an array of objects.
 */
#include "render/format.h"

static void
put_escaped(struct rc_buf *b, struct rc_str s, size_t n, int32_t cp)
{
	switch (cp) {
	case '"':
		rc_buf_puts(b, "\\\"");
		return;
	case '\\':
		rc_buf_puts(b, "\\\\");
		return;
	case '\n':
		rc_buf_puts(b, "\\n");
		return;
	case '\r':
		rc_buf_puts(b, "\\r");
		return;
	case '\t':
		rc_buf_puts(b, "\\t");
		return;
	default:
		break;
	}
	/* The line separators are for readers that take JSON for script. */
	if (cp < 0x20 || cp == 0x7F || cp == 0x2028 || cp == 0x2029)
		rc_buf_printf(b, "\\u%04x", (unsigned)cp);
	else
		rc_buf_put(b, s.p, n);
}

void
rc_json_put_text(struct rc_buf *b, struct rc_str s)
{
	int32_t cp;
	size_t n;

	rc_buf_putc(b, '"');
	while (s.n > 0) {
		n = rc_utf8_next(s, &cp);
		if (n == 0) {
			rc_buf_puts(b, "\xEF\xBF\xBD");
			n = 1;
		} else {
			put_escaped(b, s, n, cp);
		}
		s.p += n;
		s.n -= n;
	}
	rc_buf_putc(b, '"');
}

static void
put_cell(struct rc_buf *b, struct rc_doc_cell cell)
{
	switch (cell.type) {
	case RC_CELL_NONE:
		rc_buf_puts(b, "null");
		break;
	case RC_CELL_TEXT:
	case RC_CELL_MESSAGE:
		rc_json_put_text(b, rc_str_of(cell.name != NULL ? cell.name
		                                                : cell.text));
		break;
	case RC_CELL_DAY:
	case RC_CELL_INSTANT:
		rc_buf_putc(b, '"');
		rc_cell_put(cell, false, b);
		rc_buf_putc(b, '"');
		break;
	case RC_CELL_COUNT:
	case RC_CELL_NUMBER:
	case RC_CELL_PERCENT:
	case RC_CELL_BOOL:
	case RC_CELL_MONEY:
		rc_cell_put(cell, false, b);
		break;
	}
}

static void
put_key(struct rc_buf *b, const char *key)
{
	rc_json_put_text(b, rc_str_of(key));
	rc_buf_puts(b, ": ");
}

static void
put_object(struct rc_buf *b, const struct rc_column *columns, size_t ncolumns,
           const struct rc_doc_cell *cells)
{
	size_t i;

	rc_buf_putc(b, '{');
	for (i = 0; i < ncolumns; i++) {
		if (i > 0)
			rc_buf_puts(b, ", ");
		put_key(b, columns[i].id);
		put_cell(b, cells[i]);
	}
	rc_buf_putc(b, '}');
}

bool
rc_json_begin(struct rc_renderer *r, struct rc_err *err)
{
	rc_buf_putc(&r->line, '[');
	return rc_render_step(r, err);
}

bool
rc_json_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
            struct rc_err *err)
{
	rc_buf_puts(&r->line, r->rows == 0 ? "\n  " : ",\n  ");
	put_object(&r->line, r->columns, r->ncolumns, cells);
	return rc_render_step(r, err);
}

bool
rc_json_end(struct rc_renderer *r, struct rc_err *err)
{
	rc_buf_puts(&r->line, r->rows == 0 ? "]\n" : "\n]\n");
	return rc_render_step(r, err);
}

static void
begin_member(struct rc_buf *b, const char *key)
{
	rc_buf_puts(b, ",\n  ");
	put_key(b, key);
}

static bool
put_section_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_renderer *r = to;

	if (row->style != RC_ROW_PLAIN)
		return true;
	rc_buf_puts(&r->line, r->rows++ == 0 ? "\n    " : ",\n    ");
	put_object(&r->line, r->columns, r->ncolumns, row->cells);
	return rc_render_step(r, err);
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	begin_member(&r->line, section->id);
	rc_buf_putc(&r->line, '[');
	r->columns = section->columns;
	r->ncolumns = section->ncolumns;
	r->rows = 0;
	if (!rc_section_each(section, put_section_row, r, err))
		return false;
	rc_buf_puts(&r->line, r->rows > 0 ? "\n  ]" : "]");
	return true;
}

static void
put_notes(struct rc_renderer *r, const struct rc_doc *doc)
{
	size_t i;

	begin_member(&r->line, "notes");
	rc_buf_putc(&r->line, '[');
	for (i = 0; i < doc->nnotes; i++) {
		rc_buf_puts(&r->line, i == 0 ? "\n    " : ",\n    ");
		rc_json_put_text(&r->line, rc_str_of(doc->notes[i]));
	}
	rc_buf_puts(&r->line, doc->nnotes == 0 ? "]" : "\n  ]");
}

static bool
put_doc(struct rc_renderer *r, const struct rc_doc *doc, struct rc_err *err)
{
	const struct rc_param_line *param;
	const struct rc_section *section;

	rc_buf_puts(&r->line, "{\n  \"name\": ");
	rc_json_put_text(&r->line, rc_str_of(doc->name));
	for (param = doc->params; param != NULL; param = param->next) {
		begin_member(&r->line, param->id);
		put_cell(&r->line, param->value);
	}
	for (section = doc->sections; section != NULL; section = section->next)
		if (!put_section(r, section, err))
			return false;
	put_notes(r, doc);
	rc_buf_puts(&r->line, "\n}\n");
	return rc_render_flush(r, err);
}

bool
rc_json_doc(const struct rc_doc *doc, const struct rc_style *style,
            const struct rc_sink *sink, struct rc_err *err)
{
	struct rc_renderer r;
	bool done;

	rc_render_init(&r, style, sink);
	done = put_doc(&r, doc, err);
	rc_render_fini(&r);
	return done;
}
