/* SPDX-License-Identifier: MIT */
#include <rollcall/base/fold.h>

#include <lib/unit.h>

#include <stdio.h>
#include <string.h>

static void
key_of(struct rc_buf *b, const char *text)
{
	struct rc_err err = { 0 };

	rc_buf_init(b, 10000);
	rc_fold_order(b, rc_str_of(text));
	assert_true(rc_buf_done(b, &err));
}

static int
order(const char *a, const char *b)
{
	struct rc_buf key_a;
	struct rc_buf key_b;
	int result;

	key_of(&key_a, a);
	key_of(&key_b, b);
	result = strcmp(key_a.p, key_b.p);
	rc_buf_fini(&key_a);
	rc_buf_fini(&key_b);
	return result;
}

/* Each list is in rising order; every pair of it is compared. */
static void
check_list(const char *const *list, size_t n)
{
	size_t i;
	size_t k;

	for (i = 0; i < n; i++) {
		assert_int_equal(order(list[i], list[i]), 0);
		for (k = i + 1; k < n; k++) {
			if (order(list[i], list[k]) >= 0 ||
			    order(list[k], list[i]) <= 0)
				fail_msg("%s is not before %s", list[i],
				         list[k]);
		}
	}
}

static void
test_letters(void **state)
{
	static const char *const letters[] = {
		"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g",
		"h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p",
		"q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z",
	};
	static const char *const capitals[] = {
		"A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "F", "G",
		"H", "I", "J", "K", "L", "M", "N", "O", "Ô", "Ơ", "P",
		"Q", "R", "S", "T", "U", "Ư", "V", "W", "X", "Y", "Z",
	};

	(void)state;
	assert_int_equal(RC_COUNT(letters), 33);
	check_list(letters, RC_COUNT(letters));
	check_list(capitals, RC_COUNT(capitals));
}

static void
test_levels(void **state)
{
	static const char *const tones[] = { "a", "A", "à", "À", "ả", "ã",
		                             "á", "ạ", "ă", "ằ", "ẳ", "ẵ",
		                             "ắ", "ặ", "Ặ", "â", "ầ", "ẩ",
		                             "ẫ", "ấ", "ậ", "b" };
	static const char *const words[] = {
		"an", "An",  "àn",  "anh", "ành", "ảnh", "ănh", "ba", "Bà",
		"bá", "ban", "bàn", "đa",  "đã",  "Đak", "Đắk", "e",  "ế",
	};
	static const char *const communes[] = {
		"An Lộc",    "An Phước",   "Biên Hòa",   "Bình An",
		"Bình Long", "Bình Lộc",   "Đak Lua",    "Đak Nhau",
		"Đăk Ơ",     "Đồng Phú",   "Đồng Tâm",   "Đồng Xoài",
		"Lộc Hưng",  "Lộc Ninh",   "Lộc Quang",  "Lộc Tấn",
		"Lộc Thành", "Lộc Thạnh",  "Long Bình",  "Long Hà",
		"Long Hưng", "Long Khánh", "Long Phước", "Long Thành",
		"Phước An",  "Phước Bình", "Phước Long", "Phước Sơn",
	};

	(void)state;
	check_list(tones, RC_COUNT(tones));
	check_list(words, RC_COUNT(words));
	/* "Lộc" is l-ô-c: after every "Lo..", so the list above is by hand. */
	check_list(communes, 12);
	check_list(communes + 12, 6);
	check_list(communes + 18, RC_COUNT(communes) - 18);
	assert_true(order("Long Bình", "Lộc Hưng") < 0);
}

static void
test_numbers(void **state)
{
	static const char *const list[] = {
		"",
		" ",
		"-",
		"Phòng",
		"Phòng 1",
		"Phòng 1 a",
		"Phòng 1a",
		"Phòng 2",
		"Phòng 02",
		"Phòng 002",
		"Phòng 2a",
		"Phòng 10",
		"Phòng 99999999999999999999",
		"Phòng 100000000000000000000",
		"Phòng a",
		"日",
	};
	char a[200];
	char b[200];

	(void)state;
	check_list(list, RC_COUNT(list));
	/* Numbers of more digits than one length byte counts. */
	memset(a, '9', sizeof(a));
	memset(b, '9', sizeof(b));
	a[62] = '\0';
	b[63] = '\0';
	assert_true(order(a, b) < 0);
	b[63] = '9';
	b[126] = '\0';
	assert_true(order(a, b) < 0);
	a[62] = '9';
	a[125] = '\0';
	assert_true(order(a, b) < 0);
}

static void
test_form(void **state)
{
	static const char *const same[][2] = {
		{ "ậ", "a\u0302\u0323" },       { "ậ", "a\u0323\u0302" },
		{ "Đồng", "Đo\u0302\u0300ng" }, { "ợ", "o\u031B\u0323" },
		{ "a b", "a\u00A0b" },          { "ab", "a\u200Bb" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(same); i++)
		assert_int_equal(order(same[i][0], same[i][1]), 0);
	/* Printable ASCII only, whatever goes in. */
	key_of(&b, "Xã Đắk-Nhau 07, \x01 日本 ü\xFF 😀");
	for (i = 0; i < b.n; i++)
		assert_in_range(b.p[i], 0x20, 0x7E);
	assert_true(b.p[b.n - 1] != ' ');
	rc_buf_fini(&b);
	key_of(&b, "ab");
	assert_string_equal(b.p, "AD");
	rc_buf_fini(&b);
	key_of(&b, "Bà 7");
	assert_string_equal(b.p, "DA!$17 001 1");
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
