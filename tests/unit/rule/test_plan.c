/* SPDX-License-Identifier: MIT */
/* plan - quarters; that the plan reaches its targets when it is carried out;
 * and that no exchange of two agencies is cheaper. */
#include <lib/unit.h>

#include "rule/plan.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

static void
test_quarters(void **state)
{
	static const struct {
		int year, month, day; /* today */
		int plan, first_year, first_month, quarters;
	} rows[] = {
		/* The last order, 60 days before 31/12, is on 01/11. */
		{ 2026, 1, 1, 2026, 2026, 1, 4 },
		{ 2026, 6, 30, 2026, 2026, 4, 3 },
		{ 2026, 10, 1, 2026, 2026, 10, 1 },
		{ 2026, 11, 22, 2026, 2026, 10, 1 }, /* too late */
		{ 2026, 11, 22, 2027, 2027, 1, 4 },
		{ 2026, 11, 22, 2025, 2026, 10, 1 },
	};
	struct rc_estate e = { 0 };
	size_t i;

	(void)state;
	rc_params_of(&e.params, NULL, 0, FIX_DAY);
	for (i = 0; i < RC_COUNT(rows); i++) {
		struct rc_spread s;

		e.day = fix_day(rows[i].year, rows[i].month, rows[i].day);
		s = rc_spread_of(&e, rows[i].plan);
		assert_int_equal(s.first, fix_day(rows[i].first_year,
		                                  rows[i].first_month, 1));
		assert_int_equal(s.quarters, rows[i].quarters);
		assert_int_equal(s.last_order, fix_day(rows[i].plan, 11, 1));
	}
	e.day = fix_day(2026, 2, 15);
	/* 100 days before 31/12 is 22/09: three quarters are left. */
	e.params.value[RC_LEAD_DAYS] = 100;
	assert_int_equal(rc_spread_of(&e, 2026).quarters, 3);
	e.params.value[RC_LEAD_DAYS] = 60;
	{
		struct rc_spread s = rc_spread_of(&e, 2026);

		/* 60 days before 29/08 is 30/06; before 30/08, 01/07. */
		assert_int_equal(rc_spread_before(&s, &e, fix_day(2026, 8, 29)),
		                 fix_day(2026, 4, 1));
		assert_int_equal(rc_spread_before(&s, &e, fix_day(2026, 8, 30)),
		                 fix_day(2026, 7, 1));
		assert_int_equal(rc_spread_before(&s, &e, fix_day(2026, 1, 31)),
		                 fix_day(2026, 1, 1));
		assert_int_equal(rc_spread_before(&s, &e, RC_DATE_NONE),
		                 fix_day(2026, 1, 1));
	}
	assert_int_equal(rc_quarter_of(fix_day(2026, 12, 31)),
	                 fix_day(2026, 10, 1));
}

/* Six agencies in the four quarters of 2027: 2, 1, 2, 1, cheapest first. */
static void
test_spread(void **state)
{
	static const int months[] = { 1, 1, 4, 7, 7, 10 };
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2027 };
	struct rc_err err = { 0 };
	struct rc_shortfall s;
	size_t i, k;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	for (i = 0; i < 6; i++) {
		struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);

		for (k = 0; k <= i; k++)
			fix_post(f, a, RC_GROUP_VIII);
	}
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
	assert_true(rc_shortfall_of(fix_judge(f, FIX_DAY), &o, &s, &err));
	assert_int_equal(s.nwanting, 6);
	for (i = 0; i < 6; i++) {
		assert_int_equal(s.wanting[i].unit, i);
		assert_int_equal(s.buys[s.wanting[i].first_buy].quarter,
		                 fix_day(2027, months[i], 1));
	}
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* In a year in which what came counts as conforming, nobody buys for it. */
static void
test_refresh(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_err err = { 0 };
	struct rc_shortfall s;
	struct rc_device *d;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	d = fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	d->in_service_date = FIX_DAY - 30;
	fix_facts(f, d)->firewall = RC_NO;
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	assert_true(rc_shortfall_of(fix_judge(f, FIX_DAY), &o, &s, &err));
	assert_int_equal(s.goals[0].conforming, 0);
	assert_int_equal(s.total.amount, 19 * MILLION);
	rc_shortfall_fini(&s);
	fix_param(f, "refresh_counts", 1);
	assert_true(rc_shortfall_of(fix_judge(f, FIX_DAY), &o, &s, &err));
	assert_int_equal(s.goals[0].conforming, 1);
	assert_int_equal(s.total.amount, 0);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* --- random estates ------------------------------------------------------- */

static uint32_t
next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
build(struct fix *f, uint32_t seed)
{
	size_t i, k, posts;

	fix_norm(f, RC_GROUP_VI, RC_ITEM_DESKTOP, 22 * MILLION);
	fix_norm(f, RC_GROUP_VII, RC_ITEM_COMPUTER, 18 * MILLION);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 15 * MILLION);
	for (i = 0; i < 20; i++) {
		struct rc_agency *a = fix_agency(f, 1 + (int)next(&seed, 2));

		posts = 1 + next(&seed, 6);
		for (k = 0; k < posts; k++) {
			struct rc_post *p = fix_post(
			        f, a, RC_GROUP_VI + (int)next(&seed, 3));
			uint32_t how = next(&seed, 8);
			struct rc_device *d;

			if (how == 0)
				continue;
			d = fix_device(f, a, p);
			if (how == 1)
				fix_facts(f, d)->firewall = RC_NO;
			else if (how == 2)
				d->in_service_date = FIX_DAY - 3000;
			else if (how == 3)
				d->status = RC_STATUS_BROKEN;
		}
		if (next(&seed, 3) == 0)
			fix_device(f, a, NULL)->status = RC_STATUS_IN_STOCK;
	}
	fix_target(f, "Q1", RC_TIER_PROVINCE, 2026, 60 + next(&seed, 41));
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 60 + next(&seed, 41));
	fix_target(f, "Q3", RC_TIER_NONE, 2026, 60 + next(&seed, 41));
}

