/* SPDX-License-Identifier: MIT */
/*
 * doc - a report as data: title, parameters, sections of typed columns and
 * rows. Computing fills one (report/), rendering prints it (render/), a screen
 * may show it. Columns have an id for machines (CSV header, JSON key) and a
 * label for people (N_(), translated when printed). Everything lives in the
 * doc's arena, which is the caller's.
 *
 *	struct rc_doc doc;
 *	rc_doc_init(&doc, arena, "quota", N_("Quota"));
 *	rc_doc_param(&doc, "as_of", N_("As of"), rc_cell_day(today));
 *	static const struct rc_column columns[] = {
 *		{ "indicator", N_("Indicator"), RC_CELL_TEXT, RC_LEFT },
 *		{ "roster", N_("Agencies"), RC_CELL_COUNT, RC_RIGHT },
 *	};
 *	struct rc_section *s = rc_doc_section(&doc, "rows", N_("Quota by tier"),
 *					      columns, RC_COUNT(columns));
 *	struct rc_doc_cell *row = rc_section_row(s, RC_ROW_PLAIN);
 *	if (row != NULL)	// NULL: out of memory, which sticks
 *	...
 *	if (!rc_doc_done(&doc, err)) ...
 *
 * Failures stick in the doc and are asked for once (rc_doc_done).
 *
 * A chart is data too: named series over labelled points, drawn by the formats
 * that can draw (html, xlsx) and left out by the others. It says nothing that
 * a table does not say.
 *
 *	static const char *const series[] = { N_("Roster"), N_("Needed"),
 *					      N_("Equipped"),
 *					      N_("Conforming") };
 *	struct rc_chart *chart = rc_doc_chart(&doc, RC_CHART_BULLETS,
 *					      N_("Attainment"), RC_CELL_COUNT,
 *					      series, RC_COUNT(series));
 *	struct rc_chart_point *point = rc_chart_point(chart, label);
 *	if (point != NULL)
 *		point->values[0] = 95;
 */
#ifndef ROLLCALL_TABLE_DOC_H
#define ROLLCALL_TABLE_DOC_H

#include <rollcall/base/date.h>
#include <rollcall/base/mem.h>
#include <rollcall/base/money.h>
#include <rollcall/base/text.h>
#include <rollcall/base/value.h>

enum rc_cell_type {
	RC_CELL_NONE,
	RC_CELL_TEXT,    /* as is */
	RC_CELL_MESSAGE, /* N_() text, translated when printed for people */
	RC_CELL_COUNT,   /* 1.234 for people */
	RC_CELL_NUMBER,  /* digits for both: a year, a threshold */
	RC_CELL_PERCENT, /* whole percent */
	RC_CELL_BOOL,
	RC_CELL_DAY,
	RC_CELL_INSTANT,
	RC_CELL_MONEY
};

struct rc_doc_cell {
	enum rc_cell_type type;
	int64_t i;
	const char *text; /* borrowed: in the arena or static */
	const char *name; /* of a message: what machines read; NULL = text */
};

struct rc_column {
	const char *id;    /* "needed": never changes */
	const char *label; /* N_("Needed") */
	enum rc_cell_type type;
	enum rc_align align;
};

enum rc_row_style { RC_ROW_PLAIN, RC_ROW_TOTAL, RC_ROW_GROUP };

struct rc_row {
	enum rc_row_style
	        style; /* totals and groups are left out of CSV and JSON rows */
	struct rc_doc_cell *cells; /* section->ncolumns */
};

typedef bool rc_row_put(void *to, const struct rc_row *row, struct rc_err *err);

/* Rows that are not kept but made while they are printed, however many: each
 * is handed to `put`, which borrows it until it returns, and always in the
 * same order. */
struct rc_row_source {
	bool (*each)(void *of, rc_row_put *put, void *to, struct rc_err *err);
	void *of;
	uint64_t count; /* about so many; 0 = none */
};

struct rc_section {
	const char *id;
	const char *title;               /* N_() */
	const struct rc_column *columns; /* static or in the arena */
	size_t ncolumns;
	struct rc_row *rows;
	size_t nrows, cap;
	const struct rc_row_source *source; /* instead of rows; or NULL */
	struct rc_doc *doc;
	struct rc_section *next;
};

struct rc_param_line {
	const char *id, *label;
	struct rc_doc_cell value;
	struct rc_param_line *next;
};

