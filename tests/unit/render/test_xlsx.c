/* SPDX-License-Identifier: MIT */
/* xlsx - unpacked and read cell by cell; tests/cli/formats.sh asks others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/render/case.h"
#include "unit/render/unzip.h"

#include <stdlib.h>

#define FILE_MAX_BYTES ((size_t)1 << 22)

struct book {
	struct rc_arena arena;
	struct rc_buf b;
};

static void
close_book(struct book *book)
{
	rc_buf_fini(&book->b);
	rc_arena_fini(&book->arena);
}

static void
print(struct book *book, const struct rc_doc *doc, const struct rc_style *style)
{
	struct rc_err err = { 0 };

	rc_arena_init(&book->arena);
	rc_buf_init(&book->b, FILE_MAX_BYTES);
	assert_true(case_print(doc, "xlsx", style, &book->b, &err));
}

static const char *
file_of(struct book *book, const char *name)
{
	const char *text = unzip_file(rc_buf_str(&book->b), name, &book->arena);

	if (text == NULL)
		fail_msg("there is no %s", name);
	return text;
}

/* What a cell holds: a number as it is, a text out of the shared ones; "" for
 * an empty one. */
static const char *
cell_of(struct book *book, const char *sheet, const char *at)
{
	const char *text = file_of(book, sheet);
	char *mark = rc_arena_printf(&book->arena, "<c r=\"%s\"", at);
	const char *cell = strstr(text, mark);
	const char *end = cell == NULL ? NULL : strchr(cell, '>');
	const char *value, *shared;
	int64_t n;

	if (cell == NULL || end[-1] == '/')
		return "";
	assert_memory_equal(end, "><v>", 4);
	value = rc_arena_textn(&book->arena, end + 4,
	                       (size_t)(strchr(end + 4, '<') - end - 4));
	if (strstr(cell, "t=\"s\"") == NULL || strstr(cell, "t=\"s\"") > end)
		return value;
	assert_true(rc_str_int(rc_str_of(value), 0, 10000, &n));
	shared = file_of(book, "xl/sharedStrings.xml");
	for (shared = strstr(shared, "<si>"); n-- > 0;)
		shared = strstr(shared + 1, "<si>");
	shared = strchr(shared + 4, '>') + 1;
	return rc_arena_textn(&book->arena, shared,
	                      (size_t)(strchr(shared, '<') - shared));
}

static void
has(struct book *book, const char *file, const char *want)
{
	const char *text = file_of(book, file);

	if (strstr(text, want) == NULL)
		fail_msg("%s: no %s in %s", file, want, text);
}

#define COVER  "xl/worksheets/sheet1.xml"
#define CHARTS "xl/worksheets/sheet2.xml"
#define ROWS   "xl/worksheets/sheet3.xml"

static void
test_cells(void **state)
{
	static const struct {
		const char *sheet, *at, *want;
	} cases[] = {
		{ COVER, "A1", "Demo" },
		{ COVER, "A3", "As of" },
		{ COVER, "B3", "46348" }, /* 22/11/2026 */
		{ COVER, "B5", "# A &lt;b&gt;sentence&lt;/b&gt;." },
		{ ROWS, "A1", "Code" },
		{ ROWS, "F1", "Share" },
		{ ROWS, "A2", "Communes" },
		{ ROWS, "B2", "" },
		{ ROWS, "A3", "Xã Đồng Phú" },
		{ ROWS, "B3", "12" },
		{ ROWS, "C3", "12000000" },
		{ ROWS, "D3", "46348" },
		{ ROWS, "E3", "no" },
		{ ROWS, "F3", "0.6" },
		{ ROWS, "A4",
		  "=1+1&lt;script&gt;|`\xE2\x90\x9B[31m\xC2\xB7&amp;\"'" },
		{ ROWS, "C4", "1234000000" },
		{ ROWS, "E4", "yes" },
		{ ROWS, "A5", "Total" },
		{ ROWS, "B5", "1246" },
		{ ROWS, "A6", "" },
		{ CHARTS, "A1", "Attainment" },
		{ CHARTS, "E2", "Conforming" },
		{ CHARTS, "A3", "Q2 &lt;commune&gt;" },
		{ CHARTS, "B3", "95" },
		{ CHARTS, "E3", "38" },
	};
	struct rc_style style = { .day = 20779 };
	struct rc_arena arena;
	struct book book;
	struct rc_doc doc;
	size_t i;

	(void)state;
	rc_lang_set(RC_LANG_EN);
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	case_charts(&doc);
	print(&book, &doc, &style);
	for (i = 0; i < RC_COUNT(cases); i++)
		assert_string_equal(cell_of(&book, cases[i].sheet, cases[i].at),
		                    cases[i].want);
	/* Text is never a formula. */
	assert_null(strstr(file_of(&book, ROWS), "<f>"));
	close_book(&book);
	rc_arena_fini(&arena);
}

