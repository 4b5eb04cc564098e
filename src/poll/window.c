/* SPDX-License-Identifier: MIT */
/* window - how many at once, for host.c alone (host.h). */
#include <rollcall/base/log.h>

#include "poll/host.h"

#define WINDOW_MIN 8

/* Admission adapts to those who did connect and then grew slow. A few mute
 * devices are outweighed by those that answer and change nothing. */
void
rc_window_adapt(struct rc_engine *e, const struct rc_result *result)
{
	unsigned jobs = e->options.jobs;

	if (result->outcome == RC_GOT_OK) {
		e->strain -= e->strain > 0;
		e->window += e->window < jobs;
	} else if (result->outcome == RC_GOT_TIMEOUT &&
	           result->phase >= RC_PHASE_GREETING) {
		e->strain++;
	}
	if (e->strain <= e->window / 4 + 4)
		return;
	e->strain = 0;
	if (e->window > WINDOW_MIN)
		e->window =
		        e->window / 2 > WINDOW_MIN ? e->window / 2 : WINDOW_MIN;
	rc_log(RC_LOG_INFO, "poll", "window=%u jobs=%u", e->window, jobs);
}
