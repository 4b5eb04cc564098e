/* SPDX-License-Identifier: MIT */
/*
 * outcome - the words for how far asking a device got and how it ended. The
 * names are part of the command line's contract (jsonl of `poll`).
 */
#ifndef ROLLCALL_POLL_OUTCOME_H
#define ROLLCALL_POLL_OUTCOME_H

#include <rollcall/base/err.h>

enum rc_phase {
	RC_PHASE_QUEUED,
	RC_PHASE_RESOLVING,
	RC_PHASE_CONNECTING,
	RC_PHASE_GREETING,
	RC_PHASE_VERIFYING,
	RC_PHASE_SIGNING_IN,
	RC_PHASE_OPENING,
	RC_PHASE_READING,
	RC_PHASE_CLOSING,
	RC_PHASE_BACKOFF,
	RC_PHASE_DONE,
	RC_PHASE_FAILED,
	RC_PHASES
};

enum rc_outcome {
	RC_GOT_NOTHING, /* not asked yet */
	RC_GOT_OK,
	RC_GOT_UNREACHABLE,
	RC_GOT_REFUSED,
	RC_GOT_TIMEOUT,
	RC_GOT_AUTH,
	RC_GOT_KEY_UNKNOWN,
	RC_GOT_KEY_CHANGED,
	RC_GOT_NOT_SSH,
	RC_GOT_GARBLED,
	RC_GOT_CANCELLED,
	RC_GOT_ISOLATED,
	RC_GOT_OTHER, /* another machine answers; said by app/identity */
	RC_OUTCOMES
};

const char *rc_phase_name(enum rc_phase phase);       /* "signing_in" */
const char *rc_outcome_name(enum rc_outcome outcome); /* "hostkey_changed" */

/* Why a host did not answer. `again`: a later attempt may fare better. */
struct rc_trouble {
	enum rc_outcome outcome;
	bool again;
	char text[240]; /* a sentence; may quote the host: not yet screen-safe
	                 */
};
/* Fills *trouble, `again` false. */
void rc_trouble_set(struct rc_trouble *trouble, enum rc_outcome outcome,
                    const char *fmt, ...) RC_PRINTF(3, 4);

#endif
