/* SPDX-License-Identifier: MIT */
/*
 * polls - on 22/11/2026, seen_max_days 30, counted by hand:
 *
 *	D1	answered today
 *	D2	asked and timed out; answered 30 days ago: not silent yet
 *	D3	asked and refused; answered 31 days ago: silent
 *	D4	no address, never asked
 *	D5	isolated
 *	D6	a printer: not looked at
 *	D7	broken: not looked at
 */
#include "unit/report/made.h"

static struct rc_asset assets[7];

static rc_ms
noon(int days_ago)
{
	return rc_date_start(FIX_DAY - days_ago) + 12 * 3600 * 1000;
}

static void
ask(struct rc_asset *a, rc_ms asked, const char *said, rc_ms answered)
{
	a->has_host = true;
	a->asked = 1;
	a->asked_at = asked;
	a->said = said;
	a->answered_at = answered;
	a->answered = said[0] == 'o';
}

static void
build(struct made *m)
{
	static const char *const tags[] = { "D1", "D2", "D3", "D4",
		                            "D5", "D6", "D7" };
	struct rc_agency *a = fix_agency(m->f, RC_TIER_PROVINCE);
	struct rc_agency *b = fix_agency(m->f, RC_TIER_COMMUNE);
	size_t i;

	for (i = 0; i < 7; i++)
		assets[i] = made_asset(i < 3 ? a : b, (rc_id)i + 1, tags[i]);
	ask(&assets[0], noon(0), "ok", noon(0));
	ask(&assets[1], noon(1), "timeout", noon(30));
	ask(&assets[2], noon(2), "refused", noon(31));
	assets[4].connectivity = RC_ISOLATED;
	assets[5].category = RC_CATEGORY_PRINTER;
	assets[6].status = RC_STATUS_BROKEN;
	m->ledger.assets = assets;
	m->ledger.nassets = 7;
}

static void
test_all(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_polls_doc);
	/* computers, addressed, asked, answered, never, silent, isolated, % */
	made_is(&m, "agencies",
	        "A001|Agency 001|3|3|3|1|0|1|0|33\n"
	        "A002|Agency 002|1|0|0|0|1|0|1|0\n"
	        "=Total||4|3|3|1|1|1|1|25\n");
	dump_section(&m.doc, "causes", &m.b);
	assert_non_null(strstr(m.b.p, "refused|"));
	assert_non_null(strstr(m.b.p, "|1\ntimeout|"));
	made_is(&m, "silent",
	        "D3|A001|2026-11-20T12:00:00+07:00|refused|"
	        "2026-10-22T12:00:00+07:00|31\n"
	        "D4|A002||||\n");
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
