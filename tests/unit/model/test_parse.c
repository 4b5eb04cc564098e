/* SPDX-License-Identifier: MIT */
/* parse - what users and files write, and what is said of the rest. */
#include <lib/unit.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>
#include <rollcall/model/log.h>

#include <string.h>

static const struct rc_field *
field(const char *path)
{
	struct rc_str rest = rc_str_of(path);
	struct rc_str kind;
	const struct rc_field *f;

	assert_true(rc_str_split(&rest, '.', &kind));
	f = rc_field_find(rc_kind_find(kind), rest);
	assert_non_null(f);
	return f;
}

static void
test_numbers(void **state)
{
	static const struct {
		const char *field, *text;
		int64_t value;
	} table[] = {
		{ "devices.ram_mb", " 8192 ", 8192 },
		{ "devices.port", "22", 22 },
		{ "devices.cost", "18.500.000 đ", 18500000 },
		{ "devices.cost", "18,5 triệu", 18500000 },
		{ "devices.purchase_date", "2025-08-15", 20315 },
		{ "devices.purchase_date", "15/08/2025", 20315 },
		{ "devices.purchase_date", "5/8/2025", 20305 },
		{ "devices.status", "hỏng", RC_STATUS_BROKEN },
		{ "devices.category", "Máy tính xách tay", RC_CATEGORY_LAPTOP },
		{ "links.controlled", "Có", 1 },
		{ "links.controlled", "x", 1 },
		{ "links.controlled", "TRUE", 1 },
		{ "links.controlled", "không", 0 },
		{ "links.controlled", "0", 0 },
		{ "events.at", "2026-11-22T15:04:05+07:00", 1795334645000 },
	};
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_value v;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(table); i++) {
		if (!rc_field_parse(field(table[i].field),
		                    rc_str_of(table[i].text), RC_YMD_OR_DMY,
		                    &arena, &v, &err))
			fail_msg("%s: %s", table[i].text, err.text);
		assert_int_equal(v.type, RC_INT);
		assert_int_equal(v.i, table[i].value);
	}
	assert_true(rc_field_parse(field("devices.purchase_date"),
	                           RC_STR("8/15/2025"), RC_MDY, &arena, &v,
	                           &err));
	assert_int_equal(v.i, 20315);
	rc_arena_fini(&arena);
}

static void
test_texts(void **state)
{
	static const struct {
		const char *field, *text, *value;
	} table[] = {
		{ "devices.name", "  Máy in \xC2\xA0", "Máy in" },
		{ "devices.name", "e\xCC\x82\xCC\x81", "\xE1\xBA\xBF" },
		{ "devices.agency", " H19.04 ", "H19.04" },
		{ "devices.host", "fe80::1", "fe80::1" },
		{ "devices.name", " \t ", NULL },
		{ "devices.port", "", NULL },
		{ "devices.status", "", NULL },
		{ "devices.agency", "", NULL },
	};
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_value v;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(table); i++) {
		assert_true(rc_field_parse(field(table[i].field),
		                           rc_str_of(table[i].text),
		                           RC_YMD_OR_DMY, &arena, &v, &err));
		assert_int_equal(v.type,
		                 table[i].value == NULL ? RC_NULL : RC_TEXT);
		if (table[i].value != NULL)
			assert_string_equal(v.s.p, table[i].value);
	}
	rc_arena_fini(&arena);
}

static void
test_refused(void **state)
{
	static const struct {
		const char *field, *text, *why;
	} table[] = {
		{ "devices.port", "70000",
		  "\"70000\" is out of range (1 to 65535)" },
		{ "devices.port", "22x",
		  "\"22x\" is not a whole number (write digits only, such as "
		  "36)" },
		{ "devices.port", "9223372036854775808",
		  "\"9223372036854775808\" is not a whole number (write digits "
		  "only, such as 36)" },
		{ "devices.cost", "-1",
		  "\"-1\" is out of range (0 to 1000000000000)" },
		{ "devices.ownership", "stolen",
		  "\"stolen\" is not one of: owned rented supplied personal" },
		{ "links.controlled", "maybe",
		  "\"maybe\" is neither yes nor no" },
		{ "devices.ip", "10.75.1.300",
		  "\"10.75.1.300\" should be an IPv4 or IPv6 address" },
		{ "devices.asset_tag", "A\033[2J",
		  "\"A␛[2J\" should be 1 to 64 visible characters" },
		{ "devices.name", "a\xFF",
		  "\"a\xEF\xBF\xBD\" is not valid UTF-8 text" },
	};
	struct rc_arena arena;
	struct rc_value v = RC_VALUE_INT(77);
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(table); i++) {
		struct rc_err err = { 0 };

		assert_false(rc_field_parse(field(table[i].field),
		                            rc_str_of(table[i].text),
		                            RC_YMD_OR_DMY, &arena, &v, &err));
		assert_int_equal(err.code, RC_EINVALID);
		assert_string_equal(err.text, table[i].why);
		assert_int_equal(v.i, 77); /* untouched */
	}
	rc_arena_fini(&arena);
}

/* Labels are as good as names, and the machine's words stand beside them. */
static void
test_refused_in_vietnamese(void **state)
{
	struct rc_arena arena;
	struct rc_value v;
	struct rc_err err = { 0 };

	(void)state;
	rc_arena_init(&arena);
	rc_lang_set(RC_LANG_VI);
	assert_false(rc_field_parse(field("tokens.status"), rc_str_of("x"),
	                            RC_YMD_OR_DMY, &arena, &v, &err));
	assert_string_equal(
	        err.text, "\"x\" không thuộc các giá trị: đang dùng (active), "
	                  "thu hồi (revoked), mất (lost)");
	/* Many words, little room: the labels alone. */
	assert_false(rc_field_parse(field("devices.category"), rc_str_of("x"),
	                            RC_YMD_OR_DMY, &arena, &v, &err));
	assert_string_equal(
	        err.text, "\"x\" không thuộc các giá trị: PC để bàn, xách tay, "
	                  "máy bảng, điện thoại, màn hình, máy in, máy quét, "
	                  "máy hủy, photocopy, TB mạng, máy chủ, khác");
	rc_lang_set(RC_LANG_EN);
	rc_arena_fini(&arena);
}

/* Words that are kept as text are understood by their labels, too. */
static void
test_said(void **state)
{
	static const char *const texts[][2] = {
		{ "timeout", "timeout" },
		{ "too slow", "timeout" },
		{ "Another machine answers", "other_machine" },
		{ "no such word", "no such word" },
	};
	struct rc_arena arena;
	struct rc_value v;
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(texts); i++) {
		assert_true(rc_field_parse(field("devices.last_outcome"),
		                           rc_str_of(texts[i][0]),
		                           RC_YMD_OR_DMY, &arena, &v, &err));
		assert_string_equal(v.s.p, texts[i][1]);
	}
	rc_arena_fini(&arena);
}

static void
test_ceiling(void **state)
{
	static char text[8194];
	struct rc_str s = { text, 8193 };
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_value v;

	(void)state;
	memset(text, 'a', sizeof(text) - 1);
	rc_arena_init(&arena);
	assert_false(rc_field_parse(field("devices.notes"), s, RC_YMD_OR_DMY,
	                            &arena, &v, &err));
	assert_string_equal(err.text, "the text is longer than 8192 bytes");
	s.n = 8192;
	assert_true(rc_field_parse(field("devices.notes"), s, RC_YMD_OR_DMY,
	                           &arena, &v, &err));
	assert_int_equal(v.s.n, 8192);
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_refused_in_vietnamese),
		cmocka_unit_test(test_said),
		cmocka_unit_test(test_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
