/* SPDX-License-Identifier: MIT */
/*
 * changes - the text of an audit line's `changes` (model/log.h), written and
 * read back to the bit: undo rests on it.
 *
 * One line per field: name TAB old TAB new, "\N" for nothing. Values stand in
 * machine form; a reference as "id:key", an instant in milliseconds. A fact
 * has two more cells, where it came from and when, as "source@ms", before and
 * after.
 */
#ifndef ROLLCALL_SRC_STORE_CHANGES_H
#define ROLLCALL_SRC_STORE_CHANGES_H

#include "store/row.h"

/* COPY form: TAB, newline, carriage return and backslash escaped. */
void rc_copy_put(struct rc_buf *b, struct rc_str s);
void rc_copy_put_digits(struct rc_buf *b, int64_t n);

/* The fields of the mask. `before` NULL: a new record; `after` NULL: a removed
 * one. */
void rc_changes_put(const struct rc_kind *kind, const void *before,
                    const void *after, rc_mask mask, struct rc_buf *b);

/* One value of a record as it stands there. */
void rc_changes_put_value(const struct rc_field *field, const void *record,
                          struct rc_buf *b);

struct rc_changed {
	const struct rc_field *field;
	size_t index;                  /* of the field */
	struct rc_value before, after; /* references: the id */
	/* Facts only. */
	int source_before, source_after;
	rc_ms at_before, at_after;
};
/* Takes the next line off *rest; values in `arena`. *ret_end at the end.
 * RC_ECORRUPT for what rc_changes_put() does not write. */
bool rc_changes_next(const struct rc_kind *kind, struct rc_str *rest,
                     struct rc_arena *arena, struct rc_changed *ret,
                     bool *ret_end, struct rc_err *err) RC_MUST;

#endif
