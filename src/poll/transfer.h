/* SPDX-License-Identifier: MIT */
/*
 * transfer - how fast a device's line is: when that was wished for it sends so
 * many bytes before its answer (what stands before `begin` means nothing), and
 * they are counted as they come, and forgotten. The device says nothing of it
 * that would have to be believed. For host.c alone.
 */
#ifndef ROLLCALL_POLL_TRANSFER_H
#define ROLLCALL_POLL_TRANSFER_H

#include "poll/host.h"

/* Counts what came; the answer as it stands now. More than was asked for is no
 * longer forgotten, so that the ceiling of answers ends it. */
struct rc_str rc_transfer_skim(struct rc_engine *e, struct slot *s,
                               struct rc_str answer);
/* The rate; 0 = there was none, or too little to tell. */
int64_t rc_transfer_kbps(const struct rc_transfer *t);

#endif
