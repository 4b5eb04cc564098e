/* SPDX-License-Identifier: MIT */
#include <rollcall/base/i18n.h>

#include <base/mo.h>
#include <rollcall/base/data.h>

#include <lib/unit.h>

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		enum rc_lang lang;
	} cases[] = {
		{ "vi", true, RC_LANG_VI },
		{ "vi_VN", true, RC_LANG_VI },
		{ "vi_VN.UTF-8", true, RC_LANG_VI },
		{ "VI", true, RC_LANG_VI },
		{ "en", true, RC_LANG_EN },
		{ "en_US.UTF-8", true, RC_LANG_EN },
		{ "C", true, RC_LANG_EN },
		{ "C.UTF-8", true, RC_LANG_EN },
		{ "POSIX", true, RC_LANG_EN },
		{ "fr_FR", false, RC_LANG_EN },
		{ "vie", false, RC_LANG_EN },
		{ "", false, RC_LANG_EN },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		enum rc_lang lang = RC_LANGS;

		assert_int_equal(rc_lang_parse(cases[i].text, &lang),
		                 cases[i].ok);
		assert_int_equal(lang, cases[i].ok ? cases[i].lang : RC_LANGS);
	}
}

static void
test_switch(void **state)
{
	const struct rc_data *file = rc_data_find("po/vi.mo");
	const char *vietnamese = NULL;
	struct rc_mo mo;

	(void)state;
	if (file != NULL) {
		assert_true(rc_mo_open(rc_data_str(file), &mo));
		vietnamese = rc_mo_find(&mo, "out of memory");
	}
	assert_int_equal(rc_lang(), RC_LANG_EN);
	assert_string_equal(_("no such message, ever"),
	                    "no such message, ever");
	rc_lang_set(RC_LANG_VI);
	assert_int_equal(rc_lang(), RC_LANG_VI);
	assert_string_equal(_("no such message, ever"),
	                    "no such message, ever");
	assert_string_equal(_(""), ""); /* not the catalogue's header */
	if (vietnamese != NULL)
		assert_string_equal(_("out of memory"), vietnamese);
	rc_lang_set(RC_LANG_EN);
	assert_string_equal(_("out of memory"), "out of memory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_switch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
