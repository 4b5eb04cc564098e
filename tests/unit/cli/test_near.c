/* SPDX-License-Identifier: MIT */
/* near - the name that was meant. */
#include <lib/unit.h>

#include <cli/near.h>

#include <string.h>

static void
test_table(void **state)
{
	static const char *const names[] = { "list", "show", "import",
		                             "export" };
	static const struct {
		const char *wanted, *why;
	} table[] = {
		{ "lst", "no \"lst\" (did you mean \"list\"?)" },
		{ "LIST", "no \"LIST\" (did you mean \"list\"?)" },
		{ "imprt", "no \"imprt\" (did you mean \"import\"?)" },
		{ "xport", "no \"xport\" (did you mean \"export\"?)" },
		{ "zzzzzz", "no \"zzzzzz\"" },
		{ "", "no \"\"" },
		{ "q", "no \"q\"" },
	};
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		struct cli_near near = cli_near_start(table[i].wanted);
		struct rc_err err = { 0 };

		for (k = 0; k < RC_COUNT(names); k++)
			cli_near_try(&near, names[k]);
		assert_false(cli_near_fail(&near, &err, "no \"%s\"",
		                           table[i].wanted));
		assert_int_equal(err.code, RC_EUSAGE);
		assert_string_equal(err.text, table[i].why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
