/* SPDX-License-Identifier: MIT */
#include "import/fix.h"

#include <rollcall/base/i18n.h>

#include <lib/unit.h>

static bool
put(void *ctx, const char *sentence)
{
	rc_buf_puts(ctx, sentence);
	rc_buf_putc(ctx, '\n');
	return true;
}

static void
test_fixes(void **state)
{
	static const struct rc_fix list[] = {
		{ "agency", "Sở TT&TT (cũ)", "H19" },
		{ "Cơ quan", " x ", "1" },
		{ "agency", "x", "2" }, /* the first wins */
		{ "title", "x", "y" },
		{ "notes", "x", "no column" },
	};
	static const struct rc_fix bad[] = { { "colour", "a", "b" } };
	const char *headers[] = { "code", "agency", "title" };
	const struct rc_field *fields[] = {
		rc_field_find(&rc_kind_post, RC_STR("code")),
		rc_field_find(&rc_kind_post, RC_STR("agency")),
		rc_field_find(&rc_kind_post, RC_STR("title")),
	};
	const struct rc_match match = { .n = 3,
		                        .headers = headers,
		                        .fields = fields };
	struct rc_err err = { 0 };
	struct rc_fixes fixes;
	struct rc_arena arena;
	struct rc_buf said;

	(void)state;
	assert_false(
	        rc_fixes_make(&rc_kind_post, &match, bad, 1, &fixes, &err));
	assert_int_equal(err.code, RC_EUSAGE);
	assert_true(rc_fixes_make(&rc_kind_post, &match, list, RC_COUNT(list),
	                          &fixes, &err));
	assert_true(rc_str_is(
	        rc_fixes_apply(&fixes, 1, RC_STR("  Sở TT&TT (cũ) ")), "H19"));
	assert_true(rc_str_is(
	        rc_fixes_apply(&fixes, 1, RC_STR("Sở TT&TT (cũ)")), "H19"));
	assert_true(rc_str_is(rc_fixes_apply(&fixes, 1, RC_STR("x")), "1"));
	assert_true(rc_str_is(rc_fixes_peek(&fixes, 2, RC_STR("x")), "y"));
	assert_true(rc_str_is(rc_fixes_apply(&fixes, 0, RC_STR("x")), "x"));
	assert_true(rc_str_is(rc_fixes_apply(&fixes, 1, RC_STR(" z")), " z"));
	assert_true(rc_str_is(rc_fixes_apply(&fixes, 7, RC_STR("x")), "x"));
	assert_true(rc_str_is(rc_fixes_apply(NULL, 1, RC_STR("x")), "x"));
	rc_arena_init(&arena);
	rc_buf_init(&said, 1000);
	assert_true(rc_fixes_remarks(&fixes, &arena, put, &said));
	assert_string_equal(
	        said.p, "agency: \"Sở TT&TT (cũ)\" read as \"H19\" in 2 rows\n"
	                "Cơ quan: \" x \" read as \"1\" in 1 rows\n");
	rc_buf_fini(&said);
	rc_arena_fini(&arena);
	rc_fixes_fini(&fixes);
	rc_fixes_fini(&fixes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixes),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
