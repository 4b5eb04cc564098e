/* SPDX-License-Identifier: MIT */
/* poll_session - whom to ask, what they say, and when it is written down. */
#include "app/poll_session.h"

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>
#include <rollcall/model/device.h>

#include "app/app_impl.h"
#include "app/link_note.h"
#include "app/pins.h"
#include "app/poll_reach.h"
#include "app/poll_write.h"
#include "app/software.h"
#include "poll/sweep.h"
#include "probe/facts.h"

#include <stdlib.h>
#include <string.h>

#define CACHE_BYTES   ((size_t)8 << 20) /* of the database */
#define BUSY_PAUSE_MS 2000 /* before a database in use is tried again */
#define LAST_TRIES    6    /* at the end; each waits for the lock */

struct rc_session {
	struct rc_app *app;
	struct rc_session_how how;
	struct rc_arena arena; /* for the whole session */
	struct rc_asked *asked;
	struct rc_target *targets;
	size_t n, cap_asked, cap_targets;
	struct rc_pins pins;
	struct rc_arena said; /* of the answers at hand */
	struct rc_poll_answer *answers;
	size_t nanswers, cap_answers;
	rc_ms write_at; /* monotonic: when they must be written */
	struct rc_sweep *engine;
	struct rc_poll_counts counts;
	struct rc_reach reach;
	const char *software; /* to look for; NULL = none */
	struct rc_map routers; /* with options.measure: rc_link_routers() */
	struct rc_err failed; /* what a hook could not do */
};

/* --- whom to ask ---------------------------------------------------------- */

static void
tell(struct rc_session *s, const struct rc_asked *a,
     const struct rc_poll_answer *answer)
{
	const struct rc_poll_options *options = s->how.options;
	const struct rc_poll_line line = {
		.device = a->tag,
		.host = a->address,
		.outcome = rc_outcome_name(answer->outcome),
		.phase = rc_phase_name(answer->phase),
		.ms = answer->ms,
		.changed = answer->changed,
		.error = answer->error,
	};

	if (options->line != NULL)
		options->line(options->ctx, &line);
}

static void
skip_isolated(struct rc_session *s, const struct rc_asked *a)
{
	const struct rc_poll_answer answer = {
		.outcome = RC_GOT_ISOLATED,
		.phase = RC_PHASE_QUEUED,
		.error = _("isolated devices are never contacted"),
	};

	s->counts.skipped++;
	s->counts.done++;
	if (!s->how.tell_nobody_isolated)
		tell(s, a, &answer);
}

/* It could not even be connected to, or said nothing. */
static bool
was_dead(const char *outcome)
{
	static const enum rc_outcome dead[] = { RC_GOT_UNREACHABLE,
		                                RC_GOT_REFUSED,
		                                RC_GOT_TIMEOUT };

	for (size_t i = 0; i < RC_COUNT(dead); i++)
		if (rc_text_eq(outcome, rc_outcome_name(dead[i])))
			return true;
	return false;
}

/* With options.measure: is it a router, and what fills its line? */
static bool
is_measured(const struct rc_session *s, const struct rc_device *d,
            int64_t *ret_kb)
{
	const struct rc_str key = { (const char *)&d->head.id,
		                    sizeof(d->head.id) };

	return !s->how.options->measure ||
	       rc_map_find(&s->routers, key, ret_kb);
}

static bool
select_device(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_session *s = ctx;
	const struct rc_device *d = record;
	struct rc_asked a = { .id = d->head.id, .polled = d->last_polled };
	struct rc_target t = { .site = 0 };
	int64_t kb = 0;

	if (d->host == NULL || !is_measured(s, d, &kb))
		return true;
	s->counts.all++;
	a.was_ok = rc_text_eq(d->last_outcome, rc_outcome_name(RC_GOT_OK));
	a.was_dead = was_dead(d->last_outcome);
	a.agency = d->agency.id;
	a.tag = rc_arena_text(&s->arena, d->asset_tag);
	if (a.tag == NULL)
		return rc_fail_nomem(err);
	if (!rc_reach_find(&s->reach, d->host, d->port, d->ssh_user, &t,
	                   &a.address, err))
		return false;
	if (d->connectivity == RC_ISOLATED) {
		skip_isolated(s, &a);
		return true;
	}
	t.algorithm = rc_pins_algorithm(&s->pins, a.address);
	t.measure_kb = (unsigned)kb;
	if (!RC_GROW(s->asked, s->n, s->cap_asked) ||
	    !RC_GROW(s->targets, s->n, s->cap_targets))
		return rc_fail_nomem(err);
	s->asked[s->n] = a;
	s->targets[s->n++] = t;
	return true;
}

