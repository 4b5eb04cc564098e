/* SPDX-License-Identifier: MIT */
/* signatures - four posts of one agency, counted by hand:
 *
 *	P001 signer	valid for 100 days yet
 *	P002 signer	ended yesterday: held, not valid
 *	P003 handler	valid, ends in 60 days: soon
 *	P004 handler	revoked: not even held
 */
#include "unit/report/made.h"

static struct rc_post *
post(struct made *m, struct rc_agency *a, bool signer)
{
	struct rc_post *p = fix_post(m->f, a, RC_GROUP_V);

	p->signer = signer;
	p->handler = !signer;
	return p;
}

static void
build(struct made *m)
{
	struct rc_agency *a = fix_agency(m->f, RC_TIER_PROVINCE);
	struct rc_token *t;

	fix_token(m->f, post(m, a, true))->serial = "T1";
	t = fix_token(m->f, post(m, a, true));
	t->serial = "T2";
	t->valid_to = FIX_DAY - 1;
	t = fix_token(m->f, post(m, a, false));
	t->serial = "T3";
	t->valid_to = FIX_DAY + 60;
	t = fix_token(m->f, post(m, a, false));
	t->serial = "T4";
	t->status = RC_TOKEN_REVOKED;
	fix_target(m->f, "Q4", RC_TIER_NONE, 2026, 50);
}

static void
test_all(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_signatures_doc);
	made_is(&m, "agencies",
	        "A001|Agency 001|2|2|1|2|1|1|1|1|2027-01-21\n"
	        "=Total||2|2|1|2|1|1|1|1|\n");
	made_is(&m, "tokens",
	        "T2|A001|P002|||2026-11-21||ended\n"
	        "T3|A001|P003|||2027-01-21|60|ends soon\n"
	        "T4|A001|P004|||2027-03-02|100|revoked\n");
	/* Q4 has 50%, 1 of 2; Q5 has no target here and is taken as 100%. */
	made_charts_are(&m, "# Posts with a digital signature\n"
	                    "Q4: signers|2|1|2|1|met\n"
	                    "Q5: handlers|2|2|1|1|not met\n");
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
