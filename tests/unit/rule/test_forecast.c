/* SPDX-License-Identifier: MIT */
/* forecast - orders that come within the year, to whom, and straight lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule/forecast.h"
#include "rule/quota.h"
#include "unit/rule/fixture.h"

static struct rc_order *
add_order(struct fix *f, struct rc_order *all, rc_id agency, int64_t quantity,
          rc_date deliver_on)
{
	struct rc_order *order = &all[f->tables.norders++];

	rc_record_clear(&rc_kind_order, order);
	order->head.id = (rc_id)f->tables.norders;
	order->code = fix_text(f, "O", f->tables.norders);
	order->agency.id = agency;
	order->item = RC_ITEM_COMPUTER;
	order->status = RC_ORDER_ORDERED;
	order->quantity = quantity;
	order->deliver_on = deliver_on;
	f->tables.orders = all;
	return order;
}

static struct rc_forecast
forecast(struct fix *f)
{
	struct rc_err err = { 0 };
	struct rc_forecast ret;
	struct rc_estate *e = fix_judge(f, FIX_DAY);

	assert_non_null(e);
	assert_true(rc_forecast_of(e, 2026, &f->arena, &ret, &err));
	return ret;
}

static struct rc_quota_row
row_of(struct fix *f, const struct rc_estate *e)
{
	struct rc_quota_options o = { 0 };
	struct rc_err err = { 0 };
	struct rc_quota q;

	assert_true(rc_quota_of(e, &o, &f->arena, &q, &err));
	return q.rows[0];
}

/*
 *	A001	root, not in the quota
 *	A002	4 posts: one conforms, one fails (on a system that is not
 *		approved), one is mute, one has nothing
 *	A003	1 post, nothing
 *	A004	2 posts, nothing
 */
static void
build(struct fix *f)
{
	struct rc_agency *a[4];
	struct rc_device *d;
	size_t i;

	for (i = 0; i < 4; i++) {
		a[i] = fix_agency(f, RC_TIER_COMMUNE);
		if (i > 0)
			a[i]->parent.id = 1;
	}
	a[0]->in_quota = 0;
	fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	d = fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	fix_facts(f, d)->os_version_id = "11";
	fix_mute(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	fix_post(f, a[1], RC_GROUP_V);
	fix_post(f, a[2], RC_GROUP_V);
	fix_post(f, a[3], RC_GROUP_V);
	fix_post(f, a[3], RC_GROUP_V);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 80);
}

static void
test_orders(void **state)
{
	struct rc_order orders[8];
	struct fix *f = fix_new();
	struct rc_forecast got;
	const struct rc_unit *u;

	(void)state;
	build(f);
	got = forecast(f);
	assert_int_equal(got.serving, 0);
	assert_int_equal(row_of(f, &got.estate).conforming, 0);
	/* Two: the empty post, then the one that fails. */
	add_order(f, orders, 2, 2, fix_day(2026, 12, 31));
	got = forecast(f);
	u = &got.estate.units[1];
	assert_int_equal(u->served, 4);
	assert_int_equal(u->conforming, 3);
	assert_int_equal(u->unknown, 1);
	assert_int_equal(u->computers, 4);
	assert_int_equal(u->approved, 3); /* 1 + 1 + 1; the mute one open */
	assert_int_equal(u->unsure, 1);
	assert_int_equal(got.serving, 2);
	assert_int_equal(row_of(f, &got.estate).equipped, 1);
	assert_int_equal(row_of(f, &got.estate).conforming, 0);
	/* The estate itself stays as it is. */
	assert_int_equal(f->estate.units[1].served, 3);
	/* A third: the mute one goes too. */
	orders[0].quantity = 3;
	got = forecast(f);
	u = &got.estate.units[1];
	assert_int_equal(u->conforming, 4);
	assert_int_equal(u->unknown, 0);
	assert_int_equal(u->approved, 4);
	assert_int_equal(u->unsure, 0);
	assert_int_equal(u->good, 4);
	assert_int_equal(u->open, 0);
	assert_int_equal(row_of(f, &got.estate).conforming, 1);
	/* One more than there is room for beneath nothing. */
	orders[0].quantity = 4;
	got = forecast(f);
	assert_int_equal(got.serving, 3);
	assert_int_equal(got.idle, 1);
	fix_free(f);
}

/* From the root: the nearest first, A003 with one post, then A004. */
static void
test_beneath(void **state)
{
	struct rc_order orders[8];
	struct fix *f = fix_new();
	struct rc_forecast got;

	(void)state;
	build(f);
	add_order(f, orders, 1, 2, FIX_DAY - 1);
	got = forecast(f);
	assert_int_equal(got.serving, 2);
	assert_int_equal(got.late, 2);
	assert_int_equal(got.estate.units[1].conforming, 1);
	assert_int_equal(got.estate.units[2].conforming, 1);
	assert_int_equal(got.estate.units[3].conforming, 1);
	assert_int_equal(row_of(f, &got.estate).conforming, 1);
	/* 1 + 2 + 3 posts lack one: of seven, one stays idle. */
	orders[0].quantity = 7;
	got = forecast(f);
	assert_int_equal(got.serving, 6);
	assert_int_equal(got.idle, 1);
	assert_int_equal(row_of(f, &got.estate).conforming, 3);
	fix_free(f);
}

/* 31/12 is in the year, 1/1 is not; and what counts for nothing. */
static void
test_which(void **state)
{
	struct rc_order orders[8];
	struct fix *f = fix_new();
	struct rc_forecast got;

	(void)state;
	build(f);
	add_order(f, orders, 3, 1, fix_day(2027, 1, 1));
	add_order(f, orders, 3, 1, RC_DATE_NONE);
	add_order(f, orders, 3, 1, FIX_DAY)->status = RC_ORDER_PLANNED;
	add_order(f, orders, 3, 1, FIX_DAY)->status = RC_ORDER_DELIVERED;
	add_order(f, orders, 3, 1, FIX_DAY)->item = RC_ITEM_PRINTER;
	add_order(f, orders, 3, 1, FIX_DAY)->ordered_on = FIX_DAY + 1;
	add_order(f, orders, 999, 1, FIX_DAY); /* of nobody we know */
	got = forecast(f);
	assert_int_equal(got.serving, 0);
	assert_int_equal(got.after, 1);
	assert_int_equal(got.undated, 1);
	assert_int_equal(got.idle, 1);
	orders[0].deliver_on = fix_day(2026, 12, 31);
	got = forecast(f);
	assert_int_equal(got.serving, 1);
	assert_int_equal(got.late, 0);
	assert_int_equal(got.after, 0);
	fix_free(f);
}

static void
test_trend(void **state)
{
	static const struct {
		struct rc_trend trend;
		int64_t end;
	} cases[] = {
		{ { 0, 100, 150, 40, 60, 95 }, 70 },
		{ { 0, 3, 4, 0, 2, 95 }, 2 },   /* 2,67 */
		{ { 0, 3, 4, 2, 0, 95 }, 0 },   /* below nothing */
		{ { 0, 3, 4, 12, 10, 95 }, 9 }, /* 9,33: down */
		{ { 0, 10, 110, 50, 60, 95 }, 95 },
		{ { 5, 5, 9, 1, 2, 9 }, 2 }, /* no time passed: as it is */
		{ { 0, 10, 10, 1, 2, 9 }, 2 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_trend_at_end(&cases[i].trend),
		                 cases[i].end);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_beneath),
		cmocka_unit_test(test_which),
		cmocka_unit_test(test_trend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
