/* SPDX-License-Identifier: MIT */
/*
 * poll_watch - asking devices again and again.
 *
 * Overview. A session holds the devices as they were read, and a standing
 * engine; a heap says when each is due. When something is to be read again, the
 * session takes in nobody more, ends with those in flight, and the next one
 * begins; when each device is due, and how often it failed, is carried over.
 *
 *	due --ask--> session --ended--> due again, later
 */
#include <rollcall/app/polls.h>

#include <rollcall/base/log.h>

#include "app/app_impl.h"
#include "app/poll_due.h"
#include "app/poll_lease.h"
#include "app/poll_session.h"
#include "poll/timers.h"
#include "store/expire.h"

#include <stdlib.h>

#define DAY_MS      ((rc_ms)24 * 60 * 60 * 1000)
#define FAILS_MAX   20     /* counted so far */
#define SPREAD_MS   60000  /* of those that are overdue at the start */
#define BATCH_PARTS 60     /* of every_ms: results wait so long */
#define BATCH_LEAST 500    /* ms */
#define BATCH_MOST  30000  /* ms */
#define TURN_MS     200    /* how soon a signal is heeded */
#define GRACE_MS    300    /* for those in flight at the end */
#define DRAIN_MS    120000 /* for those in flight at a reload */
#define TICK_MS     250
#define LOOK_MS     10000  /* has somebody else written? */
#define STALE_MS    600000 /* read again then, at the latest */
#define TRIM_MS     60000
#define EXPIRE_EACH 500     /* events */
#define EXPIRE_MS   1000    /* between two lots */
#define EXPIRE_REST 3600000 /* when there was nothing left */

/* When a device is due next. */
struct turn {
	rc_id id;
	rc_ms at; /* monotonic */
	unsigned fails;
};

struct watch {
	struct rc_app *app;
	struct rc_poll_options poll;
	struct rc_watch_options how;
	struct rc_session *session;
	struct turn *turns; /* one for each device of the session, same order */
	size_t nturns;
	struct rc_timers due;
	struct rc_poll_counts counts; /* of the sessions before */
	rc_ms ticked_at, looked_at, expire_at, trimmed_at;
	rc_ms stale_since; /* RC_MS_NONE = nothing new */
	rc_ms reload_at;   /* at the latest; RC_MS_NONE = not wanted */
	bool begun;        /* the first session was opened */
	bool stopping;
};

/* --- when ---------------------------------------------------------------- */

static rc_ms
part(const struct watch *w, rc_ms of)
{
	return of <= 0 ? 0
	               : (rc_ms)(rc_session_random(w->session) % (uint64_t)of);
}

static rc_ms
pause_after(const struct watch *w, unsigned fails)
{
	return rc_poll_jitter(rc_poll_pause(w->how.every_ms, fails),
	                      rc_session_random(w->session));
}

static void
set_due(struct watch *w, size_t device, rc_ms at)
{
	w->turns[device].at = at;
	rc_timers_set(&w->due, device, at);
}

static void
take_end(void *ctx, size_t device, enum rc_outcome outcome)
{
	struct watch *w = ctx;
	struct turn *t = &w->turns[device];

	if (outcome == RC_GOT_OK)
		t->fails = 0;
	else if (outcome != RC_GOT_CANCELLED && t->fails < FAILS_MAX)
		t->fails++;
	set_due(w, device,
	        rc_session_now(w->session) + pause_after(w, t->fails));
}

/* A device that this watcher has not asked yet. */
static void
set_first(struct watch *w, size_t device, const struct rc_asked *asked)
{
	rc_ms now = rc_session_now(w->session);
	rc_ms ago = asked->polled == RC_MS_NONE
	                    ? -1
	                    : rc_app_now(w->app) - asked->polled;
	rc_ms spread =
	        w->how.every_ms < SPREAD_MS ? w->how.every_ms : SPREAD_MS;
	rc_ms pause;

	w->turns[device].fails = asked->polled != RC_MS_NONE && !asked->was_ok;
	pause = pause_after(w, w->turns[device].fails);
	/* A clock that was set back makes it due, not silent for years. */
	if (ago < 0 || ago + spread >= pause)
		set_due(w, device, now + part(w, spread));
	else
		set_due(w, device, now + pause - ago);
}

