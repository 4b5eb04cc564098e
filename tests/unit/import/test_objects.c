/* SPDX-License-Identifier: MIT */
#include "import/objects.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <stdio.h>
#include <string.h>

/* Rows as text: "LINE:cell|cell" and a line end; "_" after a blank row. */
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
	rc_buf_puts(b, row->blank ? "_\n" : "\n");
	return true;
}

static bool
read_in(struct rc_str s, size_t chunk, struct rc_buf *b, struct rc_err *err)
{
	struct rc_objects *o = rc_objects_new(note, b);
	bool ok = true;

	assert_non_null(o);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_objects_feed(o, now, err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_objects_finish(o, err);
	rc_objects_free(o);
	return ok;
}

#define S(literal)                           \
	{                                    \
		literal, sizeof(literal) - 1 \
	}
static const struct sample {
	const char *name;
	struct rc_str in;
	const char *rows; /* NULL: refused */
	const char *error;
} samples[] = {
	{ "as exported",
	  S("[\n  {\"a\": \"x\", \"b\": 12, \"c\": null},\n"
	    "  {\"a\": \"\", \"b\": -3, \"c\": true}\n]\n"),
	  "2:a|b|c\n2:x|12|\n3:|-3|yes\n", NULL },
	{ "in one line, marked",
	  S("\xEF\xBB\xBF[{\"a\":false},{\"a\":1.50e+3}]"),
	  "1:a\n1:no\n2:1.50e+3\n", NULL },
	{ "over lines", S("[\r\n{\r\n\"a\"\r\n:\r\n1\r\n}\r\n,\r\n{}\r\n]"),
	  "2:a\n2:1\n8:_\n", NULL },
	{ "other order, names left out",
	  S("[{\"a\":1,\"b\":2},\n{\"b\":3,\"a\":4},\n{\"b\":5}]"),
	  "1:a|b\n1:1|2\n2:4|3\n3:|5\n", NULL },
	{ "an empty list", S(" [ ] "), "", NULL },
	{ "escapes", S("[{\"\\u0061\":\"\\\"\\\\\\/\\n\\t|\\u0110\"}]"),
	  "1:a\n1:\"\\/\n\t|Đ\n", NULL },
	{ "a pair of halves", S("[{\"a\":\"\\ud83d\\uDE00\"}]"),
	  "1:a\n1:\xF0\x9F\x98\x80\n", NULL },
	{ "put together", S("[{\"a\":\"e\\u0302\\u0323\"}]"), "1:a\n1:ệ\n",
	  NULL },
	{ "braces in a text", S("[{\"a\":\"}]{[\\\"}\"}]"), "1:a\n1:}]{[\"}\n",
	  NULL },
	{ "an apostrophe of its own", S("[{\"a\":\"'=1\",\"b\":\"=1\"}]"),
	  "1:a|b\n1:''=1|=1\n", NULL },
	{ "blanks around", S("[{\"a\":\" x \"}]"), "1:a\n1:x\n", NULL },

	{ "nothing", S(""), NULL,
	  "line 1, column 1: the file ends in the middle" },
	{ "cut in a text", S("[{\"a\":\"x"), NULL,
	  "line 1, column 9: the file ends in the middle" },
	{ "cut behind an object", S("[{\"a\":1}\n"), NULL,
	  "line 2, column 1: the file ends in the middle" },
	{ "half a mark", S("\xEF\xBB[]"), NULL,
	  "line 1, column 1: not UTF-8 text" },
	{ "an object alone", S("{\"a\":1}"), NULL,
	  "line 1, column 1: not written as JSON is" },
	{ "a comma at the end", S("[{\"a\":1},]"), NULL,
	  "line 1, column 10: not written as JSON is" },
	{ "two lists", S("[{\"a\":1}]\n[]"), NULL,
	  "line 2, column 1: something stands behind the end" },
	{ "a comma in an object", S("[{\"a\":1,}]"), NULL,
	  "line 1, column 9: not written as JSON is" },
	{ "no comma", S("[{\"a\":1 \"b\":2}]"), NULL,
	  "line 1, column 9: not written as JSON is" },
	{ "no colon", S("[{\"a\" 1}]"), NULL,
	  "line 1, column 7: not written as JSON is" },
	{ "a word", S("[{\"a\":\n nil}]"), NULL,
	  "line 2, column 2: not written as JSON is" },
	{ "no value", S("[{\"a\":}]"), NULL,
	  "line 1, column 7: not written as JSON is" },
	{ "a zero in front", S("[{\"a\":012}]"), NULL,
	  "line 1, column 7: not written as JSON is" },
	{ "a bare point", S("[{\"a\":1.}]"), NULL,
	  "line 1, column 7: not written as JSON is" },
	{ "a bare power", S("[{\"a\":1e}]"), NULL,
	  "line 1, column 7: not written as JSON is" },
	{ "a new name", S("[{\"a\":1},\n{\"a\":2,\"ổ\":3}]"), NULL,
	  "line 2, column 8: the first object has no such name; all objects "
	  "of a list have the same" },
	{ "a name twice", S("[{\"a\":1,\"a\":2}]"), NULL,
	  "line 1, column 9: a name stands twice in one object" },
	{ "an object in one", S("[{\"a\":{}}]"), NULL,
	  "line 1, column 7: a list or an object within an object; a record "
	  "has texts, numbers, true, false and null" },
	{ "a list in one", S("[{\"a\":\"b\",\"c\":[1]}]"), NULL,
	  "line 1, column 15: a list or an object within an object; a record "
	  "has texts, numbers, true, false and null" },
	{ "empty", S("[{}]"), NULL, "line 1, column 2: the object is empty" },
	{ "a line end in a text", S("[{\"a\":\"x\ny\"}]"), NULL,
	  "line 1, column 9: not written as JSON is" },
	{ "an unknown escape", S("[{\"a\":\"\\q\"}]"), NULL,
	  "line 1, column 8: not written as JSON is" },
	{ "half a pair", S("[{\"a\":\"\\ud83dx\"}]"), NULL,
	  "line 1, column 8: not written as JSON is" },
	{ "the second half alone", S("[{\"a\":\"\\ude00\"}]"), NULL,
	  "line 1, column 8: not written as JSON is" },
	{ "an escaped nul", S("[{\"a\":\"\\u0000\"}]"), NULL,
	  "line 1, column 8: not written as JSON is" },
	{ "a nul", S("[{\"a\":\"\0\"}]"), NULL,
	  "line 1, column 8: not UTF-8 text" },
	{ "a nul outside", S("[\0]"), NULL,
	  "line 1, column 2: not written as JSON is" },
	{ "bytes of another code", S("[{\"a\":\"B\xECnh\"}]"), NULL,
	  "line 1, column 9: not UTF-8 text" },
};

static void
reads(void **state)
{
	static const size_t chunks[] = { 1, 2, 3, 7, 65536 };
	size_t i;
	size_t k;

	(void)state;
	for (i = 0; i < RC_COUNT(samples); i++) {
		for (k = 0; k < RC_COUNT(chunks); k++) {
			const struct sample *s = &samples[i];
			struct rc_err err = { 0 };
			struct rc_buf b;
			bool ok;

			rc_buf_init(&b, 1u << 20);
			ok = read_in(s->in, chunks[k], &b, &err);
			if (ok != (s->rows != NULL))
				fail_msg("%s in chunks of %zu: %s", s->name,
				         chunks[k], err.text);
			if (ok)
				assert_string_equal(b.p, s->rows);
			else
				assert_string_equal(err.text, s->error);
			rc_buf_fini(&b);
		}
	}
}

/* Cut at every byte: all but the whole, or what lacks only blanks, ends in an
 * error with its place. */
static void
cut(void **state)
{
	static const char whole[] = "[{\"a\": \"\\u0110\", \"b\": true},\n"
	                            " {\"a\": 1, \"b\": null}]\n";
	struct rc_err err;
	struct rc_buf b;
	size_t n;

	(void)state;
	for (n = 0; n < sizeof(whole); n++) {
		memset(&err, 0, sizeof(err));
		rc_buf_init(&b, 1u << 16);
		assert_int_equal(
		        read_in((struct rc_str){ whole, n }, 4, &b, &err),
		        n >= sizeof(whole) - 2);
		if (n < sizeof(whole) - 2)
			assert_memory_equal(err.text, "line ", 5);
		rc_buf_fini(&b);
	}
}

/* `n` bytes of `fill` between two texts. */
static bool
read_long(const char *before, char fill, size_t n, const char *after,
          struct rc_err *err)
{
	struct rc_buf in;
	struct rc_buf out;
	bool ok;

	rc_buf_init(&in, 1u << 24);
	rc_buf_init(&out, 1u << 24);
	rc_buf_puts(&in, before);
	rc_buf_fill(&in, fill, n);
	rc_buf_puts(&in, after);
	ok = read_in(rc_buf_str(&in), 4096, &out, err);
	rc_buf_fini(&in);
	rc_buf_fini(&out);
	return ok;
}

static void
ceilings(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf in;
	struct rc_buf out;
	size_t i;

	(void)state;
	assert_true(
	        read_long("[{\"a\":\"", 'x', RC_CSV_CELL_MAX, "\"}]", &err));
	assert_false(read_long("[{\"a\":\"", 'x', RC_CSV_CELL_MAX + 1, "\"}]",
	                       &err));
	assert_string_equal(err.text, "line 1, column 7: the text is too long");
	assert_false(read_long("[{\"a\":\"", '"', 0, "", &err));
	assert_false(read_long("[{\"a\": \"", 'x', 3u << 20, "", &err));
	assert_string_equal(err.text,
	                    "line 1, column 2: the object is too long, or its "
	                    "end is missing");
	rc_buf_init(&in, 1u << 20);
	rc_buf_init(&out, 1u << 20);
	for (i = 0; i <= RC_CSV_COLUMNS_MAX; i++)
		rc_buf_printf(&in, "%s\"n%zu\":1", i == 0 ? "[{" : ",", i);
	rc_buf_puts(&in, "}]");
	assert_false(read_in(rc_buf_str(&in), 512, &out, &err));
	assert_non_null(strstr(err.text, "too many names in one object"));
	rc_buf_fini(&in);
	rc_buf_fini(&out);
}

/* Memory that ends at any moment is an error, and nothing else. */
static void
no_memory(void **state)
{
	static const char text[] =
	        "[{\"a\":\"e\\u0301\",\"b\":\"long enough to "
	        "need another block of memory\"}]";
	struct rc_err err;
	struct rc_buf b;
	uint64_t n;
	bool ok = false;

	(void)state;
	for (n = 1; !ok && n < 100; n++) {
		struct rc_objects *o;

		memset(&err, 0, sizeof(err));
		rc_buf_init(&b, 1u << 16);
		rc_buf_fill(&b, ' ', 4096);
		rc_mem_fail_at(n);
		o = rc_objects_new(note, &b);
		ok = o != NULL && rc_objects_feed(o, RC_STR(text), &err) &&
		     rc_objects_finish(o, &err);
		rc_mem_fail_at(0);
		if (!ok && o != NULL)
			assert_int_equal(err.code, RC_ENOMEM);
		rc_objects_free(o);
		rc_buf_fini(&b);
	}
	assert_true(ok);
	assert_true(n > 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(cut),
		cmocka_unit_test(ceilings),
		cmocka_unit_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
