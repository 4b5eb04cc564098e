/* SPDX-License-Identifier: MIT */
/* choice: narrowed by typing without marks; what is typed in full wins. */
#include "widget/choice.h"

#include <lib/unit.h>

#include <string.h>

static const struct tui_choice_item items[] = {
	{ "Thiết bị", "go to [3]", "devices", 1 },
	{ "Tiếng Việt", "language", "lang vi", 2 },
	{ "English", "language", "lang en", 3 },
	{ "Đắk Lắk", "", "", 4 },
};

static const struct {
	const char *typed;
	size_t shown;
	int id; /* under the cursor; -1 = nothing */
} cases[] = {
	{ "", 4, 1 },         { "thiet bi", 1, 1 },    { "lang", 2, 2 },
	{ "lang en", 2, 3 },  { "LANG VI", 1, 2 },     { "viet tieng", 1, 2 },
	{ "dak", 1, 4 },      { "đắk", 1, 4 },         { "đak", 0, -1 },
	{ "nothing", 0, -1 }, { "  devices  ", 1, 1 },
};

static void
start(struct tui_choice *choice)
{
	size_t i;

	tui_choice_init(choice, "Command");
	for (i = 0; i < RC_COUNT(items); i++)
		tui_choice_add(choice, items[i]);
}

static enum tui_choice_end
press(struct tui_choice *choice, int32_t key)
{
	struct tui_event event = { .type = TUI_EVENT_KEY, .key = key };

	return tui_choice_handle(choice, &event);
}

static void
test_narrow(void **state)
{
	static struct tui_choice choice;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_str rest = rc_str_of(cases[i].typed);
		int32_t cp;
		size_t n;

		start(&choice);
		while (rest.n > 0 && (n = rc_utf8_next(rest, &cp)) > 0) {
			assert_int_equal(press(&choice, cp), TUI_CHOICE_OPEN);
			rest.p += n;
			rest.n -= n;
		}
		assert_int_equal(choice.nshown, cases[i].shown);
		if (cases[i].id < 0)
			assert_null(tui_choice_item(&choice));
		else
			assert_int_equal(tui_choice_item(&choice)->id,
			                 cases[i].id);
		tui_choice_fini(&choice);
	}
}

static void
test_keys(void **state)
{
	static struct tui_choice choice;

	(void)state;
	start(&choice);
	press(&choice, TUI_KEY_UP);
	assert_int_equal(tui_choice_item(&choice)->id, 1);
	press(&choice, TUI_KEY_DOWN);
	press(&choice, TUI_KEY_DOWN);
	assert_int_equal(tui_choice_item(&choice)->id, 3);
	press(&choice, TUI_KEY_PGDN);
	assert_int_equal(tui_choice_item(&choice)->id, 4);
	tui_choice_select(&choice, 2);
	assert_int_equal(tui_choice_item(&choice)->id, 2);
	assert_int_equal(press(&choice, TUI_KEY_ENTER), TUI_CHOICE_PICKED);
	assert_int_equal(press(&choice, TUI_KEY_ESC), TUI_CHOICE_CLOSED);
	tui_choice_fini(&choice);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
