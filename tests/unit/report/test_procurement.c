/* SPDX-License-Identifier: MIT */
/* procurement - the purchase list as a document, to the đồng. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"
#include "unit/rule/fixture.h"

#include "unit/report/dump.h"

/*
 * Q1: A001 needs a computer (V, 20 million) and a link.
 * Q2: of A002 (two computers, VIII, 19 each; one can be mended) and A003 (none
 * but a signature), one is needed: A003.
 */
static void
build(struct fix *f)
{
	struct rc_agency *a[3];
	struct rc_post *p;
	size_t i;

	for (i = 0; i < 3; i++)
		a[i] = fix_agency(f,
		                  i == 0 ? RC_TIER_PROVINCE : RC_TIER_COMMUNE);
	fix_norm(f, RC_GROUP_V, RC_ITEM_DESKTOP, 20000000);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19000000);
	fix_param(f, "token_required", 1);
	fix_param(f, "link_required", 1);
	f->links[0].status = RC_LINK_DOWN;
	fix_post(f, a[0], RC_GROUP_V);
	fix_post(f, a[1], RC_GROUP_VIII);
	fix_facts(f, fix_device(f, a[1], fix_post(f, a[1], RC_GROUP_VIII)))
	        ->firewall = RC_NO;
	p = fix_post(f, a[2], RC_GROUP_VIII);
	p->handler = 1;
	fix_device(f, a[2], p);
	fix_device(f, a[0], NULL)->status = RC_STATUS_BROKEN;
	fix_target(f, "Q1", RC_TIER_PROVINCE, 2026, 100);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2026, 50);
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
}

static rc_vnd cap = RC_VND_NONE;

static struct rc_doc
make(struct fix *f, struct rc_quota_options o)
{
	struct rc_err err = { 0 };
	struct rc_doc doc;
	static const struct rc_ledger none = { 0 };
	struct rc_report_in in = {
		.day = FIX_DAY,
		.estate = fix_judge(f, FIX_DAY),
		.quota = o,
		.period = { fix_day(2026, 1, 1), fix_day(2026, 12, 31) },
		.cap = cap,
		.ledger = &none,
	};

	assert_non_null(in.estate);
	assert_true(rc_procurement_doc(&in, &f->arena, &doc, &err));
	return doc;
}

