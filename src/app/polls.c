/* SPDX-License-Identifier: MIT */
/*
 * polls - asking the devices of a view, and writing down what they say.
 *
 * Overview. The engine hands over each outcome as it comes; it is put aside in
 * `answer`s and written in batches of up to 200, at the latest after half a
 * second: one transaction each, the facts of a device, its event and a newly
 * pinned key together. A line is told only after its batch is committed, so
 * what was printed is there, whatever happens next.
 *
 * A batch that cannot be written because of one device (deleted meanwhile) is
 * written again one by one, and only that device fails.
 */
#include <rollcall/app/polls.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/base/text.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>

#include "app/pins.h"
#include "poll/sweep.h"
#include "probe/facts.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BATCH_DEVICES 200
#define BATCH_MS      500
#define TICK_MS       250
#define TURN_MS       50
#define GRACE_MS      2000 /* for those in flight, when told to stop */

/* A device to be asked. */
struct asked {
	rc_id id;
	const char *tag, *address;
};

/* How it ended; facts and texts live in the arena `said`. */
struct answer {
	size_t target;
	enum rc_outcome outcome;
	enum rc_phase phase;
	rc_ms ms, at;
	const char *error;
	const struct rc_facts *facts;
	const struct rc_pin *pin; /* to be written with it */
	size_t changed;
};

struct sweep {
	struct rc_app *app;
	const struct rc_poll_options *options;
	struct rc_arena arena; /* for the whole sweep */
	struct asked *asked;
	struct rc_target *targets;
	size_t n, cap_asked, cap_targets;
	struct rc_pins pins;
	struct rc_arena said; /* of the answers at hand */
	struct answer *answers;
	size_t nanswers, cap_answers;
	rc_ms first_at; /* monotonic: when the first of them came */
	struct rc_sweep *engine;
	struct rc_poll_counts counts;
	const char *user;
	struct rc_err failed; /* what a hook could not do */
};

/* --- whom to ask ---------------------------------------------------------- */

static const char *
copy(struct rc_arena *arena, const char *text)
{
	return text == NULL ? NULL : rc_arena_text(arena, text);
}

static void
tell(struct sweep *s, const struct asked *a, const struct answer *answer)
{
	const struct rc_poll_line line = {
		.device = a->tag,
		.host = a->address,
		.outcome = rc_outcome_name(answer->outcome),
		.phase = rc_phase_name(answer->phase),
		.ms = answer->ms,
		.changed = answer->changed,
		.error = answer->error,
	};

	if (s->options->line != NULL)
		s->options->line(s->options->ctx, &line);
}

static bool
select_device(void *ctx, const void *record, struct rc_err *err)
{
	static const struct answer isolated = {
		.outcome = RC_GOT_ISOLATED,
		.phase = RC_PHASE_QUEUED,
		.error = N_("isolated devices are never contacted"),
	};
	struct sweep *s = ctx;
	const struct rc_device *d = record;
	struct asked a = { .id = d->head.id };
	struct rc_target t = { .user = s->user };

	if (d->host == NULL)
		return true;
	s->counts.all++;
	t.port = d->port == RC_INT_NONE ? RC_SSH_PORT : d->port;
	a.tag = copy(&s->arena, d->asset_tag);
	a.address = rc_pin_address(&s->arena, d->host, t.port);
	t.host = copy(&s->arena, d->host);
	if (d->ssh_user != NULL)
		t.user = copy(&s->arena, d->ssh_user);
	if (a.tag == NULL || a.address == NULL || t.host == NULL ||
	    t.user == NULL)
		return rc_fail_nomem(err);
	if (d->connectivity == RC_ISOLATED) {
		struct answer answer = isolated;

		answer.error = _(isolated.error);
		s->counts.skipped++;
		s->counts.done++;
		tell(s, &a, &answer);
		return true;
	}
	t.algorithm = rc_pins_algorithm(&s->pins, a.address);
	if (!RC_GROW(s->asked, s->n, s->cap_asked) ||
	    !RC_GROW(s->targets, s->n, s->cap_targets))
		return rc_fail_nomem(err);
	s->asked[s->n] = a;
	s->targets[s->n++] = t;
	return true;
}

static bool
select_devices(struct sweep *s, struct rc_err *err)
{
	const struct rc_view *view = s->options->view;
	struct rc_view all;

	if (view == NULL) {
		if (!rc_view_parse(&rc_kind_device, "", rc_app_today(s->app),
		                   &s->arena, &all, err))
			return false;
		view = &all;
	}
	return rc_records_each(s->app, view, select_device, s, err);
}

/* --- what they say -------------------------------------------------------- */

