/* SPDX-License-Identifier: MIT */
#include <rollcall/base/buf.h>
#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <string.h>

static void
test_append(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 100);
	assert_string_equal(b.p, "");
	assert_true(rc_buf_done(&b, &err));
	rc_buf_puts(&b, "SELECT ");
	rc_buf_printf(&b, "%d%s", 42, "");
	rc_buf_putc(&b, ',');
	rc_buf_putstr(&b, RC_STR("Xã"));
	rc_buf_puts(&b, NULL);
	rc_buf_fill(&b, '-', 3);
	assert_string_equal(b.p, "SELECT 42,Xã---");
	assert_int_equal(b.n, 16);
	rc_buf_cut(&b, 6);
	rc_buf_cut(&b, 50);
	assert_true(rc_str_is(rc_buf_str(&b), "SELECT"));
	rc_buf_put(&b, "\0x", 2);
	assert_int_equal(b.n, 8);
	assert_true(rc_buf_done(&b, &err));
	rc_buf_clear(&b);
	assert_string_equal(b.p, "");
	assert_int_equal(b.n, 0);
	rc_buf_fini(&b);
	rc_buf_fini(&b);
	rc_buf_fini(NULL);
}

/* The ceiling is exact, and what does not fit is not put in part. */
static void
test_ceiling(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 10);
	rc_buf_puts(&b, "0123456789");
	assert_true(rc_buf_done(&b, &err));
	rc_buf_putc(&b, 'x');
	assert_string_equal(b.p, "0123456789");
	assert_false(rc_buf_done(&b, &err));
	assert_int_equal(err.code, RC_ENOMEM);
	assert_string_equal(err.text, "a text is longer than 10 bytes");
	rc_buf_cut(&b, 0);
	rc_buf_puts(&b, "y");
	assert_string_equal(b.p, ""); /* failure sticks */
	rc_buf_clear(&b);
	rc_buf_printf(&b, "%s", "0123456789a");
	assert_int_equal(b.n, 0);
	assert_false(rc_buf_done(&b, &err));
	rc_buf_clear(&b);
	rc_buf_fill(&b, ' ', SIZE_MAX);
	assert_false(rc_buf_done(&b, &err));
	rc_buf_fini(&b);
	rc_buf_init(&b, 0);
	rc_buf_puts(&b, "");
	assert_true(rc_buf_done(&b, &err));
	rc_buf_puts(&b, "a");
	assert_false(rc_buf_done(&b, &err));
	rc_buf_fini(&b);
}

static void
test_growth(void **state)
{
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < 100000; i++)
		rc_buf_printf(&b, "%zu", i % 10);
	assert_int_equal(b.n, 100000);
	for (i = 0; i < 100000; i++)
		assert_int_equal(b.p[i], '0' + (int)(i % 10));
	assert_int_equal(strlen(b.p), b.n);
	rc_buf_fini(&b);
}

static void
test_fault(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;
	uint64_t at;
	bool ok = false;

	(void)state;
	for (at = 1; !ok; at++) {
		int i;

		rc_buf_init(&b, 10000);
		rc_mem_fail_at(at);
		for (i = 0; i < 1000; i++)
			rc_buf_puts(&b, "abc");
		ok = rc_buf_done(&b, &err);
		rc_mem_fail_at(0);
		if (ok)
			assert_int_equal(b.n, 3000);
		else
			assert_int_equal(err.code, RC_ENOMEM);
		assert_int_equal(strlen(b.p), b.n);
		rc_buf_fini(&b);
	}
	assert_true(at > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_append),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
