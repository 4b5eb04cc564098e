/* SPDX-License-Identifier: MIT */
/*
 * verdict - what a view of devices may test beside what is recorded: the four
 * qualities and the whole, as they are judged on the day (rule/conform.h).
 * `secure=fail`, `conforming!=pass`, `modern=unknown agency=under:25363`.
 *
 * No record holds them, so they are no columns and nothing is sorted by them;
 * what is no computer has none.
 */
#ifndef ROLLCALL_MODEL_VERDICT_H
#define ROLLCALL_MODEL_VERDICT_H

#include <rollcall/model/kind.h>

enum rc_verdict_word {
	RC_VERDICT_NONE,
	RC_VERDICT_PASS,
	RC_VERDICT_FAIL,
	RC_VERDICT_UNKNOWN
};
extern const struct rc_word rc_verdict_words[];

/* Fields: modern, uniform, fit, secure, conforming, in this order. */
#define RC_VERDICTS 5
extern const struct rc_kind rc_kind_verdict;

/* Is it one of them? */
bool rc_field_is_verdict(const struct rc_field *field);

#endif
