/* SPDX-License-Identifier: MIT */
/* chunk - gathering bytes and handing them to the sink. */
#include "render/format.h"

#include <string.h>

#define CHUNK_BYTES    ((size_t)32 * 1024)
#define LINE_MAX_BYTES ((size_t)64 * 1024 * 1024)

void
rc_render_init(struct rc_renderer *r, const struct rc_style *style,
               const struct rc_sink *sink)
{
	memset(r, 0, sizeof(*r));
	if (style != NULL)
		r->style = *style;
	r->sink = *sink;
	rc_buf_init(&r->line, LINE_MAX_BYTES);
	rc_buf_init(&r->raw, LINE_MAX_BYTES);
	rc_buf_init(&r->safe, LINE_MAX_BYTES);
}

void
rc_render_fini(struct rc_renderer *r)
{
	rc_buf_fini(&r->line);
	rc_buf_fini(&r->raw);
	rc_buf_fini(&r->safe);
}

bool
rc_render_flush(struct rc_renderer *r, struct rc_err *err)
{
	if (!rc_buf_done(&r->line, err))
		return false;
	if (r->line.n > 0 &&
	    !r->sink.write(r->sink.to, rc_buf_str(&r->line), err))
		return false;
	rc_buf_clear(&r->line);
	return true;
}

bool
rc_render_step(struct rc_renderer *r, struct rc_err *err)
{
	if (r->line.state == RC_BUF_OK && r->line.n < CHUNK_BYTES)
		return true;
	return rc_render_flush(r, err);
}
