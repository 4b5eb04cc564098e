/* SPDX-License-Identifier: MIT */
/* shown - pieces of hostile text in messages. */
#include <lib/unit.h>

#include <model/shown.h>

#include <string.h>

static void
test_table(void **state)
{
	static const struct {
		const char *text, *shown;
	} table[] = {
		{ "", "" },
		{ "máy in", "máy in" },
		{ "a\033[2Jb", "a␛[2Jb" },
		{ "a\nb", "a␊b" },
		{ "a\xFF", "a\xEF\xBF\xBD" },
		{ "1234567890123456789012345678901234567890",
		  "1234567890123456789012345678901234567890" },
		{ "12345678901234567890123456789012345678901",
		  "123456789012345678901234567890123456789…" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++)
		assert_string_equal(rc_shown_of(rc_str_of(table[i].text)).text,
		                    table[i].shown);
}

static void
test_much(void **state)
{
	static char text[100001];
	struct rc_shown shown;

	(void)state;
	memset(text, 'x', 100000);
	shown = rc_shown_of(rc_str_of(text));
	assert_int_equal(strlen(shown.text), 39 + strlen("…"));
	/* Marks without end on one letter still fit. */
	memset(text, 0, sizeof(text));
	for (size_t i = 0; i + 2 < 100000; i += 2)
		memcpy(text + i, "\xCC\x81", 2);
	shown = rc_shown_of(rc_str_of(text));
	assert_true(strlen(shown.text) < sizeof(shown.text));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
