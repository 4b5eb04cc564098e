/* SPDX-License-Identifier: MIT */
/*
 * test_units - figures from kept counts are those of a full judgement, whatever
 * was written in between: writes of every kind at random, over the made-up
 * province (RC_SEED=n runs another row of them; the seed is printed).
 */
#include "app/units.h"

#include <stdio.h>

#include "unit/app/chaos.h"

#include <rollcall/app/figures.h>
#include <rollcall/app/live.h>

#include "app/app_impl.h"
#include "rule/counts.h"
#include "rule/quota.h"
#include "store/expire.h"
#include "store/sheet.h"
#include "store/store_impl.h"
#include "store/units.h"

#define ROUNDS 60

/* The counts of every agency, one to a line. */
static const char *
text_of(struct fixture *f, const struct rc_estate *e)
{
	struct rc_buf b;
	const char *text;
	size_t i;

	rc_buf_init(&b, 1u << 20);
	for (i = 0; i < e->nunits; i++) {
		rc_buf_printf(&b, "%s %s ", e->units[i].agency->code,
		              e->units[i].name);
		rc_unit_put(&e->units[i], &b);
		rc_buf_putc(&b, '\n');
	}
	assert_true(rc_buf_done(&b, &f->err));
	text = rc_arena_text(&f->arena, b.p);
	rc_buf_fini(&b);
	return text;
}

static const char *
in_full(struct fixture *f)
{
	struct rc_figures figures;
	const char *text;

	assert_true(fine(f, rc_figures_load(f->app, rc_app_as_of(f->app),
	                                    &f->arena, &figures, &f->err)));
	text = text_of(f, &figures.estate);
	rc_figures_fini(&figures);
	return text;
}

static const char *
from_kept(struct fixture *f)
{
	struct rc_figures figures;
	const char *text;

	assert_true(
	        fine(f, rc_figures_load_units(f->app, rc_app_as_of(f->app),
	                                      &f->arena, &figures, &f->err)));
	text = text_of(f, &figures.estate);
	rc_figures_fini(&figures);
	return text;
}

static void
check_kept(struct fixture *f)
{
	assert_string_equal(from_kept(f), in_full(f));
}

/* How many agencies moved since what is kept: -1 = all. */
static int
moved(struct fixture *f)
{
	struct rc_units_stamp stamp;
	struct rc_moved m;
	bool there;

	assert_true(rc_units_stamp(f->app->store, &stamp, &there, &f->err));
	if (!there || stamp.day != rc_app_today(f->app))
		return -1;
	assert_true(
	        rc_units_moved(f->app->store, &stamp, &f->arena, &m, &f->err));
	return m.all ? -1 : (int)m.n;
}

static void
fill(struct fixture *f)
{
	const struct rc_demo_options options = { .seed = 3, .port = 2222 };

	assert_true(fine(f, rc_demo_fill(f->app, &options, &f->err)));
}

/* The rows of the quota and all its agencies. */
static const char *
text_of_quota(struct fixture *f, const struct rc_quota *q)
{
	const char *text;
	struct rc_buf b;
	size_t i;

	rc_buf_init(&b, 1u << 20);
	for (i = 0; i < q->nrows; i++)
		rc_buf_printf(&b, "%s %d: %lld %lld %lld %lld\n",
		              q->rows[i].indicator, (int)q->rows[i].tier,
		              (long long)q->rows[i].roster,
		              (long long)q->rows[i].equipped,
		              (long long)q->rows[i].conforming,
		              (long long)q->rows[i].unknown);
	for (i = 0; i < q->nagencies; i++)
		rc_buf_printf(&b, "%s %s %lld %d\n", q->agencies[i].code,
		              q->agencies[i].name,
		              (long long)q->agencies[i].conforming,
		              q->agencies[i].conforms);
	assert_true(rc_buf_done(&b, &f->err));
	text = rc_arena_text(&f->arena, b.p);
	rc_buf_fini(&b);
	return text;
}

/* The figures of a tier are the sums over its agencies. */
static void
check_sums(const struct rc_quota *q)
{
	size_t i, k;

	for (i = 0; i < q->nrows; i++) {
		const struct rc_quota_row *row = &q->rows[i];
		int64_t roster = 0, without = 0, equipped = 0, conforming = 0;

		if (rc_indicator_sort(row->indicator) != RC_INDICATOR_EQUIPMENT)
			continue;
		for (k = 0; k < q->nagencies; k++) {
			const struct rc_quota_agency *a = &q->agencies[k];

			if (row->tier != RC_TIER_NONE && a->tier != row->tier)
				continue;
			roster += a->evaluable;
			without += !a->evaluable;
			equipped += a->equipped;
			conforming += a->conforms;
		}
		assert_int_equal(row->roster, roster);
		assert_int_equal(row->not_evaluable, without);
		assert_int_equal(row->equipped, equipped);
		assert_int_equal(row->conforming, conforming);
	}
	assert_true(i > 0);
}

