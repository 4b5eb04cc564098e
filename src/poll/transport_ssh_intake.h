/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_intake - what libssh2 reads with. It counts, so that a peer
 * cannot keep libssh2 reading inside one call, tells whether the peer speaks
 * SSH at all, and reads ahead while libssh2 takes the banner byte by byte.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_INTAKE_H
#define ROLLCALL_POLL_TRANSPORT_SSH_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct rc_intake {
	size_t got;       /* bytes in all */
	size_t allowance; /* still to be read in this step; set by the caller */
	bool starved;     /* the allowance was used up, not the socket */
	/* The last read got less than it asked for: nothing more is tried. The
	 * caller takes it back before he waits for the socket. */
	bool drained;
	bool ssh_seen; /* a line "SSH-..." has begun */
	char tail[4];  /* the last bytes before it */
	char ahead[512];
	size_t ahead_at, ahead_n;
};

/* As recv(2), but -errno on failure. */
ssize_t rc_intake_read(struct rc_intake *in, int fd, void *p, size_t n,
                       int flags);

#endif
