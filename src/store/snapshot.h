/* SPDX-License-Identifier: MIT */
/*
 * snapshot - the bytes of frozen reports, beside their records (model/
 * register.h). Written once with the record, in the same transaction, and never
 * changed; what they must be stands in the record: their number and SHA-256.
 */
#ifndef ROLLCALL_SRC_STORE_SNAPSHOT_H
#define ROLLCALL_SRC_STORE_SNAPSHOT_H

#include <rollcall/base/digest.h>
#include <rollcall/model/register.h>

#include "store/store.h"

#define RC_SNAPSHOT_MAX ((size_t)7 << 20) /* bytes; a row takes 8 MB */

/* SHA-256 of the bytes, as lower case hex. */
bool rc_snapshot_sum(struct rc_store *store, struct rc_str bytes,
                     char ret[RC_SHA256_HEX], struct rc_err *err) RC_MUST;
/* Within a transaction that writes. RC_ENOSPACE beyond RC_SNAPSHOT_MAX. */
bool rc_snapshot_put(struct rc_store *store, rc_id id, struct rc_str bytes,
                     struct rc_err *err) RC_MUST;
/* Into `arena`. RC_ECORRUPT: they are not there or not what the record says. */
bool rc_snapshot_get(struct rc_store *store, const struct rc_snapshot *record,
                     struct rc_arena *arena, struct rc_str *ret,
                     struct rc_err *err) RC_MUST;
/* Reports every snapshot whose bytes are gone or damaged. */
bool rc_snapshot_check(struct rc_store *store, rc_problem *problem, void *ctx,
                       struct rc_err *err) RC_MUST;

#endif
