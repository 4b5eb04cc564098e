/* SPDX-License-Identifier: MIT */
/* quota - counted by hand: boundaries, tiers, bases, policies, baselines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule/quota.h"
#include "unit/rule/fixture.h"

static void
test_needed(void **state)
{
	static const struct {
		int64_t roster, percent, needed;
	} cases[] = {
		{ 95, 60, 57 }, { 95, 80, 76 },      { 95, 100, 95 },
		{ 7, 80, 6 },   { 0, 80, 0 },        { 1, 1, 1 },
		{ 10, 0, 0 },   { 10000, 60, 6000 }, { 9999, 60, 6000 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		int64_t n = cases[i].needed;

		assert_int_equal(
		        rc_quota_needed(cases[i].roster, cases[i].percent), n);
		if (cases[i].roster == 0)
			continue;
		assert_true(rc_quota_met(n, cases[i].roster, cases[i].percent));
		if (n > 0)
			assert_false(rc_quota_met(n - 1, cases[i].roster,
			                          cases[i].percent));
	}
	/* 59,99% is not 60%; nothing of nothing is not met. */
	assert_false(rc_quota_met(5999, 10000, 60));
	assert_true(rc_quota_met(6000, 10000, 60));
	assert_false(rc_quota_met(0, 0, 0));
}

static struct rc_quota
compute(struct fix *f, struct rc_quota_options options)
{
	struct rc_err err = { 0 };
	struct rc_quota q;
	struct rc_estate *e = fix_judge(f, FIX_DAY);

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
 * 95 communes of one post each; `good` conform. The target of 2025, 2026 and
 * 2027 is met at 57, 76 and 95, and not at one less.
 */
static void
test_95_communes(void **state)
{
	static const struct {
		int year;
		size_t good;
		int64_t needed;
		bool met;
	} cases[] = {
		{ 2025, 56, 57, false }, { 2025, 57, 57, true },
		{ 2026, 75, 76, false }, { 2026, 76, 76, true },
		{ 2027, 94, 95, false }, { 2027, 95, 95, true },
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct fix *f = fix_new();
		struct rc_quota_options o = { .year = cases[i].year };
		struct rc_quota q;

		fix_target(f, "Q2", RC_TIER_COMMUNE, 2025, 60);
		fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
		fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
		for (k = 0; k < 95; k++) {
			struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
			struct rc_device *d =
			        fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));

			if (k >= cases[i].good)
				fix_facts(f, d)->firewall = RC_NO;
		}
		q = compute(f, o);
		assert_int_equal(q.nrows, 1);
		assert_row(&q.rows[0], 95, cases[i].needed, 95,
		           (int64_t)cases[i].good, 0);
		assert_true(q.rows[0].met_equipped);
		assert_int_equal(q.rows[0].met_conforming, cases[i].met);
		fix_free(f);
	}
}

/*
 *	agency	tier	 posts served conforming unknown
 *	A001	province   2	 2	  2	    0
 *	A002	commune	   3	 3	  2	    1	(one computer is mute)
 *	A003	commune	   2	 1	  1	    0
 *	A004	commune	   0			not evaluable
 *	A005	commune	   1	 1	  1	    0	not in the quota
 *	A006	commune	   1	 1	  0	    0	ended yesterday
 *	A007	grassroots 1	 1	  0	    0	its computer is a
 * person's own, and another one in repair
 */
static void
build_small(struct fix *f)
{
	struct rc_agency *a[8];
	struct rc_device *d;
	struct rc_post *p;
	size_t i;
	static const int tiers[8] = { 0,
		                      RC_TIER_PROVINCE,
		                      RC_TIER_COMMUNE,
		                      RC_TIER_COMMUNE,
		                      RC_TIER_COMMUNE,
		                      RC_TIER_COMMUNE,
		                      RC_TIER_COMMUNE,
		                      RC_TIER_GRASSROOTS };

	for (i = 1; i < 8; i++)
		a[i] = fix_agency(f, tiers[i]);
	fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	fix_device(f, a[2], fix_post(f, a[2], RC_GROUP_VI));
	fix_device(f, a[2], fix_post(f, a[2], RC_GROUP_VII));
	fix_mute(f, a[2], fix_post(f, a[2], RC_GROUP_VIII));
	fix_device(f, a[3], fix_post(f, a[3], RC_GROUP_VII));
	fix_post(f, a[3], RC_GROUP_VIII);
	fix_device(f, a[5], fix_post(f, a[5], RC_GROUP_VIII));
	a[5]->in_quota = 0;
	fix_device(f, a[6], fix_post(f, a[6], RC_GROUP_VIII));
	a[6]->valid_to = FIX_DAY - 1;
	p = fix_post(f, a[7], RC_GROUP_VIII);
	d = fix_device(f, a[7], p);
	d->ownership = RC_PERSONAL_DEVICE;
	d = fix_device(f, a[7], p);
	d->status = RC_STATUS_REPAIR;
	fix_target(f, "Q1", RC_TIER_PROVINCE, 2026, 100);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
	fix_target(f, "Q3", RC_TIER_NONE, 2026, 100);
	fix_target(f, "Q6", RC_TIER_NONE, 2026, 70);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
}

