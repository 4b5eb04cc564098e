/* SPDX-License-Identifier: MIT */
/*
 * ssh - the server side of one SSH-2 connection, without a socket.
 *
 * Bytes go in through ssh_feed(), bytes come out of ssh_out(); the caller moves
 * them and tells the time. So the machine knows nothing of epoll, and a broken
 * or hostile peer can only make ssh_feed() return false.
 *
 *	ssh = ssh_new(&env, host);
 *	ssh_feed(ssh, data, n, now_ms)   bytes came; false: flush, then close
 *	ssh_drained(ssh)                 ssh_out() was sent: more may follow
 *	ssh_tick(ssh, now_ms)            ssh_due() has come
 *
 * Layers: ssh.c (banner, packets, dispatch), kex.c (key exchange), session.c
 * (authentication, one channel, the answer). ssh_impl.h is theirs alone.
 * Spoken: curve25519-sha256, ssh-ed25519, aes128/256-ctr, hmac-sha2-256, and
 * re-exchange when the client asks for it. Never spoken: compression, pty.
 */
#ifndef FLEET_SSH_H
#define FLEET_SSH_H

#include "crypt.h"
#include "host.h"
#include "wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SSH_BANNER	   "SSH-2.0-fleetsim_1"
#define SSH_BANNER_WINDOWS "SSH-2.0-OpenSSH_for_Windows_9.5"

struct ssh_stats {
	uint64_t connections, handshakes, logins, execs, answers, broken, live, max_live;
};

/* What all connections share. */
struct ssh_env {
	const struct crypt *crypt;
	const char *seed;
	bool has_required_key;		/* else any key of any user is welcome */
	unsigned char required_key[CRYPT_HASH];
	int64_t delay_ms;		/* how long the probe script takes */
	struct ssh_stats stats;
};

struct ssh;

/* What the host introduces itself as, without a line end. */
const char *ssh_banner(const struct host *h);
/* The banner is already in ssh_out(). NULL: out of memory. */
struct ssh *ssh_new(struct ssh_env *env, struct host *host);
void ssh_free(struct ssh *s);
bool ssh_feed(struct ssh *s, const unsigned char *data, size_t n, int64_t now_ms);
struct wire_buf *ssh_out(struct ssh *s);
bool ssh_drained(struct ssh *s);
/* When ssh_tick() is wanted; -1 never. */
int64_t ssh_due(const struct ssh *s);
bool ssh_tick(struct ssh *s, int64_t now_ms);

#endif
