/* SPDX-License-Identifier: MIT */
/*
 * timers - one deadline per host, the earliest first: a binary heap over the
 * numbers 0..n-1 that never allocates after init.
 */
#ifndef ROLLCALL_POLL_TIMERS_H
#define ROLLCALL_POLL_TIMERS_H

#include <rollcall/base/date.h>

struct rc_timers {
	rc_ms *at;       /* by number */
	uint32_t *heap;  /* numbers */
	uint32_t *place; /* by number: place in heap + 1, 0 = not set */
	size_t n, max;
};

bool rc_timers_init(struct rc_timers *timers, size_t max,
                    struct rc_err *err) RC_MUST;
void rc_timers_fini(struct rc_timers *timers);
void rc_timers_set(struct rc_timers *timers, size_t number, rc_ms at);
void rc_timers_clear(struct rc_timers *timers, size_t number);
/* The earliest; false if none is set. */
bool rc_timers_first(const struct rc_timers *timers, size_t *ret_number,
                     rc_ms *ret_at);

#endif
