/* SPDX-License-Identifier: MIT */
/*
 * The poll engine in virtual time: up to 10,000 scripted hosts from a printed
 * seed (RC_SEED=n runs another), with the rules of engine.h checked at every
 * event. Nothing here opens a socket or waits.
 */
#include "poll/engine.h"

#include <rollcall/base/mem.h>

#include "probe/script.h"

#include <lib/unit.h>
#include <stdlib.h>
#include <string.h>

#define JOBS_MAX 512 /* aside included */
#define NEVER    INT64_MAX

enum kind {
	GOOD,
	LATE,      /* slow in every phase, within the budgets */
	CHATTY,    /* a greeting before and a farewell after the answer */
	DEAD,      /* refuses the connection */
	BLACKHOLE, /* never connects */
	MUTE,      /* connects, says nothing */
	BUSY,      /* hangs up at once, twice, then is well */
	FULL,      /* hangs up at once, always */
	STRANGER,  /* its key is not known */
	CHANGED,
	LOCKED, /* refuses our keys */
	NOEXEC, /* never starts the command */
	FLOOD,  /* says more and more */
	DRIP,   /* a byte now and then, for ever */
	FORGED, /* the frame of another nonce */
	MISCOUNT,
	LOST,     /* the answer breaks off */
	NONAME,   /* no such name */
	DEAFNAME, /* the name server keeps silent */
	KINDS
};

/* What each kind must end as, and where. */
static const struct {
	const char *name;
	enum rc_outcome outcome;
	enum rc_phase phase;
	unsigned tries;
} kinds[KINDS] = {
	[GOOD] = { "good", RC_GOT_OK, RC_PHASE_CLOSING, 1 },
	[LATE] = { "late", RC_GOT_OK, RC_PHASE_CLOSING, 1 },
	[CHATTY] = { "chatty", RC_GOT_OK, RC_PHASE_CLOSING, 1 },
	[DEAD] = { "dead", RC_GOT_REFUSED, RC_PHASE_CONNECTING, 1 },
	[BLACKHOLE] = { "blackhole", RC_GOT_TIMEOUT, RC_PHASE_CONNECTING, 3 },
	[MUTE] = { "mute", RC_GOT_TIMEOUT, RC_PHASE_GREETING, 1 },
	[BUSY] = { "busy", RC_GOT_OK, RC_PHASE_CLOSING, 3 },
	[FULL] = { "full", RC_GOT_REFUSED, RC_PHASE_GREETING, 3 },
	[STRANGER] = { "stranger", RC_GOT_KEY_UNKNOWN, RC_PHASE_VERIFYING, 1 },
	[CHANGED] = { "changed", RC_GOT_KEY_CHANGED, RC_PHASE_VERIFYING, 1 },
	[LOCKED] = { "locked", RC_GOT_AUTH, RC_PHASE_SIGNING_IN, 1 },
	[NOEXEC] = { "noexec", RC_GOT_TIMEOUT, RC_PHASE_OPENING, 1 },
	[FLOOD] = { "flood", RC_GOT_GARBLED, RC_PHASE_READING, 1 },
	[DRIP] = { "drip", RC_GOT_TIMEOUT, RC_PHASE_READING, 1 },
	[FORGED] = { "forged", RC_GOT_GARBLED, RC_PHASE_READING, 1 },
	[MISCOUNT] = { "miscount", RC_GOT_GARBLED, RC_PHASE_READING, 1 },
	[LOST] = { "lost", RC_GOT_GARBLED, RC_PHASE_READING, 1 },
	[NONAME] = { "noname", RC_GOT_UNREACHABLE, RC_PHASE_RESOLVING, 1 },
	[DEAFNAME] = { "deafname", RC_GOT_TIMEOUT, RC_PHASE_RESOLVING, 1 },
};

static const rc_ms budgets[RC_PHASES] = {
	[RC_PHASE_RESOLVING] = 3000, [RC_PHASE_CONNECTING] = 5000,
	[RC_PHASE_GREETING] = 8000,  [RC_PHASE_SIGNING_IN] = 8000,
	[RC_PHASE_OPENING] = 5000,   [RC_PHASE_READING] = 20000,
	[RC_PHASE_CLOSING] = 2000,
};

/* One scripted conversation. */
struct talk {
	bool on, watched, looking;
	size_t host;
	enum rc_phase phase;
	rc_ms began;    /* its first dialling */
	rc_ms since;    /* in this phase */
	rc_ms ready_at; /* when it has something to say */
	char nonce[RC_NONCE_SIZE];
	char *said; /* RC_ANSWER_MAX + a bit */
	size_t n;
	unsigned steps; /* in this turn */
	bool wrong;     /* a dead address of a living host */
	bool deaf;      /* connecting, and not watched any more */
	unsigned parts, holds;
};

