/* SPDX-License-Identifier: MIT */
/* cure - where each post's computer comes from, and that it costs the least. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rule/cure.h"
#include "unit/rule/fixture.h"

static struct rc_cure *
cures(struct fix *f, size_t unit, int theta)
{
	struct rc_quota_options o = { .theta = theta };
	struct rc_err err = { 0 };
	struct rc_cure *ret = NULL;
	struct rc_estate *e = fix_judge(f, FIX_DAY);

	assert_non_null(e);
	assert_true(rc_cures_of(e, unit, &o, &f->arena, &ret, &err));
	return ret;
}

static rc_id
machine_of(struct fix *f, const struct rc_cure *c)
{
	return c->machine == RC_NOWHERE ? 0 : f->estate.machines[c->machine].id;
}

static rc_vnd
cost(const struct rc_cure *c, size_t n)
{
	rc_vnd sum = 0;

	while (n-- > 0)
		sum += c[n].wanted ? c[n].price : 0;
	return sum;
}

/*
 * A001, theta 100: one conforms; one fails what can be mended; of one nobody
 * knows; one is too weak; two have nothing, one of them of a dearer group.
 */
static void
build(struct fix *f)
{
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_device *d;

	fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	d = fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	fix_facts(f, d)->firewall = RC_NO;
	fix_mute(f, a, fix_post(f, a, RC_GROUP_VIII));
	d = fix_device(f, a, fix_post(f, a, RC_GROUP_VIII));
	fix_facts(f, d)->cpu_cores = 2;
	fix_post(f, a, RC_GROUP_VI);
	fix_post(f, a, RC_GROUP_VIII);
	fix_norm(f, RC_GROUP_VI, RC_ITEM_DESKTOP, 25000000);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 20000000);
}

static void
test_buying(void **state)
{
	static const enum rc_need by[] = { RC_NEEDS,    RC_NEED_MEND,
		                           RC_NEED_ASK, RC_NEED_NEW,
		                           RC_NEED_NEW, RC_NEED_NEW };
	struct fix *f = fix_new();
	struct rc_cure *c;
	size_t i;

	(void)state;
	build(f);
	c = cures(f, 0, 100);
	assert_false(c[0].lacks);
	assert_false(c[0].wanted);
	for (i = 1; i < RC_COUNT(by); i++) {
		assert_true(c[i].lacks);
		assert_true(c[i].wanted);
		assert_int_equal(c[i].by, by[i]);
	}
	assert_int_equal(c[3].need, RC_NEED_REPLACE);
	assert_int_equal(c[4].price, 25000000);
	assert_int_equal(c[5].price, 20000000);
	assert_int_equal(cost(c, 6), 65000000);
	/* 80% of six is five posts: the dearest is not wanted. */
	c = cures(f, 0, 80);
	assert_false(c[4].wanted);
	assert_int_equal(cost(c, 6), 40000000);
	/* 50%: three, by mending and asking alone. */
	c = cures(f, 0, 50);
	assert_int_equal(cost(c, 6), 0);
	assert_true(c[1].wanted && c[2].wanted);
	assert_false(c[3].wanted || c[4].wanted || c[5].wanted);
	fix_free(f);
}

/* One in stock here, one on order, one that a sister agency can do without:
 * the dearest post takes the first. */
static void
test_reuse(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *far, *kin;
	struct rc_order order;
	struct rc_cure *c;

	(void)state;
	build(f);
	far = fix_agency(f, RC_TIER_COMMUNE);
	kin = fix_agency(f, RC_TIER_COMMUNE);
	kin->parent.id = f->agencies[0].parent.id = 3;
	/* Four of group VIII with posts 4 and 6 of three that need one. */
	fix_device(f, &f->agencies[0], NULL)->status = RC_STATUS_IN_STOCK;
	fix_device(f, far, NULL)->status = RC_STATUS_IN_STOCK;
	c = cures(f, 0, 100);
	assert_int_equal(c[4].by, RC_NEED_STOCK);
	assert_int_equal(machine_of(f, &c[4]), 5);
	assert_int_equal(c[4].price, 0);
	assert_int_equal(c[5].by, RC_NEED_TRANSFER);
	assert_int_equal(machine_of(f, &c[5]), 6);
	assert_int_equal(c[3].by, RC_NEED_NEW);
	assert_int_equal(cost(c, 6), 20000000);
	/* The sister's goes before that of a stranger. */
	fix_device(f, kin, NULL)->status = RC_STATUS_IN_STOCK;
	c = cures(f, 0, 100);
	assert_int_equal(machine_of(f, &c[5]), 7);
	assert_int_equal(machine_of(f, &c[3]), 6);
	assert_int_equal(cost(c, 6), 0);
	/* But not one that it needs itself. */
	fix_post(f, kin, RC_GROUP_VIII);
	c = cures(f, 0, 100);
	assert_int_equal(machine_of(f, &c[5]), 6);
	assert_int_equal(c[3].by, RC_NEED_NEW);
	/* What is on order comes before what others have. */
	rc_record_clear(&rc_kind_order, &order);
	order.agency.id = 1;
	order.item = RC_ITEM_COMPUTER;
	order.status = RC_ORDER_ORDERED;
	order.quantity = 1;
	f->tables.orders = &order;
	f->tables.norders = 1;
	c = cures(f, 0, 100);
	assert_int_equal(c[4].by, RC_NEED_STOCK);
	assert_int_equal(c[5].by, RC_NEED_ORDER);
	assert_int_equal(c[3].by, RC_NEED_TRANSFER);
	assert_int_equal(cost(c, 6), 0);
	fix_free(f);
}

/* A signature or a link is what is missing: no computer is needed. */
static void
test_no_computer(void **state)
{
	struct fix *f = fix_new();
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_post *p = fix_post(f, a, RC_GROUP_VIII);
	struct rc_cure *c;

	(void)state;
	fix_device(f, a, p);
	p->signer = 1;
	fix_param(f, "token_required", 1);
	c = cures(f, 0, 100);
	assert_int_equal(c[0].by, RC_NEED_SIGNATURE);
	assert_true(c[0].signature);
	fix_token(f, p);
	fix_param(f, "link_required", 1);
	f->links[0].status = RC_LINK_DOWN;
	c = cures(f, 0, 100);
	assert_int_equal(c[0].by, RC_NEED_LINK);
	assert_false(c[0].signature);
	assert_true(c[0].wanted);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_buying),
		cmocka_unit_test(test_reuse),
		cmocka_unit_test(test_no_computer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
