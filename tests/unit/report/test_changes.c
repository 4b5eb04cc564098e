/* SPDX-License-Identifier: MIT */
/* changes - sums by kind and by user, and the acts, the latest first. */
#include "unit/report/made.h"

static void
test_all(void **state)
{
	static const struct rc_activity activities[] = {
		{ "devices", "lan", 10, 2, 0 },
		{ "posts", "lan", 3, 0, 1 },
		{ "devices", "hoa", 0, 30, 0 },
		{ "gone", "hoa", 0, 1, 0 },
	};
	static const struct rc_batch batches[] = {
		{ .head = { 7, 1 },
		  .at = 1,
		  .who = "lan",
		  .what = "import devices a.csv",
		  .writes = 16 },
		{ .head = { 9, 1 },
		  .at = 2,
		  .who = "hoa",
		  .what = "set devices",
		  .reason = "audit",
		  .writes = 31,
		  .undone_by = { 12, NULL } },
	};
	struct made m;

	(void)state;
	made_init(&m);
	m.ledger.activities = activities;
	m.ledger.nactivities = RC_COUNT(activities);
	m.ledger.batches = batches;
	m.ledger.nbatches = RC_COUNT(batches);
	made_make(&m, rc_changes_doc);
	made_is(&m, "kinds",
	        "devices|Devices|10|32|0|42\n"
	        "posts|Posts|3|0|1|4\n"
	        "gone||0|1|0|1\n"
	        "=Total||13|33|1|47\n");
	made_is(&m, "users",
	        "hoa|0|31|0|31\n"
	        "lan|13|2|1|16\n");
	made_is(&m, "acts",
	        "9|1970-01-01T07:00:00+07:00|hoa|set devices|audit|31|12\n"
	        "7|1970-01-01T07:00:00+07:00|lan|import devices a.csv||16|\n");
	made_charts_are(&m, "# Writes, by kind of record\n"
	                    "Devices|42|\nPosts|4|\ngone|1|\n");
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
