/* SPDX-License-Identifier: MIT */
/*
 * Watching without a device that answers: when each is due, one watcher alone,
 * what is read again, what becomes too old. The rest is in tests/ssh/watch.sh.
 */
#include "unit/app/poll_case.h"

#include <rollcall/model/log.h>

#include "app/poll_due.h"
#include "app/poll_lease.h"

#define HOUR (60 * 60 * 1000)
#define DAY  (24 * (rc_ms)HOUR)

struct told {
	struct fixture *f;
	char lines[16][200]; /* "tag outcome" */
	size_t n;
	size_t enough;    /* lines */
	unsigned turns;   /* left; then it ends anyhow */
	bool reload;      /* once */
	size_t reload_at; /* lines */
	const char *add;  /* a device to add before that */
	int port;
};

static void
take_line(void *ctx, const struct rc_poll_line *line)
{
	struct told *t = ctx;

	assert_true(t->n < RC_COUNT(t->lines));
	snprintf(t->lines[t->n++], sizeof(t->lines[0]), "%s %s", line->device,
	         line->outcome);
}

static bool
go_on(void *ctx)
{
	struct told *t = ctx;

	return t->n < t->enough && t->turns-- > 0;
}

static bool
reload(void *ctx, struct rc_poll_options *poll, struct rc_watch_options *watch)
{
	struct told *t = ctx;

	(void)poll;
	(void)watch;
	if (!t->reload || t->n < t->reload_at)
		return false;
	t->reload = false;
	if (t->add != NULL)
		add_device(t->f, t->add, "networked", t->port);
	return true;
}

static struct rc_poll_counts
watch(struct fixture *f, struct told *t, unsigned keep_days)
{
	const struct rc_poll_options poll = { .timeout_percent = 10,
		                              .user = "nobody",
		                              .line = take_line,
		                              .go_on = go_on,
		                              .ctx = t };
	const struct rc_watch_options how = { .every_ms = 500,
		                              .keep_days = keep_days,
		                              .reload = reload };
	struct rc_poll_counts counts = { 0 };

	t->f = f;
	assert_true(
	        fine(f, rc_poll_watch(f->app, &poll, &how, &counts, &f->err)));
	return counts;
}

/* The lock's file stays when a watcher ends. */
static int
lease_teardown(void **state)
{
	struct fixture *f = *state;
	char path[128];

	snprintf(path, sizeof(path), "%s.poll", f->path);
	unlink(path);
	return fixture_teardown(state);
}

static void
test_pauses(void **state)
{
	static const struct {
		rc_ms every;
		unsigned fails;
		rc_ms want;
	} cases[] = {
		{ DAY, 0, DAY },
		{ DAY, 1, HOUR },
		{ DAY, 2, 2 * HOUR },
		{ DAY, 6, 32 * HOUR },
		{ DAY, 8, 128 * (rc_ms)HOUR },
		{ DAY, 9, 7 * DAY },
		{ DAY, 20, 7 * DAY },
		{ 60000, 0, 60000 },
		{ 60000, 1, 10000 },
		{ 60000, 2, 20000 },
		{ 60000, 6, 320000 },
		{ 60000, 7, 420000 },
		{ 1000, 1, 7000 },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_poll_pause(cases[i].every, cases[i].fails),
		                 cases[i].want);
	assert_int_equal(rc_poll_jitter(1000, 0), 900);
	assert_int_equal(rc_poll_jitter(1000, 200), 1100);
	assert_int_equal(rc_poll_jitter(1000, 201), 900);
	assert_int_equal(rc_poll_jitter(0, 7), 0);
}

/* A failure is tried again after ten seconds, not at once; who is isolated or
 * has no host is left alone; a device that is added is found. */
