/* SPDX-License-Identifier: MIT */
/* cell - a cell as people read it, safe to show. */
#include "render/format.h"

#include <rollcall/base/i18n.h>

/* Clearing a buffer forgets its failure, so the failure goes where it stays. */
static void
keep_failure(struct rc_renderer *r, const struct rc_buf *b)
{
	if (b->state != RC_BUF_OK && r->line.state == RC_BUF_OK)
		r->line.state = b->state;
}

static struct rc_str
safe_text(struct rc_renderer *r, struct rc_str s)
{
	rc_buf_clear(&r->safe);
	rc_text_screen(&r->safe, s);
	keep_failure(r, &r->safe);
	return rc_buf_str(&r->safe);
}

struct rc_str
rc_render_text(struct rc_renderer *r, const char *text)
{
	return safe_text(r, rc_str_of(text));
}

struct rc_str
rc_render_cell(struct rc_renderer *r, struct rc_doc_cell cell)
{
	if (cell.type == RC_CELL_TEXT)
		return rc_render_text(r, cell.text);
	/* What the program says itself needs no second look. */
	rc_buf_clear(&r->raw);
	rc_cell_put(cell, true, &r->raw);
	keep_failure(r, &r->raw);
	return rc_buf_str(&r->raw);
}

struct rc_str
rc_column_label(const struct rc_column *column)
{
	const char *label = column->label != NULL ? column->label : column->id;

	return rc_str_of(label[0] == '\0' ? "" : _(label));
}
