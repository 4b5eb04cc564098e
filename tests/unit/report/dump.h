/* SPDX-License-Identifier: MIT */
/* dump - a section's rows as lines of machine text, '|' between cells; sums
 * begin with '='. */
#ifndef ROLLCALL_TESTS_UNIT_REPORT_DUMP_H
#define ROLLCALL_TESTS_UNIT_REPORT_DUMP_H

#include <rollcall/table/doc.h>

static inline void
dump_section(const struct rc_doc *doc, const char *id, struct rc_buf *b)
{
	const struct rc_section *s = rc_doc_find(doc, id);
	size_t row, i;

	rc_buf_clear(b);
	rc_buf_puts(b, s == NULL ? "no such section" : "");
	for (row = 0; s != NULL && row < s->nrows; row++) {
		if (s->rows[row].style == RC_ROW_TOTAL)
			rc_buf_putc(b, '=');
		for (i = 0; i < s->ncolumns; i++) {
			if (i > 0)
				rc_buf_putc(b, '|');
			rc_cell_put(s->rows[row].cells[i], false, b);
		}
		rc_buf_putc(b, '\n');
	}
}

/* "# title", then "label|values|word" of each point. */
static inline void
dump_charts(const struct rc_doc *doc, struct rc_buf *b)
{
	const struct rc_chart_point *point;
	const struct rc_chart *chart;
	size_t i;

	rc_buf_clear(b);
	for (chart = doc->charts; chart != NULL; chart = chart->next) {
		rc_buf_printf(b, "# %s\n", chart->title);
		for (point = chart->points; point != NULL;
		     point = point->next) {
			rc_cell_put(point->label, true, b);
			for (i = 0; i < chart->nseries; i++)
				rc_buf_printf(b, "|%lld",
				              (long long)point->values[i]);
			rc_buf_printf(b, "|%s\n",
			              rc_text_or_empty(point->word));
		}
	}
}

static inline bool
dump_has_note(const struct rc_doc *doc, const char *part)
{
	size_t i;

	for (i = 0; i < doc->nnotes; i++)
		if (strstr(doc->notes[i], part) != NULL)
			return true;
	return false;
}

#endif
