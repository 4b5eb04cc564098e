/* SPDX-License-Identifier: MIT */
/*
 * store - the open database: all SQL text lives on this floor. Records are
 * bound and read through their field tables (row.h, sheet.h), lists through
 * views (window.h), and what happened through audit.h and log.h.
 *
 *	struct rc_store *store;
 *	if (!rc_store_open(&options, &store, err)) ...
 *	if (!rc_store_begin(store, err)) ...
 *	...
 *	if (!rc_store_commit(store, err)) ...	// rolled back when it fails
 *	rc_store_close(store);
 */
#ifndef ROLLCALL_SRC_STORE_STORE_H
#define ROLLCALL_SRC_STORE_STORE_H

#include <rollcall/model/kind.h>

struct rc_store;

struct rc_store_options {
	const char *where;
	bool create; /* make it; RC_ECONFLICT if it is there */
	bool read_only;
	int busy_ms; /* wait so long for another writer */
};
bool rc_store_open(const struct rc_store_options *options,
                   struct rc_store **ret, struct rc_err *err) RC_MUST;
void rc_store_close(struct rc_store *store); /* takes NULL; rolls back */

/* A transaction that writes; there is one at a time, over all processes. */
bool rc_store_begin(struct rc_store *store, struct rc_err *err) RC_MUST;
bool rc_store_commit(struct rc_store *store, struct rc_err *err) RC_MUST;
void rc_store_abort(struct rc_store *store);
/* One that reads: everything within sees the same state. */
bool rc_store_read(struct rc_store *store, struct rc_err *err) RC_MUST;
/* Within one that writes: many records of this kind will be added. If there is
 * none yet its indexes are built at the commit, all at once; then the values of
 * unique fields must be known to be so, since what stands twice makes the
 * commit fail, not the adding; and references must have been looked up in this
 * transaction. For one kind in a transaction. */
bool rc_store_bulk(struct rc_store *store, const struct rc_kind *kind,
                   struct rc_err *err) RC_MUST;
bool rc_store_in_tx(const struct rc_store *store);

/* Has another connection written since the last call? */
bool rc_store_changed(struct rc_store *store, bool *ret,
                      struct rc_err *err) RC_MUST;
/* rc_sql_cache() */
bool rc_store_cache(struct rc_store *store, size_t bytes,
                    struct rc_err *err) RC_MUST;
/* rc_sql_idle() */
void rc_store_idle(struct rc_store *store, bool (*go_on)(void *ctx), void *ctx);
/* A copy in a new file, mode 0600. */
bool rc_store_copy(struct rc_store *store, const char *path,
                   struct rc_err *err) RC_MUST;

/* Reports what does not hold: file, references, revisions against the audit,
 * custody against devices. Not the chain (audit.h). */
typedef void rc_problem(void *ctx, const char *sentence);
bool rc_store_check(struct rc_store *store, rc_problem *problem, void *ctx,
                    struct rc_err *err) RC_MUST;

#endif
