/* SPDX-License-Identifier: MIT */
/*
 * loop - listeners, connections, timers and signals of the whole fleet, in one
 * thread over epoll. Nothing here knows what SSH is.
 *
 * It binds addresses in 127.0.0.0/8 and refuses any other.
 */
#ifndef FLEET_LOOP_H
#define FLEET_LOOP_H

#include "fleet.h"
#include "ssh.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct loop;

/*
 * Raises the descriptor limit and opens all listeners. The fleet and env must
 * outlive the loop. NULL: ret_err says why.
 */
struct loop *loop_new(struct fleet *fleet, struct ssh_env *env, char *ret_err, size_t n);
/* Until SIGTERM, SIGINT, or `lifetime_ms` are over (0: no end). */
bool loop_run(struct loop *loop, int64_t lifetime_ms);
void loop_free(struct loop *loop);

#endif
