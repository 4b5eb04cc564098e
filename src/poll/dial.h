/* SPDX-License-Identifier: MIT */
/*
 * dial - from a host's addresses to a connection, for engine.c and host.c.
 *
 * The addresses of a name are tried one after the other, all within the budget
 * of the phase "connecting"; each gets an equal part of what is left of it.
 *
 * Who does not connect at once is as a rule switched off, and costs nothing
 * but patience. After half a second such a host steps aside: it gives its place
 * among the `jobs`, and of its site, to those who may be alive. When it does
 * connect it takes a place before anybody new, and waits for one if need be.
 */
#ifndef ROLLCALL_POLL_DIAL_H
#define ROLLCALL_POLL_DIAL_H

#include "poll/host.h"

/* Dials the first address that can be; false: s->trouble says why none. The
 * host is not in "connecting" yet. `budget_ms` is what that may take. */
bool rc_dial_start(struct rc_engine *e, struct slot *s, rc_ms budget_ms);
/* It has just got into "connecting": sets its alarm. */
void rc_dial_begun(struct rc_engine *e, struct slot *s);
/* This address failed (s->trouble): is another one dialled now? */
bool rc_dial_next(struct rc_engine *e, struct slot *s);
/* Its alarm went; true if there is still something to wait for. */
bool rc_dial_late(struct rc_engine *e, struct slot *s);

/* Before a host goes on that stood aside: true if it has a place (again);
 * false: it waits for one, deaf to its socket. */
bool rc_dial_return(struct rc_engine *e, struct slot *s);
/* Gives the first of those that wait for a place one, if there is one: that
 * host is to be run. NULL: none. */
struct slot *rc_dial_let_back(struct rc_engine *e);
/* Drops the connection, if there is one. */
void rc_dial_hang_up(struct rc_engine *e, struct slot *s);
/* Its conversation is over: its place is free, wherever it stood. */
void rc_dial_leave(struct rc_engine *e, struct slot *s);

#endif
