/* SPDX-License-Identifier: MIT */
/*
 * rows - a view in any format. Text is measured first: a first pass over
 * the rows finds the widths, so that nothing is cut where there is no terminal.
 */
#include "rows.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>

#include "out.h"

#include <string.h>

#define GAP   2 /* cells between columns, as render/ has it */
#define LEAST 6 /* cells that a squeezed column keeps */
#define SLOTS (RC_VIEW_COLUMNS + 1)

struct rows {
	struct cli_out out;
	struct rc_renderer renderer;
	const struct rc_view *view;
	bool numbered; /* the first column is the record's number */
	bool people;   /* words and labels, not names */
	bool measured; /* text: columns as wide as their cells */
	size_t n;      /* columns */
	uint64_t count;
	struct rc_column columns[SLOTS];
	struct rc_doc_cell cells[SLOTS];
	size_t widths[SLOTS];
	struct rc_buf raw, safe, scratch;
};

static void
fill_cells(struct rows *rows, const void *record)
{
	const struct rc_head *head = record;
	size_t at = 0;
	size_t i;

	if (rows->numbered)
		rows->cells[at++] = rc_cell_number(head->id);
	for (i = 0; i < rows->view->ncolumns; i++)
		rows->cells[at++] = cli_cell(rows->view->columns[i], record,
		                             rows->people, &rows->scratch);
}

static void
widen(struct rows *rows, size_t i, struct rc_str text)
{
	size_t cells;

	rc_buf_clear(&rows->safe);
	rc_text_screen(&rows->safe, text);
	cells = rc_text_width(rc_buf_str(&rows->safe));
	if (cells > rows->widths[i])
		rows->widths[i] = cells;
}

static bool
measure_row(void *ctx, const void *record, struct rc_err *err)
{
	struct rows *rows = ctx;
	size_t i;

	(void)err;
	rows->count++;
	fill_cells(rows, record);
	for (i = 0; i < rows->n; i++) {
		rc_buf_clear(&rows->raw);
		rc_cell_put(rows->cells[i], true, &rows->raw);
		widen(rows, i, rc_buf_str(&rows->raw));
	}
	return true;
}

static bool
print_row(void *ctx, const void *record, struct rc_err *err)
{
	struct rows *rows = ctx;

	fill_cells(rows, record);
	return rc_rows_put(&rows->renderer, rows->cells, err);
}

/* The widest give way until the line fits; figures never do. */
static void
squeeze(struct rows *rows, size_t limit)
{
	for (;;) {
		size_t total = (rows->n - 1) * GAP;
		size_t widest = rows->n;
		size_t i;

		for (i = 0; i < rows->n; i++) {
			total += rows->widths[i];
			if (rows->columns[i].align == RC_LEFT &&
			    rows->widths[i] > LEAST &&
			    (widest == rows->n ||
			     rows->widths[i] > rows->widths[widest]))
				widest = i;
		}
		if (total <= limit || widest == rows->n)
			return;
		rows->widths[widest]--;
	}
}

static void
choose_columns(struct rows *rows)
{
	static const struct rc_column number = {
		.id = "id",
		.label = N_("No."),
		.type = RC_CELL_NUMBER,
		.align = RC_RIGHT,
	};
	size_t i;

	rows->numbered = rc_kind_key(rows->view->kind) == NULL;
	if (rows->numbered)
		rows->columns[rows->n++] = number;
	for (i = 0; i < rows->view->ncolumns; i++)
		rows->columns[rows->n++] = cli_column(rows->view->columns[i]);
}

static bool
measure(struct rows *rows, struct rc_err *err)
{
	struct rc_app *app = rows->out.cli->app;
	size_t i;

	for (i = 0; i < rows->n; i++)
		widen(rows, i, rc_str_of(_(rows->columns[i].label)));
	if (!rc_records_list(app, rows->view, RC_IN_ORDER, measure_row, rows,
	                     err))
		return false;
	if (rows->out.style.width > 0)
		squeeze(rows, rows->out.style.width);
	return true;
}

static bool
print(struct rows *rows, struct rc_err *err)
{
	struct cli *cli = rows->out.cli;

	if (rows->measured && !measure(rows, err))
		return false;
	if (rows->measured && rows->count == 0) {
		cli_say(cli, _("no %s in this view"),
		        rc_kind_many(rows->view->kind));
		return true;
	}
	if (!rc_rows_begin(&rows->renderer, rows->out.format,
	                   &(struct rc_rows){ rows->columns, rows->n,
	                                      rows->widths,
	                                      rows->view->kind->label },
	                   &rows->out.style, &rows->out.sink, err))
		return false;
	if (!rc_records_list(cli->app, rows->view, RC_IN_ORDER, print_row, rows,
	                     err)) {
		rc_rows_drop(&rows->renderer);
		return false;
	}
	return rc_rows_end(&rows->renderer, err);
}

bool
cli_rows_print(struct cli *cli, const struct rc_view *view, struct rc_err *err)
{
	struct rows *rows = rc_arena_alloc(cli->arena, 1, sizeof(*rows));
	const struct rc_format *format;
	bool done;

	if (rows == NULL)
		return rc_fail_nomem(err);
	rows->view = view;
	if (!cli_out_open(&rows->out, cli, err))
		return false;
	format = rc_format_find(rows->out.format);
	rows->people = format != NULL && format->people;
	rows->measured = strcmp(rows->out.format, "text") == 0;
	rc_buf_init(&rows->raw, 1u << 20);
	rc_buf_init(&rows->scratch, 1u << 20);
	rc_buf_init(&rows->safe, 1u << 23);
	choose_columns(rows);
	done = print(rows, err);
	rc_buf_fini(&rows->scratch);
	rc_buf_fini(&rows->safe);
	rc_buf_fini(&rows->raw);
	return cli_out_close(&rows->out, done, err);
}

bool
cli_rows_list(struct cli *cli, const struct rc_kind *kind, size_t n,
              struct rc_err *err)
{
	struct rc_view view;

	return cli_view(cli, kind, n, &view, err) &&
	       cli_rows_print(cli, &view, err);
}
