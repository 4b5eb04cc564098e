/* SPDX-License-Identifier: MIT */
/* render - one document and one stream of rows in every format, byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rollcall/base/i18n.h>
#include <rollcall/render/render.h>

#include <string.h>

static const struct rc_column columns[] = {
	{ "code", "Code", RC_CELL_TEXT, RC_LEFT },
	{ "name", "Name", RC_CELL_TEXT, RC_LEFT },
	{ "n", "Posts", RC_CELL_COUNT, RC_RIGHT },
	{ "met", "Met", RC_CELL_BOOL, RC_LEFT },
};

static void
put_row(struct rc_section *section, enum rc_row_style style, const char *code,
        const char *name, int64_t n)
{
	struct rc_doc_cell *row = rc_section_row(section, style);

	row[0] = rc_cell_text(code);
	row[1] = rc_cell_text(name);
	row[2] = rc_cell_count(n);
	if (style == RC_ROW_PLAIN)
		row[3] = rc_cell_bool(n > 100);
}

static void
sample(struct rc_doc *doc, struct rc_arena *arena)
{
	struct rc_section *section;

	rc_doc_init(doc, arena, "demo", "Demo");
	rc_doc_param(doc, "as_of", "As of", rc_cell_day(20779));
	rc_doc_param(doc, "year", "Year of plan", rc_cell_text("2026"));
	section = rc_doc_section(doc, "rows", "Rows", columns, 4);
	put_row(section, RC_ROW_PLAIN, "25363", "Xã Đồng Phú", 12);
	put_row(section, RC_ROW_PLAIN, "=cmd", "a;b\"c\x1b[31m", 1234);
	put_row(section, RC_ROW_TOTAL, NULL, "Total", 1246);
	rc_doc_section(doc, "empty", "Nothing here", columns, 2);
	rc_doc_note(doc, "%s", "A sentence.");
}

static const char text_golden[] = "Demo\n"
                                  "As of         22/11/2026\n"
                                  "Year of plan  2026\n"
                                  "\n"
                                  "Rows\n"
                                  "Code   Name         Posts  Met\n"
                                  "------------------------------\n"
                                  "25363  Xã Đồng Phú     12  no\n"
                                  "=cmd   a;b\"c\xE2\x90\x9B[31m   1.234  yes\n"
                                  "       Total        1.246\n"
                                  "\n"
                                  "Nothing here\n"
                                  "(none)\n"
                                  "\n"
                                  "* A sentence.\n";

static const char csv_golden[] = "code,name,n,met\r\n"
                                 "25363,Xã Đồng Phú,12,false\r\n"
                                 "'=cmd,\"a;b\"\"c\x1b[31m\",1234,true\r\n";

static const char json_golden[] =
        "{\n"
        "  \"name\": \"demo\",\n"
        "  \"as_of\": \"2026-11-22\",\n"
        "  \"year\": \"2026\",\n"
        "  \"rows\": [\n"
        "    {\"code\": \"25363\", \"name\": \"Xã Đồng Phú\", \"n\": 12, "
        "\"met\": false},\n"
        "    {\"code\": \"=cmd\", \"name\": \"a;b\\\"c\\u001b[31m\", "
        "\"n\": 1234, \"met\": true}\n"
        "  ],\n"
        "  \"empty\": [],\n"
        "  \"notes\": [\n"
        "    \"A sentence.\"\n"
        "  ]\n"
        "}\n";

static void
check_doc(const char *format, struct rc_style style, const char *want)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_sink sink;
	struct rc_buf b;

	rc_arena_init(&arena);
	sample(&doc, &arena);
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	assert_true(rc_doc_print(&doc, format, &style, &sink, &err));
	assert_string_equal(b.p, want);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_docs(void **state)
{
	struct rc_style style = { .ascii = true };

	(void)state;
	rc_lang_set(RC_LANG_EN);
	check_doc("text", style, text_golden);
	check_doc("csv", style, csv_golden);
	check_doc("json", style, json_golden);
}

/* CSV prints the section the doc names. */
static void
test_main_section(void **state)
{
	struct rc_style style = { .separator = ';', .bom = true };
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_sink sink;
	struct rc_buf b;

	(void)state;
	rc_arena_init(&arena);
	sample(&doc, &arena);
	doc.main = rc_doc_find(&doc, "empty");
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	assert_true(rc_doc_print(&doc, "csv", &style, &sink, &err));
	assert_string_equal(b.p, "\xEF\xBB\xBF"
	                         "code;name\r\n");
	assert_false(rc_doc_print(&doc, "xml", &style, &sink, &err));
	assert_int_equal(err.code, RC_EUSAGE);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_rows(void **state)
{
	static const struct {
		const char *format;
		int rows;
		const char *want;
	} cases[] = {
		{ "text", 2,
		  "Code    Name    Posts  Met\nA       B           5  yes\n"
		  "A       B           5  yes\n" },
		{ "csv", 1, "code,name,n,met\r\nA,B,5,true\r\n" },
		{ "csv", 0, "code,name,n,met\r\n" },
		{ "json", 2,
		  "[\n  {\"code\": \"A\", \"name\": \"B\", \"n\": 5, \"met\": "
		  "true},\n  {\"code\": \"A\", \"name\": \"B\", \"n\": 5, "
		  "\"met\": true}\n]\n" },
		{ "json", 0, "[]\n" },
	};
	static const size_t widths[] = { 6, 6, 5, 3 };
	const struct rc_doc_cell cells[] = { rc_cell_text("A"),
		                             rc_cell_text("B"),
		                             rc_cell_count(5),
		                             rc_cell_bool(true) };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_err err = { 0 };
		struct rc_style style = { 0 };
		struct rc_renderer r;
		struct rc_sink sink;
		struct rc_buf b;
		int row;

		rc_buf_init(&b, 10000);
		sink = rc_sink_buf(&b);
		assert_true(rc_rows_begin(
		        &r, cases[i].format,
		        &(struct rc_rows){ columns, 4, widths, NULL }, &style,
		        &sink, &err));
		for (row = 0; row < cases[i].rows; row++)
			assert_true(rc_rows_put(&r, cells, &err));
		assert_true(rc_rows_end(&r, &err));
		assert_string_equal(b.p, cases[i].want);
		rc_buf_fini(&b);
	}
}

