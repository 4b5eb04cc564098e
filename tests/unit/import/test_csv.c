/* SPDX-License-Identifier: MIT */
#include "import/csv.h"

#include <rollcall/base/buf.h>

#include <lib/unit.h>

#include <stdio.h>
#include <string.h>

/* Rows as text: "LINE:cell|cell" and a line end; "~" after an unended row. */
static bool
note(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct rc_buf *b = ctx;
	size_t i;

	(void)err;
	rc_buf_printf(b, "%llu:", (unsigned long long)row->line);
	for (i = 0; i < row->n; i++) {
		if (i > 0)
			rc_buf_putc(b, '|');
		rc_buf_putstr(b, row->cells[i]);
	}
	if (row->blank)
		rc_buf_putc(b, '_');
	if (row->unended)
		rc_buf_putc(b, '~');
	rc_buf_putc(b, '\n');
	return true;
}

/* Reads s in chunks; what it says in *b, the error (or "") in err. */
static bool
read_in(struct rc_str s, size_t chunk, struct rc_buf *b, struct rc_err *err)
{
	struct rc_csv *csv = rc_csv_new(note, b);
	bool ok = true;

	assert_non_null(csv);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_csv_feed(csv, now, err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_csv_finish(csv, err);
	rc_csv_free(csv);
	return ok;
}

struct sample {
	const char *name;
	struct rc_str in;
	const char *rows; /* NULL: refused */
	const char *error;
};

#define S(literal)                           \
	{                                    \
		literal, sizeof(literal) - 1 \
	}
static const struct sample samples[] = {
	{ "plain", S("a,b\n1,2\n"), "1:a|b\n2:1|2\n", NULL },
	{ "excel",
	  S("\xEF\xBB\xBF"
	    "a;b\r\n1;2,5\r\n"),
	  "1:a|b\n2:1|2,5\n", NULL },
	{ "tab", S("a\tb,c\td\n1\t2\t3\n"), "1:a|b,c|d\n2:1|2|3\n", NULL },
	{ "cr", S("a,b\r1,2\r3,4\r"), "1:a|b\n2:1|2\n3:3|4\n", NULL },
	{ "mixed ends", S("a,b\r\n1,2\r3,4\n5,6\n"),
	  "1:a|b\n2:1|2\n3:3|4\n4:5|6\n", NULL },
	{ "no end", S("a,b\n1,2"), "1:a|b\n2:1|2~\n", NULL },
	{ "sep=", S("sep=|\r\na|b;c\r\n1|2\r\n"), "2:a|b;c\n3:1|2\n", NULL },
	{ "bom and sep=",
	  S("\xEF\xBB\xBF"
	    "SEP=;\na,x;b\n1;2\n"),
	  "2:a,x|b\n3:1|2\n", NULL },
	{ "quoted separator in the header", S("\"a;;;\",b\n1,2\n"),
	  "1:a;;;|b\n2:1|2\n", NULL },
	{ "quoted line end", S("a,b\n\"x\ny\",2\n3,4\n"),
	  "1:a|b\n2:x\ny|2\n4:3|4\n", NULL },
	{ "quoted CR LF", S("a,b\r\n\"x\r\ny\",2\r\n3,4\r\n"),
	  "1:a|b\n2:x\r\ny|2\n4:3|4\n", NULL },
	{ "quoted header over lines", S("\"a\nb\",c\n1,2\n"),
	  "1:a\nb|c\n3:1|2\n", NULL },
	{ "doubled quote", S("a\n\"say \"\"hi\"\"\"\n"), "1:a\n2:say \"hi\"\n",
	  NULL },
	{ "quote within", S("a,b\n24\" wide,2\n"), "1:a|b\n2:24\" wide|2\n",
	  NULL },
	{ "blanks stay", S("a,b\n x , y\n"), "1:a|b\n2: x | y\n", NULL },
	{ "empty lines", S("\n\na,b\n\n1,2\n\n"), "3:a|b\n5:1|2\n", NULL },
	{ "empty cells", S("a;b;c\n;;\n1;;\n"), "1:a|b|c\n2:||_\n3:1||\n",
	  NULL },
	{ "one column", S("a\n1\n"), "1:a\n2:1\n", NULL },
	{ "nothing", S(""), "", NULL },
	{ "only a bom", S("\xEF\xBB\xBF"), "", NULL },
	{ "only line ends", S("\r\n\r\n"), "", NULL },
	{ "vietnamese", S("Tên máy;Số\nMáy Đắk Nhau;1\n"),
	  "1:Tên máy|Số\n2:Máy Đắk Nhau|1\n", NULL },
	{ "nul", S("a,b\n1,2\nx,y\0z\n"), NULL,
	  "line 3, column 2: a NUL byte; this is not plain text (if it is "
	  "UTF-16, say --encoding utf-16)" },
	{ "windows-1258", S("a,b\n1,2\n1,B\xECnh\n"), NULL,
	  "line 3, column 2: byte 0xEC is not UTF-8; say which encoding "
	  "it is (--encoding), or save the file as \"CSV UTF-8\"" },
	{ "bad byte in a later line of a cell", S("a,b\n1,\"x\ny\n\xFF\"\n"),
	  NULL,
	  "line 4, column 2: byte 0xFF is not UTF-8; say which encoding "
	  "it is (--encoding), or save the file as \"CSV UTF-8\"" },
	{ "cut in a character", S("a,b\n\xE1\xBA,\xA1\n"), NULL,
	  "line 2, column 1: byte 0xE1 is not UTF-8; say which encoding "
	  "it is (--encoding), or save the file as \"CSV UTF-8\"" },
	{ "utf-16, not decoded",
	  S("\xFF\xFE"
	    "a\0,\0b\0\n\0"),
	  NULL,
	  "line 1, column 1: byte 0xFF is not UTF-8; say which encoding "
	  "it is (--encoding), or save the file as \"CSV UTF-8\"" },
	{ "bar", S("a|b;c|d\n1|2|3\n"), "1:a|b;c|d\n2:1|2|3\n", NULL },
	{ "a tie goes to the comma", S("a,b;c\n1,2;3\n"), "1:a|b;c\n2:1|2;3\n",
	  NULL },
	{ "nul in a later line of a cell", S("a\n\"x\n\ny\0\"\n"), NULL,
	  "line 4, column 1: a NUL byte; this is not plain text (if it is "
	  "UTF-16, say --encoding utf-16)" },
	{ "endless quote in the last column", S("a,b\n1,2\n3,\"x\n\n"), NULL,
	  "line 3, column 2: a quote opens here and is never closed" },
	{ "endless quote", S("a,b\n1,2\n\"x\ny\",\"z\n5,6\n7,8\n"), NULL,
	  "line 4, column 2: a quote opens here and is never closed" },
	{ "sep= of nothing", S("sep=\0\na,b\n"), NULL,
	  "line 1: \"sep=\" names no usable separator" },
	{ "sep= of a letter", S("sep=a\na,b\n"), NULL,
	  "line 1: \"sep=\" names no usable separator" },
	{ "sep= of half a letter", S("sep=\xC4\na,b\n"), NULL,
	  "line 1: \"sep=\" names no usable separator" },
	{ "sep=^", S("sep=^\na^b,c\n"), "2:a|b,c\n", NULL },
};

/* The caller's word goes before the file's. */
static void
said(void **state)
{
	static const struct {
		const char *in;
		char separator;
		const char *rows;
	} cases[] = {
		{ "a,b;c,d\n1,2;3,4\n", ';', "1:a,b|c,d\n2:1,2|3,4\n" },
		{ "sep=,\na\tb,c\n", '\t', "2:a|b,c\n" },
		{ "a;b\n", '|', "1:a;b\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_err err = { 0 };
		struct rc_csv *csv;
		struct rc_buf b;

		rc_buf_init(&b, 1000);
		csv = rc_csv_new(note, &b);
		assert_non_null(csv);
		rc_csv_separate(csv, cases[i].separator);
		assert_true(rc_csv_feed(csv, rc_str_of(cases[i].in), &err));
		assert_true(rc_csv_finish(csv, &err));
		assert_string_equal(b.p, cases[i].rows);
		assert_int_equal(rc_csv_separator(csv), cases[i].separator);
		rc_csv_free(csv);
		rc_buf_fini(&b);
	}
	assert_false(rc_csv_may_separate('a'));
	assert_false(rc_csv_may_separate('7'));
	assert_false(rc_csv_may_separate('"'));
	assert_false(rc_csv_may_separate(' '));
	assert_true(rc_csv_may_separate('\t'));
	assert_true(rc_csv_may_separate('^'));
}

static void
test_samples(void **state)
{
	static const size_t chunks[] = { 1, 2, 3, 7, 65536 };
	struct rc_buf b;
	size_t i;
	size_t k;

	(void)state;
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < RC_COUNT(samples); i++) {
		for (k = 0; k < RC_COUNT(chunks); k++) {
			struct rc_err err = { 0 };
			bool ok;

			rc_buf_clear(&b);
			rc_buf_puts(&b, "");
			ok = read_in(samples[i].in, chunks[k], &b, &err);
			if (ok != (samples[i].rows != NULL))
				fail_msg("%s (%zu): %s", samples[i].name,
				         chunks[k], err.text);
			if (!ok) {
				assert_int_equal(err.code, RC_EINVALID);
				if (samples[i].error != NULL)
					assert_string_equal(err.text,
					                    samples[i].error);
			} else if (!rc_str_is(rc_buf_str(&b),
			                      samples[i].rows)) {
				fail_msg("%s (%zu): got <%.*s>",
				         samples[i].name, chunks[k], (int)b.n,
				         b.p);
			}
		}
	}
	rc_buf_fini(&b);
}

/* prefix, then n times `c`, then suffix */
static struct rc_str
long_text(struct rc_buf *b, const char *prefix, char c, size_t n,
          const char *suffix)
{
	rc_buf_clear(b);
	rc_buf_puts(b, prefix);
	rc_buf_fill(b, c, n);
	rc_buf_puts(b, suffix);
	return rc_buf_str(b);
}

static void
test_ceilings(void **state)
{
	static const struct {
		const char *prefix;
		char c;
		size_t n;
		const char *suffix;
		const char *error; /* its beginning; NULL: fine */
	} tries[] = {
		{ "a,b\n1,", 'x', 65536, "\n", NULL },
		{ "a,b\n1,", 'x', 65537, "\n",
		  "line 2, column 2: a cell is longer than 64 KiB" },
		{ "a,b\n1,\"", '\n', 200000, "\n",
		  "line 2, column 2: a cell is longer than 64 KiB" },
		{ "a\n", ',', 511, "\n", NULL },
		{ "a\n", ',', 512, "\n", "line 2: more than 512 columns" },
		{ "", ',', 3000000, "", "line 1: more than 512 columns" },
	};
	struct rc_buf in;
	struct rc_buf out;
	size_t i;

	(void)state;
	rc_buf_init(&in, 1 << 24);
	rc_buf_init(&out, 1 << 24);
	for (i = 0; i < RC_COUNT(tries); i++) {
		struct rc_err err = { 0 };
		struct rc_str s = long_text(&in, tries[i].prefix, tries[i].c,
		                            tries[i].n, tries[i].suffix);
		bool ok;

		rc_buf_clear(&out);
		ok = read_in(s, 65536, &out, &err);
		assert_int_equal(ok, tries[i].error == NULL);
		if (!ok && strncmp(err.text, tries[i].error,
		                   strlen(tries[i].error)) != 0)
			fail_msg("%zu: %s", i, err.text);
	}
	rc_buf_fini(&in);
	rc_buf_fini(&out);
}

/* A row over 1 MiB of cells that are each fine. */
static void
test_row_ceiling(void **state)
{
	struct rc_buf in;
	struct rc_buf out;
	struct rc_err err = { 0 };
	int i;

	(void)state;
	rc_buf_init(&in, 1 << 24);
	rc_buf_init(&out, 1 << 24);
	rc_buf_puts(&in, "a,b\n");
	for (i = 0; i < 17; i++) {
		rc_buf_fill(&in, 'x', 63000);
		rc_buf_putc(&in, i < 16 ? ',' : '\n');
	}
	assert_false(read_in(rc_buf_str(&in), 65536, &out, &err));
	assert_string_equal(err.text, "line 2: a row is longer than 1024 KiB");
	rc_buf_fini(&in);
	rc_buf_fini(&out);
}

static bool
refuse(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	(void)ctx;
	return row->line < 2 || rc_fail(err, RC_ECANCELLED, "enough");
}

static void
test_stop(void **state)
{
	struct rc_csv *csv = rc_csv_new(refuse, NULL);
	struct rc_err err = { 0 };

	(void)state;
	assert_false(rc_csv_feed(csv, RC_STR("a,b\n1,2\n3,4\n"), &err));
	assert_int_equal(err.code, RC_ECANCELLED);
	rc_csv_free(csv);
	rc_csv_free(NULL);
}

static void
test_separator(void **state)
{
	struct rc_buf b;
	struct rc_csv *csv;
	struct rc_err err = { 0 };

	(void)state;
	rc_buf_init(&b, 4096);
	csv = rc_csv_new(note, &b);
	assert_true(rc_csv_feed(csv,
	                        RC_STR("\xEF\xBB\xBF"
	                               "a;b\n"),
	                        &err));
	assert_int_equal(rc_csv_separator(csv), ';');
	assert_true(rc_csv_has_bom(csv));
	rc_csv_free(csv);
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(said),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_ceilings),
		cmocka_unit_test(test_row_ceiling),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_separator),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
