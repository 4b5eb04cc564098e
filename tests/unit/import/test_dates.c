/* SPDX-License-Identifier: MIT */
#include "import/dates.h"

#include <lib/unit.h>

#include <string.h>

static rc_date
day(int year, int month, int d)
{
	return rc_date_from((struct rc_civil){ year, month, d });
}

static struct rc_date_column
column_of(const char *const *cells)
{
	struct rc_date_column column = { 0 };
	uint64_t line = 2;

	for (; *cells != NULL; cells++)
		rc_dates_see(&column, rc_str_of(*cells), line++);
	return column;
}

static void
test_use(void **state)
{
	static const struct {
		const char *cells[4];
		enum rc_date_use use;
	} tries[] = {
		{ { "2026-01-02", "2026-03-04", NULL }, RC_USE_ORDER },
		{ { "01/02/2026", "13/02/2026", NULL }, RC_USE_ORDER },
		{ { "01.02.2026", "31-12-2025", NULL }, RC_USE_ORDER },
		{ { "01/02/2026", "2026-01-01", NULL }, RC_USE_AMBIGUOUS },
		{ { "05/05/2026", "1/1/2026", NULL }, RC_USE_ORDER },
		{ { "01/23/2026", "01/02/2026", NULL }, RC_USE_MDY },
		{ { "23/01/2026", "01/23/2026", NULL }, RC_USE_MIXED },
		{ { "44927", "", "chưa rõ", NULL }, RC_USE_ORDER },
		{ { "45/45/2026", "1/2", NULL }, RC_USE_ORDER },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_date_column column = column_of(tries[i].cells);

		rc_dates_settle(&column, 1, false, RC_YMD_OR_DMY);
		assert_int_equal(column.use, tries[i].use);
		rc_dates_settle(&column, 1, true, RC_MDY);
		assert_int_equal(column.use, RC_USE_ORDER);
		assert_int_equal(column.order, RC_MDY);
	}
}

static void
test_other_column(void **state)
{
	static const char *const proof[] = { "13/02/2026", NULL };
	static const char *const vague[] = { "01/02/2026", NULL };
	static const char *const mdy[] = { "02/13/2026", NULL };
	struct rc_date_column columns[3];

	(void)state;
	columns[0] = column_of(vague);
	columns[1] = column_of(proof);
	rc_dates_settle(columns, 2, false, RC_YMD_OR_DMY);
	assert_int_equal(columns[0].use, RC_USE_OTHERS);
	assert_int_equal(columns[1].use, RC_USE_ORDER);
	/* Columns that contradict each other prove nothing. */
	columns[2] = column_of(mdy);
	rc_dates_settle(columns, 3, false, RC_YMD_OR_DMY);
	assert_int_equal(columns[0].use, RC_USE_AMBIGUOUS);
	assert_int_equal(columns[2].use, RC_USE_MDY);
}

static void
test_read(void **state)
{
	struct rc_date_column column = { .order = RC_DMY };
	struct rc_err err = { 0 };
	rc_date got = RC_DATE_NONE;

	(void)state;
	assert_true(
	        rc_dates_read(&column, RC_STR(" 1/2/2026 "), 2, &got, &err));
	assert_int_equal(got, day(2026, 2, 1));
	column.order = RC_MDY;
	assert_true(rc_dates_read(&column, RC_STR("1/2/2026"), 2, &got, &err));
	assert_int_equal(got, day(2026, 1, 2));
	assert_true(
	        rc_dates_read(&column, RC_STR("2026-02-01"), 2, &got, &err));
	assert_int_equal(got, day(2026, 2, 1));
	assert_int_equal(column.serial_line, 0);
	assert_true(rc_dates_read(&column, RC_STR("45000"), 7, &got, &err));
	assert_int_equal(got, day(2023, 3, 15));
	assert_int_equal(column.serial_line, 7);
	assert_true(rc_dates_read(&column, RC_STR("20000"), 8, &got, &err));
	assert_int_equal(got, day(1954, 10, 3));
	assert_true(rc_dates_read(&column, RC_STR("60000"), 9, &got, &err));
	assert_int_equal(got, day(2064, 4, 8));
	assert_int_equal(column.serial_line, 7);
	assert_int_equal(column.serials, 3);
	/* A row that had to wait is read again. */
	assert_true(rc_dates_read(&column, RC_STR("20000"), 8, &got, &err));
	assert_int_equal(column.serials, 3);
}

