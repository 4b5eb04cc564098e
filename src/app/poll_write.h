/* SPDX-License-Identifier: MIT */
/*
 * poll_write - what devices said, written down: per batch one transaction with
 * the facts, the event and a newly pinned key of each. A batch that cannot be
 * written because of one device (deleted meanwhile) is written again one by
 * one, and only that device fails.
 */
#ifndef ROLLCALL_SRC_APP_POLL_WRITE_H
#define ROLLCALL_SRC_APP_POLL_WRITE_H

#include <rollcall/app/app.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/link.h>

#include "poll/outcome.h"

#define RC_BATCH_DEVICES 200

/* How asking a device ended; facts and texts are borrowed. */
struct rc_poll_answer {
	size_t target;
	rc_id device;
	enum rc_outcome outcome;
	enum rc_phase phase;
	rc_ms ms, at;
	rc_ms rtt_ms;
	int64_t kbps; /* of its line, measured; 0 = not */
	const char *error;
	struct rc_facts *facts; /* NULL: none, or not written down */
	const char *const *software;  /* found of what was asked for */
	size_t nsoftware;
	bool looked;              /* for software */
	const struct rc_pin *pin; /* to be written with it */
	size_t changed;               /* filled in */
	bool written;                 /* filled in; is not written again */
	bool adopt; /* facts are written also if it is another machine */
};

/* Up to RC_BATCH_DEVICES answers; texts of what could not be written go into
 * `arena`. After a failure it may be called again with the same. */
bool rc_answers_write(struct rc_app *app, struct rc_poll_answer *answers,
                      size_t n, struct rc_arena *arena,
                      struct rc_err *err) RC_MUST;

#endif
