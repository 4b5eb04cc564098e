/* SPDX-License-Identifier: MIT */
/* host - the table of phases, and one function for each. */
#include "poll/host.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/log.h>

#include "poll/dial.h"
#include "poll/question.h"
#include "poll/transfer.h"

#include <string.h>

#define NO_FD      (-1)
#define STEPS_MAX  8    /* of one host in one turn */
#define BACKOFF_MS 1000 /* first pause, half to one and a half of it; x4 */

enum host_step { HOST_AGAIN, HOST_WAIT, HOST_END };

static enum host_step host_resolving(struct rc_engine *, struct slot *);
static enum host_step host_connecting(struct rc_engine *, struct slot *);
static enum host_step host_greeting(struct rc_engine *, struct slot *);
static enum host_step host_verifying(struct rc_engine *, struct slot *);
static enum host_step host_signing_in(struct rc_engine *, struct slot *);
static enum host_step host_opening(struct rc_engine *, struct slot *);
static enum host_step host_reading(struct rc_engine *, struct slot *);
static enum host_step host_closing(struct rc_engine *, struct slot *);

#define TO(phase) (1u << RC_PHASE_##phase)
#define ANY_HOLD  (RC_HOLDS_FD | RC_HOLDS_SESSION | RC_HOLDS_CHANNEL)

/* What a phase waits for at most, where it may lead, and what the conversation
 * must and may hold in it. */
static const struct host_rule {
	enum host_step (*run)(struct rc_engine *, struct slot *);
	rc_ms budget_ms;
	unsigned next, must_hold, may_hold;
} rules[RC_PHASES] = {
	[RC_PHASE_QUEUED] = { NULL, 0, TO(RESOLVING) | TO(FAILED), 0, 0 },
	[RC_PHASE_RESOLVING] = { host_resolving, 3000,
	                         TO(CONNECTING) | TO(BACKOFF) | TO(FAILED), 0,
	                         0 },
	[RC_PHASE_CONNECTING] = { host_connecting, 5000,
	                          TO(GREETING) | TO(CLOSING), RC_HOLDS_FD,
	                          RC_HOLDS_FD },
	[RC_PHASE_GREETING] = { host_greeting, 8000,
	                        TO(VERIFYING) | TO(CLOSING),
	                        RC_HOLDS_FD | RC_HOLDS_SESSION,
	                        RC_HOLDS_FD | RC_HOLDS_SESSION },
	[RC_PHASE_VERIFYING] = { host_verifying, 1000,
	                         TO(SIGNING_IN) | TO(CLOSING),
	                         RC_HOLDS_FD | RC_HOLDS_SESSION,
	                         RC_HOLDS_FD | RC_HOLDS_SESSION },
	[RC_PHASE_SIGNING_IN] = { host_signing_in, 8000,
	                          TO(OPENING) | TO(CLOSING),
	                          RC_HOLDS_FD | RC_HOLDS_SESSION,
	                          RC_HOLDS_FD | RC_HOLDS_SESSION },
	[RC_PHASE_OPENING] = { host_opening, 5000, TO(READING) | TO(CLOSING),
	                       RC_HOLDS_FD | RC_HOLDS_SESSION, ANY_HOLD },
	[RC_PHASE_READING] = { host_reading, 20000, TO(CLOSING), ANY_HOLD,
	                       ANY_HOLD },
	/* Nothing is held when no further address could be dialled. */
	[RC_PHASE_CLOSING] = { host_closing, 2000,
	                       TO(DONE) | TO(BACKOFF) | TO(FAILED), 0,
	                       ANY_HOLD },
	[RC_PHASE_BACKOFF] = { NULL, 0, TO(QUEUED) | TO(FAILED), 0, 0 },
	[RC_PHASE_DONE] = { NULL, 0, TO(QUEUED), 0, 0 },
	[RC_PHASE_FAILED] = { NULL, 0, TO(QUEUED), 0, 0 },
};

static rc_ms
budget_of(const struct rc_engine *e, enum rc_phase phase)
{
	return rules[phase].budget_ms * (rc_ms)e->options.timeout_percent / 100;
}

