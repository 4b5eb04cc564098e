/* SPDX-License-Identifier: MIT */
/* indicator - systems, links by year, counts of others, and the reading of
 * 2028; counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule/quota.h"
#include "unit/rule/fixture.h"

static struct rc_quota
compute(struct fix *f, rc_date day, struct rc_quota_options options)
{
	struct rc_err err = { 0 };
	struct rc_quota q;
	struct rc_estate *e = fix_judge(f, day);

	assert_non_null(e);
	assert_true(rc_quota_of(e, &options, &f->arena, &q, &err));
	return q;
}

static void
assert_row(const struct rc_quota_row *row, int64_t roster, int64_t needed,
           int64_t equipped, int64_t conforming, int64_t unknown)
{
	assert_int_equal(row->roster, roster);
	assert_int_equal(row->needed, needed);
	assert_int_equal(row->equipped, equipped);
	assert_int_equal(row->conforming, conforming);
	assert_int_equal(row->unknown, unknown);
}

/*
 * Ten systems of a commune, seven approved, six of these secured: 70% needs 7,
 * met by the weaker reading alone. Then four that do not count.
 */
static void
test_systems(void **state)
{
	static const struct {
		int dossier, measures, in_quota;
		rc_date decided, ended;
	} rows[] = {
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 1, FIX_DAY, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 1, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 1, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, -1, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, -1, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, -1, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_NONE, 1, 0, 0 }, /* open */
		{ RC_DOSSIER_NONE, RC_MEASURES_PARTIAL, 1, 0, 0 },
		{ RC_DOSSIER_SUBMITTED, RC_MEASURES_IMPLEMENTED, 1, 0, 0 },
		/* Decided tomorrow: not yet. */
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 1, FIX_DAY + 1,
		  0 },
		/* Of the Centre; switched off yesterday. */
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 0, 0, 0 },
		{ RC_DOSSIER_APPROVED, RC_MEASURES_IMPLEMENTED, 1, 0,
		  FIX_DAY - 1 },
	};
	struct rc_system systems[RC_COUNT(rows) + 2];
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_quota q;
	size_t i;

	(void)state;
	fix_agency(f, RC_TIER_COMMUNE);
	fix_agency(f, RC_TIER_PROVINCE)->in_quota = 0;
	for (i = 0; i < RC_COUNT(systems); i++) {
		const size_t row = i < RC_COUNT(rows) ? i : 0;

		rc_record_clear(&rc_kind_system, &systems[i]);
		systems[i].agency.id = i < RC_COUNT(rows) ? 1 : 2;
		systems[i].dossier = rows[row].dossier;
		systems[i].measures = rows[row].measures;
		systems[i].in_quota = rows[row].in_quota;
		if (rows[row].decided != 0)
			systems[i].decision_date = rows[row].decided;
		if (rows[row].ended != 0)
			systems[i].valid_to = rows[row].ended;
	}
	/* Of an agency outside the quota: one left open, one marked yes. */
	systems[RC_COUNT(rows)].in_quota = -1;
	f->tables.systems = systems;
	f->tables.nsystems = RC_COUNT(rows) + 1;
	fix_target(f, "Q6", RC_TIER_NONE, 2026, 70);
	fix_target(f, "Q6", RC_TIER_PROVINCE, 2026, 70);
	q = compute(f, FIX_DAY, o);
	assert_int_equal(q.nrows, 2);
	assert_row(&q.rows[0], 10, 7, 7, 6, 1);
	assert_true(q.rows[0].met_equipped);
	assert_false(q.rows[0].met_conforming);
	assert_int_equal(q.rows[0].counted, RC_COUNTED_SYSTEMS);
	assert_row(&q.rows[1], 0, 0, 0, 0, 0);
	assert_false(q.rows[1].met_conforming);
	f->tables.nsystems++;
	q = compute(f, FIX_DAY, o);
	assert_row(&q.rows[1], 1, 1, 1, 1, 0);
	/* The day before: the two decided on the day were not approved yet, the
	 * one switched off was on. */
	q = compute(f, FIX_DAY - 1, o);
	assert_row(&q.rows[0], 12, 9, 7, 6, 1);
	fix_free(f);
}

/*
 *	A001	dedicated, 50 Mbit/s
 *	A002	Internet through the gateway
 *	A003	dedicated, bandwidth not recorded
 *	A004	dedicated, and Internet past the gateway
 *	A005	nothing that works
 *	A006	province: not of the tier
 */