struct world {
	uint64_t chance;
	rc_ms now;
	rc_ms percent;
	size_t n;
	enum kind *kind;
	unsigned char *tries, *ended;
	unsigned char *addresses; /* of its name; the last one is right */
	struct rc_target *targets;
	struct talk talks[JOBS_MAX];
	struct rc_io ios[JOBS_MAX];
	unsigned jobs, aside, rate, flying, most;
	unsigned sites, site_jobs, site_most;
	unsigned site_flying[16];
	size_t started_first; /* hosts started for the first time */
	rc_ms *starts;        /* times of the last `rate` starts, a ring */
	size_t nstarts;
	size_t results;
	size_t by_outcome[RC_OUTCOMES];
	rc_ms cancelled_at;
	unsigned idle; /* waits in a row that brought nothing */
	size_t turns;
	rc_ms good_at; /* when the last good one ended */
};

static uint64_t
chance(struct world *w)
{
	uint64_t z = (w->chance += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static rc_ms
between(struct world *w, rc_ms from, rc_ms to)
{
	return from + (rc_ms)(chance(w) % (uint64_t)(to - from + 1));
}

/* --- the reactor ---------------------------------------------------------- */

static rc_ms
world_now(void *of)
{
	return ((struct world *)of)->now;
}

static uint32_t
world_random(void *of)
{
	return (uint32_t)chance(of);
}

static bool
world_watch(void *of, unsigned slot, int fd, unsigned wants)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];

	assert_true(t->on);
	if (fd >= 0) {
		assert_int_equal(fd, 1000 + (int)slot);
		assert_true(wants != 0);
	}
	if (fd < 0 && t->watched && t->phase == RC_PHASE_CONNECTING)
		t->deaf = true;
	t->watched = fd >= 0;
	return true;
}

/* Who has been connecting for half a second may stand aside. */
static bool
has_place(const struct world *w, const struct talk *t)
{
	return t->looking || (t->on && (t->phase != RC_PHASE_CONNECTING ||
	                                w->now - t->began < 500));
}

static void
check_caps(const struct world *w)
{
	unsigned sites[16] = { 0 }, flying = 0;

	for (unsigned i = 0; i < w->jobs + w->aside; i++) {
		if (!has_place(w, &w->talks[i]))
			continue;
		flying++;
		sites[w->targets[w->talks[i].host].site]++;
	}
	assert_true(flying <= w->jobs);
	for (unsigned i = 0; w->site_jobs > 0 && i < w->sites; i++)
		assert_true(sites[i] <= w->site_jobs);
}

/* Admission as the engine is bound to it: the cap, the rate, the order. */
static void
note_start(struct world *w, size_t host)
{
	unsigned *site = &w->site_flying[w->targets[host].site];

	if (w->tries[host]++ == 0 && w->site_jobs == 0)
		assert_int_equal(host, w->started_first++);
	w->flying++;
	++*site;
	if (w->aside > 0) {
		check_caps(w);
	} else {
		assert_true(w->site_jobs == 0 || *site <= w->site_jobs);
		assert_true(w->flying <= w->jobs);
	}
	if (*site > w->site_most)
		w->site_most = *site;
	if (w->flying > w->most)
		w->most = w->flying;
	assert_true(w->cancelled_at == NEVER || w->now <= w->cancelled_at);
	if (w->rate == 0)
		return;
	if (w->nstarts >= w->rate)
		assert_true(w->now - w->starts[w->nstarts % w->rate] >= 990);
	w->starts[w->nstarts++ % w->rate] = w->now;
}

static bool
world_resolve(void *of, unsigned slot, const char *host, int64_t port)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];
	size_t number = (size_t)strtoull(host + 1, NULL, 10);

	assert_int_equal(port, 2201);
	assert_false(t->on);
	assert_false(t->looking);
	note_start(w, number);
	t->looking = true;
	t->host = number;
	t->phase = RC_PHASE_RESOLVING;
	t->since = w->now;
	t->ready_at = w->kind[number] == DEAFNAME
	                      ? NEVER
	                      : w->now + between(w, 0, 2000 * w->percent / 100);
	return true;
}

static void
world_unresolve(void *of, unsigned slot)
{
	struct world *w = of;

	assert_true(w->talks[slot].looking);
	w->talks[slot].looking = false;
	w->flying--;
	w->site_flying[w->targets[w->talks[slot].host].site]--;
}

static void
find_addresses(struct world *w, size_t host, struct rc_addresses *ret)
{
	ret->n = w->addresses[host];
	for (unsigned i = 0; i < ret->n; i++) {
		char text[32];

		snprintf(text, sizeof(text), "127.0.0.%u", i + 1);
		assert_true(rc_address_numeric(text, 2201, &ret->all[i]));
	}
}

