/* SPDX-License-Identifier: MIT */
/* wear - which devices are fixed assets, and sums to the đồng. */
#include <lib/unit.h>

#include "unit/report/books.h"
#include "unit/report/dump.h"

static struct rc_doc
make(struct books *b)
{
	struct rc_err err = { 0 };
	struct rc_doc doc;

	assert_true(rc_wear_doc(books_ready(b), &b->f->arena, &doc, &err));
	return doc;
}

/*
 * 7 years, 14,29%. 18.990.000 since 22/11/2025: 2.713.671 a year, in 2026 the
 * second: 5.427.342, 13.562.658 left. 10.000.000 (the threshold): 1.429.000,
 * 2.858.000, 7.142.000. Not in the table: 9.999.999 (a tool), rented, without a
 * cost, without a life, retired, in service in 2027.
 */
static void
test_assets(void **state)
{
	static const struct {
		rc_vnd cost;
		int category, status, ownership;
	} rows[] = {
		{ 18990000, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE, RC_OWNED },
		{ 10000000, RC_CATEGORY_DESKTOP, RC_STATUS_BROKEN,
		  RC_OWNERSHIP_NONE },
		{ 9999999, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE, RC_OWNED },
		{ 30000000, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE, RC_RENTED },
		{ 30000000, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE,
		  RC_SUPPLIED },
		{ RC_VND_NONE, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE,
		  RC_OWNED },
		{ 30000000, RC_CATEGORY_PRINTER, RC_STATUS_IN_USE, RC_OWNED },
		{ 30000000, RC_CATEGORY_DESKTOP, RC_STATUS_RETIRED, RC_OWNED },
		{ 30000000, RC_CATEGORY_DESKTOP, RC_STATUS_IN_USE, RC_OWNED },
	};
	struct books *b = books_new();
	struct fix *f = b->f;
	struct rc_agency *a = fix_agency(f, RC_TIER_COMMUNE);
	struct rc_doc doc;
	struct rc_buf buf;
	size_t i;

	(void)state;
	books_life(b, RC_CATEGORY_DESKTOP, 7, 1429);
	for (i = 0; i < RC_COUNT(rows); i++) {
		struct rc_device *d = fix_mute(f, a, NULL);

		d->cost = rows[i].cost;
		d->category = rows[i].category;
		d->status = rows[i].status;
		d->ownership = rows[i].ownership;
	}
	f->devices[8].in_service_date = fix_day(2027, 1, 1);
	f->devices[0].in_service_date = RC_DATE_NONE;
	f->devices[0].purchase_date = fix_day(2025, 12, 31);
	rc_buf_init(&buf, 10000);
	doc = make(b);
	dump_section(&doc, "assets", &buf);
	assert_string_equal(
	        buf.p,
	        "D001|A001|desktop|2025-12-31|18990000|7|1429|2031|2713671|"
	        "5427342|13562658|life\n"
	        "D002|A001|desktop|2025-11-22|10000000|7|1429|2031|1429000|"
	        "2858000|7142000|life\n"
	        "=Total||||28990000||||4142671|8285342|20704658|\n");
	dump_section(&doc, "agencies", &buf);
	assert_string_equal(
	        buf.p, "A001|Agency 001|2|28990000|4142671|8285342|20704658\n"
	               "=|Total|2|28990000|4142671|8285342|20704658\n");
	assert_true(dump_has_note(&doc, "counted in December"));
	assert_true(dump_has_note(&doc, "wear: 1, for 9.999.999 đ"));
	assert_true(dump_has_note(&doc, "value in these books: 2."));
	assert_true(dump_has_note(&doc, "Without a cost on record: 1."));
	assert_true(dump_has_note(&doc, "life for their category: 1."));
	/* The year of the period, and the threshold of the day. */
	fix_param(f, "fixed_asset_min", 15000000);
	b->in.period.to = fix_day(2031, 12, 31);
	doc = make(b);
	dump_section(&doc, "agencies", &buf);
	/* 18.990.000 is worn; 30.000.000 (2027 to 2033) has 5 years. */
	assert_string_equal(
	        buf.p, "A001|Agency 001|2|48990000|6994974|40425000|8565000\n"
	               "=|Total|2|48990000|6994974|40425000|8565000\n");
	rc_buf_fini(&buf);
	books_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_assets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
