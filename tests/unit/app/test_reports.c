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

	add_communes(f);
	for (i = 0; rc_reports[i].name != NULL; i++) {
		doc = make(f, rc_reports[i].name, NULL);
		assert_string_equal(doc.name, rc_reports[i].name);
		assert_non_null(doc.sections);
	}
	assert_false(rc_report_make(f->app, "nonsense", &options, &f->arena,
	                            &doc, &f->err));
	assert_int_equal(f->err.code, RC_EUSAGE);
}

static const char *
word(const struct rc_doc *doc, const char *section, size_t row, size_t column)
{
	const struct rc_section *s = rc_doc_find(doc, section);

	assert_non_null(s);
	assert_true(row < s->nrows);
	return rc_text_or_empty(s->rows[row].cells[column].text);
}

/* Counted from the chain: three agencies, one name of them set twice. */
static void
test_changes(void **state)
{
	struct fixture *f = *state;
	struct rc_doc doc;
	rc_id id;

	add(f, &rc_kind_agency, "code=A|name=Một|tier=commune");
	add(f, &rc_kind_agency, "code=B|name=Hai|tier=commune");
	f->now += 40 * RC_DAY_MS; /* 10/08 */
	id = add(f, &rc_kind_agency, "code=C|name=Ba|tier=commune");
	set(f, &rc_kind_agency, id, "name=Bốn");
	set(f, &rc_kind_agency, id, "name=Năm");
	doc = make(f, "changes", "2026-08");
	assert_int_equal(rc_doc_find(&doc, "kinds")->nrows, 2);
	assert_string_equal(word(&doc, "kinds", 0, 0), "agencies");
	assert_int_equal(figure(&doc, "kinds", 0, "added"), 1);
	assert_int_equal(figure(&doc, "kinds", 0, "changed"), 2);
	assert_int_equal(figure(&doc, "kinds", 0, "all"), 3);
	assert_int_equal(rc_doc_find(&doc, "acts")->nrows, 3);
	assert_string_equal(word(&doc, "users", 0, 0), "lan.nt");
	doc = make(f, "changes", NULL);
	assert_int_equal(figure(&doc, "kinds", 0, "added"), 3);
	doc = make(f, "changes", "2026-06");
	assert_int_equal(rc_doc_find(&doc, "acts")->nrows, 0);
}

static void
ask(struct fixture *f, rc_id device, rc_ms at, const char *outcome)
{
	const struct rc_event event = { .at = at,
		                        .device = { device, NULL },
		                        .outcome = outcome,
		                        .phase = "connecting" };

	begin(f, "poll");
	assert_true(fine(f, rc_event_add(f->app, &event, &f->err)));
	commit(f);
}

/* As of the end of a month, whatever polls came after it. */
static void
test_polls(void **state)
{
	struct fixture *f = *state;
	struct rc_doc doc;
	rc_id d;

	add(f, &rc_kind_agency, "code=A|name=Một|tier=commune");
	d = add(f, &rc_kind_device,
	        "asset_tag=D|category=desktop|status=in_use|agency=A|"
	        "connectivity=networked|host=10.0.0.1");
	ask(f, d, NOON, "ok");
	ask(f, d, NOON + 40 * RC_DAY_MS, "timeout");
	f->now = NOON + 50 * RC_DAY_MS; /* 20/08 */
	doc = make(f, "polls", "2026-07");
	assert_int_equal(figure(&doc, "agencies", 0, "asked"), 1);
	assert_int_equal(figure(&doc, "agencies", 0, "answered"), 1);
	assert_int_equal(figure(&doc, "agencies", 0, "silent"), 0);
	assert_int_equal(rc_doc_find(&doc, "causes")->nrows, 0);
	doc = make(f, "polls", "2026-08");
	assert_int_equal(figure(&doc, "agencies", 0, "answered"), 0);
	assert_int_equal(figure(&doc, "agencies", 0, "silent"), 1);
	assert_string_equal(word(&doc, "causes", 0, 0), "timeout");
	assert_int_equal(figure(&doc, "silent", 0, "days"), 50);
}

static bool
count_row(void *to, const struct rc_row *row, struct rc_err *err)
{
	struct rc_buf *b = to;

	(void)err;
	rc_buf_printf(b, "%s %s %s;", row->cells[0].text, row->cells[6].text,
	              rc_text_or_empty(row->cells[7].text));
	return true;
}

/* Rows are read while they are printed, with the keys of references. */
static void
test_register(void **state)
{
	struct fixture *f = *state;
	struct rc_doc doc;
	struct rc_buf b;

	add_communes(f);
	doc = make(f, "register", NULL);
	rc_buf_init(&b, 1000);
	assert_true(
	        fine(f, rc_section_each(doc.sections, count_row, &b, &f->err)));
	assert_string_equal(b.p, "TS-C1-1 C1 C1-1;TS-C1-2 C1 C1-2;"
	                         "TS-C2-1 C2 C2-1;");
	rc_buf_fini(&b);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_quota),   TEST(test_procurement), TEST(test_registry),
		TEST(test_changes), TEST(test_polls),       TEST(test_register),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
