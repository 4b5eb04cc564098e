/* SPDX-License-Identifier: MIT */
/* quota - the document: keys scripts rely on, rows counted by hand, notes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"
#include "unit/rule/fixture.h"

#include "unit/report/dump.h"

/*
 *	A001 province	2 posts, both conform
 *	A002 commune	2 posts, one computer mute, one fails
 *	A003 commune	1 post, nothing
 *	A004 commune	no posts
 */
static void
build(struct fix *f)
{
	struct rc_agency *a[4];
	size_t i;

	for (i = 0; i < 4; i++)
		a[i] = fix_agency(f,
		                  i == 0 ? RC_TIER_PROVINCE : RC_TIER_COMMUNE);
	fix_device(f, a[0], fix_post(f, a[0], RC_GROUP_V));
	fix_device(f, a[0], fix_post(f, a[0], RC_GROUP_V));
	fix_mute(f, a[1], fix_post(f, a[1], RC_GROUP_V));
	fix_facts(f, fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_V)))
	        ->firewall = RC_NO;
	fix_post(f, a[2], RC_GROUP_V);
	fix_target(f, "Q1", RC_TIER_PROVINCE, 2026, 100);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 50);
	fix_target(f, "Q4", RC_TIER_NONE, 2026, 100);
	fix_target(f, "Q6", RC_TIER_NONE, 2026, 70);
	fix_target(f, "Q8", RC_TIER_NONE, 2026, 100);
}

static struct rc_doc
make(struct fix *f, struct rc_quota_options o)
{
	struct rc_err err = { 0 };
	struct rc_doc doc;
	struct rc_report_in in = { .estate = fix_judge(f, FIX_DAY),
		                   .quota = o,
		                   .cap = RC_VND_NONE };

	assert_non_null(in.estate);
	assert_true(rc_quota_doc(&in, &f->arena, &doc, &err));
	return doc;
}

static void
test_rows(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "rows", &b);
	assert_string_equal(b.p, "Q1|province|100|1|1|1|true|1|true|0|0\n"
	                         "Q2|commune|50|2|1|1|true|0|false|0|1\n"
	                         "Q4|all|100|0|0|0|false|0|false|0|1\n");
	dump_section(&doc, "posts", &b);
	assert_string_equal(b.p, "Q1|province|100|2|2|2|true|2|true|0|0\n"
	                         "Q2|commune|50|3|2|2|true|0|false|1|1\n"
	                         "Q4|all|100|0|0|0|false|0|false|0|1\n");
	/* One agency short: the nearest one, A003 with one post to go. */
	dump_section(&doc, "nearest", &b);
	assert_string_equal(b.p, "A003|Agency 003|commune|1|0|0|0|1\n");
	dump_section(&doc, "not_evaluable", &b);
	assert_string_equal(b.p, "A004|Agency 004|commune\n");
	dump_charts(&doc, &b);
	assert_string_equal(b.p, "# Attainment against the targets\n"
	                         "Q1 province 100%|1|1|1|1|met\n"
	                         "Q2 commune 50%|2|1|1|0|not met\n"
	                         "Q4 all 100%|0|0|0|0|nothing to count\n"
	                         "# Posts missing, the agencies with the most\n"
	                         "Agency 002|2|\n"
	                         "Agency 003|1|\n");
	assert_true(dump_has_note(&doc, "not computed here: Q6, Q8."));
	assert_true(dump_has_note(&doc, "Q4: there is nothing to count"));
	assert_true(dump_has_note(&doc, "judged on 31/12/2026"));
	rc_buf_fini(&b);
	fix_free(f);
}

/* The keys of `quota --format json` are a promise. */
static void
test_keys(void **state)
{
	static const char *const params[] = { "as_of", "year", "basis", "theta",
		                              "unknown" };
	static const char *const columns[] = {
		"indicator",      "tier",     "target_percent", "roster",
		"needed",         "equipped", "met_equipped",   "conforming",
		"met_conforming", "unknown",  "not_evaluable"
	};
	struct fix *f = fix_new();
	struct rc_quota_options o = { .basis = RC_BASIS_POST,
		                      .exclude_unknown = true,
		                      .theta = 80 };
	const struct rc_param_line *p;
	const struct rc_section *s;
	struct rc_doc doc;
	struct rc_buf b;
	size_t i;

	(void)state;
	build(f);
	doc = make(f, o);
	for (i = 0, p = doc.params; i < RC_COUNT(params); i++, p = p->next)
		assert_string_equal(p->id, params[i]);
	rc_buf_init(&b, 1000);
	for (p = doc.params; p != NULL; p = p->next) {
		rc_cell_put(p->value, false, &b);
		rc_buf_putc(&b, ' ');
	}
	assert_string_equal(b.p, "2026-11-22 2026 post 80 exclude 4 ");
	s = doc.sections;
	assert_string_equal(s->id, "rows");
	assert_int_equal(s->ncolumns, RC_COUNT(columns));
	for (i = 0; i < RC_COUNT(columns); i++)
		assert_string_equal(s->columns[i].id, columns[i]);
	assert_null(doc.main);
	assert_null(rc_doc_find(&doc, "posts"));
	rc_buf_fini(&b);
	fix_free(f);
}

/* Thresholds say where they stand, and what is not configured. */
static void
test_parameters(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 1999 };
	struct rc_param *row = fix_param(f, "theta", 90);
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	row->unit = "percent";
	row->source = "38-KH/TU";
	fix_param(f, "link_required", 1);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "parameters", &b);
	assert_non_null(strstr(b.p, "theta|90|percent|38-KH/TU\n"));
	assert_non_null(strstr(b.p, "age_max_years|5||built in\n"));
	assert_non_null(strstr(b.p, "bw_min_commune_kbps|0||not configured\n"));
	assert_true(dump_has_note(&doc, "There is no target for 1999."));
	assert_true(dump_has_note(&doc, "Bandwidth of links"));
	assert_true(dump_has_note(&doc, "was judged on 31/12/1999"));
	assert_false(dump_has_note(&doc, "no profile"));
	f->profiles[0].valid_to = FIX_DAY - 1;
	doc = make(f, o);
	assert_true(dump_has_note(&doc, "no profile \"office\""));
	rc_buf_fini(&b);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
