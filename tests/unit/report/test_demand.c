/* SPDX-License-Identifier: MIT */
/* demand - the list of all that must be paid for, to the đồng: parts sum up to
 * totals, and no more is spent than a cap allows. */
#include <lib/unit.h>

#include "report/demand.h"

#include "unit/report/books.h"

static struct rc_demand
compute(struct books *b)
{
	struct rc_err err = { 0 };
	struct rc_demand d;

	assert_true(rc_demand_of(books_ready(b), &d, &err));
	return d;
}

static void
assert_line(const struct rc_demand *d, size_t at, enum rc_need need,
            int64_t quantity, rc_vnd price, int budget)
{
	assert_true(at < d->n);
	assert_int_equal(d->lines[at].need, need);
	assert_int_equal(d->lines[at].quantity, quantity);
	assert_int_equal(d->lines[at].price, price);
	assert_int_equal(d->lines[at].amount,
	                 price == RC_VND_NONE ? 0 : quantity * price);
	assert_int_equal(d->lines[at].budget, budget);
}

/* --- equipment ------------------------------------------------------------ */

/* Seven posts VIII: 3 printers (one for three), 1 scanner (one for fifteen). */
static struct rc_agency *
office(struct books *b)
{
	struct rc_agency *a = fix_agency(b->f, RC_TIER_COMMUNE);
	size_t i;

	fix_norm(b->f, RC_GROUP_VIII, RC_ITEM_PRINTER, 13 * MILLION)
	        ->shared_per = 3;
	fix_norm(b->f, RC_GROUP_SHARED, RC_ITEM_SCANNER, 22 * MILLION)
	        ->shared_per = 15;
	for (i = 0; i < 7; i++)
		fix_device(b->f, a, fix_post(b->f, a, RC_GROUP_VIII));
	return a;
}

static void
test_equipment(void **state)
{
	struct books *b = books_new();
	struct rc_agency *a = office(b);
	struct rc_device *printer;
	struct rc_demand d;

	(void)state;
	/* One works, one works to its end this year, one is broken. */
	books_item(b, a, RC_CATEGORY_PRINTER);
	books_item(b, a, RC_CATEGORY_PRINTER)->eol_date = fix_day(2026, 12, 31);
	printer = books_item(b, a, RC_CATEGORY_PRINTER);
	printer->status = RC_STATUS_BROKEN;
	d = compute(b);
	assert_int_equal(d.n, 2);
	assert_line(&d, 0, RC_NEED_LOST, 1, 13 * MILLION, 2);
	assert_line(&d, 1, RC_NEED_LIFE, 1, 13 * MILLION, 2);
	assert_int_equal(d.by_part[RC_PART_EQUIPMENT], 26 * MILLION);
	rc_demand_fini(&d);
	/* One is ordered: one of the two is still wanted. */
	books_order(b, a, RC_ITEM_PRINTER, 1);
	d = compute(b);
	assert_int_equal(d.n, 1);
	assert_line(&d, 0, RC_NEED_LOST, 1, 13 * MILLION, 2);
	rc_demand_fini(&d);
	/* Four work beside them: the norm is full. */
	b->f->tables.norders = 0;
	books_item(b, a, RC_CATEGORY_PRINTER);
	books_item(b, a, RC_CATEGORY_PRINTER);
	d = compute(b);
	assert_int_equal(d.n, 0);
	rc_demand_fini(&d);
	books_free(b);
}

