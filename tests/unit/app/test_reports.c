/* SPDX-License-Identifier: MIT */
/* reports - the documents over a database, of the day and of a period. */
#include "unit/app/figures_case.h"

static struct rc_doc
make(struct fixture *f, const char *name, const char *period)
{
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};
	struct rc_doc doc;

	if (period != NULL)
		assert_true(rc_period_parse(rc_str_of(period), &options.period,
		                            &f->err));
	assert_true(fine(f, rc_report_make(f->app, name, &options, &f->arena,
	                                   &doc, &f->err)));
	return doc;
}

static int64_t
figure(const struct rc_doc *doc, const char *section, size_t row,
       const char *column)
{
	const struct rc_section *s = rc_doc_find(doc, section);
	size_t i;

	assert_non_null(s);
	assert_true(row < s->nrows);
	for (i = 0; i < s->ncolumns; i++)
		if (strcmp(s->columns[i].id, column) == 0)
			return s->rows[row].cells[i].i;
	fail_msg("no column %s", column);
	return 0;
}

static void
test_quota(void **state)
{
	struct fixture *f = *state;
	struct rc_doc doc;

	add_communes(f);
	doc = make(f, "quota", NULL);
	assert_int_equal(doc.params->value.i, TODAY);
	assert_int_equal(figure(&doc, "rows", 0, "equipped"), 2);
	assert_int_equal(figure(&doc, "rows", 0, "conforming"), 1);
	assert_int_equal(figure(&doc, "posts", 0, "equipped"), 3);
	assert_int_equal(figure(&doc, "posts", 0, "needed"), 2);
	assert_int_equal(figure(&doc, "posts", 0, "conforming"), 2);
	/* The day before, nobody had been given anything. */
	doc = make(f, "quota", "2026-06");
	assert_int_equal(doc.params->value.i, TODAY - 1);
	assert_int_equal(figure(&doc, "rows", 0, "equipped"), 0);
	/* A period that is not over yet is as of today. */
	doc = make(f, "quota", "2026Q3");
	assert_int_equal(doc.params->value.i, TODAY);
	assert_int_equal(figure(&doc, "rows", 0, "equipped"), 2);
	/* The year of the period chooses the targets. */
	doc = make(f, "quota", "2025");
	assert_int_equal(doc.params->next->value.i, 2025);
	assert_int_equal(rc_doc_find(&doc, "rows")->nrows, 0);
}

static void
test_procurement(void **state)
{
	struct fixture *f = *state;
	struct rc_doc doc;

	add_communes(f);
	doc = make(f, "procurement", NULL);
	/* One agency short; C2 and C3 cost the same, C2 comes first. */
	assert_int_equal(figure(&doc, "lines", 0, "quantity"), 1);
	assert_int_equal(figure(&doc, "lines", 0, "amount"), 20000000);
	assert_string_equal(rc_doc_find(&doc, "lines")->rows[0].cells[1].text,
	                    "C2");
	assert_int_equal(figure(&doc, "summary", 0, "amount"), 20000000);
	assert_int_equal(figure(&doc, "summary", 0, "chosen"), 1);
	assert_int_equal(rc_doc_find(&doc, "agencies")->nrows, 2);
}

static void
test_registry(void **state)
{
	struct fixture *f = *state;
	struct rc_report_options options = {
		.period = { RC_DATE_NONE, RC_DATE_NONE },
		.cap = RC_VND_NONE,
	};
	struct rc_doc doc;
	size_t i;

	for (i = 0; rc_reports[i].name != NULL; i++) {
		doc = make(f, rc_reports[i].name, NULL);
		assert_string_equal(doc.name, rc_reports[i].name);
	}
	assert_int_equal(i, 2);
	assert_false(rc_report_make(f->app, "nonsense", &options, &f->arena,
	                            &doc, &f->err));
	assert_int_equal(f->err.code, RC_EUSAGE);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_quota),
		TEST(test_procurement),
		TEST(test_registry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
