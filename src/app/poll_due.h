/* SPDX-License-Identifier: MIT */
/* poll_due - how long after a poll a device is asked again; pure. */
#ifndef ROLLCALL_SRC_APP_POLL_DUE_H
#define ROLLCALL_SRC_APP_POLL_DUE_H

#include <rollcall/base/date.h>

/* After an answer (fails 0): every_ms. After the n-th failure in a row: a 24th
 * of that (ten seconds at least), doubled with each further failure, seven
 * times every_ms at most. With a day: 1 h, 2 h, ... 5 d 8 h, 7 d, 7 d. */
rc_ms rc_poll_pause(rc_ms every_ms, unsigned fails);
/* A tenth more or less, as `chance` has it. */
rc_ms rc_poll_jitter(rc_ms pause, uint32_t chance);

#endif
