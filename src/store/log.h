/* SPDX-License-Identifier: MIT */
/*
 * log - batches and events: written down once; of a batch only the count of its
 * writes and its recipe (at its end) and the mark that it was taken back are set
 * later.
 */
#ifndef ROLLCALL_SRC_STORE_LOG_H
#define ROLLCALL_SRC_STORE_LOG_H

#include <rollcall/model/log.h>

#include "store/store.h"

/* Appends; head.id of the argument is not looked at. */
bool rc_batch_append(struct rc_store *store, const struct rc_batch *batch,
                     rc_id *ret, struct rc_err *err) RC_MUST;
bool rc_batch_count(struct rc_store *store, rc_id batch, uint64_t writes,
                    struct rc_err *err) RC_MUST;
bool rc_batch_recipe(struct rc_store *store, rc_id batch, const char *recipe,
                     struct rc_err *err) RC_MUST;
/* The latest batch of that recipe if no audit line was written after its own;
 * else 0. */
bool rc_batch_same(struct rc_store *store, const char *recipe, rc_id *ret,
                   struct rc_err *err) RC_MUST;
bool rc_batch_undone(struct rc_store *store, rc_id batch, rc_id by,
                     struct rc_err *err) RC_MUST;
/* The user's latest batch with writes, neither undone nor an undo; 0 if none.
 */
bool rc_batch_latest(struct rc_store *store, const char *who, rc_id *ret,
                     struct rc_err *err) RC_MUST;
bool rc_batch_exists(struct rc_store *store, rc_id batch, int64_t *ret,
                     struct rc_err *err) RC_MUST; /* *ret 0 = no */

bool rc_event_append(struct rc_store *store, const struct rc_event *event,
                     struct rc_err *err) RC_MUST;
/* The measurements of a device that come with an event: no version, no
 * audit. */
bool rc_device_measured(struct rc_store *store, const struct rc_event *event,
                        struct rc_err *err) RC_MUST;

/* Audit lines of a batch from the last to the first, or of a record after line
 * `after` from the first on. Their text lives in `arena`; close with
 * rc_lines_close(). */
struct rc_lines {
	struct rc_table *table;
	struct rc_stmt *stmt;
};
bool rc_lines_of_batch(struct rc_store *store, rc_id batch,
                       struct rc_lines *ret, struct rc_err *err) RC_MUST;
bool rc_lines_of_record(struct rc_store *store, const char *kind, rc_id record,
                        int64_t after, struct rc_lines *ret,
                        struct rc_err *err) RC_MUST;
/* *ret_end at the end. */
bool rc_lines_next(struct rc_lines *lines, struct rc_arena *arena,
                   struct rc_audit *ret, bool *ret_end,
                   struct rc_err *err) RC_MUST;
void rc_lines_close(struct rc_lines *lines); /* takes a zeroed one */

/* Writes of a record so far by its audit lines (additions and changes): its
 * version, or what its version was. */
bool rc_audit_version(struct rc_store *store, const char *kind, rc_id record,
                      int64_t *ret, struct rc_err *err) RC_MUST;

#endif
