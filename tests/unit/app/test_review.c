/* SPDX-License-Identifier: MIT */
/* Reviews that a person accepts; drift of counts and of all devices. */
#include "unit/app/fixture.h"

#include <rollcall/app/history.h>
#include <rollcall/app/review.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/review.h>

struct seen {
	char text[1000];
	size_t n;
};

static bool
take_review(void *ctx, const struct rc_review *r, struct rc_err *err)
{
	struct seen *s = ctx;

	(void)err;
	s->n += (size_t)snprintf(s->text + s->n, sizeof(s->text) - s->n,
	                         "%s=%s;", r->key, rc_text_or_empty(r->value));
	return true;
}

static const char *
reviews(struct fixture *f, struct seen *s)
{
	*s = (struct seen){ .n = 0 };
	assert_true(fine(f, rc_review_each(f->app, take_review, s, &f->err)));
	return s->text;
}

static rc_id
add_device(struct fixture *f, const char *tag, const char *more)
{
	char pairs[400];

	snprintf(pairs, sizeof(pairs),
	         "asset_tag=%s|category=desktop|status=in_use|agency=25363|"
	         "connectivity=networked|%s",
	         tag, more);
	return add(f, &rc_kind_device, pairs);
}

static void
poll_event(struct fixture *f, rc_id device, const char *outcome, rc_ms at)
{
	const struct rc_event e = { .at = at,
		                    .device = { device, NULL },
		                    .outcome = outcome,
		                    .phase = "closing" };

	begin(f, "poll");
	assert_true(fine(f, rc_event_add(f->app, &e, &f->err)));
	commit(f);
}

