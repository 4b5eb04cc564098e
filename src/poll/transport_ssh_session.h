/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_session - a libssh2 session as this program wants it: with our
 * memory, not blocking, reading through our function, asking for the host keys
 * that we can judge.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_SESSION_H
#define ROLLCALL_POLL_TRANSPORT_SSH_SESSION_H

#include "poll/transport.h"

#include <libssh2.h>

/* `of` is what the session's hooks get. The kind of key that is pinned (NULL:
 * none) comes first, so that a host with several shows the one on file; the
 * others follow, so that a change is seen as one. NULL: no memory. */
LIBSSH2_SESSION *rc_ssh_session_new(LIBSSH2_RECV_FUNC((*receive)), void *of,
                                    const char *pinned, bool has_rsa);

/* The key that the host showed; false: none that could be one. */
bool rc_ssh_session_key(LIBSSH2_SESSION *session,
                        struct rc_hostkey *ret) RC_MUST;

#endif
