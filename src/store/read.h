/* SPDX-License-Identifier: MIT */
/* read - one row of a statement into a record; for row.c, sheet.c, window.c. */
#ifndef ROLLCALL_SRC_STORE_READ_H
#define ROLLCALL_SRC_STORE_READ_H

#include "store/store_impl.h"

/* The statement's columns are those of table->columns. Of a fact sheet only
 * the head is read: rc_sheet_fill() does the rest. */
bool rc_row_read(struct rc_table *table, struct rc_stmt *stmt,
                 struct rc_arena *arena, void *record,
                 struct rc_err *err) RC_MUST;
/* The same, but changes of audit lines as they are stored (form.h). */
bool rc_row_read_stored(struct rc_table *table, struct rc_stmt *stmt,
                        struct rc_arena *arena, void *record,
                        struct rc_err *err) RC_MUST;
/* The statement's columns are id, revision and those of the fields that `fields`
 * has a bit for; the others are nothing, references have no key. The text is
 * the statement's: it lives until the next step. */
void rc_row_read_some(struct rc_table *table, struct rc_stmt *stmt,
                      uint64_t fields, void *record);

#endif