/* What the series of a chart mean, in this order. */
enum rc_chart_type {
	RC_CHART_BULLETS, /* end of the scale, target, wide bar, narrow bar */
	RC_CHART_BARS,    /* one series, in the order of the points */
	RC_CHART_BURN_UP, /* plan, actual; the labels of the points are days */
	RC_CHART_HEAT     /* any number of series, in whole percents */
};

struct rc_chart_point {
	struct rc_doc_cell label;
	const char *word; /* beside the figures, N_("met"); or NULL */
	int64_t *values;  /* chart->nseries; RC_CHART_NOTHING where none is */
	struct rc_chart_point *next;
};

#define RC_CHART_NOTHING INT64_MIN

struct rc_chart {
	enum rc_chart_type type;
	enum rc_cell_type unit;    /* COUNT, PERCENT or MONEY */
	const char *title;         /* N_() */
	const char *const *series; /* N_() names; static or in the arena */
	size_t nseries;
	struct rc_chart_point *points, *last_point;
	size_t npoints;
	struct rc_doc *doc;
	struct rc_chart *next;
};

struct rc_doc {
	struct rc_arena *arena;
	const char *name;  /* "quota" */
	const char *title; /* N_() */
	struct rc_param_line *params, **last_param;
	struct rc_section *sections, **last_section;
	struct rc_chart *charts, *last_chart;
	/* What a format of one table (CSV) prints; NULL = the first section. */
	const struct rc_section *main;
	const char **notes; /* sentences under the tables, already translated */
	size_t nnotes, cap_notes;
	bool failed;
};

void rc_doc_init(struct rc_doc *doc, struct rc_arena *arena, const char *name,
                 const char *title);
void rc_doc_param(struct rc_doc *doc, const char *id, const char *label,
                  struct rc_doc_cell value);
/* Appends a sentence, formatted from an already translated format. */
void rc_doc_note(struct rc_doc *doc, const char *fmt, ...) RC_PRINTF(2, 3);
struct rc_section *rc_doc_section(struct rc_doc *doc, const char *id,
                                  const char *title,
                                  const struct rc_column *columns,
                                  size_t ncolumns); /* NULL: out of memory */
/* Appends a row of empty cells and returns them; takes NULL, returns NULL. */
struct rc_doc_cell *rc_section_row(struct rc_section *section,
                                   enum rc_row_style style);
/* The rows one by one, wherever they come from. Stops and fails when `put`
 * does. */
bool rc_section_each(const struct rc_section *section, rc_row_put *put,
                     void *to, struct rc_err *err) RC_MUST;
bool rc_section_is_empty(const struct rc_section *section);
struct rc_chart *rc_doc_chart(struct rc_doc *doc, enum rc_chart_type type,
                              const char *title, enum rc_cell_type unit,
                              const char *const *series,
                              size_t nseries); /* NULL: out of memory */
/* Appends a point without values; takes NULL, returns NULL. */
struct rc_chart_point *rc_chart_point(struct rc_chart *chart,
                                      struct rc_doc_cell label);
const struct rc_section *rc_doc_find(const struct rc_doc *doc, const char *id);
bool rc_doc_done(const struct rc_doc *doc, struct rc_err *err) RC_MUST;

/* The nothing of a type (NULL, RC_DATE_NONE, RC_VND_NONE, INT64_MIN) gives
 * RC_CELL_NONE, which prints as nothing (JSON: null). */
struct rc_doc_cell rc_cell_text(const char *text);
struct rc_doc_cell rc_cell_message(const char *english);
/* A message to people, a fixed name to machines: "in use", in_use. */
struct rc_doc_cell rc_cell_named(const char *name, const char *english);
struct rc_doc_cell rc_cell_count(int64_t n);
struct rc_doc_cell rc_cell_number(int64_t n);
struct rc_doc_cell rc_cell_percent(int64_t n);
struct rc_doc_cell rc_cell_bool(bool yes);
struct rc_doc_cell rc_cell_day(rc_date date);
struct rc_doc_cell rc_cell_instant(rc_ms at);
struct rc_doc_cell rc_cell_money(rc_vnd amount);
/* A value of a chart: nothing for RC_CHART_NOTHING. */
struct rc_doc_cell rc_cell_of(enum rc_cell_type type, int64_t i);
/* As people read it (d/m/y, 1.234 đ) or as machines do (ISO, digits). */
void rc_cell_put(struct rc_doc_cell cell, bool for_people, struct rc_buf *b);

#endif