static size_t
world_wait(void *of, rc_ms until, const struct rc_io **ret)
{
	struct world *w = of;
	rc_ms next = until;
	size_t n = 0;

	w->turns++;
	for (unsigned i = 0; i < w->jobs + w->aside; i++) {
		struct talk *t = &w->talks[i];

		t->steps = 0;
		if ((t->watched || t->looking) && t->ready_at < next)
			next = t->ready_at;
	}
	w->idle = next > w->now ? 0 : w->idle + 1;
	if (next > w->now)
		w->now = next;
	for (unsigned i = 0; i < w->jobs + w->aside; i++) {
		struct talk *t = &w->talks[i];
		struct rc_io *io = &w->ios[n];

		if ((!t->watched && !t->looking) || t->ready_at > w->now)
			continue;
		*io = (struct rc_io){ .slot = i, .type = RC_IO_READY };
		if (t->looking) {
			io->type = w->kind[t->host] == NONAME ? RC_IO_UNRESOLVED
			                                      : RC_IO_RESOLVED;
			find_addresses(w, t->host, &io->addresses);
			t->looking = false;
			w->flying--;
			w->site_flying[w->targets[t->host].site]--;
		}
		n++;
	}
	if (n > 0)
		w->idle = 0;
	assert_true(w->idle < 200); /* it may go on at once, but not spin */
	*ret = w->ios;
	return n;
}

static const struct rc_reactor_ops world_reactor = {
	.now = world_now,
	.random = world_random,
	.watch = world_watch,
	.resolve = world_resolve,
	.unresolve = world_unresolve,
	.wait = world_wait,
};

/* --- the transport -------------------------------------------------------- */

/* When the host is ready to end the phase it has just got into. */
static rc_ms
ready_at(struct world *w, const struct talk *t)
{
	static const enum rc_phase stuck[KINDS] = {
		[BLACKHOLE] = RC_PHASE_CONNECTING,
		[MUTE] = RC_PHASE_GREETING,
		[NOEXEC] = RC_PHASE_OPENING,
	};
	enum kind kind = w->kind[t->host];
	rc_ms budget = budgets[t->phase] * w->percent / 100;

	if (stuck[kind] == t->phase || (t->wrong && t->host % 2 == 0))
		return NEVER;
	if (kind == LATE)
		return w->now + budget / 2 + between(w, 0, budget / 2 - 1);
	return w->now + between(w, 0, 40);
}

static bool
talk_start(void *of, unsigned slot, const struct rc_ask *ask,
           struct rc_trouble *trouble)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];
	char *said = t->said;
	size_t host = (size_t)strtoull(ask->user + 1, NULL, 10);
	unsigned at = ntohl(ask->address->sa.v4.sin_addr.s_addr) & 0xff;
	bool again = at > 1 && t->host == host; /* another address of it */

	assert_false(t->on);
	assert_in_range(at, 1, w->addresses[host]);
	if (at < w->addresses[host] && host % 5 == 0) {
		rc_trouble_set(trouble, RC_GOT_UNREACHABLE, "no route");
		return false;
	}
	*t = (struct talk){ .on = true,
		            .said = said,
		            .wrong = at < w->addresses[host],
		            .phase = RC_PHASE_CONNECTING,
		            .holds = RC_HOLDS_FD,
		            .host = host,
		            .began = again && host % 5 != 0 ? t->began : w->now,
		            .since = w->now };
	if (w->targets[t->host].host[0] == '1') {
		note_start(w, t->host);
	} else {
		w->flying++;
		w->site_flying[w->targets[t->host].site]++;
	}
	t->ready_at = ready_at(w, t);
	return true;
}

static void
say(struct talk *t, const char *text)
{
	size_t n = strlen(text);

	if (n > RC_ANSWER_MAX - t->n)
		n = RC_ANSWER_MAX - t->n;
	memcpy(t->said + t->n, text, n);
	t->n += n;
}

static void
say_answer(struct talk *t, const char *nonce, unsigned claimed)
{
	char line[128];

	snprintf(line, sizeof(line), "--rollcall %s begin 1\n", nonce);
	say(t, line);
	say(t, "hostname=pc\nram_kb=8000000\n");
	snprintf(line, sizeof(line), "--rollcall %s end %u\n", nonce, claimed);
	say(t, line);
}

