/* SPDX-License-Identifier: MIT */
/*
 * ends - counted by hand; desktops live 7 years:
 *
 *	D1	in service 10/03/2020: life ends 2027; warranty 2023; 20 million
 *	D2	end of life on record, 2025 (past); no cost
 *	D3	bought 2021, rented: life ends 2028, costs nothing
 *	D4	retired: not looked at
 */
#include "unit/report/made.h"

static struct rc_asset assets[4];
static struct rc_life life;

static void
build(struct made *m)
{
	struct rc_agency *a = fix_agency(m->f, RC_TIER_PROVINCE);
	struct rc_agency *b = fix_agency(m->f, RC_TIER_COMMUNE);

	rc_record_clear(&rc_kind_life, &life);
	life.category = RC_CATEGORY_DESKTOP;
	life.years = 7;
	m->f->tables.lives = &life;
	m->f->tables.nlives = 1;
	assets[0] = made_asset(a, 1, "D1");
	assets[0].in_service = fix_day(2020, 3, 10);
	assets[0].warranty_end = fix_day(2023, 3, 9);
	assets[0].cost = 20000000;
	assets[1] = made_asset(b, 2, "D2");
	assets[1].eol = fix_day(2025, 12, 31);
	assets[2] = made_asset(b, 3, "D3");
	assets[2].purchased = fix_day(2021, 12, 31);
	assets[2].ownership = RC_RENTED;
	assets[2].cost = 15000000;
	assets[3] = made_asset(b, 4, "D4");
	assets[3].status = RC_STATUS_RETIRED;
	assets[3].eol = fix_day(2025, 1, 1);
	/* The system of the first is Debian 12: support ends in 2028. */
	fix_device(m->f, a, NULL);
	m->ledger.assets = assets;
	m->ledger.nassets = 4;
}

static void
test_all(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_ends_doc);
	/* life, amount, without a cost, warranty, support */
	made_is(&m, "years",
	        "2023|true|0|0|0|1|0\n"
	        "2025|true|1|0|1|0|0\n"
	        "2027|false|1|20000000|0|0|0\n"
	        "2028|false|1|0|0|0|1\n"
	        "=|Total|3|20000000|1|1|1\n");
	made_is(&m, "agencies",
	        "2023|A001|Agency 001|0|0|0|1|0\n"
	        "2025|A002|Agency 002|1|0|1|0|0\n"
	        "2027|A001|Agency 001|1|20000000|0|0|0\n"
	        "2028|A001|Agency 001|0|0|0|0|1\n"
	        "2028|A002|Agency 002|1|0|0|0|0\n");
	made_charts_are(&m, "# Devices at the end of their life\n"
	                    "already past|1|\n"
	                    "2027|1|\n"
	                    "2028|1|\n"
	                    "# Computers whose system loses the maker's "
	                    "support\n"
	                    "2028|1|\n");
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
