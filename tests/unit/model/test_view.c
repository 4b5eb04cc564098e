/* SPDX-License-Identifier: MIT */
/* view - the forms of the language, what they mean, and what is refused. */
#include <lib/unit.h>

#include <rollcall/base/buf.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/log.h>
#include <rollcall/model/view.h>

#include <string.h>

#define TODAY 20779 /* 2026-11-22 */

static bool
parse(const struct rc_kind *kind, const char *text, struct rc_arena *arena,
      struct rc_view *ret, struct rc_err *err)
{
	return rc_view_parse(kind, text, TODAY, arena, ret, err);
}

/* What a text means is told by its canonical text, which says everything in
 * absolute days and plain operators; and that text means the same again. */
static const struct {
	const struct rc_kind *kind;
	const char *text, *canonical;
} forms[] = {
	{ &rc_kind_device, "", "" },
	{ &rc_kind_device, "   ", "" },
	{ &rc_kind_device, "()", "" },
	{ &rc_kind_device, "class=laptop", "category=laptop" },
	{ &rc_kind_device, "class=LAPTOP,\"máy in\"",
	  "category=laptop,printer" },
	{ &rc_kind_device, "lớp=\"xách tay\" bh<90d sort=bh",
	  "category=laptop warranty_end<2027-02-20 sort=warranty_end" },
	{ &rc_kind_device,
	  "class=laptop status=in_use warranty<90d agency=under:H19.04 "
	  "sort=warranty cols=tag,host",
	  "category=laptop status=in_use warranty_end<2027-02-20 "
	  "agency=under:H19.04 sort=warranty_end cols=asset_tag,host" },
	{ &rc_kind_device, "serial=", "serial=" },
	{ &rc_kind_device, "serial!=", "serial!=" },
	{ &rc_kind_device, "serial=\"\"", "serial=" },
	{ &rc_kind_device, "name=a,\"b c\",", "name=a,\"b c\"," },
	{ &rc_kind_device, "name!=a,b", "name!=a name!=b" },
	{ &rc_kind_device, "name=\"say \"\"hi\"\", (x)\"",
	  "name=\"say \"\"hi\"\", (x)\"" },
	{ &rc_kind_device, "name=Foo(bar)", "name=\"Foo(bar)\"" },
	{ &rc_kind_device, "name~dak,lak", "name~\"dak,lak\"" },
	{ &rc_kind_device, "ram_mb>=8192", "ram_mb>=8192" },
	{ &rc_kind_device, "cost<20.000.000", "cost<20000000" },
	{ &rc_kind_device, "eol_date=today", "eol_date=2026-11-22" },
	{ &rc_kind_device, "eol_date>=-30d", "eol_date>=2026-10-23" },
	{ &rc_kind_device, "eol_date<=+1y", "eol_date<=2027-11-22" },
	{ &rc_kind_device, "eol_date<2w", "eol_date<2026-12-06" },
	{ &rc_kind_device, "eol_date<3m", "eol_date<2027-02-22" },
	{ &rc_kind_device, "eol_date=22/11/2026", "eol_date=2026-11-22" },
	{ &rc_kind_device, "eol_date=2026",
	  "eol_date>=2026-01-01 eol_date<2027-01-01" },
	{ &rc_kind_device, "eol_date!=2026Q3",
	  "not (eol_date>=2026-07-01 eol_date<2026-10-01)" },
	{ &rc_kind_device, "eol_date<2026", "eol_date<2026-01-01" },
	{ &rc_kind_device, "eol_date<=2026", "eol_date<2027-01-01" },
	{ &rc_kind_device, "eol_date>2026H1", "eol_date>=2026-07-01" },
	{ &rc_kind_device, "eol_date>=2026-09", "eol_date>=2026-09-01" },
	{ &rc_kind_device, "eol_date=2025,2026-02-03",
	  "eol_date>=2025-01-01 eol_date<2026-01-01 or eol_date=2026-02-03" },
	{ &rc_kind_device, "eol_date=,today", "eol_date=,2026-11-22" },
	{ &rc_kind_device, "last_seen<today",
	  "last_seen<2026-11-22T00:00:00+07:00" },
	{ &rc_kind_device, "last_seen=2026-11-22",
	  "last_seen>=2026-11-22T00:00:00+07:00 "
	  "last_seen<2026-11-23T00:00:00+07:00" },
	{ &rc_kind_device, "last_seen>-1d",
	  "last_seen>=2026-11-22T00:00:00+07:00" },
	{ &rc_kind_device, "last_seen>2026-11-22T10:00:00+07:00",
	  "last_seen>2026-11-22T10:00:00+07:00" },
	{ &rc_kind_device, "agency=under:H19", "agency=under:H19" },
	{ &rc_kind_device, "agency!=under:H19", "not agency=under:H19" },
	{ &rc_kind_device, "agency=under:A,B,under:C,D",
	  "agency=under:A or agency=B,D or agency=under:C" },
	{ &rc_kind_device, "post.agency=under:H19", "post.agency=under:H19" },
	{ &rc_kind_device, "agency.tier=xã", "agency.tier=commune" },
	{ &rc_kind_device, "agency.name~\"dak lak\"",
	  "agency.name~\"dak lak\"" },
	{ &rc_kind_device, "post.code=25363-01", "post.code=25363-01" },
	{ &rc_kind_device, "agency~19", "agency~19" },
	{ &rc_kind_agency, "in_quota=có", "in_quota=true" },
	{ &rc_kind_agency, "kind=front parent=under:dong-nai",
	  "kind=front parent=under:dong-nai" },
	{ &rc_kind_audit, "who=lan.nt key~TS-00047",
	  "who=lan.nt key~TS-00047" },
	{ &rc_kind_device, "dell", "dell" },
	{ &rc_kind_device, "\"OptiPlex 7010\" dell", "\"OptiPlex 7010\" dell" },
	{ &rc_kind_device, "\"or\" \"a=b\" 10.75.1.11 foo!",
	  "\"or\" \"a=b\" 10.75.1.11 \"foo!\"" },
	{ &rc_kind_device, "a or b c", "a or b c" },
	{ &rc_kind_device, "a and b OR c", "a b or c" },
	{ &rc_kind_device, "(a or b) c", "(a or b) c" },
	{ &rc_kind_device, "((a)) (b c)", "a b c" },
	{ &rc_kind_device, "not a b", "not a b" },
	{ &rc_kind_device, "not (a b) not not c", "not (a b) not not c" },
	{ &rc_kind_device, "not(a or b)", "not (a or b)" },
	{ &rc_kind_device, "sort=-eol_date,name a cols=name",
	  "a sort=-eol_date,name cols=name" },
	{ &rc_kind_device, "cols=Số_sê-ri,bảo_hành",
	  "cols=serial,warranty_end" },
};