static bool
is_hindered(const struct rc_wanting *w)
{
	return w->no_link || w->no_baseline || w->no_norm;
}

/* Of any two of a tier, one chosen for it and one not, the latter costs no
 * less, or cannot be bought into conforming. */
static void
assert_no_swap(const struct rc_estate *e, const struct rc_shortfall *s)
{
	size_t i, k;

	for (i = 0; i < s->nwanting; i++)
		for (k = 0; k < s->nwanting; k++) {
			const struct rc_wanting *in = &s->wanting[i];
			const struct rc_wanting *out = &s->wanting[k];

			if (!in->chosen || out->chosen || out->conforms ||
			    !rc_unit_in_tier(&e->units[out->unit],
			                     s->goals[in->target].target->tier))
				continue;
			assert_true(is_hindered(out) || out->cost >= in->cost);
			assert_true(!is_hindered(in) || is_hindered(out));
		}
}

/* Gives the posts of the chosen what was planned: sound computers in the place
 * of those that do not conform, and no more than are missing. */
static void
carry_out(struct fix *f, const struct rc_estate *e,
          const struct rc_shortfall *s)
{
	size_t i, k;

	for (i = 0; i < s->nwanting; i++) {
		const struct rc_wanting *w = &s->wanting[i];
		const struct rc_unit *unit = &e->units[w->unit];
		int64_t missing = w->chosen ? w->missing : 0;

		for (k = 0; k < unit->nseats && missing > 0; k++) {
			const struct rc_seat *seat =
			        &e->seats[unit->first_seat + k];
			const struct rc_machine *m;

			if (seat->primary != RC_NOWHERE) {
				m = &e->machines[seat->primary];
				if (rc_judgement_all(m->judgement) <=
				    RC_FINDING_PASS)
					continue;
				f->devices[m->id - 1].status =
				        RC_STATUS_RETIRED;
			}
			fix_device(f, unit->agency, seat->post);
			missing--;
		}
	}
}

static void
test_reaches(void **state)
{
	uint32_t seed;
	size_t chosen = 0;

	(void)state;
	for (seed = 1; seed <= 300; seed++) {
		struct fix *f = fix_new();
		struct rc_quota_options o = { .theta = 70 +
			                               (int)(seed % 4) * 10 };
		struct rc_err err = { 0 };
		struct rc_shortfall s;
		struct rc_estate *e;
		struct rc_quota q;
		size_t i;

		build(f, seed);
		e = fix_judge(f, FIX_DAY);
		assert_true(rc_shortfall_of(e, &o, &s, &err));
		assert_no_swap(e, &s);
		carry_out(f, e, &s);
		e = fix_judge(f, FIX_DAY);
		assert_true(rc_quota_of(e, &o, &f->arena, &q, &err));
		for (i = 0; i < q.nrows; i++)
			assert_true(q.rows[i].met_conforming ||
			            q.rows[i].roster == 0);
		chosen += (size_t)s.total.chosen;
		rc_shortfall_fini(&s);
		fix_free(f);
	}
	assert_true(chosen > 1000); /* there was something to plan */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quarters),
		cmocka_unit_test(test_spread),
		cmocka_unit_test(test_refresh),
		cmocka_unit_test(test_reaches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
