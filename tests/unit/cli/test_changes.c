/* SPDX-License-Identifier: MIT */
/* changes - audit lines as people read them. */
#include <lib/unit.h>

#include <cli/changes.h>

#include <string.h>

static void
test_table(void **state)
{
	static const struct {
		int action;
		const char *kind, *changes, *text;
	} table[] = {
		{ RC_ACTION_ADD, "devices",
		  "asset_tag\t\\N\tTS-1\nagency\t\\N\t1:25363",
		  "Asset tag: TS-1; Agency: 25363" },
		{ RC_ACTION_SET, "devices",
		  "status\tin_stock\tin_use\npost\t\\N\t7:A:B\nnotes\tx\t\\N",
		  "Status: in stock > in use; Post: > A:B; Notes: x > " },
		{ RC_ACTION_SET, "devices",
		  "cost\t\\N\t18500000\nwarranty_end\t2026-12-24\t2027-01-02\n"
		  "ram_mb\t4096\t8192\nlast_outcome\tok\ttimeout",
		  "Cost: > 18.500.000 đ; Warranty end: 24/12/2026 > "
		  "02/01/2027; RAM (MB): 4096 > 8192; Last outcome: "
		  "answered > too slow" },
		{ RC_ACTION_SET, "agencies", "in_quota\ttrue\tfalse",
		  "In quota: yes > no" },
		{ RC_ACTION_SET, "devices", "status\tno such\tin_use",
		  "Status: no such > in use" },
		{ RC_ACTION_REMOVE, "devices", "name\tx\t\\N", "Name: x" },
		{ RC_ACTION_SET, "devices", "name\ta\\tb\\\\c\\nd\t10:30",
		  "Name: a b\\c d > 10:30" },
		{ RC_ACTION_ADD, "facts", "firewall\t\\N\tyes\t\tmanual@17",
		  "Firewall on: yes" },
		{ RC_ACTION_SET, "gone", "agency\t1:a\t2:b",
		  "agency: 1:a > 2:b" },
		{ RC_ACTION_SET, "devices", "", "" },
		{ RC_ACTION_SET, "devices", "no tabs\n\n\t", "" },
		{ RC_ACTION_SET, NULL, NULL, "" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 1000);
	for (i = 0; i < RC_COUNT(table); i++) {
		const struct rc_audit line = { .kind = table[i].kind,
			                       .action = table[i].action,
			                       .changes = table[i].changes };

		rc_buf_clear(&b);
		cli_changes_put(&b, &line);
		assert_string_equal(b.n == 0 ? "" : b.p, table[i].text);
	}
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