/* A table wider than the terminal gives way in its words, not its figures. */
static void
test_narrow(void **state)
{
	struct rc_style style = { .width = 30, .ascii = true };
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_section *section;
	struct rc_sink sink;
	struct rc_buf b;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	section = rc_doc_section(&doc, "rows", "Rows", columns, 3);
	put_row(section, RC_ROW_TOTAL, "25363",
	        "Đảng ủy phường Đồng Xoài mở rộng", 1234567890);
	rc_doc_note(&doc, "%s", "One two three four five six seven eight.");
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	assert_true(rc_doc_print(&doc, "text", &style, &sink, &err));
	assert_string_equal(b.p, "Demo\n\nRows\n"
	                         "Code  Name               Posts\n"
	                         "------------------------------\n"
	                         "25363 Đảng ủy p… 1.234.567.890\n"
	                         "\n"
	                         "* One two three four five six\n"
	                         "  seven eight.\n");
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_csv_cells(void **state)
{
	static const struct {
		const char *in;
		char separator;
		const char *want;
	} cases[] = {
		{ "", ',', "" },
		{ "plain", ',', "plain" },
		{ "a,b", ',', "\"a,b\"" },
		{ "a,b", ';', "a,b" },
		{ "a;b", ';', "\"a;b\"" },
		{ "say \"hi\"", ',', "\"say \"\"hi\"\"\"" },
		{ "two\nlines", ',', "\"two\nlines\"" },
		{ " edge", ',', "\" edge\"" },
		{ "=1+1", ',', "'=1+1" },
		{ "+cmd", ',', "'+cmd" },
		{ "-cmd", ',', "'-cmd" },
		{ "@x", ',', "'@x" },
		{ "\tx", ',', "\"'\tx\"" },
		{ "\rx", ',', "\"'\rx\"" },
		{ "=a,b", ',', "\"'=a,b\"" },
		{ "-5", ',', "-5" },
		{ "+84901", ',', "+84901" },
		{ "-1.234", ',', "-1.234" },
		{ "-1,5", ';', "-1,5" },
		{ "-", ',', "'-" },
		{ "-1.", ',', "'-1." },
		{ "-1-1", ',', "'-1-1" },
		{ "'=x", ',', "''=x" },
		{ "'tis", ',', "'tis" },
		{ "''", ',', "''" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_buf_clear(&b);
		rc_csv_put_cell(&b, rc_str_of(cases[i].in), cases[i].separator);
		assert_string_equal(b.n > 0 ? b.p : "", cases[i].want);
	}
	rc_buf_fini(&b);
}

static void
test_json_text(void **state)
{
	static const struct {
		struct rc_str in;
		const char *want;
	} cases[] = {
		{ { "", 0 }, "\"\"" },
		{ { "a\"b\\c", 5 }, "\"a\\\"b\\\\c\"" },
		{ { "\n\r\t", 3 }, "\"\\n\\r\\t\"" },
		{ { "\x01\x7f", 2 }, "\"\\u0001\\u007f\"" },
		{ { "\0", 1 }, "\"\\u0000\"" },
		{ { "\xE2\x80\xA8", 3 }, "\"\\u2028\"" },
		{ { "\xFF", 1 }, "\"\xEF\xBF\xBD\"" },
		{ { "Đắk", 6 }, "\"Đắk\"" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_buf_init(&b, 100);
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_buf_clear(&b);
		rc_json_put_text(&b, cases[i].in);
		assert_string_equal(b.p, cases[i].want);
	}
	rc_buf_fini(&b);
}

/* A sink that takes `left` bytes and then is full. */
static bool
write_little(void *to, struct rc_str bytes, struct rc_err *err)
{
	size_t *left = to;

	if (bytes.n > *left)
		return rc_fail(err, RC_ENOSPACE, "full");
	*left -= bytes.n;
	return true;
}

static void
test_full_sink(void **state)
{
	static const char *const formats[] = { "text", "csv",  "json",
		                               "html", "xlsx", "md" };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(formats); i++) {
		struct rc_err err = { 0 };
		struct rc_style style = { 0 };
		struct rc_arena arena;
		struct rc_doc doc;
		size_t left = 10;
		struct rc_sink sink = { write_little, &left };

		rc_arena_init(&arena);
		sample(&doc, &arena);
		assert_false(
		        rc_doc_print(&doc, formats[i], &style, &sink, &err));
		assert_int_equal(err.code, RC_ENOSPACE);
		rc_arena_fini(&arena);
	}
}

/* 20 000 rows never gather in memory: the sink sees chunks. */
struct chunks {
	size_t n, most, bytes;
};

static bool
write_chunk(void *to, struct rc_str bytes, struct rc_err *err)
{
	struct chunks *chunks = to;

	(void)err;
	chunks->n++;
	chunks->bytes += bytes.n;
	if (bytes.n > chunks->most)
		chunks->most = bytes.n;
	return true;
}

static void
test_stream(void **state)
{
	const struct rc_doc_cell cells[] = { rc_cell_text("A"),
		                             rc_cell_text("B"),
		                             rc_cell_count(5),
		                             rc_cell_bool(true) };
	struct chunks chunks = { 0 };
	struct rc_sink sink = { write_chunk, &chunks };
	struct rc_err err = { 0 };
	struct rc_renderer r;
	int i;

	(void)state;
	assert_true(rc_rows_begin(&r, "csv",
	                          &(struct rc_rows){ columns, 4, NULL, NULL },
	                          NULL, &sink, &err));
	for (i = 0; i < 20000; i++)
		assert_true(rc_rows_put(&r, cells, &err));
	assert_true(rc_rows_end(&r, &err));
	assert_int_equal(chunks.bytes, 17 + 20000 * 12);
	assert_in_range(chunks.n, 5, 20);
	assert_true(chunks.most < 40000);
}

static void
test_no_memory(void **state)
{
	static const char *const formats[] = { "text", "csv",  "json",
		                               "html", "xlsx", "md" };
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(formats); i++) {
		struct rc_arena arena;
		struct rc_doc doc;
		uint64_t n;

		rc_arena_init(&arena);
		sample(&doc, &arena);
		for (n = 1;; n++) {
			struct chunks chunks = { 0 };
			struct rc_sink sink = { write_chunk, &chunks };
			struct rc_err err = { 0 };
			uint64_t asked;
			bool done;

			rc_mem_fail_at(n);
			done = rc_doc_print(&doc, formats[i], NULL, &sink,
			                    &err);
			asked = rc_mem_count();
			rc_mem_fail_at(0);
			assert_int_equal(done, asked < n);
			if (done)
				break;
			assert_int_equal(err.code, RC_ENOMEM);
		}
		assert_true(n > 1);
		rc_arena_fini(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_docs),
		cmocka_unit_test(test_main_section),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_csv_cells),
		cmocka_unit_test(test_json_text),
		cmocka_unit_test(test_full_sink),
		cmocka_unit_test(test_stream),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
