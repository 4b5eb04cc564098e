/* SPDX-License-Identifier: MIT */
#include <rollcall/model/placeholder.h>

#include <lib/unit.h>

static void
test_table(void **state)
{
	static const struct {
		const char *field, *value;
		bool yes;
	} tries[] = {
		{ "serial", "To Be Filled By O.E.M.", true },
		{ "serial", "to be filled by o.e.m.", true },
		{ "serial", "DEFAULT STRING", true },
		{ "serial", "0123456789", true },
		{ "serial", "000000000", true },
		{ "serial", "0110", true },
		{ "serial", "1.2", true },
		{ "serial", "1.2.3", true },
		{ "serial", "-1", true },
		{ "serial", "1.2.3A", false },
		{ "serial", "01102", false },
		{ "serial", "5CG1234XYZ", false },
		{ "serial", "NONE-1", false },
		{ "uuid", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", true },
		{ "uuid", "00000000-0000-0000-0000-000000000000", true },
		{ "uuid", "03000200-0400-0500-0006-000700080009", true },
		{ "uuid", "4c4c4544-0042-3510-8051-b4c04f4d4e32", false },
		{ "mac", "00:00:00:00:00:00", true },
		{ "mac", "00:50:56:C0:00:08", true },
		{ "mac", "00:50:56:C1:00:08", false },
		{ "serial", "to be filled by o.e.m. xyz", true },
		{ "serial", "SystemSerialNumber", true },
		{ "serial", "Nonesuch", false },
		{ "serial", "All Series", false },
		{ "serial", "12345678901", false },
		{ "serial", "*", true },
		{ "serial", "...", true },
		{ "uuid", "N/A", true },
		{ "model", "All Series", true },
		{ "model", "System Product Name", true },
		{ "model", "OptiPlex 7090", false },
		{ "manufacturer", "System manufacturer", true },
		{ "manufacturer", "Dell Inc.", false },
		{ "mac", "00:50:56:c0:00:01", true },
		{ "mac", "ff:ff:ff:ff:ff:ff", true },
		{ "hostname", "none", false },
	};
	struct rc_placeholders list;
	struct rc_arena arena;
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(tries); i++) {
		assert_true(rc_placeholders_of(tries[i].field, &arena, &list,
		                               &err));
		if (rc_placeholders_have(&list, rc_str_of(tries[i].value)) !=
		    tries[i].yes)
			fail_msg("%s %s", tries[i].field, tries[i].value);
		if (rc_placeholder(tries[i].field, rc_str_of(tries[i].value)) !=
		    tries[i].yes)
			fail_msg("%s %s alone", tries[i].field, tries[i].value);
	}
	assert_true(rc_placeholders_of("serial", &arena, &list, &err));
	assert_false(rc_placeholders_have(&list, RC_STR("")));
	assert_true(rc_placeholder("serial", RC_STR(" ")));
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
