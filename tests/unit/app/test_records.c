/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <rollcall/model/fact.h>

/* Devices TS-1 .. TS-n with names and days that repeat and are missing. */
static void
add_many(struct fixture *f, unsigned n)
{
	static const char *const names[] = {
		"Đắk Nhau", "Đồng Phú", "Bù Đăng", "An Lộc", "Ấp 10", "Ấp 9",
	};
	char pairs[300];
	unsigned i;

	add_few(f);
	for (i = 2; i <= n; i++) {
		snprintf(pairs, sizeof(pairs),
		         "asset_tag=TS-%u|category=%s|status=in_use|"
		         "agency=25363|connectivity=networked|place=%s|"
		         "purchase_date=%s|post=%s",
		         i, i % 3 == 0 ? "laptop" : "desktop",
		         i % 7 == 0 ? "" : names[i % RC_COUNT(names)],
		         i % 5 == 0
		                 ? ""
		                 : (i % 2 == 0 ? "2025-01-01" : "2024-05-06"),
		         i % 4 == 0 ? "P-A" : (i % 4 == 1 ? "P-B" : ""));
		add(f, &rc_kind_device, pairs);
	}
}

/* The whole list, page by page, must be the list. */
static void
walk(struct fixture *f, const char *text, size_t size, enum rc_way way)
{
	struct rc_view v = view(f, &rc_kind_device, text);
	struct rc_anchor anchor;
	struct rc_page page;
	struct rc_device *rows;
	size_t n;
	size_t seen = 0;
	size_t i;

	rows = all(f, &rc_kind_device, text, &n);
	do {
		assert_true(fine(f, rc_records_page(f->app, &v,
		                                    seen == 0 ? NULL : &anchor,
		                                    way, size, &f->arena, &page,
		                                    &f->err)));
		assert_true(page.n <= size && seen + page.n <= n);
		for (i = 0; i < page.n; i++) {
			const struct rc_device *d =
			        rc_page_row(&page, v.kind, i);
			size_t at = way == RC_FORWARD ? seen + i
			                              : n - seen - page.n + i;

			assert_int_equal(d->head.id, rows[at].head.id);
			assert_int_equal(page.anchors[i].id, d->head.id);
		}
		if (page.n > 0)
			anchor = page.anchors[way == RC_FORWARD ? page.n - 1
			                                        : 0];
		seen += page.n;
	} while (page.n == size);
	assert_int_equal(seen, n);
	rc_arena_clear(&f->arena);
}

static void
test_pages(void **state)
{
	static const char *const views[] = {
		"",
		"sort=place",
		"sort=-place",
		"sort=purchase_date",
		"sort=-purchase_date,place",
		"sort=post,-place,purchase_date,-asset_tag",
		"sort=-post",
		"sort=category,-status",
		"category=laptop sort=place",
		"place~\"dak\"",
		"sort=cost", /* nothing everywhere */
		"category=phone",
	};
	static const size_t sizes[] = { 1, 2, 7, 1000 };
	struct fixture *f = *state;
	size_t i;
	size_t k;

	add_many(f, 45);
	for (i = 0; i < RC_COUNT(views); i++) {
		for (k = 0; k < RC_COUNT(sizes); k++) {
			walk(f, views[i], sizes[k], RC_FORWARD);
			walk(f, views[i], sizes[k], RC_BACKWARD);
		}
	}
}

/* The order itself, by hand: dictionary order, digits by value, nothing
 * last. */