static void
check_live(struct fixture *f, struct rc_live *live)
{
	const struct rc_quota_options options = { 0 };
	const struct rc_quota *kept = NULL;
	struct rc_quota full;

	assert_true(
	        fine(f, rc_live_quota(live, f->app, &options, &kept, &f->err)));
	assert_true(fine(f, rc_quota_compute(f->app, &options, &f->arena, &full,
	                                     &f->err)));
	assert_string_equal(text_of_quota(f, kept), text_of_quota(f, &full));
	check_sums(kept);
}

/* The texts of sheets say what their facts say. */
static void
check_sheets(struct fixture *f)
{
	struct rc_device *devices;
	size_t i, n, seen = 0;

	devices = all(f, &rc_kind_device, NULL, &n);
	for (i = 0; i < n; i++) {
		struct rc_facts packed, rows;

		assert_true(rc_sheet_get(f->app->store, devices[i].head.id,
		                         &f->arena, &packed, &f->err));
		rc_record_clear(&rc_kind_facts, &rows);
		rows.head = packed.head;
		assert_true(rc_sheet_take(f->app->store, RC_VALUE_NULL,
		                          &f->arena, &rows, &f->err));
		assert_int_equal(rc_record_diff(&rc_kind_facts, &packed, &rows),
		                 0);
		assert_memory_equal(packed.source, rows.source,
		                    sizeof(rows.source));
		assert_memory_equal(packed.at, rows.at, sizeof(rows.at));
		seen += packed.head.version > 0;
	}
	assert_in_range(seen, 1000, n);
}

static uint64_t
seed_of_run(void)
{
	const char *text = getenv("RC_SEED");

	return text == NULL ? 20260701 : strtoull(text, NULL, 10) | 1;
}

static void
test_any_write(void **state)
{
	struct chaos *c = rc_alloc(1, sizeof(*c));
	int some = 0, every = 0, none = 0;
	struct rc_live *live;
	int round;

	assert_non_null(c);
	assert_true(rc_live_new(&live, &((struct fixture *)*state)->err));
	c->f = *state;
	c->look = check_kept;
	c->state = seed_of_run();
	print_message("# RC_SEED=%llu\n", (unsigned long long)c->state);
	fill(c->f);
	learn(c);
	assert_string_equal(from_kept(c->f), in_full(c->f));
	for (round = 0; round < ROUNDS; round++) {
		struct rc_arena_mark mark = rc_arena_mark(&c->f->arena);
		const char *kept, *full;
		int n;

		do
			writes[dice(c, RC_COUNT(writes))](c);
		while (dice(c, 3) == 0);
		c->f->now += 60000;
		n = moved(c->f);
		some += n > 0;
		every += n < 0;
		none += n == 0;
		if (dice(c, 2) == 0)
			check_live(c->f, live);
		kept = from_kept(c->f);
		full = in_full(c->f);
		if (strcmp(kept, full) != 0)
			print_message("round %d\n", round);
		assert_string_equal(kept, full);
		/* And it was kept. */
		assert_int_equal(moved(c->f), 0);
		assert_string_equal(from_kept(c->f), full);
		rc_arena_reset(&c->f->arena, mark);
	}
	print_message("# %d by agency, %d whole, %d not at all\n", some, every,
	              none);
	assert_in_range(some, ROUNDS / 2, ROUNDS);
	check_live(c->f, live);
	check_sheets(c->f);
	assert_int_equal(problems(c->f), 0);
	rc_live_free(live);
	rc_free(c);
}

/* --- when what was kept is of no use -------------------------------------- */

static void
run_sql(struct fixture *f, const char *text)
{
	struct rc_stmt *stmt;

	assert_true(fine(
	        f, rc_sql_cached(f->app->store->sql, text, &stmt, &f->err)));
	assert_true(fine(f, rc_stmt_run(stmt, NULL, 0, &f->err)));
}

static int64_t
number(struct fixture *f, const char *text)
{
	int64_t n = -1;

	assert_true(fine(
	        f, rc_store_number(f->app->store, text, NULL, 0, &n, &f->err)));
	return n;
}

