/* SPDX-License-Identifier: MIT */
/*
 * value - one cell between a record, a statement and a file: nothing, a number
 * or a text. Text is borrowed.
 */
#ifndef ROLLCALL_BASE_VALUE_H
#define ROLLCALL_BASE_VALUE_H

#include <rollcall/base/str.h>

typedef int64_t rc_id; /* a row; 0 = none */

enum rc_value_type { RC_NULL, RC_INT, RC_TEXT };

struct rc_value {
	enum rc_value_type type;
	int64_t i;
	struct rc_str s;
};

#define RC_VALUE_NULL     ((struct rc_value){ RC_NULL, 0, { 0 } })
#define RC_VALUE_INT(n)   ((struct rc_value){ RC_INT, (n), { 0 } })
#define RC_VALUE_STR(str) ((struct rc_value){ RC_TEXT, 0, (str) })
/* NULL gives RC_NULL. */
struct rc_value rc_value_text(const char *text);
bool rc_value_eq(const struct rc_value *a, const struct rc_value *b);

#endif
