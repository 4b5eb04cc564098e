/* SPDX-License-Identifier: MIT */
#include "import/book.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/post.h>

#include <lib/unit.h>

static const struct {
	const char *code, *name;
} agencies[] = {
	{ "25280", "Đảng ủy xã Lộc Thạnh" },
	{ "25294", "Đảng ủy xã Lộc Thành" },
	{ "25363", "Đảng ủy phường Đồng Phú" },
	{ "tct", "Trường Chính trị" },
	{ "tct2", "Trường Chính Trị" },
};

static bool
each(void *of, const struct rc_kind *kind,
     bool (*visit)(void *ctx, const void *record, struct rc_err *err),
     void *ctx, struct rc_err *err)
{
	struct rc_agency agency;
	struct rc_agency_name name;
	size_t i;

	(void)of;
	rc_record_clear(&rc_kind_name, &name);
	name.agency = (struct rc_ref){ 3, "25363" };
	name.name = "Đảng ủy xã Đồng Phú";
	if (kind == &rc_kind_name)
		return visit(ctx, &name, err);
	for (i = 0; i < RC_COUNT(agencies); i++) {
		rc_record_clear(&rc_kind_agency, &agency);
		agency.head.id = (rc_id)i + 1;
		agency.code = agencies[i].code;
		agency.name = agencies[i].name;
		if (!visit(ctx, &agency, err))
			return false;
	}
	return true;
}

static void
open_book(struct rc_book *book)
{
	const struct rc_lookup lookup = { each, NULL, NULL };
	struct rc_err err = { 0 };

	rc_book_init(book);
	assert_true(rc_book_load(book, &rc_kind_agency, &lookup, &err));
	assert_int_equal(book->n, RC_COUNT(agencies) + 1);
}

static void
test_find(void **state)
{
	static const struct {
		const char *text;
		enum rc_found found;
		int id;
	} tries[] = {
		{ "25294", RC_FOUND, 2 },
		{ "Đảng ủy xã Lộc Thành", RC_FOUND, 2 },
		{ "đảng  uỷ XÃ lộc-thành", RC_FOUND, 2 },
		{ "Đảng ủy xã Lộc Thạnh", RC_FOUND, 1 },
		{ "Đảng ủy xã Lộc Thanh", RC_FOUND_NONE, 0 },
		{ "Dang uy xa Loc Thanh", RC_FOUND_NONE, 0 },
		{ "Đảng ủy xã Đồng Phú", RC_FOUND, 3 },
		{ "Đảng ủy phường Đồng Phú", RC_FOUND, 3 },
		{ "Trường Chính trị", RC_FOUND_SEVERAL, 0 },
		{ "2529", RC_FOUND_NONE, 0 },
		{ "", RC_FOUND_NONE, 0 },
	};
	struct rc_book book;
	struct rc_ref ref;
	size_t i;

	(void)state;
	open_book(&book);
	for (i = 0; i < RC_COUNT(tries); i++) {
		ref = (struct rc_ref){ 0, NULL };
		if (rc_book_find(&book, rc_str_of(tries[i].text), &ref) !=
		            tries[i].found ||
		    ref.id != tries[i].id)
			fail_msg("%s: %d", tries[i].text, (int)ref.id);
	}
	rc_book_fini(&book);
}

static void
test_suggest(void **state)
{
	struct rc_book book;
	const char *hint;

	(void)state;
	open_book(&book);
	hint = rc_book_suggest(&book, RC_STR("Lộc Thanh"));
	assert_string_equal(hint, "did you mean 25280 Đảng ủy xã Lộc Thạnh, "
	                          "25294 Đảng ủy xã Lộc Thành?");
	/* Asked again: the very same text. */
	assert_ptr_equal(rc_book_suggest(&book, RC_STR("Lộc Thanh")), hint);
	assert_string_equal(rc_book_suggest(&book, RC_STR("tct1")),
	                    "did you mean tct Trường Chính trị, tct2 Trường "
	                    "Chính Trị?");
	assert_string_equal(rc_book_suggest(&book, RC_STR("253630")),
	                    "did you mean 25363 Đảng ủy phường Đồng Phú?");
	assert_null(rc_book_suggest(&book, RC_STR("Ủy ban")));
	assert_null(rc_book_suggest(&book, RC_STR("x")));
	assert_string_equal(rc_book_rivals(&book, RC_STR("trường chính trị")),
	                    "write the code: tct Trường Chính trị, tct2 "
	                    "Trường Chính Trị");
	rc_book_fini(&book);
}

static void
test_name_field(void **state)
{
	(void)state;
	assert_string_equal(rc_book_name_field(&rc_kind_agency)->name, "name");
	assert_string_equal(rc_book_name_field(&rc_kind_post)->name, "title");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_suggest),
		cmocka_unit_test(test_name_field),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