static void
test_refused(void **state)
{
	static const struct {
		enum rc_date_use use;
		const char *cell, *error;
	} tries[] = {
		{ RC_USE_ORDER, "31/02/2026",
		  "\"31/02/2026\": there is no such day" },
		{ RC_USE_ORDER, "19999", NULL },
		{ RC_USE_ORDER, "60001", NULL },
		{ RC_USE_ORDER, "2026", NULL },
		{ RC_USE_ORDER, "1/2/26", NULL },
		{ RC_USE_AMBIGUOUS, "01/02/2026",
		  "day or month first? nothing in the file proves it" },
		{ RC_USE_MDY, "01/02/2026",
		  "the column looks like month first (line 9)" },
		{ RC_USE_MIXED, "13/02/2026",
		  "the column mixes day first (line 8) and month first (line "
		  "9)" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_date_column column = { .dmy_line = 8,
			                         .mdy_line = 9,
			                         .order = RC_DMY,
			                         .use = tries[i].use };
		struct rc_err err = { 0 };
		rc_date got = 4711;

		assert_false(rc_dates_read(&column, rc_str_of(tries[i].cell), 2,
		                           &got, &err));
		assert_int_equal(err.code, RC_EINVALID);
		assert_int_equal(got, 4711);
		if (tries[i].error != NULL)
			assert_string_equal(err.text, tries[i].error);
	}
}

/* What needs no proof stays readable in a column that is refused. */
static void
test_still_read(void **state)
{
	struct rc_date_column column = { .order = RC_DMY,
		                         .use = RC_USE_AMBIGUOUS };
	struct rc_err err = { 0 };
	rc_date got = 0;

	(void)state;
	assert_true(
	        rc_dates_read(&column, RC_STR("2026-02-01"), 2, &got, &err));
	assert_true(
	        rc_dates_read(&column, RC_STR("05/05/2026"), 2, &got, &err));
	assert_int_equal(got, day(2026, 5, 5));
}

/* Months by name: read where they are clear, refused where something is cut
 * off; the order of the file does not matter. */
static void
test_named(void **state)
{
	static const char cut[] =
	        "a month by its name needs a day and a year of four digits; "
	        "the spreadsheet has cut them off";
	static const struct {
		const char *cell;
		int year, month, day; /* year 0: refused */
		const char *error;
	} tries[] = {
		{ "01-Thg7-2026", 2026, 7, 1, NULL },
		{ "01 Thg 7 2026", 2026, 7, 1, NULL },
		{ " 1-Jul-2026 ", 2026, 7, 1, NULL },
		{ "31/dec/1999", 1999, 12, 31, NULL },
		{ "July 4, 2026", 2026, 7, 4, NULL },
		{ "2026-Jul-04", 2026, 7, 4, NULL },
		{ "22 tháng 11, 2026", 2026, 11, 22, NULL },
		{ "Tháng 11 22 2026", 2026, 11, 22, NULL },
		{ "29-Feb-2024", 2024, 2, 29, NULL },
		{ "#N/A", 0, 0, 0,
		  "the spreadsheet wrote an error here instead of a value" },
		{ "29-Feb-2023", 0, 0, 0, "there is no such day" },
		{ "01-Thg7", 0, 0, 0, cut },
		{ "Jul-25", 0, 0, 0, cut },
		{ "01-Jul-25", 0, 0, 0, cut },
		{ "Thg7-2025", 0, 0, 0, cut },
		{ "Thg 7", 0, 0, 0, cut },
		{ "1-2-Jul-2025", 0, 0, 0, cut },
		{ "32-Jul-2025", 0, 0, 0, cut },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_date_column column = { .order = RC_MDY,
			                         .use = RC_USE_AMBIGUOUS };
		struct rc_err err = { 0 };
		rc_date got = RC_DATE_NONE;
		bool ok = rc_dates_read(&column, rc_str_of(tries[i].cell), 9,
		                        &got, &err);

		if (ok != (tries[i].year != 0))
			fail_msg("%s: %s", tries[i].cell, err.text);
		assert_int_equal(column.named, ok);
		assert_int_equal(column.named_line, ok ? 9 : 0);
		if (ok)
			assert_int_equal(got, day(tries[i].year, tries[i].month,
			                          tries[i].day));
		else
			assert_string_equal(err.text, tries[i].error);
	}
}

/* What only looks like a month is read as before. */
static void
test_not_named(void **state)
{
	static const char *const cells[] = { "Mars 2026", "T7 2026", "thg",
		                             "13 thg 13 2026", "abc" };
	struct rc_date_column column = { .order = RC_DMY };
	rc_date got = 7;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cells); i++) {
		struct rc_err err = { 0 };

		assert_false(rc_dates_read(&column, rc_str_of(cells[i]), 2,
		                           &got, &err));
		assert_null(strstr(err.text, "month by its name"));
		assert_int_equal(got, 7);
	}
	assert_int_equal(column.named, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_use),
		cmocka_unit_test(test_other_column),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_not_named),
		cmocka_unit_test(test_still_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
