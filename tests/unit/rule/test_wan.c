/* SPDX-License-Identifier: MIT */
/* wan - which links make a working link. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/rule/fixture.h"

struct link_case {
	int type, status, controlled;
	int64_t down_kbps, available_bp;
	rc_date start, end;
};

#define NO RC_INT_NONE
#define ACTIVE(type, controlled)                                        \
	{                                                               \
		type, RC_LINK_ACTIVE, controlled, NO, NO, RC_DATE_NONE, \
		        RC_DATE_NONE                                    \
	}

static enum rc_finding
judge(const struct link_case *links, size_t n, const struct rc_params *params)
{
	struct rc_wan wan = { RC_FINDING_MOOT, RC_FINDING_MOOT };
	size_t i;

	for (i = 0; i < n; i++) {
		struct rc_link link;

		rc_record_clear(&rc_kind_link, &link);
		link.type = links[i].type;
		link.status = links[i].status;
		link.controlled = links[i].controlled;
		link.down_kbps = links[i].down_kbps;
		link.available_bp = links[i].available_bp;
		link.start_date = links[i].start;
		link.end_date = links[i].end;
		rc_wan_add(&wan, &link, RC_TIER_COMMUNE, params, FIX_DAY);
	}
	return rc_wan_end(&wan, params);
}

static void
test_links(void **state)
{
	static const struct link_case dedicated[] = { ACTIVE(RC_LINK_DEDICATED,
		                                             -1) };
	static const struct link_case internet[] = { ACTIVE(RC_LINK_INTERNET,
		                                            1) };
	static const struct link_case wild[] = { ACTIVE(RC_LINK_PARTY_WAN, -1),
		                                 ACTIVE(RC_LINK_INTERNET, 0) };
	static const struct link_case unsure[] = {
		ACTIVE(RC_LINK_PARTY_WAN, -1), ACTIVE(RC_LINK_INTERNET, -1)
	};
	static const struct link_case over[] = {
		{ RC_LINK_DEDICATED, RC_LINK_ACTIVE, -1, NO, NO, RC_DATE_NONE,
		  FIX_DAY - 1 }
	};
	static const struct link_case last_day[] = {
		{ RC_LINK_DEDICATED, RC_LINK_ACTIVE, -1, NO, NO, RC_DATE_NONE,
		  FIX_DAY }
	};
	static const struct link_case down[] = {
		{ RC_LINK_DEDICATED, RC_LINK_DOWN, -1, NO, NO, RC_DATE_NONE,
		  RC_DATE_NONE }
	};
	/* One bad and one good: the agency has a good one. */
	static const struct link_case two[] = {
		{ RC_LINK_DEDICATED, RC_LINK_ACTIVE, -1, NO, 9899, RC_DATE_NONE,
		  RC_DATE_NONE },
		{ RC_LINK_DEDICATED, RC_LINK_ACTIVE, -1, NO, 9900, RC_DATE_NONE,
		  RC_DATE_NONE }
	};
	static const struct {
		const char *name;
		const struct link_case *links;
		size_t n;
		enum rc_finding want;
	} cases[] = {
		{ "none", dedicated, 0, RC_FINDING_FAIL },
		{ "dedicated", dedicated, 1, RC_FINDING_PASS },
		{ "internet only", internet, 1, RC_FINDING_FAIL },
		{ "uncontrolled", wild, 2, RC_FINDING_FAIL },
		{ "control unknown", unsure, 2, RC_FINDING_OPEN },
		{ "ended", over, 1, RC_FINDING_FAIL },
		{ "last day", last_day, 1, RC_FINDING_PASS },
		{ "down", down, 1, RC_FINDING_FAIL },
		{ "99% missed", two, 1, RC_FINDING_FAIL },
		{ "99% by one", two, 2, RC_FINDING_PASS },
	};
	struct rc_params params;
	size_t i;

	(void)state;
	rc_params_of(&params, NULL, 0, FIX_DAY);
	assert_int_equal(judge(dedicated, 0, &params), RC_FINDING_MOOT);
	params.value[RC_LINK_REQUIRED] = 1;
	assert_int_equal(judge(internet, 1, &params), RC_FINDING_PASS);
	params.value[RC_LINK_WAN_REQUIRED] = 1;
	params.value[RC_LINK_CONTROLLED_REQUIRED] = 1;
	params.value[RC_AVAIL_MIN_BP] = 9900;
	for (i = 0; i < RC_COUNT(cases); i++)
		if (judge(cases[i].links, cases[i].n, &params) != cases[i].want)
			fail_msg("%s", cases[i].name);
	/* A bandwidth once configured must be on the contract. */
	params.value[RC_BW_MIN_COMMUNE_KBPS] = 100000;
	assert_int_equal(judge(dedicated, 1, &params), RC_FINDING_OPEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
