/* SPDX-License-Identifier: MIT */
#include "import/csv_plain.h"

#include <lib/unit.h>

#include <csv.h>
#include <string.h>

#define MOST 40

struct cut {
	char text[400]; /* each cell in brackets */
	size_t n;
};

static void
put(struct cut *cut, const char *p, size_t n)
{
	assert_true(cut->n + n + 3 < sizeof(cut->text));
	cut->text[cut->n++] = '[';
	if (n > 0)
		memcpy(cut->text + cut->n, p, n);
	cut->n += n;
	cut->text[cut->n++] = ']';
	cut->text[cut->n] = '\0';
}

static void
on_cell(void *p, size_t n, void *ctx)
{
	put(ctx, p, n);
}

static void
on_row(int c, void *ctx)
{
	(void)c;
	(void)ctx;
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* As libcsv cuts it. */
static void
cut_long(const char *line, char separator, struct cut *ret)
{
	struct csv_parser parser;

	*ret = (struct cut){ .n = 0 };
	assert_int_equal(csv_init(&parser, 0), 0);
	csv_set_delim(&parser, (unsigned char)separator);
	csv_set_space_func(&parser, no_space);
	assert_int_equal(
	        csv_parse(&parser, line, strlen(line), on_cell, on_row, ret),
	        strlen(line));
	assert_int_equal(csv_parse(&parser, "\n", 1, on_cell, on_row, ret), 1);
	csv_free(&parser);
}

/* Every line of up to seven of these characters. */
static void
test_as_libcsv(void **state)
{
	static const char letters[] = "a; ,\t";
	struct rc_str cells[MOST];
	size_t lines = 0;
	unsigned code;

	(void)state;
	for (code = 1; code < 78125; code++) {
		char line[8];
		unsigned left = code;
		struct cut wanted;
		struct cut cut = { .n = 0 };
		size_t n = 0;
		size_t i;

		for (; left > 0; left /= 5)
			line[n++] = letters[left % 5];
		line[n] = '\0';
		cut_long(line, ';', &wanted);
		assert_true(
		        rc_csv_plain(rc_str_of(line), ';', cells, MOST, &n));
		for (i = 0; i < n; i++)
			put(&cut, cells[i].p, cells[i].n);
		assert_string_equal(cut.text, wanted.text);
		lines++;
	}
	assert_int_equal(lines, 78124);
}

static void
test_not_plain(void **state)
{
	struct rc_str cells[3];
	size_t n = 7;

	(void)state;
	assert_false(rc_csv_plain(RC_STR("a,\"b\""), ',', cells, 3, &n));
	assert_false(rc_csv_plain(RC_STR("a,b,c,d"), ',', cells, 3, &n));
	assert_int_equal(n, 7);
	assert_true(rc_csv_plain(RC_STR("a,b,"), ',', cells, 3, &n));
	assert_int_equal(n, 3);
	assert_int_equal(cells[2].n, 0);
}

static void
test_lines(void **state)
{
	static const struct {
		const char *in;
		size_t n;
		bool ended;
	} cases[] = {
		{ "", 0, false },
		{ "\n", 1, true },
		{ "\r\n", 2, true },
		{ "\r\r\n", 1, true },
		{ "abc", 3, false },
		{ "abcdefgh", 8, false },
		{ "abcdefg\nh", 8, true },
		{ "abcdefgh\r\ni", 10, true },
		{ "abcdefghijklmnop\ri\n", 17, true },
		{ "\xE1\xBB\x87\x8A\x8D\x8A\x8D\x8A\x8D\n", 10, true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool ended = !cases[i].ended;

		assert_int_equal(rc_csv_line(rc_str_of(cases[i].in), &ended),
		                 cases[i].n);
		assert_int_equal(ended, cases[i].ended);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_libcsv),
		cmocka_unit_test(test_not_plain),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
