/* SPDX-License-Identifier: MIT */
/*
 * freeze - what is frozen comes back byte for byte whatever happens to the data
 * afterwards; duties and their periods; damage is found; nothing is taken back.
 */
#include "unit/app/figures_case.h"

#include <rollcall/app/freeze.h>

#include <sqlite3.h>

static struct rc_report_options
options_of(struct fixture *f, const char *period)
{
	struct rc_report_options o = { .period = { RC_DATE_NONE, RC_DATE_NONE },
		                       .cap = RC_VND_NONE };

	if (period != NULL)
		assert_true(
		        rc_period_parse(rc_str_of(period), &o.period, &f->err));
	return rc_report_settled(f->app, &o);
}

static struct rc_snapshot
freeze(struct fixture *f, const char *period, const char *duty,
       struct rc_str bytes)
{
	struct rc_report_options o = options_of(f, period);
	struct rc_freeze request = { .report = "quota",
		                     .options = &o,
		                     .format = "html",
		                     .language = "vi",
		                     .duty = duty,
		                     .bytes = bytes,
		                     .figures = "ab" };
	struct rc_snapshot s;

	assert_true(
	        fine(f, rc_freeze(f->app, &request, &f->arena, &s, &f->err)));
	return s;
}

/* The record as it stands in the database. */
static struct rc_snapshot
stored(struct fixture *f, const char *code)
{
	struct rc_snapshot s;

	assert_true(fine(f, rc_record_find(f->app, &rc_kind_snapshot, code,
	                                   &f->arena, &s, &f->err)));
	return s;
}

static void
assert_bytes(struct fixture *f, const char *code, struct rc_str want)
{
	struct rc_snapshot s = stored(f, code);
	struct rc_str got;

	assert_true(
	        fine(f, rc_frozen_bytes(f->app, &s, &f->arena, &got, &f->err)));
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.p, want.p, want.n);
}

static void
test_settled(void **state)
{
	struct fixture *f = *state;
	struct rc_report_options o;

	/* Today is 01/07/2026. */
	o = options_of(f, NULL);
	assert_int_equal(o.as_of, TODAY);
	assert_int_equal(rc_civil_of(o.period.from).month, 1);
	assert_int_equal(rc_civil_of(o.period.to).month, 12);
	o = options_of(f, "2026-06");
	assert_int_equal(o.as_of, TODAY - 1);
	o = options_of(f, "2026Q3");
	assert_int_equal(o.as_of, TODAY);
	o.as_of = TODAY + 5; /* never of a day to come */
	assert_int_equal(rc_report_settled(f->app, &o).as_of, TODAY);
}

static void
test_codes(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(freeze(f, "2026Q3", NULL, RC_STR("a")).code,
	                    "quota-2026Q3-1");
	assert_string_equal(freeze(f, "2026Q3", NULL, RC_STR("a")).code,
	                    "quota-2026Q3-2");
	assert_string_equal(freeze(f, "2026-06", NULL, RC_STR("a")).code,
	                    "quota-2026-06-1");
	assert_string_equal(freeze(f, "2026H1", NULL, RC_STR("a")).code,
	                    "quota-2026H1-1");
	assert_string_equal(freeze(f, NULL, NULL, RC_STR("a")).code,
	                    "quota-2026-1");
}

static void
test_record(void **state)
{
	struct fixture *f = *state;
	struct rc_report_options o = options_of(f, "2026Q3");
	struct rc_freeze request = { .report = "procurement",
		                     .options = &o,
		                     .format = "xlsx",
		                     .language = "en",
		                     .bytes = RC_STR("abc"),
		                     .figures = "cd" };
	struct rc_report_options again;
	struct rc_snapshot s;

	o.quota.basis = RC_BASIS_POST;
	o.quota.theta = 90;
	o.quota.exclude_unknown = true;
	o.quota.year = 2027;
	o.cap = 500000000;
	assert_true(
	        fine(f, rc_freeze(f->app, &request, &f->arena, &s, &f->err)));
	s = stored(f, "procurement-2026Q3-1");
	assert_int_equal(s.bytes, 3);
	/* sha256sum of "abc" */
	assert_string_equal(s.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a3"
	                              "96177a9cb410ff61f20015ad");
	assert_string_equal(s.who, "lan.nt");
	assert_int_equal(s.at, NOON);
	assert_int_equal(s.as_of, TODAY);
	assert_string_equal(s.parameters, "basis=post;year=2027;theta=90;"
	                                  "unknown=exclude;cap=500000000");
	assert_true(fine(f, rc_frozen_options(&s, &again, &f->err)));
	assert_int_equal(again.quota.basis, RC_BASIS_POST);
	assert_int_equal(again.quota.theta, 90);
	assert_int_equal(again.quota.year, 2027);
	assert_true(again.quota.exclude_unknown);
	assert_int_equal(again.cap, 500000000);
	assert_int_equal(again.as_of, TODAY);
	assert_int_equal(again.period.to, o.period.to);
	s.parameters = "basis=post;moon=full";
	assert_false(rc_frozen_options(&s, &again, &f->err));
	assert_int_equal(f->err.code, RC_ECORRUPT);
}