static enum rc_talk
talk_reading(struct world *w, struct talk *t)
{
	static char flood[32768];
	enum kind kind = w->kind[t->host];

	if (kind == FLOOD) {
		memset(flood, 'x', sizeof(flood) - 1);
		say(t, flood);
	} else if (kind == DRIP) {
		say(t, "x");
		t->ready_at = w->now + between(w, 100, 900);
		return RC_TALK_WAIT;
	} else if (kind == CHATTY && t->parts++ == 0) {
		say(t, "Welcome to --rollcall 00 begin 1\n");
	} else if (kind == CHATTY) {
		say_answer(t, t->nonce, 2);
		say(t, "logout\n");
		return RC_TALK_END;
	} else if (kind == FORGED) {
		say_answer(t, "00112233445566778899aabbccddeeff", 2);
		return RC_TALK_END;
	} else if (kind == LOST) {
		say(t, "--rollcall ");
		say(t, t->nonce);
		say(t, " begin 1\nhostname=pc\n");
		return RC_TALK_END;
	} else {
		say_answer(t, t->nonce, kind == MISCOUNT ? 3 : 2);
	}
	return RC_TALK_AGAIN;
}

static enum rc_talk
talk_step(void *of, unsigned slot, enum rc_phase phase,
          struct rc_trouble *trouble)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];
	enum kind kind = w->kind[t->host];

	assert_true(t->on);
	assert_true(++t->steps <= 8);
	if (phase != t->phase) {
		assert_true(phase > t->phase);
		t->phase = phase;
		t->since = w->now;
		t->ready_at = ready_at(w, t);
	}
	if (t->deaf) {
		assert_int_equal(phase, RC_PHASE_CONNECTING);
		assert_true(w->aside > 0);
		t->deaf = false;
		t->since = w->now;
		check_caps(w);
	}
	assert_true(w->now - t->since <= budgets[phase] * w->percent / 100);
	if (phase == RC_PHASE_CLOSING)
		return RC_TALK_END;
	if (w->now < t->ready_at)
		return RC_TALK_WAIT;
	if (phase == RC_PHASE_CONNECTING && (kind == DEAD || t->wrong)) {
		rc_trouble_set(trouble, RC_GOT_REFUSED, "refused");
		return RC_TALK_FAIL;
	}
	if (phase == RC_PHASE_GREETING &&
	    (kind == FULL || (kind == BUSY && w->tries[t->host] < 3))) {
		rc_trouble_set(trouble, RC_GOT_REFUSED, "busy");
		trouble->again = true;
		return RC_TALK_FAIL;
	}
	if (phase == RC_PHASE_SIGNING_IN && kind == LOCKED) {
		rc_trouble_set(trouble, RC_GOT_AUTH, "locked");
		return RC_TALK_FAIL;
	}
	if (phase == RC_PHASE_READING)
		return talk_reading(w, t);
	if (phase == RC_PHASE_CONNECTING)
		t->holds |= RC_HOLDS_SESSION;
	if (phase == RC_PHASE_OPENING)
		t->holds |= RC_HOLDS_CHANNEL;
	return RC_TALK_END;
}

static int
talk_wants(void *of, unsigned slot, unsigned *ret_wants)
{
	struct world *w = of;

	assert_true(w->talks[slot].on);
	*ret_wants = w->talks[slot].phase == RC_PHASE_CONNECTING ? RC_WANT_WRITE
	                                                         : RC_WANT_READ;
	return 1000 + (int)slot;
}

static bool
talk_hostkey(void *of, unsigned slot, struct rc_hostkey *ret)
{
	struct world *w = of;

	assert_int_equal(w->talks[slot].phase, RC_PHASE_GREETING);
	snprintf(ret->algorithm, sizeof(ret->algorithm), "ssh-ed25519");
	snprintf(ret->fingerprint, sizeof(ret->fingerprint), "SHA256:%zu",
	         w->talks[slot].host);
	return true;
}

/* Every third is a Windows machine. */
static const char *
talk_banner(void *of, unsigned slot)
{
	struct world *w = of;

	assert_int_equal(w->talks[slot].phase, RC_PHASE_GREETING);
	return w->talks[slot].host % 3 == 0 ? "SSH-2.0-OpenSSH_for_Windows_9.5"
	                                    : "SSH-2.0-OpenSSH_9.2p1 Debian-2";
}

static void
talk_prepare(void *of, unsigned slot, const char *command, struct rc_str head,
             struct rc_str body)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];
	bool windows = t->host % 3 == 0;
	const char *start =
	        windows ? "$ROLLCALL_NONCE = '" : "ROLLCALL_NONCE='";

	assert_int_equal(t->phase, RC_PHASE_GREETING);
	assert_int_equal(memcmp(command, windows ? "powers" : "sh -s", 5), 0);
	assert_true(rc_str_starts(head, start));
	assert_int_equal(head.n, strlen(start) + RC_NONCE_SIZE - 1);
	memcpy(t->nonce, head.p + strlen(start), RC_NONCE_SIZE - 1);
	assert_true(rc_str_starts(body, "'\n"));
}