static void
test_lines(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { 0 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	assert_string_equal(doc.main->id, "lines");
	dump_section(&doc, "lines", &b);
	assert_string_equal(
	        b.p,
	        "Q1|A001|Agency "
	        "001|V|desktop|new|1|20000000|20000000|2|15/2025|2026Q4|\n"
	        "Q1|A001|Agency 001||link|link|1||0|5||2026Q4|\n"
	        "=|A001|Subtotal||||1||20000000||||\n"
	        "=|Q1|Total of the target||||1||20000000||||\n"
	        "Q2|A003|Agency 003|VIII|digital "
	        "signature|signature|1||0|||2026Q4|\n"
	        "=|A003|Subtotal||||0||0||||\n"
	        "=|Q2|Total of the target||||0||0||||\n"
	        "=||Grand total||||1||20000000||||\n");
	dump_section(&doc, "summary", &b);
	assert_string_equal(b.p, "Q1|province|100|1|1|0|1|1|0|20000000\n"
	                         "Q2|commune|50|2|1|0|1|0|0|0\n"
	                         "=Total||||||2|1|0|20000000\n");
	dump_section(&doc, "agencies", &b);
	assert_string_equal(
	        b.p,
	        "A003|Agency 003|commune|1|1|0|0|0|true|\n"
	        "A002|Agency 002|commune|2|2|2|0|38000000|false|\n"
	        "A001|Agency 001|province|1|1|1|0|20000000|true|no working "
	        "link\n");
	dump_charts(&doc, &b);
	assert_string_equal(b.p, "# Amount by need\nnew|20000000|\n");
	assert_false(dump_has_note(&doc, "Of the amount"));
	rc_buf_fini(&b);
	fix_free(f);
}

/* With the target of 2027 A002 is bought for too; half of it by mending. */
static void
test_needs(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2027, .basis = RC_BASIS_DEVICE };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "needs", &b);
	assert_non_null(strstr(b.p, "new|the post has no computer in use|1|"
	                            "19000000\n"));
	assert_non_null(strstr(b.p, "try that first|1|19000000\n"));
	assert_non_null(strstr(b.p, "=Total|||38000000\n"));
	assert_true(dump_has_note(&doc, "19.000.000 đ is for 1 posts"));
	assert_false(dump_has_note(&doc, "stand in stock"));
	/* A sound spare of A001, whom no target of 2027 asks for: A002 takes
	 * it for the post that has nothing; another one is left. */
	f->devices[f->ndevices - 1].status = RC_STATUS_IN_STOCK;
	fix_device(f, &f->agencies[0], NULL)->status = RC_STATUS_IN_STOCK;
	doc = make(f, o);
	assert_true(dump_has_note(&doc, "not used here: 1."));
	dump_section(&doc, "transfers", &b);
	assert_string_equal(b.p, "|A001|Agency 001|A002|Agency "
	                         "002|VIII|new|elsewhere|19000000\n");
	dump_section(&doc, "lines", &b);
	assert_string_equal(
	        b.p,
	        "Q2|A003|Agency 003|VIII|digital "
	        "signature|signature|1||0|||2027Q1|\n"
	        "=|A003|Subtotal||||0||0||||\n"
	        "Q2|A002|Agency "
	        "002|VIII|computer|transfer|1|0|0|2|15/2025|2027Q3|\n"
	        "Q2|A002|Agency "
	        "002|VIII|computer|mend|1|19000000|19000000|2|15/2025|2027Q3|"
	        "\n"
	        "=|A002|Subtotal||||1||19000000||||\n"
	        "=|Q2|Total of the target||||1||19000000||||\n"
	        "=||Grand total||||1||19000000||||\n");
	f->devices[f->ndevices - 1].status = RC_STATUS_RETIRED;
	/* In 2026 A001 is asked for and uses it up. */
	o.year = 2026;
	doc = make(f, o);
	assert_false(dump_has_note(&doc, "stand in stock"));
	/* Whatever is counted elsewhere, one buys for agencies. */
	rc_buf_clear(&b);
	rc_cell_put(doc.params->next->next->value, false, &b);
	assert_string_equal(b.p, "agency");
	rc_buf_fini(&b);
	fix_free(f);
}

/* By line of the budget, by quarter, and under a cap. */
static void
test_tables(void **state)
{
	struct fix *f = fix_new();
	struct rc_quota_options o = { .year = 2027 };
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	build(f);
	doc = make(f, o);
	rc_buf_init(&b, 100000);
	dump_section(&doc, "quarters", &b);
	assert_string_equal(b.p, "2027Q1|1|0|1|0\n"
	                         "2027Q3|1|2|2|38000000\n"
	                         "=Total|2|2|3|38000000\n");
	dump_section(&doc, "budget", &b);
	assert_non_null(strstr(b.p, "|no line named|1|0\n"));
	assert_non_null(strstr(b.p, "2|end-user devices|2|38000000\n"));
	assert_non_null(strstr(b.p, "=|Total|3|38000000\n"));
	assert_null(rc_doc_find(&doc, "cap"));
	cap = 37999999;
	doc = make(f, o);
	dump_section(&doc, "cap", &b);
	assert_string_equal(
	        b.p,
	        "Agencies chosen for the target|Q2|A003|Agency 003|digital "
	        "signature|0|true\n"
	        "Agencies chosen for the target|Q2|A002|Agency "
	        "002||38000000|false\n");
	assert_true(dump_has_note(&doc, "1 of 2 chosen agencies"));
	cap = RC_VND_NONE;
	rc_buf_fini(&b);
	fix_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_needs),
		cmocka_unit_test(test_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