static struct host *
host_of(struct rc_engine *e, const struct slot *s)
{
	return &e->hosts[s->host];
}

static unsigned
number_of(const struct rc_engine *e, const struct slot *s)
{
	return (unsigned)(s - e->slots);
}

static void
host_invariant(struct rc_engine *e, const struct host *h)
{
	const struct host_rule *rule = &rules[h->phase];
	unsigned holds = 0;

	if (h->slot != RC_NO_SLOT) {
		const struct slot *s = &e->slots[h->slot];

		RC_ASSERT(s->used && host_of(e, s) == h);
		holds = e->transport.ops->holds(e->transport.of, h->slot);
	}
	RC_ASSERT((holds & rule->must_hold) == rule->must_hold);
	RC_ASSERT((holds & ~rule->may_hold) == 0);
	RC_ASSERT((h->slot != RC_NO_SLOT) == (rule->run != NULL));
}

static void
host_move(struct rc_engine *e, size_t number, enum rc_phase to)
{
	struct host *h = &e->hosts[number];

	RC_ASSERT((rules[h->phase].next & (1u << to)) != 0);
	rc_log(RC_LOG_DEBUG, "poll", "host=%zu from=%s to=%s try=%u", number,
	       rc_phase_name((enum rc_phase)h->phase), rc_phase_name(to),
	       h->tries);
	h->phase = (uint8_t)to;
	host_invariant(e, h);
	if (rules[to].budget_ms > 0)
		rc_timers_set(&e->timers, number, e->now + budget_of(e, to));
	else
		rc_timers_clear(&e->timers, number);
}

void
rc_host_queue(struct rc_engine *e, size_t number)
{
	e->queue[(e->queue_first + e->queued++) % e->n] = (uint32_t)number;
}

void
rc_host_again(struct rc_engine *e, size_t number)
{
	struct host *h = &e->hosts[number];

	h->began = RC_MS_NONE;
	h->tries = 0;
	host_move(e, number, RC_PHASE_QUEUED);
	e->left++;
	rc_host_queue(e, number);
}

static void
slot_take(struct rc_engine *e, size_t number)
{
	uint32_t at = e->free_slots[--e->nfree];
	struct slot *s = &e->slots[at];
	struct rc_buf own = s->own;
	bool runnable = s->runnable; /* it stands in e->again still */

	*s = (struct slot){ .host = number,
		            .used = true,
		            .fd = NO_FD,
		            .runnable = runnable,
		            .own = own };
	e->hosts[number].slot = at;
	e->flying++;
	e->sites[e->targets[number].site].flying++;
}

void
rc_slot_give_back(struct rc_engine *e, struct slot *s)
{
	unsigned at = number_of(e, s);

	if (s->asked && !s->found)
		e->reactor.ops->unresolve(e->reactor.of, at);
	rc_dial_hang_up(e, s);
	host_of(e, s)->slot = RC_NO_SLOT;
	s->used = false;
	e->free_slots[e->nfree++] = at;
	rc_dial_leave(e, s);
}

/* --- the end of a host --------------------------------------------------- */

/* Gives the one result of a host, and ends it. `s` may be NULL. */
static void
host_finish(struct rc_engine *e, size_t number, struct slot *s,
            const struct rc_trouble *trouble, enum rc_phase phase)
{
	struct host *h = &e->hosts[number];
	struct rc_result r = { .target = number,
		               .outcome = trouble->outcome,
		               .phase = phase,
		               .tries = h->tries };

	r.ms = h->began == RC_MS_NONE ? 0 : e->now - h->began;
	if (r.outcome != RC_GOT_OK)
		r.error = trouble->text;
	if (s != NULL) {
		r.lines = s->lines;
		r.rtt_ms = s->rtt_ms;
		r.kbps = rc_transfer_kbps(&s->transfer);
		r.key = s->has_key ? &s->key : NULL;
	}
	rc_window_adapt(e, &r);
	e->hooks.result(e->hooks.ctx, &r);
	if (s != NULL)
		rc_slot_give_back(e, s);
	host_move(e, number,
	          r.outcome == RC_GOT_OK ? RC_PHASE_DONE : RC_PHASE_FAILED);
	e->left--;
}

