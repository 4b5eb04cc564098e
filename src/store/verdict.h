/* SPDX-License-Identifier: MIT */
/*
 * verdict - how each computer is judged, beside the database for as long as the
 * connection lasts (a temporary table): what views test with `secure=fail`.
 * Whoever runs such a view sees to it that they are there (app/verdicts.h).
 */
#ifndef ROLLCALL_SRC_STORE_VERDICT_H
#define ROLLCALL_SRC_STORE_VERDICT_H

#include <rollcall/model/verdict.h>

#include "store/store.h"

/* Makes the table, or empties it. */
bool rc_verdicts_clear(struct rc_store *store, struct rc_err *err) RC_MUST;
/* enum rc_verdict_word in the order of the fields. */
bool rc_verdicts_add(struct rc_store *store, rc_id device,
                     const int words[RC_VERDICTS], struct rc_err *err) RC_MUST;

#endif