static void
test_links(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2025 };
	struct rc_quota q;
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++)
		fix_agency(f, i < 5 ? RC_TIER_COMMUNE : RC_TIER_PROVINCE);
	f->links[0].down_kbps = 50000;
	f->links[1].type = RC_LINK_INTERNET;
	f->links[1].controlled = 1;
	f->links[1].down_kbps = 50000;
	f->links[3].down_kbps = 50000;
	f->links[6] = f->links[1];
	f->links[6].agency.id = 4;
	f->links[6].controlled = 0;
	f->tables.nlinks = 7;
	f->links[4].status = RC_LINK_DOWN;
	fix_target(f, "L1", RC_TIER_COMMUNE, 2025, 100);
	fix_target(f, "L2", RC_TIER_COMMUNE, 2026, 60);
	fix_target(f, "L3", RC_TIER_COMMUNE, 2027, 100);
	fix_param(f, "link_controlled_required", 1);
	fix_param(f, "link_wan_required", 1)->valid_from = fix_day(2026, 1, 1);
	fix_param(f, "bw_min_commune_kbps", 50000)->valid_from =
	        fix_day(2026, 7, 1);
	fix_param(f, "bw_min_commune_kbps", 50001)->valid_from =
	        fix_day(2027, 12, 31);
	/* 2025: any link, no bandwidth demanded; A004 fails by its Internet. */
	q = compute(f, FIX_DAY, o);
	assert_row(&q.rows[0], 5, 5, 4, 3, 0);
	assert_int_equal(q.rows[0].counted, RC_COUNTED_AGENCIES);
	assert_int_equal(q.rows[0].not_evaluable, 0);
	/* 2026: dedicated alone, 50 Mbit/s; of A003 nobody knows. */
	o.year = 2026;
	q = compute(f, FIX_DAY, o);
	assert_row(&q.rows[0], 5, 3, 3, 1, 1);
	assert_true(q.rows[0].met_equipped);
	assert_false(q.rows[0].met_conforming);
	/* 2027: 1 kbit/s more, by the parameter of its very last day. */
	o.year = 2027;
	q = compute(f, FIX_DAY, o);
	assert_row(&q.rows[0], 5, 5, 3, 0, 1);
	fix_free(f);
}

static struct rc_tally *
add_tally(struct fix *f, struct rc_tally *all, rc_id agency, rc_date day,
          int64_t done, int64_t total)
{
	struct rc_tally *t = &all[f->tables.ntallies++];

	rc_record_clear(&rc_kind_tally, t);
	t->head.id = (rc_id)f->tables.ntallies;
	t->indicator = "Q7";
	t->agency.id = agency;
	t->as_of = day;
	t->done = done;
	t->total = total;
	f->tables.tallies = all;
	return t;
}

static void
test_reported(void **state)
{
	struct rc_tally tallies[10];
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_quota q;

	(void)state;
	fix_agency(f, RC_TIER_COMMUNE);
	fix_agency(f, RC_TIER_COMMUNE);
	fix_agency(f, RC_TIER_COMMUNE);
	fix_agency(f, RC_TIER_PROVINCE)->in_quota = 0;
	fix_target(f, "Q7", RC_TIER_NONE, 2026, 60);
	fix_target(f, "Q7", RC_TIER_COMMUNE, 2026, 60);
	fix_target(f, "Q8", RC_TIER_NONE, 2026, 100);
	/* Nobody reported: no row at all. */
	q = compute(f, FIX_DAY, o);
	assert_int_equal(q.nrows, 0);
	/* 5999 of 10000 is 59,99%: not 60. The older one is superseded, that
	 * of tomorrow not there yet, that of outside the quota not ours. */
	add_tally(f, tallies, 1, FIX_DAY - 1, 999, 1000);
	add_tally(f, tallies, 1, FIX_DAY - 2, 1000, 1000);
	add_tally(f, tallies, 2, FIX_DAY, 5000, 9000);
	add_tally(f, tallies, 2, FIX_DAY + 1, 9000, 9000);
	add_tally(f, tallies, 4, FIX_DAY, 7, 7);
	add_tally(f, tallies, 3, FIX_DAY, 3, 3)->indicator = "Q9";
	q = compute(f, FIX_DAY, o);
	assert_int_equal(q.nrows, 2);
	assert_row(&q.rows[0], 10000, 6000, 5999, 5999, 0);
	assert_false(q.rows[0].met_conforming);
	assert_int_equal(q.rows[0].not_evaluable, 1);
	assert_int_equal(q.rows[0].counted, RC_COUNTED_REPORTED);
	assert_int_equal(q.rows[0].reported_on, FIX_DAY);
	assert_false(q.rows[0].reported_whole);
	/* The province as a whole, though older, answers for all tiers. */
	add_tally(f, tallies, 0, FIX_DAY - 30, 6000, 10000);
	q = compute(f, FIX_DAY, o);
	assert_row(&q.rows[0], 10000, 6000, 6000, 6000, 0);
	assert_true(q.rows[0].met_conforming);
	assert_true(q.rows[0].reported_whole);
	assert_int_equal(q.rows[0].reported_on, FIX_DAY - 30);
	assert_int_equal(q.rows[0].not_evaluable, 0);
	assert_row(&q.rows[1], 10000, 6000, 5999, 5999, 0);
	fix_free(f);
}

