/* SPDX-License-Identifier: MIT */
/* html - the page byte by byte after its style; what it must never hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/render/case.h"

#include <string.h>

static const char golden[] =
        "<body>\n"
        "<h1>Demo</h1>\n"
        "<dl>\n"
        "<dt>As of</dt><dd>22/11/2026</dd>\n"
        "</dl>\n"
        "<section>\n"
        "<h2>Rows</h2>\n"
        "<table class=r>\n"
        "<thead>\n"
        "<tr><th scope=col>Code</th><th scope=col>Posts</th>"
        "<th scope=col>Amount</th><th scope=col>Day</th>"
        "<th scope=col>Met</th><th scope=col>Share</th></tr>\n"
        "</thead>\n"
        "<tbody>\n"
        "<tr class=group><th scope=rowgroup colspan=6>Communes</th></tr>\n"
        "<tr><td>Xã Đồng Phú</td><td class=n>12</td>"
        "<td class=n>12.000.000 đ</td><td class=d>22/11/2026</td>"
        "<td>no</td><td class=n>60%</td></tr>\n"
        "<tr><td>=1+1&lt;script&gt;|`\xE2\x90\x9B[31m\xC2\xB7&amp;&quot;&#39;"
        "</td><td class=n>1.234</td><td class=n>1.234.000.000 đ</td>"
        "<td class=d>22/11/2026</td><td>yes</td><td class=n>60%</td></tr>\n"
        "<tr class=total><td>Total</td><td class=n>1.246</td>"
        "<td class=n>1.246.000.000 đ</td><td class=d>22/11/2026</td>"
        "<td>yes</td><td class=n>60%</td></tr>\n"
        "</tbody>\n"
        "</table>\n"
        "</section>\n"
        "<section>\n"
        "<h2>Nothing here</h2>\n"
        "<p class=none>(none)</p>\n"
        "</section>\n"
        "<ul class=notes>\n"
        "<li># A &lt;b&gt;sentence&lt;/b&gt;.</li>\n"
        "</ul>\n"
        "</body>\n"
        "</html>\n";

static void
print(struct rc_doc *doc, const struct rc_style *style, struct rc_buf *b)
{
	struct rc_err err = { 0 };

	rc_buf_init(b, 100000);
	assert_true(case_print(doc, "html", style, b, &err));
}

static void
test_doc(void **state)
{
	static const char head[] =
	        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	        "<meta charset=\"utf-8\">\n";
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	rc_lang_set(RC_LANG_EN);
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	print(&doc, NULL, &b);
	assert_memory_equal(b.p, head, sizeof(head) - 1);
	assert_non_null(strstr(b.p, "<title>Demo</title>"));
	assert_non_null(strstr(b.p, "@page { size: A4"));
	assert_string_equal(strstr(b.p, "<body>"), golden);
	rc_buf_fini(&b);
	rc_lang_set(RC_LANG_VI);
	print(&doc, NULL, &b);
	assert_non_null(strstr(b.p, "<html lang=\"vi\">"));
	rc_lang_set(RC_LANG_EN);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

/* The bars: 76 of 95 is 320 of 400 units, 57 is 240, 38 is 160. */
static void
test_bullets(void **state)
{
	static const char *const want[] = {
		"<figcaption>Attainment</figcaption>",
		">Q2 &lt;commune&gt;</text>",
		"<rect x=\"200\" y=\"6\" width=\"400\" height=\"24\"",
		"<rect x=\"200\" y=\"9\" width=\"320\" height=\"18\"",
		"<rect x=\"200\" y=\"14\" width=\"160\" height=\"8\"",
		"<rect x=\"439\" y=\"3\" width=\"3\" height=\"30\" "
		"fill=\"#000\"/>",
		">not met</text>",
		">Conforming 38 · Equipped 76 · Needed 57 · Roster 95</text>",
		/* ranked bars: 4 is the whole, 1 a quarter of 370 */
		"<rect x=\"200\" y=\"6\" width=\"370\" height=\"16\"",
		"<rect x=\"200\" y=\"30\" width=\"92\" height=\"16\"",
	};
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	case_charts(&doc);
	print(&doc, NULL, &b);
	for (i = 0; i < RC_COUNT(want); i++)
		if (strstr(b.p, want[i]) == NULL)
			fail_msg("missing: %s", want[i]);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_burn_up_and_heat(void **state)
{
	static const char *const burn[] = { "Plan", "Actual" };
	static const char *const heat[] = { "modern", "secure" };
	static const char *const want[] = {
		/* days 0, 10, 20 of 20; 100 is the top */
		"d=\"M110 216H390V116H670V16\"",
		"d=\"M110 216H390V176\"",
		"<circle cx=\"390\" cy=\"176\"",
		/* 100% the darkest, 59 still the third of five, nothing: – */
		"fill=\"#1f4e79\"/>\n<text x=\"263\" y=\"35\" "
		"text-anchor=\"middle\" fill=\"#fff\">100%</text>",
		"fill=\"#9dbbd8\"/>\n<text x=\"263\" y=\"57\" "
		"text-anchor=\"middle\">59%</text>",
		"<text x=\"391\" y=\"35\" text-anchor=\"middle\">\xE2\x80\x93<",
	};
	struct rc_chart_point *point;
	struct rc_arena arena;
	struct rc_chart *chart;
	struct rc_doc doc;
	struct rc_buf b;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	chart = rc_doc_chart(&doc, RC_CHART_BURN_UP, "Way", RC_CELL_COUNT, burn,
	                     2);
	for (i = 0; i < 3; i++) {
		point = rc_chart_point(chart, rc_cell_day(20000 + 10 * (int)i));
		point->values[0] = 50 * (int)i;
		if (i < 2)
			point->values[1] = 20 * (int)i;
	}
	chart = rc_doc_chart(&doc, RC_CHART_HEAT, "Heat", RC_CELL_PERCENT, heat,
	                     2);
	rc_chart_point(chart, rc_cell_text("A"))->values[0] = 100;
	rc_chart_point(chart, rc_cell_text("B"))->values[0] = 59;
	/* A chart that lacks series or points is left out. */
	rc_chart_point(rc_doc_chart(&doc, RC_CHART_BULLETS, "Lame",
	                            RC_CELL_COUNT, burn, 2),
	               rc_cell_text("x"));
	rc_doc_chart(&doc, RC_CHART_BARS, "Hollow", RC_CELL_COUNT, burn, 1);
	print(&doc, NULL, &b);
	for (i = 0; i < RC_COUNT(want); i++)
		if (strstr(b.p, want[i]) == NULL)
			fail_msg("missing: %s in %s", want[i],
			         strstr(b.p, "<body>"));
	assert_null(strstr(b.p, "Lame"));
	assert_null(strstr(b.p, "Hollow"));
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

/* Whatever values come, the picture holds: no value below zero or over the
 * scale, no overflow. */
static void
test_wild_values(void **state)
{
	static const int64_t wild[] = { INT64_MAX, INT64_MIN + 1, -1, 0,
		                        RC_CHART_NOTHING };
	static const char *const series[] = { "a", "b", "c", "d" };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;
	int type;
	size_t i, k;

	(void)state;
	rc_arena_init(&arena);
	rc_doc_init(&doc, &arena, "demo", "Demo");
	for (type = RC_CHART_BULLETS; type <= RC_CHART_HEAT; type++) {
		struct rc_chart *chart =
		        rc_doc_chart(&doc, (enum rc_chart_type)type, "T",
		                     RC_CELL_MONEY, series, 4);

		for (i = 0; i < RC_COUNT(wild); i++) {
			struct rc_chart_point *point = rc_chart_point(
			        chart, rc_cell_text(CASE_HOSTILE));

			for (k = 0; k < 4; k++)
				point->values[k] =
				        wild[(i + k) % RC_COUNT(wild)];
		}
	}
	print(&doc, NULL, &b);
	assert_null(strstr(b.p, "width=\"-"));
	assert_null(strstr(b.p, "<script"));
	assert_null(strchr(b.p, 0x1b));
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_self_contained(void **state)
{
	static const char *const never[] = { "<script", "http:",   "https:",
		                             "url(",    "@import", "<link",
		                             "<img",    "src=" };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;
	char *at;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	case_charts(&doc);
	print(&doc, NULL, &b);
	/* The one address is a name: that of SVG. */
	while ((at = strstr(b.p, "http://www.w3.org/2000/svg")) != NULL)
		at[0] = '_';
	for (i = 0; i < RC_COUNT(never); i++)
		if (strstr(b.p, never[i]) != NULL)
			fail_msg("there is a %s", never[i]);
	assert_non_null(strstr(b.p, "default-src 'none'"));
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
check_heading(const char *form, const char *const *want, size_t n)
{
	static const struct rc_heading_value values[] = {
		{ "upper", "ĐẢNG BỘ <TỈNH>" },
		{ "body", "TỈNH ỦY ĐỒNG NAI" },
		{ "symbol", "-BC/TU" },
		{ "place", "Đồng Nai" },
		{ "authority", NULL },
		{ "recipients", "Như trên; Lưu VP" },
	};
	struct rc_heading heading = { form, values, RC_COUNT(values) };
	/* 04/01/2026 */
	struct rc_style style = { .heading = &heading, .day = 20457 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;
	size_t i;

	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	print(&doc, &style, &b);
	for (i = 0; i < n; i++)
		if (strstr(b.p, want[i]) == NULL)
			fail_msg("%s: missing: %s", form, want[i]);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_headings(void **state)
{
	static const char *const party[] = {
		"<p class=\"\"><span>ĐẢNG BỘ &lt;TỈNH&gt;</span></p>\n"
		"<p class=\"bold\"><span>TỈNH ỦY ĐỒNG NAI</span></p>\n"
		"<p class=\"\"><span>*</span></p>\n",
		"<span>ĐẢNG CỘNG SẢN VIỆT NAM</span>",
		"<span>Số ………-BC/TU</span>",
		"<span>Đồng Nai, ngày 04 tháng 01 năm 2026</span>",
		"<p class=\"bold\"><span>………</span></p>",
		"<span>- Như trên;</span></p>\n"
		"<p class=\"small\"><span>- Lưu VP.</span></p>\n",
	};
	static const char *const state_[] = {
		"<span>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</span>",
		"<span>Độc lập - Tự do - Hạnh phúc</span>",
		"<span>Số: ………-BC/TU</span>",
	};
	struct rc_heading heading = { "nonsense", NULL, 0 };
	struct rc_style style = { .heading = &heading };
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct rc_doc doc;
	struct rc_buf b;

	(void)state;
	check_heading("party", party, RC_COUNT(party));
	check_heading("state", state_, RC_COUNT(state_));
	rc_arena_init(&arena);
	case_doc(&doc, &arena);
	rc_buf_init(&b, 100000);
	assert_false(case_print(&doc, "html", &style, &b, &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	rc_buf_fini(&b);
	rc_arena_fini(&arena);
}

static void
test_rows(void **state)
{
	const struct rc_doc_cell cells[] = { rc_cell_text(CASE_HOSTILE),
		                             rc_cell_count(-5) };
	struct rc_err err = { 0 };
	struct rc_renderer r;
	struct rc_sink sink;
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 100000);
	sink = rc_sink_buf(&b);
	assert_true(rc_rows_begin(
	        &r, "html",
	        &(struct rc_rows){ case_columns, 2, NULL, "Devices" }, NULL,
	        &sink, &err));
	assert_true(rc_rows_put(&r, cells, &err));
	assert_true(rc_rows_end(&r, &err));
	assert_string_equal(
	        strstr(b.p, "<body>"),
	        "<body>\n<section>\n<h1>Devices</h1>\n<table class=r>\n"
	        "<thead>\n<tr><th scope=col>Code</th><th scope=col>Posts</th>"
	        "</tr>\n</thead>\n<tbody>\n"
	        "<tr><td>=1+1&lt;script&gt;|`\xE2\x90\x9B[31m\xC2\xB7&amp;&"
	        "quot;"
	        "&#39;</td><td class=n>-5</td></tr>\n"
	        "</tbody>\n</table>\n</section>\n</body>\n</html>\n");
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_doc),
		cmocka_unit_test(test_bullets),
		cmocka_unit_test(test_burn_up_and_heat),
		cmocka_unit_test(test_wild_values),
		cmocka_unit_test(test_self_contained),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
