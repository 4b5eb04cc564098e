/* SPDX-License-Identifier: MIT */
/*
 * golden - every screen drawn over a small fixed inventory, compared with
 * tests/golden/tui/NAME. Set GOLDEN=1 to write the files anew; the review is
 * the difference in git.
 */
#include "world.h"

#include "files.h"

static void
compare(const char *name, const struct rc_buf *got)
{
	char path[200];
	struct rc_arena arena;
	struct rc_str want = { 0 };
	struct rc_err err = { 0 };

	snprintf(path, sizeof(path), "tests/golden/tui/%s.txt", name);
	if (getenv("GOLDEN") != NULL) {
		assert_true(rc_file_write(path, rc_buf_str(got), 0644, &err));
		return;
	}
	rc_arena_init(&arena);
	if (!rc_file_read(path, 1 << 20, &arena, &want, &err))
		fail_msg("%s (GOLDEN=1 writes it)", err.text);
	if (!rc_str_eq(want, rc_buf_str(got)))
		print_error("--- got, for %s\n%s", path, got->p);
	assert_string_equal(got->p, want.p);
	rc_arena_fini(&arena);
}

struct look {
	const char *name;
	int w, h;
	bool ascii, roles;
	enum rc_lang lang;
};

static void
draw_all(struct world *world, const struct look *look)
{
	struct session s;
	struct rc_buf b;
	char name[100];
	size_t i;

	rc_lang_set(look->lang);
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(screens); i++) {
		begin(&s, world, look->w, look->h);
		s.canvas.ascii = look->ascii;
		keys(&s, screens[i].keys);
		if (screens[i].poll)
			play_poll(&s);
		tui_ui_draw(s.ui, &s.canvas);
		rc_buf_clear(&b);
		tui_canvas_dump(&s.canvas, look->roles, &b);
		snprintf(name, sizeof(name), "%s-%s", screens[i].name,
		         look->name);
		compare(name, &b);
		end(&s);
	}
	rc_buf_fini(&b);
	rc_lang_set(RC_LANG_EN);
}

/* The folder of a test has another name each time, of the same length. */
static void
mask_folder(const struct world *world, struct rc_buf *b)
{
	static const char mask[] = "/tmp/rollcall-tui-FOLDER";
	char *at = b->p;

	assert_int_equal(strlen(world->folder), strlen(mask));
	while ((at = strstr(at, world->folder)) != NULL)
		memcpy(at, mask, strlen(mask));
}

/* Each step of the wizard in a world of its own: some of them write. */
static void
draw_steps(const struct look *look)
{
	struct session s;
	struct rc_buf b;
	char name[100];
	void *world;
	size_t i;

	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(steps); i++) {
		make_import(&world);
		rc_lang_set(look->lang);
		begin_import(&s, world, look->w, look->h);
		s.canvas.ascii = look->ascii;
		keys(&s, steps[i].keys);
		tui_ui_draw(s.ui, &s.canvas);
		rc_buf_clear(&b);
		tui_canvas_dump(&s.canvas, look->roles, &b);
		mask_folder(world, &b);
		snprintf(name, sizeof(name), "%s-%s", steps[i].name,
		         look->name);
		compare(name, &b);
		end(&s);
		end_import(&world);
	}
	rc_buf_fini(&b);
	rc_lang_set(RC_LANG_EN);
}

static void
draw_both(struct world *world, const struct look *look)
{
	draw_all(world, look);
	draw_steps(look);
}

static void
test_en_80(void **state)
{
	draw_both(*state, &(struct look){ "80x24-en", 80, 24, false, true,
	                                  RC_LANG_EN });
}

static void
test_en_200(void **state)
{
	draw_both(*state, &(struct look){ "200x50-en", 200, 50, false, false,
	                                  RC_LANG_EN });
}

static void
test_en_60(void **state)
{
	draw_both(*state, &(struct look){ "60x16-en", 60, 16, false, false,
	                                  RC_LANG_EN });
}

static void
test_en_ascii(void **state)
{
	draw_both(*state, &(struct look){ "80x24-ascii", 80, 24, true, false,
	                                  RC_LANG_EN });
}

/* Is there a Vietnamese catalogue in this build? */
static bool
has_vi(void)
{
	bool has;

	rc_lang_set(RC_LANG_VI);
	has = strcmp(_("Home"), "Dashboard") != 0;
	rc_lang_set(RC_LANG_EN);
	return has;
}

static void
test_vi_80(void **state)
{
	if (!has_vi())
		skip();
	draw_both(*state, &(struct look){ "80x24-vi", 80, 24, false, false,
	                                  RC_LANG_VI });
}

static void
test_vi_200(void **state)
{
	if (!has_vi())
		skip();
	draw_both(*state, &(struct look){ "200x50-vi", 200, 50, false, false,
	                                  RC_LANG_VI });
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_en_80), cmocka_unit_test(test_en_200),
		cmocka_unit_test(test_en_60), cmocka_unit_test(test_en_ascii),
		cmocka_unit_test(test_vi_80), cmocka_unit_test(test_vi_200),
	};

	return cmocka_run_group_tests(tests, make_world, end_world);
}