/* 2028: what came in the year counts, by the parameter of that year alone. */
static void
test_refresh(void **state)
{
	const rc_date day = fix_day(2028, 12, 31);
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_GRASSROOTS);
	struct rc_quota_options o = { 0 };
	struct rc_quota q;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct rc_device *d =
		        fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
		struct rc_facts *facts = fix_facts(f, d);

		/* Approved, but not asked for two years: not conforming. */
		d->purchase_date = fix_day(2028, 1, 1);
		facts->firewall = RC_NO;
	}
	f->releases[0].support_end = fix_day(2030, 1, 1);
	fix_target(f, "Q3", RC_TIER_NONE, 2028, 100);
	fix_target(f, "Q3", RC_TIER_NONE, 2029, 100);
	q = compute(f, day, o);
	assert_row(&q.rows[0], 1, 1, 1, 0, 0);
	fix_param(f, "refresh_counts", 1)->valid_from = fix_day(2028, 1, 1);
	q = compute(f, day, o);
	assert_row(&q.rows[0], 1, 1, 1, 1, 0);
	o.basis = RC_BASIS_POST;
	q = compute(f, day, o);
	assert_row(&q.rows[0], 2, 2, 2, 2, 0);
	o.basis = RC_BASIS_DEVICE;
	q = compute(f, day, o);
	assert_row(&q.rows[0], 2, 2, 2, 2, 0);
	/* Bought on the last day of the year before: one is missing. */
	f->devices[1].purchase_date = fix_day(2027, 12, 31);
	q = compute(f, day, o);
	assert_row(&q.rows[0], 2, 2, 2, 1, 0);
	o.basis = RC_BASIS_AGENCY;
	q = compute(f, day, o);
	assert_row(&q.rows[0], 1, 1, 1, 0, 0);
	/* What came in 2028 is nothing to 2029. */
	f->devices[1].purchase_date = fix_day(2028, 12, 31);
	q = compute(f, day, o);
	assert_int_equal(q.rows[0].conforming, 1);
	o.year = 2029;
	q = compute(f, day, o);
	assert_int_equal(q.rows[0].conforming, 0);
	fix_free(f);
}

/* Certificates: ended; ending on the last day of the warning, or one later. */
static void
test_endings(void **state)
{
	static const rc_date ends[] = { -1, 0, 60, 61 };
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	const struct rc_unit *u;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(ends); i++)
		fix_token(f, fix_post(f, a, RC_GROUP_V))->valid_to =
		        FIX_DAY + ends[i];
	fix_token(f, &f->posts[0])->valid_to = RC_DATE_NONE;
	fix_token(f, &f->posts[1])->status = RC_TOKEN_REVOKED;
	u = &fix_judge(f, FIX_DAY)->units[0];
	assert_int_equal(u->tokens_ended, 1);
	assert_int_equal(u->tokens_ending, 2);
	assert_int_equal(u->first_ending, FIX_DAY);
	fix_param(f, "cert_warn_days", 61);
	u = &fix_judge(f, FIX_DAY + 1)->units[0];
	assert_int_equal(u->tokens_ended, 2);
	assert_int_equal(u->tokens_ending, 2);
	assert_int_equal(u->first_ending, FIX_DAY + 60);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_systems),  cmocka_unit_test(test_links),
		cmocka_unit_test(test_reported), cmocka_unit_test(test_refresh),
		cmocka_unit_test(test_endings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
