/* SPDX-License-Identifier: MIT */
/* engine - admission, the turn, the end. What a host does is in host.c. */
#include "poll/engine.h"

#include <rollcall/base/mem.h>

#include "poll/dial.h"
#include "poll/host.h"
#include "poll/question.h"

#include <string.h>

static size_t
queue_take(struct rc_engine *e)
{
	size_t number = e->queue[e->queue_first];

	e->queue_first = (e->queue_first + 1) % e->n;
	e->queued--;
	return number;
}

static void
admit(struct rc_engine *e)
{
	int64_t now_us = e->now * 1000 + 999;
	struct slot *back;

	if (e->start_at_us < e->now * 1000)
		e->start_at_us = e->now * 1000;
	while ((back = rc_dial_let_back(e)) != NULL)
		rc_host_run(e, back);
	while (e->queued > 0 && e->flying < e->window &&
	       (e->options.rate == 0 || e->start_at_us <= now_us)) {
		size_t number = queue_take(e);

		if (rc_site_park(e, number))
			continue;
		if (e->options.rate > 0)
			e->start_at_us += 1000000 / e->options.rate;
		rc_host_begin(e, number);
	}
}

static void
handle(struct rc_engine *e, const struct rc_io *io)
{
	struct slot *s = &e->slots[io->slot];

	if (!s->used)
		return;
	if (io->type != RC_IO_READY)
		rc_host_found(e, s, io);
	else if (!s->runnable) /* else its turn comes in run_again() */
		rc_host_run(e, s);
}

static void
run_again(struct rc_engine *e, uint32_t n)
{
	/* The first n: whoever came later has had its steps of this turn. */
	for (uint32_t i = 0; i < n; i++) {
		struct slot *s = &e->slots[e->again[i]];

		if (!s->runnable)
			continue;
		s->runnable = false;
		if (s->used)
			rc_host_run(e, s);
	}
	memmove(e->again, e->again + n, (e->nagain - n) * sizeof(*e->again));
	e->nagain -= n;
}

static void
run_late(struct rc_engine *e)
{
	size_t number;
	rc_ms at;

	while (rc_timers_first(&e->timers, &number, &at) && at <= e->now)
		rc_host_late(e, number);
}

/* Ends those that wait; after the grace, also those in flight. */
static void
run_cancel(struct rc_engine *e)
{
	for (size_t i = 0; i < e->n && e->left > 0; i++) {
		struct host *h = &e->hosts[i];
		enum rc_phase phase = (enum rc_phase)h->phase;

		if (phase == RC_PHASE_QUEUED || phase == RC_PHASE_BACKOFF ||
		    (h->slot != RC_NO_SLOT && phase != RC_PHASE_CLOSING &&
		     e->now >= e->cancel_at))
			rc_host_cancel(e, i);
	}
	e->queued = 0;
	for (size_t i = 0; i <= e->n; i++)
		e->sites[i].first = RC_NO_HOST;
}

static rc_ms
wake_at(const struct rc_engine *e, rc_ms until)
{
	size_t number;
	rc_ms at;

	if (e->nagain > 0)
		return e->now;
	if (rc_timers_first(&e->timers, &number, &at) && at < until)
		until = at;
	if (e->queued > 0 && e->options.rate > 0 && e->flying < e->window &&
	    e->start_at_us / 1000 < until)
		until = e->start_at_us / 1000;
	if (e->cancel_at != RC_MS_NONE && e->cancel_at < until)
		until = e->cancel_at;
	return until;
}

static bool
has_ended(const struct rc_engine *e)
{
	return e->left == 0 &&
	       (!e->options.standing || e->cancel_at != RC_MS_NONE);
}

bool
rc_engine_turn(struct rc_engine *e, rc_ms until)
{
	const struct rc_io *ios = NULL;
	uint32_t nagain;
	size_t n;

	e->now = e->reactor.ops->now(e->reactor.of);
	if (e->cancel_at != RC_MS_NONE)
		run_cancel(e);
	admit(e);
	if (has_ended(e))
		return false;
	n = e->reactor.ops->wait(e->reactor.of, wake_at(e, until), &ios);
	e->now = e->reactor.ops->now(e->reactor.of);
	nagain = e->nagain;
	for (size_t i = 0; i < n; i++)
		handle(e, &ios[i]);
	run_again(e, nagain);
	run_late(e);
	return !has_ended(e);
}