static struct rc_str
talk_output(void *of, unsigned slot)
{
	struct world *w = of;

	return (struct rc_str){ w->talks[slot].said, w->talks[slot].n };
}

static void
talk_late(void *of, unsigned slot, enum rc_phase phase,
          struct rc_trouble *trouble)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];

	assert_int_equal(trouble->outcome, RC_GOT_TIMEOUT);
	assert_int_equal(phase, t->phase);
	assert_int_equal(w->now - t->since, budgets[phase] * w->percent / 100);
}

static void
talk_stop(void *of, unsigned slot)
{
	struct world *w = of;
	struct talk *t = &w->talks[slot];

	assert_true(t->on);
	assert_false(t->watched); /* or the reactor would watch a closed fd */
	t->on = false;
	w->flying--;
	w->site_flying[w->targets[t->host].site]--;
}

static unsigned
talk_holds(void *of, unsigned slot)
{
	struct talk *t = &((struct world *)of)->talks[slot];

	return t->on ? t->holds : 0;
}

static const struct rc_transport_ops world_transport = {
	.start = talk_start,
	.step = talk_step,
	.wants = talk_wants,
	.hostkey = talk_hostkey,
	.banner = talk_banner,
	.prepare = talk_prepare,
	.output = talk_output,
	.late = talk_late,
	.stop = talk_stop,
	.holds = talk_holds,
};

/* --- the hooks ------------------------------------------------------------ */

static enum rc_trust
world_trust(void *ctx, size_t target, const struct rc_hostkey *key)
{
	struct world *w = ctx;
	char want[32];

	snprintf(want, sizeof(want), "SHA256:%zu", target);
	assert_string_equal(key->fingerprint, want);
	if (w->kind[target] == STRANGER)
		return RC_TRUST_UNKNOWN;
	return w->kind[target] == CHANGED ? RC_TRUST_CHANGED : RC_TRUSTED;
}

static void
world_result(void *ctx, const struct rc_result *r)
{
	struct world *w = ctx;
	enum kind kind = w->kind[r->target];

	assert_int_equal(w->ended[r->target]++, 0);
	w->results++;
	if (kind == GOOD)
		w->good_at = w->now;
	w->by_outcome[r->outcome]++;
	if (r->outcome == RC_GOT_CANCELLED) {
		assert_true(w->cancelled_at != NEVER);
		return;
	}
	if (w->cancelled_at == NEVER || !kinds[kind].outcome) {
		if (r->outcome != kinds[kind].outcome ||
		    r->phase != kinds[kind].phase ||
		    r->tries != kinds[kind].tries)
			fail_msg("host %zu (%s): %s in %s, try %u", r->target,
			         kinds[kind].name, rc_outcome_name(r->outcome),
			         rc_phase_name(r->phase), r->tries);
	}
	assert_true((r->outcome == RC_GOT_OK) == (r->error == NULL));
	assert_true((r->key != NULL) == (r->phase >= RC_PHASE_VERIFYING));
	if (r->outcome == RC_GOT_OK)
		assert_memory_equal(r->lines.p, "hostname=pc\nram_kb=8000000\n",
		                    r->lines.n);
}

/* --- a sweep -------------------------------------------------------------- */

struct plan {
	uint64_t seed;
	size_t n;
	unsigned jobs, rate, percent;
	unsigned weird; /* percent of hosts that are not good */
	rc_ms cancel_at;
	unsigned sites, site_jobs; /* 0 = one site without a limit */
	unsigned aside;
};

static void
world_init(struct world *w, const struct plan *plan)
{
	memset(w, 0, sizeof(*w));
	w->chance = plan->seed;
	w->now = 1000000;
	w->percent = plan->percent;
	w->n = plan->n;
	w->jobs = plan->jobs;
	w->aside = plan->aside;
	w->rate = plan->rate;
	w->sites = plan->sites > 0 ? plan->sites : 1;
	w->site_jobs = plan->site_jobs;
	w->cancelled_at = NEVER;
	w->kind = rc_alloc(plan->n, sizeof(*w->kind));
	w->tries = rc_alloc(plan->n, 1);
	w->ended = rc_alloc(plan->n, 1);
	w->addresses = rc_alloc(plan->n, 1);
	w->targets = rc_alloc(plan->n, sizeof(*w->targets));
	w->starts = rc_alloc(plan->rate + 1, sizeof(*w->starts));
	for (unsigned i = 0; i < w->jobs + w->aside; i++)
		w->talks[i].said = rc_alloc(RC_ANSWER_MAX, 1);
	for (size_t i = 0; i < plan->n; i++) {
		char name[32], user[32];
		bool named;

		w->kind[i] = chance(w) % 100 < plan->weird
		                     ? (enum kind)(chance(w) % KINDS)
		                     : GOOD;
		named = w->kind[i] >= NONAME || chance(w) % 10 == 0;
		w->addresses[i] =
		        named && w->kind[i] == GOOD ? 1 + (i / 7) % 4 : 1;
		snprintf(name, sizeof(name), named ? "h%zu" : "127.0.0.1", i);
		snprintf(user, sizeof(user), "u%zu", i);
		w->targets[i] = (struct rc_target){
			.host = rc_strdup(name),
			.port = 2201,
			.user = rc_strdup(user),
			.site = (uint32_t)(i * 7 % w->sites)
		};
	}
}

