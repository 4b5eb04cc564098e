/* SPDX-License-Identifier: MIT */
#include <rollcall/base/text.h>

#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>

static void
test_valid(void **state)
{
	static const struct {
		const char *bytes;
		size_t at; /* SIZE_MAX: valid */
	} cases[] = {
		{ "", SIZE_MAX },
		{ "abc", SIZE_MAX },
		{ "Xã Đắk Nhau", SIZE_MAX },
		{ "\xF4\x8F\xBF\xBF", SIZE_MAX }, /* U+10FFFF */
		{ "\xEF\xBF\xBF", SIZE_MAX },
		{ "\xED\x9F\xBF", SIZE_MAX }, /* U+D7FF */
		{ "\xEE\x80\x80", SIZE_MAX }, /* U+E000 */
		{ "a\x80", 1 },
		{ "a\xC3", 1 },
		{ "\xC0\x80", 0 },         /* overlong NUL */
		{ "\xC1\xBF", 0 },         /* overlong U+007F */
		{ "ab\xE0\x9F\xBF", 2 },   /* overlong U+07FF */
		{ "\xF0\x8F\xBF\xBF", 0 }, /* overlong U+FFFF */
		{ "\xED\xA0\x80", 0 },     /* U+D800 */
		{ "\xED\xBF\xBF", 0 },     /* U+DFFF */
		{ "\xF4\x90\x80\x80", 0 }, /* U+110000 */
		{ "\xF5\x80\x80\x80", 0 },
		{ "\xFE", 0 },
		{ "\xFF", 0 },
		{ "\xE1\xBA", 0 },
		{ "\xE1\xBAz", 0 },
		{ "\xF0\x9F\x98", 0 },
	};
	size_t at;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		bool ok = cases[i].at == SIZE_MAX;

		at = SIZE_MAX;
		assert_int_equal(rc_utf8_valid(rc_str_of(cases[i].bytes), &at),
		                 ok);
		assert_int_equal(at, cases[i].at);
		assert_int_equal(rc_utf8_valid(rc_str_of(cases[i].bytes), NULL),
		                 ok);
	}
	assert_false(rc_utf8_valid(RC_STR("a\0b"), &at));
	assert_int_equal(at, 1);
}

/* Cut at every byte, a text is valid just where a character ends. The copy is
 * of exact size, so that a sanitizer sees a read beyond it. */
static void
test_truncated(void **state)
{
	static const char text[] = "Lộc Thạnh – 😀 đ";
	size_t n;

	(void)state;
	for (n = 1; n < sizeof(text); n++) {
		char *copy = malloc(n);
		struct rc_str s = { copy, n };
		struct rc_buf b;
		bool whole = ((unsigned char)text[n] & 0xC0) != 0x80;
		int width;

		assert_non_null(copy);
		memcpy(copy, text, n);
		assert_int_equal(rc_utf8_valid(s, NULL), whole);
		rc_buf_init(&b, 1000);
		rc_text_nfc(&b, s);
		assert_true(rc_utf8_valid(rc_buf_str(&b), NULL));
		rc_text_screen(&b, s);
		assert_true(rc_utf8_valid(rc_buf_str(&b), NULL));
		assert_true(rc_text_grapheme(s, &width) > 0);
		(void)rc_text_width(s);
		rc_buf_fini(&b);
		free(copy);
	}
}

static void
test_cp(void **state)
{
	static const int32_t cps[] = {
		1,      0x7F,   0x80,   0x7FF,   0x800,
		0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
	};
	char out[4];
	int32_t cp;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cps); i++) {
		size_t n = rc_utf8_put(cps[i], out);
		struct rc_str s = { out, n };

		assert_int_equal(rc_utf8_next(s, &cp), n);
		assert_int_equal(cp, cps[i]);
	}
	assert_int_equal(rc_utf8_put(0xD800, out), 3);
	assert_memory_equal(out, "\xEF\xBF\xBD", 3);
	assert_int_equal(rc_utf8_put(-1, out), 3);
	assert_int_equal(rc_utf8_put(0x110000, out), 3);
}

static void
check(void (*put)(struct rc_buf *, struct rc_str), struct rc_str text,
      const char *expected)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	rc_buf_init(&b, 10000);
	put(&b, text);
	assert_true(rc_buf_done(&b, &err));
	assert_string_equal(b.p, expected);
	rc_buf_fini(&b);
}

