/* SPDX-License-Identifier: MIT */
/* wear - year by year, to the đồng, counted by hand; and sums that hold. */
#include <lib/unit.h>

#include <rollcall/model/device.h>

#include "rule/wear.h"

static rc_date
day(int year, int month, int d)
{
	return rc_date_from((struct rc_civil){ year, month, d });
}

/* 5 years at 20% until 2025, 7 years at 14,29% from 2026. */
static struct rc_life lives[2];

static int
setup(void **state)
{
	(void)state;
	lives[0] = (struct rc_life){ .head = { 1, 1 },
		                     .category = RC_CATEGORY_DESKTOP,
		                     .years = 5,
		                     .rate_bp = 2000,
		                     .valid_from = RC_DATE_NONE,
		                     .valid_to = day(2025, 12, 31) };
	lives[1] = lives[0];
	lives[1].head.id = 2;
	lives[1].years = 7;
	lives[1].rate_bp = 1429;
	lives[1].valid_from = day(2026, 1, 1);
	lives[1].valid_to = RC_DATE_NONE;
	return 0;
}

static struct rc_wear
wear(enum rc_wear_transition how, rc_date since, rc_vnd cost, int year)
{
	const struct rc_wear_rules rules = { lives, 2, how };
	struct rc_wear w;

	assert_true(
	        rc_wear_of(&rules, RC_CATEGORY_DESKTOP, since, cost, year, &w));
	return w;
}

/* New rule: 18.990.000 x 14,29% = 2.713.671 six times, then 2.707.974. */
static void
test_new(void **state)
{
	rc_date since = day(2026, 3, 15);
	struct rc_wear w;
	int year;

	(void)state;
	for (year = 2026; year <= 2031; year++) {
		w = wear(RC_WEAR_KEEP, since, 18990000, year);
		assert_int_equal(w.of_year, 2713671);
		assert_int_equal(w.accumulated, (year - 2025) * 2713671);
		assert_int_equal(w.remaining, 18990000 - w.accumulated);
	}
	w = wear(RC_WEAR_KEEP, since, 18990000, 2032);
	assert_int_equal(w.of_year, 2707974);
	assert_int_equal(w.accumulated, 18990000);
	assert_int_equal(w.remaining, 0);
	assert_int_equal(w.first_year, 2026);
	assert_int_equal(w.last_year, 2032);
	assert_int_equal(w.life->years, 7);
	w = wear(RC_WEAR_KEEP, since, 18990000, 2033);
	assert_int_equal(w.of_year, 0);
	assert_int_equal(w.accumulated, 18990000);
}

/* In service on 31/12/2023, 15.000.001: 3.000.000 a year (0,2 down), the last
 * year 3.000.001. Kept: till 2027. Spread: by the end of 2025 3 years are worn,
 * 6.000.001 left, over 2026..2029 (years 4 to 7): 1.500.000 and 1.500.001. */
static void
test_transition(void **state)
{
	rc_date since = day(2023, 12, 31);
	struct rc_wear w;

	(void)state;
	w = wear(RC_WEAR_KEEP, since, 15000001, 2023);
	assert_int_equal(w.of_year, 3000000);
	w = wear(RC_WEAR_KEEP, since, 15000001, 2026);
	assert_int_equal(w.of_year, 3000000);
	assert_int_equal(w.remaining, 3000001);
	assert_int_equal(w.life->years, 5);
	w = wear(RC_WEAR_KEEP, since, 15000001, 2027);
	assert_int_equal(w.of_year, 3000001);
	assert_int_equal(w.remaining, 0);
	w = wear(RC_WEAR_SPREAD, since, 15000001, 2025);
	assert_int_equal(w.remaining, 6000001);
	assert_int_equal(w.life->years, 5);
	w = wear(RC_WEAR_SPREAD, since, 15000001, 2026);
	assert_int_equal(w.of_year, 1500000);
	assert_int_equal(w.life->years, 7);
	assert_int_equal(w.last_year, 2029);
	w = wear(RC_WEAR_SPREAD, since, 15000001, 2029);
	assert_int_equal(w.of_year, 1500001);
	assert_int_equal(w.remaining, 0);
	/* Worn out before the change: nothing is left to spread. */
	w = wear(RC_WEAR_SPREAD, day(2019, 1, 1), 15000001, 2026);
	assert_int_equal(w.of_year, 0);
	assert_int_equal(w.accumulated, 15000001);
	/* A shorter new life that is over: the rest in one year. */
	lives[1].years = 2;
	w = wear(RC_WEAR_SPREAD, since, 15000001, 2026);
	assert_int_equal(w.of_year, 6000001);
	assert_int_equal(w.last_year, 2026);
}

