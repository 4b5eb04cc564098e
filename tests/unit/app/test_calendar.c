/* SPDX-License-Identifier: MIT */
/* calendar - duties of a database as days. */
#include "unit/app/figures_case.h"

static void
test_february(void **state)
{
	struct fixture *f = *state;
	const struct rc_civil first = { 2026, 2, 1 }, last = { 2026, 2, 28 };
	struct rc_due *due;
	size_t n;

	add(f, &rc_kind_duty,
	    "code=R3|title=Báo cáo tháng|from_role=VPTU|to_role=BCĐ|"
	    "cycle=month|due_day=30|strict=yes|source=38-KH/TU IV.3");
	add(f, &rc_kind_duty,
	    "code=R1|title=Báo cáo|from_role=Ban|to_role=VPTU|cycle=month|"
	    "due_day=25|strict=no");
	add(f, &rc_kind_duty,
	    "code=R4|title=KPI|from_role=VPTU|"
	    "to_role=TT|cycle=month|strict=yes");
	assert_true(fine(f, rc_calendar(f->app, rc_date_from(first),
	                                rc_date_from(last), &f->arena, &due, &n,
	                                &f->err)));
	assert_int_equal(n, 3);
	assert_string_equal(due[0].code, "R1");
	assert_int_equal(due[0].due, rc_date_from(first) + 24);
	assert_int_equal(due[0].last_good, due[0].due);
	assert_string_equal(due[1].code, "R3");
	assert_string_equal(due[1].title, "Báo cáo tháng");
	assert_string_equal(due[1].from_role, "VPTU");
	assert_string_equal(due[1].to_role, "BCĐ");
	assert_string_equal(due[1].source, "38-KH/TU IV.3");
	assert_int_equal(due[1].due, rc_date_from(last));
	assert_int_equal(due[1].last_good, rc_date_from(last) - 1);
	assert_true(due[1].has_day);
	assert_string_equal(due[2].code, "R4");
	assert_int_equal(due[2].last_good, rc_date_from(last));
	assert_false(due[2].has_day);
	assert_false(rc_calendar(f->app, 10, 9, &f->arena, &due, &n, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_february, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
