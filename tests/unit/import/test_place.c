/* SPDX-License-Identifier: MIT */
#include "import/place.h"

#include <lib/unit.h>

static void
test_unit(void **state)
{
	static const struct {
		const char *name, *unit, *place;
	} table[] = {
		{ "Đảng ủy xã Lộc Thành", "xã lộc thành", "lộc thành" },
		{ "ĐẢNG UỶ XÃ LỘC THÀNH", "xã lộc thành", "lộc thành" },
		{ "UBND xã Lộc Thành", "xã lộc thành", "lộc thành" },
		{ "Ủy ban nhân dân phường Đồng Phú", "phường đồng phú",
		  "đồng phú" },
		{ "X. Lộc Thành", "xã lộc thành", "lộc thành" },
		{ "P.Đồng Phú", "phường đồng phú", "đồng phú" },
		{ "TP Biên Hòa", "thành phố biên hoà", "biên hoà" },
		{ "Thị xã Bình Long", "thị xã bình long", "bình long" },
		{ "Văn phòng Tỉnh ủy", NULL, NULL },
		{ "Xăng dầu", NULL, NULL },
		{ "Xã", NULL, NULL },
		{ "", NULL, NULL },
	};
	struct rc_buf b;
	size_t place;
	size_t i;

	(void)state;
	rc_buf_init(&b, 1000);
	for (i = 0; i < RC_COUNT(table); i++) {
		bool found;

		rc_buf_clear(&b);
		rc_buf_puts(&b, "before ");
		found = rc_place_unit(rc_str_of(table[i].name), &b, &place);
		if (found != (table[i].unit != NULL))
			fail_msg("%s", table[i].name);
		if (!found)
			continue;
		assert_string_equal(b.p + 7, table[i].unit);
		assert_string_equal(b.p + place, table[i].place);
	}
	rc_buf_fini(&b);
}

static void
test_bare(void **state)
{
	static const char *const table[][2] = {
		{ "Đảng ủy xã Lộc Thành", "loc thanh" },
		{ "UBND phuong Dong Phu", "dong phu" },
		{ "Đăk Nhau", "dak nhau" },
		{ "uy ban nhan dan x. Dak Nhau", "dak nhau" },
		{ "Sở Nội vụ", "so noi vu" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 1000);
	for (i = 0; i < RC_COUNT(table); i++) {
		rc_buf_clear(&b);
		rc_place_bare(rc_str_of(table[i][0]), &b);
		assert_string_equal(b.p, table[i][1]);
	}
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unit),
		cmocka_unit_test(test_bare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