static void
test_nothing(void **state)
{
	const struct rc_wear_rules rules = { lives, 2, RC_WEAR_KEEP };
	rc_date since = day(2026, 1, 1);
	struct rc_wear w;

	(void)state;
	assert_false(
	        rc_wear_of(&rules, RC_CATEGORY_PRINTER, since, 100, 2026, &w));
	assert_false(
	        rc_wear_of(&rules, RC_CATEGORY_DESKTOP, since, 100, 2025, &w));
	assert_false(rc_wear_of(&rules, RC_CATEGORY_DESKTOP, since, RC_VND_NONE,
	                        2026, &w));
	assert_false(
	        rc_wear_of(&rules, RC_CATEGORY_DESKTOP, since, 0, 2026, &w));
	assert_false(rc_wear_of(&rules, RC_CATEGORY_DESKTOP, RC_DATE_NONE, 100,
	                        2026, &w));
}

/* The end: so many years on, of the leap day as well. */
static void
test_end(void **state)
{
	rc_date since = day(2024, 2, 29);

	(void)state;
	assert_int_equal(
	        rc_life_end(lives, 2, RC_CATEGORY_DESKTOP, since, since),
	        day(2029, 2, 28));
	assert_int_equal(rc_life_end(lives, 2, RC_CATEGORY_DESKTOP, since,
	                             day(2026, 1, 1)),
	                 day(2031, 2, 28));
	assert_int_equal(
	        rc_life_end(lives, 2, RC_CATEGORY_PRINTER, since, since),
	        RC_DATE_NONE);
	assert_int_equal(
	        rc_life_end(lives, 2, RC_CATEGORY_DESKTOP, RC_DATE_NONE, since),
	        RC_DATE_NONE);
}

/* Whatever it cost and whenever it came: the years sum up to the cost, none is
 * negative, and the last one is not far from the others. */
static void
test_sums(void **state)
{
	uint64_t seed = 1;
	int i, year;

	(void)state;
	for (i = 0; i < 20000; i++) {
		enum rc_wear_transition how =
		        i % 2 == 0 ? RC_WEAR_KEEP : RC_WEAR_SPREAD;
		rc_date since;
		rc_vnd cost, sum = 0;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		cost = (rc_vnd)(seed >> 33) % (i % 5 == 0 ? 100 : 99999999) + 1;
		since = day(2015 + (int)(seed >> 20 & 15), 1 + i % 12,
		            1 + i % 28);
		for (year = rc_civil_of(since).year; year < 2045; year++) {
			struct rc_wear w = wear(how, since, cost, year);

			assert_true(w.of_year >= 0);
			sum += w.of_year;
			assert_int_equal(w.accumulated, sum);
			assert_int_equal(w.remaining, cost - sum);
		}
		assert_int_equal(sum, cost);
	}
	/* The largest cost there may be. */
	assert_int_equal(wear(RC_WEAR_KEEP, day(2026, 1, 1),
	                      INT64_C(100000000000000), 2032)
	                         .accumulated,
	                 INT64_C(100000000000000));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_new, setup),
		cmocka_unit_test_setup(test_transition, setup),
		cmocka_unit_test_setup(test_nothing, setup),
		cmocka_unit_test_setup(test_end, setup),
		cmocka_unit_test_setup(test_sums, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
