/* SPDX-License-Identifier: MIT */
/* value - one cell: nothing, a number or a text. */
#include <rollcall/base/value.h>

struct rc_value
rc_value_text(const char *text)
{
	if (text == NULL)
		return RC_VALUE_NULL;
	return RC_VALUE_STR(rc_str_of(text));
}

bool
rc_value_eq(const struct rc_value *a, const struct rc_value *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case RC_NULL:
		return true;
	case RC_INT:
		return a->i == b->i;
	case RC_TEXT:
		return rc_str_eq(a->s, b->s);
	}
	return false;
}
