/* SPDX-License-Identifier: MIT */
/*
 * agenda - how a report duty stands at the end of a day: there is time left, it
 * is late, or it is done, because a report was frozen for it (register.h).
 */
#ifndef ROLLCALL_MODEL_AGENDA_H
#define ROLLCALL_MODEL_AGENDA_H

#include <rollcall/model/field.h>

enum rc_due_state {
	RC_DUE_NONE,
	RC_DUE_OPEN,     /* there is time left */
	RC_DUE_LATE,     /* the last good day has gone by */
	RC_DUE_DONE,     /* its report was frozen in time */
	RC_DUE_DONE_LATE /* it was frozen, after the last good day */
};
extern const struct rc_word rc_due_words[];

#endif
