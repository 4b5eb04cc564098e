/* SPDX-License-Identifier: MIT */
/* md - a document and a stream, byte by byte; nothing a name holds is markup.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/render/case.h"

static const char golden[] =
        "# Demo\n"
        "\n"
        "- **As of**: 22/11/2026\n"
        "\n"
        "## Rows\n"
        "\n"
        "| Code | Posts | Amount | Day | Met | Share |\n"
        "| --- | ---: | ---: | --- | --- | ---: |\n"
        "| **Communes** |  |  |  |  |  |\n"
        "| Xã Đồng Phú | 12 | 12.000.000 đ | 22/11/2026 | no | 60% |\n"
        "| =1+1\\<script\\>\\|\\`\xE2\x90\x9B\\[31m\xC2\xB7\\&\"' | 1.234 | "
        "1.234.000.000 đ | 22/11/2026 | yes | 60% |\n"
        "| **Total** | **1.246** | **1.246.000.000 đ** | **22/11/2026** | "
        "**yes** | **60%** |\n"
        "\n"
        "## Nothing here\n"
        "\n"
        "(none)\n"
        "\n"
        "- \\# A \\<b\\>sentence\\</b\\>.\n";

static void
test_doc(void **state)
{
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	rc_lang_set(RC_LANG_EN);
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	rc_buf_init(&b, 10000);
	assert_true(case_print(&doc, "md", NULL, &b, &err));
	assert_string_equal(b.p, golden);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_rows(void **state)
{
	const struct rc_doc_cell cells[] = { rc_cell_text("a|b"),
		                             rc_cell_count(5) };
	struct rc_err err = { 0 };
	struct rc_renderer r;
	struct rc_sink sink;
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	assert_true(rc_rows_begin(
	        &r, "md", &(struct rc_rows){ case_columns, 2, NULL, "Devices" },
	        NULL, &sink, &err));
	assert_true(rc_rows_put(&r, cells, &err));
	assert_true(rc_rows_end(&r, &err));
	assert_string_equal(b.p, "# Devices\n\n| Code | Posts |\n| --- | ---: "
	                         "|\n| a\\|b | 5 |\n");
	rc_buf_fini(&b);
}

/* A note that looks like a list, a heading or a rule stays a sentence. */
static void
test_openings(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "1. x", "- 1\\. x\n" },
		{ "12) x", "- 12\\) x\n" },
		{ "- x", "- \\- x\n" },
		{ "+x", "- \\+x\n" },
		{ "=== x", "- \\=== x\n" },
		{ "1246 devices", "- 1246 devices\n" },
		{ "2026", "- 2026\n" },
		{ "", "- \n" },
		{ "a_b*c", "- a\\_b\\*c\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_err err = { 0 };
		struct rc_arena arena;
		struct rc_doc doc;
		struct rc_buf b;

		rc_arena_init(&arena);
		rc_doc_init(&doc, &arena, "demo", "D");
		rc_doc_note(&doc, "%s", cases[i].in);
		rc_buf_init(&b, 10000);
		assert_true(case_print(&doc, "md", NULL, &b, &err));
		assert_string_equal(b.p + 5, cases[i].want);
		rc_buf_fini(&b);
		rc_arena_fini(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doc),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_openings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
