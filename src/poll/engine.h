/* SPDX-License-Identifier: MIT */
/*
 * engine - asks many hosts at once. Pure: it gets time and events from a
 * reactor, talks through a transport, and gives every host's outcome to
 * hooks.result, once each time it is asked. It reads no clock, opens nothing,
 * knows no database.
 *
 *	rc_engine_new(&options, &seams, targets, n, &engine, err);
 *	while (rc_engine_turn(engine, now + 100))
 *		...			// write down what came, show counts
 *	rc_engine_free(engine);
 *
 * Rules it keeps:
 *  - never more than `jobs` hosts in flight, nor more than `rate` starts in a
 *    second; hosts are admitted in the order of `targets`, but none of a site
 *    that has `site_jobs` in flight: it waits for its own kind, and the others
 *    pass by.
 *  - each phase has a budget, which starts when the phase does, so waiting in
 *    the queue costs a host nothing. One that does not connect within half a
 *    second steps aside: the dead do not delay the living.
 *  - a host that hung up unasked, because it was busy, is tried twice more,
 *    later, behind all others; one that could not be connected to as often as
 *    `retries` says.
 *  - of a name's addresses one after the other is tried.
 *  - when many hosts that did connect grow too slow, it is the network or a
 *    shared server that suffers: fewer are asked at once, then more again.
 *  - a host key is judged by hooks.trust before anything of ours is told.
 *  - a device may say RC_ANSWER_MAX bytes and takes 8 steps a turn: a flood
 *    starves nobody.
 *
 * The engine allocates when it is made, not while it runs (the transport may).
 */
#ifndef ROLLCALL_POLL_ENGINE_H
#define ROLLCALL_POLL_ENGINE_H

#include "poll/reactor.h"
#include "poll/transport.h"
#include "probe/script.h"

#define RC_ENGINE_JOBS     64
#define RC_ENGINE_JOBS_MAX 4096
#define RC_ENGINE_TRIES    3 /* of one that was busy */
#define RC_ENGINE_ASIDE    1024

/* One host to ask; borrowed as long as the engine lives. */
struct rc_target {
	const char *host; /* name or numeric address */
	int64_t port;
	const char *user;
	const char *algorithm; /* of its pinned host key, or NULL */
	const char *refusal;   /* a sentence: it must not be asked; or NULL */
	unsigned keyring;      /* rc_ask.keyring */
	unsigned measure_kb;   /* rc_probe_wish; 0 = not */
	uint32_t site; /* hosts of one number share a line; below n + 1 */
};

enum rc_trust {
	RC_TRUSTED,
	RC_TRUST_UNKNOWN,
	RC_TRUST_CHANGED,
	RC_TRUST_REVOKED
};

/* How asking one host ended. Borrowed until the hook returns. */
struct rc_result {
	size_t target;
	enum rc_outcome outcome;
	enum rc_phase phase; /* the last one it got into; closing when ok */
	unsigned tries;
	rc_ms ms;                     /* from its first start to its end */
	rc_ms rtt_ms;                 /* what connecting took */
	int64_t kbps;                 /* measured; 0 = not */
	struct rc_str lines;          /* key=value lines, when ok */
	const struct rc_hostkey *key; /* the key it showed, or NULL */
	const char *error; /* a sentence, NULL when ok; may quote the host */
};

struct rc_engine_hooks {
	enum rc_trust (*trust)(void *ctx, size_t target,
	                       const struct rc_hostkey *key);
	void (*result)(void *ctx, const struct rc_result *result);
	void *ctx;
};

struct rc_engine_options {
	unsigned jobs;             /* at once; 0 = RC_ENGINE_JOBS */
	unsigned site_jobs;        /* at once of one site; 0 = no limit */
	unsigned rate;             /* starts a second; 0 = no limit */
	unsigned aside;            /* hosts besides, that do not connect yet */
	unsigned retries;          /* of hosts that could not be connected to */
	unsigned timeout_percent;  /* of the budgets; 0 = 100 */
	struct rc_probe_wish wish; /* its text is borrowed */
	/* Nobody is asked but by rc_engine_ask(), as often as one likes; the
	 * engine goes on until it is cancelled. */
	bool standing;
};

struct rc_engine_counts {
	size_t all, done, flying;
	unsigned window; /* in flight at most, just now */
};

/* What it stands on; copied. */
struct rc_engine_seams {
	struct rc_reactor reactor;
	struct rc_transport transport;
	struct rc_engine_hooks hooks;
};

struct rc_engine;
bool rc_engine_new(const struct rc_engine_options *options,
                   const struct rc_engine_seams *seams,
                   const struct rc_target *targets, size_t n,
                   struct rc_engine **ret, struct rc_err *err) RC_MUST;
/* Hosts in flight are stopped without a result. Takes NULL. */
void rc_engine_free(struct rc_engine *engine);

/* One turn: starts what may start, waits for something to happen, at most
 * until `until` (monotonic), and handles it. False when every host has ended
 * (a standing engine: and it was cancelled). */
bool rc_engine_turn(struct rc_engine *engine, rc_ms until);

/* Of a standing engine: puts a host behind all that wait. Nothing happens if it
 * waits or is in flight already, or after a cancel. */
void rc_engine_ask(struct rc_engine *engine, size_t target);

/* No more starts: hosts still waiting end as cancelled in the next turn, those
 * in flight may finish within `grace_ms`, then they end as cancelled too. */
void rc_engine_cancel(struct rc_engine *engine, rc_ms grace_ms);

struct rc_engine_counts rc_engine_counts(const struct rc_engine *engine);

#endif
