/* SPDX-License-Identifier: MIT */
/*
 * freeze - reports kept as they were handed in. A frozen report is a record of
 * kind snapshots, written through the one write path and audited, with its
 * bytes beside it; neither is ever changed, removed or taken back. It holds
 * what it was made from (period, day, options, language) and two sums: SHA-256
 * of the bytes, and of the figures, that is of what `report NAME --format json`
 * prints with the same options.
 *
 * The faces print; so this floor is given bytes and sums.
 *
 *	options = rc_report_settled(app, &options);
 *	... print the report, and its figures into a digest ...
 *	struct rc_freeze freeze = { .report = "quota", .options = &options,
 *				    .format = "html", .language = "vi",
 *				    .bytes = bytes, .figures = hex };
 *	if (!rc_freeze(app, &freeze, arena, &snapshot, err)) ...
 */
#ifndef ROLLCALL_APP_FREEZE_H
#define ROLLCALL_APP_FREEZE_H

#include <rollcall/app/figures.h>
#include <rollcall/model/register.h>

struct rc_freeze {
	const char *report;
	const struct rc_report_options *options; /* settled */
	const char *format, *language;
	const char *duty; /* code of the duty it fulfils, or NULL */
	struct rc_str bytes;
	const char *figures; /* SHA-256 in hex */
	const char *reason;  /* for the history; or NULL */
};
/* *ret lives in `arena`. RC_ENOTFOUND: no such duty. */
bool rc_freeze(struct rc_app *app, const struct rc_freeze *freeze,
               struct rc_arena *arena, struct rc_snapshot *ret,
               struct rc_err *err) RC_MUST;

/* The period that a report for the duty must be of: the one given when it is
 * within one cycle of the duty and holds its due day, else RC_EUSAGE; with
 * `from` RC_DATE_NONE the cycle that holds the day of the figures. */
bool rc_freeze_period(struct rc_app *app, const char *duty,
                      const struct rc_report_options *options,
                      struct rc_period *ret, struct rc_err *err) RC_MUST;

/* The bytes of a frozen report, in `arena`. RC_ECORRUPT when they are not what
 * was frozen. */
bool rc_frozen_bytes(struct rc_app *app, const struct rc_snapshot *snapshot,
                     struct rc_arena *arena, struct rc_str *ret,
                     struct rc_err *err) RC_MUST;
/* The options it was made with, to make it again as of then. RC_ECORRUPT when
 * they cannot be read. */
bool rc_frozen_options(const struct rc_snapshot *snapshot,
                       struct rc_report_options *ret,
                       struct rc_err *err) RC_MUST;

#endif
