/* SPDX-License-Identifier: MIT */
/*
 * host - one host on its way through the phases, for engine.c alone.
 *
 * A host is a few bytes for the whole sweep; while in flight it also has a
 * slot, which holds all that is large. rc_host_run() calls the function of the
 * host's phase until it has to wait; inside, host_move() is the one place where
 * a phase changes: there the table of allowed moves and the invariant hold.
 */
#ifndef ROLLCALL_POLL_HOST_H
#define ROLLCALL_POLL_HOST_H

#include "poll/engine.h"
#include "poll/timers.h"
#include "probe/script.h"

#define RC_NO_SLOT  UINT32_MAX
#define RC_NO_HOST  UINT32_MAX
#define RC_HEAD_MAX 128

/* A host in the sweep. */
struct host {
	rc_ms began; /* RC_MS_NONE = not started yet */
	uint32_t slot;
	uint32_t next; /* waits behind it for the same site; RC_NO_HOST */
	uint8_t phase, tries;
};

/* Hosts that share a line. */
struct site {
	uint32_t flying;
	uint32_t first, last; /* who would go but for site_jobs; RC_NO_HOST */
};

/* What came before the answer (transfer.h). */
struct rc_transfer {
	rc_ms since, ms; /* since the first of it came */
	uint64_t before, bytes;
	bool begun, over;
};

/* What a host needs while in flight. */
struct slot {
	size_t host;
	bool used, begun;  /* the transport was started */
	bool asked, found; /* name lookup */
	bool has_key, runnable;
	bool aside; /* it has no place among the jobs (dial.h) */
	bool waits; /* for one; it stands in engine.back */
	int fd;     /* watched now */
	unsigned wants;
	char nonce[RC_NONCE_SIZE];
	struct rc_addresses addresses;
	unsigned address; /* the next to dial */
	rc_ms connect_ms, connect_by, try_until, aside_at;
	struct rc_hostkey key;
	struct rc_trouble trouble;
	struct rc_transfer transfer;
	rc_ms dialled_at, rtt_ms;
	struct rc_str lines;
	/* What it reads: its nonce, then what all of its kind read. */
	char head[RC_HEAD_MAX];
	struct rc_str body;
	struct rc_buf own; /* the body, if nobody else reads the same */
};

/* A script, and where its nonce belongs. */
struct question {
	struct rc_buf script;
	size_t nonce_at;
};

struct rc_engine {
	struct rc_engine_options options;
	const struct rc_target *targets;
	struct rc_reactor reactor;
	struct rc_transport transport;
	struct rc_engine_hooks hooks;
	struct host *hosts;
	struct slot *slots;
	size_t n, left, flying, naside;
	uint32_t nslots;
	uint32_t *free_slots, nfree;
	uint32_t *again, nagain; /* slots with more to do at once */
	uint32_t *back, nback;   /* aside, connected: first come, first in */
	uint32_t *queue;         /* ring of waiting hosts */
	size_t queue_first, queued;
	struct site *sites; /* by number */
	struct rc_timers timers;
	struct question questions[RC_PLATFORMS];
	rc_ms now, cancel_at; /* RC_MS_NONE = not cancelled */
	int64_t start_at_us;  /* when the rate allows the next start */
	unsigned window, strain;
};

/* Puts a host behind all that wait. */
void rc_host_queue(struct rc_engine *e, size_t number);
/* True if the host must wait for its site; it does, then. */
bool rc_site_park(struct rc_engine *e, size_t number);
/* Puts the first who waits for this site before all that wait. */
void rc_site_release(struct rc_engine *e, struct site *site);
/* One that has ended, or never began, waits to be asked from the start. */
void rc_host_again(struct rc_engine *e, size_t number);
/* Takes a slot for a waiting host and lets it go as far as it can. */
void rc_host_begin(struct rc_engine *e, size_t number);
/* Something came for it, or it has more to do. */
void rc_host_run(struct rc_engine *e, struct slot *s);
/* Its name was looked up, or not. */
void rc_host_found(struct rc_engine *e, struct slot *s, const struct rc_io *io);
/* Its deadline has passed. */
void rc_host_late(struct rc_engine *e, size_t number);
/* Ends it as cancelled, wherever it is. */
void rc_host_cancel(struct rc_engine *e, size_t number);
/* A host has ended so: may more, or only fewer, be asked at once? */
void rc_window_adapt(struct rc_engine *e, const struct rc_result *result);
/* Drops the conversation, without a result. */
void rc_slot_give_back(struct rc_engine *e, struct slot *s);

#endif
