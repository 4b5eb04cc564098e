/* SPDX-License-Identifier: MIT */
/*
 * records - any kind of record as a list's source: a base view (from the
 * screen that was left), what was typed into the filter, and an order. Cells
 * are for people, in the language of now.
 */
#ifndef TUI_RECORDS_H
#define TUI_RECORDS_H

#include "source/source.h"

#include <rollcall/model/view.h>

struct tui_records {
	struct rc_app *app;
	const struct rc_kind *kind;
	struct rc_arena arena; /* of the view and the columns */
	struct rc_view view;
	struct tui_column *columns;
	const struct rc_field *fields[RC_VIEW_COLUMNS];
	size_t ncolumns;
	const struct rc_field *sort; /* chosen by hand; NULL = the view's */
	bool descending;
};

void tui_records_init(struct tui_records *records, struct rc_app *app,
                      const struct rc_kind *kind);
void tui_records_fini(struct tui_records *records);
/* Both texts are views (view.h); `typed` narrows `base`. Nothing changes when
 * one does not parse. */
bool tui_records_set(struct tui_records *records, const char *base,
                     const char *typed, struct rc_err *err) RC_MUST;
struct tui_source tui_records_source(struct tui_records *records);

/* What the key of a reference stands for: "Văn phòng Tỉnh ủy" of H19.01; "" if
 * that record has no name, or cannot be read now. Lives in `arena`. */
const char *tui_ref_name(struct rc_app *app, const struct rc_field *field,
                         void *record, struct rc_arena *arena);
/* row->full with the names of what its references stand for; NULL when it
 * cannot be made now. Asks the app: for one row, not for a page. */
const char *tui_records_named(struct tui_records *records,
                              const struct tui_row *row,
                              struct rc_arena *arena);

/* The columns a kind shows by default; how many. */
size_t tui_kind_columns(const struct rc_kind *kind,
                        const struct rc_field *ret[RC_VIEW_COLUMNS]);

#endif
