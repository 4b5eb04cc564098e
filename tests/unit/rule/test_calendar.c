/* SPDX-License-Identifier: MIT */
/* calendar - due days by cycle, clamped, strict, and in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rollcall/model/kind.h>

#include "rule/calendar.h"

#include <string.h>

static rc_date
ymd(int year, int month, int day)
{
	struct rc_civil civil = { year, month, day };

	return rc_date_from(civil);
}

static struct rc_duty
duty(const char *code, int cycle, int64_t month, int64_t day, int strict)
{
	struct rc_duty d;

	rc_record_clear(&rc_kind_duty, &d);
	d.code = code;
	d.cycle = cycle;
	d.due_month = month;
	d.due_day = day;
	d.strict = strict;
	return d;
}

/* Writes "code yyyy-mm-dd last_good;" for each. */
static void
check(const struct rc_duty *duties, size_t n, rc_date from, rc_date to,
      const char *want)
{
	struct rc_period period = { from, to };
	struct rc_err err = { 0 };
	struct rc_agenda agenda;
	struct rc_arena arena;
	struct rc_buf b;
	size_t i;

	rc_arena_init(&arena);
	rc_buf_init(&b, 10000);
	rc_buf_puts(&b, "");
	assert_true(rc_agenda_of(duties, n, period, &arena, &agenda, &err));
	for (i = 0; i < agenda.n; i++) {
		rc_buf_printf(&b, "%s ", agenda.items[i].duty->code);
		rc_date_put_iso(&b, agenda.items[i].due);
		rc_buf_printf(&b, " %d%s;",
		              agenda.items[i].due - agenda.items[i].last_good,
		              agenda.items[i].has_day ? "" : " -");
	}
	assert_string_equal(b.n > 0 ? b.p : "", want);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

#define NONE RC_INT_NONE

static void
test_cycles(void **state)
{
	const struct rc_duty r3 = duty("R3", RC_MONTHLY, NONE, 30, 1);
	const struct rc_duty r6 = duty("R6", RC_QUARTERLY, 3, 10, 1);
	const struct rc_duty r8 = duty("R8", RC_HALF_YEARLY, 6, 12, 1);
	const struct rc_duty r7 = duty("R7", RC_YEARLY, 11, 25, 1);
	const struct rc_duty soft = duty("S", RC_YEARLY, 2, 31, 0);
	const struct rc_duty open = duty("O", RC_QUARTERLY, NONE, NONE, 1);
	const struct rc_duty odd = duty("X", RC_CYCLE_NONE, NONE, 1, 1);

	(void)state;
	/* The 30th of February is its last day; one day less is good. */
	check(&r3, 1, ymd(2026, 1, 1), ymd(2026, 4, 29),
	      "R3 2026-01-30 1;R3 2026-02-28 1;R3 2026-03-30 1;");
	check(&r3, 1, ymd(2028, 2, 1), ymd(2028, 2, 29), "R3 2028-02-29 1;");
	check(&r6, 1, ymd(2026, 1, 1), ymd(2026, 12, 31),
	      "R6 2026-03-10 1;R6 2026-06-10 1;R6 2026-09-10 1;"
	      "R6 2026-12-10 1;");
	check(&r8, 1, ymd(2026, 1, 1), ymd(2026, 12, 31),
	      "R8 2026-06-12 1;R8 2026-12-12 1;");
	check(&r7, 1, ymd(2025, 11, 25), ymd(2026, 11, 25),
	      "R7 2025-11-25 1;R7 2026-11-25 1;");
	check(&r7, 1, ymd(2025, 11, 26), ymd(2026, 11, 24), "");
	check(&soft, 1, ymd(2028, 1, 1), ymd(2028, 12, 31), "S 2028-02-29 0;");
	check(&open, 1, ymd(2026, 1, 1), ymd(2026, 6, 30),
	      "O 2026-03-31 0 -;O 2026-06-30 0 -;");
	check(&odd, 1, ymd(2026, 1, 1), ymd(2026, 12, 31), "");
}

/* By day, then by code; and only while the duty holds. */
static void
test_order(void **state)
{
	struct rc_duty duties[] = {
		duty("R2", RC_MONTHLY, NONE, 25, 1),
		duty("R11", RC_MONTHLY, NONE, 23, 1),
		duty("R1", RC_MONTHLY, NONE, 25, 1),
		duty("R7", RC_YEARLY, 11, 25, 1),
	};

	(void)state;
	check(duties, 4, ymd(2026, 11, 1), ymd(2026, 11, 30),
	      "R11 2026-11-23 1;R1 2026-11-25 1;R2 2026-11-25 1;"
	      "R7 2026-11-25 1;");
	duties[0].valid_from = ymd(2026, 11, 26);
	duties[1].valid_to = ymd(2026, 11, 22);
	duties[2].valid_from = duties[2].valid_to = ymd(2026, 11, 25);
	check(duties, 3, ymd(2026, 11, 1), ymd(2026, 12, 31),
	      "R1 2026-11-25 1;R2 2026-12-25 1;");
}

static void
test_refused(void **state)
{
	const struct rc_period backwards = { 10, 9 };
	const struct rc_period endless = { 0, 40000 };
	struct rc_err err = { 0 };
	struct rc_agenda agenda;
	struct rc_arena arena;

	(void)state;
	rc_arena_init(&arena);
	assert_false(rc_agenda_of(NULL, 0, backwards, &arena, &agenda, &err));
	assert_int_equal(err.code, RC_EINVALID);
	assert_false(rc_agenda_of(NULL, 0, endless, &arena, &agenda, &err));
	rc_arena_fini(&arena);
}

/* --- what was done ------------------------------------------------------- */

static struct rc_snapshot
snapshot(const char *duty, rc_date from, rc_date to, rc_date frozen)
{
	struct rc_snapshot s;

	rc_record_clear(&rc_kind_snapshot, &s);
	s.code = "F";
	s.duty = duty;
	s.period_from = from;
	s.period_to = to;
	/* The last moment of the day in Vietnam. */
	s.at = rc_date_start(frozen + 1) - 1;
	return s;
}

/* Due before 25/02/2026: the 24th is the last good day. */
static void
test_state(void **state)
{
	struct rc_duty d = duty("M", RC_MONTHLY, RC_INT_NONE, 25, 1);
	const struct {
		const char *duty;
		int from[3], to[3], frozen, day;
		enum rc_due_state want;
	} cases[] = {
		{ "M", { 2026, 2, 1 }, { 2026, 2, 28 }, 24, 28, RC_DUE_DONE },
		{ "M",
		  { 2026, 2, 1 },
		  { 2026, 2, 28 },
		  25,
		  28,
		  RC_DUE_DONE_LATE },
		/* Not frozen yet on that day. */
		{ "M", { 2026, 2, 1 }, { 2026, 2, 28 }, 24, 23, RC_DUE_OPEN },
		{ "M", { 2026, 2, 1 }, { 2026, 2, 28 }, 26, 25, RC_DUE_LATE },
		{ "M", { 2026, 2, 1 }, { 2026, 2, 28 }, 27, 24, RC_DUE_OPEN },
		/* Of another duty, of none, of another month, of the year, and
		 * a part of the month without the due day. */
		{ "Y", { 2026, 2, 1 }, { 2026, 2, 28 }, 24, 28, RC_DUE_LATE },
		{ NULL, { 2026, 2, 1 }, { 2026, 2, 28 }, 24, 28, RC_DUE_LATE },
		{ "M", { 2026, 1, 1 }, { 2026, 1, 31 }, 24, 28, RC_DUE_LATE },
		{ "M", { 2026, 1, 1 }, { 2026, 12, 31 }, 24, 28, RC_DUE_LATE },
		{ "M", { 2026, 2, 1 }, { 2026, 2, 24 }, 24, 28, RC_DUE_LATE },
		{ "M", { 2026, 2, 25 }, { 2026, 2, 25 }, 24, 28, RC_DUE_DONE },
	};
	struct rc_period february = { ymd(2026, 2, 1), ymd(2026, 2, 28) };
	struct rc_err err = { 0 };
	struct rc_agenda agenda;
	struct rc_arena arena;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	assert_true(rc_agenda_of(&d, 1, february, &arena, &agenda, &err));
	assert_int_equal(agenda.n, 1);
	assert_int_equal(agenda.items[0].cycle.from, february.from);
	assert_int_equal(agenda.items[0].cycle.to, february.to);
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_snapshot s = snapshot(
		        cases[i].duty,
		        ymd(cases[i].from[0], cases[i].from[1],
		            cases[i].from[2]),
		        ymd(cases[i].to[0], cases[i].to[1], cases[i].to[2]),
		        ymd(2026, 2, cases[i].frozen));
		struct rc_fulfilment f = rc_occasion_state(
		        agenda.items, &s, 1, ymd(2026, 2, cases[i].day));

		if (f.state != cases[i].want)
			fail_msg("case %zu: %d", i, (int)f.state);
		assert_ptr_equal(f.by, f.state >= RC_DUE_DONE ? &s : NULL);
	}
	rc_arena_fini(&arena);
}

/* Of several the first one counts: handing in again is not being late. */
static void
test_first(void **state)
{
	struct rc_duty d = duty("M", RC_MONTHLY, RC_INT_NONE, 25, 1);
	struct rc_period february = { ymd(2026, 2, 1), ymd(2026, 2, 28) };
	struct rc_snapshot s[2] = {
		snapshot("M", february.from, february.to, ymd(2026, 2, 27)),
		snapshot("M", february.from, february.to, ymd(2026, 2, 20)),
	};
	struct rc_err err = { 0 };
	struct rc_fulfilment f;
	struct rc_agenda agenda;
	struct rc_arena arena;

	(void)state;
	rc_arena_init(&arena);
	assert_true(rc_agenda_of(&d, 1, february, &arena, &agenda, &err));
	f = rc_occasion_state(agenda.items, s, 2, ymd(2026, 2, 28));
	assert_int_equal(f.state, RC_DUE_DONE);
	assert_ptr_equal(f.by, &s[1]);
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_state),   cmocka_unit_test(test_first),
		cmocka_unit_test(test_cycles),  cmocka_unit_test(test_order),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
