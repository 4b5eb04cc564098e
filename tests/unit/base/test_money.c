/* SPDX-License-Identifier: MIT */
#include <rollcall/base/money.h>

#include <lib/unit.h>

static void
test_add_mul(void **state)
{
	static const struct {
		rc_vnd a, b;
		bool add_ok, mul_ok;
	} cases[] = {
		{ 2, 3, true, true },
		{ -2, 3, true, true },
		{ INT64_MAX, 0, true, true },
		{ INT64_MAX, 1, false, true },
		{ INT64_MAX, 2, false, false },
		{ INT64_MAX, -1, true, true },
		{ INT64_MIN, -1, false, false },
		{ INT64_MIN, 1, true, true },
		{ -1, INT64_MIN, false, false },
		{ INT64_MIN, INT64_MIN, false, false },
		{ INT64_MAX, INT64_MIN, true, false },
		{ 3037000500, 3037000500, true, false },
		{ 3037000499, 3037000499, true, true },
		{ -3037000500, 3037000500, true, false },
		{ 1LL << 62, -2, true, true },
		{ 1LL << 62, 2, true, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_vnd a = cases[i].a;
		rc_vnd b = cases[i].b;
		rc_vnd sum = 4711;
		rc_vnd product = 4711;

		assert_int_equal(rc_vnd_add(a, b, &sum), cases[i].add_ok);
		assert_true(sum == (cases[i].add_ok ? a + b : 4711));
		assert_int_equal(rc_vnd_mul(a, b, &product), cases[i].mul_ok);
		assert_true(product == (cases[i].mul_ok ? a * b : 4711));
	}
}

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		rc_vnd amount;
		bool assumed;
	} cases[] = {
		{ "0", 0, false },
		{ "20000000", 20000000, false },
		{ "20.000.000", 20000000, false },
		{ "20,000,000", 20000000, false },
		{ "20 000 000", 20000000, false },
		{ "20\u00A0000\u00A0000", 20000000, false },
		{ "20.000.000 đ", 20000000, false },
		{ "20.000.000đ", 20000000, false },
		{ "20.000.000 VNĐ", 20000000, false },
		{ "20.000.000 VND", 20000000, false },
		{ "20.000.000 đồng", 20000000, false },
		{ "20.000.000₫", 20000000, false },
		{ "20 triệu", 20000000, false },
		{ "20 TRIỆU đồng", 20000000, false },
		{ "20tr", 20000000, false },
		{ "12,5 triệu", 12500000, false },
		{ "12.5 triệu", 12500000, false },
		{ "1,25 tỷ", 1250000000, false },
		{ "1,25 tỉ", 1250000000, false },
		{ "500k", 500000, false },
		{ "500 nghìn", 500000, false },
		{ "500 ngàn", 500000, false },
		{ "1.500 triệu", 1500000000, true },
		{ "1,234 tỷ", 1234000000, true },
		{ "1.234", 1234, true },
		{ "1,234", 1234, true },
		{ "1 234", 1234, false },
		{ "20.000.000,00", 20000000, false },
		{ "20,000,000.00", 20000000, false },
		{ "1234,0", 1234, false },
		{ "  15000000 ", 15000000, false },
		{ "-5.000.000", -5000000, false },
		{ "9223372036854775807", INT64_MAX, false },
		{ "9.223.372.036.854.775.807", INT64_MAX, false },
	};
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_vnd amount = 4711;
		bool assumed = !cases[i].assumed;

		if (!rc_vnd_parse(rc_str_of(cases[i].text), &amount, &assumed,
		                  &err))
			fail_msg("%s: %s", cases[i].text, err.text);
		if (amount != cases[i].amount)
			fail_msg("%s: %lld", cases[i].text, (long long)amount);
		assert_int_equal(assumed, cases[i].assumed);
		assert_true(rc_vnd_parse(rc_str_of(cases[i].text), &amount,
		                         NULL, &err));
	}
}

static void
test_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"đ",
		"-",
		"abc",
		"20 xu",
		"20 triệu rưỡi",
		"1.2.3",
		"1.234.56.789",
		"1.234,567.890",
		"12345.678.901",
		"20.000 000",
		"12,5",
		"1234,5",
		"1,2345678 triệu",
		"0,5 đ",
		"--5",
		"+5",
		"20.000.000.",
		".5",
		"1e9",
		"9223372036854775808",
		"9999999999999 triệu",
		"10000000 triệu tỷ",
		"99999999999999999999999999999999999999",
		"1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
		"20 triệu triệu triệu triệu triệu triệu triệu triệu triệu",
	};
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(texts); i++) {
		rc_vnd amount = 4711;
		bool assumed = true;

		if (rc_vnd_parse(rc_str_of(texts[i]), &amount, &assumed, &err))
			fail_msg("%s was taken", texts[i]);
		assert_int_equal(err.code, RC_EINVALID);
		assert_int_equal(amount, 4711);
		assert_true(assumed);
	}
}

static void
test_put(void **state)
{
	static const struct {
		rc_vnd amount;
		const char *text;
	} cases[] = {
		{ 0, "0 đ" },
		{ 7, "7 đ" },
		{ 999, "999 đ" },
		{ 1000, "1.000 đ" },
		{ 1234567, "1.234.567 đ" },
		{ 100000, "100.000 đ" },
		{ -1000, "-1.000 đ" },
		{ -100, "-100 đ" },
		{ INT64_MAX, "9.223.372.036.854.775.807 đ" },
		{ RC_VND_NONE, "" },
	};
	struct rc_err err = { 0 };
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_vnd back;

		rc_buf_clear(&b);
		rc_vnd_put(&b, cases[i].amount);
		assert_string_equal(b.p, cases[i].text);
		if (b.n == 0)
			continue;
		assert_true(rc_vnd_parse(rc_buf_str(&b), &back, NULL, &err));
		assert_true(back == cases[i].amount);
	}
	rc_buf_clear(&b);
	rc_count_put(&b, 2600, ',');
	rc_count_put(&b, -12345678, ' ');
	rc_count_put(&b, 1234, '\0');
	assert_string_equal(b.p, "2,600-12 345 6781234");
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_add_mul),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
