/* SPDX-License-Identifier: MIT */
#include <rollcall/base/fold.h>

#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <string.h>

typedef void fold_fn(struct rc_buf *, struct rc_str);

static void
check(fold_fn *fold, const char *text, const char *expected)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	rc_buf_init(&b, 10000);
	fold(&b, rc_str_of(text));
	assert_true(rc_buf_done(&b, &err));
	assert_string_equal(b.p, expected);
	rc_buf_fini(&b);
}

static bool
alike(fold_fn *fold, const char *a, const char *b)
{
	struct rc_buf key_a;
	struct rc_buf key_b;
	bool equal;

	rc_buf_init(&key_a, 10000);
	rc_buf_init(&key_b, 10000);
	fold(&key_a, rc_str_of(a));
	fold(&key_b, rc_str_of(b));
	equal = rc_str_eq(rc_buf_str(&key_a), rc_buf_str(&key_b));
	rc_buf_fini(&key_a);
	rc_buf_fini(&key_b);
	return equal;
}

static void
test_search(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "Đắk Nhau", "dak nhau" },
		{ "ĐẮK NHAU", "dak nhau" },
		{ "D\u0323a\u0306\u0301k", "dak" }, /* NFD */
		{ "Lộc Thạnh", "loc thanh" },
		{ "Lộc Thành", "loc thanh" },
		{ "Tỉnh ủy", "tinh uy" },
		{ "Ưu, Ở, Ỡ, ơ", "uu, o, o, o" },
		{ "\u00D0ồng Nai", "dong nai" }, /* Eth for D with stroke */
		{ "\u0189", "d" },
		{ "a\u00A0b", "a b" },
		{ "ＡＢＣ１", "abc1" },
		{ "Straße", "strasse" },
		{ "x\xFFy", "x\uFFFDy" },
		{ "a\u200Bb", "ab" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		check(rc_fold_search, cases[i][0], cases[i][1]);
}

