/* SPDX-License-Identifier: MIT */
/* poll_due - pauses. */
#include "app/poll_due.h"

#define RETRY_PARTS 24    /* of every_ms: the first pause after a failure */
#define RETRY_LEAST 10000 /* ms */
#define REST_TIMES  7     /* every_ms: the longest pause */

rc_ms
rc_poll_pause(rc_ms every_ms, unsigned fails)
{
	rc_ms most = every_ms * REST_TIMES;
	rc_ms pause = every_ms / RETRY_PARTS;

	if (fails == 0)
		return every_ms;
	if (pause < RETRY_LEAST)
		pause = RETRY_LEAST;
	for (unsigned i = 1; i < fails && pause < most; i++)
		pause *= 2;
	return pause < most ? pause : most;
}

rc_ms
rc_poll_jitter(rc_ms pause, uint32_t chance)
{
	return pause - pause / 10 + (rc_ms)(chance % (uint64_t)(pause / 5 + 1));
}
