/* SPDX-License-Identifier: MIT */
/* params - the dated row that holds, fallbacks, and values out of range. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/rule/fixture.h"

static void
test_dated(void **state)
{
	struct fix *f = fix_new();
	struct rc_params p;
	struct rc_param *row;

	(void)state;
	row = fix_param(f, "theta", 80);
	row->valid_to = FIX_DAY;
	row = fix_param(f, "theta", 90);
	row->valid_from = FIX_DAY + 1;
	row = fix_param(f, "theta", 70);
	row->valid_from = FIX_DAY + 10;
	fix_param(f, "nonsense", 5);
	rc_params_of(&p, f->params, f->tables.nparams, FIX_DAY);
	assert_int_equal(p.value[RC_THETA], 80);
	rc_params_of(&p, f->params, f->tables.nparams, FIX_DAY + 1);
	assert_int_equal(p.value[RC_THETA], 90);
	/* Two hold: the later beginning. */
	rc_params_of(&p, f->params, f->tables.nparams, FIX_DAY + 10);
	assert_int_equal(p.value[RC_THETA], 70);
	assert_ptr_equal(p.row[RC_THETA], &f->params[2]);
	fix_free(f);
}

static void
test_fallbacks(void **state)
{
	static const struct {
		enum rc_param_id id;
		int64_t value;
	} want[] = {
		{ RC_THETA, 100 },           { RC_UNKNOWN_EXCLUDED, 0 },
		{ RC_AGE_MAX_YEARS, 5 },     { RC_OS_MARGIN_DAYS, 0 },
		{ RC_SSD_REQUIRED, 0 },      { RC_UNIFORM_MIN, 90 },
		{ RC_TOKEN_REQUIRED, 0 },    { RC_SEEN_MAX_DAYS, 30 },
		{ RC_DISK_FREE_MIN, 10 },    { RC_LINK_REQUIRED, 0 },
		{ RC_AVAIL_MIN_BP, 0 },      { RC_BW_MIN_COMMUNE_KBPS, 0 },
		{ RC_FIREWALL_REQUIRED, 1 }, { RC_ANTIVIRUS_REQUIRED, 1 },
		{ RC_AV_AGE_MAX_DAYS, 7 },   { RC_ENCRYPT_PORTABLE, 1 },
		{ RC_ENCRYPT_DESKTOP, 0 },   { RC_UPDATE_AGE_MAX_DAYS, 30 },
		{ RC_SCAN_MAX_DAYS, 90 },    { RC_CERT_WARN_DAYS, 60 },
		{ RC_REFRESH_COUNTS, 0 },
	};
	struct rc_params p;
	size_t i;

	(void)state;
	rc_params_of(&p, NULL, 0, FIX_DAY);
	for (i = 0; i < RC_COUNT(want); i++) {
		assert_int_equal(p.value[want[i].id], want[i].value);
		assert_null(p.row[want[i].id]);
	}
}

static void
test_range(void **state)
{
	static const struct {
		const char *name;
		enum rc_param_id id;
		int64_t in, out;
	} cases[] = {
		{ "theta", RC_THETA, 0, 1 },
		{ "theta", RC_THETA, 101, 100 },
		{ "uniform_min", RC_UNIFORM_MIN, -1, 0 },
		{ "firewall_required", RC_FIREWALL_REQUIRED, 7, 1 },
		{ "age_max_years", RC_AGE_MAX_YEARS, INT64_MAX, 100 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct fix *f = fix_new();
		struct rc_params p;

		fix_param(f, cases[i].name, cases[i].in);
		rc_params_of(&p, f->params, 1, FIX_DAY);
		assert_int_equal(p.value[cases[i].id], cases[i].out);
		fix_free(f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dated),
		cmocka_unit_test(test_fallbacks),
		cmocka_unit_test(test_range),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
