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
		/* The key with words of the name, which must agree. */
		{ "25294 Đảng ủy xã Lộc Thành", RC_FOUND, 2 },
		{ "25294 - Lộc Thành", RC_FOUND, 2 },
		{ "25294 Lộc Thạnh", RC_FOUND_NONE, 0 },
		/* By the unit, today's or of other days. */
		{ "UBND xã Lộc Thành", RC_FOUND_UNIT, 2 },
		{ "Ủy ban nhân dân xã Lộc Thành", RC_FOUND_UNIT, 2 },
		{ "Xã Lộc Thành", RC_FOUND_UNIT, 2 },
		{ "X. Lộc Thạnh", RC_FOUND_UNIT, 1 },
		{ "xã Đồng Phú", RC_FOUND_UNIT, 3 },
		{ "P.Đồng Phú", RC_FOUND_UNIT, 3 },
		{ "Xã Lộc Thanh", RC_FOUND_NONE, 0 },
		{ "Phường Lộc Thành", RC_FOUND_NONE, 0 },
		{ "Lộc Thành", RC_FOUND_NONE, 0 },
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
	static const struct {
		const char *text, *suggest, *sentence;
	} tries[] = {
		/* The marks left out: two are as near, and none is suggested.
		 */
		{ "Lộc Thanh", NULL,
		  "which of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy "
		  "xã Lộc Thành" },
		{ "xa Loc Thanh", NULL,
		  "which of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy "
		  "xã Lộc Thành" },
		/* A slip of the pen is as near to both. */
		{ "Lộc Thanhh", NULL,
		  "which of these: 25280 Đảng ủy xã Lộc Thạnh, 25294 Đảng ủy "
		  "xã Lộc Thành" },
		/* With its marks a place is one of them. */
		{ "Lộc Thành", "25294 Đảng ủy xã Lộc Thành",
		  "did you mean 25294 Đảng ủy xã Lộc Thành?" },
		{ "tct1", NULL,
		  "which of these: tct Trường Chính trị, tct2 Trường Chính "
		  "Trị" },
		{ "253630", "25363 Đảng ủy phường Đồng Phú",
		  "did you mean 25363 Đảng ủy phường Đồng Phú?" },
		{ "Dong Phu", "25363 Đảng ủy phường Đồng Phú",
		  "did you mean 25363 Đảng ủy phường Đồng Phú?" },
		{ "UBND phuong Dong Phuu", "25363 Đảng ủy phường Đồng Phú",
		  "did you mean 25363 Đảng ủy phường Đồng Phú?" },
		{ "Ủy ban", NULL, NULL },
		{ "x", NULL, NULL },
	};
	struct rc_book_hint hint;
	struct rc_book book;
	struct rc_ref ref;
	size_t i;

	(void)state;
	open_book(&book);
	for (i = 0; i < RC_COUNT(tries); i++) {
		hint = rc_book_suggest(&book, rc_str_of(tries[i].text));
		if (!rc_text_eq(hint.suggest, tries[i].suggest) ||
		    !rc_text_eq(hint.sentence, tries[i].sentence))
			fail_msg("%s: %s; %s", tries[i].text,
			         rc_text_or_empty(hint.suggest),
			         rc_text_or_empty(hint.sentence));
		/* Asked again: the very same text. */
		assert_ptr_equal(
		        rc_book_suggest(&book, rc_str_of(tries[i].text))
		                .sentence,
		        hint.sentence);
		/* What is suggested would be taken. */
		if (hint.suggest != NULL)
			assert_int_equal(rc_book_find(&book,
			                              rc_str_of(hint.suggest),
			                              &ref),
			                 RC_FOUND);
	}
	assert_string_equal(rc_book_rivals(&book, RC_STR("trường chính trị")),
	                    "write the code: tct Trường Chính trị, tct2 "
	                    "Trường Chính Trị");
	rc_book_fini(&book);
}

/* Two agencies of one unit: neither goes by it. */
static void
test_shared_unit(void **state)
{
	struct rc_book book;
	struct rc_ref ref;

	(void)state;
	open_book(&book);
	assert_non_null(rc_book_want(&book, RC_STR("UBND xã Tân Hưng")));
	assert_int_equal(rc_book_find(&book, RC_STR("Xã Tân Hưng"), &ref),
	                 RC_FOUND_UNIT);
	assert_int_equal(ref.id, 0);
	assert_string_equal(ref.key, "UBND xã Tân Hưng");
	assert_string_equal(rc_book_entry(&book, "UBND xã Tân Hưng")->name,
	                    "UBND xã Tân Hưng");
	/* One of the same unit as a stored one. */
	assert_non_null(rc_book_want(&book, RC_STR("UBND xã Lộc Thành")));
	assert_int_equal(rc_book_find(&book, RC_STR("X. Lộc Thành"), &ref),
	                 RC_FOUND_SEVERAL);
	assert_string_equal(rc_book_rivals(&book, RC_STR("X. Lộc Thành")),
	                    "write the code: 25294 Đảng ủy xã Lộc Thành, UBND "
	                    "xã Lộc Thành UBND xã Lộc Thành");
	assert_int_equal(rc_book_find(&book, RC_STR("UBND xã Lộc Thành"), &ref),
	                 RC_FOUND);
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
		cmocka_unit_test(test_shared_unit),
		cmocka_unit_test(test_name_field),
	};

	rc_lang_set(RC_LANG_EN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
