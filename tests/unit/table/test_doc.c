/* SPDX-License-Identifier: MIT */
/* doc - documents are built as told, cells print for people and machines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rollcall/base/i18n.h>
#include <rollcall/table/doc.h>

#include <string.h>

static const struct rc_column columns[] = {
	{ "a", "A", RC_CELL_TEXT, RC_LEFT },
	{ "n", "N", RC_CELL_COUNT, RC_RIGHT },
};

static void
test_cells(void **state)
{
	static const struct {
		struct rc_doc_cell cell;
		const char *people, *machine;
	} cases[] = {
		{ { .type = RC_CELL_NONE, .i = 0, .text = NULL }, "", "" },
		{ { .type = RC_CELL_TEXT, .i = 0, .text = "Xã Đắk Nhau" },
		  "Xã Đắk Nhau",
		  "Xã Đắk Nhau" },
		{ { .type = RC_CELL_MESSAGE, .i = 0, .text = "commune" },
		  "commune",
		  "commune" },
		{ { .type = RC_CELL_MESSAGE, .i = 0, .text = "" }, "", "" },
		{ { .type = RC_CELL_COUNT, .i = 1234567, .text = NULL },
		  "1.234.567",
		  "1234567" },
		{ { .type = RC_CELL_COUNT, .i = -5, .text = NULL },
		  "-5",
		  "-5" },
		{ { .type = RC_CELL_NUMBER, .i = 2026, .text = NULL },
		  "2026",
		  "2026" },
		{ { .type = RC_CELL_PERCENT, .i = 80, .text = NULL },
		  "80%",
		  "80" },
		{ { .type = RC_CELL_BOOL, .i = 1, .text = NULL },
		  "yes",
		  "true" },
		{ { .type = RC_CELL_BOOL, .i = 0, .text = NULL },
		  "no",
		  "false" },
		{ { .type = RC_CELL_DAY, .i = 20779, .text = NULL },
		  "22/11/2026",
		  "2026-11-22" },
		{ { .type = RC_CELL_INSTANT, .i = 0, .text = NULL },
		  "01/01/1970 07:00:00",
		  "1970-01-01T07:00:00+07:00" },
		{ { .type = RC_CELL_MONEY, .i = 20000000, .text = NULL },
		  "20.000.000 đ",
		  "20000000" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_lang_set(RC_LANG_EN);
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_buf_clear(&b);
		rc_buf_puts(&b, "");
		rc_cell_put(cases[i].cell, true, &b);
		assert_string_equal(b.p, cases[i].people);
		rc_buf_clear(&b);
		rc_cell_put(cases[i].cell, false, &b);
		assert_string_equal(b.p, cases[i].machine);
	}
	rc_buf_fini(&b);
}

static void
test_nothing(void **state)
{
	(void)state;
	assert_int_equal(rc_cell_text(NULL).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_message(NULL).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_count(INT64_MIN).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_day(RC_DATE_NONE).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_instant(RC_MS_NONE).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_money(RC_VND_NONE).type, RC_CELL_NONE);
	assert_int_equal(rc_cell_money(0).type, RC_CELL_MONEY);
	assert_int_equal(rc_cell_bool(false).type, RC_CELL_BOOL);
}

/* 1000 rows survive growth, in order; a copied doc reads the same. */
static void
test_build(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc, copy;
	struct rc_section *section;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	rc_doc_param(&doc, "x", "X", rc_cell_count(1));
	rc_doc_param(&doc, "y", "Y", rc_cell_count(2));
	section = rc_doc_section(&doc, "rows", "Rows", columns, 2);
	assert_non_null(section);
	assert_non_null(rc_doc_section(&doc, "more", "More", columns, 1));
	for (i = 0; i < 1000; i++)
		rc_section_row(section, RC_ROW_PLAIN)[1] =
		        rc_cell_count((int64_t)i);
	for (i = 0; i < 20; i++)
		rc_doc_note(&doc, "note %zu of %s", i, "20");
	assert_true(rc_doc_done(&doc, &err));
	copy = doc;
	assert_string_equal(copy.params->next->id, "y");
	assert_null(copy.params->next->next);
	assert_ptr_equal(rc_doc_find(&copy, "rows"), section);
	assert_string_equal(rc_doc_find(&copy, "more")->title, "More");
	assert_null(rc_doc_find(&copy, "none"));
	assert_int_equal(section->nrows, 1000);
	for (i = 0; i < 1000; i++)
		assert_int_equal(section->rows[i].cells[1].i, i);
	assert_int_equal(section->rows[7].cells[0].type, RC_CELL_NONE);
	assert_int_equal(copy.nnotes, 20);
	assert_string_equal(copy.notes[19], "note 19 of 20");
	rc_arena_fini(&arena);
}

static void
fill(struct rc_doc *doc)
{
	static const char *const series[] = { "A" };
	struct rc_section *section;
	struct rc_chart *chart;
	int i;

	rc_doc_param(doc, "x", "X", rc_cell_count(1));
	section = rc_doc_section(doc, "rows", "Rows", columns, 2);
	for (i = 0; i < 400; i++)
		(void)rc_section_row(section, RC_ROW_PLAIN);
	chart = rc_doc_chart(doc, RC_CHART_BARS, "Bars", RC_CELL_COUNT, series,
	                     1);
	for (i = 0; i < 100; i++)
		(void)rc_chart_point(chart, rc_cell_text("p"));
	rc_doc_note(doc, "%s", "note");
}

