/* SPDX-License-Identifier: MIT */
/* Where record and device disagree, and where they only seem to. */
#include "unit/app/fixture.h"

#include <rollcall/app/review.h>
#include <rollcall/model/fact.h>

static const struct {
	const char *recorded; /* fields of the device */
	const char *facts;
	const char *drift; /* "field recorded/observed", NULL = none */
} cases[] = {
	{ "serial=ABC123", "serial=ABC123", NULL },
	{ "serial=ABC123", "serial=abc123", NULL },
	{ "serial=ABC123", "serial=XYZ999", "serial ABC123/XYZ999" },
	{ "serial=Default string", "serial=XYZ999", NULL },
	{ "serial=ABC123", "hostname=pc", NULL },
	{ "name=x", "serial=XYZ999", NULL },
	{ "uuid=4C4C4544-0043-4710-8058-B1C04F4C4D32",
	  "uuid=4c4c4544-0043-4710-8058-b1c04f4c4d32", NULL },
	{ "hostname=pc-01", "hostname=pc-01.agency.vn", NULL },
	{ "hostname=PC-01.agency.vn", "hostname=pc-01", NULL },
	{ "hostname=pc-01.a.vn", "hostname=pc-01.b.vn",
	  "hostname pc-01.a.vn/pc-01.b.vn" },
	{ "hostname=pc-01", "hostname=pc-02", "hostname pc-01/pc-02" },
	{ "manufacturer=Dell", "manufacturer=Dell Inc.", NULL },
	{ "manufacturer=DELL INC.", "manufacturer=Dell Inc.", NULL },
	{ "manufacturer=Dell", "manufacturer=Dellano",
	  "manufacturer Dell/Dellano" },
	{ "model=OptiPlex 7010", "model=optiplex  7010", NULL },
	{ "model=OptiPlex 7010", "model=OptiPlex 7090",
	  "model OptiPlex 7010/OptiPlex 7090" },
	{ "mac=3c:52:82:aa:bb:01", "mac=3c:52:82:aa:bb:00 3c:52:82:aa:bb:01",
	  NULL },
	{ "mac=3C-52-82-AA-BB-01", "mac=3c:52:82:aa:bb:01", NULL },
	{ "mac=3c:52:82:aa:bb:01", "mac=3c:52:82:aa:bb:02",
	  "mac 3c:52:82:aa:bb:01/3c:52:82:aa:bb:02" },
	{ "os=Debian GNU/Linux", "os_id=debian|os_pretty=Debian 12", NULL },
	{ "os=Ubuntu 22.04 LTS", "os_id=ubuntu", NULL },
	{ "os=Red Hat Enterprise Linux", "os_id=rhel", NULL },
	{ "os=Windows 10 Pro", "os_id=debian|os_pretty=Debian 12",
	  "os Windows 10 Pro/Debian 12" },
	{ "os=Debian", "os_id=deb|os_pretty=Deb", "os Debian/Deb" },
	{ "os_version=12", "os_version_id=12", NULL },
	{ "os_version=12.5", "os_version_id=12", NULL },
	{ "os_version=22.04", "os_version_id=22.04.5", NULL },
	{ "os_version=12", "os_version_id=11", "os_version 12/11" },
	{ "os_version=1", "os_version_id=12", "os_version 1/12" },
	/* 85% of 8192 MiB = 7130316.8 KiB, 105% = 8808038.4 KiB */
	{ "ram_mb=8192", "ram_kb=8041232", NULL },
	{ "ram_mb=8192", "ram_kb=7130317", NULL },
	{ "ram_mb=8192", "ram_kb=7130316", "ram_mb 8192/6963" },
	{ "ram_mb=8192", "ram_kb=8808038", NULL },
	{ "ram_mb=8192", "ram_kb=8808039", "ram_mb 8192/8601" },
	{ "ram_mb=4096", "ram_kb=8041232", "ram_mb 4096/7852" },
};

static void
test_pairs(void **state)
{
	struct fixture *f = *state;

	add_few(f);
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		char pairs[400], got[200] = "";
		struct rc_drift *drift;
		size_t n = 0;
		rc_id id;

		snprintf(pairs, sizeof(pairs),
		         "asset_tag=D-%zu|category=desktop|status=in_use|"
		         "agency=25363|connectivity=networked|%s",
		         i, cases[i].recorded);
		id = add(f, &rc_kind_device, pairs);
		set(f, &rc_kind_facts, id, cases[i].facts);
		assert_true(fine(f, rc_drift_find(f->app, id, &f->arena, &drift,
		                                  &n, &f->err)));
		assert_true(n <= 1);
		if (n == 1) {
			snprintf(got, sizeof(got), "%s %s/%s",
			         drift[0].field->name, drift[0].recorded,
			         drift[0].observed);
			assert_int_equal(drift[0].at, NOON);
		}
		set(f, &rc_kind_device, id, "serial=|uuid="); /* unique */
		if (strcmp(got, rc_text_or_empty(cases[i].drift)) != 0)
			fail_msg("case %zu (%s): %s", i, cases[i].recorded,
			         got);
	}
}

static void
test_several(void **state)
{
	struct fixture *f = *state;
	struct rc_drift *drift;
	size_t n = 0;
	rc_id id;

	add_few(f);
	id = add(f, &rc_kind_device,
	         "asset_tag=D|category=desktop|status=in_use|agency=25363|"
	         "connectivity=networked|serial=A1B2|ram_mb=4096|os=Debian");
	assert_true(fine(
	        f, rc_drift_find(f->app, id, &f->arena, &drift, &n, &f->err)));
	assert_int_equal(n, 0); /* never asked */
	set(f, &rc_kind_facts, id, "serial=C3D4|ram_kb=1000000|os_id=debian");
	assert_true(fine(
	        f, rc_drift_find(f->app, id, &f->arena, &drift, &n, &f->err)));
	assert_int_equal(n, 2);
	assert_string_equal(drift[0].field->name, "serial");
	assert_string_equal(drift[1].field->name, "ram_mb");
	assert_false(
	        rc_drift_find(f->app, 9999, &f->arena, &drift, &n, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pairs, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_several, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