/* Bytes of every value and many lengths, kept while the data go on changing. */
static void
test_reproduces(void **state)
{
	struct fixture *f = *state;
	static const size_t lengths[] = { 1, 2, 255, 4095, 70000 };
	unsigned char *bytes[RC_COUNT(lengths)];
	char code[RC_COUNT(lengths)][64];
	uint64_t problems;
	uint32_t seed = 20261122;
	size_t i, k;

	add_communes(f);
	for (i = 0; i < RC_COUNT(lengths); i++) {
		struct rc_str s;

		bytes[i] = rc_arena_alloc(&f->arena, lengths[i], 1);
		for (k = 0; k < lengths[i]; k++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i][k] = (unsigned char)(seed >> 24);
		}
		s = (struct rc_str){ (char *)bytes[i], lengths[i] };
		snprintf(code[i], sizeof(code[i]), "%s",
		         freeze(f, "2026Q2", NULL, s).code);
		set(f, &rc_kind_device, 1,
		    i % 2 == 0 ? "status=repair" : "status=in_use");
		f->now += 1000;
	}
	for (i = 0; i < RC_COUNT(lengths); i++)
		assert_bytes(f, code[i],
		             (struct rc_str){ (char *)bytes[i], lengths[i] });
	assert_true(fine(f, rc_check(f->app, NULL, NULL, &problems, &f->err)));
	assert_int_equal(problems, 0);
}