static bool
select_devices(struct rc_session *s, struct rc_err *err)
{
	const struct rc_view *view = s->how.options->view;
	struct rc_view all;

	if (view == NULL) {
		if (!rc_view_parse(&rc_kind_device, "", rc_app_today(s->app),
		                   &s->arena, &all, err))
			return false;
		view = &all;
	}
	return rc_records_each(s->app, view, select_device, s, err);
}

/* Those that were dead the last time go last, the order kept otherwise. */
static bool
dead_go_last(struct rc_session *s, struct rc_err *err)
{
	struct rc_asked *asked = rc_alloc(s->n + 1, sizeof(*asked));
	struct rc_target *targets = rc_alloc(s->n + 1, sizeof(*targets));
	size_t n = 0;

	if (asked == NULL || targets == NULL) {
		rc_free(asked);
		rc_free(targets);
		return rc_fail_nomem(err);
	}
	for (int dead = 0; dead <= 1; dead++) {
		for (size_t i = 0; i < s->n; i++) {
			if (s->asked[i].was_dead != (dead == 1))
				continue;
			asked[n] = s->asked[i];
			targets[n++] = s->targets[i];
		}
	}
	rc_free(s->asked);
	rc_free(s->targets);
	s->asked = asked;
	s->targets = targets;
	return true;
}

/* A site is an agency: its devices are as a rule in one house, on one line. */
static bool
number_sites(struct rc_session *s, struct rc_err *err)
{
	struct rc_map numbers;
	bool done = true;

	rc_map_init(&numbers);
	for (size_t i = 0; i < s->n && done; i++) {
		const struct rc_str key = { (const char *)&s->asked[i].agency,
			                    sizeof(s->asked[i].agency) };
		int64_t number = (int64_t)numbers.n;

		if (!rc_map_find(&numbers, key, &number))
			done = rc_map_put(&numbers, key, number, NULL);
		s->targets[i].site = (uint32_t)number;
	}
	rc_map_fini(&numbers);
	return done || rc_fail_nomem(err);
}

/* --- what they say -------------------------------------------------------- */

static enum rc_trust
judge_key(void *ctx, size_t target, const struct rc_hostkey *key)
{
	struct rc_session *s = ctx;

	return rc_pins_judge(&s->pins, s->asked[target].address, key,
	                     s->how.options->accept_new, rc_app_now(s->app),
	                     &s->failed);
}

/* A sentence that may quote the device, as it may be shown. */
static const char *
safe_text(struct rc_arena *arena, const char *text)
{
	struct rc_err ignored = { 0 };
	struct rc_buf b;
	const char *ret = "";

	rc_buf_init(&b, 4096);
	rc_text_screen(&b, rc_str_of(text));
	if (rc_buf_done(&b, &ignored))
		ret = rc_arena_text(arena, b.p);
	rc_buf_fini(&b);
	return ret;
}

