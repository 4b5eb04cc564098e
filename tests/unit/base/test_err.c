/* SPDX-License-Identifier: MIT */
#include <rollcall/base/err.h>
#include <rollcall/base/text.h>

#include <lib/unit.h>

#include <errno.h>
#include <string.h>

static void
test_fail(void **state)
{
	struct rc_err err = { 0 };

	(void)state;
	assert_false(
	        rc_fail(&err, RC_ECONFLICT, "asset tag %s is in use", "A-1"));
	assert_int_equal(err.code, RC_ECONFLICT);
	assert_int_equal(err.sys, 0);
	assert_string_equal(err.text, "asset tag A-1 is in use");
}

static void
test_within(void **state)
{
	struct rc_err err = { 0 };

	(void)state;
	(void)rc_fail(&err, RC_EINVALID, "bad");
	assert_false(rc_within(&err, "%s:%d", "fleet.csv", 14));
	assert_false(rc_within(&err, "import"));
	assert_int_equal(err.code, RC_EINVALID);
	assert_string_equal(err.text, "import: fleet.csv:14: bad");
}

static void
test_own_text(void **state)
{
	struct rc_err err = { 0 };

	(void)state;
	(void)rc_fail(&err, RC_EINVALID, "inner");
	(void)rc_fail(&err, RC_EIO, "outer (%s)", err.text);
	assert_string_equal(err.text, "outer (inner)");
}

static void
test_sys(void **state)
{
	static const struct {
		int sys;
		enum rc_code code;
	} cases[] = {
		{ ENOENT, RC_ENOTFOUND },   { EACCES, RC_EDENIED },
		{ EPERM, RC_EDENIED },      { ENOSPC, RC_ENOSPACE },
		{ EEXIST, RC_ECONFLICT },   { EIO, RC_EIO },
		{ ETIMEDOUT, RC_ETIMEOUT }, { EBADF, RC_EIO },
	};
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		assert_false(rc_fail_sys(&err, cases[i].sys, "%s", "f.db"));
		assert_int_equal(err.code, cases[i].code);
		assert_int_equal(err.sys, cases[i].sys);
	}
	(void)rc_fail_sys(&err, ENOENT, "%s", "f.db");
	assert_string_equal(err.text, "f.db: No such file or directory");
}

/* A text that is too long ends in a whole character, wherever it is cut. */
static void
test_cut(void **state)
{
	struct rc_err err = { 0 };
	char text[600];
	size_t lead;
	size_t n;

	(void)state;
	for (lead = 0; lead < 3; lead++) {
		memset(text, 'x', lead);
		for (n = lead; n + 3 < sizeof(text); n += 3)
			memcpy(text + n, "\xE1\xBA\xAF", 3); /* ắ */
		text[n] = '\0';
		(void)rc_fail(&err, RC_EINVALID, "%s", text);
		assert_true(strlen(err.text) >= sizeof(err.text) - 4);
		assert_true(rc_utf8_valid(rc_str_of(err.text), NULL));
		(void)rc_within(&err, "%s", text);
		assert_true(strlen(err.text) >= sizeof(err.text) - 4);
		assert_true(rc_utf8_valid(rc_str_of(err.text), NULL));
	}
}

static void
test_cut_wide(void **state)
{
	struct rc_err err = { 0 };
	char text[600];
	size_t lead;
	size_t n;

	(void)state;
	for (lead = 0; lead < 4; lead++) {
		memset(text, 'x', lead);
		for (n = lead; n + 6 < sizeof(text); n += 6)
			memcpy(text + n, "\xF0\x9F\x98\x80\xC4\x91", 6);
		text[n] = '\0';
		(void)rc_fail(&err, RC_EINVALID, "%s", text);
		assert_true(strlen(err.text) >= sizeof(err.text) - 4);
		assert_true(rc_utf8_valid(rc_str_of(err.text), NULL));
	}
}

static void
test_controls(void **state)
{
	struct rc_err err = { 0 };

	(void)state;
	(void)rc_fail(&err, RC_EINVALID, "a\x1b[2Jb\nc\x7f");
	assert_string_equal(err.text, "a?[2Jb?c?");
}

static void
test_names(void **state)
{
	unsigned i;
	unsigned k;

	(void)state;
	assert_string_equal(rc_code_name(RC_ENOTFOUND), "notfound");
	assert_string_equal(rc_code_name(RC_CODES), "bug");
	for (i = 0; i < RC_CODES; i++) {
		assert_non_null(rc_code_name((enum rc_code)i));
		for (k = 0; k < i; k++)
			assert_string_not_equal(rc_code_name((enum rc_code)i),
			                        rc_code_name((enum rc_code)k));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fail),
		cmocka_unit_test(test_within),
		cmocka_unit_test(test_own_text),
		cmocka_unit_test(test_sys),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_cut_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