static void
test_accept(void **state)
{
	struct fixture *f = *state;
	struct rc_reviewed *rows;
	struct seen s;
	rc_id one, two;
	size_t n;

	add_few(f);
	one = add_device(f, "D1", "name=a");
	two = add_device(f, "D2", "name=b");
	set(f, &rc_kind_facts, one,
	    "uuid=11111111-2222-4333-8444-5555555555a1");
	set(f, &rc_kind_facts, two,
	    "uuid=11111111-2222-4333-8444-5555555555a1");
	poll_event(f, two, "ok", NOON);
	poll_event(f, two, "other_machine", NOON + 60000);
	assert_string_equal(reviews(f, &s),
	                    "other:D2=2026-07-01T12:00:00+07:00;uuid:D1:D2="
	                    "11111111-2222-4333-8444-5555555555a1;");
	assert_false(rc_review_accept(f->app, "uuid:D1:D2", " ", &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_false(rc_review_accept(f->app, "uuid:D1:D3", "x", &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_true(fine(f, rc_review_accept(f->app, "uuid:D1:D2",
	                                     "máy ảo, nhân bản có chủ ý",
	                                     &f->err)));
	assert_string_equal(reviews(f, &s),
	                    "other:D2=2026-07-01T12:00:00+07:00;");
	assert_false(rc_review_accept(f->app, "uuid:D1:D2", "twice", &f->err));
	rows = all(f, &rc_kind_reviewed, "", &n);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].code, "uuid:D1:D2");
	assert_string_equal(rows[0].who, "lan.nt");
	assert_string_equal(rows[0].reason, "máy ảo, nhân bản có chủ ý");
	assert_int_equal(count(f, &rc_kind_audit, "kind=reviews action=add"),
	                 1);

	/* Another value asks anew, and can be accepted in its turn. */
	set(f, &rc_kind_facts, one,
	    "uuid=11111111-2222-4333-8444-5555555555b2");
	assert_string_equal(reviews(f, &s),
	                    "other:D2=2026-07-01T12:00:00+07:00;");
	set(f, &rc_kind_facts, two,
	    "uuid=11111111-2222-4333-8444-5555555555b2");
	assert_string_equal(reviews(f, &s),
	                    "other:D2=2026-07-01T12:00:00+07:00;uuid:D1:D2="
	                    "11111111-2222-4333-8444-5555555555b2;");
	assert_true(fine(f, rc_review_accept(f->app, "uuid:D1:D2", "still so",
	                                     &f->err)));
	assert_int_equal(count(f, &rc_kind_reviewed, ""), 1);
	assert_string_equal(reviews(f, &s),
	                    "other:D2=2026-07-01T12:00:00+07:00;");
}

/* The other machine is accepted until the right one was there again. */
static void
test_accept_other(void **state)
{
	struct fixture *f = *state;
	struct seen s;
	rc_id id;

	add_few(f);
	id = add_device(f, "D1", "name=a");
	poll_event(f, id, "other_machine", NOON);
	assert_string_equal(reviews(f, &s), "other:D1=;");
	assert_true(fine(
	        f, rc_review_accept(f->app, "other:D1", "on loan", &f->err)));
	assert_string_equal(reviews(f, &s), "");
	poll_event(f, id, "other_machine", NOON + 1000);
	assert_string_equal(reviews(f, &s), "");
	poll_event(f, id, "ok", NOON + 2000);
	poll_event(f, id, "other_machine", NOON + 3000);
	assert_string_equal(reviews(f, &s),
	                    "other:D1=2026-07-01T12:00:02+07:00;");
}

static void
test_accept_undone(void **state)
{
	struct fixture *f = *state;
	struct rc_batch *batches;
	struct rc_undo undone;
	struct seen s;
	size_t n;
	rc_id id;

	add_few(f);
	id = add_device(f, "D1", "name=a");
	poll_event(f, id, "other_machine", NOON);
	assert_true(fine(
	        f, rc_review_accept(f->app, "other:D1", "on loan", &f->err)));
	batches = all(f, &rc_kind_batch, "sort=-at", &n);
	for (size_t i = 0; i < n; i++)
		if (strstr(batches[i].what, "accept review other:D1") != NULL)
			id = batches[i].head.id;
	assert_true(fine(f, rc_undo(f->app, id, &f->arena, &undone, &f->err)));
	assert_string_equal(reviews(f, &s), "other:D1=;");
	assert_int_equal(count(f, &rc_kind_reviewed, ""), 0);
	assert_int_equal(problems(f), 0);
}

/* --- drift ---------------------------------------------------------------- */

static bool
take_drift(void *ctx, const char *tag, const struct rc_drift *drift, size_t n,
           struct rc_err *err)
{
	struct seen *s = ctx;

	(void)err;
	for (size_t i = 0; i < n; i++)
		s->n += (size_t)snprintf(
		        s->text + s->n, sizeof(s->text) - s->n,
		        "%s %s %s/%s/%s %d;", tag, drift[i].field->name,
		        rc_text_or_empty(drift[i].recorded),
		        rc_text_or_empty(drift[i].observed),
		        rc_text_or_empty(drift[i].counted),
		        drift[i].counted_on == RC_DATE_NONE
		                ? 0
		                : (int)(drift[i].counted_on - TODAY));
	return true;
}

static const char *
drifts(struct fixture *f, const char *text, struct seen *s)
{
	struct rc_view v = view(f, &rc_kind_device, text);

	*s = (struct seen){ .n = 0 };
	assert_true(fine(f, rc_drift_each(f->app, &v, take_drift, s, &f->err)));
	return s->text;
}

static void
test_drift_of_counts(void **state)
{
	struct fixture *f = *state;
	struct rc_drift *drift;
	struct seen s;
	size_t n;
	rc_id id;

	add_few(f);
	(void)add(f, &rc_kind_agency, "code=A2|name=Hai|tier=commune");
	id = add_device(f, "D1", "serial=S1|place=Phòng 102");
	set(f, &rc_kind_facts, id, "serial=S1");
	assert_string_equal(drifts(f, "", &s), "");
	/* Found as recorded: no drift; the tag alone decides. */
	(void)add(f, &rc_kind_count,
	          "asset_tag=D1|counted_on=2026-06-29|agency=25363|"
	          "status=in_use|place=phòng  102|serial=s1");
	(void)add(f, &rc_kind_count,
	          "asset_tag=UNKNOWN|counted_on=2026-06-29|status=in_use");
	assert_string_equal(drifts(f, "", &s), "");
	(void)add_device(f, "D2", "serial=S2|place=Phòng 1");
	(void)add(f, &rc_kind_count,
	          "asset_tag=D2|counted_on=2026-06-30|agency=A2|status=lost|"
	          "place=Phòng 9|serial=S9");
	assert_string_equal(drifts(f, "", &s),
	                    "D2 serial S2//S9 -1;D2 agency 25363//A2 -1;"
	                    "D2 place Phòng 1//Phòng 9 -1;"
	                    "D2 status in_use//lost -1;");
	assert_string_equal(drifts(f, "asset_tag=D1", &s), "");
	/* Observed and counted differ, the record says nothing. */
	id = add_device(f, "D3", "name=c");
	set(f, &rc_kind_facts, id, "serial=S3");
	(void)add(f, &rc_kind_count,
	          "asset_tag=D3|counted_on=2026-07-01|serial=S4");
	assert_string_equal(drifts(f, "agency.tier=commune name=c", &s),
	                    "D3 serial /S3/S4 0;");
	assert_true(fine(
	        f, rc_drift_find(f->app, id, &f->arena, &drift, &n, &f->err)));
	assert_int_equal(n, 1);
	assert_string_equal(drift[0].counted, "S4");
	assert_int_equal(drift[0].counted_on, TODAY);
	assert_int_equal(drift[0].at, NOON);
}

/* Gone by the record, but it answers. */
static void
test_drift_of_status(void **state)
{
	const rc_ms day = (rc_ms)24 * 3600 * 1000;
	struct fixture *f = *state;
	struct seen s;
	rc_id id;

	add_few(f);
	id = add_device(f, "D1", "name=a");
	poll_event(f, id, "ok", NOON);
	assert_string_equal(drifts(f, "", &s), "");
	set(f, &rc_kind_device, id, "status=lost");
	assert_string_equal(drifts(f, "", &s), "D1 status lost/in_use/ 0;");
	f->now = NOON + 30 * day - 1;
	assert_string_equal(drifts(f, "", &s), "D1 status lost/in_use/ 0;");
	f->now = NOON + 30 * day;
	assert_string_equal(drifts(f, "", &s), "");
	f->now = NOON;
	set(f, &rc_kind_device, id, "status=repair");
	assert_string_equal(drifts(f, "", &s), "");
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_accept),          T(test_accept_other),
		T(test_accept_undone),   T(test_drift_of_counts),
		T(test_drift_of_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
