/* SPDX-License-Identifier: MIT */
/*
 * ics - whole-day events as iCalendar (RFC 5545): CRLF, lines folded at 75
 * octets between characters, text escaped. A program that takes the file again
 * finds the same events by their uid.
 *
 *	struct rc_ics ics;
 *	rc_ics_begin(&ics, &sink, now);
 *	rc_ics_put(&ics, &event) for each
 *	if (!rc_ics_end(&ics, err)) ...		// frees; failures stick
 */
#ifndef ROLLCALL_RENDER_ICS_H
#define ROLLCALL_RENDER_ICS_H

#include <rollcall/render/render.h>

struct rc_ics_event {
	const char *uid; /* the same whenever the event is written */
	const char *summary;
	const char *description; /* '\n' between lines; or NULL */
	rc_date day;
	int alarm_days; /* days ahead; 0 = no alarm */
};

struct rc_ics {
	struct rc_sink sink;
	struct rc_buf line; /* not folded yet */
	struct rc_buf out;
	rc_ms now;
	bool failed;
	struct rc_err err;
};

void rc_ics_begin(struct rc_ics *ics, const struct rc_sink *sink, rc_ms now);
void rc_ics_put(struct rc_ics *ics, const struct rc_ics_event *event);
bool rc_ics_end(struct rc_ics *ics, struct rc_err *err) RC_MUST;

#endif
