/* SPDX-License-Identifier: MIT */
/*
 * form - audit lines of whole records, without the names of their fields.
 *
 * A line that adds or removes a record names every field of it, which is more
 * than the values themselves. Such lines refer to a form instead, a row of
 * audit_form with the names of all fields of the kind, and are stored as
 *
 *	+FORM:MASK TAB value TAB value ...
 *
 * or, of a removed one, with '-' in front. MASK in hexadecimal: the bits of the
 * fields that hold something, the first field of the form being bit 0; the
 * values in its order, as changes.h writes them. Forms are never changed; the
 * chain covers them (model/log.h). Who reads a line through rc_row_read() gets
 * the names again and knows nothing of this.
 */
#ifndef ROLLCALL_SRC_STORE_FORM_H
#define ROLLCALL_SRC_STORE_FORM_H

#include "store/row.h"

/* `changes` of a line: in full, or, of a whole record (the one that is not
 * NULL), by its form, which is made if it is new. Within a transaction. */
bool rc_form_put(struct rc_store *store, const struct rc_kind *kind,
                 const void *before, const void *after, rc_mask mask,
                 struct rc_buf *b, struct rc_err *err) RC_MUST;

/* `changes` with the names, from how they are stored: in `arena`, or the same
 * text if it has them. What cannot be read stays as it is. */
bool rc_form_expand(struct rc_store *store, struct rc_str stored,
                    struct rc_arena *arena, struct rc_str *ret,
                    struct rc_err *err) RC_MUST;

/* SHA-256 in hex of the form that stored changes refer to; NULL if they refer
 * to none, or it is not there. Good until the next call. */
bool rc_form_hash(struct rc_store *store, const char *stored, const char **ret,
                  struct rc_err *err) RC_MUST;

#endif