static void
test_forms(void **state)
{
	struct rc_arena arena;
	struct rc_view view;
	struct rc_buf b;
	size_t i;
	int pass;

	(void)state;
	rc_buf_init(&b, 4000);
	for (i = 0; i < RC_COUNT(forms); i++) {
		const char *text = forms[i].text;
		char again[4000];

		for (pass = 0; pass < 2; pass++) {
			struct rc_err err = { 0 };

			rc_arena_init(&arena);
			if (!parse(forms[i].kind, text, &arena, &view, &err))
				fail_msg("%s: %s", text, err.text);
			rc_buf_clear(&b);
			rc_view_put(&view, &b);
			assert_string_equal(b.n == 0 ? "" : b.p,
			                    forms[i].canonical);
			memcpy(again, b.n == 0 ? "" : b.p, b.n + 1);
			text = again;
			rc_arena_fini(&arena);
		}
	}
	rc_buf_fini(&b);
}

static const struct {
	const char *text, *why;
} refusals[] = {
	{ "statu=lost",
	  "column 1: devices have no field \"statu\" (did you mean "
	  "\"status\"?)" },
	{ "a xyzzy=1", "column 3: devices have no field \"xyzzy\"" },
	{ "máy agency.tear=1",
	  "column 12: agencies have no field \"tear\" (did you mean "
	  "\"tier\"?)" },
	{ "status=lots",
	  "column 8: \"lots\" is not one of: planned in_transit in_stock "
	  "in_use repair broken lost retired" },
	{ "name=a,b status=x,lost",
	  "column 17: \"x\" is not one of: planned in_transit in_stock in_use "
	  "repair broken lost retired" },
	{ "ram_mb>lots",
	  "column 8: \"lots\" is not a whole number (write digits only, such "
	  "as 36)" },
	{ "eol_date<soon",
	  "column 10: \"soon\" is not a day (write 2026-11-22, 22/11/2026, "
	  "today, 90d, -1y, 2026, 2026Q3 or 2026-09)" },
	{ "eol_date=90", "column 10: \"90\" is not a day (write 2026-11-22, "
	                 "22/11/2026, today, 90d, -1y, 2026, 2026Q3 or "
	                 "2026-09)" },
	{ "eol_date<", "column 10: a value is missing" },
	{ "name~", "column 6: a value is missing" },
	{ "ram_mb<1,2", "column 10: only = and != take more than one value" },
	{ "serial<5", "column 1: serial has no order (days, numbers and "
	              "amounts have); use = != or ~" },
	{ "ram_mb~8", "column 1: \"~\" searches text; ram_mb is none" },
	{ "profile=under:x", "column 9: \"under:\" needs a reference to a "
	                     "tree; profile is none" },
	{ "agency=under:", "column 8: a code must follow \"under:\"" },
	{ "đ (a", "column 3: the bracket is not closed" },
	{ "a )", "column 3: no bracket is open here" },
	{ "a or", "column 5: a condition is missing here" },
	{ "or a", "column 1: a condition is missing here" },
	{ "not", "column 4: a condition is missing here" },
	{ "a and", "column 6: a condition is missing here" },
	{ "a or () ", "column 6: a condition is missing here" },
	{ "name=\"a b", "column 6: the quote is not closed" },
	{ "\"\"", "column 1: nothing stands in quotes" },
	{ "name = x", "column 6: a field must stand right before \"=\", "
	              "without a blank" },
	{ "sort=nam", "column 6: devices have no field \"nam\" (did you mean "
	              "\"name\"?)" },
	{ "sort=name sort=name", "column 11: sort= is given twice" },
	{ "sort=name,host,ip,mac,os",
	  "column 1: sort= takes at most 4 fields" },
	{ "cols=name,ip,name", "column 14: the column name is given twice" },
	{ "cols=", "column 6: a field is missing" },
	{ "cols=agency.name",
	  "column 6: sort= and cols= take fields of devices themselves" },
	{ "(sort=name)", "column 2: sort= and cols= stand outside of brackets, "
	                 "or and not" },
	{ "a\033[2Jb=1", "column 1: devices have no field \"a␛[2Jb\"" },
	{ "a \xFF", "column 3: this is not valid UTF-8 text" },
};

