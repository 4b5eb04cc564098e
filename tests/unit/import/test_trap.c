/* SPDX-License-Identifier: MIT */
#include "import/trap.h"

#include <rollcall/base/buf.h>
#include <rollcall/model/kind.h>

#include <lib/unit.h>

#include <string.h>

static const struct rc_field *
field(const struct rc_kind *kind, const char *name)
{
	const struct rc_field *f = rc_field_find(kind, rc_str_of(name));

	assert_non_null(f);
	return f;
}

static void
test_check(void **state)
{
	static const char error[] =
	        "the spreadsheet wrote an error here instead of a value";
	static const char ruined[] =
	        "the spreadsheet has ruined this number: its last digits are "
	        "lost; format the column as text and enter it again";
	static const struct {
		const char *field, *text, *error;
	} tries[] = {
		{ "serial", "1,23E+15", ruined },
		{ "serial", "6.37702E+15", ruined },
		{ "asset_tag", "2E+11", ruined },
		{ "serial", "-1.2e+05", ruined },
		{ "agency", "1,23E+15", ruined },
		{ "cost", "1,2E+07", ruined },
		{ "serial", "5E10", NULL },
		{ "serial", "1.23E15", NULL },
		{ "serial", "12.3E+15", NULL },
		{ "serial", "1.23E+1A", NULL },
		{ "serial", "1.E+15", NULL },
		{ "serial", "1E+", NULL },
		{ "serial", "1,23E+1500", NULL },
		{ "serial", "E+15", NULL },
		{ "serial", "#N/A", error },
		{ "notes", "#REF!", error },
		{ "cost", "#name?", error },
		{ "purchase_date", "#VALUE!", error },
		{ "purchase_date", "########", error },
		{ "category", "#DIV/0!", error },
		{ "serial", "#12", NULL },
		{ "serial", "##", NULL },
		{ "serial", "", NULL },
		{ "notes", "see #N/A", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_err err = { 0 };
		bool ok = rc_trap_check(field(&rc_kind_device, tries[i].field),
		                        rc_str_of(tries[i].text), &err);

		if (ok != (tries[i].error == NULL))
			fail_msg("%s", tries[i].text);
		if (!ok)
			assert_string_equal(err.text, tries[i].error);
	}
}

static void
test_grouped(void **state)
{
	static const struct {
		const char *text;
		int64_t number; /* 0: none */
	} tries[] = {
		{ "1.234", 1234 },
		{ "12,345", 12345 },
		{ "1 234", 1234 },
		{ "1\302\240234\302\240567", 1234567 },
		{ "1\342\200\257234", 1234 },
		{ "-1.234", -1234 },
		{ "123.456.789", 123456789 },
		{ "999.999.999.999.999.999", 999999999999999999 },
		{ "9.999.999.999.999.999.999", 0 },
		{ "1234", 0 },
		{ "1.23", 0 },
		{ "1.2345", 0 },
		{ "0.123", 0 },
		{ "1.234,567", 0 },
		{ "1234.567", 0 },
		{ ".123", 0 },
		{ "1.234.", 0 },
		{ "1.234 MB", 0 },
		{ "", 0 },
		{ "-", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(tries); i++) {
		int64_t got = 0;
		bool is = rc_trap_grouped(rc_str_of(tries[i].text), &got);

		if (is != (tries[i].number != 0) || got != tries[i].number)
			fail_msg("%s: %lld", tries[i].text, (long long)got);
	}
}

static void
test_padded(void **state)
{
	char got[RC_TRAP_DIGITS + 1];

	(void)state;
	assert_true(rc_trap_padded(RC_STR("123"), 5, got));
	assert_string_equal(got, "00123");
	assert_true(rc_trap_padded(RC_STR("1"), 16, got));
	assert_string_equal(got, "0000000000000001");
	assert_false(rc_trap_padded(RC_STR("1"), 17, got));
	assert_false(rc_trap_padded(RC_STR("12345"), 5, got));
	assert_false(rc_trap_padded(RC_STR("12a"), 5, got));
	assert_false(rc_trap_padded(RC_STR(""), 5, got));
}

static bool
keep(void *ctx, const char *sentence)
{
	rc_buf_puts(ctx, sentence);
	rc_buf_putc(ctx, '\n');
	return true;
}

/* What is said of one column, its cells on lines 2, 3 ... */
static void
expect(const struct rc_kind *kind, const char *name, const char *const *cells,
       const char *said)
{
	struct rc_trap_column column = { .padded = 0 };
	const struct rc_field *f = field(kind, name);
	const char *header = "Cột";
	struct rc_match match = { .n = 1, .headers = &header, .fields = &f };
	struct rc_arena arena;
	struct rc_buf b;
	size_t i;

	rc_arena_init(&arena);
	rc_buf_init(&b, 4096);
	rc_buf_puts(&b, " ");
	rc_buf_clear(&b);
	for (i = 0; cells[i] != NULL; i++)
		rc_trap_see(&column, f, rc_str_of(cells[i]), 2 + i);
	rc_trap_settle(&column, 1);
	/* Line 2 is on file already. */
	for (i = 1; cells[0] != NULL && cells[i] != NULL; i++)
		rc_trap_new(&column, rc_str_of(cells[i]), 2 + i);
	assert_true(rc_trap_remarks(&column, &match, &arena, keep, &b));
	assert_string_equal(b.n == 0 ? "" : b.p, said);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_remarks(void **state)
{
	static const char *const lost[] = { "12345", "1234", "54321",
		                            "77777", "9",    NULL };
	static const char *const stored[] = { "75", "12345", "54321", NULL };
	static const char *const padded[] = { "12345", "01234", "9", "54321",
		                              NULL };
	static const char *const few[] = { "12345", "1", "2", "3", NULL };
	static const char *const numbers[] = { "8192", "16.384", "8,192",
		                               NULL };
	static const char *const blanks[] = { "a ",        "b\302\240", " c",
		                              "\302\240d", "\302\240",  NULL };
	static const char *const one[] = { "8.192", NULL };
	static const char *const inside[] = { "a\302\240b ", "Đ ", NULL };

	(void)state;
	expect(&rc_kind_device, "agency", lost, ""); /* found or refused */
	expect(&rc_kind_agency, "code", lost,
	       "Cột: 2 cells (first on line 3): fewer than 5 digits; if zeros "
	       "in front were lost, format the column as text and fill them "
	       "in\n");
	expect(&rc_kind_agency, "code", stored, "");
	expect(&rc_kind_device, "notes", lost, "");
	expect(&rc_kind_agency, "code", padded, "");
	expect(&rc_kind_agency, "code", few, "");
	expect(&rc_kind_device, "ram_mb", numbers,
	       "Cột: 2 cells (first on line 3): 1.234 read as the whole number "
	       "1234\n");
	expect(&rc_kind_device, "ram_mb", one,
	       "Cột: one cell (line 2): 1.234 read as the whole number 1234\n");
	expect(&rc_kind_device, "cost", numbers, "");
	expect(&rc_kind_device, "notes", blanks,
	       "Cột: 2 cells (first on line 3): hard blanks (U+00A0) around "
	       "the text left out\n");
	expect(&rc_kind_device, "notes", inside, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_grouped),
		cmocka_unit_test(test_padded),
		cmocka_unit_test(test_remarks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
