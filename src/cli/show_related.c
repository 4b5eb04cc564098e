/* SPDX-License-Identifier: MIT */
/* show_related - records that point at the one that is shown. */
#include "show.h"

#include <rollcall/app/records.h>

#include "out.h"

struct rc_doc_cell
cli_show_cell(struct cli_show *show, const struct rc_field *field,
              const void *record)
{
	struct rc_doc_cell cell;
	struct rc_buf b;

	rc_buf_init(&b, 1u << 20);
	cell = cli_cell(field, record, show->people, &b);
	if (b.n > 0)
		cell = rc_cell_text(rc_arena_textn(show->cli->arena, b.p, b.n));
	rc_buf_fini(&b);
	return cell;
}

static bool
related_view(struct cli_show *show, const struct cli_related *related,
             struct rc_view *ret, struct rc_err *err)
{
	struct rc_arena *arena = show->cli->arena;
	struct rc_term *test = rc_arena_alloc(arena, 1, sizeof(*test));
	struct rc_value *key = rc_arena_alloc(arena, 1, sizeof(*key));

	if (test == NULL || key == NULL)
		return rc_fail_nomem(err);
	*key = related->key;
	test->type = RC_TERM_TEST;
	test->op = RC_OP_EQ;
	test->field = rc_field_find(related->kind, rc_str_of(related->field));
	test->values = key;
	test->nvalues = 1;
	return rc_view_parse(related->kind, related->view,
	                     rc_app_as_of(show->cli->app), arena, ret, err) &&
	       rc_view_narrow(ret, test, arena, err);
}

bool
cli_show_related(struct cli_show *show, const struct cli_related *related,
                 struct rc_err *err)
{
	struct rc_arena *arena = show->cli->arena;
	struct rc_section *section;
	struct rc_column *columns;
	struct rc_view view;
	struct rc_page page;
	size_t row;
	size_t i;

	if (!related_view(show, related, &view, err) ||
	    !rc_records_page(show->cli->app, &view, NULL, RC_FORWARD,
	                     related->most, arena, &page, err))
		return false;
	columns = rc_arena_alloc(arena, view.ncolumns, sizeof(*columns));
	if (columns == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < view.ncolumns; i++)
		columns[i] = cli_column(view.columns[i]);
	section = rc_doc_section(&show->doc, related->id, related->title,
	                         columns, view.ncolumns);
	for (row = 0; row < page.n; row++) {
		struct rc_doc_cell *cells =
		        rc_section_row(section, RC_ROW_PLAIN);

		if (cells == NULL)
			return rc_fail_nomem(err);
		for (i = 0; i < view.ncolumns; i++)
			cells[i] = cli_show_cell(
			        show, view.columns[i],
			        rc_page_row(&page, related->kind, row));
	}
	return true;
}