/* Whichever allocation fails: no crash, and the doc says so at the end. */
static void
test_no_memory(void **state)
{
	uint64_t n;

	(void)state;
	for (n = 1;; n++) {
		struct rc_err err = { 0 };
		struct rc_arena arena;
		struct rc_doc doc;
		uint64_t asked;

		rc_arena_init(&arena);
		rc_doc_init(&doc, &arena, "demo", "Demo");
		rc_mem_fail_at(n);
		fill(&doc);
		asked = rc_mem_count();
		rc_mem_fail_at(0);
		if (asked < n) {
			assert_true(rc_doc_done(&doc, &err));
			rc_arena_fini(&arena);
			break;
		}
		assert_false(rc_doc_done(&doc, &err));
		assert_int_equal(err.code, RC_ENOMEM);
		rc_arena_fini(&arena);
	}
	assert_true(n > 3);
}

/* Points keep their order, values begin as nothing; a copied doc goes on. */
static void
test_charts(void **state)
{
	static const char *const series[] = { "Plan", "Actual" };
	struct rc_chart_point *point;
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_chart *chart;
	struct rc_doc doc, copy;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	chart = rc_doc_chart(&doc, RC_CHART_BURN_UP, "Way", RC_CELL_COUNT,
	                     series, 2);
	rc_chart_point(chart, rc_cell_day(1))->values[0] = 5;
	rc_chart_point(chart, rc_cell_day(2))->values[1] = 7;
	copy = doc;
	rc_doc_chart(&copy, RC_CHART_BARS, "Bars", RC_CELL_MONEY, series, 1);
	assert_true(rc_doc_done(&copy, &err));
	assert_ptr_equal(copy.charts, chart);
	assert_string_equal(copy.charts->next->title, "Bars");
	assert_null(copy.charts->next->next);
	assert_int_equal(chart->npoints, 2);
	point = chart->points;
	assert_int_equal(point->label.i, 1);
	assert_int_equal(point->values[0], 5);
	assert_true(point->values[1] == RC_CHART_NOTHING);
	assert_int_equal(point->next->values[1], 7);
	assert_null(point->next->next);
	assert_null(rc_chart_point(NULL, rc_cell_day(1)));
	assert_int_equal(rc_cell_of(RC_CELL_MONEY, RC_CHART_NOTHING).type,
	                 RC_CELL_NONE);
	assert_int_equal(rc_cell_of(RC_CELL_MONEY, 0).type, RC_CELL_MONEY);
	rc_arena_fini(&arena);
}

struct made {
	struct rc_doc_cell cells[2];
	int n;
};

static bool
each(void *of, rc_row_put *put, void *to, struct rc_err *err)
{
	struct made *m = of;
	struct rc_row row = { RC_ROW_PLAIN, m->cells };
	int i;

	for (i = 0; i < m->n; i++) {
		m->cells[0] = rc_cell_count(i);
		if (!put(to, &row, err))
			return false;
	}
	return true;
}

static bool
add_up(void *to, const struct rc_row *row, struct rc_err *err)
{
	int64_t *sum = to;

	if (row->cells[0].i == 4)
		return rc_fail(err, RC_ECANCELLED, "enough");
	*sum += row->cells[0].i;
	return true;
}

/* Stored and made rows come by the same way; who takes them may stop. */
static void
test_each(void **state)
{
	static const struct rc_column one[] = {
		{ "n", "N", RC_CELL_COUNT, RC_RIGHT },
	};
	struct made made = { .n = 4 };
	struct rc_row_source source = { each, &made, 4 };
	struct rc_err err = { 0 };
	struct rc_section *section;
	struct rc_arena arena;
	struct rc_doc doc;
	int64_t sum = 0;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	section = rc_doc_section(&doc, "rows", "Rows", one, 1);
	assert_true(rc_section_is_empty(section));
	rc_section_row(section, RC_ROW_PLAIN)[0] = rc_cell_count(40);
	rc_section_row(section, RC_ROW_TOTAL)[0] = rc_cell_count(2);
	assert_false(rc_section_is_empty(section));
	assert_true(rc_section_each(section, add_up, &sum, &err));
	assert_int_equal(sum, 42);
	section->source = &source;
	sum = 0;
	assert_true(rc_section_each(section, add_up, &sum, &err));
	assert_int_equal(sum, 0 + 1 + 2 + 3);
	made.n = 10;
	sum = 0;
	assert_false(rc_section_each(section, add_up, &sum, &err));
	assert_int_equal(sum, 6);
	assert_int_equal(err.code, RC_ECANCELLED);
	source.count = 0;
	assert_true(rc_section_is_empty(section));
	rc_arena_fini(&arena);
}

static void
test_named(void **state)
{
	struct rc_doc_cell cell = rc_cell_named("in_use", "in use");
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 100);
	rc_cell_put(cell, true, &b);
	rc_buf_putc(&b, '|');
	rc_cell_put(cell, false, &b);
	assert_string_equal(b.p, "in use|in_use");
	rc_buf_clear(&b);
	rc_cell_put(rc_cell_number(INT64_MIN + 1), false, &b);
	rc_cell_put(rc_cell_number(0), true, &b);
	assert_string_equal(b.p, "-92233720368547758070");
	assert_int_equal(rc_cell_named("x", NULL).type, RC_CELL_NONE);
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_build),
		cmocka_unit_test(test_charts),
		cmocka_unit_test(test_each),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
