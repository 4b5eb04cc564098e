/* SPDX-License-Identifier: MIT */
/* part - what every report begins with, shares rounded down, and every report
 * made while memory runs out at each allocation in turn. */
#include "unit/report/made.h"

#include "report/part.h"

static bool
no_devices(void *of,
           bool (*take)(void *to, const void *device, struct rc_err *err),
           void *to, struct rc_err *err)
{
	(void)of;
	(void)take;
	(void)to;
	(void)err;
	return true;
}

static const struct rc_device_source devices = { no_devices, NULL, 0 };
static struct rc_asset assets[3];
static struct rc_duty duty;
static struct rc_snapshot snapshot;
static struct rc_system a_system;
static const struct rc_activity activity = { "devices", "lan", 1, 2, 3 };
static const struct rc_batch batch = { .who = "lan", .what = "x", .writes = 6 };

static void
build(struct made *m)
{
	struct fix *f = m->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_PROVINCE);
	struct rc_post *p = fix_post(f, a, RC_GROUP_V);
	size_t i;

	p->signer = 1;
	fix_token(f, p)->valid_to = FIX_DAY - 1;
	fix_facts(f, fix_device(f, a, p))->firewall = RC_NO;
	fix_mute(f, a, fix_post(f, a, RC_GROUP_V));
	fix_device(f, a, NULL);
	f->links[0].end_date = FIX_DAY - 1;
	fix_param(f, "link_required", 1);
	fix_target(f, "Q6", RC_TIER_NONE, 2026, 70);
	rc_record_clear(&rc_kind_system, &a_system);
	a_system.agency.id = a->head.id;
	a_system.next_review = FIX_DAY - 1;
	f->tables.systems = &a_system;
	f->tables.nsystems = 1;
	for (i = 0; i < 3; i++) {
		assets[i] = made_asset(a, (rc_id)i + 1, "D");
		assets[i].eol = FIX_DAY - 100 + 400 * (int)i;
		assets[i].asked = 1;
		assets[i].said = "timeout";
	}
	rc_record_clear(&rc_kind_duty, &duty);
	duty.code = "M";
	duty.cycle = RC_MONTHLY;
	duty.due_day = 25;
	duty.from_role = "Agency 001";
	rc_record_clear(&rc_kind_snapshot, &snapshot);
	snapshot.duty = "M";
	m->ledger = (struct rc_ledger){
		.assets = assets,
		.nassets = 3,
		.duties = &duty,
		.nduties = 1,
		.snapshots = &snapshot,
		.nsnapshots = 1,
		.activities = &activity,
		.nactivities = 1,
		.batches = &batch,
		.nbatches = 1,
		.devices = &devices,
	};
}

static made_maker *const makers[] = {
	rc_conformity_doc, rc_scorecard_doc, rc_register_doc,   rc_ends_doc,
	rc_links_doc,      rc_systems_doc,   rc_signatures_doc, rc_changes_doc,
	rc_polls_doc,      rc_late_doc,
};

static bool
make(struct made *m, made_maker *maker, struct rc_arena *arena,
     struct rc_err *err)
{
	struct rc_report_in in = { .day = FIX_DAY,
		                   .estate = &m->f->estate,
		                   .ledger = &m->ledger,
		                   .cap = RC_VND_NONE };

	in.period.from = fix_day(2026, 1, 1);
	in.period.to = fix_day(2026, 12, 31);
	return maker(&in, arena, &m->doc, err);
}

static void
test_no_memory(void **state)
{
	struct rc_arena arena;
	struct made m;
	uint64_t n;
	size_t i;

	(void)state;
	made_init(&m);
	build(&m);
	assert_non_null(fix_judge(m.f, FIX_DAY));
	for (i = 0; i < RC_COUNT(makers); i++) {
		bool done = false;

		for (n = 1; !done && n < 1000; n++) {
			struct rc_err err = { 0 };

			rc_arena_init(&arena);
			rc_mem_fail_at(n);
			done = make(&m, makers[i], &arena, &err);
			rc_mem_fail_at(0);
			if (!done)
				assert_int_equal(err.code, RC_ENOMEM);
			rc_arena_fini(&arena);
		}
		assert_true(done);
		assert_true(n > 2);
	}
	made_fini(&m);
}

static const struct rc_param_line *
param(const struct rc_doc *doc, const char *id)
{
	const struct rc_param_line *p = doc->params;

	while (p != NULL && strcmp(p->id, id) != 0)
		p = p->next;
	assert_non_null(p);
	return p;
}

static void
test_head(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	build(&m);
	made_make(&m, rc_links_doc);
	assert_int_equal(param(&m.doc, "as_of")->value.i, FIX_DAY);
	assert_int_equal(param(&m.doc, "period_from")->value.i,
	                 fix_day(2026, 1, 1));
	/* Not in the parameters: the 14th. Then the row that began last. */
	assert_int_equal(param(&m.doc, "cutoff_day")->value.i, 14);
	fix_param(m.f, "cutoff_day", 20)->valid_from = fix_day(2026, 1, 1);
	fix_param(m.f, "cutoff_day", 25)->valid_from = fix_day(2026, 6, 1);
	fix_param(m.f, "cutoff_day", 28)->valid_from = FIX_DAY + 1;
	made_make(&m, rc_links_doc);
	assert_int_equal(param(&m.doc, "cutoff_day")->value.i, 25);
	made_fini(&m);
}

static void
test_share(void **state)
{
	(void)state;
	assert_int_equal(rc_share(5999, 10000), 59);
	assert_int_equal(rc_share(57, 95), 60);
	assert_int_equal(rc_share(56, 95), 58);
	assert_int_equal(rc_share(0, 3), 0);
	assert_int_equal(rc_share(3, 3), 100);
	assert_true(rc_share(0, 0) == INT64_MIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_head),
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
