/* SPDX-License-Identifier: MIT */
/* csv - RFC 4180, for spreadsheets and for import. */
#include "render/format.h"

#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* [+-]digits, groups and decimals by '.' or ',': what a sheet reads as a
 * number and nothing more. */
static bool
is_plain_number(struct rc_str s)
{
	size_t i = s.n > 0 && (s.p[0] == '-' || s.p[0] == '+') ? 1 : 0;
	bool digit = false;

	for (; i < s.n; i++) {
		if (is_digit(s.p[i]))
			digit = true;
		else if (digit && (s.p[i] == '.' || s.p[i] == ','))
			digit = false;
		else
			return false;
	}
	return digit;
}

/*
 * Would a spreadsheet run it? Apostrophes before the sign count too: the one
 * that import takes off must be ours, or ''=A1 would come back as '=A1.
 */
static bool
needs_guard(struct rc_str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == '\'')
		i++;
	if (i == s.n || strchr("=+-@\t\r", s.p[i]) == NULL || s.p[i] == '\0')
		return false;
	return i > 0 || !is_plain_number(s);
}

/* What must be in quotes, and what may have to be guarded: one look at each
 * byte, since a register has a million cells. */
enum { PLAIN, QUOTED, FRONT };
static const unsigned char meaning[256] = {
	['"'] = QUOTED,  ['\n'] = QUOTED, ['\r'] = QUOTED,
	['\t'] = QUOTED, ['\''] = FRONT,  ['='] = FRONT,
	['+'] = FRONT,   ['-'] = FRONT,   ['@'] = FRONT,
};

static bool
needs_quotes(struct rc_str s, char separator)
{
	size_t i;

	if (s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' '))
		return true;
	for (i = 0; i < s.n; i++)
		if (s.p[i] == separator ||
		    meaning[(unsigned char)s.p[i]] == QUOTED)
			return true;
	return false;
}

void
rc_csv_put_cell(struct rc_buf *b, struct rc_str s, char separator)
{
	bool guard = s.n > 0 && meaning[(unsigned char)s.p[0]] != PLAIN &&
	             needs_guard(s);
	size_t i;

	if (!needs_quotes(s, separator)) {
		if (guard)
			rc_buf_putc(b, '\'');
		rc_buf_putstr(b, s);
		return;
	}
	rc_buf_putc(b, '"');
	if (guard)
		rc_buf_putc(b, '\'');
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			rc_buf_putc(b, '"');
		rc_buf_putc(b, s.p[i]);
	}
	rc_buf_putc(b, '"');
}

static char
separator_of(const struct rc_renderer *r)
{
	if (r->style.separator == '\0')
		return ',';
	return r->style.separator;
}

static void
put_text(struct rc_renderer *r, size_t column, struct rc_str s)
{
	if (column > 0)
		rc_buf_putc(&r->line, separator_of(r));
	/* A line of nothing would be no row at all. */
	if (s.n == 0 && r->ncolumns == 1)
		rc_buf_puts(&r->line, "\"\"");
	else
		rc_csv_put_cell(&r->line, s, separator_of(r));
}

bool
rc_csv_begin(struct rc_renderer *r, struct rc_err *err)
{
	size_t i;

	if (r->style.bom)
		rc_buf_puts(&r->line, "\xEF\xBB\xBF");
	for (i = 0; i < r->ncolumns; i++)
		put_text(r, i, rc_str_of(r->columns[i].id));
	rc_buf_puts(&r->line, "\r\n");
	return rc_render_step(r, err);
}

bool
rc_csv_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
           struct rc_err *err)
{
	bool done = true;
	size_t i;

	for (i = 0; i < r->ncolumns && done; i++) {
		if (cells[i].type == RC_CELL_TEXT) {
			put_text(r, i, rc_str_of(cells[i].text));
			continue;
		}
		if (cells[i].type == RC_CELL_MESSAGE) {
			put_text(r, i,
			         rc_str_of(cells[i].name != NULL
			                           ? cells[i].name
			                           : cells[i].text));
			continue;
		}
		/* Numbers and days need no quotes. */
		if (cells[i].type == RC_CELL_NONE || r->ncolumns == 1) {
			rc_buf_clear(&r->raw);
			rc_cell_put(cells[i], false, &r->raw);
			put_text(r, i, rc_buf_str(&r->raw));
			done = rc_buf_done(&r->raw, err);
			continue;
		}
		if (i > 0)
			rc_buf_putc(&r->line, separator_of(r));
		rc_cell_put(cells[i], false, &r->line);
	}
	rc_buf_puts(&r->line, "\r\n");
	return done;
}

bool
rc_csv_end(struct rc_renderer *r, struct rc_err *err)
{
	return rc_render_step(r, err);
}

static bool
put_section_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_renderer *r = to;

	return row->style != RC_ROW_PLAIN ||
	       (rc_csv_row(r, row->cells, err) && rc_render_step(r, err));
}

static bool
put_section(struct rc_renderer *r, const struct rc_section *section,
            struct rc_err *err)
{
	return rc_csv_begin(r, err) &&
	       rc_section_each(section, put_section_row, r, err) &&
	       rc_render_flush(r, err);
}

/* One file is one table: the doc's main section. */
bool
rc_csv_doc(const struct rc_doc *doc, const struct rc_style *style,
           const struct rc_sink *sink, struct rc_err *err)
{
	const struct rc_section *section =
	        doc->main != NULL ? doc->main : doc->sections;
	struct rc_renderer r;
	bool done;

	if (section == NULL)
		return true;
	rc_render_init(&r, style, sink);
	r.columns = section->columns;
	r.ncolumns = section->ncolumns;
	done = put_section(&r, section, err);
	rc_render_fini(&r);
	return done;
}
