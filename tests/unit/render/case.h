/* SPDX-License-Identifier: MIT */
/* case - a small document with everything in it, and how to print it. */
#ifndef TEST_UNIT_RENDER_CASE_H
#define TEST_UNIT_RENDER_CASE_H

#include <rollcall/base/i18n.h>
#include <rollcall/render/render.h>

static const struct rc_column case_columns[] = {
	{ "code", "Code", RC_CELL_TEXT, RC_LEFT },
	{ "n", "Posts", RC_CELL_COUNT, RC_RIGHT },
	{ "amount", "Amount", RC_CELL_MONEY, RC_RIGHT },
	{ "on", "Day", RC_CELL_DAY, RC_LEFT },
	{ "met", "Met", RC_CELL_BOOL, RC_LEFT },
	{ "share", "Share", RC_CELL_PERCENT, RC_RIGHT },
};
#define CASE_COLUMNS RC_COUNT(case_columns)

/* What a hostile device may call itself. */
#define CASE_HOSTILE "=1+1<script>|`\x1b[31m\xE2\x80\xAE&\"'"

static inline void
case_row(struct rc_section *section, enum rc_row_style style, const char *code,
         int64_t n)
{
	struct rc_doc_cell *row = rc_section_row(section, style);

	row[0] = rc_cell_text(code);
	if (style == RC_ROW_GROUP)
		return;
	row[1] = rc_cell_count(n);
	row[2] = rc_cell_money(n * 1000000);
	row[3] = rc_cell_day(20779); /* 22/11/2026 */
	row[4] = rc_cell_bool(n > 100);
	row[5] = rc_cell_percent(60);
}

static inline void
case_charts(struct rc_doc *doc)
{
	static const char *const bullet[] = { "Roster", "Needed", "Equipped",
		                              "Conforming" };
	static const char *const bar[] = { "Missing" };
	struct rc_chart_point *point;
	struct rc_chart *chart;

	chart = rc_doc_chart(doc, RC_CHART_BULLETS, "Attainment", RC_CELL_COUNT,
	                     bullet, 4);
	point = rc_chart_point(chart, rc_cell_text("Q2 <commune>"));
	point->values[0] = 95;
	point->values[1] = 57;
	point->values[2] = 76;
	point->values[3] = 38;
	point->word = "not met";
	chart = rc_doc_chart(doc, RC_CHART_BARS, "Missing", RC_CELL_COUNT, bar,
	                     1);
	rc_chart_point(chart, rc_cell_text("A"))->values[0] = 4;
	rc_chart_point(chart, rc_cell_text("B"))->values[0] = 1;
}

static inline void
case_doc(struct rc_doc *doc, struct rc_arena *arena)
{
	struct rc_section *section;

	rc_doc_init(doc, arena, "demo", "Demo");
	rc_doc_param(doc, "as_of", "As of", rc_cell_day(20779));
	section =
	        rc_doc_section(doc, "rows", "Rows", case_columns, CASE_COLUMNS);
	case_row(section, RC_ROW_GROUP, "Communes", 0);
	case_row(section, RC_ROW_PLAIN, "Xã Đồng Phú", 12);
	case_row(section, RC_ROW_PLAIN, CASE_HOSTILE, 1234);
	case_row(section, RC_ROW_TOTAL, "Total", 1246);
	rc_doc_section(doc, "empty", "Nothing here", case_columns, 2);
	rc_doc_note(doc, "%s", "# A <b>sentence</b>.");
}

static inline bool
case_print(const struct rc_doc *doc, const char *format,
           const struct rc_style *style, struct rc_buf *b, struct rc_err *err)
{
	struct rc_sink sink = rc_sink_buf(b);

	return rc_doc_print(doc, format, style, &sink, err);
}

#endif