static void
test_refusals(void **state)
{
	struct rc_arena arena;
	struct rc_view view;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(refusals); i++) {
		struct rc_err err = { 0 };

		rc_arena_init(&arena);
		memset(&view, 0x55, sizeof(view));
		if (parse(&rc_kind_device, refusals[i].text, &arena, &view,
		          &err))
			fail_msg("%s is taken", refusals[i].text);
		assert_string_equal(err.text, refusals[i].why);
		assert_int_equal(err.code, RC_EINVALID);
		assert_int_equal(view.nsort, (size_t)0x5555555555555555);
		rc_arena_fini(&arena);
	}
}

static void
test_ceilings(void **state)
{
	static char text[5000];
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_view view;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	memset(text, 'a', 4097);
	assert_false(parse(&rc_kind_device, text, &arena, &view, &err));
	assert_string_equal(err.text, "a view is at most 4096 bytes long");
	/* 455 tests "serial!=" with a blank between are 4,094 bytes; 456 are
	 * too many, however short the list of values was. */
	memset(text, ',', 600);
	memcpy(text, "serial!=", 8);
	memcpy(text + 8 + 190, " serial!=", 9);
	memcpy(text + 17 + 380, " serial!=", 9);
	text[26 + 380 + 72] = '\0';
	assert_true(parse(&rc_kind_device, text, &arena, &view, &err));
	memcpy(text + 26 + 380 + 72, ",", 2);
	assert_false(parse(&rc_kind_device, text, &arena, &view, &err));
	assert_string_equal(err.text, "a view is at most 4096 bytes long, "
	                              "written out as well");
	memset(text, '(', 100);
	text[100] = '\0';
	assert_false(parse(&rc_kind_device, text, &arena, &view, &err));
	assert_string_equal(err.text, "column 33: more than 32 brackets deep");
	for (i = 0; i < 501; i++)
		memcpy(text + 2 * i, "a ", 3);
	assert_false(parse(&rc_kind_device, text, &arena, &view, &err));
	assert_string_equal(err.text, "column 1001: more than 500 tests");
	memcpy(text, "name=", 5);
	memset(text + 5, ',', 200);
	text[205] = '\0';
	assert_false(parse(&rc_kind_device, text, &arena, &view, &err));
	assert_string_equal(err.text, "column 206: more than 200 values");
	rc_arena_fini(&arena);
}