static void
test_norm(void **state)
{
	struct books *b = books_new();
	struct rc_agency *a = office(b);
	struct rc_demand d;

	(void)state;
	books_item(b, a, RC_CATEGORY_PRINTER)->status = RC_STATUS_LOST;
	d = compute(b);
	assert_int_equal(d.n, 1);
	rc_demand_fini(&d);
	fix_param(b->f, "fill_norm", 1);
	d = compute(b);
	assert_int_equal(d.n, 3);
	assert_line(&d, 0, RC_NEED_LOST, 1, 13 * MILLION, 2);
	assert_line(&d, 1, RC_NEED_NORM, 2, 13 * MILLION, 2);
	assert_line(&d, 2, RC_NEED_NORM, 1, 22 * MILLION, 2);
	rc_demand_fini(&d);
	/* A printer that scans fills the scanner's place, too. */
	books_item(b, a, RC_CATEGORY_PRINTER)->model = "MFP M428";
	d = compute(b);
	assert_int_equal(d.n, 2);
	assert_line(&d, 1, RC_NEED_NORM, 1, 13 * MILLION, 2);
	rc_demand_fini(&d);
	/* The last price paid, where it is less. */
	fix_param(b->f, "price_basis", 1);
	b->f->devices[b->f->ndevices - 1].cost = 9 * MILLION;
	b->f->devices[b->f->ndevices - 1].purchase_date = FIX_DAY;
	d = compute(b);
	assert_line(&d, 0, RC_NEED_LOST, 1, 9 * MILLION, 2);
	rc_demand_fini(&d);
	books_free(b);
}

/* --- licences ------------------------------------------------------------- */

/* R above A and B; A has 3 served posts (one on Windows), B has 2 and one that
 * is bought a computer. */
static void
test_licences(void **state)
{
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *r = fix_agency(f, RC_TIER_PROVINCE);
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_agency *c = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_demand d;
	size_t i;

	(void)state;
	r->in_quota = 0;
	a->parent.id = c->parent.id = r->head.id;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	for (i = 0; i < 5; i++)
		fix_device(f, i < 3 ? a : c,
		           fix_post(f, i < 3 ? a : c, RC_GROUP_VIII));
	f->facts[0].os_id = "windows";
	f->facts[0].os_version_id = "10.0.19045";
	fix_post(f, c, RC_GROUP_VIII);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 50);
	d = compute(b);
	/* Of A (its Windows is not in the catalogue: asked) and B (new) the
	 * first is the cheaper by code. Nothing is on record of licences. */
	assert_int_equal(d.by_part[RC_PART_LICENCES], 0);
	assert_int_equal(d.n, 1);
	rc_demand_fini(&d);
	/* 5 posts served; A holds 2, R 1: 1 of A goes up, 2 of B: 2 short at R;
	 * priced as the one that began last. */
	books_licence(b, a, RC_LICENCE_OFFICE, 2, 1 * MILLION);
	books_licence(b, r, RC_LICENCE_OFFICE, 1, 2 * MILLION)->start_date =
	        FIX_DAY;
	d = compute(b);
	assert_int_equal(d.n, 2);
	assert_line(&d, 1, RC_NEED_LICENCE, 2, 2 * MILLION, 3);
	assert_int_equal(d.lines[1].unit, 0);
	rc_demand_fini(&d);
	/* What ends before the period does is not held at its end. */
	b->licences[0].end_date = fix_day(2026, 12, 30);
	d = compute(b);
	assert_line(&d, 1, RC_NEED_LICENCE, 4, 2 * MILLION, 3);
	rc_demand_fini(&d);
	/* Only one of the five runs Windows; B has no record above it. */
	b->licences[0].sort = b->licences[1].sort = RC_LICENCE_OS;
	b->licences[0].quantity = 0;
	b->licences[1].agency.id = a->head.id;
	d = compute(b);
	assert_int_equal(d.n, 1);
	rc_demand_fini(&d);
	b->licences[1].quantity = 0;
	d = compute(b);
	assert_line(&d, 1, RC_NEED_LICENCE, 1, 2 * MILLION, 3);
	assert_int_equal(d.lines[1].unit, 1);
	rc_demand_fini(&d);
	books_free(b);
}

/* --- contracts ------------------------------------------------------------ */

