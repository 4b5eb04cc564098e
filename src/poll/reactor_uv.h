/* SPDX-License-Identifier: MIT */
/*
 * reactor_uv - the reactor of production: libuv's loop. The only file that
 * knows libuv; in particular that its handles die only after a callback.
 *
 * Freeing it never waits for a name server; but libuv's own threads may keep
 * the process at its exit until a lookup under way has ended.
 */
#ifndef ROLLCALL_POLL_REACTOR_UV_H
#define ROLLCALL_POLL_REACTOR_UV_H

#include "poll/reactor.h"

struct rc_uv;
/* For slots 0..slots-1. *ret_reactor refers to *ret. */
bool rc_uv_new(unsigned slots, struct rc_uv **ret,
               struct rc_reactor *ret_reactor, struct rc_err *err) RC_MUST;
void rc_uv_free(struct rc_uv *uv); /* takes NULL */

#endif