static void
test_goes_on(void **state)
{
	struct fixture *f = *state;
	struct told t = { .enough = 3,
		          .turns = 100,
		          .reload = true,
		          .reload_at = 2,
		          .add = "NEW" };
	struct rc_poll_counts c;
	int fd;

	t.port = mute_port(&fd);
	close(fd);
	add_few(f); /* TS-1 has no host */
	add_device(f, "DEAD", "networked", t.port);
	add_device(f, "ISO", "isolated", t.port);
	c = watch(f, &t, 0);
	assert_int_equal(t.n, 3);
	assert_string_equal(t.lines[0], "ISO isolated");
	assert_string_equal(t.lines[1], "DEAD refused");
	assert_string_equal(t.lines[2], "NEW refused");
	assert_int_equal(c.all, 2);
	assert_int_equal(c.done, 2);
	assert_int_equal(c.failed, 2);
	assert_int_equal(c.skipped, 1);
	assert_int_equal(count(f, &rc_kind_event, "outcome=refused"), 2);
	assert_int_equal(problems(f), 0);
}

/* Nobody to ask: it waits, and stops when told. */
static void
test_nobody(void **state)
{
	struct fixture *f = *state;
	struct told t = { .enough = 1, .turns = 2 };
	struct rc_poll_counts c = watch(f, &t, 0);

	assert_int_equal(c.all, 0);
	assert_int_equal(t.n, 0);
}

static void
test_one_alone(void **state)
{
	struct fixture *f = *state;
	const struct rc_poll_options poll = { .user = "nobody" };
	const struct rc_watch_options how = { .every_ms = 0 };
	struct rc_poll_counts c = { 0 };
	char text[32];
	int fd = -1, second = -1;

	assert_true(fine(f, rc_lease_take(f->path, &fd, &f->err)));
	assert_false(rc_lease_take(f->path, &second, &f->err));
	assert_int_equal(f->err.code, RC_EBUSY);
	snprintf(text, sizeof(text), "process %ld ", (long)getpid());
	assert_non_null(strstr(f->err.text, text));
	f->err = (struct rc_err){ 0 };
	assert_false(rc_poll_watch(f->app, &poll, &how, &c, &f->err));
	assert_int_equal(f->err.code, RC_EBUSY);
	f->err = (struct rc_err){ 0 };
	rc_lease_drop(fd);
	assert_true(fine(f, rc_lease_take(f->path, &fd, &f->err)));
	rc_lease_drop(fd);
	rc_lease_drop(-1);
	f->err = (struct rc_err){ 0 };
	assert_false(rc_lease_take("/no/such/db", &fd, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

/* Five days are kept: of events 9, 6, 5 and 0 days old the first two go. */
static void
test_old_events_end(void **state)
{
	static const int days[] = { 9, 6, 5, 0 };
	struct fixture *f = *state;
	struct told t = { .enough = 1, .turns = 2 };
	struct rc_event e = { .outcome = "ok", .phase = "closing", .ms = 1 };

	e.device.id = add_few(f).device;
	begin(f, "poll");
	for (size_t i = 0; i < RC_COUNT(days); i++) {
		e.at = NOON - days[i] * DAY;
		assert_true(fine(f, rc_event_add(f->app, &e, &f->err)));
	}
	commit(f);
	(void)watch(f, &t, 0);
	assert_int_equal(count(f, &rc_kind_event, ""), 4);
	t.turns = 2;
	(void)watch(f, &t, 5);
	assert_int_equal(count(f, &rc_kind_event, ""), 2);
	assert_int_equal(device(f, e.device.id).last_polled, NOON);
	t.turns = 2;
	(void)watch(f, &t, 30); /* the mark does not move back */
	assert_int_equal(count(f, &rc_kind_event, ""), 2);
	assert_int_equal(problems(f), 0);
}

int
main(void)
{
#define CASE(f) \
	cmocka_unit_test_setup_teardown(f, fixture_setup, lease_teardown)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pauses),
		CASE(test_goes_on),
		CASE(test_nobody),
		CASE(test_one_alone),
		CASE(test_old_events_end),
	};

	unsetenv("SSH_AUTH_SOCK");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