static void
test_limits(void **state)
{
	struct fixture *f = *state;
	struct rc_report_options o = options_of(f, NULL);
	struct rc_freeze request = { .report = "quota", .options = &o };
	struct rc_snapshot s;
	uint64_t n;

	assert_false(rc_freeze(f->app, &request, &f->arena, &s, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	request.bytes.n = (size_t)8 << 20;
	request.bytes.p = rc_arena_alloc(&f->arena, request.bytes.n, 1);
	assert_false(rc_freeze(f->app, &request, &f->arena, &s, &f->err));
	assert_int_equal(f->err.code, RC_ENOSPACE);
	/* Nothing of it is there. */
	assert_true(
	        fine(f, rc_records_count(
	                        f->app,
	                        &(struct rc_view){
	                                .kind = &rc_kind_snapshot,
	                                .filter =
	                                        &(struct rc_term){
	                                                .type = RC_TERM_AND } },
	                        &n, &f->err)));
	assert_int_equal(n, 0);
}

/* --- duties --------------------------------------------------------------- */

static void
add_duties(struct fixture *f)
{
	add(f, &rc_kind_duty,
	    "code=M|title=t|from_role=a|to_role=b|cycle=month|due_day=25|"
	    "strict=yes");
	add(f, &rc_kind_duty,
	    "code=Y|title=t|from_role=a|to_role=b|cycle=year|due_month=11|"
	    "due_day=20|strict=yes");
}

static bool
period_of(struct fixture *f, const char *duty, const char *period,
          struct rc_period *ret)
{
	struct rc_report_options o = { .period = { RC_DATE_NONE, RC_DATE_NONE },
		                       .cap = RC_VND_NONE };

	if (period != NULL)
		assert_true(
		        rc_period_parse(rc_str_of(period), &o.period, &f->err));
	return rc_freeze_period(f->app, duty, &o, ret, &f->err);
}

static void
test_periods(void **state)
{
	struct fixture *f = *state;
	struct rc_period p;

	add_duties(f);
	/* None given: the cycle that holds today. */
	assert_true(fine(f, period_of(f, "M", NULL, &p)));
	assert_int_equal(p.from, TODAY);
	assert_int_equal(p.to, TODAY + 30);
	assert_true(fine(f, period_of(f, "M", "2026-05", &p)));
	assert_int_equal(rc_civil_of(p.from).month, 5);
	/* A year is no month; a month of the year that the due day is not in
	 * does not do for the year, the one it is in does. */
	assert_false(period_of(f, "M", "2026", &p));
	assert_int_equal(f->err.code, RC_EUSAGE);
	assert_false(period_of(f, "Y", "2026-10", &p));
	assert_true(fine(f, period_of(f, "Y", "2026-11", &p)));
	assert_true(fine(f, period_of(f, "Y", "2026", &p)));
	assert_false(period_of(f, "none", NULL, &p));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

static const struct rc_due *
due_on(struct fixture *f, const char *code, rc_date due)
{
	struct rc_due *dues;
	size_t n, i;

	assert_true(fine(f, rc_calendar(f->app, due, due, &f->arena, &dues, &n,
	                                &f->err)));
	for (i = 0; i < n; i++)
		if (strcmp(dues[i].code, code) == 0)
			return &dues[i];
	fail_msg("%s is not due then", code);
	return NULL;
}

static void
test_done(void **state)
{
	struct fixture *f = *state;
	rc_date june = TODAY - 6; /* 25/06 */
	rc_date july = june + 30;

	add_duties(f);
	assert_int_equal(due_on(f, "M", june)->state, RC_DUE_LATE);
	assert_int_equal(due_on(f, "M", july)->state, RC_DUE_OPEN);
	freeze(f, "2026-07", "M", RC_STR("x"));
	freeze(f, "2026-06", "M", RC_STR("y"));
	assert_int_equal(due_on(f, "M", june)->state, RC_DUE_DONE_LATE);
	assert_string_equal(due_on(f, "M", june)->report, "quota-2026-06-1");
	assert_int_equal(due_on(f, "M", july)->state, RC_DUE_DONE);
	assert_int_equal(due_on(f, "M", july)->frozen_at, NOON);
	assert_int_equal(due_on(f, "M", july + 31)->state, RC_DUE_OPEN);
	/* Of another duty nothing is done by it. */
	assert_int_equal(due_on(f, "Y", TODAY + 142)->state, RC_DUE_OPEN);
}

/* --- it stays ------------------------------------------------------------- */

static void
test_no_undo(void **state)
{
	struct fixture *f = *state;
	struct rc_undo undone;

	freeze(f, "2026Q3", NULL, RC_STR("abc"));
	assert_false(rc_undo(f->app, 0, &f->arena, &undone, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_bytes(f, "quota-2026Q3-1", RC_STR("abc"));
}

static void
run_sql(struct fixture *f, const char *text)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void
test_damage(void **state)
{
	struct fixture *f = *state;
	struct rc_snapshot s = freeze(f, "2026Q3", NULL, RC_STR("abc"));
	struct rc_str got = { NULL, 0 };
	uint64_t problems;

	run_sql(f, "UPDATE snapshot_body SET body = CAST('abd' AS BLOB)");
	assert_false(rc_frozen_bytes(f->app, &s, &f->arena, &got, &f->err));
	assert_int_equal(f->err.code, RC_ECORRUPT);
	assert_null(got.p);
	assert_true(fine(f, rc_check(f->app, NULL, NULL, &problems, &f->err)));
	assert_int_equal(problems, 1);
	run_sql(f, "DELETE FROM snapshot_body");
	assert_false(rc_frozen_bytes(f->app, &s, &f->arena, &got, &f->err));
	assert_int_equal(f->err.code, RC_ECORRUPT);
	assert_true(fine(f, rc_check(f->app, NULL, NULL, &problems, &f->err)));
	assert_int_equal(problems, 1);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_settled), TEST(test_codes),      TEST(test_record),
		TEST(test_limits),  TEST(test_reproduces), TEST(test_periods),
		TEST(test_done),    TEST(test_no_undo),    TEST(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