static void
test_the_tree(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_view view;
	const struct rc_term *t;

	(void)state;
	rc_arena_init(&arena);
	assert_true(parse(&rc_kind_device,
	                  "status=lost,broken or agency.tier=commune x "
	                  "sort=-name",
	                  &arena, &view, &err));
	assert_ptr_equal(view.kind, &rc_kind_device);
	assert_int_equal(view.filter->type, RC_TERM_OR);
	t = view.filter->child;
	assert_int_equal(t->type, RC_TERM_TEST);
	assert_int_equal(t->op, RC_OP_EQ);
	assert_null(t->through);
	assert_string_equal(t->field->name, "status");
	assert_int_equal(t->nvalues, 2);
	assert_int_equal(t->values[1].i, RC_STATUS_BROKEN);
	t = t->next;
	assert_int_equal(t->type, RC_TERM_AND);
	assert_null(t->next);
	t = t->child;
	assert_string_equal(t->through->name, "agency");
	assert_string_equal(t->field->name, "tier");
	assert_int_equal(t->values[0].i, RC_TIER_COMMUNE);
	assert_int_equal(t->next->op, RC_OP_WORD);
	assert_null(t->next->field);
	assert_string_equal(t->next->values[0].s.p, "x");
	assert_null(t->next->next);
	assert_int_equal(view.nsort, 1);
	assert_true(view.sort[0].descending);
	assert_false(view.columns_given);
	assert_int_equal(view.ncolumns, 8);
	assert_string_equal(view.columns[0]->name, "asset_tag");
	assert_true(parse(&rc_kind_device, NULL, &arena, &view, &err));
	assert_int_equal(view.filter->type, RC_TERM_AND);
	assert_null(view.filter->child);
	rc_arena_fini(&arena);
}

static void
test_narrow(void **state)
{
	static const struct {
		const char *view, *extra, *both;
	} table[] = {
		{ "a or b", "c", "(a or b) c" },
		{ "a b", "c d", "a b c d" },
		{ "", "c or d", "c or d" },
		{ "a", "", "a" },
		{ "not a", "b or c", "not a (b or c)" },
	};
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_view view;
	struct rc_view extra;
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(table); i++) {
		assert_true(parse(&rc_kind_device, table[i].view, &arena, &view,
		                  &err));
		assert_true(parse(&rc_kind_device, table[i].extra, &arena,
		                  &extra, &err));
		assert_true(rc_view_narrow(&view, extra.filter, &arena, &err));
		rc_buf_clear(&b);
		rc_view_put(&view, &b);
		assert_string_equal(b.p, table[i].both);
	}
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_out_of_memory(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_view view;
	uint64_t n;
	bool done = false;

	(void)state;
	for (n = 1; !done && n < 1000; n++) {
		rc_arena_init(&arena);
		rc_mem_fail_at(n);
		done = parse(&rc_kind_device,
		             "status=lost eol_date=2026 (máy or agency.name~x)",
		             &arena, &view, &err);
		rc_mem_fail_at(0);
		if (!done)
			assert_true(err.code == RC_ENOMEM ||
			            err.code == RC_EINVALID);
		rc_arena_fini(&arena);
	}
	assert_true(done);
	assert_true(n > 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_the_tree),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_out_of_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
