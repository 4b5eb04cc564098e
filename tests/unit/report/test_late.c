/* SPDX-License-Identifier: MIT */
/*
 * late - a monthly duty due before the 25th, of an agency with a head, on
 * 22/11/2026. Its reports of January to September were frozen on the day before
 * the due one, October's on 26/10: late by 2 days. November's is due soon. The
 * yearly one, due before 20/11, was not done: 3 days late.
 */
#include "unit/report/made.h"

static struct rc_duty duties[2];
static struct rc_snapshot snapshots[10];

static void
build(struct made *m)
{
	struct rc_agency *a = fix_agency(m->f, RC_TIER_PROVINCE);
	int i;

	a->leader = "Nguyễn Văn A";
	rc_record_clear(&rc_kind_duty, &duties[0]);
	duties[0].code = "R1";
	duties[0].title = "Monthly";
	duties[0].from_role = "Somebody; Agency 001";
	duties[0].to_role = "Above";
	duties[0].cycle = RC_MONTHLY;
	duties[0].due_day = 25;
	duties[0].strict = 1;
	duties[1] = duties[0];
	duties[1].code = "R6";
	duties[1].from_role = "All of Agency 001";
	duties[1].cycle = RC_YEARLY;
	duties[1].due_month = 11;
	duties[1].due_day = 20;
	for (i = 0; i < 10; i++) {
		struct rc_snapshot *s = &snapshots[i];

		rc_record_clear(&rc_kind_snapshot, s);
		s->code = i == 9 ? "F10" : "F";
		s->duty = "R1";
		s->period_from = fix_day(2026, i + 1, 1);
		s->period_to = fix_day(2026, i + 1, 28);
		s->at = rc_date_start(fix_day(2026, i + 1, i == 9 ? 26 : 24));
	}
	/* The report of the year does not do for a month, nor for a duty that
	 * it does not name. */
	snapshots[8].period_from = fix_day(2026, 1, 1);
	snapshots[8].period_to = fix_day(2026, 12, 31);
	m->ledger.duties = duties;
	m->ledger.nduties = 2;
	m->ledger.snapshots = snapshots;
	m->ledger.nsnapshots = 10;
}

static void
test_all(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_late_doc);
	made_is(&m, "late",
	        "R1|Monthly|Somebody; Agency 001|Nguyễn Văn A|Above|2026-09-25|"
	        "2026-09-24|late|59|\n"
	        "R6|Monthly|All of Agency 001||Above|2026-11-20|2026-11-19|"
	        "late|3|\n");
	made_is(&m, "soon",
	        "R1|Monthly|Somebody; Agency 001|Nguyễn Văn A|Above|2026-11-25|"
	        "2026-11-24|open||\n");
	made_is(&m, "done_late",
	        "R1|Monthly|Somebody; Agency 001|Nguyễn Văn A|Above|2026-10-25|"
	        "2026-10-24|done_late|2|F10\n");
	assert_string_equal(m.doc.params->next->next->next->next->id,
	                    "late_duties");
	assert_int_equal(m.doc.params->next->next->next->next->value.i, 2);
	made_fini(&m);
}

static void
test_scorecard(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_scorecard_doc);
	/* Late duties of the agency: September's alone names it. */
	made_is(&m, "agencies",
	        "|A001|Agency 001|province|Nguyễn Văn A|0|0|0|0||not "
	        "demanded|0|0|1\n");
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_scorecard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
