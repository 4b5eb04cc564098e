/* SPDX-License-Identifier: MIT */
/* norms - entitlements and levels of approval, counted by hand. */
#include <lib/unit.h>

#include "rule/norms.h"
#include "unit/rule/fixture.h"

#define MILLION 1000000

static struct rc_norm *
shared(struct fix *f, int group, int item, int64_t per)
{
	struct rc_norm *norm = fix_norm(f, group, item, 22 * MILLION);

	norm->shared_per = per;
	return norm;
}

/* Posts of group VIII share a printer by three, the agency a scanner by 15. */
static void
test_shared(void **state)
{
	static const struct {
		int64_t posts, printers, scanners;
	} rows[] = {
		{ 0, 0, 0 },  { 1, 1, 1 },  { 3, 1, 1 },   { 4, 2, 1 },
		{ 15, 5, 1 }, { 16, 6, 2 }, { 30, 10, 2 }, { 31, 11, 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(rows); i++) {
		struct fix *f = fix_new();
		struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
		struct rc_entitlement due;
		struct rc_norms norms;
		int64_t n;

		shared(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 3);
		shared(f, RC_GROUP_SHARED, RC_ITEM_SCANNER, 15);
		for (n = 0; n < rows[i].posts; n++)
			fix_post(f, a, RC_GROUP_VIII);
		rc_norms_of(&norms, f->norms, f->tables.nnorms, FIX_DAY);
		due = rc_norms_entitle(&norms, fix_judge(f, FIX_DAY), 0);
		assert_int_equal(due.quantity[RC_ITEM_PRINTER],
		                 rows[i].printers);
		assert_int_equal(due.quantity[RC_ITEM_SCANNER],
		                 rows[i].scanners);
		assert_int_equal(due.quantity[RC_ITEM_SHREDDER], 0);
		fix_free(f);
	}
}

/* Own printers and shared ones add up; a person with two posts is one, by the
 * higher title; a group without a norm counts for what the agency shares. */
static void
test_people(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_agency *b = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_entitlement due;
	struct rc_norms norms;
	struct rc_estate *e;

	(void)state;
	fix_norm(f, RC_GROUP_VII, RC_ITEM_PRINTER, 13 * MILLION);
	shared(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 3);
	shared(f, RC_GROUP_SHARED, RC_ITEM_SCANNER, 2);
	fix_post(f, a, RC_GROUP_VIII)->holder = "Lan";
	fix_post(f, a, RC_GROUP_VII)->holder = "Lan";
	fix_post(f, a, RC_GROUP_VIII)->holder = "Hoa";
	fix_post(f, a, RC_GROUP_VIII)->holder = "";
	fix_post(f, a, RC_GROUP_VIII)->holder = "";
	fix_post(f, b, RC_GROUP_VIII)->holder = "Lan";
	fix_post(f, b, RC_GROUP_NONE);
	e = fix_judge(f, FIX_DAY);
	rc_norms_of(&norms, f->norms, f->tables.nnorms, FIX_DAY);
	due = rc_norms_entitle(&norms, e, 0);
	/* VII: 1; VIII: Hoa and two without a name = 3: 1; four people: 2. */
	assert_int_equal(due.quantity[RC_ITEM_PRINTER], 2);
	assert_int_equal(due.quantity[RC_ITEM_SCANNER], 2);
	due = rc_norms_entitle(&norms, e, 1);
	assert_int_equal(due.quantity[RC_ITEM_PRINTER], 1);
	assert_int_equal(due.quantity[RC_ITEM_SCANNER], 1);
	fix_free(f);
}

static void
test_rows(void **state)
{
	struct fix *f = fix_new();
	struct rc_norms norms;

	(void)state;
	fix_norm(f, RC_GROUP_V, RC_ITEM_PORTABLE, 25 * MILLION);
	fix_norm(f, RC_GROUP_V, RC_ITEM_DESKTOP, 15 * MILLION)->valid_to =
	        FIX_DAY - 1;
	fix_norm(f, RC_GROUP_V, RC_ITEM_DESKTOP, 20 * MILLION)->valid_from =
	        FIX_DAY;
	fix_norm(f, RC_GROUP_VII, RC_ITEM_COMPUTER, 18 * MILLION);
	rc_norms_of(&norms, f->norms, f->tables.nnorms, FIX_DAY);
	assert_int_equal(rc_norms_computer(&norms, RC_GROUP_V)->ceiling,
	                 20 * MILLION);
	assert_int_equal(rc_norms_computers(&norms, RC_GROUP_V), 2);
	assert_int_equal(rc_norms_computers(&norms, RC_GROUP_VII), 1);
	assert_int_equal(rc_norms_computers(&norms, RC_GROUP_VIII), 0);
	assert_null(rc_norms_computer(&norms, RC_GROUP_VIII));
	assert_null(rc_norms_computer(&norms, RC_GROUP_NONE));
	assert_int_equal(
	        rc_norms_price(&norms, RC_GROUP_V, RC_CATEGORY_TABLET)->ceiling,
	        25 * MILLION);
	assert_int_equal(
	        rc_norms_price(&norms, RC_GROUP_NONE, RC_CATEGORY_DESKTOP)
	                ->ceiling,
	        20 * MILLION);
	/* A group without a row of its own is held against the highest. */
	assert_int_equal(
	        rc_norms_price(&norms, RC_GROUP_VIII, RC_CATEGORY_LAPTOP)
	                ->ceiling,
	        25 * MILLION);
	assert_null(rc_norms_price(&norms, RC_GROUP_V, RC_CATEGORY_PRINTER));
	rc_norms_of(&norms, f->norms, f->tables.nnorms, FIX_DAY - 1);
	assert_int_equal(rc_norms_computer(&norms, RC_GROUP_V)->ceiling,
	                 15 * MILLION);
	fix_free(f);
}

/* 20 million: 15% more is 23, 30% more is 26. */
static void
test_approval(void **state)
{
	static const struct {
		rc_vnd price;
		enum rc_approval level;
	} rows[] = {
		{ RC_VND_NONE, RC_APPROVAL_NONE },
		{ 20000000, RC_APPROVAL_NONE },
		{ 20000001, RC_APPROVAL_HEAD },
		{ 23000000, RC_APPROVAL_HEAD },
		{ 23000001, RC_APPROVAL_COMMITTEE },
		{ 26000000, RC_APPROVAL_COMMITTEE },
		{ 26000001, RC_APPROVAL_SPECIAL },
		{ INT64_MAX, RC_APPROVAL_SPECIAL },
	};
	struct rc_params params;
	size_t i;

	(void)state;
	rc_params_of(&params, NULL, 0, FIX_DAY);
	for (i = 0; i < RC_COUNT(rows); i++)
		assert_int_equal(
		        rc_price_approval(rows[i].price, 20000000, &params),
		        rows[i].level);
	params.value[RC_OVER_PRICE_HEAD] = 0;
	assert_int_equal(rc_price_approval(20000001, 20000000, &params),
	                 RC_APPROVAL_COMMITTEE);
}

static void
test_kinds(void **state)
{
	struct rc_order o = { .quantity = 1,
		              .status = RC_ORDER_ORDERED,
		              .ordered_on = FIX_DAY,
		              .delivered_on = RC_DATE_NONE };

	(void)state;
	assert_int_equal(rc_item_of(RC_CATEGORY_TABLET), RC_ITEM_PORTABLE);
	assert_int_equal(rc_item_of(RC_CATEGORY_PRINTER), RC_ITEM_PRINTER);
	assert_int_equal(rc_item_of(RC_CATEGORY_SERVER), RC_ITEM_NONE);
	assert_true(rc_model_is_multiple("Brother MFC-L2701"));
	assert_true(rc_model_is_multiple("Máy in đa năng"));
	assert_false(rc_model_is_multiple("LaserJet 4003"));
	assert_false(rc_model_is_multiple(NULL));
	/* Bound on the day and not there yet; seen from earlier days, too. */
	assert_true(rc_order_is_open(&o, FIX_DAY));
	assert_false(rc_order_is_open(&o, FIX_DAY - 1));
	o.status = RC_ORDER_DELIVERED;
	o.delivered_on = FIX_DAY + 5;
	assert_true(rc_order_is_open(&o, FIX_DAY + 4));
	assert_false(rc_order_is_open(&o, FIX_DAY + 5));
	o.status = RC_ORDER_PLANNED;
	assert_false(rc_order_is_open(&o, FIX_DAY));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shared), cmocka_unit_test(test_people),
		cmocka_unit_test(test_rows),   cmocka_unit_test(test_approval),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
