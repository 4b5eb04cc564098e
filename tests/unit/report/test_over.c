/* SPDX-License-Identifier: MIT */
/* over - more, and dearer, than the norms allow; counted by hand. */
#include <lib/unit.h>

#include "report/over.h"

#include "unit/report/books.h"
#include "unit/report/dump.h"

static struct rc_doc
make(struct books *b)
{
	struct rc_doc doc;

	rc_doc_init(&doc, &b->f->arena, "over", "Over");
	rc_over_put(&doc, books_ready(b));
	assert_false(doc.failed);
	return doc;
}

/*
 * A001, group VIII (one computer): P001 has two, P002 one and an isolated one,
 * P003 one and a person's own. Group V (a desktop and a portable): P004 has two
 * desktops, P005 one of each. One printer for three of group VIII: there are
 * two, and one is ordered; a broken one does not count.
 */
static void
test_quantity(void **state)
{
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_post *p[5];
	struct rc_doc doc;
	struct rc_buf buf;
	size_t i;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	fix_norm(f, RC_GROUP_V, RC_ITEM_DESKTOP, 20 * MILLION);
	fix_norm(f, RC_GROUP_V, RC_ITEM_PORTABLE, 25 * MILLION);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 13 * MILLION)->shared_per =
	        3;
	for (i = 0; i < 5; i++) {
		p[i] = fix_post(f, a, i < 3 ? RC_GROUP_VIII : RC_GROUP_V);
		fix_device(f, a, p[i]);
		fix_device(f, a, p[i]);
	}
	f->devices[3].connectivity = RC_ISOLATED;
	f->devices[5].ownership = RC_PERSONAL_DEVICE;
	f->devices[9].category = RC_CATEGORY_TABLET;
	for (i = 0; i < 3; i++)
		books_item(b, a, RC_CATEGORY_PRINTER);
	f->devices[10].status = RC_STATUS_BROKEN;
	books_order(b, a, RC_ITEM_PRINTER, 1);
	rc_buf_init(&buf, 10000);
	doc = make(b);
	dump_section(&doc, "over_norm", &buf);
	assert_string_equal(
	        buf.p,
	        "A001|Agency 001|P001|VIII|computer|1|2|1|D001, D002|standing "
	        "committee of the province\n"
	        "A001|Agency 001|P004|V|desktop|1|2|1|D007, D008|standing "
	        "committee of the province\n"
	        "A001|Agency 001|||printer|1|3|2||standing committee of the "
	        "province\n");
	a->in_quota = 0;
	doc = make(b);
	dump_section(&doc, "over_norm", &buf);
	assert_string_equal(buf.p, "");
	rc_buf_fini(&buf);
	books_free(b);
}

/*
 * Ceilings: computer 19 (until 30/06 15), printer 13, scanner 22. 15% and 30%
 * of 19: 21,85 and 24,7.
 */
static void
test_price(void **state)
{
	static const struct {
		int category, month, ownership;
		rc_vnd cost;
		const char *model;
	} rows[] = {
		{ RC_CATEGORY_DESKTOP, 7, RC_OWNED, 19000000, NULL },
		{ RC_CATEGORY_DESKTOP, 7, RC_OWNED, 21850000, NULL },
		{ RC_CATEGORY_DESKTOP, 7, RC_OWNED, 24700000, NULL },
		{ RC_CATEGORY_DESKTOP, 7, RC_OWNED, 24700001, NULL },
		{ RC_CATEGORY_DESKTOP, 6, RC_OWNED, 16000000, NULL },
		{ RC_CATEGORY_DESKTOP, 12, RC_OWNED, 99000000,
		  NULL }, /* later */
		{ RC_CATEGORY_DESKTOP, 7, RC_RENTED, 99000000, NULL },
		{ RC_CATEGORY_SERVER, 7, RC_OWNED, 99000000, NULL },
		{ RC_CATEGORY_PRINTER, 7, RC_OWNED, 35000000, "MFC-9" },
		{ RC_CATEGORY_PRINTER, 7, RC_OWNED, 35000001, "MFC-9" },
	};
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_norm *norm;
	struct rc_doc doc;
	struct rc_order *o;
	struct rc_buf buf;
	size_t i;

	(void)state;
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 15 * MILLION)->valid_to =
	        fix_day(2026, 6, 30);
	norm = fix_norm(f, RC_GROUP_VIII, RC_ITEM_COMPUTER, 19 * MILLION);
	norm->valid_from = fix_day(2026, 7, 1);
	fix_norm(f, RC_GROUP_VIII, RC_ITEM_PRINTER, 13 * MILLION);
	fix_norm(f, RC_GROUP_SHARED, RC_ITEM_SCANNER, 22 * MILLION)
	        ->shared_per = 15;
	for (i = 0; i < RC_COUNT(rows); i++) {
		struct rc_device *d = books_item(b, a, rows[i].category);

		d->cost = rows[i].cost;
		d->model = rows[i].model;
		d->ownership = rows[i].ownership;
		d->purchase_date = fix_day(2026, rows[i].month, 15);
	}
	o = books_order(b, a, RC_ITEM_COMPUTER, 1);
	o->status = RC_ORDER_PLANNED;
	o->price = 20 * MILLION;
	o->approval = "QD-7";
	rc_buf_init(&buf, 10000);
	doc = make(b);
	dump_section(&doc, "over_price", &buf);
	assert_string_equal(
	        buf.p,
	        "D002|A001|desktop|2026-07-15|21850000|19000000|15|head of the "
	        "unit|\n"
	        "D003|A001|desktop|2026-07-15|24700000|19000000|30|standing "
	        "committee of the province|\n"
	        "D004|A001|desktop|2026-07-15|24700001|19000000|31|not allowed "
	        "without a decision of its own|\n"
	        "D005|A001|desktop|2026-06-15|16000000|15000000|7|head of the "
	        "unit|\n"
	        "D010|A001|printer|2026-07-15|35000001|35000000|1|head of the "
	        "unit|\n"
	        "O1|A001|computer|2026-11-22|20000000|19000000|6|head of the "
	        "unit|QD-7\n");
	rc_buf_fini(&buf);
	books_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_quantity),
		cmocka_unit_test(test_price),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