static void
test_looks(void **state)
{
	struct rc_style style = { .day = 20779 };
	struct rc_arena arena;
	struct book book;
	struct rc_doc doc;

	(void)state;
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	case_charts(&doc);
	print(&book, &doc, &style);
	has(&book, ROWS, "<pane ySplit=\"1\" topLeftCell=\"A2\"");
	has(&book, ROWS, "state=\"frozen\"");
	/* The sum stays out of the filter. */
	has(&book, ROWS, "<autoFilter ref=\"A1:F4\"/>");
	has(&book, ROWS, "<col min=\"1\" max=\"1\" width=\"25.");
	has(&book, ROWS, "paperSize=\"9\"");
	has(&book, "xl/workbook.xml", "<sheet name=\"Report\"");
	has(&book, "xl/workbook.xml", "<sheet name=\"Charts\"");
	has(&book, "xl/workbook.xml", "<sheet name=\"Rows\"");
	has(&book, "xl/workbook.xml", "<sheet name=\"Nothing here\"");
	has(&book, "xl/styles.xml",
	    "formatCode=\"#,##0 &quot;\xC4\x91&quot;\"");
	has(&book, "xl/styles.xml", "formatCode=\"dd/mm/yyyy\"");
	has(&book, "docProps/core.xml", "<dc:title>Demo</dc:title>");
	has(&book, "docProps/core.xml", ">2026-11-22T00:00:00Z<");
	/* Needed, equipped, conforming, each over its own figures. */
	has(&book, "xl/charts/chart1.xml", "<c:barChart>");
	has(&book, "xl/charts/chart1.xml", "<c:f>Charts!$A$3</c:f>");
	has(&book, "xl/charts/chart1.xml", "<c:f>Charts!$C$3</c:f>");
	has(&book, "xl/charts/chart1.xml", "<c:f>Charts!$E$3</c:f>");
	has(&book, "xl/charts/chart2.xml", "<c:barChart>");
	close_book(&book);
	rc_arena_fini(&arena);
}

/* Two prints of one document are the same file. */
static void
test_same_bytes(void **state)
{
	struct rc_style style = { .day = 20779 };
	struct book one, two;
	struct rc_arena arena;
	struct rc_doc doc;

	(void)state;
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	case_charts(&doc);
	print(&one, &doc, &style);
	print(&two, &doc, &style);
	assert_int_equal(one.b.n, two.b.n);
	assert_memory_equal(one.b.p, two.b.p, one.b.n);
	close_book(&one);
	close_book(&two);
	rc_arena_fini(&arena);
}

static void
test_sheet_names(void **state)
{
	static const struct {
		const char *title, *want;
	} cases[] = {
		{ "a[b]c:d*e?f/g\\h", "\"a-b-c-d-e-f-g-h\"" },
		{ "'quoted'", "\"-quoted-\"" },
		{ "Rows", "\"Rows\"" },
		{ "rows", "\"rows (2)\"" },
		{ "History", "\"History-\"" },
		{ "Ủy ban nhân dân tỉnh Đồng Nai, khóa mười",
		  "\"Ủy ban nhân dân tỉnh Đồng Nai,\"" },
		{ "", "\"-\"" },
	};
	struct rc_arena arena;
	struct book book;
	struct rc_doc doc;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	for (i = 0; i < RC_COUNT(cases); i++)
		rc_doc_section(&doc, "x", cases[i].title, case_columns, 1);
	print(&book, &doc, NULL);
	for (i = 0; i < RC_COUNT(cases); i++)
		has(&book, "xl/workbook.xml",
		    rc_arena_printf(&arena, "<sheet name=%s", cases[i].want));
	close_book(&book);
	rc_arena_fini(&arena);
}

