/* SPDX-License-Identifier: MIT */
/* transfer - who gives what to whom, counted by hand; and that nothing moves
 * twice. */
#include <lib/unit.h>

#include "rule/shortfall.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

static struct rc_shortfall
compute(struct fix *f)
{
	struct rc_quota_options o = { 0 };
	struct rc_err err = { 0 };
	struct rc_shortfall s;

	assert_true(rc_shortfall_of(fix_judge(f, FIX_DAY), &o, &s, &err));
	return s;
}

static void
assert_move(const struct rc_shortfall *s, size_t at, size_t device, size_t from,
            size_t to)
{
	assert_true(at < s->ntransfers);
	assert_int_equal(s->transfers[at].machine, device - 1);
	assert_int_equal(s->transfers[at].from, from);
	assert_int_equal(s->buys[s->transfers[at].buy].unit, to);
}

/*
 * A001 and A002 lack a computer. A003 (another parent) and A004 (the parent of
 * A002) have one in stock each; A005's post of group VIII has three of the one
 * it may have, all sound, one of them isolated.
 */
static struct fix *
build(void)
{
	struct fix *f = fix_new();
	struct rc_agency *a[5];
	struct rc_post *p;
	size_t i;

	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	for (i = 0; i < 5; i++)
		a[i] = fix_agency(f, RC_TIER_COMMUNE);
	a[1]->parent.id = a[3]->parent.id = 77;
	a[2]->parent.id = 78;
	fix_post(f, a[0], RC_GROUP_VIII);
	fix_post(f, a[1], RC_GROUP_VIII);
	fix_device(f, a[2], fix_post(f, a[2], RC_GROUP_VIII));
	fix_device(f, a[3], fix_post(f, a[3], RC_GROUP_VIII));
	fix_device(f, a[2], NULL)->status = RC_STATUS_IN_STOCK; /* D003 */
	fix_device(f, a[3], NULL)->status = RC_STATUS_IN_STOCK; /* D004 */
	p = fix_post(f, a[4], RC_GROUP_VIII);
	for (i = 0; i < 3; i++)
		fix_device(f, a[4], p);           /* D005 is the primary one */
	f->devices[5].connectivity = RC_ISOLATED; /* D006 */
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	return f;
}

static void
test_near(void **state)
{
	struct fix *f = build();
	struct rc_shortfall s = compute(f);

	(void)state;
	assert_int_equal(s.ntransfers, 2);
	assert_move(&s, 0, 3, 2, 0);
	assert_move(&s, 1, 4, 3, 1);
	assert_int_equal(s.total.computers, 0);
	assert_int_equal(s.total.moved, 2);
	assert_int_equal(s.total.amount, 0);
	assert_int_equal(s.wanting[0].saved, 19 * MILLION);
	rc_shortfall_fini(&s);
	/* Only what is beyond the norm is left: D007. */
	f->devices[2].status = f->devices[3].status = RC_STATUS_RETIRED;
	s = compute(f);
	assert_int_equal(s.ntransfers, 1);
	assert_move(&s, 0, 7, 4, 0);
	assert_int_equal(s.total.computers, 1);
	assert_int_equal(s.total.amount, 19 * MILLION);
	rc_shortfall_fini(&s);
	/* It is rented, so it stays. */
	f->devices[6].ownership = RC_RENTED;
	s = compute(f);
	assert_int_equal(s.ntransfers, 0);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* What can be mended or asked is not moved for; what an agency needs itself
 * stays; an agency outside the quota gives nothing. */
static void
test_stays(void **state)
{
	struct fix *f = build();
	struct rc_agency *a = &f->agencies[0];
	struct rc_shortfall s;

	(void)state;
	f->devices[6].ownership = RC_RENTED;
	fix_post(f, &f->agencies[2], RC_GROUP_VIII); /* takes D003 itself */
	f->agencies[3].in_quota = 0;
	fix_facts(f, fix_device(f, a, &f->posts[0]))->firewall = RC_NO;
	s = compute(f);
	assert_int_equal(s.ntransfers, 0);
	assert_int_equal(s.total.stock, 1);
	assert_int_equal(s.total.by_need[RC_NEED_MEND], 19 * MILLION);
	assert_int_equal(s.total.by_need[RC_NEED_NEW], 19 * MILLION);
	rc_shortfall_fini(&s);
	fix_free(f);
}

/* Inside an agency: one post has too many, another none. */
static void
test_within(void **state)
{
	struct fix *f = build();
	struct rc_shortfall s;

	(void)state;
	f->devices[2].status = f->devices[3].status = RC_STATUS_RETIRED;
	fix_post(f, &f->agencies[4], RC_GROUP_VIII);
	s = compute(f);
	assert_int_equal(s.ntransfers, 1);
	assert_move(&s, 0, 7, 4, 4);
	rc_shortfall_fini(&s);
	fix_free(f);
}

static uint32_t
next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Each machine at most once, never its post's primary one; each line loses as
 * many as it gets; nothing that could be moved is bought. */
static void
test_once(void **state)
{
	uint32_t seed, start;
	size_t moved = 0;

	(void)state;
	for (start = 1; start <= 200; start++) {
		struct fix *f = fix_new();
		bool gone[FIX_MAX] = { false };
		int64_t sum = 0;
		struct rc_shortfall s;
		size_t i, k;

		seed = start;
		fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
		for (i = 0; i < 12; i++) {
			struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);

			a->parent.id = next(&seed, 3);
			for (k = next(&seed, 5); k > 0; k--) {
				struct rc_post *p =
				        fix_post(f, a, RC_GROUP_VIII);
				uint32_t n = next(&seed, 4);

				for (; n > 0; n--)
					fix_device(f, a, p);
			}
			if (next(&seed, 4) == 0)
				fix_device(f, a, NULL)->status =
				        RC_STATUS_IN_STOCK;
		}
		fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 90);
		s = compute(f);
		for (i = 0; i < s.ntransfers; i++) {
			size_t m = s.transfers[i].machine;
			size_t seat = f->estate.machines[m].seat;

			assert_false(gone[m]);
			gone[m] = true;
			assert_true(seat == RC_NOWHERE ||
			            f->estate.seats[seat].primary != m);
		}
		for (i = 0; i < s.nbuys; i++) {
			assert_int_equal(s.buys[i].amount,
			                 s.buys[i].quantity * s.buys[i].price);
			sum += s.buys[i].moved;
		}
		assert_int_equal(sum, s.ntransfers);
		assert_int_equal(sum, s.total.moved);
		moved += s.ntransfers;
		rc_shortfall_fini(&s);
		fix_free(f);
	}
	assert_true(moved > 200);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_stays),
		cmocka_unit_test(test_within),
		cmocka_unit_test(test_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
