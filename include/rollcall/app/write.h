/* SPDX-License-Identifier: MIT */
/*
 * write - the one write path. Every change, from the command line, the TUI, an
 * import or a poll, is a rc_write() inside a batch. It resolves references,
 * validates the record as a whole, writes it, bumps its version, keeps custody
 * when a device changes its post, and appends old and new, who, when, batch
 * and reason to the audit chain. A write that changes nothing does nothing.
 *
 *	struct rc_act act = { .what = "set devices TS-1", .reason = why };
 *	if (!rc_batch_begin(app, &act, &batch, err))
 *		return false;
 *	if (!rc_write(app, &change, &written, err)) {
 *		rc_batch_abort(app);
 *		return false;
 *	}
 *	return rc_batch_commit(app, err);
 *
 * A batch is one transaction: there whole or not at all, whatever kills the
 * process. Batches do not nest.
 */
#ifndef ROLLCALL_APP_WRITE_H
#define ROLLCALL_APP_WRITE_H

#include <rollcall/app/app.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/kind.h>
#include <rollcall/model/log.h>

struct rc_act {
	const char *what;   /* "import devices kiemke.csv" */
	const char *reason; /* NULL = none */
	const char *digest; /* SHA-256 hex of a source file, or NULL */
	rc_id undoes;       /* batch, or 0 */
};
bool rc_batch_begin(struct rc_app *app, const struct rc_act *act,
                    rc_id *ret_batch, struct rc_err *err) RC_MUST;
/* Says that many records of one kind will be added, which makes that cheaper.
 * The caller must know that their unique values are (imports judge them): if
 * one is not, the commit may be what fails. Once in a batch. */
bool rc_batch_expect(struct rc_app *app, const struct rc_kind *kind,
                     struct rc_err *err) RC_MUST;
/* Keeps the batch, also an empty one: it says that the act took place. */
bool rc_batch_commit(struct rc_app *app, struct rc_err *err) RC_MUST;
void rc_batch_abort(struct rc_app *app); /* nothing was written */

/* One field to set. RC_NULL clears it. A reference is given by id (RC_INT) or
 * by key (RC_TEXT). */
struct rc_cell {
	const struct rc_field *field;
	struct rc_value value;
};

struct rc_change {
	const struct rc_kind *kind;
	rc_id id;        /* 0 = a new record (for facts: the device's id) */
	int64_t version; /* the version that was read; 0 = any. RC_ECONFLICT if
			    the record has moved on */
	const struct rc_cell *cells;
	size_t ncells;
	/* A new record as it will be, if that is known: what the cells name is
	 * taken from it, its references with id and key. NULL = from the
	 * cells themselves. */
	const void *record;
	/* Facts only: where they come from and of when they are. */
	enum rc_fact_source source;
	rc_ms at;
	rc_date on; /* day of a custody change; RC_DATE_NONE = today */
};
struct rc_written {
	rc_id id;
	int64_t version;
	size_t changed; /* fields that differ now; 0 = it was so already */
	bool added;
};
bool rc_write(struct rc_app *app, const struct rc_change *change,
              struct rc_written *ret, struct rc_err *err) RC_MUST;
/* RC_EREF if something refers to it. */
bool rc_remove(struct rc_app *app, const struct rc_kind *kind, rc_id id,
               struct rc_err *err) RC_MUST;

/* The id of a record by its key, within or without a batch; false and 0 if it
 * is not there (no error). */
bool rc_key_find(struct rc_app *app, const struct rc_kind *kind,
                 struct rc_str key, rc_id *ret);

/* Notes the outcome of asking a device (log.h), in the current batch, and sets
 * the device's last_seen, last_polled, last_outcome without an audit line:
 * they are measurements, not changes of the record. */
bool rc_event_add(struct rc_app *app, const struct rc_event *event,
                  struct rc_err *err) RC_MUST;

/* --- whole acts, each its own batch ------------------------------------- */

/* "field=value" pairs as users type them; id 0 adds. */
struct rc_edit {
	const struct rc_kind *kind;
	rc_id id;
	const char *const *pairs;
	size_t npairs;
	const char *reason; /* NULL = none */
};
bool rc_record_set(struct rc_app *app, const struct rc_edit *edit,
                   struct rc_written *ret, struct rc_err *err) RC_MUST;

/* Custody and life cycle, by keys. `on` RC_DATE_NONE = today. */
bool rc_device_assign(struct rc_app *app, const char *device, const char *post,
                      rc_date on, const char *reason,
                      struct rc_err *err) RC_MUST;
bool rc_device_return(struct rc_app *app, const char *device, rc_date on,
                      const char *reason, struct rc_err *err) RC_MUST;
bool rc_device_retire(struct rc_app *app, const char *device, rc_date on,
                      const char *reason, struct rc_err *err) RC_MUST;

#endif
