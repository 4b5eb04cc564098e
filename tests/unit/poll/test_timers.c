/* SPDX-License-Identifier: MIT */
/* The heap of deadlines against a plain scan. */
#include "poll/timers.h"

#include <lib/unit.h>
#include <rollcall/base/mem.h>

#define N 200

static void
test_against_a_scan(void **state)
{
	struct rc_timers timers;
	struct rc_err err = { 0 };
	rc_ms plain[N];
	uint32_t chance = 1;

	(void)state;
	assert_true(rc_timers_init(&timers, N, &err));
	for (size_t i = 0; i < N; i++)
		plain[i] = RC_MS_NONE;
	for (int round = 0; round < 20000; round++) {
		size_t number, first, got = N;
		rc_ms at;

		chance = chance * 1103515245 + 12345;
		number = (chance >> 16) % N;
		if ((chance >> 8) % 3 == 0) {
			rc_timers_clear(&timers, number);
			plain[number] = RC_MS_NONE;
		} else {
			plain[number] = (rc_ms)(chance >> 12) % 1000;
			rc_timers_set(&timers, number, plain[number]);
		}
		first = N;
		for (size_t i = 0; i < N; i++)
			if (plain[i] != RC_MS_NONE &&
			    (first == N || plain[i] < plain[first]))
				first = i;
		assert_int_equal(rc_timers_first(&timers, &got, &at),
		                 first != N);
		if (first != N) {
			assert_int_equal(at, plain[first]);
			assert_int_equal(plain[got], plain[first]);
		}
	}
	rc_timers_fini(&timers);
}

static void
test_in_order(void **state)
{
	static const rc_ms at[] = { 50, 10, 40, 10, 30, 20 };
	static const rc_ms want[] = { 10, 10, 20, 30, 40, 50 };
	struct rc_timers timers;
	struct rc_err err = { 0 };
	size_t number;
	rc_ms got;

	(void)state;
	assert_true(rc_timers_init(&timers, 6, &err));
	assert_false(rc_timers_first(&timers, &number, &got));
	for (size_t i = 0; i < 6; i++)
		rc_timers_set(&timers, i, at[i]);
	for (size_t i = 0; i < 6; i++) {
		assert_true(rc_timers_first(&timers, &number, &got));
		assert_int_equal(got, want[i]);
		assert_int_equal(at[number], want[i]);
		rc_timers_clear(&timers, number);
		rc_timers_clear(&timers, number); /* twice is no harm */
	}
	assert_false(rc_timers_first(&timers, &number, &got));
	rc_timers_fini(&timers);
	rc_timers_fini(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_a_scan),
		cmocka_unit_test(test_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