static void
test_nfc(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "abc", "abc" },
		{ "Biên Hòa", "Biên Hòa" },
		{ "Bie\u0302n Ho\u0300a", "Biên Hòa" },
		{ "a\u0302\u0323", "ậ" }, /* marks in either order */
		{ "a\u0323\u0302", "ậ" },
		{ "\u1EA1\u0302", "ậ" }, /* half composed */
		{ "\u00E2\u0323", "ậ" },
		{ "o\u031B\u0323", "ợ" },
		{ "x\u0301\u0302", "x\u0301\u0302" },
		{ "\u212B", "\u00C5" },
		{ "\u1100\u1161", "\uAC00" },
		{ "a\xC3", "a\uFFFD" },
		{ "\xE1\xBA"
		  "b\u0300",
		  "\uFFFD\uFFFD"
		  "b\u0300" },
		{ "\u0300", "\u0300" },
		{ "日本", "日本" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		check(rc_text_nfc, rc_str_of(cases[i][0]), cases[i][1]);
}

/* A letter under a flood of marks costs no more than the marks we keep. */
static void
test_nfc_flood(void **state)
{
	enum { MARKS = 100000 };
	struct rc_buf flood;
	struct rc_buf b;
	int i;

	(void)state;
	rc_buf_init(&flood, 1 << 20);
	rc_buf_init(&b, 1 << 20);
	rc_buf_puts(&flood, "a");
	for (i = 0; i < MARKS; i++)
		rc_buf_puts(&flood, i % 2 == 0 ? "\u0301" : "\u0323");
	rc_text_nfc(&b, rc_buf_str(&flood));
	/* a with dot below, and 29 of the 30 marks kept: two bytes each */
	assert_int_equal(b.n, 3 + 29 * 2);
	rc_buf_fini(&b);
	rc_buf_fini(&flood);
}

static void
test_screen(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "abc", "abc" },
		{ "Xã Đắk Nhau", "Xã Đắk Nhau" },
		{ "a\x1b[31m", "a␛[31m" },
		{ "a\tb\r\nc\x7f", "a␉b␍␊c␡" },
		{ "a\xC2\x85"
		  "b\xC2\x9B"
		  "c",
		  "a·b·c" },                      /* C1: NEL, CSI */
		{ "\u202Eevil\u202C", "·evil·" }, /* bidi override */
		{ "a\u2066b\u2069\u200E\u061C", "a·b···" },
		{ "a\u200Bb\u200Dc\uFEFF", "a·b·c·" },
		{ "a\u2028b\u2029", "a·b·" },
		{ "\u00AD", "·" },
		{ "\U000E0041", "·" }, /* a tag alone */
		{ "\xFF\xFE", "\uFFFD\uFFFD" },
		{ "\u0301a", "·a" }, /* a mark with no letter */
		{ "e\u0301", "é" },
		{ "👍🏽!", "👍!" },
		{ "👩‍👩‍👧 x", "👩 x" },
		{ "❤️", "❤" },
		{ "🇻🇳", "VN" },
		{ "1\uFE0F\u20E3", "1" },
		{ "🏴\U000E0067\U000E0062\U000E007F.", "🏴." },
		{ "\uE000", "\uE000" },
		{ "\U0003FFFE", "\uFFFD" },
		{ "日本", "日本" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		check(rc_text_screen, rc_str_of(cases[i][0]), cases[i][1]);
	check(rc_text_screen, RC_STR("a\0b"), "a␀b");
}

/* Whatever goes in: nothing a terminal would act on comes out. */
static void
test_screen_all(void **state)
{
	char raw[4];
	struct rc_buf b;
	int32_t cp;

	(void)state;
	rc_buf_init(&b, 100);
	for (cp = 0; cp <= 0x10FFFF; cp++) {
		struct rc_str rest;
		int32_t out;
		size_t n;

		rc_buf_clear(&b);
		rc_text_screen(&b,
		               (struct rc_str){ raw, rc_utf8_put(cp, raw) });
		assert_int_equal(b.state, RC_BUF_OK);
		assert_true(b.n > 0);
		for (rest = rc_buf_str(&b); rest.n > 0;
		     rest.p += n, rest.n -= n) {
			n = rc_utf8_next(rest, &out);
			assert_true(n > 0);
			assert_true(out >= 0x20 && out != 0x7F);
			assert_true(out < 0x80 || out > 0x9F);
			assert_false(out >= 0x200B && out <= 0x200F);
			assert_false(out >= 0x2028 && out <= 0x202E);
			assert_false(out >= 0x2060 && out <= 0x206F);
		}
		assert_true(rc_text_width(rc_buf_str(&b)) > 0);
	}
	rc_buf_fini(&b);
}

