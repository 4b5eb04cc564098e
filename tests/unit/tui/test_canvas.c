/* SPDX-License-Identifier: MIT */
/* canvas: clipping, widths, ASCII forms, bars, dumps. */
#include "canvas/canvas.h"

#include <lib/unit.h>

#include <string.h>

static void
make(struct tui_canvas *canvas, int w, int h)
{
	struct rc_err err = { 0 };

	tui_canvas_init(canvas);
	assert_true(tui_canvas_resize(canvas, w, h, &err));
}

static void
check_dump(const struct tui_canvas *canvas, bool roles, const char *want)
{
	struct rc_buf b;

	rc_buf_init(&b, 1 << 20);
	tui_canvas_dump(canvas, roles, &b);
	assert_string_equal(b.p, want);
	rc_buf_fini(&b);
}

static void
test_put(void **state)
{
	struct tui_canvas c;

	(void)state;
	make(&c, 10, 2);
	assert_int_equal(tui_put(&c, 0, 0, TUI_PLAIN, "Đắk Lắk"), 7);
	assert_int_equal(tui_put(&c, 6, 1, TUI_PLAIN, "Lộc Thạnh"), 9);
	check_dump(&c, false, "Đắk Lắk\n      Lộc\n");
	/* NFD comes out composed, one cell a letter */
	assert_int_equal(tui_put(&c, 0, 1, TUI_PLAIN, "So\xcc\x9b\xcc\x89"), 2);
	check_dump(&c, false, "Đắk Lắk\nSở    Lộc\n");
	tui_canvas_fini(&c);
}

static void
test_put_outside(void **state)
{
	struct tui_canvas c;
	struct tui_rect old;

	(void)state;
	make(&c, 4, 2);
	tui_put(&c, -2, 0, TUI_PLAIN, "abcd");
	tui_put(&c, 0, -1, TUI_PLAIN, "xxxx");
	tui_put(&c, 0, 2, TUI_PLAIN, "xxxx");
	tui_put(&c, 100, 0, TUI_PLAIN, "xxxx");
	old = tui_clip(&c, (struct tui_rect){ 1, 1, 2, 9 });
	tui_put(&c, 0, 1, TUI_PLAIN, "wxyz");
	c.clip = old;
	check_dump(&c, false, "cd\n xy\n");
	tui_canvas_fini(&c);
}

static void
test_wide_and_hostile(void **state)
{
	struct tui_canvas c;

	(void)state;
	make(&c, 6, 1);
	tui_put(&c, 0, 0, TUI_PLAIN, "日本x");
	check_dump(&c, false, "日本x\n");
	/* cutting a wide character in two leaves a blank, not a half */
	tui_put(&c, 1, 0, TUI_PLAIN, "a");
	check_dump(&c, false, " a本x\n");
	tui_put(&c, 2, 0, TUI_PLAIN, "b");
	check_dump(&c, false, " ab x\n");
	/* a wide one that does not fit whole is left out */
	tui_put(&c, 5, 0, TUI_PLAIN, "日");
	check_dump(&c, false, " ab x\n");
	/* controls are shown, never sent; a leading mark has a place */
	tui_put(&c, 0, 0, TUI_PLAIN, "\x1b[2J\xff");
	check_dump(&c, false, "␛[2J\xef\xbf\xbd\n");
	tui_canvas_fini(&c);
}

static void
test_put_in(void **state)
{
	struct tui_canvas c;

	(void)state;
	make(&c, 12, 4);
	tui_put_in(&c, (struct tui_rect){ 0, 0, 8, 1 }, TUI_PLAIN, RC_LEFT,
	           "Sở Nội vụ Đắk Lắk");
	tui_put_in(&c, (struct tui_rect){ 0, 1, 8, 1 }, TUI_PLAIN, RC_RIGHT,
	           "1.902");
	tui_put_in(&c, (struct tui_rect){ 0, 2, 8, 1 }, TUI_PLAIN, RC_RIGHT,
	           "Sở Nội vụ");
	tui_put_in(&c, (struct tui_rect){ 0, 3, 1, 1 }, TUI_PLAIN, RC_LEFT,
	           "ab");
	tui_put_in(&c, (struct tui_rect){ 0, 3, 0, 1 }, TUI_PLAIN, RC_LEFT,
	           "ab");
	tui_put_in(&c, (struct tui_rect){ 0, 3, -5, 1 }, TUI_PLAIN, RC_LEFT,
	           "ab");
	check_dump(&c, false, "Sở Nội …\n   1.902\nSở Nội …\n…\n");
	tui_canvas_fini(&c);
}

static void
test_ascii(void **state)
{
	struct tui_canvas c;

	(void)state;
	make(&c, 20, 3);
	c.ascii = true;
	tui_put(&c, 0, 0, TUI_PLAIN, "UBND xã Đăk Ơ · đủ");
	tui_rule(&c, 0, 1, 12, "Cấp");
	tui_bar(&c, (struct tui_rect){ 0, 2, 10, 1 }, TUI_OK, 28);
	tui_glyph(&c, 4, 2, TUI_OK, TUI_TARGET);
	check_dump(&c, false, "UBND xa Dak O . du\n-- Cap -----\n####|\n");
	tui_canvas_fini(&c);
}

static void
test_bar(void **state)
{
	static const struct {
		int eighths;
		const char *want;
	} cases[] = {
		{ -3, "\n" },   { 0, "\n" },     { 1, "▏\n" },    { 8, "█\n" },
		{ 13, "█▋\n" }, { 24, "███\n" }, { 99, "███\n" },
	};
	struct tui_canvas c;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		make(&c, 5, 1);
		tui_bar(&c, (struct tui_rect){ 0, 0, 3, 1 }, TUI_OK,
		        cases[i].eighths);
		check_dump(&c, false, cases[i].want);
		tui_canvas_fini(&c);
	}
}

static void
test_roles(void **state)
{
	struct tui_canvas c;

	(void)state;
	make(&c, 6, 1);
	tui_put(&c, 0, 0, TUI_BAD, "ab");
	tui_put(&c, 2, 0, TUI_PLAIN, "cd");
	tui_shade(&c, (struct tui_rect){ 1, 0, 2, 1 }, TUI_SELECTED);
	tui_cursor(&c, 99, -4);
	check_dump(&c, true, "abcd\n-- roles, cursor 5,0\nbBs\n");
	tui_canvas_fini(&c);
}

static void
test_same(void **state)
{
	struct tui_canvas a;
	struct tui_canvas b;
	struct rc_err err = { 0 };

	(void)state;
	make(&a, 6, 2);
	make(&b, 3, 1);
	tui_put(&a, 0, 0, TUI_PLAIN, "Sở");
	assert_false(tui_canvas_same(&a, &b));
	assert_true(tui_canvas_copy(&b, &a, &err));
	assert_true(tui_canvas_same(&a, &b));
	tui_put(&b, 0, 0, TUI_DIM, "S");
	assert_false(tui_canvas_same(&a, &b));
	tui_canvas_fini(&a);
	tui_canvas_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_put_outside),
		cmocka_unit_test(test_wide_and_hostile),
		cmocka_unit_test(test_put_in),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_bar),
		cmocka_unit_test(test_roles),
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
