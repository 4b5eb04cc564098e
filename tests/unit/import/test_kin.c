/* SPDX-License-Identifier: MIT */
#include "import/kin.h"

#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>

#include <lib/unit.h>

static void
test_field(void **state)
{
	(void)state;
	assert_string_equal(rc_kin_field(&rc_kind_agency)->name, "parent");
	assert_null(rc_kin_field(&rc_kind_device));
}

/* 1 above 2 above 3, stored; 4 and 5 in the file. */
static void
fill(struct rc_kin *kin)
{
	rc_kin_init(kin, &rc_kind_agency);
	assert_true(rc_kin_store(kin, "3", "2"));
	assert_true(rc_kin_store(kin, "2", "1"));
	assert_true(rc_kin_store(kin, "1", NULL));
	assert_true(rc_kin_expect(kin, RC_STR("4"), RC_STR("Bốn"), 7));
	assert_true(rc_kin_expect(kin, RC_STR("5"), RC_STR("Năm"), 8));
	assert_true(rc_kin_expect(kin, RC_STR("2"), RC_STR("Năm"), 9));
}

static void
test_find(void **state)
{
	struct rc_kin kin;

	(void)state;
	fill(&kin);
	assert_int_equal(rc_kin_find(&kin, RC_STR("3"))->line, 0);
	assert_int_equal(rc_kin_find(&kin, RC_STR("3"))->state, RC_KIN_STORED);
	assert_int_equal(rc_kin_find(&kin, RC_STR("2"))->line, 9);
	assert_int_equal(rc_kin_find(&kin, RC_STR("2"))->state,
	                 RC_KIN_EXPECTED);
	assert_string_equal(rc_kin_find(&kin, RC_STR("BỐN"))->key, "4");
	/* Two rows of that name: neither. */
	assert_null(rc_kin_find(&kin, RC_STR("Năm")));
	assert_null(rc_kin_find(&kin, RC_STR("6")));
	assert_null(rc_kin_find(&kin, RC_STR("")));
	rc_kin_fini(&kin);
}

static void
test_rings(void **state)
{
	struct rc_kin kin;

	(void)state;
	fill(&kin);
	assert_true(rc_kin_rings(&kin, RC_STR("1"), RC_STR("3")));
	assert_true(rc_kin_rings(&kin, RC_STR("1"), RC_STR("1")));
	assert_false(rc_kin_rings(&kin, RC_STR("3"), RC_STR("1")));
	assert_false(rc_kin_rings(&kin, RC_STR("4"), RC_STR("3")));
	assert_true(rc_kin_rings(&kin, RC_STR("9"), RC_STR("9")));
	/* 2 leaves 1: then 1 may go beneath 3. */
	assert_true(rc_kin_decide(&kin, RC_STR("2"), true, RC_STR("")));
	assert_false(rc_kin_rings(&kin, RC_STR("1"), RC_STR("3")));
	rc_kin_fini(&kin);
}

static void
test_decide(void **state)
{
	struct rc_kin kin;

	(void)state;
	fill(&kin);
	assert_true(rc_kin_decide(&kin, RC_STR("4"), false, RC_STR("")));
	assert_int_equal(rc_kin_find(&kin, RC_STR("4"))->state, RC_KIN_REFUSED);
	assert_true(rc_kin_decide(&kin, RC_STR("5"), true, RC_STR("new")));
	assert_int_equal(rc_kin_find(&kin, RC_STR("5"))->state, RC_KIN_TAKEN);
	/* The same key again, refused, takes nothing back. */
	assert_true(rc_kin_decide(&kin, RC_STR("5"), false, RC_STR("")));
	assert_int_equal(rc_kin_find(&kin, RC_STR("5"))->state, RC_KIN_TAKEN);
	/* A refused row leaves the stored tree as it is. */
	assert_true(rc_kin_decide(&kin, RC_STR("2"), false, RC_STR("3")));
	assert_false(rc_kin_rings(&kin, RC_STR("3"), RC_STR("1")));
	assert_true(rc_kin_decide(&kin, RC_STR(""), true, RC_STR("1")));
	rc_kin_fini(&kin);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_field),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_rings),
		cmocka_unit_test(test_decide),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
