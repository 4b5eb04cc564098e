/* SPDX-License-Identifier: MIT */
/* action: key maps are read, faults named by line; letters of input methods. */
#include "action.h"
#include "event.h"

#include <lib/unit.h>

#include <string.h>

static void
test_default(void **state)
{
	struct tui_keymap keymap;
	struct rc_err err = { 0 };
	struct rc_buf b;
	int i;

	(void)state;
	assert_true(tui_keymap_default(&keymap, &err));
	rc_buf_init(&b, 1000);
	for (i = 1; i < TUI_ACTION_COUNT; i++) {
		/* every action has a key, every key one meaning */
		rc_buf_clear(&b);
		tui_keymap_put_keys(&keymap, (enum tui_action)i, 1, &b);
		assert_true(b.n > 0);
	}
	for (i = 0; i < (int)keymap.n; i++)
		assert_int_equal(
		        tui_keymap_find(&keymap, keymap.bindings[i].key),
		        keymap.bindings[i].action);
	rc_buf_clear(&b);
	tui_keymap_put_keys(&keymap, TUI_ACT_REFRESH, 4, &b);
	assert_string_equal(b.p, "Ctrl-R F5");
	assert_int_equal(tui_keymap_find(&keymap, TUI_KEY_BACKSPACE),
	                 TUI_ACT_NONE);
	rc_buf_fini(&b);
}

static void
test_parse(void **state)
{
	static const struct {
		const char *text, *error; /* NULL = it parses */
	} cases[] = {
		{ "", NULL },
		{ "# up\n\n  up =  Up  k \n", NULL },
		{ "up = Up\nfly = f\n", "f.conf:2: there is no action fly" },
		{ "up = Upp\n", "f.conf:1: Upp is not the name of a key" },
		{ "up\n", "f.conf:1: a line is ACTION = KEY KEY..." },
	};
	struct tui_keymap keymap = { .n = 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rc_err err = { 0 };
		bool ok = tui_keymap_parse(&keymap, "f.conf",
		                           rc_str_of(cases[i].text), &err);

		assert_int_equal(ok, cases[i].error == NULL);
		if (cases[i].error != NULL)
			assert_string_equal(err.text, cases[i].error);
	}
	/* what failed left the map that was there */
	assert_int_equal(keymap.n, 2);
	assert_int_equal(tui_keymap_find(&keymap, 'k'), TUI_ACT_UP);
}

static void
test_folding(void **state)
{
	static const struct {
		int32_t key;
		enum tui_action action;
	} cases[] = {
		{ 'w', TUI_ACT_UP },      { 0x1b0, TUI_ACT_UP },    /* ư */
		{ 'd', TUI_ACT_DOWN },    { 0x111, TUI_ACT_DOWN },  /* đ */
		{ 'D', TUI_ACT_HOME },    { 0x110, TUI_ACT_HOME },  /* Đ */
		{ 'e', TUI_ACT_EDIT },    { 0x1ec7, TUI_ACT_NONE }, /* ệ */
		{ 'o', TUI_ACT_OPEN },    { 0x1edf, TUI_ACT_OPEN }, /* ở */
		{ 0x65e5, TUI_ACT_NONE }, { 0x1f600, TUI_ACT_NONE },
	};
	struct tui_keymap keymap;
	struct rc_err err = { 0 };
	size_t i;

	(void)state;
	assert_true(tui_keymap_parse(
	        &keymap, "f", RC_STR("up=w\ndown=d\nhome=D\nedit=e\nopen=o\n"),
	        &err));
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(tui_keymap_find(&keymap, cases[i].key),
		                 cases[i].action);
	assert_true(tui_keymap_folded(&keymap, 0x111));
	assert_false(tui_keymap_folded(&keymap, 'd'));
	assert_false(tui_keymap_folded(&keymap, 0x65e5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_default),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