static void
test_contracts(void **state)
{
	struct books *b = books_new();
	struct rc_agency *a = fix_agency(b->f, RC_TIER_COMMUNE);
	struct rc_link *link = &b->f->links[0];
	struct rc_contract *c;
	struct rc_demand d;

	(void)state;
	link->end_date = fix_day(2026, 12, 31);
	d = compute(b);
	assert_int_equal(d.n, 1);
	assert_line(&d, 0, RC_NEED_CONTRACT, 1, RC_VND_NONE, 5);
	assert_int_equal(d.without_price, 1);
	rc_demand_fini(&d);
	link->price = 7000001;
	link->price_per = RC_PER_QUARTER;
	/* A contract for the same agency's lines is left out beside it; 18
	 * months for 10.000.000 are 6.666.667 a year; a purchase does not go
	 * on; a service pays on the line of the budget it names. */
	books_contract(b, a, RC_CONTRACT_LINK, 5 * MILLION,
	               fix_day(2026, 6, 30));
	c = books_contract(b, a, RC_CONTRACT_WARRANTY, 10 * MILLION,
	                   fix_day(2026, 6, 30));
	c->start_date = fix_day(2025, 1, 1);
	books_contract(b, a, RC_CONTRACT_PURCHASE, 5 * MILLION,
	               fix_day(2026, 6, 30));
	c = books_contract(b, a, RC_CONTRACT_SERVICE, 5 * MILLION,
	                   fix_day(2026, 1, 1));
	c->budget = RC_BUDGET_SECURITY;
	books_contract(b, a, RC_CONTRACT_SERVICE, 5 * MILLION,
	               fix_day(2027, 1, 1));
	d = compute(b);
	assert_int_equal(d.n, 3);
	assert_line(&d, 0, RC_NEED_CONTRACT, 1, 28000004, 5);
	assert_line(&d, 1, RC_NEED_CONTRACT, 1, 6666667, 8);
	assert_line(&d, 2, RC_NEED_CONTRACT, 1, 5 * MILLION, 4);
	assert_int_equal(d.total, 39666671);
	assert_int_equal(d.by_budget[RC_BUDGET_MAINTENANCE], 6666667);
	rc_demand_fini(&d);
	/* Without a price of the circuit the contract stands in. */
	link->price = RC_VND_NONE;
	d = compute(b);
	assert_int_equal(d.n, 4);
	assert_line(&d, 1, RC_NEED_CONTRACT, 1, 5 * MILLION, 5);
	rc_demand_fini(&d);
	/* Another's own affair: neither in the quota nor the root. */
	a->in_quota = 0;
	a->parent.id = 99;
	d = compute(b);
	assert_int_equal(d.n, 0);
	rc_demand_fini(&d);
	books_free(b);
}

/* --- the cap -------------------------------------------------------------- */

/* A001: 1 computer (19), A002: 2 (38), A003: 3 (57); a contract for 10. */
static void
test_cap(void **state)
{
	static const struct {
		rc_vnd cap, spent;
		int64_t agencies;
	} rows[] = {
		{ 0, 0, 0 },
		{ 9999999, 0, 0 },
		{ 28999999, 10000000, 0 },
		{ 29000000, 29000000, 1 },
		{ 66999999, 29000000, 1 },
		{ 67000000, 67000000, 2 },
		{ 124000000, 124000000, 3 },
		{ 500000000, 124000000, 3 },
	};
	struct books *b = books_new();
	struct fix *f = b->f;
	size_t i, k;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	for (i = 0; i < 3; i++) {
		struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);

		for (k = 0; k <= i; k++)
			fix_post(f, a, RC_GROUP_VIII);
	}
	books_contract(b, &f->agencies[2], RC_CONTRACT_SERVICE, 10 * MILLION,
	               FIX_DAY);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 100);
	for (i = 0; i < RC_COUNT(rows); i++) {
		struct rc_demand d;

		b->in.cap = rows[i].cap;
		d = compute(b);
		assert_int_equal(d.total, 124 * MILLION);
		assert_int_equal(d.spent, rows[i].spent);
		assert_int_equal(d.fitting, rows[i].agencies);
		rc_demand_fini(&d);
	}
	books_free(b);
}

/* --- sums ----------------------------------------------------------------- */

