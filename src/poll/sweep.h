/* SPDX-License-Identifier: MIT */
/*
 * sweep - an engine on its production seams: libuv's loop, SSH, and as many
 * open files as that needs.
 *
 *	if (!rc_sweep_open(&options, targets, n, &hooks, &sweep, err)) ...
 *	while (rc_sweep_turn(sweep, 100))
 *		...
 *	rc_sweep_close(sweep);
 */
#ifndef ROLLCALL_POLL_SWEEP_H
#define ROLLCALL_POLL_SWEEP_H

#include "poll/engine.h"
#include "poll/transport_ssh.h"

struct rc_sweep_options {
	struct rc_engine_options engine;
	struct rc_ssh_options ssh; /* slots is filled in */
};

struct rc_sweep;
bool rc_sweep_open(const struct rc_sweep_options *options,
                   const struct rc_target *targets, size_t n,
                   const struct rc_engine_hooks *hooks, struct rc_sweep **ret,
                   struct rc_err *err) RC_MUST;
void rc_sweep_close(struct rc_sweep *sweep); /* takes NULL */

/* One turn of at most `ms`; false when it is over (rc_engine_turn()). */
bool rc_sweep_turn(struct rc_sweep *sweep, rc_ms ms);
void rc_sweep_ask(struct rc_sweep *sweep, size_t target); /* rc_engine_ask() */
void rc_sweep_cancel(struct rc_sweep *sweep, rc_ms grace_ms);
struct rc_engine_counts rc_sweep_counts(const struct rc_sweep *sweep);
rc_ms rc_sweep_now(const struct rc_sweep *sweep); /* monotonic */
uint32_t rc_sweep_random(const struct rc_sweep *sweep);

#endif
