/* SPDX-License-Identifier: MIT */
/* render - the table of formats, sinks, and the way through a renderer. */
#include "render/format.h"

#include <rollcall/base/i18n.h>

#include <errno.h>

const struct rc_format rc_formats[] = {
	{ .name = "text",
	  .media = "text/plain",
	  .people = true,
	  .doc = rc_plain_doc,
	  .begin = rc_plain_begin,
	  .row = rc_plain_row,
	  .end = rc_plain_end },
	{ .name = "csv",
	  .media = "text/csv",
	  .doc = rc_csv_doc,
	  .begin = rc_csv_begin,
	  .row = rc_csv_row,
	  .end = rc_csv_end },
	{ .name = "json",
	  .media = "application/json",
	  .doc = rc_json_doc,
	  .begin = rc_json_begin,
	  .row = rc_json_row,
	  .end = rc_json_end },
	{ .name = "html",
	  .media = "text/html",
	  .people = true,
	  .doc = rc_html_doc,
	  .begin = rc_html_begin,
	  .row = rc_html_row,
	  .end = rc_html_end },
	{ .name = "xlsx",
	  .media = "application/"
	           "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  .people = true,
	  .binary = true,
	  .doc = rc_xlsx_doc,
	  .begin = rc_xlsx_begin,
	  .row = rc_xlsx_row,
	  .end = rc_xlsx_end,
	  .drop = rc_xlsx_drop },
	{ .name = "md",
	  .media = "text/markdown",
	  .people = true,
	  .doc = rc_md_doc,
	  .begin = rc_md_begin,
	  .row = rc_md_row,
	  .end = rc_md_end },
	{ .name = NULL },
};

static bool
write_stdio(void *to, struct rc_str bytes, struct rc_err *err)
{
	FILE *stream = to;
	int sys;

	errno = 0;
	if (fwrite(bytes.p, 1, bytes.n, stream) == bytes.n &&
	    fflush(stream) == 0)
		return true;
	sys = errno;
	if (sys == EPIPE)
		return rc_fail(err, RC_ECANCELLED, "%s",
		               _("the reader of the output has gone"));
	return rc_fail_sys(err, sys != 0 ? sys : EIO, "%s",
	                   _("cannot write the output"));
}

struct rc_sink
rc_sink_stdio(FILE *stream)
{
	struct rc_sink sink = { write_stdio, stream };

	return sink;
}

static bool
write_buf(void *to, struct rc_str bytes, struct rc_err *err)
{
	struct rc_buf *b = to;

	rc_buf_putstr(b, bytes);
	return rc_buf_done(b, err);
}

struct rc_sink
rc_sink_buf(struct rc_buf *b)
{
	struct rc_sink sink = { write_buf, b };

	return sink;
}

const struct rc_format *
rc_format_find(const char *name)
{
	const struct rc_format *format;

	for (format = rc_formats; format->name != NULL; format++)
		if (rc_text_eq(format->name, name))
			return format;
	return NULL;
}

static const struct rc_format *
known_format(const char *name, struct rc_err *err)
{
	const struct rc_format *format = rc_format_find(name);

	if (format == NULL)
		rc_fail(err, RC_EUSAGE,
		        _("unknown format \"%s\"; there are text, csv, json, "
		          "html, xlsx and md"),
		        rc_text_or_empty(name));
	return format;
}

bool
rc_doc_print(const struct rc_doc *doc, const char *format,
             const struct rc_style *style, const struct rc_sink *sink,
             struct rc_err *err)
{
	const struct rc_format *found = known_format(format, err);

	if (found == NULL || !rc_doc_done(doc, err))
		return false;
	return found->doc(doc, style, sink, err);
}

void
rc_rows_drop(struct rc_renderer *r)
{
	if (r->format->drop != NULL)
		r->format->drop(r);
	rc_render_fini(r);
}

bool
rc_rows_begin(struct rc_renderer *r, const char *format,
              const struct rc_rows *rows, const struct rc_style *style,
              const struct rc_sink *sink, struct rc_err *err)
{
	const struct rc_format *found = known_format(format, err);

	if (found == NULL)
		return false;
	rc_render_init(r, style, sink);
	r->format = found;
	r->columns = rows->columns;
	r->ncolumns = rows->ncolumns;
	r->widths = rows->widths;
	r->title = rows->title;
	if (found->begin(r, err))
		return true;
	rc_rows_drop(r);
	return false;
}

bool
rc_rows_put(struct rc_renderer *r, const struct rc_doc_cell *cells,
            struct rc_err *err)
{
	if (!r->format->row(r, cells, err))
		return false;
	r->rows++;
	return rc_render_step(r, err);
}

bool
rc_rows_end(struct rc_renderer *r, struct rc_err *err)
{
	bool done = r->format->end(r, err) && rc_render_flush(r, err);

	rc_rows_drop(r);
	return done;
}
