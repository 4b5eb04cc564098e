/* SPDX-License-Identifier: MIT */
/*
 * outcome - the words in which a poll says how asking a device ended, and how
 * far it got. They are kept as text (a word of a later version stays what it
 * is) and shown to people by their labels.
 */
#ifndef ROLLCALL_MODEL_OUTCOME_H
#define ROLLCALL_MODEL_OUTCOME_H

#include <rollcall/model/field.h>

extern const struct rc_word rc_outcome_words[]; /* "ok", "timeout", ... */
extern const struct rc_word rc_phase_words[];   /* "connecting", ... */

#endif
