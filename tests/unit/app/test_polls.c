/* SPDX-License-Identifier: MIT */
/*
 * Polling without a device that answers: who is asked, what is told, counted
 * and written. Devices that do answer are in tests/ssh.
 */
#include "unit/app/poll_case.h"

#include <rollcall/model/log.h>

struct told {
	struct fixture *f;
	char lines[16][200]; /* "tag outcome phase changed" */
	char errors[16][200];
	size_t n;
	unsigned ticks, turns;
	unsigned stop_after; /* turns; 0 = never */
	rc_id remove;        /* a device to delete while it is asked */
	struct rc_poll_counts last;
};

static void
take_line(void *ctx, const struct rc_poll_line *line)
{
	struct told *t = ctx;

	assert_true(t->n < RC_COUNT(t->lines));
	snprintf(t->errors[t->n], sizeof(t->errors[0]), "%s",
	         rc_text_or_empty(line->error));
	snprintf(t->lines[t->n++], sizeof(t->lines[0]), "%s %s %s %zu",
	         line->device, line->outcome, line->phase, line->changed);
}

static void
take_tick(void *ctx, const struct rc_poll_counts *counts)
{
	struct told *t = ctx;

	t->ticks++;
	t->last = *counts;
}

static bool
go_on(void *ctx)
{
	struct told *t = ctx;

	if (t->remove != 0) {
		begin(t->f, "remove");
		assert_true(fine(t->f, rc_remove(t->f->app, &rc_kind_device,
		                                 t->remove, &t->f->err)));
		commit(t->f);
		t->remove = 0;
	}
	return t->stop_after == 0 || ++t->turns < t->stop_after;
}

static struct rc_poll_counts
poll_all(struct fixture *f, struct told *t, const struct rc_view *view)
{
	const struct rc_poll_options options = { .view = view,
		                                 .timeout_percent = 10,
		                                 .user = "nobody",
		                                 .line = take_line,
		                                 .tick = take_tick,
		                                 .go_on = go_on,
		                                 .ctx = t };
	struct rc_poll_counts counts = { 0 };

	t->f = f;
	assert_true(fine(f, rc_poll(f->app, &options, &counts, &f->err)));
	return counts;
}

static void
test_who_is_asked(void **state)
{
	struct fixture *f = *state;
	struct told t = { 0 };
	struct rc_poll_counts c;
	struct rc_device d;
	struct rc_event *events;
	size_t n;
	int fd, port = mute_port(&fd);
	rc_id dead, isolated;

	close(fd);
	add_few(f); /* TS-1 has no host */
	dead = add_device(f, "DEAD", "networked", port);
	isolated = add_device(f, "ISO", "isolated", port);
	c = poll_all(f, &t, NULL);
	assert_int_equal(c.all, 2);
	assert_int_equal(c.done, 2);
	assert_int_equal(c.ok, 0);
	assert_int_equal(c.failed, 1);
	assert_int_equal(c.skipped, 1);
	assert_int_equal(t.n, 2);
	assert_string_equal(t.lines[0], "ISO isolated queued 0");
	assert_string_equal(t.lines[1], "DEAD refused connecting 0");
	assert_string_equal(t.errors[1], "Connection refused");
	assert_true(t.ticks >= 1);
	assert_int_equal(t.last.done, 2);

	events = all(f, &rc_kind_event, "", &n);
	assert_int_equal(n, 1);
	assert_int_equal(events[0].device.id, dead);
	assert_string_equal(events[0].outcome, "refused");
	assert_string_equal(events[0].phase, "connecting");
	assert_int_equal(events[0].at, NOON);
	d = device(f, dead);
	assert_string_equal(d.last_outcome, "refused");
	assert_int_equal(d.last_polled, NOON);
	assert_int_equal(d.last_seen, RC_MS_NONE);
	d = device(f, isolated);
	assert_null(d.last_outcome);
	assert_int_equal(d.last_polled, RC_MS_NONE);
	assert_int_equal(problems(f), 0);
}

static void
test_a_view(void **state)
{
	struct fixture *f = *state;
	struct told t = { 0 };
	struct rc_poll_counts c;
	struct rc_view v;
	int fd, port = mute_port(&fd);

	close(fd);
	add_few(f);
	add_device(f, "A-1", "networked", port);
	add_device(f, "B-1", "networked", port);
	v = view(f, &rc_kind_device, "asset_tag=B-1");
	c = poll_all(f, &t, &v);
	assert_int_equal(c.all, 1);
	assert_string_equal(t.lines[0], "B-1 refused connecting 0");
	v = view(f, &rc_kind_device, "asset_tag=TS-1");
	c = poll_all(f, &t, &v);
	assert_int_equal(c.all, 0); /* it has no host */
	assert_int_equal(t.n, 1);
}

/* Stopped while it waits for a mute device: over soon, and told. */
static void
test_stopped(void **state)
{
	struct fixture *f = *state;
	struct told t = { .stop_after = 1 };
	struct rc_poll_options options = {
		.user = "nobody", .line = take_line, .go_on = go_on, .ctx = &t
	};
	struct rc_poll_counts c = { 0 };
	int fd, port = mute_port(&fd);

	add_few(f);
	add_device(f, "MUTE", "networked", port);
	assert_true(fine(f, rc_poll(f->app, &options, &c, &f->err)));
	assert_int_equal(c.failed, 1);
	assert_string_equal(t.lines[0], "MUTE cancelled greeting 0");
	assert_int_equal(count(f, &rc_kind_event, "outcome=cancelled"), 1);
	close(fd);
}

/* Deleted while others are asked: it alone is not written down. */
static void
test_deleted_meanwhile(void **state)
{
	struct fixture *f = *state;
	struct told t = { 0 };
	struct rc_poll_counts c;
	int fd, dead_fd, port = mute_port(&fd), dead = mute_port(&dead_fd);

	close(dead_fd);
	add_few(f);
	t.remove = add_device(f, "GONE", "networked", dead);
	add_device(f, "HERE", "networked", dead);
	add_device(f, "MUTE", "networked", port);
	c = poll_all(f, &t, NULL);
	assert_int_equal(c.failed, 3);
	assert_int_equal(t.n, 3);
	assert_string_equal(t.lines[0], "GONE refused connecting 0");
	assert_true(rc_str_starts(rc_str_of(t.errors[0]), "not written down"));
	assert_string_equal(t.lines[1], "HERE refused connecting 0");
	assert_string_equal(t.errors[1], "Connection refused");
	assert_string_equal(t.lines[2], "MUTE timeout greeting 0");
	assert_int_equal(count(f, &rc_kind_event, ""), 2);
	assert_int_equal(problems(f), 0);
	close(fd);
}

static void
test_bad_key_file(void **state)
{
	struct fixture *f = *state;
	struct rc_poll_options options = { .key_file = f->path };
	struct rc_poll_counts c = { 0 };

	add_few(f);
	f->err = (struct rc_err){ 0 };
	assert_false(rc_poll(f->app, &options, &c, &f->err));
	options.key_file = "/no/such/key";
	assert_false(rc_poll(f->app, &options, &c, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

int
main(void)
{
#define CASE(f) \
	cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		CASE(test_who_is_asked), CASE(test_a_view),
		CASE(test_stopped),      CASE(test_deleted_meanwhile),
		CASE(test_bad_key_file),
	};

	unsetenv("SSH_AUTH_SOCK");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
