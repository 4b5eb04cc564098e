/* SPDX-License-Identifier: MIT */
#include <rollcall/base/data.h>

#include <lib/unit.h>

#include <string.h>

/* The table is sorted, so that each of its names is found. */
static void
test_all(void **state)
{
	size_t i;

	(void)state;
	assert_true(rc_data_count > 0);
	for (i = 0; i < rc_data_count; i++) {
		const struct rc_data *file = &rc_data_files[i];

		assert_ptr_equal(rc_data_find(file->name), file);
		assert_int_equal(file->bytes[file->n], '\0');
		assert_int_equal(rc_data_str(file).n, file->n);
		if (i > 0)
			assert_true(strcmp(file[-1].name, file->name) < 0);
	}
}

static void
test_none(void **state)
{
	(void)state;
	assert_null(rc_data_find(""));
	assert_null(rc_data_find("no/such.file"));
	assert_null(rc_data_find("\x7F"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
