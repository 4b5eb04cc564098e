/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

static struct rc_custody *
custody(struct fixture *f, size_t *ret_n)
{
	return all(f, &rc_kind_custody, "", ret_n);
}

static void
assert_row(const struct rc_custody *row, const char *post, rc_date from,
           rc_date to)
{
	assert_string_equal(row->device.key, "TS-1");
	assert_string_equal(row->post.key, post);
	assert_int_equal(row->from_date, from);
	assert_int_equal(row->to_date, to);
}

/* stock -> A -> B -> stock -> A */
static void
test_transitions(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_custody *rows;
	struct rc_device d;
	size_t n;

	assert_true(fine(f, rc_device_assign(f->app, "TS-1", "P-A", TODAY - 30,
	                                     "quyết định 7", &f->err)));
	d = device(f, few.device);
	assert_string_equal(d.post.key, "P-A");
	assert_int_equal(d.status, RC_STATUS_IN_USE);
	rows = custody(f, &n);
	assert_int_equal(n, 1);
	assert_row(&rows[0], "P-A", TODAY - 30, RC_DATE_NONE);
	assert_string_equal(rows[0].reason, "quyết định 7");

	assert_true(fine(f, rc_device_assign(f->app, "TS-1", "P-B", TODAY - 20,
	                                     NULL, &f->err)));
	rows = custody(f, &n);
	assert_int_equal(n, 2);
	assert_row(&rows[0], "P-A", TODAY - 30, TODAY - 21);
	assert_row(&rows[1], "P-B", TODAY - 20, RC_DATE_NONE);

	assert_true(fine(f, rc_device_return(f->app, "TS-1", TODAY - 10, NULL,
	                                     &f->err)));
	d = device(f, few.device);
	assert_int_equal(d.post.id, 0);
	assert_int_equal(d.status, RC_STATUS_IN_STOCK);
	rows = custody(f, &n);
	assert_int_equal(n, 2);
	assert_row(&rows[1], "P-B", TODAY - 20, TODAY - 11);

	/* The day is not given: today. Lines of one batch belong together. */
	assert_true(fine(f, rc_device_assign(f->app, "TS-1", "P-A",
	                                     RC_DATE_NONE, NULL, &f->err)));
	rows = custody(f, &n);
	assert_int_equal(n, 3);
	assert_row(&rows[2], "P-A", TODAY, RC_DATE_NONE);
	assert_int_equal(count(f, &rc_kind_audit, "batch=8"), 2);
	assert_int_equal(count(f, &rc_kind_audit, "batch=6"), 3);
	assert_int_equal(count(f, &rc_kind_audit, "key=TS-1"), 10);
	assert_int_equal(problems(f), 0);
}

static void
test_days(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_custody *rows;
	size_t n;

	assert_false(rc_device_assign(f->app, "TS-1", "P-A", TODAY + 1, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_true(rc_device_assign(f->app, "TS-1", "P-A", TODAY - 5, NULL,
	                             &f->err));
	/* Before it came there. */
	assert_false(rc_device_assign(f->app, "TS-1", "P-B", TODAY - 6, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_string_equal(f->err.text,
	                    "TS-1 has been at post P-A since 26/06/2026; it "
	                    "cannot have changed hands before that");
	/* The same day: it was never really there. */
	assert_true(fine(f, rc_device_assign(f->app, "TS-1", "P-B", TODAY - 5,
	                                     NULL, &f->err)));
	rows = custody(f, &n);
	assert_int_equal(n, 1);
	assert_row(&rows[0], "P-B", TODAY - 5, RC_DATE_NONE);
	assert_true(fine(
	        f, rc_device_return(f->app, "TS-1", TODAY - 2, NULL, &f->err)));
	/* Into a time when it was elsewhere. */
	assert_false(rc_device_assign(f->app, "TS-1", "P-A", TODAY - 4, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_non_null(strstr(f->err.text, "until 28/06/2026"));
	assert_int_equal(device(f, few.device).post.id, 0);
	assert_int_equal(problems(f), 0);
}

static void
test_refused(void **state)
{
	struct fixture *f = *state;

	add_few(f);
	assert_false(rc_device_assign(f->app, "TS-9", "P-A", RC_DATE_NONE, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_false(rc_device_assign(f->app, "TS-1", "P-C", RC_DATE_NONE, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_string_equal(f->err.text, "no post 'P-C'; did you mean P-A "
	                                 "(Bí thư), P-B (Phó Bí thư)?");
	assert_false(
	        rc_device_return(f->app, "TS-1", RC_DATE_NONE, NULL, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_false(try_set(f, &rc_kind_custody, 0,
	                     "device=TS-1|post=P-A|from_date=2026-01-01",
	                     NULL));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_int_equal(count(f, &rc_kind_batch, ""), 4);
}

static void
test_retire(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_custody *rows;
	struct rc_device d;
	size_t n;

	set(f, &rc_kind_device, few.device, "post=P-A");
	f->now += 10 * RC_DAY_MS;
	assert_true(fine(f, rc_device_retire(f->app, "TS-1", RC_DATE_NONE,
	                                     "hỏng", &f->err)));
	d = device(f, few.device);
	assert_int_equal(d.status, RC_STATUS_RETIRED);
	assert_int_equal(d.post.id, 0);
	rows = custody(f, &n);
	assert_int_equal(n, 1);
	assert_row(&rows[0], "P-A", TODAY, TODAY + 9);
	assert_int_equal(count(f, &rc_kind_audit, "reason=hỏng"), 2);
	assert_false(rc_device_assign(f->app, "TS-1", "P-A", RC_DATE_NONE, NULL,
	                              &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_false(
	        rc_device_retire(f->app, "TS-1", RC_DATE_NONE, NULL, &f->err));
	assert_int_equal(problems(f), 0);
}

/* A new device that is at a post from the first. */
static void
test_added_at_post(void **state)
{
	struct fixture *f = *state;
	struct rc_cell cells[6];
	struct rc_change change = {
		.kind = &rc_kind_device,
		.cells = cells,
		.ncells = 6,
		.on = TODAY - 100,
	};
	static const char *const names[] = { "asset_tag", "agency",
		                             "post",      "category",
		                             "status",    "connectivity" };
	struct rc_custody *rows;
	size_t n;
	size_t i;

	add_few(f);
	for (i = 0; i < RC_COUNT(names); i++)
		cells[i].field =
		        rc_field_find(&rc_kind_device, rc_str_of(names[i]));
	cells[0].value = rc_value_text("TS-2");
	cells[1].value = rc_value_text("25363");
	cells[2].value = rc_value_text("P-B");
	cells[3].value = RC_VALUE_INT(RC_CATEGORY_DESKTOP);
	cells[4].value = RC_VALUE_INT(RC_STATUS_IN_USE);
	cells[5].value = RC_VALUE_INT(RC_NETWORKED);
	begin(f, "import");
	assert_true(fine(f, rc_write(f->app, &change, NULL, &f->err)));
	commit(f);
	rows = custody(f, &n);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].device.key, "TS-2");
	assert_int_equal(rows[0].from_date, TODAY - 100);
	assert_int_equal(problems(f), 0);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_transitions), T(test_days),          T(test_refused),
		T(test_retire),      T(test_added_at_post),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
