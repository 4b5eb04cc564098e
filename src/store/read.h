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
/* Gives changes of audit lines their names (form.h), in `arena`. */
bool rc_row_expand(struct rc_table *table, struct rc_arena *arena, void *record,
                   struct rc_err *err) RC_MUST;
/* The same as rc_row_read() without that. */
bool rc_row_read_stored(struct rc_table *table, struct rc_stmt *stmt,
                        struct rc_arena *arena, void *record,
                        struct rc_err *err) RC_MUST;
/* The statement's columns are id, revision and those of the fields that `fields`
 * has a bit for; the others are nothing, references have no key. The text is
 * the statement's: it lives until the next step. */
void rc_row_read_some(struct rc_table *table, struct rc_stmt *stmt,
                      uint64_t fields, void *record);

/* After rc_row_read_some(): the keys of the references among `fields`, which
 * stand in the statement's next columns. Numbers go into `arena`. */
bool rc_row_read_keys(struct rc_table *table, struct rc_stmt *stmt,
                      uint64_t fields, struct rc_arena *arena, void *record,
                      struct rc_err *err) RC_MUST;

#endif
