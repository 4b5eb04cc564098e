/* SPDX-License-Identifier: MIT */
/* shortfall - what to buy, counted by hand, and that parts make the whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule/shortfall.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

static void
add_norms(struct fix *f)
{
	fix_norm(f, RC_GROUP_V, RC_ITEM_PORTABLE, 25 * MILLION);
	fix_norm(f, RC_GROUP_V, RC_ITEM_DESKTOP, 20 * MILLION);
	fix_norm(f, RC_GROUP_V, RC_ITEM_PRINTER, 1 * MILLION);
	fix_norm(f, RC_GROUP_VII, RC_ITEM_COMPUTER, 18 * MILLION);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 15 * MILLION)->valid_to =
	        FIX_DAY - 1;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION)->valid_from =
	        FIX_DAY;
	/* A shared one is nobody's own. */
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 1 * MILLION)->shared_per =
	        3;
}

static struct rc_shortfall
compute(struct fix *f, struct rc_quota_options options)
{
	struct rc_err err = { 0 };
	struct rc_shortfall s;
	struct rc_estate *e = fix_judge(f, FIX_DAY);

	assert_non_null(e);
	assert_true(rc_shortfall_of(e, &options, &s, &err));
	return s;
}

/*
 * Four communes; 50% of 4 = 2 needed; A001 conforms, so one is short.
 *
 *	A002	V: no computer (new, 20, the cheaper of 20 and 25)
 *		VII: too old (replace, 18)			38 million
 *	A003	VIII: firewall off (mend, 19), VIII: mute (ask, 19)	38
 *		and VIII: a signer without a signature, else fine	0
 *	A004	VII: no computer, one sound one in stock		0
 */
static void
build(struct fix *f)
{
	struct rc_agency *a[4];
	struct rc_device *d;
	struct rc_post *p;
	size_t i;

	for (i = 0; i < 4; i++)
		a[i] = fix_agency(f, RC_TIER_COMMUNE);
	add_norms(f);
	fix_param(f, "token_required", 1);
	fix_device(f, a[0], fix_post(f, a[0], RC_GROUP_VIII));
	fix_post(f, a[1], RC_GROUP_V);
	d = fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_VII));
	d->in_service_date = FIX_DAY - 2000;
	d = fix_device(f, a[2], fix_post(f, a[2], RC_GROUP_VIII));
	fix_facts(f, d)->firewall = RC_NO;
	fix_mute(f, a[2], fix_post(f, a[2], RC_GROUP_VIII));
	p = fix_post(f, a[2], RC_GROUP_VIII);
	p->signer = 1;
	fix_device(f, a[2], p);
	fix_post(f, a[3], RC_GROUP_VII);
	fix_device(f, a[3], NULL)->status = RC_STATUS_IN_STOCK;
	/* These two are no spares: too old, and a person's own. */
	d = fix_device(f, a[1], NULL);
	d->status = RC_STATUS_IN_STOCK;
	d->in_service_date = FIX_DAY - 2000;
	d = fix_device(f, a[1], NULL);
	d->status = RC_STATUS_IN_STOCK;
	d->ownership = RC_PERSONAL_DEVICE;
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 50);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
	fix_target(f, "Q3", RC_TIER_NONE, 2027, 100);
	fix_target(f, "Q4", RC_TIER_NONE, 2027, 100);
}

static void
assert_buy(const struct rc_buy *buy, enum rc_need need, int group,
           int64_t quantity, rc_vnd price)
{
	assert_int_equal(buy->need, need);
	assert_int_equal(buy->title_group, group);
	assert_int_equal(buy->quantity, quantity);
	assert_int_equal(buy->price, price);
	assert_int_equal(buy->amount, quantity * price);
}

