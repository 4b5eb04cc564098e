/* SPDX-License-Identifier: MIT */
/*
 * scorecard - ranks by hand:
 *
 *	A001	2 posts, 1 conforms, 2 served: second
 *	A002	1 post, conforms: first
 *	A003	2 posts, 1 conforms, 1 served: fourth
 *	A004	as A001 in every way: second with it
 *	A005	no posts: no rank
 *	A006	not in the quota: not there
 */
#include "unit/report/made.h"

static void
posts(struct fix *f, struct rc_agency *a, int good, int bad, int none)
{
	for (; good > 0; good--)
		fix_device(f, a, fix_post(f, a, RC_GROUP_V));
	for (; bad > 0; bad--)
		fix_facts(f, fix_device(f, a, fix_post(f, a, RC_GROUP_V)))
		        ->firewall = RC_NO;
	for (; none > 0; none--)
		fix_post(f, a, RC_GROUP_V);
}

static void
test_ranks(void **state)
{
	struct rc_agency *a;
	struct made m;
	int i;

	(void)state;
	made_init(&m);
	for (i = 0; i < 6; i++) {
		static const int counts[6][3] = { { 1, 1, 0 }, { 1, 0, 0 },
			                          { 1, 0, 1 }, { 1, 1, 0 },
			                          { 0, 0, 0 }, { 1, 0, 0 } };

		a = fix_agency(m.f, RC_TIER_COMMUNE);
		a->in_quota = i != 5;
		posts(m.f, a, counts[i][0], counts[i][1], counts[i][2]);
	}
	made_make(&m, rc_scorecard_doc);
	made_is(&m, "agencies",
	        "1|A002|Agency 002|commune||1|1|1|0|100|not demanded|0|0|0\n"
	        "2|A001|Agency 001|commune||2|2|1|0|50|not demanded|0|0|0\n"
	        "2|A004|Agency 004|commune||2|2|1|0|50|not demanded|0|0|0\n"
	        "4|A003|Agency 003|commune||2|1|1|0|50|not demanded|0|0|0\n"
	        "|A005|Agency 005|commune||0|0|0|0||not demanded|0|0|0\n");
	made_charts_are(&m,
	                "# The agencies that have the longest way to go, in "
	                "percent\n"
	                "Agency 003|50|50|-9223372036854775808|\n"
	                "Agency 004|100|50|-9223372036854775808|\n"
	                "Agency 001|100|50|-9223372036854775808|\n"
	                "Agency 002|100|100|-9223372036854775808|\n");
	made_fini(&m);
}

/* Of agencies that are level in posts the one with the signatures comes
 * first. */
static void
test_signatures(void **state)
{
	struct rc_post *p;
	struct made m;
	int i;

	(void)state;
	made_init(&m);
	for (i = 0; i < 2; i++) {
		struct rc_agency *a = fix_agency(m.f, RC_TIER_COMMUNE);

		p = fix_post(m.f, a, RC_GROUP_V);
		p->signer = 1;
		if (i == 1)
			fix_token(m.f, p);
	}
	made_make(&m, rc_scorecard_doc);
	made_is(&m, "agencies",
	        "1|A002|Agency 002|commune||1|0|0|0|0|not demanded|1|1|0\n"
	        "2|A001|Agency 001|commune||1|0|0|0|0|not demanded|1|0|0\n");
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ranks),
		cmocka_unit_test(test_signatures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