static void
test_next_day(void **state)
{
	struct fixture *f = *state;
	const char *before;

	fill(f);
	before = from_kept(f);
	assert_int_equal(moved(f), 0);
	/* Five weeks on, nobody was seen for too long. */
	f->now += 35 * INT64_C(86400000);
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), in_full(f));
	assert_string_not_equal(from_kept(f), before);
	assert_int_equal(number(f, "SELECT day FROM unit_stamp"), TODAY + 35);
}

static void
test_tampered(void **state)
{
	struct fixture *f = *state;
	const char *full;

	fill(f);
	full = from_kept(f);
	assert_string_equal(full, in_full(f));
	run_sql(f, "UPDATE unit SET counts = 'x' WHERE agency = 3");
	assert_string_equal(from_kept(f), full);
	run_sql(f, "DELETE FROM unit WHERE agency = 5");
	assert_string_equal(from_kept(f), full);
	run_sql(f, "UPDATE unit_stamp SET head = 'other', batch = batch - 1");
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), full);
	run_sql(f, "UPDATE unit_stamp SET rules = 'of another edition'");
	assert_string_equal(from_kept(f), full);
	assert_int_equal(number(f,
	                        "SELECT count(*) FROM unit_stamp WHERE rules = "
	                        "'of another edition'"),
	                 0);
	assert_int_equal(number(f, "SELECT count(*) FROM unit"),
	                 number(f, "SELECT count(*) FROM agency"));
}

/* Another day neither uses nor writes what is kept; nor does a batch. */
static void
test_not_today(void **state)
{
	struct fixture *f = *state;
	struct rc_arena *arena = &f->arena;
	struct rc_figures past;
	const char *text;

	fill(f);
	assert_true(fine(f, rc_figures_load_units(f->app, TODAY - 30, arena,
	                                          &past, &f->err)));
	text = text_of(f, &past.estate);
	rc_figures_fini(&past);
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
	assert_true(fine(
	        f, rc_figures_load(f->app, TODAY - 30, arena, &past, &f->err)));
	assert_string_equal(text, text_of(f, &past.estate));
	rc_figures_fini(&past);
	begin(f, "open");
	assert_string_equal(from_kept(f), in_full(f));
	commit(f);
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
}

/* Somebody else writes: the figures are right, and not kept. */
static void
test_busy(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "mai.tt");
	struct rc_app *other;

	fill(f);
	assert_true(fine(f, rc_app_open(&options, &other, &f->err)));
	assert_true(rc_batch_begin(other, &(struct rc_act){ .what = "x" }, NULL,
	                           &f->err));
	assert_string_equal(from_kept(f), in_full(f));
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 0);
	rc_batch_abort(other);
	rc_app_close(other);
	assert_string_equal(from_kept(f), in_full(f));
	assert_int_equal(number(f, "SELECT count(*) FROM unit_stamp"), 1);
}

static void
count_problem(void *ctx, const char *sentence)
{
	assert_non_null(strstr(sentence, "facts 8: the text of the sheet"));
	++*(int *)ctx;
}

/* A fact that another program wrote beside its text. */
static void
test_sheet_drifts(void **state)
{
	struct fixture *f = *state;
	int n = 0;

	fill(f);
	assert_true(fine(
	        f, rc_sheets_check(f->app->store, count_problem, &n, &f->err)));
	assert_int_equal(n, 0);
	run_sql(f, "UPDATE fact SET value = value || '1' WHERE device = 8 AND "
	           "name = 'ram_kb'");
	assert_true(fine(
	        f, rc_sheets_check(f->app->store, count_problem, &n, &f->err)));
	assert_int_equal(n, 1);
}

/* An event that goes before a reader saw it. */
static void
test_event_goes(void **state)
{
	struct fixture *f = *state;
	size_t n;

	fill(f);
	(void)from_kept(f);
	begin(f, "poll");
	assert_true(
	        fine(f, rc_event_add(f->app,
	                             &(struct rc_event){ .device = { 7, NULL },
	                                                 .at = f->now - 100000,
	                                                 .outcome = "ok" },
	                             &f->err)));
	commit(f);
	assert_int_equal(moved(f), 1);
	assert_true(fine(f, rc_events_expire(f->app->store, f->now - 5000,
	                                     100000, &n, &f->err)));
	assert_in_range(n, 1, 100000);
	assert_int_equal(moved(f), -1);
	assert_string_equal(from_kept(f), in_full(f));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_any_write, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_next_day, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_tampered, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_not_today, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_busy, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(
		        test_sheet_drifts, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_event_goes, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
