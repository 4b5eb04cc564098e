/* SPDX-License-Identifier: MIT */
/* lack - what is due whatever the target, what stock and orders take off, and
 * what prices are used; counted by hand. */
#include <lib/unit.h>

#include "rule/shortfall.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

struct case_ {
	struct fix *f;
	rc_date ends[FIX_MAX];
	struct rc_order orders[4];
	struct rc_shortfall_in in;
	struct rc_shortfall s;
};

static struct case_ *
begin(void)
{
	struct case_ *c = rc_alloc(1, sizeof(*c));
	size_t i;

	c->f = fix_new();
	for (i = 0; i < FIX_MAX; i++)
		c->ends[i] = RC_DATE_NONE;
	fix_norm(c->f, RC_GROUP_V, RC_ITEM_PORTABLE, 25 * MILLION);
	fix_norm(c->f, RC_GROUP_V, RC_ITEM_DESKTOP, 20 * MILLION);
	fix_norm(c->f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	c->in.from = fix_day(2026, 1, 1);
	c->in.horizon = fix_day(2026, 12, 31);
	c->in.ends = c->ends;
	return c;
}

static void
compute(struct case_ *c)
{
	struct rc_err err = { 0 };

	rc_shortfall_fini(&c->s);
	c->f->tables.orders = c->orders;
	c->in.estate = fix_judge(c->f, FIX_DAY);
	assert_true(rc_shortfall_find(&c->in, &c->s, &err));
}

static void
end(struct case_ *c)
{
	rc_shortfall_fini(&c->s);
	fix_free(c->f);
	rc_free(c);
}

static const struct rc_buy *
only_due(const struct case_ *c, enum rc_need need, rc_vnd amount)
{
	const struct rc_buy *buy;

	assert_int_equal(c->s.nwanting, 1);
	assert_int_equal(c->s.wanting[0].ndue, 1);
	buy = &c->s.buys[c->s.wanting[0].first_buy];
	assert_int_equal(buy->need, need);
	assert_true(buy->due);
	assert_int_equal(buy->quantity, 1);
	assert_int_equal(buy->amount, amount);
	assert_int_equal(c->s.others.amount, amount);
	assert_int_equal(c->s.total.amount, amount);
	return buy;
}

/* A computer that conforms, in an agency that does, with no target at all. */
static void
test_life(void **state)
{
	struct case_ *c = begin();
	struct rc_agency *a = fix_agency(c->f, RC_TIER_COMMUNE);

	(void)state;
	fix_device(c->f, a, fix_post(c->f, a, RC_GROUP_VIII));
	compute(c);
	assert_int_equal(c->s.nwanting, 0);
	c->ends[0] = c->in.from - 1; /* over before the period */
	compute(c);
	assert_int_equal(c->s.nwanting, 0);
	c->ends[0] = c->in.horizon + 1;
	compute(c);
	assert_int_equal(c->s.nwanting, 0);
	c->ends[0] = c->in.from;
	compute(c);
	(void)only_due(c, RC_NEED_LIFE, 19 * MILLION);
	assert_true(c->s.wanting[0].conforms);
	assert_false(c->s.wanting[0].chosen);
	c->ends[0] = c->in.horizon;
	compute(c);
	(void)only_due(c, RC_NEED_LIFE, 19 * MILLION);
	end(c);
}

/* Debian 12 until 30/06/2028: in 2028 it is due, unless it is asked late. */
static void
test_support(void **state)
{
	struct case_ *c = begin();
	struct rc_agency *a = fix_agency(c->f, RC_TIER_COMMUNE);
	const struct rc_buy *buy;

	(void)state;
	fix_device(c->f, a, fix_post(c->f, a, RC_GROUP_VIII));
	c->in.horizon = fix_day(2028, 6, 30);
	compute(c);
	assert_int_equal(c->s.nwanting, 0);
	c->in.horizon = fix_day(2028, 7, 1);
	compute(c);
	/* 60 days before 30/06/2028 is 01/05/2028. */
	buy = only_due(c, RC_NEED_SUPPORT, 19 * MILLION);
	assert_int_equal(buy->quarter, fix_day(2028, 4, 1));
	/* Over already: no longer due, but something to mend. */
	c->f->releases[0].support_end = FIX_DAY - 1;
	fix_target(c->f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	compute(c);
	assert_int_equal(c->s.wanting[0].ndue, 0);
	assert_int_equal(c->s.total.by_need[RC_NEED_MEND], 19 * MILLION);
	end(c);
}

/* A post whose computer is broken or lost is due one, a post that never had
 * one waits for the target; a second one by the norm. */
static void
test_lost(void **state)
{
	struct case_ *c = begin();
	struct rc_agency *a = fix_agency(c->f, RC_TIER_COMMUNE);
	struct rc_post *p = fix_post(c->f, a, RC_GROUP_V);
	struct rc_device *d;

	(void)state;
	fix_device(c->f, a, p)->status = RC_STATUS_BROKEN;
	compute(c);
	(void)only_due(c, RC_NEED_LOST, 20 * MILLION);
	assert_false(c->s.wanting[0].conforms);
	c->f->devices[0].status = RC_STATUS_RETIRED;
	compute(c);
	assert_int_equal(c->s.wanting[0].ndue, 0);
	assert_int_equal(c->s.total.amount, 0);
	/* Group V: a desktop and a portable. The portable is lost. */
	c->f->devices[0].status = RC_STATUS_IN_USE;
	d = fix_device(c->f, a, p);
	d->category = RC_CATEGORY_LAPTOP;
	d->status = RC_STATUS_LOST;
	compute(c);
	(void)only_due(c, RC_NEED_LOST, 25 * MILLION);
	assert_true(c->s.wanting[0].conforms);
	/* There is another one: the norm is full. */
	d = fix_device(c->f, a, p);
	d->category = RC_CATEGORY_LAPTOP;
	compute(c);
	assert_int_equal(c->s.nwanting, 0);
	/* And that one's life ends: two to be replaced, one may be. */
	c->ends[2] = FIX_DAY;
	compute(c);
	(void)only_due(c, RC_NEED_LOST, 25 * MILLION);
	end(c);
}

/* Three posts without, one of them broken (due): one in stock goes to the due
 * one, two on order to the others. */
static void
test_less(void **state)
{
	struct case_ *c = begin();
	struct rc_agency *a = fix_agency(c->f, RC_TIER_COMMUNE);
	struct rc_device *d;
	struct rc_order *o = &c->orders[0];

	(void)state;
	d = fix_device(c->f, a, fix_post(c->f, a, RC_GROUP_VIII));
	d->status = RC_STATUS_BROKEN;
	fix_post(c->f, a, RC_GROUP_VIII);
	fix_post(c->f, a, RC_GROUP_VIII);
	fix_post(c->f, a, RC_GROUP_V);
	fix_device(c->f, a, NULL)->status = RC_STATUS_IN_STOCK;
	fix_target(c->f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	rc_record_clear(&rc_kind_order, o);
	o->agency.id = a->head.id;
	o->item = RC_ITEM_COMPUTER;
	o->quantity = 2;
	o->status = RC_ORDER_PLANNED;
	c->f->tables.norders = 1;
	compute(c);
	assert_int_equal(c->s.wanting[0].due_stock, 1);
	assert_int_equal(c->s.wanting[0].due_cost, 0);
	assert_int_equal(c->s.total.computers, 3);
	assert_int_equal(c->s.total.amount, (19 + 19 + 20) * MILLION);
	o->status = RC_ORDER_ORDERED;
	compute(c);
	assert_int_equal(c->s.total.ordered, 2);
	assert_int_equal(c->s.total.stock, 1);
	assert_int_equal(c->s.total.computers, 1);
	/* In the order of the lines: V comes first and is covered. */
	assert_int_equal(c->s.total.amount, 19 * MILLION);
	o->item = RC_ITEM_PRINTER;
	compute(c);
	assert_int_equal(c->s.total.ordered, 0);
	end(c);
}

/* What was paid last counts when it is less than the ceiling. */
static void
test_price(void **state)
{
	struct case_ *c = begin();
	struct rc_agency *a = fix_agency(c->f, RC_TIER_COMMUNE);

	(void)state;
	fix_post(c->f, a, RC_GROUP_VIII);
	fix_post(c->f, a, RC_GROUP_V);
	fix_target(c->f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	c->in.last_price[RC_ITEM_COMPUTER] = 15500000;
	c->in.last_price[RC_ITEM_DESKTOP] = 21 * MILLION;
	compute(c);
	assert_int_equal(c->s.total.amount, 39 * MILLION);
	fix_param(c->f, "price_basis", 1);
	compute(c);
	assert_int_equal(c->s.total.amount, 35500000);
	end(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_life),  cmocka_unit_test(test_support),
		cmocka_unit_test(test_lost),  cmocka_unit_test(test_less),
		cmocka_unit_test(test_price),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