/* The conversation of this try is over: what becomes of the host? */
static enum host_step
host_settle(struct rc_engine *e, struct slot *s, enum rc_phase phase)
{
	size_t number = s->host;
	struct host *h = host_of(e, s);
	rc_ms pause = BACKOFF_MS;

	if (!s->trouble.again || e->cancel_at != RC_MS_NONE) {
		host_finish(e, number, s, &s->trouble, phase);
		return HOST_END;
	}
	for (unsigned i = 1; i < h->tries; i++)
		pause *= 4;
	pause = pause / 2 + (rc_ms)(e->reactor.ops->random(e->reactor.of) %
	                            (uint32_t)pause);
	rc_slot_give_back(e, s);
	host_move(e, number, RC_PHASE_BACKOFF);
	rc_timers_set(&e->timers, number, e->now + pause);
	return HOST_END;
}

/* s->trouble is set. A failed conversation gets no goodbye. */
static enum host_step
host_fail(struct rc_engine *e, struct slot *s)
{
	enum rc_phase phase = (enum rc_phase)host_of(e, s)->phase;

	if (phase != RC_PHASE_RESOLVING && phase != RC_PHASE_CLOSING)
		host_move(e, s->host, RC_PHASE_CLOSING);
	return host_settle(e, s, phase);
}

/* --- the phases ---------------------------------------------------------- */

static enum host_step
host_start(struct rc_engine *e, struct slot *s)
{
	if (!rc_dial_start(e, s, budget_of(e, RC_PHASE_CONNECTING)))
		return host_fail(e, s);
	host_move(e, s->host, RC_PHASE_CONNECTING);
	rc_dial_begun(e, s);
	return HOST_AGAIN;
}

static enum host_step
host_resolving(struct rc_engine *e, struct slot *s)
{
	const struct rc_target *target = &e->targets[s->host];

	if (target->refusal != NULL) {
		rc_trouble_set(&s->trouble, RC_GOT_UNREACHABLE, "%s",
		               target->refusal);
		return host_fail(e, s);
	}
	if (s->found)
		return host_start(e, s);
	if (rc_address_numeric(target->host, target->port,
	                       &s->addresses.all[0])) {
		s->addresses.n = 1;
		return host_start(e, s);
	}
	if (s->asked)
		return HOST_WAIT;
	s->asked = e->reactor.ops->resolve(e->reactor.of, number_of(e, s),
	                                   target->host, target->port);
	if (s->asked)
		return HOST_WAIT;
	rc_trouble_set(&s->trouble, RC_GOT_UNREACHABLE, "%s",
	               _("its name could not be looked up"));
	return host_fail(e, s);
}

/* Lets the transport work at the phase the host is in; when that is over,
 * the host moves on. */
static enum host_step
host_step(struct rc_engine *e, struct slot *s, enum rc_phase to)
{
	enum rc_phase phase = (enum rc_phase)host_of(e, s)->phase;

	switch (e->transport.ops->step(e->transport.of, number_of(e, s), phase,
	                               &s->trouble)) {
	case RC_TALK_AGAIN:
		return HOST_AGAIN;
	case RC_TALK_WAIT:
		return HOST_WAIT;
	case RC_TALK_END:
		if (phase == RC_PHASE_CONNECTING)
			s->rtt_ms = e->now - s->dialled_at;
		host_move(e, s->host, to);
		return HOST_AGAIN;
	case RC_TALK_FAIL:
		break;
	}
	if (phase == RC_PHASE_CONNECTING && rc_dial_next(e, s))
		return HOST_AGAIN;
	if (host_of(e, s)->tries >= RC_ENGINE_TRIES)
		s->trouble.again = false;
	return host_fail(e, s);
}

static enum host_step
host_connecting(struct rc_engine *e, struct slot *s)
{
	if (!rc_dial_return(e, s))
		return HOST_END;
	return host_step(e, s, RC_PHASE_GREETING);
}

static enum host_step
host_greeting(struct rc_engine *e, struct slot *s)
{
	return host_step(e, s, RC_PHASE_VERIFYING);
}

