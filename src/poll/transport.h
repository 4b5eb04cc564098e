/* SPDX-License-Identifier: MIT */
/*
 * transport - the engine's seam to whatever speaks with a device.
 *
 * One conversation per slot: start, then step() again and again in the phase
 * the engine is in, until it says that the phase is over; at last stop(). No
 * call may wait. In production this is libssh2 (transport_ssh.h), in tests a
 * script of lies and silences.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_H
#define ROLLCALL_POLL_TRANSPORT_H

#include "poll/outcome.h"
#include "poll/reactor.h"

/* What to say to whom. Everything is borrowed until stop(). */
struct rc_ask {
	const struct rc_address *address;
	const char *user;
	const char *algorithm; /* of the pinned host key, or NULL */
	unsigned keyring;      /* whom to sign in with; 0 = as always */
};

/* A host key as people compare it. */
struct rc_hostkey {
	char algorithm[64];   /* "ssh-ed25519" */
	char fingerprint[64]; /* "SHA256:..." as ssh-keygen -lf prints it */
};

enum rc_talk {
	RC_TALK_AGAIN, /* something was done, more may be possible at once */
	RC_TALK_WAIT,  /* nothing more until the socket is ready: wants() */
	RC_TALK_END,   /* the phase is over */
	RC_TALK_FAIL   /* *ret_trouble says why */
};

/* What a conversation holds; checked against the phase at every move. */
enum rc_hold {
	RC_HOLDS_FD = 1u << 0,
	RC_HOLDS_SESSION = 1u << 1,
	RC_HOLDS_CHANNEL = 1u << 2
};

struct rc_transport_ops {
	/* Begins to connect. On failure the slot holds nothing. */
	bool (*start)(void *of, unsigned slot, const struct rc_ask *ask,
	              struct rc_trouble *ret_trouble);
	/* Phases: connecting, greeting (up to the host's key, nothing of ours
	 * told), signing_in, opening (head and body are sent), reading (END: the
	 * device has no more to say), closing (a polite goodbye). */
	enum rc_talk (*step)(void *of, unsigned slot, enum rc_phase phase,
	                     struct rc_trouble *ret_trouble);
	/* The socket, and what it should be watched for. */
	int (*wants)(void *of, unsigned slot, unsigned *ret_wants);
	/* After greeting. */
	bool (*hostkey)(void *of, unsigned slot, struct rc_hostkey *ret);
	/* After greeting: how it introduces itself, "SSH-2.0-OpenSSH_9.2"; ""
	 * if that is not known. */
	const char *(*banner)(void *of, unsigned slot);
	/* Before opening: what to run, and what that reads, in two parts.
	 * Borrowed until stop(). */
	void (*prepare)(void *of, unsigned slot, const char *command,
	                struct rc_str head, struct rc_str body);
	/* The answer so far, borrowed until the next step. */
	struct rc_str (*output)(void *of, unsigned slot);
	/* Forgets the first n bytes of it; what was borrowed is void. */
	void (*skip)(void *of, unsigned slot, size_t n);
	/* The budget of the phase is used up; *trouble says so and may be made
	 * more exact. */
	void (*late)(void *of, unsigned slot, enum rc_phase phase,
	             struct rc_trouble *trouble);
	/* Ends the conversation, however far it is, at once. */
	void (*stop)(void *of, unsigned slot);
	unsigned (*holds)(void *of, unsigned slot);
};
struct rc_transport {
	const struct rc_transport_ops *ops;
	void *of;
};

#endif