static int
by_id(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* --- one session after the other ----------------------------------------- */

static bool
take_turns(struct watch *w, struct turn *old, size_t nold, struct rc_err *err)
{
	const struct rc_asked *asked;
	size_t n;

	asked = rc_session_devices(w->session, &n);
	rc_timers_fini(&w->due);
	w->turns = rc_alloc(n + 1, sizeof(*w->turns));
	w->nturns = 0;
	if (w->turns == NULL)
		return rc_fail_nomem(err);
	if (!rc_timers_init(&w->due, n, err))
		return false;
	w->nturns = n;
	if (old != NULL)
		qsort(old, nold, sizeof(*old), by_id);
	for (size_t i = 0; i < n; i++) {
		const struct turn *was;

		w->turns[i] = (struct turn){ .id = asked[i].id };
		was = old == NULL ? NULL
		                  : bsearch(&w->turns[i], old, nold,
		                            sizeof(*old), by_id);
		if (was == NULL) {
			set_first(w, i, &asked[i]);
			continue;
		}
		w->turns[i] = *was;
		set_due(w, i, was->at);
	}
	return true;
}

static void
end_session(struct watch *w)
{
	struct rc_poll_counts c;

	if (w->session == NULL)
		return;
	c = rc_session_counts(w->session);
	w->counts.done += c.ok + c.failed;
	w->counts.ok += c.ok;
	w->counts.changed += c.changed;
	w->counts.failed += c.failed;
	rc_session_close(w->session);
	w->session = NULL;
}

static bool
begin_session(struct watch *w, struct rc_err *err)
{
	struct rc_session_how how = { .options = &w->poll,
		                      .standing = true,
		                      .tell_nobody_isolated = w->begun,
		                      .ended = take_end,
		                      .ctx = w };
	struct turn *old = w->turns;
	bool others, done;

	how.batch_ms = w->how.every_ms / BATCH_PARTS;
	if (how.batch_ms < BATCH_LEAST)
		how.batch_ms = BATCH_LEAST;
	if (how.batch_ms > BATCH_MOST)
		how.batch_ms = BATCH_MOST;
	end_session(w);
	/* From here on: what is written while we read is seen as new. */
	if (!rc_store_changed(w->app->store, &others, err) ||
	    !rc_session_open(w->app, &how, &w->session, err))
		return false;
	w->stale_since = RC_MS_NONE;
	w->reload_at = RC_MS_NONE;
	w->begun = true;
	done = take_turns(w, old, w->nturns, err);
	rc_free(old);
	rc_log(RC_LOG_INFO, "watch", "devices=%zu every_ms=%lld", w->nturns,
	       (long long)w->how.every_ms);
	return done;
}

/* --- the turn ------------------------------------------------------------ */

static struct rc_poll_counts
counts_of(const struct watch *w)
{
	struct rc_poll_counts ret = w->counts, now;

	if (w->session == NULL)
		return ret;
	now = rc_session_counts(w->session);
	ret.done += now.ok + now.failed;
	ret.ok += now.ok;
	ret.changed += now.changed;
	ret.failed += now.failed;
	ret.flying = now.flying;
	ret.skipped = now.skipped;
	return ret;
}

static void
ask_due(struct watch *w, rc_ms now)
{
	size_t device;
	rc_ms at;

	while (rc_timers_first(&w->due, &device, &at) && at <= now) {
		rc_timers_clear(&w->due, device);
		rc_session_ask(w->session, device);
		w->counts.all++;
	}
}

/* Sees whether everything must be read again; then nobody more is asked. */
static bool
look_for_news(struct watch *w, rc_ms now, struct rc_err *err)
{
	bool others = false;

	if (w->how.reload != NULL &&
	    w->how.reload(w->poll.ctx, &w->poll, &w->how)) {
		w->reload_at = now + DRAIN_MS;
		return true;
	}
	if (now - w->looked_at >= LOOK_MS) {
		w->looked_at = now;
		if (!rc_store_changed(w->app->store, &others, err))
			return false;
		if (others && w->stale_since == RC_MS_NONE)
			w->stale_since = now;
	}
	if (w->stale_since != RC_MS_NONE &&
	    (rc_session_idle(w->session) || now - w->stale_since >= STALE_MS))
		w->reload_at = now + DRAIN_MS;
	return true;
}

/* A busy database is no reason to end: old events can wait. */
static bool
expire(struct watch *w, rc_ms now, struct rc_err *err)
{
	rc_ms before = rc_app_now(w->app) - w->how.keep_days * DAY_MS;
	struct rc_err why = { 0 };
	size_t n = 0;

	if (w->how.keep_days == 0 || now < w->expire_at)
		return true;
	if (!rc_events_expire(w->app->store, before, EXPIRE_EACH, &n, &why) &&
	    why.code != RC_EBUSY) {
		*err = why;
		return false;
	}
	w->expire_at = now + (n == EXPIRE_EACH ? EXPIRE_MS : EXPIRE_REST);
	return true;
}

/* The conversations of a burst (after the start, after a reload) leave holes
 * that the allocator would keep for ever. */
static void
trim(struct watch *w, rc_ms now)
{
	if (now - w->trimmed_at < TRIM_MS)
		return;
	w->trimmed_at = now;
	rc_mem_trim();
}

static void
tick(struct watch *w, rc_ms now)
{
	struct rc_poll_counts counts;

	if (w->poll.tick == NULL || now - w->ticked_at < TICK_MS)
		return;
	w->ticked_at = now;
	counts = counts_of(w);
	w->poll.tick(w->poll.ctx, &counts);
}

/* The rest of the time until the next device is due, TURN_MS at most. */
static rc_ms
wait_ms(const struct watch *w, rc_ms now)
{
	size_t device;
	rc_ms at;

	if (w->stopping || w->reload_at != RC_MS_NONE ||
	    !rc_timers_first(&w->due, &device, &at) || at - now > TURN_MS)
		return TURN_MS;
	return at > now ? at - now : 0;
}

static bool
watch_turn(struct watch *w, bool *ret_more, struct rc_err *err)
{
	rc_ms now = rc_session_now(w->session);

	if (!w->stopping && w->poll.go_on != NULL &&
	    !w->poll.go_on(w->poll.ctx)) {
		w->stopping = true;
		rc_session_cancel(w->session, GRACE_MS);
	} else if (w->reload_at != RC_MS_NONE) {
		if (rc_session_idle(w->session) || now >= w->reload_at)
			rc_session_cancel(w->session, 0);
	} else if (!w->stopping) {
		ask_due(w, now);
		if (!look_for_news(w, now, err) || !expire(w, now, err))
			return false;
	}
	if (!rc_session_turn(w->session, wait_ms(w, now), ret_more, err))
		return false;
	now = rc_session_now(w->session);
	trim(w, now);
	tick(w, now);
	return true;
}

static bool
watch_run(struct watch *w, struct rc_err *err)
{
	bool more = false;

	for (;;) {
		if (!more && !begin_session(w, err))
			return false;
		if (!watch_turn(w, &more, err))
			return false;
		if (!more && w->stopping)
			return true;
	}
}

bool
rc_poll_watch(struct rc_app *app, const struct rc_poll_options *poll,
              const struct rc_watch_options *watch, struct rc_poll_counts *ret,
              struct rc_err *err)
{
	struct watch w = { .app = app,
		           .poll = *poll,
		           .how = *watch,
		           .stale_since = RC_MS_NONE,
		           .reload_at = RC_MS_NONE };
	int lease = -1;
	bool done;

	if (w.how.every_ms == 0)
		w.how.every_ms = DAY_MS;
	if (!rc_lease_take(rc_app_where(app), &lease, err))
		return false;
	done = watch_run(&w, err);
	if (done) {
		*ret = counts_of(&w);
		ret->flying = 0;
	}
	rc_session_close(w.session);
	rc_timers_fini(&w.due);
	rc_free(w.turns);
	rc_lease_drop(lease);
	return done;
}