/* What a sheet cannot count is text, what it cannot hold is cut. */
static void
test_edges(void **state)
{
	static const struct rc_column columns[] = {
		{ "a", "A", RC_CELL_TEXT, RC_LEFT },
		{ "b", "B", RC_CELL_MONEY, RC_RIGHT },
		{ "c", "C", RC_CELL_DAY, RC_LEFT },
		{ "d", "D", RC_CELL_INSTANT, RC_LEFT },
		{ "e", "E", RC_CELL_COUNT, RC_RIGHT },
	};
	const char *const sheet = "xl/worksheets/sheet2.xml";
	char *text = rc_alloc(40001, 1);
	struct rc_doc_cell *row;
	struct rc_arena arena;
	struct book book;
	struct rc_doc doc;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', 40000);
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	row = rc_section_row(rc_doc_section(&doc, "x", "X", columns, 5),
	                     RC_ROW_PLAIN);
	row[0] = rc_cell_text(text);
	row[1] = rc_cell_money(1234567890123456789);
	row[2] = rc_cell_day(-25509); /* 28/02/1900 */
	row[3] = rc_cell_instant(20779LL * RC_DAY_MS + 5 * 3600 * 1000);
	row[4] = rc_cell_count(-7);
	print(&book, &doc, NULL);
	assert_int_equal(strlen(cell_of(&book, sheet, "A2")), 32767);
	assert_string_equal(cell_of(&book, sheet, "B2"),
	                    "1.234.567.890.123.456.789 \xC4\x91");
	assert_string_equal(cell_of(&book, sheet, "C2"), "28/02/1900");
	assert_string_equal(cell_of(&book, sheet, "D2"), "46348.5");
	assert_string_equal(cell_of(&book, sheet, "E2"), "-7");
	rc_free(text);
	close_book(&book);
	rc_arena_fini(&arena);
}

static void
test_rows(void **state)
{
	const struct rc_doc_cell cells[] = { rc_cell_text("=1+1"),
		                             rc_cell_count(5) };
	struct rc_err err = { 0 };
	struct rc_renderer r;
	struct rc_sink sink;
	struct book book;
	int i;

	(void)state;
	rc_arena_init(&book.arena);
	rc_buf_init(&book.b, FILE_MAX_BYTES);
	sink = rc_sink_buf(&book.b);
	assert_true(rc_rows_begin(
	        &r, "xlsx",
	        &(struct rc_rows){ case_columns, 2, NULL, "Devices" }, NULL,
	        &sink, &err));
	for (i = 0; i < 3000; i++)
		assert_true(rc_rows_put(&r, cells, &err));
	assert_true(rc_rows_end(&r, &err));
	has(&book, COVER,
	    "<c r=\"A3001\" s=\"2\" t=\"inlineStr\"><is><t>=1+1</t></is></c>");
	has(&book, COVER, "<autoFilter ref=\"A1:B3001\"/>");
	has(&book, "xl/workbook.xml", "<sheet name=\"Devices\"");
	close_book(&book);
	/* Halfway, and nothing is left. */
	rc_buf_init(&book.b, FILE_MAX_BYTES);
	assert_true(rc_rows_begin(
	        &r, "xlsx", &(struct rc_rows){ case_columns, 2, NULL, NULL },
	        NULL, &sink, &err));
	assert_true(rc_rows_put(&r, cells, &err));
	rc_rows_drop(&r);
	assert_int_equal(book.b.n, 0);
	rc_buf_fini(&book.b);
}

static void
test_no_folder(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	rc_buf_init(&b, FILE_MAX_BYTES);
	assert_int_equal(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
	assert_false(case_print(&doc, "xlsx", NULL, &b, &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	unsetenv("TMPDIR");
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_sheet_names),
		cmocka_unit_test(test_edges),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
