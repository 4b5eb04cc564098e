/* SPDX-License-Identifier: MIT */
#include <rollcall/base/date.h>

#include <lib/unit.h>

#include <string.h>

static rc_date
day(int year, int month, int d)
{
	return rc_date_from((struct rc_civil){ year, month, d });
}

static void
test_known_days(void **state)
{
	static const struct {
		struct rc_civil civil;
		rc_date date;
		int weekday;
	} cases[] = {
		{ { 1970, 1, 1 }, 0, 4 },         { { 1969, 12, 31 }, -1, 3 },
		{ { 2000, 2, 29 }, 11016, 2 },    { { 2000, 3, 1 }, 11017, 3 },
		{ { 2026, 11, 22 }, 20779, 7 },   { { 1, 1, 1 }, -719162, 1 },
		{ { 9999, 12, 31 }, 2932896, 5 }, { { 1900, 3, 1 }, -25508, 4 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_civil civil = rc_civil_of(cases[i].date);

		assert_int_equal(rc_date_from(cases[i].civil), cases[i].date);
		assert_int_equal(civil.year, cases[i].civil.year);
		assert_int_equal(civil.month, cases[i].civil.month);
		assert_int_equal(civil.day, cases[i].civil.day);
		assert_int_equal(rc_weekday(cases[i].date), cases[i].weekday);
	}
}

/* Every day from 1899 to 2101: forth, back, and one after the other. */
static void
test_all_days(void **state)
{
	struct rc_civil at = { 1899, 1, 1 };
	rc_date expected = day(1899, 1, 1);
	int weekday = rc_weekday(expected);

	(void)state;
	while (at.year < 2102) {
		struct rc_civil back = rc_civil_of(expected);

		assert_int_equal(rc_date_from(at), expected);
		assert_memory_equal(&back, &at, sizeof(at));
		assert_int_equal(rc_weekday(expected), weekday);
		expected++;
		weekday = weekday % 7 + 1;
		if (++at.day > rc_days_in_month(at.year, at.month)) {
			at.day = 1;
			if (++at.month > 12) {
				at.month = 1;
				at.year++;
			}
		}
	}
}

static void
test_valid(void **state)
{
	static const struct {
		struct rc_civil civil;
		bool ok;
	} cases[] = {
		{ { 2024, 2, 29 }, true },  { { 2023, 2, 29 }, false },
		{ { 1900, 2, 29 }, false }, { { 2000, 2, 29 }, true },
		{ { 2024, 2, 31 }, false }, { { 2024, 4, 31 }, false },
		{ { 2024, 12, 31 }, true }, { { 2024, 0, 1 }, false },
		{ { 2024, 13, 1 }, false }, { { 2024, 1, 0 }, false },
		{ { 0, 1, 1 }, false },     { { 10000, 1, 1 }, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_civil_valid(cases[i].civil), cases[i].ok);
}

static void
test_add_months(void **state)
{
	static const struct {
		int from[3], months, to[3];
	} cases[] = {
		{ { 2026, 1, 31 }, 1, { 2026, 2, 28 } },
		{ { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
		{ { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
		{ { 2026, 11, 22 }, 0, { 2026, 11, 22 } },
		{ { 2026, 11, 22 }, 2, { 2027, 1, 22 } },
		{ { 2026, 1, 15 }, -1, { 2025, 12, 15 } },
		{ { 2026, 3, 31 }, -13, { 2025, 2, 28 } },
		{ { 2019, 6, 30 }, 84, { 2026, 6, 30 } },
		{ { 9999, 6, 1 }, INT32_MAX, { 9999, 12, 1 } },
		{ { 2000, 6, 1 }, INT32_MIN, { 1, 1, 1 } },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		const int *f = cases[i].from;
		const int *t = cases[i].to;

		assert_int_equal(rc_date_add_months(day(f[0], f[1], f[2]),
		                                    cases[i].months),
		                 day(t[0], t[1], t[2]));
	}
}

static void
test_zone(void **state)
{
	(void)state;
	/* 17:00 UTC is midnight in Vietnam. */
	assert_int_equal(rc_date_of(17 * 3600 * 1000LL - 1), 0);
	assert_int_equal(rc_date_of(17 * 3600 * 1000LL), 1);
	assert_int_equal(rc_date_of(-RC_ZONE_MS), 0);
	assert_int_equal(rc_date_of(-RC_ZONE_MS - 1), -1);
	assert_true(rc_date_start(20779) == 20779 * RC_DAY_MS - RC_ZONE_MS);
	assert_int_equal(rc_date_of(rc_date_start(-25508)), -25508);
	assert_int_equal(rc_date_of(INT64_MAX), INT32_MAX);
	assert_int_equal(rc_date_of(RC_MS_NONE), RC_DATE_NONE);
}

static void
test_parse(void **state)
{
	static const struct {
		const char *text;
		enum rc_date_order order;
		int year, month, day; /* 0: refused */
	} cases[] = {
		{ "2026-11-22", RC_YMD_OR_DMY, 2026, 11, 22 },
		{ "22/11/2026", RC_YMD_OR_DMY, 2026, 11, 22 },
		{ "22.11.2026", RC_YMD_OR_DMY, 2026, 11, 22 },
		{ "22-11-2026", RC_YMD_OR_DMY, 2026, 11, 22 },
		{ " 1/2/2026 ", RC_YMD_OR_DMY, 2026, 2, 1 },
		{ "1/2/2026", RC_DMY, 2026, 2, 1 },
		{ "1/2/2026", RC_MDY, 2026, 1, 2 },
		{ "2026/2/1", RC_YMD, 2026, 2, 1 },
		{ "1/2/2026", RC_YMD, 0, 0, 0 },
		{ "2026-02-01", RC_DMY, 2026, 2, 1 },
		{ "2026-02-01", RC_MDY, 2026, 2, 1 },
		{ "29/02/2024", RC_DMY, 2024, 2, 29 },
		{ "29/02/2026", RC_DMY, 0, 0, 0 },
		{ "31/02/2026", RC_DMY, 0, 0, 0 },
		{ "13/13/2026", RC_DMY, 0, 0, 0 },
		{ "22/11/26", RC_DMY, 0, 0, 0 },
		{ "22/11-2026", RC_DMY, 0, 0, 0 },
		{ "22/11/2026x", RC_DMY, 0, 0, 0 },
		{ "22/11/20261", RC_DMY, 0, 0, 0 },
		{ "222/11/2026", RC_DMY, 0, 0, 0 },
		{ "2026-11", RC_YMD, 0, 0, 0 },
		{ "2026-11-", RC_YMD, 0, 0, 0 },
		{ "2026--22", RC_YMD, 0, 0, 0 },
		{ "-1/2/2026", RC_DMY, 0, 0, 0 },
		{ "45000", RC_YMD_OR_DMY, 0, 0, 0 },
		{ "0000-01-01", RC_YMD, 0, 0, 0 },
		{ "", RC_YMD_OR_DMY, 0, 0, 0 },
	};
	struct rc_err err = { 0 };
	rc_date date;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		bool ok = cases[i].year != 0;

		date = 4711;
		assert_int_equal(rc_date_parse(rc_str_of(cases[i].text),
		                               cases[i].order, &date, &err),
		                 ok);
		assert_int_equal(date, ok ? day(cases[i].year, cases[i].month,
		                                cases[i].day)
		                          : 4711);
	}
	assert_false(rc_date_parse(RC_STR("31/02/2024"), RC_DMY, &date, &err));
	assert_string_equal(err.text, "\"31/02/2024\": there is no such day");
	assert_int_equal(err.code, RC_EINVALID);
	assert_false(rc_date_parse(RC_STR("1\0/2/2024"), RC_DMY, &date, &err));
}

static void
test_put(void **state)
{
	rc_date date = day(2026, 1, 5);
	rc_ms instant = rc_date_start(date) + 3723004;
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 200);
	rc_date_put_iso(&b, date);
	rc_buf_putc(&b, ' ');
	rc_date_put_dmy(&b, date);
	rc_buf_putc(&b, ' ');
	rc_ms_put_iso(&b, instant);
	rc_buf_putc(&b, ' ');
	rc_ms_put_dmy(&b, instant);
	assert_string_equal(b.p, "2026-01-05 05/01/2026 "
	                         "2026-01-05T01:02:03+07:00 "
	                         "05/01/2026 01:02:03");
	rc_buf_clear(&b);
	rc_date_put_iso(&b, RC_DATE_NONE);
	rc_date_put_dmy(&b, RC_DATE_NONE);
	rc_ms_put_iso(&b, RC_MS_NONE);
	rc_ms_put_dmy(&b, RC_MS_NONE);
	assert_int_equal(b.n, 0);
	rc_ms_put_iso(&b, -RC_ZONE_MS - 1);
	assert_string_equal(b.p, "1969-12-31T23:59:59+07:00");
	rc_buf_fini(&b);
}

static void
test_ms_parse(void **state)
{
	static const struct {
		const char *text;
		bool ok;
		rc_ms ms;
	} cases[] = {
		{ "1970-01-01T07:00:00+07:00", true, 0 },
		{ "1970-01-01T00:00:01Z", true, 1000 },
		{ "1969-12-31T19:00:00-05:00", true, 0 },
		{ "1970-01-01", true, -25200000 },
		{ "2026-11-22T15:04:05+07:00", true, 1795334645000 },
		{ "2026-11-22T24:00:00Z", false, 0 },
		{ "2026-11-22T23:60:00Z", false, 0 },
		{ "2026-11-22T23:59:60Z", false, 0 },
		{ "2026-11-22T15:04:05", false, 0 },
		{ "2026-11-22T15:04:05+0700", false, 0 },
		{ "2026-11-22T15:04:05Zx", false, 0 },
		{ "2026-11-22 15:04:05Z", false, 0 },
		{ "2026-02-30", false, 0 },
		{ "22/11/2026", false, 0 },
		{ "", false, 0 },
	};
	struct rc_err err = { 0 };
	rc_ms ms;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		ms = 4711;
		assert_int_equal(
		        rc_ms_parse(rc_str_of(cases[i].text), &ms, &err),
		        cases[i].ok);
		assert_true(ms == (cases[i].ok ? cases[i].ms : 4711));
	}
}

static void
test_period(void **state)
{
	static const struct {
		const char *text;
		const char *span; /* NULL: refused */
	} cases[] = {
		{ "2026", "2026-01-01..2026-12-31" },
		{ "2026H1", "2026-01-01..2026-06-30" },
		{ "2026h2", "2026-07-01..2026-12-31" },
		{ "2026Q1", "2026-01-01..2026-03-31" },
		{ "2026Q3", "2026-07-01..2026-09-30" },
		{ "2026q4", "2026-10-01..2026-12-31" },
		{ "2026-09", "2026-09-01..2026-09-30" },
		{ "2024-02", "2024-02-01..2024-02-29" },
		{ "2026H3", NULL },
		{ "2026H0", NULL },
		{ "2026Q5", NULL },
		{ "2026Q11", NULL },
		{ "2026-13", NULL },
		{ "2026-00", NULL },
		{ "2026-9", NULL },
		{ "2026-099", NULL },
		{ "2026Q", NULL },
		{ "2026X1", NULL },
		{ "226", NULL },
		{ "0000", NULL },
		{ "20261", NULL },
		{ "", NULL },
	};
	struct rc_err err = { 0 };
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_period period = { 1, 2 };
		bool ok = rc_period_parse(rc_str_of(cases[i].text), &period,
		                          &err);

		assert_int_equal(ok, cases[i].span != NULL);
		if (!ok) {
			assert_int_equal(period.from, 1);
			continue;
		}
		rc_buf_clear(&b);
		rc_date_put_iso(&b, period.from);
		rc_buf_puts(&b, "..");
		rc_date_put_iso(&b, period.to);
		assert_string_equal(b.p, cases[i].span);
	}
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_days),
		cmocka_unit_test(test_all_days),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_add_months),
		cmocka_unit_test(test_zone),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_ms_parse),
		cmocka_unit_test(test_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
