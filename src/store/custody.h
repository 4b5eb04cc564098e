/* SPDX-License-Identifier: MIT */
/*
 * custody - which post a device was at on which day. Rows are records of their
 * own kind and written through the write path; here they are only looked up.
 */
#ifndef ROLLCALL_SRC_STORE_CUSTODY_H
#define ROLLCALL_SRC_STORE_CUSTODY_H

#include <rollcall/model/device.h>

#include "store/store.h"

/* The row without an end; *ret_id 0 if there is none. */
bool rc_custody_open(struct rc_store *store, rc_id device, rc_id *ret_id,
                     struct rc_err *err) RC_MUST;
/* A row other than `but` that is not over before `day`: what a custody that
 * begins on `day` would overlap; *ret_id 0 if there is none. */
bool rc_custody_after(struct rc_store *store, rc_id device, rc_date day,
                      rc_id but, rc_id *ret_id, struct rc_err *err) RC_MUST;

#endif
