/* SPDX-License-Identifier: MIT */
/* links - remarks, days to decide, yearly money and who has no link. */
#include "unit/report/made.h"

static void
build(struct made *m)
{
	struct fix *f = m->f;
	struct rc_link *l;

	/* One link each comes with an agency. */
	fix_agency(f, RC_TIER_PROVINCE);
	l = &f->links[0];
	l->code = "L1";
	l->down_kbps = 100000;
	l->measured_kbps = 99999;
	l->price = 1000000;
	l->price_per = RC_PER_MONTH;
	fix_agency(f, RC_TIER_COMMUNE);
	l = &f->links[1];
	l->code = "L2";
	l->end_date = FIX_DAY + 120;
	l->notice_days = 30; /* decide in 90 days: soon */
	l->price = 1500000;
	l->price_per = RC_PER_QUARTER;
	fix_agency(f, RC_TIER_COMMUNE);
	l = &f->links[2];
	l->code = "L3";
	l->end_date = FIX_DAY + 10;
	l->notice_days = 11; /* yesterday was the last day */
	l->price = 700000;
	l->price_per = RC_PER_YEAR;
	fix_agency(f, RC_TIER_COMMUNE);
	l = &f->links[3];
	l->code = "L4";
	l->end_date = FIX_DAY - 1;
	fix_agency(f, RC_TIER_COMMUNE);
	f->links[4].code = "L5";
	f->links[4].status = RC_LINK_ENDED;
	fix_param(f, "link_required", 1);
}

static void
test_all(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_links_doc);
	/* 12 x 1.000.000 + 4 x 1.500.000 + 700.000 */
	made_is(&m, "links",
	        "Agency 001|L1|dedicated|active||100000|99999|99|||"
	        "|12000000|slower than contracted\n"
	        "Agency 002|L2|dedicated|active||||||2027-03-22|"
	        "2027-02-20|6000000|decide soon\n"
	        "Agency 003|L3|dedicated|active||||||2026-12-02|"
	        "2026-11-21|700000|notice has passed\n"
	        "Agency 004|L4|dedicated|active||||||2026-11-21|"
	        "2026-11-21||contract ended\n"
	        "=Total|4||||||||||18700000|\n");
	made_is(&m, "without",
	        "A004|Agency 004|commune|fail\n"
	        "A005|Agency 005|commune|fail\n");
	assert_true(dump_has_note(&m.doc, "4 of 4 circuits need a look."));
	assert_true(dump_has_note(&m.doc, "1 have no price on record"));
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