static uint32_t
next(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
build(struct books *b, uint32_t seed)
{
	struct fix *f = b->f;
	size_t i, k;

	fix_norm(f, RC_GROUP_VII, RC_ITEM_COMPUTER, 18 * MILLION);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 15 * MILLION);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 13 * MILLION)->shared_per =
	        3;
	fix_param(f, "fill_norm", (int64_t)next(&seed, 2));
	for (i = 0; i < 12; i++) {
		struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);

		for (k = next(&seed, 5); k > 0; k--) {
			struct rc_post *p = fix_post(
			        f, a, RC_GROUP_VII + (int)next(&seed, 2));
			struct rc_device *d;

			if (next(&seed, 4) == 0)
				continue;
			d = fix_device(f, a, p);
			if (next(&seed, 4) == 0)
				fix_facts(f, d)->firewall = RC_NO;
			if (next(&seed, 4) == 0)
				d->eol_date = FIX_DAY;
		}
		if (next(&seed, 3) == 0)
			fix_device(f, a, NULL)->status = RC_STATUS_IN_STOCK;
		if (next(&seed, 3) == 0)
			books_item(b, a, RC_CATEGORY_PRINTER)->status =
			        RC_STATUS_BROKEN;
		f->links[i].end_date =
		        next(&seed, 2) == 0 ? FIX_DAY : RC_DATE_NONE;
		f->links[i].price = 1 + next(&seed, 1000);
		f->links[i].price_per = RC_PER_MONTH;
	}
	books_licence(b, &f->agencies[0], RC_LICENCE_ANTIVIRUS, 1, 300000);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 70);
}

static void
test_sums(void **state)
{
	uint32_t seed;
	size_t lines = 0;

	(void)state;
	for (seed = 1; seed <= 200; seed++) {
		struct books *b = books_new();
		rc_vnd part = 0, budget = 0, need = 0, all = 0, fit = 0;
		struct rc_demand d;
		size_t i;

		build(b, seed);
		b->in.cap = (rc_vnd)(seed % 20) * 10 * MILLION;
		d = compute(b);
		for (i = 0; i < RC_PARTS; i++)
			part += d.by_part[i];
		for (i = 0; i < RC_BUDGETS; i++)
			budget += d.by_budget[i];
		for (i = 0; i < RC_NEEDS; i++)
			need += d.by_need[i];
		for (i = 0; i < d.n; i++) {
			assert_true(d.lines[i].quantity > 0);
			assert_true(i == 0 ||
			            d.lines[i].part >= d.lines[i - 1].part);
			all += d.lines[i].amount;
			fit += d.lines[i].fits ? d.lines[i].amount : 0;
		}
		assert_int_equal(part, d.total);
		assert_int_equal(budget, d.total);
		assert_int_equal(need, d.total);
		assert_int_equal(all, d.total);
		assert_int_equal(fit, d.spent);
		assert_true(d.spent <= b->in.cap);
		assert_int_equal(d.by_part[RC_PART_TARGET] +
		                         d.by_part[RC_PART_DUE],
		                 d.s.total.amount);
		lines += d.n;
		rc_demand_fini(&d);
		books_free(b);
	}
	assert_true(lines > 2000);
}

/* Whichever allocation fails, there is an error and nothing leaks. */
static void
test_no_memory(void **state)
{
	struct books *b = books_new();
	const struct rc_report_in *in;
	uint64_t n;

	(void)state;
	build(b, 7);
	in = books_ready(b);
	for (n = 1;; n++) {
		struct rc_err err = { 0 };
		struct rc_demand d = { 0 };
		uint64_t asked;
		bool done;

		rc_mem_fail_at(n);
		done = rc_demand_of(in, &d, &err);
		asked = rc_mem_count();
		rc_mem_fail_at(0);
		assert_int_equal(done, asked < n);
		rc_demand_fini(&d);
		if (done)
			break;
		assert_int_equal(err.code, RC_ENOMEM);
	}
	assert_true(n > 15);
	books_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equipment),
		cmocka_unit_test(test_norm),
		cmocka_unit_test(test_licences),
		cmocka_unit_test(test_contracts),
		cmocka_unit_test(test_cap),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
