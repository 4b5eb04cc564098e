/* SPDX-License-Identifier: MIT */
#include <rollcall/base/str.h>

#include <lib/unit.h>

#include <string.h>

static void
test_of(void **state)
{
	(void)state;
	assert_int_equal(rc_str_of("abc").n, 3);
	assert_int_equal(rc_str_of(NULL).n, 0);
	assert_int_equal(RC_STR("abcd").n, 4);
}

static void
test_trim(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "  ", "" },
		{ "a", "a" },
		{ " \t\r\n\v\fa b\n", "a b" },
		{ "\xC2\xA0 x \xC2\xA0", "x" },
		{ "\xC2\xA0", "" },
		{ "\xC2\xA1", "\xC2\xA1" },
		{ "\xE1\xBA\xA0",
		  "\xE1\xBA\xA0" }, /* ends in A0, not a blank */
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_true(rc_str_is(rc_str_trim(rc_str_of(cases[i][0])),
		                      cases[i][1]));
}

static void
test_compare(void **state)
{
	struct rc_str empty = { NULL, 0 };

	(void)state;
	assert_true(rc_str_eq(empty, RC_STR("")));
	assert_true(rc_str_eq(RC_STR("a\0b"), RC_STR("a\0b")));
	assert_false(rc_str_eq(RC_STR("a\0b"), RC_STR("a\0c")));
	assert_false(rc_str_is(RC_STR("ab"), "abc"));
	assert_true(rc_str_is_nocase(RC_STR("YeS"), "yEs"));
	assert_false(rc_str_is_nocase(RC_STR("yes"), "ye"));
	assert_false(rc_str_is_nocase(RC_STR("ye"), "yes"));
	assert_false(rc_str_is_nocase(RC_STR("@"), "`"));
	assert_false(rc_str_is_nocase(RC_STR("a\0"), "a"));
	assert_true(rc_str_starts(RC_STR("abc"), "ab"));
	assert_true(rc_str_starts(empty, ""));
	assert_false(rc_str_starts(RC_STR("ab"), "abc"));
	assert_true(rc_text_eq(NULL, NULL));
	assert_false(rc_text_eq(NULL, ""));
	assert_false(rc_text_eq("", NULL));
	assert_true(rc_text_eq("a", "a"));
	assert_false(rc_text_eq("a", "b"));
	assert_string_equal(rc_text_or_empty(NULL), "");
	assert_string_equal(rc_text_or_empty("x"), "x");
}

static void
test_split(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		const char *parts[4];
	} cases[] = {
		{ "", 1, { "" } },
		{ "a", 1, { "a" } },
		{ "a|b|c", 3, { "a", "b", "c" } },
		{ "|", 2, { "", "" } },
		{ "a||", 3, { "a", "", "" } },
	};
	size_t i;
	size_t n;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_str rest = rc_str_of(cases[i].text);
		struct rc_str part;

		for (n = 0; rc_str_split(&rest, '|', &part); n++) {
			assert_true(n < cases[i].n);
			assert_true(rc_str_is(part, cases[i].parts[n]));
		}
		assert_int_equal(n, cases[i].n);
	}
}

static void
test_int(void **state)
{
	static const struct {
		const char *text;
		int64_t min, max;
		bool ok;
		int64_t value;
	} cases[] = {
		{ "0", 0, 0, true, 0 },
		{ "-0", 0, 0, true, 0 },
		{ "007", 0, 9, true, 7 },
		{ "22", 1, 65535, true, 22 },
		{ "65536", 1, 65535, false, 0 },
		{ "0", 1, 65535, false, 0 },
		{ "9223372036854775807", INT64_MIN, INT64_MAX, true,
		  INT64_MAX },
		{ "-9223372036854775808", INT64_MIN, INT64_MAX, true,
		  INT64_MIN },
		{ "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
		{ "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
		{ "99999999999999999999", INT64_MIN, INT64_MAX, false, 0 },
		{ "", 0, 9, false, 0 },
		{ "-", -9, 9, false, 0 },
		{ "+1", 0, 9, false, 0 },
		{ " 1", 0, 9, false, 0 },
		{ "1 ", 0, 9, false, 0 },
		{ "1.0", 0, 9, false, 0 },
		{ "0x1", 0, 9, false, 0 },
		{ "1-", 0, 9, false, 0 },
	};
	int64_t value;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		value = 4711;
		assert_int_equal(rc_str_int(rc_str_of(cases[i].text),
		                            cases[i].min, cases[i].max, &value),
		                 cases[i].ok);
		assert_true(value == (cases[i].ok ? cases[i].value : 4711));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_of),      cmocka_unit_test(test_trim),
		cmocka_unit_test(test_compare), cmocka_unit_test(test_split),
		cmocka_unit_test(test_int),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
