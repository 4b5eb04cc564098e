/* SPDX-License-Identifier: MIT */
/* support - editions, version lines, and what is not in the catalogue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/rule/fixture.h"

#define OPEN RC_FINDING_OPEN
#define PASS RC_FINDING_PASS
#define FAIL RC_FINDING_FAIL

static void
test_rows(void **state)
{
	static const struct {
		const char *os, *version, *edition;
		enum rc_finding supported, approved;
	} cases[] = {
		{ NULL, "12", NULL, OPEN, OPEN },
		{ "debian", NULL, NULL, OPEN, OPEN },
		{ "debian", "12", NULL, PASS, PASS },
		{ "Debian", "12.7", NULL, PASS, PASS },
		{ "debian", "11", NULL, FAIL, FAIL },
		{ "debian", "120", NULL, OPEN, FAIL },
		{ "debian", "1", NULL, OPEN, FAIL },
		{ "slackware", "12", NULL, OPEN, FAIL },
		/* Support goes by edition. */
		{ "windows", "10.0.26100", "Core", FAIL, PASS },
		{ "windows", "10.0.26100.4", "EnterpriseS", PASS, PASS },
		{ "windows", "10.0.26100", "enterpriseS", PASS, PASS },
		{ "windows", "10.0.26100", "Mystery", OPEN, FAIL },
		/* Unknown edition: the rows differ on support, agree on
		 * approval. */
		{ "windows", "10.0.26100", NULL, OPEN, PASS },
		/* The longest line decides. */
		{ "rhel", "8.10", NULL, FAIL, FAIL },
		{ "rhel", "8.10.1", NULL, FAIL, FAIL },
		{ "rhel", "8.4", NULL, PASS, PASS },
		/* No end on record. */
		{ "alpine", "3", NULL, OPEN, PASS },
	};
	struct fix *f = fix_new();
	struct rc_catalogue catalogue;
	size_t i;

	(void)state;
	fix_release(f, "windows", "10.0.26100", "Core", FIX_DAY - 1, 1);
	fix_release(f, "windows", "10.0.26100", "EnterpriseS", FIX_DAY, 1);
	fix_release(f, "rhel", "8", NULL, FIX_DAY, 1);
	fix_release(f, "rhel", "8.10", NULL, FIX_DAY - 1, 0);
	fix_release(f, "alpine", "3", NULL, RC_DATE_NONE, 1);
	catalogue.rows = f->releases;
	catalogue.n = f->tables.nreleases;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_facts facts;

		fix_good_facts(&facts);
		facts.os_id = cases[i].os;
		facts.os_version_id = cases[i].version;
		facts.os_edition = cases[i].edition;
		if (rc_release_supported(&catalogue, &facts, FIX_DAY) !=
		            cases[i].supported ||
		    rc_release_approved(&catalogue, &facts) !=
		            cases[i].approved)
			fail_msg("row %zu", i);
	}
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
