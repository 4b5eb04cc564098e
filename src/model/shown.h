/* SPDX-License-Identifier: MIT */
/*
 * shown - what a message may repeat of a text that came from outside: made
 * safe for a screen, at most 40 cells, in the caller's memory.
 */
#ifndef ROLLCALL_SRC_MODEL_SHOWN_H
#define ROLLCALL_SRC_MODEL_SHOWN_H

#include <rollcall/base/str.h>

struct rc_shown {
	char text[200];
};

/* "abc" for abc: rc_shown_of(value).text */
struct rc_shown rc_shown_of(struct rc_str s);

#endif
