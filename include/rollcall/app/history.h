/* SPDX-License-Identifier: MIT */
/*
 * history - the audit chain and taking back. Lines are read as the kinds
 * `audit` and `batches` (records.h).
 */
#ifndef ROLLCALL_APP_HISTORY_H
#define ROLLCALL_APP_HISTORY_H

#include <rollcall/app/app.h>

struct rc_verdict {
	uint64_t lines;  /* checked */
	uint64_t bad_at; /* first line that does not hold; 0 = all hold */
	char problem
	        [160]; /* "changed", "missing", "out of order" in a sentence */
	char head[65]; /* hash of the last line, hex */
};
/* Recomputes the whole chain. False only when it could not be read; a broken
 * chain is a verdict. */
bool rc_audit_verify(struct rc_app *app, struct rc_verdict *ret,
                     struct rc_err *err) RC_MUST;
/* The head to print and keep elsewhere. */
bool rc_audit_head(struct rc_app *app, uint64_t *ret_lines, char ret_hash[65],
                   struct rc_err *err) RC_MUST;

/* What stands in the way of an undo. */
struct rc_obstacle {
	const char *kind, *key, *field;
	const char *who;
	rc_ms at;
	rc_id batch; /* the later batch that changed it */
};
struct rc_undo {
	rc_id batch;     /* the one taken back */
	rc_id by;        /* the new batch that did it; 0 = nothing was done */
	uint64_t writes; /* records put back */
	struct rc_obstacle *obstacles;
	size_t nobstacles; /* listed: at most 100 */
	uint64_t all_obstacles;
};
/* Takes back one batch (0 = the user's latest that is not undone and not an
 * undo) to the exact former rows, or does nothing and lists the obstacles
 * (true, ret->by 0). */
bool rc_undo(struct rc_app *app, rc_id batch, struct rc_arena *arena,
             struct rc_undo *ret, struct rc_err *err) RC_MUST;

#endif