static enum rc_trust
judge_key(void *ctx, size_t target, const struct rc_hostkey *key)
{
	struct sweep *s = ctx;

	return rc_pins_judge(&s->pins, s->asked[target].address, key,
	                     s->options->accept_new, rc_app_now(s->app),
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
keep_answer(struct sweep *s, const struct rc_result *r, struct rc_err *err)
{
	struct answer a = { .target = r->target,
		            .outcome = r->outcome,
		            .phase = r->phase,
		            .ms = r->ms,
		            .at = rc_app_now(s->app) };
	struct rc_facts *facts;

	if (r->outcome == RC_GOT_OK) {
		facts = rc_record_new(&rc_kind_facts, &s->said);
		if (facts == NULL)
			return rc_fail_nomem(err);
		if (!rc_probe_facts(r->lines, a.at, &s->said, facts, err))
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
	struct sweep *s = ctx;

	if (s->nanswers == 0)
		s->first_at = rc_sweep_now(s->engine);
	if (s->failed.code == RC_OK)
		(void)keep_answer(s, r, &s->failed);
}

/* --- writing it down ------------------------------------------------------ */

/* "Could not be read" never takes the place of what was once read. */
static bool
is_worse(const struct rc_field *field, const struct rc_facts *now,
         const struct rc_facts *before)
{
	return field->words == rc_answer_words &&
	       rc_field_get(field, now).i == RC_UNKNOWN &&
	       rc_field_get(field, before).type != RC_NULL;
}

static bool
write_facts(struct sweep *s, struct answer *a, struct rc_err *err)
{
	const struct rc_kind *kind = &rc_kind_facts;
	struct rc_change change = { .kind = kind,
		                    .id = s->asked[a->target].id,
		                    .source = RC_SOURCE_SSH,
		                    .at = a->at };
	struct rc_cell cells[RC_FACTS_MAX];
	struct rc_facts before;
	struct rc_written written;

	if (!rc_record_get(s->app, kind, change.id, &s->said, &before, err))
		return false;
	for (size_t i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value value = rc_field_get(field, a->facts);
		bool is_list = strcmp(field->name, "needs_root") == 0;

		/* What was not said keeps its last value; but that nothing
		 * needs root any more is news. */
		if ((value.type == RC_NULL && !is_list) ||
		    is_worse(field, a->facts, &before))
			continue;
		cells[change.ncells++] = (struct rc_cell){ field, value };
	}
	change.cells = cells;
	if (!rc_write(s->app, &change, &written, err))
		return false;
	a->changed = written.changed;
	return true;
}

/* Those that were never contacted leave no event. */
static bool
is_event(const struct answer *a)
{
	return a->outcome != RC_GOT_CANCELLED || a->phase != RC_PHASE_QUEUED;
}

static bool
write_answer(struct sweep *s, struct answer *a, struct rc_err *err)
{
	const struct rc_event event = {
		.at = a->at,
		.device = { s->asked[a->target].id, NULL },
		.outcome = rc_outcome_name(a->outcome),
		.phase = rc_phase_name(a->phase),
		.ms = a->ms,
		.detail = a->error,
	};

	if (a->pin != NULL && !rc_pin_write(s->app, a->pin, err))
		return false;
	if (a->facts != NULL && !write_facts(s, a, err))
		return false;
	return !is_event(a) || rc_event_add(s->app, &event, err);
}

static bool
write_batch(struct sweep *s, struct answer *answers, size_t n,
            struct rc_err *err)
{
	static const struct rc_act act = { .what = "poll" };
	size_t i = 0;

	while (i < n && !is_event(&answers[i]))
		i++;
	if (i == n)
		return true;
	if (!rc_batch_begin(s->app, &act, NULL, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!write_answer(s, &answers[i], err)) {
			rc_batch_abort(s->app);
			return false;
		}
	}
	return rc_batch_commit(s->app, err);
}

/* Is it this one record that cannot be written, and not the database? */
static bool
is_about_record(enum rc_code code)
{
	return code == RC_EINVALID || code == RC_ENOTFOUND ||
	       code == RC_ECONFLICT || code == RC_EREF;
}

static bool
write_answers(struct sweep *s, struct answer *answers, size_t n,
              struct rc_err *err)
{
	struct rc_err why = { 0 };

	if (write_batch(s, answers, n, &why))
		return true;
	for (size_t i = 0; i < n && is_about_record(why.code); i++) {
		struct rc_err one = { 0 };

		if (write_batch(s, &answers[i], 1, &one))
			continue;
		if (!is_about_record(one.code)) {
			why = one;
			break;
		}
		answers[i].facts = NULL;
		answers[i].changed = 0;
		answers[i].error = rc_arena_printf(
		        &s->said, _("not written down: %s"), one.text);
	}
	if (is_about_record(why.code))
		return true;
	*err = why;
	return false;
}

static void
count_answer(struct sweep *s, const struct answer *a)
{
	bool ok = a->outcome == RC_GOT_OK && a->facts != NULL;

	s->counts.done++;
	s->counts.ok += ok;
	s->counts.failed += !ok;
	s->counts.changed += a->changed > 0;
}

static bool
flush(struct sweep *s, struct rc_err *err)
{
	if (s->failed.code != RC_OK) {
		*err = s->failed;
		return false;
	}
	for (size_t at = 0; at < s->nanswers; at += BATCH_DEVICES) {
		size_t n = s->nanswers - at;

		if (n > BATCH_DEVICES)
			n = BATCH_DEVICES;
		if (!write_answers(s, &s->answers[at], n, err))
			return false;
		for (size_t i = at; i < at + n; i++) {
			count_answer(s, &s->answers[i]);
			tell(s, &s->asked[s->answers[i].target],
			     &s->answers[i]);
		}
	}
	s->nanswers = 0;
	rc_arena_clear(&s->said);
	return true;
}

/* --- the sweep ------------------------------------------------------------ */

static void
tick(struct sweep *s)
{
	s->counts.flying = rc_sweep_counts(s->engine).flying;
	if (s->options->tick != NULL)
		s->options->tick(s->options->ctx, &s->counts);
}

static bool
run(struct sweep *s, struct rc_err *err)
{
	rc_ms ticked_at = rc_sweep_now(s->engine);
	bool stopped = false, more = true;

	while (more) {
		rc_ms now;

		more = rc_sweep_turn(s->engine, TURN_MS);
		now = rc_sweep_now(s->engine);
		if (!more || s->failed.code != RC_OK ||
		    s->nanswers >= BATCH_DEVICES ||
		    (s->nanswers > 0 && now - s->first_at >= BATCH_MS)) {
			if (!flush(s, err))
				return false;
		}
		if (now - ticked_at >= TICK_MS || !more) {
			ticked_at = now;
			tick(s);
		}
		if (!stopped && s->options->go_on != NULL &&
		    !s->options->go_on(s->options->ctx)) {
			stopped = true;
			rc_sweep_cancel(s->engine, GRACE_MS);
		}
	}
	return true;
}

/* The login name and the home, of the system if the environment is silent. */
static bool
find_self(struct rc_arena *arena, const char **ret_user, const char **ret_home,
          struct rc_err *err)
{
	const char *home = getenv("HOME");
	struct passwd entry, *found = NULL;
	char room[4096];
	const char *user = NULL;

	if (getpwuid_r(geteuid(), &entry, room, sizeof(room), &found) == 0 &&
	    found != NULL) {
		user = rc_arena_text(arena, found->pw_name);
		if (home == NULL || home[0] == '\0')
			home = found->pw_dir;
	}
	if (user == NULL)
		user = rc_arena_text(arena, "root");
	home = rc_arena_text(arena, rc_text_or_empty(home));
	if (user == NULL || home == NULL)
		return rc_fail_nomem(err);
	*ret_user = user;
	*ret_home = home;
	return true;
}

static bool
sweep_run(struct sweep *s, struct rc_err *err)
{
	const struct rc_poll_options *o = s->options;
	const struct rc_engine_hooks hooks = { judge_key, take_result, s };
	const char *home = NULL, *files[3] = { NULL };
	struct rc_sweep_options options = {
		.engine = { .jobs = o->jobs,
		            .rate = o->rate,
		            .timeout_percent = o->timeout_percent },
		.ssh = { .key_file = o->key_file,
		         .agent = getenv("SSH_AUTH_SOCK"),
		         .fallbacks = files },
	};

	if (!find_self(&s->arena, &s->user, &home, err))
		return false;
	if (o->user != NULL && o->user[0] != '\0')
		s->user = o->user;
	files[0] = rc_arena_printf(&s->arena, "%s/.ssh/id_ed25519", home);
	files[1] = rc_arena_printf(&s->arena, "%s/.ssh/id_ecdsa", home);
	if (files[0] == NULL || files[1] == NULL)
		return rc_fail_nomem(err);
	if (!rc_pins_load(s->app, &s->arena, &s->pins, err) ||
	    !select_devices(s, err) ||
	    !rc_sweep_open(&options, s->targets, s->n, &hooks, &s->engine, err))
		return false;
	return run(s, err);
}

bool
rc_poll(struct rc_app *app, const struct rc_poll_options *options,
        struct rc_poll_counts *ret, struct rc_err *err)
{
	struct sweep s = { .app = app, .options = options };
	bool done;

	if (rc_app_read_only(app))
		return rc_fail(err, RC_EDENIED,
		               _("%s is open for reading only"),
		               rc_app_where(app));
	rc_arena_init(&s.arena);
	rc_arena_init(&s.said);
	rc_pins_init(&s.pins);
	done = sweep_run(&s, err);
	if (done)
		*ret = s.counts;
	rc_sweep_close(s.engine);
	rc_pins_fini(&s.pins);
	rc_free(s.answers);
	rc_free(s.asked);
	rc_free(s.targets);
	rc_arena_fini(&s.said);
	rc_arena_fini(&s.arena);
	return done;
}
