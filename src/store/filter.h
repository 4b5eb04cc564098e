/* SPDX-License-Identifier: MIT */
/*
 * filter - a view's filter tree as an SQL condition. Values are bound, never
 * pasted; names come from the field tables alone.
 */
#ifndef ROLLCALL_SRC_STORE_FILTER_H
#define ROLLCALL_SRC_STORE_FILTER_H

#include <rollcall/model/view.h>

#include "store/store_impl.h"

/* A statement in the making, with the values of its parameters. */
struct rc_query {
	struct rc_table *table;
	struct rc_buf *text; /* of the store */
	struct rc_value *values;
	size_t nvalues;
	bool too_many;
};

/* Appends "$n" for the value. */
void rc_query_value(struct rc_query *query, struct rc_value value);
/* The value of a field: "t.serial", of a fact a subselect. */
void rc_query_field(struct rc_query *query, const struct rc_kind *kind,
                    const char *alias, const struct rc_field *field);
/* By what the field is ordered: rc_order(...) of text and of keys. */
void rc_query_order(struct rc_query *query, const struct rc_field *field);
void rc_query_order_value(struct rc_query *query, const struct rc_field *field,
                          struct rc_value value);

/* Appends the condition, in parentheses. */
bool rc_query_filter(struct rc_query *query, const struct rc_term *term,
                     struct rc_err *err) RC_MUST;

#endif