static bool
keep_answer(struct rc_session *s, const struct rc_result *r, struct rc_err *err)
{
	struct rc_poll_answer a = { .target = r->target,
		                    .device = s->asked[r->target].id,
		                    .outcome = r->outcome,
		                    .phase = r->phase,
		                    .ms = r->ms,
		                    .rtt_ms = r->rtt_ms,
		                    .kbps = r->kbps,
		                    .at = rc_app_now(s->app),
		                    .adopt = s->how.options->adopt };
	struct rc_facts *facts;

	if (r->outcome == RC_GOT_OK) {
		facts = rc_record_new(&rc_kind_facts, &s->said);
		if (facts == NULL)
			return rc_fail_nomem(err);
		if (!rc_probe_facts(r->lines, a.at, &s->said, facts, err))
			return false;
		if (s->software != NULL &&
		    !rc_probe_software(r->lines, &s->said, &a.software,
		                       &a.nsoftware, &a.looked, err))
			return false;
		a.facts = facts;
	} else {
		a.error = safe_text(&s->said, r->error);
		if (a.error == NULL)
			return rc_fail_nomem(err);
	}
	if (r->key != NULL)
		a.pin = rc_pins_take_new(&s->pins, s->asked[r->target].address);
	if (!RC_GROW(s->answers, s->nanswers, s->cap_answers))
		return rc_fail_nomem(err);
	s->answers[s->nanswers++] = a;
	return true;
}

static void
take_result(void *ctx, const struct rc_result *r)
{
	struct rc_session *s = ctx;

	if (s->nanswers == 0)
		s->write_at = rc_sweep_now(s->engine) + s->how.batch_ms;
	if (s->how.ended != NULL)
		s->how.ended(s->how.ctx, r->target, r->outcome);
	if (s->failed.code == RC_OK)
		(void)keep_answer(s, r, &s->failed);
	if (s->nanswers == RC_BATCH_DEVICES)
		s->write_at = rc_sweep_now(s->engine);
}

/* --- writing it down ------------------------------------------------------ */

static void
count_answer(struct rc_session *s, const struct rc_poll_answer *a)
{
	bool ok = a->outcome == RC_GOT_OK && a->facts != NULL;

	s->counts.done++;
	s->counts.ok += ok;
	s->counts.failed += !ok;
	s->counts.changed += a->changed > 0;
}

/* Takes the first `n` answers away: they are written. */
static void
tell_written(struct rc_session *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		count_answer(s, &s->answers[i]);
		tell(s, &s->asked[s->answers[i].target], &s->answers[i]);
	}
	s->nanswers -= n;
	memmove(s->answers, s->answers + n, s->nanswers * sizeof(*s->answers));
	if (s->nanswers == 0)
		rc_arena_clear(&s->said);
}

static bool
flush(struct rc_session *s, struct rc_err *err)
{
	while (s->nanswers > 0) {
		size_t n = s->nanswers < RC_BATCH_DEVICES ? s->nanswers
		                                          : RC_BATCH_DEVICES;

		if (!rc_answers_write(s->app, s->answers, n, &s->said, err))
			return false;
		tell_written(s, n);
	}
	return true;
}

/* Another process may be writing for minutes (an import). Only at the end is
 * that a failure. */
static bool
flush_unless_busy(struct rc_session *s, bool is_last, struct rc_err *err)
{
	for (int tries = 0;; tries++) {
		struct rc_err why = { 0 };

		if (flush(s, &why))
			return true;
		if (why.code != RC_EBUSY || (is_last && tries == LAST_TRIES)) {
			*err = why;
			return false;
		}
		if (is_last)
			continue;
		s->write_at = rc_sweep_now(s->engine) + BUSY_PAUSE_MS;
		return true;
	}
}

bool
rc_session_turn(struct rc_session *s, rc_ms ms, bool *ret_more,
                struct rc_err *err)
{
	rc_ms now = rc_sweep_now(s->engine);
	bool more;

	/* Not beyond the moment at which something must be written. */
	if (s->nanswers > 0 && s->write_at - now < ms)
		ms = s->write_at > now ? s->write_at - now : 0;
	more = rc_sweep_turn(s->engine, ms);
	s->counts.flying = rc_sweep_counts(s->engine).flying;
	if (s->failed.code != RC_OK) {
		*err = s->failed;
		return false;
	}
	now = rc_sweep_now(s->engine);
	if ((!more || (s->nanswers > 0 && now >= s->write_at)) &&
	    !flush_unless_busy(s, !more, err))
		return false;
	*ret_more = more;
	return true;
}

/* --- the rest ------------------------------------------------------------- */

void
rc_session_ask(struct rc_session *s, size_t device)
{
	rc_sweep_ask(s->engine, device);
}

