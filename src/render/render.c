/* SPDX-License-Identifier: MIT */
/* render - the table of formats, sinks, and the way through a renderer. */
#include "render/format.h"

#include <rollcall/base/i18n.h>

#include <errno.h>

const struct rc_format rc_formats[] = {
	{ "text", "text/plain", rc_plain_doc, rc_plain_begin, rc_plain_row,
	  rc_plain_end },
	{ "csv", "text/csv", rc_csv_doc, rc_csv_begin, rc_csv_row, rc_csv_end },
	{ "json", "application/json", rc_json_doc, rc_json_begin, rc_json_row,
	  rc_json_end },
	{ NULL, NULL, NULL, NULL, NULL, NULL },
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
		        _("unknown format \"%s\"; there are text, csv and "
		          "json"),
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
	if (found->begin(r, err))
		return true;
	rc_buf_fini(&r->line);
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

	rc_buf_fini(&r->line);
	return done;
}