static void
test_agencies(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_quota q;

	(void)state;
	build_small(f);
	q = compute(f, o);
	assert_int_equal(q.year, 2026);
	assert_int_equal(q.theta, 100);
	assert_int_equal(q.nrows, 3);
	assert_row(&q.rows[0], 1, 1, 1, 1, 0);
	assert_true(q.rows[0].met_conforming);
	/* Roster 2: the one without posts is out of both sides. */
	assert_row(&q.rows[1], 2, 2, 1, 0, 1);
	assert_int_equal(q.rows[1].not_evaluable, 1);
	assert_false(q.rows[1].met_equipped);
	assert_row(&q.rows[2], 4, 4, 2, 1, 1);
	/* In order of code, those in the quota that hold on the day. */
	assert_int_equal(q.nagencies, 5);
	assert_string_equal(q.agencies[1].code, "A002");
	assert_int_equal(q.agencies[1].posts, 3);
	assert_int_equal(q.agencies[1].served, 3);
	assert_int_equal(q.agencies[1].conforming, 2);
	assert_int_equal(q.agencies[1].unknown, 1);
	assert_true(q.agencies[1].equipped);
	assert_false(q.agencies[1].conforms);
	assert_false(q.agencies[3].evaluable);
	assert_int_equal(q.agencies[4].served, 0);
	fix_free(f);
}

static void
test_bases(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .basis = RC_BASIS_POST };
	struct rc_quota q;

	(void)state;
	build_small(f);
	q = compute(f, o);
	assert_row(&q.rows[1], 5, 4, 4, 3, 1);
	assert_row(&q.rows[2], 8, 8, 6, 5, 1);
	o.basis = RC_BASIS_DEVICE;
	/* One more in use that no post has; spares and repairs do not count. */
	fix_device(f, &f->agencies[1], NULL);
	fix_device(f, &f->agencies[1], NULL)->status = RC_STATUS_IN_STOCK;
	q = compute(f, o);
	assert_row(&q.rows[1], 5, 4, 4, 4, 1);
	o.exclude_unknown = true;
	q = compute(f, o);
	assert_row(&q.rows[1], 4, 4, 3, 4, 1);
	fix_free(f);
}

/* Excluding the unknown: A002 is judged by its two known posts. */
static void
test_exclude(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .exclude_unknown = true };
	struct rc_quota q;

	(void)state;
	build_small(f);
	q = compute(f, o);
	assert_row(&q.rows[1], 2, 2, 1, 1, 0);
	assert_true(q.agencies[1].conforms);
	/* The parameter says the same as the option. */
	o.exclude_unknown = false;
	fix_param(f, "unknown_excluded", 1);
	q = compute(f, o);
	assert_true(q.exclude_unknown);
	assert_row(&q.rows[1], 2, 2, 1, 1, 0);
	/* Nothing known at all is no pass. */
	fix_free(f);
	f = fix_new();
	fix_agency(f, RC_TIER_COMMUNE);
	fix_mute(f, &f->agencies[0], fix_post(f, &f->agencies[0], RC_GROUP_V));
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
	o.exclude_unknown = true;
	q = compute(f, o);
	assert_row(&q.rows[0], 1, 1, 1, 0, 1);
	fix_free(f);
}

/* 10 posts, 9 conform: theta 90 says yes, 91 no. */
static void
test_theta(void **state)
{
	static const struct {
		int theta;
		bool conforms;
	} cases[] = { { 80, true },
		      { 90, true },
		      { 91, false },
		      { 100, false },
		      { 0, true } };
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++)
		fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	f->facts[4].firewall = RC_NO;
	fix_param(f, "theta", 85);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_quota_options o = { .theta = cases[i].theta };
		struct rc_quota q = compute(f, o);

		assert_int_equal(q.theta,
		                 cases[i].theta == 0 ? 85 : cases[i].theta);
		assert_int_equal(q.agencies[0].conforms, cases[i].conforms);
	}
	fix_free(f);
}

/* Uniform (ii): 9 of 10 approved is 90%; 8 of 10 is not; an unknown system
 * may yet be one. Every computer itself conforms. */
