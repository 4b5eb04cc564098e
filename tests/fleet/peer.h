/* SPDX-License-Identifier: MIT */
/*
 * peer - one accepted connection: its socket, and what is spoken on it.
 *
 * Most speak SSH (ssh.h). The faults of the line live here: silence, HTTP,
 * endless lines, a banner in drops, a reset. Functions that return false mean
 * "close this connection"; peer_free() does it.
 */
#ifndef FLEET_PEER_H
#define FLEET_PEER_H

#include "ssh.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct peer;

/* Owns `fd` from here on; on failure (NULL) it is closed. */
struct peer *peer_new(struct ssh_env *env, struct host *host, int fd, int64_t now_ms);
void peer_free(struct peer *p);
int peer_fd(const struct peer *p);
/* One read, through the caller's scratch memory. */
bool peer_readable(struct peer *p, unsigned char *scratch, size_t n, int64_t now_ms);
bool peer_flush(struct peer *p);
bool peer_tick(struct peer *p, int64_t now_ms);
/* When peer_tick() is wanted; -1 never. */
int64_t peer_due(const struct peer *p);
bool peer_wants_out(const struct peer *p);

#endif