static void
world_fini(struct world *w)
{
	for (size_t i = 0; i < w->n; i++) {
		rc_free((char *)(uintptr_t)w->targets[i].host);
		rc_free((char *)(uintptr_t)w->targets[i].user);
	}
	for (unsigned i = 0; i < w->jobs + w->aside; i++)
		rc_free(w->talks[i].said);
	rc_free(w->kind);
	rc_free(w->tries);
	rc_free(w->ended);
	rc_free(w->addresses);
	rc_free(w->targets);
	rc_free(w->starts);
}

static struct rc_engine *
engine_on(struct world *w)
{
	const struct rc_engine_options options = {
		.jobs = w->jobs,
		.site_jobs = w->site_jobs,
		.aside = w->aside,
		.retries = 2,
		.rate = w->rate,
		.timeout_percent = (unsigned)w->percent
	};
	const struct rc_engine_seams seams = {
		{ &world_reactor, w },
		{ &world_transport, w },
		{ world_trust, world_result, w },
	};
	struct rc_engine *engine = NULL;
	struct rc_err err = { 0 };

	assert_true(rc_engine_new(&options, &seams, w->targets, w->n, &engine,
	                          &err));
	return engine;
}

static void
sweep(const struct plan *plan)
{
	static struct world w;
	struct rc_engine *engine;
	rc_ms began;

	print_message("# seed %llu: %zu hosts, %u jobs, rate %u, %u%%\n",
	              (unsigned long long)plan->seed, plan->n, plan->jobs,
	              plan->rate, plan->percent);
	world_init(&w, plan);
	engine = engine_on(&w);
	began = w.now;
	rc_mem_fail_at(0);
	for (;;) {
		struct rc_engine_counts counts;
		bool more = rc_engine_turn(engine, w.now + 250);

		counts = rc_engine_counts(engine);
		assert_int_equal(counts.done, w.results);
		assert_int_equal(counts.all, w.n);
		assert_true(counts.flying <= counts.window ||
		            counts.window < plan->jobs);
		assert_true(counts.flying <= plan->jobs);
		if (!more)
			break;
		assert_true(w.results < w.n);
		if (plan->cancel_at > 0 && w.cancelled_at == NEVER &&
		    w.now - began >= plan->cancel_at) {
			rc_engine_cancel(engine, 2000);
			w.cancelled_at = w.now;
		}
		if (w.cancelled_at != NEVER)
			assert_true(w.now <= w.cancelled_at + 2000 + 250);
	}
	assert_int_equal(rc_mem_count(), 0); /* turns do not allocate */
	assert_int_equal(w.results, w.n);
	assert_int_equal(w.flying, 0);
	for (size_t i = 0; i < w.n; i++)
		assert_int_equal(w.ended[i], 1);
	if (plan->aside > 0)
		assert_true(plan->cancel_at > 0 || w.most > 0);
	else if (plan->cancel_at == 0 && plan->site_jobs > 0)
		assert_int_equal(w.site_most, plan->site_jobs);
	else if (plan->cancel_at == 0 && plan->rate == 0)
		assert_int_equal(w.most, plan->jobs < w.n ? plan->jobs : w.n);
	rc_engine_free(engine);
	world_fini(&w);
}

