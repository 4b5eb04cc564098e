/* SPDX-License-Identifier: MIT */
/*
 * sheet - one record, or the calendar, as a document for the table widget:
 * fields; of a device also its four qualities, drift, facts with source and
 * age, custody, last outcomes; of any kind its last audit lines. The document
 * lives in `arena`.
 */
#ifndef TUI_SHEET_H
#define TUI_SHEET_H

#include <rollcall/app/app.h>
#include <rollcall/model/kind.h>
#include <rollcall/table/doc.h>

/* With `brief` only fields that hold something, for a pane beside a list.
 * *ret_key (may be NULL) is the record's key in `arena`, *ret_version its
 * version. RC_ENOTFOUND if the record is gone. */
struct tui_sheet_of {
	const struct rc_kind *kind;
	rc_id id;
	bool brief;
};
bool tui_sheet_record(struct rc_app *app, const struct tui_sheet_of *of,
                      struct rc_arena *arena, struct rc_doc *ret,
                      const char **ret_key, struct rc_err *err) RC_MUST;
/* Report duties from today on, one year. */
bool tui_sheet_calendar(struct rc_app *app, struct rc_arena *arena,
                        struct rc_doc *ret, struct rc_err *err) RC_MUST;

/* "in 3 days", "today", "2 days ago" in the language. */
const char *tui_days_text(struct rc_arena *arena, int64_t days);

#endif
