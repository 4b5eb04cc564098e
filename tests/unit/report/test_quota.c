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
	assert_string_equal(b.p,
	                    "Q1|province|100|1|1|1|true|1|true|0|0|agencies\n"
	                    "Q2|commune|50|2|1|1|true|0|false|0|1|agencies\n"
	                    "Q4|all|100|0|0|0|false|0|false|0|1|posts\n");
	dump_section(&doc, "posts", &b);
	assert_string_equal(b.p,
	                    "Q1|province|100|2|2|2|true|2|true|0|0|posts\n"
	                    "Q2|commune|50|3|2|2|true|0|false|1|1|posts\n");
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
	assert_true(dump_has_note(
	        &doc, "nothing is recorded of it up to this day: Q6, Q8."));
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
		"met_conforming", "unknown",  "not_evaluable",  "counted"
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
	assert_int_equal(strncmp(b.p, "2026-11-22 2026 post 80 exclude 4 ", 34),
	                 0);
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

static void
add_tally(struct fix *f, struct rc_tally *tally, rc_id agency, int64_t done)
{
	rc_record_clear(&rc_kind_tally, tally);
	tally->head.id = (rc_id)++f->tables.ntallies;
	tally->indicator = "Q8";
	tally->agency.id = agency;
	tally->as_of = FIX_DAY - 1;
	tally->total = 10;
	tally->done = done;
}

/* Counts of others say whose they are and of which day. */
static void
test_reported(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_tally tallies[2];
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	add_tally(f, &tallies[0], 2, 9);
	add_tally(f, &tallies[1], 0, 10);
	f->tables.tallies = tallies;
	f->tables.ntallies = 1;
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "rows", &b);
	assert_non_null(strstr(
	        b.p, "Q8|all|100|10|10|9|false|9|false|0|3|as reported\n"));
	assert_true(dump_has_note(&doc, "the last on 21/11/2026; 3 reported"));
	f->tables.ntallies = 2;
	doc = make(f, o);
	dump_section(&doc, "rows", &b);
	assert_non_null(strstr(
	        b.p, "Q8|all|100|10|10|10|true|10|true|0|0|as reported\n"));
	assert_true(dump_has_note(
	        &doc, "Q8: as reported for the province as a whole on 21/11"));
	rc_buf_fini(&b);
	fix_free(f);
}

/* Two signatures of A002: one ended yesterday, one ends in 60 days. */
static void
test_signatures(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	fix_token(f, &f->posts[2])->valid_to = FIX_DAY - 1;
	fix_token(f, &f->posts[3])->valid_to = FIX_DAY + 60;
	fix_token(f, &f->posts[0])->valid_to = FIX_DAY + 61;
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "signatures", &b);
	assert_string_equal(b.p, "A002|Agency 002|1|1|2027-01-21\n");
	rc_buf_fini(&b);
	fix_free(f);
}

/*
 * By orders: A003's one post gets its computer by 31/12: one commune of two
 * conforms, 50% met. By rate: ten days ago none of the two communes was
 * equipped, today one is; in the 39 days to 31/12 that would be 3,9 more, but
 * there are only two.
 */
static void
test_forecast(void **state)
{
	struct fix *f = fix_new();
	struct rc_report_in in = { .cap = RC_VND_NONE };
	struct rc_quota_row was[2] = {
		{ .indicator = "Q2", .tier = RC_TIER_PROVINCE, .roster = 1 },
		{ .indicator = "Q2", .tier = RC_TIER_COMMUNE, .roster = 2 },
	};
	struct rc_quota past = { .as_of = FIX_DAY - 10,
		                 .rows = was,
		                 .nrows = 2 };
	struct rc_order order;
	struct rc_err err = { 0 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	rc_record_clear(&rc_kind_order, &order);
	order.agency.id = 3;
	order.item = RC_ITEM_DESKTOP;
	order.status = RC_ORDER_ORDERED;
	order.quantity = 3;
	order.deliver_on = fix_day(2026, 12, 31);
	f->tables.orders = &order;
	f->tables.norders = 1;
	in.estate = fix_judge(f, FIX_DAY);
	in.past = &past;
	assert_true(rc_quota_doc(&in, &f->arena, &doc, &err));
	rc_buf_init(&b, 100000);
	dump_section(&doc, "forecast", &b);
	assert_string_equal(b.p, "Q1|province|1|1|1|true|1|1|true\n"
	                         "Q2|commune|1|1|2|true|0|1|true\n");
	assert_true(
	        dump_has_note(&doc, "serve a post that lacks one: 1. They"));
	assert_true(dump_has_note(&doc, "no post lacks one there: 2."));
	dump_section(&doc, "trend", &b);
	assert_string_equal(b.p, "Q2|commune|1|2026-11-12|0|1|2|true|0|0|0|"
	                         "false\n");
	/* Of one commune nobody knew: no rate of those that conform. */
	was[1].unknown = 1;
	assert_true(rc_quota_doc(&in, &f->arena, &doc, &err));
	dump_section(&doc, "trend", &b);
	assert_string_equal(b.p, "Q2|commune|1|2026-11-12|0|1|2|true|0|0||\n");
	assert_true(dump_has_note(&doc, "x days left (39) / days passed (10)"));
	/* At 31/12 it is no forecast any more. */
	in.estate = fix_judge(f, fix_day(2026, 12, 31));
	assert_true(rc_quota_doc(&in, &f->arena, &doc, &err));
	assert_null(rc_doc_find(&doc, "forecast"));
	assert_null(rc_doc_find(&doc, "trend"));
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
		cmocka_unit_test(test_reported),
		cmocka_unit_test(test_signatures),
		cmocka_unit_test(test_forecast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