static void
test_width(void **state)
{
	static const struct {
		const char *text;
		size_t cells;
	} cases[] = {
		{ "", 0 },         { "abc", 3 },
		{ "Đồng Nai", 8 }, { "Do\u0302\u0300ng", 4 },
		{ "日本", 4 },     { "😀", 2 },
		{ "\u0301", 0 },   { "a\x1b", 1 },
		{ "\xFF", 1 },     { "·…₫", 3 },
		{ "─│█", 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_text_width(rc_str_of(cases[i].text)),
		                 cases[i].cells);
}

static void
test_grapheme(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		int width;
	} cases[] = {
		{ "", 0, 0 },      { "ab", 1, 1 },   { "e\u0302\u0323b", 5, 1 },
		{ "ệb", 3, 1 },    { "日", 3, 2 },   { "\xFFz", 1, 1 },
		{ "a\xFF", 1, 1 }, { "\r\n", 2, 0 },
	};
	size_t i;
	int width;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		width = -1;
		assert_int_equal(
		        rc_text_grapheme(rc_str_of(cases[i].text), &width),
		        cases[i].n);
		assert_int_equal(width, cases[i].width);
	}
}

static void
test_clip(void **state)
{
	struct rc_str text = RC_STR("Đắk 日本");
	static const char *const fronts[] = { "",        "Đ",      "Đắ",
		                              "Đắk",     "Đắk ",   "Đắk ",
		                              "Đắk 日",  "Đắk 日", "Đắk 日本",
		                              "Đắk 日本" };
	static const size_t widths[] = { 0, 1, 2, 3, 4, 4, 6, 6, 8, 8 };
	size_t cells;
	size_t width;

	(void)state;
	for (cells = 0; cells < RC_COUNT(fronts); cells++) {
		assert_true(rc_str_is(rc_text_clip(text, cells, &width),
		                      fronts[cells]));
		assert_int_equal(width, widths[cells]);
	}
	assert_true(rc_str_is(rc_text_clip(text, 2, NULL), "Đắ"));
}

static void
test_pad(void **state)
{
	static const struct {
		const char *text;
		size_t cells;
		enum rc_align align;
		const char *out;
	} cases[] = {
		{ "Xã", 4, RC_LEFT, "Xã  " },
		{ "Xã", 4, RC_RIGHT, "  Xã" },
		{ "Xã", 2, RC_LEFT, "Xã" },
		{ "Đắk Nhau", 5, RC_LEFT, "Đắk …" },
		{ "Đắk Nhau", 5, RC_RIGHT, "Đắk …" },
		{ "Đắk", 1, RC_LEFT, "…" },
		{ "Đắk", 0, RC_LEFT, "" },
		{ "日本語", 4, RC_LEFT, "日… " },
		{ "日本語", 4, RC_RIGHT, " 日…" },
		{ "日", 1, RC_LEFT, "…" },
		{ "", 2, RC_LEFT, "  " },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_buf_clear(&b);
		rc_text_pad(&b, rc_str_of(cases[i].text), cases[i].cells,
		            cases[i].align);
		assert_string_equal(b.p, cases[i].out);
		assert_int_equal(rc_text_width(rc_buf_str(&b)), cases[i].cells);
	}
	rc_buf_fini(&b);
}

static void
test_fault(void **state)
{
	struct rc_err err = { 0 };
	uint64_t at;
	bool ok = false;

	(void)state;
	for (at = 1; !ok; at++) {
		struct rc_buf b;

		rc_buf_init(&b, 100);
		rc_mem_fail_at(at);
		rc_text_screen(&b, RC_STR("Bie\u0302n \x1b Ho\u0300a"));
		rc_mem_fail_at(0);
		ok = rc_buf_done(&b, &err);
		if (!ok)
			assert_int_equal(err.code, RC_ENOMEM);
		rc_buf_fini(&b);
	}
	assert_true(at > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_cp),
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_nfc_flood),
		cmocka_unit_test(test_screen),
		cmocka_unit_test(test_screen_all),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_grapheme),
		cmocka_unit_test(test_clip),
		cmocka_unit_test(test_pad),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
