/* SPDX-License-Identifier: MIT */
/*
 * question - the script for one host, for engine.c and host.c. But for its
 * nonce it is the same for all of a platform, so it is made once.
 */
#ifndef ROLLCALL_POLL_QUESTION_H
#define ROLLCALL_POLL_QUESTION_H

#include "poll/host.h"

bool rc_questions_init(struct rc_engine *e, struct rc_err *err) RC_MUST;
void rc_questions_fini(struct rc_engine *e);
/* Puts a fresh nonce into s->nonce, and the script into s->head and s->body. */
bool rc_question_put(struct rc_engine *e, struct slot *s,
                     enum rc_platform platform, struct rc_err *err) RC_MUST;

#endif
