/* SPDX-License-Identifier: MIT */
/* register04 - what is registered for central purchase, counted by hand. */
#include <lib/unit.h>

#include "unit/report/books.h"
#include "unit/report/dump.h"

/*
 * A001 has one post without a computer and one in stock for another; A002 two
 * posts without. A contract ends. The plan is for 2027: orders in the first and
 * third quarter, there 60 days after these end.
 */
static void
test_lines(void **state)
{
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_agency *c = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_err err = { 0 };
	struct rc_doc doc;
	struct rc_buf buf;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	fix_post(f, a, RC_GROUP_VIII);
	fix_post(f, a, RC_GROUP_VIII);
	fix_post(f, c, RC_GROUP_VIII);
	fix_post(f, c, RC_GROUP_VIII);
	fix_device(f, a, NULL)->status = RC_STATUS_IN_STOCK;
	books_contract(b, a, RC_CONTRACT_SERVICE, MILLION, fix_day(2027, 5, 5));
	fix_target(f, "Q2", RC_TIER_COMMUNE, 2027, 100);
	b->in.period.to = fix_day(2027, 12, 31);
	b->in.quota.year = 2027;
	assert_true(rc_register04_doc(books_ready(b), &f->arena, &doc, &err));
	rc_buf_init(&buf, 10000);
	dump_section(&doc, "lines", &buf);
	assert_string_equal(
	        buf.p, "1|A001|Agency 001|computer|piece|1|19000000|19000000|"
	               "end-user devices|2027-05-30|Agency 001|new\n"
	               "2|A002|Agency 002|computer|piece|2|19000000|38000000|"
	               "end-user devices|2027-11-29|Agency 002|new\n"
	               "=||Total|||3||57000000||||\n");
	assert_true(dump_has_note(&doc, "186/2025"));
	/* With 20 million after the contract only A001 is paid for. */
	b->in.cap = 21 * MILLION;
	assert_true(rc_register04_doc(books_ready(b), &f->arena, &doc, &err));
	dump_section(&doc, "lines", &buf);
	assert_non_null(strstr(buf.p, "=||Total|||1||19000000"));
	rc_buf_fini(&buf);
	books_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
