/* SPDX-License-Identifier: MIT */
/* norms - equipment of an agency against the norms, counted by hand. */
#include <lib/unit.h>

#include "unit/report/books.h"
#include "unit/report/dump.h"

/* Four posts VIII: 2 printers, 1 scanner. There are: a printer that works and
 * scans, one at its end, one broken, one ordered. A002 has no posts. */
static void
test_table(void **state)
{
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_err err = { 0 };
	struct rc_doc doc;
	struct rc_buf buf;
	size_t i;

	(void)state;
	fix_agency(f, RC_TIER_COMMUNE);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 13 * MILLION)->shared_per =
	        3;
	fix_norm(f, RC_GROUP_SHARED, RC_ITEM_SCANNER, 22 * MILLION)
	        ->shared_per = 15;
	fix_norm(f, RC_GROUP_SHARED, RC_ITEM_SHREDDER, 10 * MILLION)
	        ->shared_per = 15;
	for (i = 0; i < 4; i++)
		fix_post(f, a, RC_GROUP_VIII);
	books_item(b, a, RC_CATEGORY_PRINTER)->model = "MFP 9";
	books_item(b, a, RC_CATEGORY_PRINTER)->eol_date = FIX_DAY;
	books_item(b, a, RC_CATEGORY_PRINTER)->status = RC_STATUS_BROKEN;
	books_order(b, a, RC_ITEM_PRINTER, 1);
	assert_true(rc_norms_doc(books_ready(b), &f->arena, &doc, &err));
	rc_buf_init(&buf, 10000);
	dump_section(&doc, "norms", &buf);
	assert_string_equal(
	        buf.p,
	        "A001|Agency 001|printer|2|2|1|1|1|0|13000000|0\n"
	        "A001|Agency 001|scanner|1|1|0|0|0|0|22000000|0\n"
	        "A001|Agency 001|shredder|1|0|0|0|0|1|10000000|10000000\n"
	        "=|Total|||||||||10000000\n");
	dump_section(&doc, "over_norm", &buf);
	assert_string_equal(buf.p, "A001|Agency 001|||printer|2|3|1||standing "
	                           "committee of the province\n");
	rc_buf_fini(&buf);
	books_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