static void
test_sweeps(void **state)
{
	static const struct plan plans[] = {
		{ 1, 10000, 64, 0, 100, 30, 0, 0, 0, 0 },
		{ 2, 2000, 256, 0, 100, 100, 0, 0, 0, 0 },
		{ 3, 300, 1, 0, 100, 20, 0, 0, 0, 0 },
		{ 4, 500, 7, 0, 50, 100, 0, 0, 0, 0 },
		{ 5, 1000, 64, 20, 100, 30, 0, 0, 0, 0 },
		{ 6, 3000, 128, 300, 200, 40, 0, 0, 0, 0 },
		{ 7, 1, 64, 0, 100, 0, 0, 0, 0, 0 },
		{ 14, 3000, 64, 0, 100, 40, 0, 11, 4, 0 },
		{ 15, 2000, 128, 200, 100, 30, 0, 16, 3, 0 },
		{ 16, 500, 64, 0, 100, 30, 0, 1, 1, 0 },
		{ 17, 10000, 64, 0, 100, 30, 0, 0, 0, 448 },
		{ 18, 3000, 64, 0, 100, 60, 0, 11, 4, 256 },
		{ 19, 2000, 16, 100, 200, 50, 0, 0, 0, 3 },
		{ 20, 1000, 2, 0, 100, 50, 0, 16, 1, 64 },
	};
	const char *seed = getenv("RC_SEED");

	(void)state;
	for (size_t i = 0; i < RC_COUNT(plans); i++) {
		struct plan plan = plans[i];

		if (plan.n < plan.jobs && plan.n != 1)
			continue;
		if (seed != NULL)
			plan.seed += strtoull(seed, NULL, 10);
		sweep(&plan);
	}
}

static void
test_cancel_is_prompt(void **state)
{
	static const rc_ms at[] = { 1, 100, 1000, 5000, 30000 };

	(void)state;
	for (size_t i = 0; i < RC_COUNT(at); i++) {
		struct plan plan = { 100 + i, 5000,  64, 0, 100,
			             60,      at[i], 0,  0, 0 };

		sweep(&plan);
		plan.sites = 9;
		plan.site_jobs = 5;
		sweep(&plan);
		plan.aside = 200;
		sweep(&plan);
	}
}

/* Cancelled before the first turn: everyone ends, nobody is asked. */
static void
test_cancel_before_start(void **state)
{
	static struct world w;
	const struct plan plan = { 8, 50, 8, 0, 100, 50, 0, 0, 0, 0 };
	struct rc_engine *engine;

	(void)state;
	world_init(&w, &plan);
	engine = engine_on(&w);
	w.cancelled_at = w.now - 1;
	rc_engine_cancel(engine, 2000);
	assert_false(rc_engine_turn(engine, w.now + 250));
	assert_int_equal(w.by_outcome[RC_GOT_CANCELLED], 50);
	assert_int_equal(w.started_first, 0);
	rc_engine_free(engine);
	world_fini(&w);
}

static void
test_nobody_to_ask(void **state)
{
	static struct world w;
	const struct plan plan = { 9, 1, 4, 0, 100, 0, 0, 0, 0, 0 };
	struct rc_engine *engine;

	(void)state;
	world_init(&w, &plan);
	w.n = 0;
	engine = engine_on(&w);
	assert_false(rc_engine_turn(engine, w.now + 250));
	rc_engine_free(engine);
	w.n = 1;
	world_fini(&w);
}

/* Freed in the middle: every conversation is stopped, no result is given. */
static void
test_free_in_flight(void **state)
{
	static struct world w;
	const struct plan plan = { 10, 500, 32, 0, 100, 60, 0, 0, 0, 0 };
	struct rc_engine *engine;
	size_t results;

	(void)state;
	world_init(&w, &plan);
	engine = engine_on(&w);
	for (int i = 0; i < 40; i++)
		assert_true(rc_engine_turn(engine, w.now + 250));
	assert_true(w.flying > 0);
	results = w.results;
	rc_engine_free(engine);
	assert_int_equal(w.flying, 0);
	assert_int_equal(w.results, results);
	world_fini(&w);
}

/* When connected hosts time out in crowds, fewer are asked at once; when they
 * answer, more again. */
static void
test_window_adapts(void **state)
{
	static struct world w;
	const struct plan plan = { 11, 1200, 64, 0, 100, 0, 0, 0, 0, 0 };
	struct rc_engine *engine;
	unsigned least = 64;

	(void)state;
	world_init(&w, &plan);
	for (size_t i = 0; i < 400; i++)
		w.kind[i] = MUTE;
	engine = engine_on(&w);
	while (rc_engine_turn(engine, w.now + 250)) {
		unsigned window = rc_engine_counts(engine).window;

		assert_in_range(window, 8, 64);
		if (window < least)
			least = window;
	}
	assert_int_equal(least, 8);
	assert_int_equal(rc_engine_counts(engine).window, 64);
	rc_engine_free(engine);
	world_fini(&w);
}

/* How long a sweep takes in which every tenth never connects, or none; and when
 * the last of the others has ended. */
