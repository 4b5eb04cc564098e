/* SPDX-License-Identifier: MIT */
#include <rollcall/base/value.h>

#include <lib/unit.h>

static void
test_eq(void **state)
{
	const struct rc_value values[] = {
		RC_VALUE_NULL,
		RC_VALUE_INT(0),
		RC_VALUE_INT(-1),
		RC_VALUE_STR(RC_STR("")),
		RC_VALUE_STR(RC_STR("0")),
		RC_VALUE_STR(RC_STR("a\0b")),
	};
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < RC_COUNT(values); i++) {
		for (k = 0; k < RC_COUNT(values); k++)
			assert_int_equal(rc_value_eq(&values[i], &values[k]),
			                 i == k);
	}
}

static void
test_text(void **state)
{
	struct rc_value text = rc_value_text("0");
	struct rc_value null = rc_value_text(NULL);

	(void)state;
	assert_int_equal(text.type, RC_TEXT);
	assert_true(rc_str_is(text.s, "0"));
	assert_int_equal(null.type, RC_NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eq),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