static void
test_one(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_shortfall s;
	const struct rc_buy *buys;

	(void)state;
	build(f);
	s = compute(f, o);
	assert_int_equal(s.ngoals, 1);
	assert_int_equal(s.goals[0].roster, 4);
	assert_int_equal(s.goals[0].needed, 2);
	assert_int_equal(s.goals[0].conforming, 1);
	/* The cheapest is the one that stock makes whole. */
	assert_int_equal(s.nwanting, 3);
	assert_int_equal(s.wanting[0].unit, 3);
	assert_true(s.wanting[0].chosen);
	assert_int_equal(s.wanting[0].stock, 1);
	assert_int_equal(s.wanting[0].cost, 0);
	assert_false(s.wanting[1].chosen);
	assert_false(s.wanting[2].chosen);
	assert_int_equal(s.total.amount, 0);
	assert_int_equal(s.total.stock, 1);
	buys = s.buys + s.wanting[0].first_buy;
	assert_int_equal(s.wanting[0].nbuys, 1);
	assert_buy(&buys[0], RC_NEED_STOCK, RC_GROUP_VII, 1, 0);
	/* Equal cost: fewer posts first. */
	assert_int_equal(s.wanting[1].unit, 1);
	assert_int_equal(s.wanting[1].missing, 2);
	assert_int_equal(s.wanting[1].cost, 38 * MILLION);
	buys = s.buys + s.wanting[1].first_buy;
	assert_int_equal(s.wanting[1].nbuys, 2);
	assert_buy(&buys[0], RC_NEED_NEW, RC_GROUP_V, 1, 20 * MILLION);
	assert_int_equal(buys[0].norm->item, RC_ITEM_DESKTOP);
	assert_int_equal(buys[0].budget, 2);
	assert_buy(&buys[1], RC_NEED_REPLACE, RC_GROUP_VII, 1, 18 * MILLION);
	assert_int_equal(s.wanting[2].unit, 2);
	assert_int_equal(s.wanting[2].missing, 3);
	assert_int_equal(s.wanting[2].computers, 2);
	buys = s.buys + s.wanting[2].first_buy;
	assert_int_equal(s.wanting[2].nbuys, 3);
	assert_buy(&buys[0], RC_NEED_MEND, RC_GROUP_VIII, 1, 19 * MILLION);
	assert_buy(&buys[1], RC_NEED_ASK, RC_GROUP_VIII, 1, 19 * MILLION);
	assert_buy(&buys[2], RC_NEED_SIGNATURE, RC_GROUP_VIII, 1, 0);
	assert_int_equal(buys[2].budget, 0);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* All four needed: all chosen by Q2, and Q3 buys nothing a second time. */
static void
test_all(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2027 };
	struct rc_shortfall s;

	(void)state;
	build(f);
	s = compute(f, o);
	assert_int_equal(s.ngoals, 2);
	assert_int_equal(s.goals[0].chosen, 3);
	assert_int_equal(s.goals[0].amount, 76 * MILLION);
	assert_int_equal(s.goals[0].computers, 4);
	assert_int_equal(s.goals[1].needed, 4);
	assert_int_equal(s.goals[1].chosen, 0);
	assert_int_equal(s.goals[1].amount, 0);
	assert_int_equal(s.total.amount, 76 * MILLION);
	assert_int_equal(s.total.by_need[RC_NEED_NEW], 20 * MILLION);
	assert_int_equal(s.total.by_need[RC_NEED_REPLACE], 18 * MILLION);
	assert_int_equal(s.total.by_need[RC_NEED_MEND], 19 * MILLION);
	assert_int_equal(s.total.by_need[RC_NEED_ASK], 19 * MILLION);
	assert_int_equal(s.total.count_by_need[RC_NEED_SIGNATURE], 1);
	rc_shortfall_fini(&s);
	/* What is not known is left out when it is excluded. */
	o.exclude_unknown = true;
	s = compute(f, o);
	assert_int_equal(s.total.amount, 57 * MILLION);
	assert_int_equal(s.total.count_by_need[RC_NEED_ASK], 0);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* theta 60 of 5 posts = 3; one conforms, so the two cheapest are bought. */
static void
test_theta(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .theta = 60 };
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_shortfall s;

	(void)state;
	add_norms(f);
	fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	fix_post(f, a, RC_GROUP_V);
	fix_post(f, a, RC_GROUP_VIII);
	fix_post(f, a, RC_GROUP_VII);
	fix_post(f, a, RC_GROUP_V);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	s = compute(f, o);
	assert_int_equal(s.wanting[0].missing, 2);
	assert_int_equal(s.total.computers, 2);
	assert_int_equal(s.total.amount, (18 + 19) * MILLION);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/*
 * Buying alone does not help A001 (no link), A002 (no norm) and A003 (systems
 * not approved even then): dearer A004 comes first.
 */
static void
test_hindered(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_agency *a[4];
	struct rc_shortfall s;
	const struct rc_buy *buy;
	size_t i;

	(void)state;
	add_norms(f);
	fix_param(f, "link_required", 1);
	fix_release(f, "debian", "13", NULL, fix_day(2030, 1, 1), 0);
	for (i = 0; i < 4; i++)
		a[i] = fix_agency(f, RC_TIER_COMMUNE);
	f->links[0].status = RC_LINK_ENDED;
	fix_device(f, a[0], fix_post(f, a[0], RC_GROUP_VIII));
	fix_post(f, a[1], RC_GROUP_I);
	for (i = 0; i < 3; i++) {
		fix_device(f, a[2], fix_post(f, a[2], RC_GROUP_VIII));
		f->facts[f->ndevices - 1].os_version_id = "13";
	}
	f->facts[f->ndevices - 1].firewall = RC_NO;
	for (i = 0; i < 3; i++)
		fix_post(f, a[3], RC_GROUP_V);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 25);
	s = compute(f, o);
	assert_int_equal(s.nwanting, 4);
	assert_int_equal(s.wanting[0].unit, 3);
	assert_true(s.wanting[0].chosen);
	assert_int_equal(s.total.amount, 60 * MILLION);
	/* 0, 0 and 19 million, but each with its hindrance. */
	assert_int_equal(s.wanting[1].unit, 0);
	assert_true(s.wanting[1].no_link);
	assert_int_equal(s.wanting[1].computers, 0);
	assert_int_equal(s.wanting[1].nbuys, 1);
	buy = &s.buys[s.wanting[1].first_buy];
	assert_buy(buy, RC_NEED_LINK, RC_GROUP_NONE, 1, 0);
	assert_int_equal(buy->budget, 5);
	assert_int_equal(s.wanting[2].unit, 1);
	assert_true(s.wanting[2].no_norm);
	assert_null(s.buys[s.wanting[2].first_buy].norm);
	assert_int_equal(s.wanting[3].unit, 2);
	assert_true(s.wanting[3].no_baseline);
	assert_int_equal(s.wanting[3].cost, 19 * MILLION);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* A chosen agency conforms once what was listed has come: with new computers
 * in the place of old ones its systems are uniform again. */
static void
test_new_ones_are_uniform(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_shortfall s;
	size_t i;

	(void)state;
	add_norms(f);
	for (i = 0; i < 5; i++) {
		fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
		f->facts[i].os_version_id = i < 4 ? "12" : "11";
	}
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	s = compute(f, o);
	assert_int_equal(s.total.computers, 1);
	assert_false(s.wanting[0].no_baseline);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* A small generator: the same numbers on every machine. */
static uint32_t
next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
spoil(struct fix *f, struct rc_device *d, uint32_t how)
{
	struct rc_facts *facts = fix_facts(f, d);

	if (how == 1)
		facts->firewall = RC_NO;
	else if (how == 2)
		d->in_service_date = FIX_DAY - 3000;
	else if (how == 3)
		f->no_facts[d - f->devices] = true;
	else if (how == 4)
		facts->os_version_id = "11";
	else if (how == 5)
		d->status = RC_STATUS_IN_STOCK;
}

static void
build_random(struct fix *f, uint32_t seed)
{
	size_t i, k, posts;

	add_norms(f);
	for (i = 0; i < 20; i++) {
		struct rc_agency *a = fix_agency(f, 1 + (int)next(&seed, 3));

		posts = next(&seed, 6);
		for (k = 0; k < posts; k++) {
			struct rc_post *p = fix_post(
			        f, a, RC_GROUP_V + (int)next(&seed, 4));

			if (next(&seed, 5) > 0)
				spoil(f, fix_device(f, a, p), next(&seed, 12));
		}
		if (next(&seed, 2) > 0)
			spoil(f, fix_device(f, a, NULL), 5);
	}
	fix_target(f, "Q1", RC_TIER_PROVINCE, 2026, 80);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 60);
	fix_target(f, "Q3", RC_TIER_NONE, 2026, 90);
}

static void
assert_adds_up(const struct rc_shortfall *s)
{
	rc_vnd all = 0;
	rc_vnd goals = 0;
	rc_vnd needs = 0;
	int64_t chosen = 0;
	size_t i, k;

	for (i = 0; i < s->nwanting; i++) {
		const struct rc_wanting *w = &s->wanting[i];
		rc_vnd sum = 0;

		for (k = 0; k < w->nbuys; k++) {
			const struct rc_buy *b = &s->buys[w->first_buy + k];

			assert_int_equal(b->amount, b->quantity * b->price);
			assert_int_equal(b->unit, w->unit);
			sum += b->amount;
		}
		assert_int_equal(sum, w->cost + w->due_cost -
		                              (w->chosen ? w->saved : 0));
		chosen += w->chosen;
		if (w->chosen)
			all += sum;
		/* Nobody cheaper of the same tier was passed over. */
		assert_true(i == 0 || w->cost >= s->wanting[i - 1].cost ||
		            w->no_link || w->no_baseline || w->no_norm);
	}
	for (i = 0; i < s->ngoals; i++) {
		const struct rc_goal *g = &s->goals[i];

		goals += g->amount;
		chosen -= g->chosen;
		/* Never more than needed. */
		if (g->chosen > 0)
			assert_true(g->conforming + g->chosen <= g->needed);
	}
	for (i = 0; i < RC_NEEDS; i++)
		needs += s->total.by_need[i];
	assert_int_equal(chosen, 0);
	assert_int_equal(goals, all);
	assert_int_equal(needs, all);
	assert_int_equal(s->total.amount, all);
}

static void
test_sums(void **state)
{
	uint32_t seed;

	(void)state;
	for (seed = 1; seed <= 200; seed++) {
		struct fix *f = fix_new();
		struct rc_quota_options o = {
			.theta = 60 + (int)(seed % 5) * 10,
			.exclude_unknown = seed % 3 == 0,
		};
		struct rc_shortfall s;

		build_random(f, seed);
		s = compute(f, o);
		assert_adds_up(&s);
		rc_shortfall_fini(&s);
		fix_free(f);
	}
}

/* Whichever allocation fails, there is an error and nothing leaks. */
static void
test_no_memory(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2027 };
	struct rc_estate *e;
	uint64_t n;

	(void)state;
	build(f);
	e = fix_judge(f, FIX_DAY);
	for (n = 1;; n++) {
		struct rc_err err = { 0 };
		struct rc_shortfall s = { 0 };
		uint64_t asked;
		bool done;

		rc_mem_fail_at(n);
		done = rc_shortfall_of(e, &o, &s, &err);
		asked = rc_mem_count();
		rc_mem_fail_at(0);
		assert_int_equal(done, asked < n);
		rc_shortfall_fini(&s);
		if (done)
			break;
		assert_int_equal(err.code, RC_ENOMEM);
	}
	assert_true(n > 4);
	fix_free(f);
}

/* Ceilings that cannot be summed are an error, not a wrong sum. */
static void
test_overflow(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_err err = { 0 };
	struct rc_shortfall s;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, INT64_MAX / 2 + 1);
	fix_post(f, a, RC_GROUP_VIII);
	fix_post(f, a, RC_GROUP_VIII);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	assert_false(rc_shortfall_of(fix_judge(f, FIX_DAY), &o, &s, &err));
	assert_int_equal(err.code, RC_EINVALID);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_theta),
		cmocka_unit_test(test_hindered),
		cmocka_unit_test(test_new_ones_are_uniform),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
