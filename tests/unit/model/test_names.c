/* SPDX-License-Identifier: MIT */
/* names - any case, marks and punctuation aside, in both languages. */
#include <lib/unit.h>

#include <model/names.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>
#include <rollcall/model/kind.h>

#include <string.h>

static void
test_lists(void **state)
{
	static const struct {
		const char *text, *list;
		bool has;
	} table[] = {
		{ "serial no", "Serial Number|Serial No.|S/N", true },
		{ "S/N", "Serial Number|Serial No.|S/N", true },
		{ "  SERIAL_NUMBER ", "Serial Number", true },
		{ "Serial", "Serial Number|Serial No.", false },
		{ "serial numbers", "Serial Number", false },
		{ "so may", "Số máy", true },
		{ "đặc", "dac", true },
		{ "dac", "Đặc", true },
		{ "", "a|b", false },
		{ "--", "a||b", false },
		{ "a", "", false },
		{ "a", NULL, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(table); i++) {
		struct rc_names names;

		rc_names_init(&names, rc_str_of(table[i].text));
		if (rc_names_has(&names, table[i].list) != table[i].has)
			fail_msg("\"%s\" in \"%s\"", table[i].text,
			         table[i].list);
		rc_names_fini(&names);
	}
}

static void
test_ceiling(void **state)
{
	static char text[2001];
	struct rc_names names;

	(void)state;
	memset(text, 'a', 2000);
	rc_names_init(&names, rc_str_of(text));
	assert_false(rc_names_has(&names, text));
	rc_names_fini(&names);
}

/* Each label finds its field in both languages, or another names it better. */
static void
test_labels(void **state)
{
	size_t k;
	size_t i;
	size_t j;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		const struct rc_kind *kind = rc_kinds[k];

		for (i = 0; i < kind->nfields; i++) {
			const char *vi =
			        rc_tr_in(RC_LANG_VI, kind->fields[i].label);
			struct rc_names names;

			rc_names_init(&names, rc_str_of(vi));
			assert_true(rc_names_has_label(&names,
			                               kind->fields[i].label));
			for (j = 0; j < i; j++) {
				if (rc_names_has_label(&names,
				                       kind->fields[j].label))
					fail_msg("%s: \"%s\" is %s and %s",
					         kind->name, vi,
					         kind->fields[j].name,
					         kind->fields[i].name);
			}
			rc_names_fini(&names);
		}
	}
}

static void
test_out_of_memory(void **state)
{
	struct rc_names names;

	(void)state;
	rc_mem_fail_at(1);
	rc_names_init(&names, RC_STR("serial"));
	assert_false(rc_names_has(&names, "serial"));
	rc_mem_fail_at(0);
	rc_names_fini(&names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
