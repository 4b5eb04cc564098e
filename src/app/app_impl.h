/* SPDX-License-Identifier: MIT */
/*
 * app_impl - the open inventory as the files of this floor see it.
 */
#ifndef ROLLCALL_SRC_APP_APP_IMPL_H
#define ROLLCALL_SRC_APP_APP_IMPL_H

#include <rollcall/app/app.h>
#include <rollcall/app/write.h>

#include "store/row.h"
#include "store/store.h"
#include "store/units.h"

/* The batch that is open: one transaction. */
struct rc_open_batch {
	rc_id id; /* 0 = none */
	char *reason;
	uint64_t writes; /* audit lines so far */
	/* A write failed half way: the batch can only be aborted. */
	bool broken;
};

/* Of which day and state the verdicts beside the database are (verdicts.h). */
struct rc_app_verdicts {
	bool there;
	struct rc_units_stamp stamp; /* `rules` is not used */
};

struct rc_app {
	struct rc_store *store;
	char *where, *user;
	char *ssh_config; /* NULL = none */
	bool read_only;
	rc_date as_of; /* RC_DATE_NONE = today */
	rc_ms (*now)(void *of);
	void *now_of;
	struct rc_open_batch batch;
	bool wrote;              /* since the last rc_app_changed() */
	struct rc_app_verdicts verdicts;
	struct rc_arena scratch; /* of one write */
	struct rc_buf changes;   /* text of one audit line */
};

/*
 * The write function behind rc_write() and rc_undo(): stores `after` in place
 * of `before` (NULL: a new record), bumps its version, appends the audit line.
 * It judges nothing. `mask` says which fields differ; after->head is filled in.
 */
struct rc_put {
	const struct rc_kind *kind;
	const void *before; /* NULL = add */
	void *after;
	rc_mask changed;
	bool same_id; /* an addition that comes back: keep head as given */
};
bool rc_app_put(struct rc_app *app, const struct rc_put *put,
                struct rc_err *err) RC_MUST;
/* Removes the record, which is given as it stands. */
bool rc_app_drop(struct rc_app *app, const struct rc_kind *kind,
                 const void *record, struct rc_err *err) RC_MUST;

/* A batch is open and may be written to; else *err says why not. */
bool rc_app_may_write(struct rc_app *app, struct rc_err *err) RC_MUST;

/* Fields that differ. References by id. */
rc_mask rc_record_diff(const struct rc_kind *kind, const void *before,
                       const void *after);

#endif
