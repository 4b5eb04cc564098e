/* SPDX-License-Identifier: MIT */
/*
 * sheet - fact sheets: a record whose fields are stored as one row each, with
 * source and time. The id of a sheet is that of its device; a sheet exists from
 * its first fact on.
 */
#ifndef ROLLCALL_SRC_STORE_SHEET_H
#define ROLLCALL_SRC_STORE_SHEET_H

#include <rollcall/model/fact.h>

#include "store/row.h"

/* The kind whose records have sheets: devices. */
const struct rc_kind *rc_sheet_owner(void);

bool rc_sheet_get(struct rc_store *store, rc_id device, struct rc_arena *arena,
                  struct rc_facts *ret, struct rc_err *err) RC_MUST;
/* Reads the facts of a sheet whose head is known. */
bool rc_sheet_fill(struct rc_store *store, struct rc_arena *arena,
                   struct rc_facts *facts, struct rc_err *err) RC_MUST;
/* The same from the sheet's text, given as it was read (pack.h): nothing, or of
 * another edition, and the facts are read. */
bool rc_sheet_take(struct rc_store *store, struct rc_value packed,
                   struct rc_arena *arena, struct rc_facts *facts,
                   struct rc_err *err) RC_MUST;
/* Writes the facts of the mask as they stand (nothing = the fact is removed),
 * and the sheet's version; makes the sheet when it is not there. The facts
 * beyond the mask must be there, as they stand in the database. */
bool rc_sheet_put(struct rc_store *store, const struct rc_facts *facts,
                  rc_mask facts_mask, struct rc_err *err) RC_MUST;
/* Source and time only: the values and the version stay. As above. */
bool rc_sheet_touch(struct rc_store *store, const struct rc_facts *facts,
                    rc_mask facts_mask, struct rc_err *err) RC_MUST;
/* Reports sheets whose text does not say what their facts say. */
bool rc_sheets_check(struct rc_store *store, rc_problem *problem, void *ctx,
                     struct rc_err *err) RC_MUST;
/* Facts and sheet. */
bool rc_sheet_remove(struct rc_store *store, rc_id device,
                     struct rc_err *err) RC_MUST;

#endif