/* What it will be asked, in the language that it speaks. */
static bool
host_prepare(struct rc_engine *e, struct slot *s)
{
	const struct rc_transport *t = &e->transport;
	unsigned at = number_of(e, s);
	enum rc_platform platform =
	        rc_probe_platform(t->ops->banner(t->of, at));
	struct rc_err err = { 0 };

	if (!rc_question_put(e, s, platform, &err)) {
		rc_trouble_set(&s->trouble, RC_GOT_CANCELLED, "%s", err.text);
		return false;
	}
	t->ops->prepare(t->of, at, rc_probe_command(platform),
	                rc_str_of(s->head), s->body);
	return true;
}

static enum host_step
host_verifying(struct rc_engine *e, struct slot *s)
{
	const struct rc_hostkey *key = &s->key;

	s->has_key = e->transport.ops->hostkey(e->transport.of, number_of(e, s),
	                                       &s->key);
	if (!s->has_key) {
		rc_trouble_set(&s->trouble, RC_GOT_NOT_SSH, "%s",
		               _("its host key cannot be read"));
		return host_fail(e, s);
	}
	switch (e->hooks.trust(e->hooks.ctx, s->host, key)) {
	case RC_TRUSTED:
		if (!host_prepare(e, s))
			break;
		host_move(e, s->host, RC_PHASE_SIGNING_IN);
		return HOST_AGAIN;
	case RC_TRUST_UNKNOWN:
		rc_trouble_set(&s->trouble, RC_GOT_KEY_UNKNOWN,
		               _("its host key %s %s is not known: check it, "
		                 "then `rollcall trust accept`"),
		               key->algorithm, key->fingerprint);
		break;
	case RC_TRUST_CHANGED:
		rc_trouble_set(&s->trouble, RC_GOT_KEY_CHANGED,
		               _("its host key is now %s %s, not the one on "
		                 "file: nothing was sent"),
		               key->algorithm, key->fingerprint);
		break;
	case RC_TRUST_REVOKED:
		rc_trouble_set(&s->trouble, RC_GOT_KEY_UNKNOWN,
		               _("trust in it was withdrawn; it shows %s %s"),
		               key->algorithm, key->fingerprint);
		break;
	}
	return host_fail(e, s);
}

static enum host_step
host_signing_in(struct rc_engine *e, struct slot *s)
{
	return host_step(e, s, RC_PHASE_OPENING);
}

static enum host_step
host_opening(struct rc_engine *e, struct slot *s)
{
	return host_step(e, s, RC_PHASE_READING);
}

static enum host_step
host_judge(struct rc_engine *e, struct slot *s, struct rc_str answer)
{
	struct rc_err err = { 0 };

	if (!rc_probe_frame(answer, s->nonce, &s->lines, &err)) {
		rc_trouble_set(&s->trouble, RC_GOT_GARBLED, "%s", err.text);
		return host_fail(e, s);
	}
	s->trouble.outcome = RC_GOT_OK;
	host_move(e, s->host, RC_PHASE_CLOSING);
	return HOST_AGAIN;
}

static enum host_step
host_reading(struct rc_engine *e, struct slot *s)
{
	unsigned at = number_of(e, s);
	enum rc_talk step = e->transport.ops->step(
	        e->transport.of, at, RC_PHASE_READING, &s->trouble);
	struct rc_str answer;

	if (step == RC_TALK_FAIL)
		return host_fail(e, s);
	answer = e->transport.ops->output(e->transport.of, at);
	if (e->targets[s->host].measure_kb > 0)
		answer = rc_transfer_skim(e, s, answer);
	if (step == RC_TALK_END || rc_probe_ended(answer, s->nonce))
		return host_judge(e, s, answer);
	if (answer.n >= RC_ANSWER_MAX) {
		rc_trouble_set(&s->trouble, RC_GOT_GARBLED,
		               _("it says more than %zu KiB: cut off"),
		               RC_ANSWER_MAX >> 10);
		return host_fail(e, s);
	}
	return step == RC_TALK_AGAIN ? HOST_AGAIN : HOST_WAIT;
}