static void
test_match(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },           { "  Xã   Lộc-Thạnh. ", "xã lộc thạnh" },
		{ "Hòa", "hoà" },     { "Hoà", "hoà" },
		{ "HÒA", "hoà" },     { "Ho\u0300a", "hoà" },
		{ "hòe", "hoè" },     { "thủy", "thuỷ" },
		{ "ngoài", "ngoài" }, { "hoàn", "hoàn" },
		{ "lúa", "lúa" },     { "của", "của" },
		{ "quý", "quý" },     { "A+", "a+" },
		{ "a/b_c", "a b c" }, { "a\u00A0\u2013 b", "a b" },
		{ "!!!", "" },        { "1.234", "1 234" },
		{ "hò, a", "hò a" }, /* two words */
	};
	static const char *const same[][2] = {
		{ "Biên Hòa", "Biên Hoà" },
		{ "Tỉnh ủy", "Tỉnh uỷ" },
		{ "Thanh Hóa", "THANH HOÁ" },
		{ "họa", "hoạ" },
		{ "hỏa", "hoả" },
		{ "võa", "voã" },
		{ "khỏe", "khoẻ" },
		{ "khóe", "khoé" },
		{ "xòe", "xoè" },
		{ "tẽo", "TẼO" },
		{ "ùy", "uỳ" },
		{ "úy", "uý" },
		{ "ũy", "uỹ" },
		{ "ụy", "uỵ" },
		{ "lọe", "loẹ" },
		{ "lõe", "loẽ" },
		{ "Đồng Nai", "\u00D0ồng Nai" },
	};
	static const char *const different[][2] = {
		{ "Lộc Thạnh", "Lộc Thành" },
		{ "Dong", "Đong" },
		{ "Hoa", "Hòa" },
		{ "A", "A+" },
		{ "Tân", "Tấn" },
		{ "ab", "a b" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		check(rc_fold_match, cases[i][0], cases[i][1]);
	for (i = 0; i < RC_COUNT(same); i++)
		assert_true(alike(rc_fold_match, same[i][0], same[i][1]));
	for (i = 0; i < RC_COUNT(different); i++)
		assert_false(
		        alike(rc_fold_match, different[i][0], different[i][1]));
	assert_true(alike(rc_fold_search, "Lộc Thạnh", "Lộc Thành"));
}

static void
test_header(void **state)
{
	static const char *const cases[][2] = {
		{ "Checked Out To: Username", "checked out to username" },
		{ "checked_out_to_username", "checked out to username" },
		{ "  Mã tài sản (*) ", "ma tai san" },
		{ "\uFEFFAsset Tag", "asset tag" },
		{ "Ngày mua", "ngay mua" },
		{ "ĐVT", "dvt" },
		{ "RAM (GB)", "ram gb" },
		{ "---", "" },
		{ "資産", "資産" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		check(rc_fold_header, cases[i][0], cases[i][1]);
}

static void
test_contains(void **state)
{
	static const struct {
		const char *text, *query;
		bool found;
	} cases[] = {
		{ "Xã Đắk Nhau", "dak", true },
		{ "Xã Đắk Nhau", "DAK N", true },
		{ "Xã Đắk Nhau", "đắk", true },
		{ "Xã Đắk Nhau", "đăk", false },
		{ "Xã Đắk Nhau", "", true },
		{ "Xã Đắk Nhau", "nhau!", false },
		{ "Lộc Thạnh", "thanh", true },
		{ "Lộc Thành", "thanh", true },
		{ "Lộc Thạnh", "thạnh", true },
		{ "Lộc Thành", "thạnh", false },
		{ "Biên Hòa", "hoà", true },
		{ "Biên Hòa", "ho\u0300a", true },
		{ "Dong", "đ", false },
		{ "Đông", "d", true },
		{ "aab", "ab", true },
		{ "", "a", false },
		{ "a", "aa", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_fold_contains(rc_str_of(cases[i].text),
		                                  rc_str_of(cases[i].query)),
		                 cases[i].found);
}

static void
test_distance(void **state)
{
	char longest[129];

	(void)state;
	assert_int_equal(rc_fold_distance(RC_STR(""), RC_STR(""), 3), 0);
	assert_int_equal(
	        rc_fold_distance(RC_STR("serial"), RC_STR("seriel"), 3), 1);
	assert_int_equal(rc_fold_distance(RC_STR("Đồng"), RC_STR("dong"), 3),
	                 0);
	assert_int_equal(
	        rc_fold_distance(RC_STR("kitten"), RC_STR("sitting"), 9), 3);
	assert_int_equal(
	        rc_fold_distance(RC_STR("kitten"), RC_STR("sitting"), 2), 3);
	assert_int_equal(rc_fold_distance(RC_STR(""), RC_STR("abc"), 9), 3);
	memset(longest, 'a', 128);
	longest[128] = '\0';
	assert_int_equal(rc_fold_distance(rc_str_of(longest), RC_STR("a"), 200),
	                 127);
	assert_int_equal(rc_fold_distance((struct rc_str){ longest, 129 },
	                                  RC_STR("a"), 5),
	                 6);
}

static void
test_fault(void **state)
{
	static fold_fn *const folds[] = { rc_fold_search, rc_fold_match,
		                          rc_fold_order, rc_fold_header };
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(folds); i++) {
		uint64_t at;
		bool ok = false;

		for (at = 1; !ok; at++) {
			struct rc_buf b;

			rc_buf_init(&b, 1000);
			rc_mem_fail_at(at);
			folds[i](&b, RC_STR("Xã Đa\u0306\u0301k 12 Nhau"));
			rc_mem_fail_at(0);
			ok = rc_buf_done(&b, &err);
			if (!ok)
				assert_int_equal(err.code, RC_ENOMEM);
			rc_buf_fini(&b);
		}
		assert_true(at > 2);
	}
	rc_mem_fail_at(1);
	assert_false(rc_fold_contains(RC_STR("a"), RC_STR("a")));
	assert_int_equal(rc_fold_distance(RC_STR("a"), RC_STR("a"), 2), 3);
	rc_mem_fail_at(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_contains),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
