/* SPDX-License-Identifier: MIT */
/*
 * ledger - reads what a report needs beside the estate (report/ledger.h), and
 * nothing more.
 *
 *	struct rc_books books;
 *	if (!rc_books_load(app, RC_NEEDS_ASSETS, &in, arena, &books, err)) ...
 *	in.ledger = &books.ledger;
 *	...
 *	rc_books_fini(&books);
 */
#ifndef ROLLCALL_SRC_APP_LEDGER_H
#define ROLLCALL_SRC_APP_LEDGER_H

#include <rollcall/app/app.h>

#include "report/ledger.h"
#include "report/report.h"

struct rc_books {
	struct rc_ledger ledger;
	struct rc_asset *assets; /* on the heap: they may be a million */
	size_t nassets, cap_assets;
};

/* `needs`: bits of enum rc_report_need; of `in` day and period are read. Lives
 * in `arena`, but for rc_books_fini(). */
bool rc_books_load(struct rc_app *app, unsigned needs,
                   const struct rc_report_in *in, struct rc_arena *arena,
                   struct rc_books *ret, struct rc_err *err) RC_MUST;
void rc_books_fini(struct rc_books *books); /* takes a zeroed one */

#endif
