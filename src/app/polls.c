/* SPDX-License-Identifier: MIT */
/* polls - asking the devices of a view once, from the first to the last. */
#include <rollcall/app/polls.h>

#include "app/poll_session.h"

#define BATCH_MS 500
#define TICK_MS  250
#define TURN_MS  50
#define GRACE_MS 2000 /* for those in flight, when told to stop */

static bool
run(struct rc_session *s, const struct rc_poll_options *o, struct rc_err *err)
{
	rc_ms ticked_at = rc_session_now(s);
	bool stopped = false, more = true;

	while (more) {
		struct rc_poll_counts counts;
		rc_ms now;

		if (!rc_session_turn(s, TURN_MS, &more, err))
			return false;
		now = rc_session_now(s);
		if (o->tick != NULL && (now - ticked_at >= TICK_MS || !more)) {
			ticked_at = now;
			counts = rc_session_counts(s);
			o->tick(o->ctx, &counts);
		}
		if (!stopped && o->go_on != NULL && !o->go_on(o->ctx)) {
			stopped = true;
			rc_session_cancel(s, GRACE_MS);
		}
	}
	return true;
}

bool
rc_poll(struct rc_app *app, const struct rc_poll_options *options,
        struct rc_poll_counts *ret, struct rc_err *err)
{
	const struct rc_session_how how = { .options = options,
		                            .batch_ms = BATCH_MS };
	struct rc_session *session;
	bool done;

	if (!rc_session_open(app, &how, &session, err))
		return false;
	done = run(session, options, err);
	if (done)
		*ret = rc_session_counts(session);
	rc_session_close(session);
	return done;
}
