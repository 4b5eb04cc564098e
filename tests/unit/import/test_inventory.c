/* SPDX-License-Identifier: MIT */
#include "import/inventory.h"

#include "import/inventory_os.h"

#include <rollcall/base/file.h>

#include <lib/unit.h>

#include <dirent.h>
#include <stdio.h>

#define LLVMFuzzerTestOneInput fuzz_inventory
#include "fuzz/fuzz_inventory.c"
#undef LLVMFuzzerTestOneInput

#define CORPUS "tests/fuzz/corpus/inventory"

static void
test_mac(void **state)
{
	static const struct {
		const char *text, *want;
	} tries[] = {
		{ "3C:52:82:AA:BB:01", "3c:52:82:aa:bb:01" },
		{ "3c-52-82-aa-bb-01", "3c:52:82:aa:bb:01" },
		{ "3c52.82aa.bb01", "3c:52:82:aa:bb:01" },
		{ "3c5282aabb01", "3c:52:82:aa:bb:01" },
		{ "3c:52:82:aa:bb", NULL },
		{ "3c:52:82:aa:bb:01:02", NULL },
		{ "3:c5:28:2a:ab:b0:1", NULL },
		{ ":3c:52:82:aa:bb:01", NULL },
		{ "3c 52 82 aa bb 01", NULL },
		{ "3g:52:82:aa:bb:01", NULL },
		{ "01:00:5e:00:00:01", NULL },
		{ "", NULL },
	};
	char mac[18];
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		bool is = rc_inventory_mac(rc_str_of(tries[i].text), mac);

		if (is != (tries[i].want != NULL))
			fail_msg("%s", tries[i].text);
		if (is)
			assert_string_equal(mac, tries[i].want);
	}
	assert_false(rc_inventory_mac(RC_STR("3c52\08200aabb01"), mac));
}

static void
test_systems(void **state)
{
	static const struct {
		const char *name, *id, *edition, *version;
	} tries[] = {
		{ "Microsoft Windows 10 Pro", "windows", "Professional", "10" },
		{ "Microsoft Windows 11 Home", "windows", "Core", "11" },
		{ "Microsoft Windows 10 Pro Education", "windows",
		  "ProfessionalEducation", "10" },
		{ "Microsoft Windows 10 Enterprise", "windows", "Enterprise",
		  "10" },
		{ "Microsoft Windows 10 Enterprise LTSC", "windows",
		  "EnterpriseS", "10" },
		{ "Windows 7 Professional", "windows", "Professional", "7" },
		{ "Microsoft Windows Server 2019 Standard", "windows", NULL,
		  "2019" },
		{ "Debian GNU/Linux 12 (bookworm)", "debian", NULL, "12" },
		{ "Ubuntu 22.04.4 LTS", "ubuntu", NULL, "22.04.4" },
		{ "Linux Mint 21.3", "linuxmint", NULL, "21.3" },
		{ "Red Hat Enterprise Linux 9.3 (Plow)", "rhel", NULL, "9.3" },
		{ "openSUSE Leap 15.5.", "opensuse-leap", NULL, "15.5" },
		{ "TempleOS", NULL, NULL, "" },
		{ "", NULL, NULL, "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_str name = rc_str_of(tries[i].name);

		if (!rc_text_eq(rc_inventory_os_id(name), tries[i].id) ||
		    !rc_text_eq(rc_inventory_os_edition(name),
		                tries[i].edition) ||
		    !rc_str_is(rc_inventory_os_version(name), tries[i].version))
			fail_msg("%s", tries[i].name);
	}
}

static void
test_boxes(void **state)
{
	int category = -1;

	(void)state;
	assert_string_equal(rc_inventory_chassis(RC_STR("NOTEBOOK"), &category),
	                    "10");
	assert_int_equal(category, RC_CATEGORY_LAPTOP);
	assert_string_equal(rc_inventory_chassis(RC_STR("3"), &category), "3");
	assert_int_equal(category, RC_CATEGORY_DESKTOP);
	assert_string_equal(
	        rc_inventory_chassis(RC_STR("Main Server Chassis"), &category),
	        "17");
	assert_int_equal(category, RC_CATEGORY_SERVER);
	category = -1;
	assert_null(rc_inventory_chassis(RC_STR("Other"), &category));
	assert_null(rc_inventory_chassis(RC_STR(""), &category));
	assert_int_equal(category, -1);
}

/* What the fuzzer started from and has found. */
static void
test_corpus(void **state)
{
	DIR *dir = opendir(CORPUS);
	struct dirent *entry;
	unsigned n = 0;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		struct rc_err err = { 0 };
		struct rc_arena arena;
		struct rc_str bytes;
		char path[512];

		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof(path), CORPUS "/%s", entry->d_name);
		rc_arena_init(&arena);
		if (!rc_file_read(path, 1u << 20, &arena, &bytes, &err))
			fail_msg("%s", err.text);
		(void)fuzz_inventory((const uint8_t *)bytes.p, bytes.n);
		rc_arena_fini(&arena);
		n++;
	}
	assert_int_equal(closedir(dir), 0);
	assert_true(n >= 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mac),
		cmocka_unit_test(test_systems),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_corpus),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
