/* SPDX-License-Identifier: MIT */
/*
 * poll_session - the devices of a view, the engine that asks them, and the
 * answers on their way to the database. polls.c runs one from end to end,
 * poll_watch.c keeps one going.
 *
 *	if (!rc_session_open(app, &how, &session, err)) ...
 *	while (more) {
 *		if (!rc_session_turn(session, 50, &more, err)) ...
 *	}
 *	rc_session_close(session);
 *
 * Outcomes are put aside as they come and written in batches of up to
 * RC_BATCH_DEVICES, at the latest after `batch_ms`. A line is told only after
 * its batch is committed, so what was printed is there, whatever happens next.
 * While another process holds the database, answers wait and asking goes on.
 */
#ifndef ROLLCALL_SRC_APP_POLL_SESSION_H
#define ROLLCALL_SRC_APP_POLL_SESSION_H

#include <rollcall/app/polls.h>

#include "poll/outcome.h"

/* A device to be asked. */
struct rc_asked {
	rc_id id;
	const char *tag, *address;
	rc_ms polled;  /* wall clock; RC_MS_NONE = never */
	bool was_ok;   /* then */
	bool was_dead; /* then: no answer at all */
	rc_id agency;
};

struct rc_session_how {
	const struct rc_poll_options *options; /* borrowed */
	rc_ms batch_ms;
	bool standing; /* rc_session_ask() alone starts somebody */
	bool tell_nobody_isolated;
	/* A device has ended; not yet written. NULL = nobody wants to know. */
	void (*ended)(void *ctx, size_t device, enum rc_outcome outcome);
	void *ctx;
};

struct rc_session;
bool rc_session_open(struct rc_app *app, const struct rc_session_how *how,
                     struct rc_session **ret, struct rc_err *err) RC_MUST;
void rc_session_close(struct rc_session *session); /* takes NULL */

/* Waits up to `ms` for something to happen, writes what is due. The last turn
 * (*ret_more false) has written all. */
bool rc_session_turn(struct rc_session *session, rc_ms ms, bool *ret_more,
                     struct rc_err *err) RC_MUST;
void rc_session_ask(struct rc_session *session, size_t device);
/* Nobody waits to be asked or is in flight. */
bool rc_session_idle(const struct rc_session *session);
void rc_session_cancel(struct rc_session *session, rc_ms grace_ms);

const struct rc_asked *rc_session_devices(const struct rc_session *session,
                                          size_t *ret_n);
struct rc_poll_counts rc_session_counts(const struct rc_session *session);
rc_ms rc_session_now(const struct rc_session *session); /* monotonic */
uint32_t rc_session_random(const struct rc_session *session);

#endif
