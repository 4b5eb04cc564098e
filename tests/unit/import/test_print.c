/* SPDX-License-Identifier: MIT */
#include "import/print.h"

#include <rollcall/model/device.h>

#include <lib/unit.h>

#include <stdio.h>

#define FIELDS 64

static size_t
at(const char *name)
{
	return (size_t)(rc_field_find(&rc_kind_device, rc_str_of(name)) -
	                rc_kind_device.fields);
}

static uint64_t
bit(const char *name)
{
	return (uint64_t)1 << at(name);
}

/* What a row says of every field. */
static void
row(struct rc_value *values, const char *tag, const char *serial, rc_id agency)
{
	size_t i;

	for (i = 0; i < FIELDS; i++)
		values[i] = RC_VALUE_NULL;
	values[at("asset_tag")] = rc_value_text(tag);
	values[at("serial")] = rc_value_text(serial);
	values[at("agency")] =
	        agency == 0 ? RC_VALUE_NULL : RC_VALUE_INT(agency);
}

static void
test_same(void **state)
{
	struct rc_value values[FIELDS];
	struct rc_prints prints;
	struct rc_device device;

	(void)state;
	rc_prints_init(&prints, &rc_kind_device,
	               bit("asset_tag") | bit("serial") | bit("agency"));
	rc_record_clear(&rc_kind_device, &device);
	device.head.id = 7;
	device.asset_tag = "TS-1";
	device.serial = "S";
	device.agency = (struct rc_ref){ 3, NULL };
	device.notes = "not a column of the file";
	assert_true(rc_prints_add(&prints, &device));
	row(values, "TS-1", "S", 3);
	assert_true(rc_prints_same(&prints, 7, values));
	assert_false(rc_prints_same(&prints, 6, values));
	assert_false(rc_prints_same(&prints, 8, values));
	values[at("notes")] = RC_VALUE_INT(1);
	assert_true(rc_prints_same(&prints, 7, values));
	row(values, "TS-1", NULL, 3);
	assert_false(rc_prints_same(&prints, 7, values));
	row(values, "TS-1", "s", 3);
	assert_false(rc_prints_same(&prints, 7, values));
	row(values, "S", "TS-1", 3);
	assert_false(rc_prints_same(&prints, 7, values));
	row(values, "TS-1", "S", 4);
	assert_false(rc_prints_same(&prints, 7, values));
	values[at("agency")] = RC_VALUE_STR(RC_STR("3"));
	assert_false(rc_prints_same(&prints, 7, values));
	rc_prints_fini(&prints);
	rc_prints_fini(&prints);
}

/* Ids with gaps, and none at all. */
static void
test_find(void **state)
{
	static const rc_id ids[] = { 3, 4, 6, 7, 100, 1000000 };
	struct rc_value values[FIELDS];
	struct rc_prints prints;
	struct rc_device device;
	char tag[32];
	size_t i;
	rc_id id;

	(void)state;
	rc_prints_init(&prints, &rc_kind_device, bit("asset_tag"));
	row(values, "TS-1", NULL, 0);
	assert_false(rc_prints_same(&prints, 3, values));
	for (i = 0; i < RC_COUNT(ids); i++) {
		rc_record_clear(&rc_kind_device, &device);
		(void)snprintf(tag, sizeof(tag), "TS-%d", (int)ids[i]);
		device.head.id = ids[i];
		device.asset_tag = tag;
		assert_true(rc_prints_add(&prints, &device));
	}
	for (id = 0; id <= 1000001; id++) {
		bool there = false;

		for (i = 0; i < RC_COUNT(ids); i++)
			there = there || ids[i] == id;
		(void)snprintf(tag, sizeof(tag), "TS-%d", (int)id);
		row(values, tag, NULL, 0);
		assert_int_equal(rc_prints_same(&prints, id, values), there);
		if (id == 200)
			id = 999990;
	}
	rc_prints_fini(&prints);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