static void
test_order(void **state)
{
	static const struct {
		const char *text;
		const char *tags;
	} cases[] = {
		{ "", "TS-1 TS-2 TS-3 TS-4 TS-5 TS-6 TS-7 TS-8 TS-9 TS-10" },
		{ "sort=-asset_tag",
		  "TS-10 TS-9 TS-8 TS-7 TS-6 TS-5 TS-4 TS-3 TS-2 TS-1" },
		/* An Lộc 3 9; Ấp 9 5; Ấp 10 4 10; Bù Đăng 2 8; Đắk Nhau 6 */
		{ "sort=place",
		  "TS-3 TS-9 TS-5 TS-4 TS-10 TS-2 TS-8 TS-6 TS-1 TS-7" },
		{ "sort=-place,-asset_tag",
		  "TS-6 TS-8 TS-2 TS-10 TS-4 TS-5 TS-9 TS-3 TS-7 TS-1" },
		{ "sort=purchase_date",
		  "TS-3 TS-7 TS-9 TS-2 TS-4 TS-6 TS-8 TS-1 TS-5 TS-10" },
		{ "post=P-A", "TS-4 TS-8" },
		{ "post!=P-A category=desktop", "TS-2 TS-5 TS-7 TS-10" },
		{ "place= ", "TS-1 TS-7" },
		{ "place!= purchase_date=2025-01-01", "TS-2 TS-4 TS-6 TS-8" },
		{ "not purchase_date>2024-12-31",
		  "TS-1 TS-3 TS-5 TS-7 TS-9 TS-10" },
		{ "place~dang", "TS-2 TS-8" },
		{ "place~đằng", "" },
		{ "post.title~\"pho bi\"", "TS-5 TS-9" },
		{ "SN1", "TS-1" },
		{ "agency=25363,none asset_tag=TS-1,TS-3", "TS-1 TS-3" },
		{ "category=laptop or post=P-A",
		  "TS-1 TS-3 TS-4 TS-6 TS-8 TS-9" },
	};
	struct fixture *f = *state;
	size_t i;

	add_many(f, 10);
	for (i = 0; i < RC_COUNT(cases); i++) {
		char tags[200] = "";
		struct rc_device *rows;
		size_t n;
		size_t k;

		rows = all(f, &rc_kind_device, cases[i].text, &n);
		for (k = 0; k < n; k++) {
			if (k > 0)
				strcat(tags, " ");
			strcat(tags, rows[k].asset_tag);
		}
		if (strcmp(tags, cases[i].tags) != 0)
			print_message("view '%s'\n", cases[i].text);
		assert_string_equal(tags, cases[i].tags);
		assert_int_equal(count(f, &rc_kind_device, cases[i].text), n);
	}
}

static void
test_under(void **state)
{
	struct fixture *f = *state;

	add_few(f);
	add(f, &rc_kind_agency, "code=tinh|name=Tỉnh ủy|tier=province");
	set(f, &rc_kind_agency, 1, "parent=tinh");
	add(f, &rc_kind_agency,
	    "code=chibo|name=Chi bộ|tier=grassroots|parent=25363");
	add(f, &rc_kind_agency, "code=khac|name=Khác|tier=commune");
	add(f, &rc_kind_device,
	    "asset_tag=TS-2|category=laptop|status=in_use|agency=chibo|"
	    "connectivity=networked");
	add(f, &rc_kind_device,
	    "asset_tag=TS-3|category=laptop|status=in_use|agency=khac|"
	    "connectivity=networked|post=P-A");
	assert_int_equal(count(f, &rc_kind_device, "agency=under:tinh"), 2);
	assert_int_equal(count(f, &rc_kind_device, "agency=under:25363"), 2);
	assert_int_equal(count(f, &rc_kind_device, "agency=under:chibo"), 1);
	assert_int_equal(count(f, &rc_kind_device, "agency=under:khac"), 1);
	assert_int_equal(count(f, &rc_kind_device, "not agency=under:tinh"), 1);
	assert_int_equal(count(f, &rc_kind_device, "post.agency=under:tinh"),
	                 1);
	assert_int_equal(count(f, &rc_kind_agency, "parent=under:tinh"), 2);
	assert_int_equal(count(f, &rc_kind_device, "agency.tier=grassroots"),
	                 1);
	assert_int_equal(count(f, &rc_kind_device, "agency=under:nobody"), 0);
}

