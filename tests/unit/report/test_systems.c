/* SPDX-License-Identifier: MIT */
/* systems - both readings of Q6, counted by hand: of 5 systems in the quota 3
 * are assessed and 2 of these secured; 70% of 5 is 4. */
#include "unit/report/made.h"

static struct rc_system systems[7];

static struct rc_system *
put(struct made *m, size_t i, int dossier, int measures)
{
	static const char *const codes[] = { "S1", "S2", "S3", "S4",
		                             "S5", "S6", "S7" };
	struct rc_system *s = &systems[i];

	rc_record_clear(&rc_kind_system, s);
	s->head.id = (rc_id)i + 1;
	s->code = s->name = codes[i];
	s->agency.id = 1;
	s->dossier = dossier;
	s->measures = measures;
	s->in_quota = 1;
	s->level = 2;
	m->f->tables.systems = systems;
	m->f->tables.nsystems = i + 1;
	return s;
}

static void
build(struct made *m)
{
	fix_agency(m->f, RC_TIER_PROVINCE);
	fix_target(m->f, "Q6", RC_TIER_NONE, 2026, 70);
	put(m, 0, RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED);
	put(m, 1, RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED)->next_review =
	        FIX_DAY - 1;
	put(m, 2, RC_DOSSIER_APPROVED, RC_MEASURES_PARTIAL)->next_review =
	        FIX_DAY + 90;
	/* Measures without an approved dossier are no assessment. */
	put(m, 3, RC_DOSSIER_SUBMITTED, RC_MEASURES_IMPLEMENTED);
	put(m, 4, RC_DOSSIER_MISSING, RC_MEASURES_NONE)->level = RC_INT_NONE;
	/* Of the Centre; and one that is no more. */
	put(m, 5, RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED)->in_quota = 0;
	put(m, 6, RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED)->valid_to =
	        FIX_DAY - 1;
}

static void
test_readings(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_systems_doc);
	made_is(&m, "readings",
	        "assessed and secured|5|2|40|70|4|false\n"
	        "assessed|5|3|60|70|4|false\n");
	made_charts_are(&m, "# Systems secured by level\n"
	                    "Q6|5|4|3|2|not met\n");
	assert_true(dump_has_note(&m.doc, "The review of 1 is overdue."));
	assert_true(dump_has_note(&m.doc, "of 1 is due within 90 days"));
	assert_true(dump_has_note(&m.doc, "1 have no security level"));
	made_fini(&m);
}

static void
test_register(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_systems_doc);
	made_is(&m, "systems",
	        "S1|S1|Agency 001|2|approved|implemented||||true|secured\n"
	        "S2|S2|Agency 001|2|approved|implemented|||2026-11-21|true|"
	        "review overdue\n"
	        "S3|S3|Agency 001|2|approved|partial|||2027-02-20|true|"
	        "assessed\n"
	        "S4|S4|Agency 001|2|submitted|implemented||||true|not "
	        "assessed\n"
	        "S5|S5|Agency 001||missing|||||true|not assessed\n"
	        "S6|S6|Agency 001|2|approved|implemented||||false|secured\n");
	made_fini(&m);
}

/* Nothing to count meets nothing. */
static void
test_none(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	fix_target(m.f, "Q6", RC_TIER_NONE, 2026, 70);
	made_make(&m, rc_systems_doc);
	made_is(&m, "readings",
	        "assessed and secured|0|0||70|0|false\n"
	        "assessed|0|0||70|0|false\n");
	made_charts_are(&m, "");
	assert_true(dump_has_note(&m.doc, "nothing to count"));
	made_fini(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_readings),
		cmocka_unit_test(test_register),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