static rc_ms
time_sweep(bool dead, rc_ms *ret_good)
{
	static struct world w;
	const struct plan plan = { 21, 2000, 16, 0, 100, 0, 0, 0, 0, 256 };
	struct rc_engine *engine;
	rc_ms began;

	world_init(&w, &plan);
	for (size_t i = 0; i < w.n; i++)
		w.kind[i] = dead && i % 10 == 0 ? BLACKHOLE : GOOD;
	engine = engine_on(&w);
	began = w.now;
	while (rc_engine_turn(engine, w.now + 250))
		;
	*ret_good = w.good_at - began;
	began = w.now - began;
	rc_engine_free(engine);
	world_fini(&w);
	return began;
}

/* The dead stand aside: 200 of them, tried three times each, would else keep
 * the 16 places for 190 s. */
static void
test_dead_delay_nobody(void **state)
{
	rc_ms good, good_beside_dead, all;

	(void)state;
	(void)time_sweep(false, &good);
	all = time_sweep(true, &good_beside_dead);
	/* Half a second for each of the 200 is shared by 16 places: 6.25 s. */
	assert_in_range(good, 25000, 36000);
	assert_true(good_beside_dead < good + 7000);
	/* Three times 5 s, and pauses of at most 1.5 and 6 s. */
	assert_true(all < good_beside_dead + 3 * 5000 + 7500 + 2000);
}

/* A standing engine asks whom it is told to, as often, and ends when it is
 * cancelled. */
static void
test_standing(void **state)
{
	static struct world w;
	const struct plan plan = { 13, 30, 8, 0, 100, 0, 0, 0, 0, 0 };
	const struct rc_engine_seams seams = {
		{ &world_reactor, &w },
		{ &world_transport, &w },
		{ world_trust, world_result, &w },
	};
	const struct rc_engine_options options = { .jobs = 8,
		                                   .timeout_percent = 100,
		                                   .standing = true };
	struct rc_engine *engine;
	struct rc_err err = { 0 };
	rc_ms begun;

	(void)state;
	world_init(&w, &plan);
	w.kind[4] = DEAD;
	assert_true(
	        rc_engine_new(&options, &seams, w.targets, w.n, &engine, &err));
	begun = w.now;
	assert_true(rc_engine_turn(engine, w.now + 200)); /* waits */
	assert_int_equal(w.now - begun, 200);
	assert_int_equal(w.results, 0);
	for (size_t round = 1; round <= 3; round++) {
		memset(w.ended, 0, w.n);
		memset(w.tries, 0, w.n);
		w.started_first = 0;
		for (size_t i = 0; i < w.n; i++) {
			rc_engine_ask(engine, i);
			rc_engine_ask(engine, i); /* it waits already */
		}
		while (w.results < round * w.n)
			assert_true(rc_engine_turn(engine, w.now + 200));
		assert_int_equal(rc_engine_counts(engine).done, w.n);
	}
	assert_int_equal(w.by_outcome[RC_GOT_OK], 3 * 29);
	assert_int_equal(w.by_outcome[RC_GOT_REFUSED], 3);
	memset(w.ended, 0, w.n);
	memset(w.tries, 0, w.n);
	w.started_first = 0;
	rc_engine_ask(engine, 0);
	w.cancelled_at = w.now;
	rc_engine_cancel(engine, 0);
	rc_engine_ask(engine, 1); /* too late */
	assert_false(rc_engine_turn(engine, w.now + 200));
	assert_int_equal(w.by_outcome[RC_GOT_CANCELLED], 1);
	assert_int_equal(w.results, 91);
	rc_engine_free(engine);
	world_fini(&w);
}

static void
test_out_of_memory(void **state)
{
	static struct world w;
	const struct plan plan = { 12, 20, 4, 0, 100, 0, 0, 0, 0, 0 };
	const struct rc_engine_seams seams = {
		{ &world_reactor, &w },
		{ &world_transport, &w },
		{ world_trust, world_result, &w },
	};
	const struct rc_engine_options options = { .jobs = 4 };
	struct rc_engine *engine = NULL;
	unsigned n = 0;

	(void)state;
	world_init(&w, &plan);
	for (;;) {
		struct rc_err err = { 0 };
		bool done;

		rc_mem_fail_at(++n);
		done = rc_engine_new(&options, &seams, w.targets, w.n, &engine,
		                     &err);
		rc_mem_fail_at(0);
		if (done)
			break;
		assert_int_equal(err.code, RC_ENOMEM);
		assert_null(engine);
	}
	assert_true(n >=
	            11); /* the engine, seven arrays, three of the timers */
	rc_engine_free(engine);
	world_fini(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sweeps),
		cmocka_unit_test(test_cancel_is_prompt),
		cmocka_unit_test(test_cancel_before_start),
		cmocka_unit_test(test_nobody_to_ask),
		cmocka_unit_test(test_free_in_flight),
		cmocka_unit_test(test_window_adapts),
		cmocka_unit_test(test_dead_delay_nobody),
		cmocka_unit_test(test_standing),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