static void
test_find(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_batch batch;
	struct rc_device d;

	assert_true(rc_record_find(f->app, &rc_kind_device, " TS-1 ", &f->arena,
	                           &d, &f->err));
	assert_int_equal(d.head.id, few.device);
	assert_false(rc_record_find(f->app, &rc_kind_device, "TS-2", &f->arena,
	                            &d, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_string_equal(f->err.text,
	                    "no device 'TS-2'; did you mean TS-1?");
	assert_true(rc_record_find(f->app, &rc_kind_batch, "2", &f->arena,
	                           &batch, &f->err));
	assert_string_equal(batch.what, "add posts P-A");
	assert_int_equal(batch.writes, 1);
	assert_false(rc_record_find(f->app, &rc_kind_batch, "99", &f->arena,
	                            &batch, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_false(rc_record_get(f->app, &rc_kind_device, 99, &f->arena, &d,
	                           &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

/* A list finds its place again by id. */
static void
test_anchor(void **state)
{
	struct fixture *f = *state;
	struct rc_view v;
	struct rc_anchor anchor;
	struct rc_page page;

	add_many(f, 10);
	v = view(f, &rc_kind_device, "sort=place category=desktop");
	/* Desktops by place: TS-5 TS-4 TS-10 TS-2 TS-8 TS-7 */
	assert_true(fine(f, rc_records_anchor(f->app, &v, 10, &f->arena,
	                                      &anchor, &f->err)));
	assert_true(rc_records_page(f->app, &v, &anchor, RC_FORWARD, 2,
	                            &f->arena, &page, &f->err));
	assert_int_equal(page.n, 2);
	assert_int_equal(page.anchors[0].id, 2);
	assert_int_equal(page.anchors[1].id, 8);
	assert_true(rc_records_page(f->app, &v, &anchor, RC_BACKWARD, 5,
	                            &f->arena, &page, &f->err));
	assert_int_equal(page.n, 2);
	assert_int_equal(page.anchors[0].id, 5);
	assert_int_equal(page.anchors[1].id, 4);
	assert_false(
	        rc_records_anchor(f->app, &v, 3, &f->arena, &anchor, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
}

static bool
stop_at_third(void *ctx, const void *record, struct rc_err *err)
{
	const struct rc_device *d = record;
	int *n = ctx;

	assert_non_null(d->asset_tag);
	if (++*n < 3)
		return true;
	return rc_fail(err, RC_ECANCELLED, "enough");
}

static void
test_each(void **state)
{
	struct fixture *f = *state;
	struct rc_view v;
	int n = 0;

	add_many(f, 5);
	v = view(f, &rc_kind_device, "");
	assert_false(rc_records_each(f->app, &v, stop_at_third, &n, &f->err));
	assert_int_equal(n, 3);
	assert_int_equal(f->err.code, RC_ECANCELLED);
}

/* Fact sheets are filtered and sorted like any kind. */
static void
test_sheets(void **state)
{
	struct fixture *f = *state;
	struct rc_facts *rows;
	size_t n;

	add_many(f, 4);
	set(f, &rc_kind_facts, 1, "ram_kb=8000|os_id=debian");
	set(f, &rc_kind_facts, 2, "ram_kb=16000|os_id=windows");
	set(f, &rc_kind_facts, 3, "os_id=debian");
	rows = all(f, &rc_kind_facts, "os_id=debian sort=-ram_kb", &n);
	assert_int_equal(n, 2);
	assert_int_equal(rows[0].head.id, 1);
	assert_int_equal(rows[0].ram_kb, 8000);
	assert_string_equal(rows[1].os_id, "debian");
	assert_int_equal(rows[1].ram_kb, RC_INT_NONE);
	assert_int_equal(count(f, &rc_kind_facts, "ram_kb>=16000"), 1);
	assert_int_equal(count(f, &rc_kind_facts, ""), 3);
}

/* Values never become SQL. */
static void
test_hostile(void **state)
{
	struct fixture *f = *state;
	size_t n;
	struct rc_device *rows;

	add_few(f);
	assert_true(fine(f, try_set(f, &rc_kind_device, 1,
	                            "notes='; DROP TABLE device; --", NULL)));
	rows = all(f, &rc_kind_device, "notes=\"'; DROP TABLE device; --\"",
	           &n);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].notes, "'; DROP TABLE device; --");
	assert_int_equal(count(f, &rc_kind_device, "notes~\"%\""), 0);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_pages),  T(test_order), T(test_under),  T(test_find),
		T(test_anchor), T(test_each),  T(test_sheets), T(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