void
rc_engine_ask(struct rc_engine *e, size_t target)
{
	enum rc_phase phase = (enum rc_phase)e->hosts[target].phase;

	if (e->cancel_at == RC_MS_NONE &&
	    (phase == RC_PHASE_DONE || phase == RC_PHASE_FAILED))
		rc_host_again(e, target);
}

void
rc_engine_cancel(struct rc_engine *e, rc_ms grace_ms)
{
	if (e->cancel_at == RC_MS_NONE)
		e->cancel_at = e->reactor.ops->now(e->reactor.of) + grace_ms;
}

struct rc_engine_counts
rc_engine_counts(const struct rc_engine *e)
{
	return (struct rc_engine_counts){ .all = e->n,
		                          .done = e->n - e->left,
		                          .flying = e->flying,
		                          .window = e->window };
}

void
rc_engine_free(struct rc_engine *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; e->slots != NULL && i < e->nslots; i++) {
		if (e->slots[i].used)
			rc_slot_give_back(e, &e->slots[i]);
		rc_buf_fini(&e->slots[i].own);
	}
	rc_timers_fini(&e->timers);
	rc_questions_fini(e);
	rc_free(e->sites);
	rc_free(e->queue);
	rc_free(e->again);
	rc_free(e->back);
	rc_free(e->free_slots);
	rc_free(e->slots);
	rc_free(e->hosts);
	rc_free(e);
}

static bool
engine_alloc(struct rc_engine *e, struct rc_err *err)
{
	size_t nslots = e->nslots;

	e->hosts = rc_alloc(e->n + 1, sizeof(*e->hosts));
	e->queue = rc_alloc(e->n + 1, sizeof(*e->queue));
	e->sites = rc_alloc(e->n + 1, sizeof(*e->sites));
	e->slots = rc_alloc(nslots, sizeof(*e->slots));
	e->free_slots = rc_alloc(nslots, sizeof(*e->free_slots));
	/* Twice: a round's entries stand while the next round's come in. */
	e->again = rc_alloc(2 * nslots, sizeof(*e->again));
	e->back = rc_alloc(nslots, sizeof(*e->back));
	if (e->hosts == NULL || e->queue == NULL || e->sites == NULL ||
	    e->slots == NULL || e->free_slots == NULL || e->again == NULL ||
	    e->back == NULL)
		return rc_fail_nomem(err);
	return rc_timers_init(&e->timers, e->n, err) &&
	       rc_questions_init(e, err);
}

bool
rc_engine_new(const struct rc_engine_options *options,
              const struct rc_engine_seams *seams,
              const struct rc_target *targets, size_t n, struct rc_engine **ret,
              struct rc_err *err)
{
	struct rc_engine *e = rc_alloc(1, sizeof(*e));

	if (e == NULL)
		return rc_fail_nomem(err);
	*e = (struct rc_engine){ .options = *options,
		                 .targets = targets,
		                 .n = n,
		                 .cancel_at = RC_MS_NONE,
		                 .reactor = seams->reactor,
		                 .transport = seams->transport,
		                 .hooks = seams->hooks };
	if (e->options.jobs == 0)
		e->options.jobs = RC_ENGINE_JOBS;
	if (e->options.jobs > RC_ENGINE_JOBS_MAX)
		e->options.jobs = RC_ENGINE_JOBS_MAX;
	if (e->options.timeout_percent == 0)
		e->options.timeout_percent = 100;
	e->window = e->options.jobs;
	e->nslots = e->options.jobs + e->options.aside;
	if (!engine_alloc(e, err)) {
		rc_engine_free(e);
		return false;
	}
	for (uint32_t i = 0; i < e->nslots; i++) {
		rc_buf_init(&e->slots[i].own, RC_SCRIPT_MAX);
		e->free_slots[e->nfree++] = e->nslots - 1 - i;
	}
	for (size_t i = 0; i <= n; i++)
		e->sites[i].first = e->sites[i].last = RC_NO_HOST;
	for (size_t i = 0; i < n; i++) {
		RC_ASSERT(targets[i].site <= n);
		e->hosts[i] = (struct host){ .began = RC_MS_NONE,
			                     .slot = RC_NO_SLOT,
			                     .next = RC_NO_HOST,
			                     .phase = RC_PHASE_DONE };
		if (!options->standing)
			rc_host_again(e, i);
	}
	*ret = e;
	return true;
}