bool
rc_session_idle(const struct rc_session *s)
{
	struct rc_engine_counts counts = rc_sweep_counts(s->engine);

	return counts.done == counts.all;
}

void
rc_session_cancel(struct rc_session *s, rc_ms grace_ms)
{
	rc_sweep_cancel(s->engine, grace_ms);
}

const struct rc_asked *
rc_session_devices(const struct rc_session *s, size_t *ret_n)
{
	*ret_n = s->n;
	return s->asked;
}

struct rc_poll_counts
rc_session_counts(const struct rc_session *s)
{
	return s->counts;
}

rc_ms
rc_session_now(const struct rc_session *s)
{
	return rc_sweep_now(s->engine);
}

uint32_t
rc_session_random(const struct rc_session *s)
{
	return rc_sweep_random(s->engine);
}

static bool
open_engine(struct rc_session *s, struct rc_err *err)
{
	const struct rc_poll_options *o = s->how.options;
	const struct rc_engine_hooks hooks = { judge_key, take_result, s };
	const char *files[3] = { NULL };
	const char *home = s->reach.home;
	const struct rc_sweep_options options = {
		.engine = { .jobs = o->jobs,
		            .site_jobs = o->site_jobs,
		            .rate = o->rate,
		            .retries = o->retries,
		            .timeout_percent = o->timeout_percent,
		            .wish = { s->software, o->sudo },
		            .standing = s->how.standing },
		.ssh = { .key_file = o->key_file != NULL ? o->key_file
		                                         : o->fallback_key,
		         .agent = getenv("SSH_AUTH_SOCK"),
		         .fallbacks = files,
		         .keyrings = s->reach.keyrings,
		         .nkeyrings = s->reach.nkeyrings,
		         .passphrase = o->passphrase,
		         .ctx = o->ctx },
	};

	files[0] = rc_arena_printf(&s->arena, "%s/.ssh/id_ed25519", home);
	files[1] = rc_arena_printf(&s->arena, "%s/.ssh/id_ecdsa", home);
	if (files[0] == NULL || files[1] == NULL)
		return rc_fail_nomem(err);
	return rc_sweep_open(&options, s->targets, s->n, &hooks, &s->engine,
	                     err);
}

static bool
fill(struct rc_session *s, struct rc_err *err)
{
	return rc_store_cache(s->app->store, CACHE_BYTES, err) &&
	       (!s->how.options->measure ||
	        rc_link_routers(s->app, &s->routers, err)) &&
	       rc_reach_init(&s->reach, s->app, s->how.options, &s->arena,
	                     err) &&
	       rc_pins_load(s->app, &s->arena, &s->pins, err) &&
	       rc_software_asked(s->app, RC_PROBE_SOFTWARE_MAX, &s->arena,
	                         &s->software, err) &&
	       select_devices(s, err) && dead_go_last(s, err) &&
	       number_sites(s, err) && open_engine(s, err);
}

bool
rc_session_open(struct rc_app *app, const struct rc_session_how *how,
                struct rc_session **ret, struct rc_err *err)
{
	struct rc_session *s;

	if (rc_app_read_only(app))
		return rc_fail(err, RC_EDENIED,
		               _("%s is open for reading only"),
		               rc_app_where(app));
	s = rc_alloc(1, sizeof(*s));
	if (s == NULL)
		return rc_fail_nomem(err);
	*s = (struct rc_session){ .app = app, .how = *how };
	rc_arena_init(&s->arena);
	rc_map_init(&s->routers);
	rc_arena_init(&s->said);
	rc_pins_init(&s->pins);
	if (!fill(s, err)) {
		rc_session_close(s);
		return false;
	}
	*ret = s;
	return true;
}

void
rc_session_close(struct rc_session *s)
{
	if (s == NULL)
		return;
	rc_sweep_close(s->engine);
	rc_reach_fini(&s->reach);
	rc_map_fini(&s->routers);
	rc_pins_fini(&s->pins);
	rc_free(s->answers);
	rc_free(s->asked);
	rc_free(s->targets);
	rc_arena_fini(&s->said);
	rc_arena_fini(&s->arena);
	rc_free(s);
}