static void
test_baseline(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_quota_options o = { 0 };
	struct rc_quota q;
	size_t i;

	(void)state;
	fix_release(f, "debian", "13", NULL, fix_day(2030, 1, 1), 0);
	for (i = 0; i < 9; i++)
		fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	fix_device(f, a, NULL); /* in use, of no post: counts here */
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
	f->facts[0].os_version_id = "13";
	q = compute(f, o);
	assert_int_equal(q.agencies[0].conforming, 9);
	assert_true(q.agencies[0].conforms);
	f->facts[9].os_version_id = "13";
	q = compute(f, o);
	assert_int_equal(q.agencies[0].conforming, 9);
	assert_false(q.agencies[0].conforms);
	assert_row(&q.rows[0], 1, 1, 1, 0, 0);
	f->facts[9].os_id = NULL;
	q = compute(f, o);
	assert_row(&q.rows[0], 1, 1, 1, 0, 1);
	fix_free(f);
}

/* Q4, Q5: signers and handlers, whatever their agency's equipment. */
static void
test_signatures(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_quota_options o = { .basis = RC_BASIS_DEVICE };
	struct rc_quota q;
	struct rc_post *p[4];
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		p[i] = fix_post(f, a, RC_GROUP_VII);
		p[i]->signer = i < 3;
		p[i]->handler = 1;
	}
	fix_token(f, p[0]);
	fix_token(f, p[1])->valid_to = FIX_DAY - 1;
	fix_token(f, p[2])->status = RC_TOKEN_REVOKED;
	fix_token(f, p[3])->status = RC_TOKEN_LOST;
	fix_token(f, p[3]);
	fix_target(f, "Q4", RC_TIER_NONE, 2026, 100);
	fix_target(f, "Q5", RC_TIER_NONE, 2026, 50);
	q = compute(f, o);
	assert_row(&q.rows[0], 3, 3, 2, 1, 0);
	assert_row(&q.rows[1], 4, 2, 3, 2, 0);
	assert_true(q.rows[1].met_conforming);
	fix_free(f);
}

/* The primary device of several is the best judged, then the newest. Custody
 * of another day, and a device at another agency's post. */
static void
test_primary(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_agency *b = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_post *p = fix_post(f, a, RC_GROUP_V);
	struct rc_estate *e;

	(void)state;
	fix_device(f, a, p);
	f->facts[0].firewall = RC_NO;
	fix_mute(f, a, p);
	e = fix_judge(f, FIX_DAY);
	assert_int_equal(e->machines[e->seats[0].primary].id, 2);
	fix_device(f, b, p)->in_service_date = FIX_DAY - 400;
	fix_device(f, a, p);
	e = fix_judge(f, FIX_DAY);
	assert_int_equal(e->machines[e->seats[0].primary].id, 4);
	assert_int_equal(e->units[0].conforming, 1);
	/* Given back the day before: the older one stands in. */
	f->custody[3].to_date = FIX_DAY - 1;
	e = fix_judge(f, FIX_DAY);
	assert_int_equal(e->machines[e->seats[0].primary].id, 3);
	/* The day before all custody began: not served. */
	e = fix_judge(f, FIX_DAY - 366);
	assert_int_equal(e->seats[0].primary, RC_NOWHERE);
	assert_int_equal(e->units[0].served, 0);
	/* A printer serves nobody. */
	f->devices[2].category = RC_CATEGORY_PRINTER;
	e = fix_judge(f, FIX_DAY);
	assert_int_equal(e->nmachines, 3);
	assert_null(rc_estate_machine(e, 3));
	fix_free(f);
}

/* A report of an earlier day prints the names of that day. */
static void
test_names(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency_name *name = &f->names[0];
	struct rc_quota_options o = { 0 };
	struct rc_quota q;

	(void)state;
	fix_agency(f, RC_TIER_COMMUNE)->name = "Phường Mới";
	rc_record_clear(&rc_kind_name, name);
	name->agency.id = 1;
	name->name = "Xã Cũ";
	name->valid_to = FIX_DAY - 1;
	f->tables.nnames = 1;
	q = compute(f, o);
	assert_string_equal(q.agencies[0].name, "Phường Mới");
	assert_string_equal(fix_judge(f, FIX_DAY - 1)->units[0].name, "Xã Cũ");
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needed),
		cmocka_unit_test(test_95_communes),
		cmocka_unit_test(test_agencies),
		cmocka_unit_test(test_bases),
		cmocka_unit_test(test_exclude),
		cmocka_unit_test(test_theta),
		cmocka_unit_test(test_baseline),
		cmocka_unit_test(test_signatures),
		cmocka_unit_test(test_primary),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
