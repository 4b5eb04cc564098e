/* SPDX-License-Identifier: MIT */
/*
 * expire - the end of old events. They are measurements, not history: what a
 * device is known by stands in its record, its facts and the audit, which stay.
 * The schema lets an event go only if it is older than the day in `meta`
 * (events_since), which is moved on here in the same transaction.
 */
#ifndef ROLLCALL_SRC_STORE_EXPIRE_H
#define ROLLCALL_SRC_STORE_EXPIRE_H

#include <rollcall/base/date.h>

#include "store/store.h"

/* Removes up to `most` events from before `before`, in a transaction of its
 * own; none is begun when there is nothing to remove. */
bool rc_events_expire(struct rc_store *store, rc_ms before, size_t most,
                      size_t *ret_n, struct rc_err *err) RC_MUST;

#endif