/* The answer is whole; a goodbye that fails changes nothing. */
static enum host_step
host_closing(struct rc_engine *e, struct slot *s)
{
	struct rc_trouble ignored = { 0 };

	switch (e->transport.ops->step(e->transport.of, number_of(e, s),
	                               RC_PHASE_CLOSING, &ignored)) {
	case RC_TALK_AGAIN:
		return HOST_AGAIN;
	case RC_TALK_WAIT:
		return HOST_WAIT;
	case RC_TALK_END:
	case RC_TALK_FAIL:
		break;
	}
	return host_settle(e, s, RC_PHASE_CLOSING);
}

/* --- from outside -------------------------------------------------------- */

static void
host_watch(struct rc_engine *e, struct slot *s)
{
	unsigned wants = 0, at = number_of(e, s);
	int fd;

	if (!s->begun)
		return;
	fd = e->transport.ops->wants(e->transport.of, at, &wants);
	if (fd == s->fd && wants == s->wants)
		return;
	if (!e->reactor.ops->watch(e->reactor.of, at, fd, wants)) {
		rc_trouble_set(&s->trouble, RC_GOT_UNREACHABLE, "%s",
		               _("its socket cannot be watched"));
		(void)host_fail(e, s);
		return;
	}
	s->fd = fd;
	s->wants = wants;
}

void
rc_host_run(struct rc_engine *e, struct slot *s)
{
	for (int i = 0; i < STEPS_MAX; i++) {
		switch (rules[host_of(e, s)->phase].run(e, s)) {
		case HOST_AGAIN:
			continue;
		case HOST_WAIT:
			host_watch(e, s);
			return;
		case HOST_END:
			return;
		}
	}
	if (!s->runnable) {
		s->runnable = true;
		e->again[e->nagain++] = number_of(e, s);
	}
}

void
rc_host_late(struct rc_engine *e, size_t number)
{
	struct host *h = &e->hosts[number];
	enum rc_phase phase = (enum rc_phase)h->phase;
	struct slot *s;

	if (phase == RC_PHASE_BACKOFF) {
		host_move(e, number, RC_PHASE_QUEUED);
		rc_host_queue(e, number);
		return;
	}
	s = &e->slots[h->slot];
	if (phase == RC_PHASE_CLOSING) {
		(void)host_settle(e, s, phase);
		return;
	}
	if (phase == RC_PHASE_CONNECTING && rc_dial_late(e, s)) {
		host_watch(e, s);
		return;
	}
	rc_trouble_set(&s->trouble, RC_GOT_TIMEOUT,
	               _("no progress within %lld ms (%s)"),
	               (long long)budget_of(e, phase), rc_phase_name(phase));
	s->trouble.again =
	        phase == RC_PHASE_CONNECTING && h->tries <= e->options.retries;
	if (s->begun)
		e->transport.ops->late(e->transport.of, h->slot, phase,
		                       &s->trouble);
	(void)host_fail(e, s);
}

void
rc_host_begin(struct rc_engine *e, size_t number)
{
	struct host *h = &e->hosts[number];

	if (h->began == RC_MS_NONE)
		h->began = e->now;
	h->tries++;
	slot_take(e, number);
	host_move(e, number, RC_PHASE_RESOLVING);
	rc_host_run(e, &e->slots[h->slot]);
}

void
rc_host_found(struct rc_engine *e, struct slot *s, const struct rc_io *io)
{
	if (!s->asked || s->found)
		return;
	s->found = true;
	s->addresses = io->addresses;
	if (io->type == RC_IO_RESOLVED) {
		rc_host_run(e, s);
		return;
	}
	rc_trouble_set(&s->trouble, RC_GOT_UNREACHABLE,
	               _("its name could not be looked up: %s"),
	               rc_text_or_empty(io->why));
	(void)host_fail(e, s);
}

void
rc_host_cancel(struct rc_engine *e, size_t number)
{
	struct host *h = &e->hosts[number];
	struct rc_trouble trouble;

	rc_trouble_set(&trouble, RC_GOT_CANCELLED, "%s", _("cancelled"));
	if (h->slot == RC_NO_SLOT) {
		host_finish(e, number, NULL, &trouble, (enum rc_phase)h->phase);
		return;
	}
	e->slots[h->slot].trouble = trouble;
	(void)host_fail(e, &e->slots[h->slot]);
}
