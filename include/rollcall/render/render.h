/* SPDX-License-Identifier: MIT */
/*
 * render - documents and rows to bytes: text, csv, json, html, xlsx, md. One
 * format is one row of a table and one file.
 *
 * A renderer streams: begin, section, row..., end. A 100 000-row export goes
 * through the same code as a ten-row summary, in flat memory. Sinks report
 * their own failure (disk full, closed pipe).
 *
 * CSV: UTF-8, RFC 4180 quoting, CRLF. For Excel in Vietnam `;` and a BOM can be
 * asked for. Cells that a spreadsheet would run (= + - @ TAB CR at the front)
 * get a leading apostrophe, which import takes off again; plain numbers keep
 * their sign. JSON: a document is one object, a stream of rows an array of
 * objects; keys in column order, integers as numbers.
 *
 * The others are for people: labels in the reader's language, d/m/y, every
 * text made safe to show (rc_text_screen).
 * Text: aligned columns. Markdown: pipe tables. HTML: one file that needs no
 * other, without script, to be read and to be printed on A4; with the heading
 * of a Party or State document when the style names one. XLSX: one sheet per
 * section, cells of their type, text never a formula; the workbook is put
 * together in an unnamed file in $TMPDIR and reaches the sink at the end.
 * HTML and XLSX draw a document's charts.
 */
#ifndef ROLLCALL_RENDER_RENDER_H
#define ROLLCALL_RENDER_RENDER_H

#include <rollcall/table/doc.h>

struct rc_sink {
	/* False when the bytes could not be written; `err` says why. */
	bool (*write)(void *to, struct rc_str bytes, struct rc_err *err);
	void *to;
};
/* A sink onto a stdio stream. EPIPE gives RC_ECANCELLED. */
struct rc_sink rc_sink_stdio(FILE *stream);
struct rc_sink rc_sink_buf(struct rc_buf *b);

/*
 * The heading of a paper: data/report/FORM.txt, and what goes into its blanks.
 * A blank that nobody filled is a dotted line. All text is borrowed.
 */
struct rc_heading_value {
	const char *name; /* "body" */
	const char *text; /* "TỈNH ỦY ĐỒNG NAI"; NULL = not given */
};
struct rc_heading {
	const char *form; /* "party", "state" */
	const struct rc_heading_value *values;
	size_t nvalues;
};

struct rc_style {
	size_t width;   /* cells of the terminal; 0 = unlimited */
	bool colour;    /* text may use SGR */
	bool ascii;     /* no box or block characters */
	char separator; /* csv: ',' (0) or ';' */
	bool bom;       /* csv */
	const struct rc_heading *heading; /* html; NULL = none */
	rc_date day; /* of the heading, and "made on" in xlsx; 0 = unknown */
};

struct rc_renderer;
struct rc_format {
	const char *name;  /* "csv" */
	const char *media; /* "text/csv" */
	bool people;       /* wants labels and words, not names */
	bool binary;       /* not to be sent to a terminal */
	bool (*doc)(const struct rc_doc *doc, const struct rc_style *style,
	            const struct rc_sink *sink, struct rc_err *err);
	/* Row streaming for lists and exports; state in *renderer. */
	bool (*begin)(struct rc_renderer *r, struct rc_err *err);
	bool (*row)(struct rc_renderer *r, const struct rc_doc_cell *cells,
	            struct rc_err *err);
	bool (*end)(struct rc_renderer *r, struct rc_err *err);
	/* Frees what begin made; also after a failure. NULL = nothing. */
	void (*drop)(struct rc_renderer *r);
};
struct rc_renderer {
	const struct rc_format *format;
	const struct rc_column *columns;
	size_t ncolumns;
	const size_t *widths; /* text: cells of each column */
	const char *title;
	size_t gap; /* text: cells between columns; 0 = 2 */
	struct rc_style style;
	struct rc_sink sink;
	struct rc_buf line;      /* working space: what the sink gets next */
	struct rc_buf raw, safe; /* one cell */
	struct rc_book *book;    /* xlsx: the workbook and its table */
	void *table;
	uint64_t rows;
};

extern const struct rc_format rc_formats[]; /* ends with a NULL name */
const struct rc_format *rc_format_find(const char *name);

/* Prints a whole document. JSON: {"name":…, params…, "<section id>":[{…}]}. */
bool rc_doc_print(const struct rc_doc *doc, const char *format,
                  const struct rc_style *style, const struct rc_sink *sink,
                  struct rc_err *err) RC_MUST;

/* Streams rows: begin, then rc_rows_put for each, then end, which also frees;
 * or drop, when the rows stop halfway. */
struct rc_rows {
	const struct rc_column *columns;
	size_t ncolumns;
	const size_t *widths; /* text: cells of each column; NULL = by type */
	const char *title; /* html, xlsx, md: N_() name of the rows, or NULL */
};
bool rc_rows_begin(struct rc_renderer *r, const char *format,
                   const struct rc_rows *rows, const struct rc_style *style,
                   const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_rows_put(struct rc_renderer *r, const struct rc_doc_cell *cells,
                 struct rc_err *err) RC_MUST;
bool rc_rows_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

void rc_rows_drop(struct rc_renderer *r);

/* Pieces for streaming writers elsewhere (jsonl). */
void rc_json_put_text(struct rc_buf *b, struct rc_str s); /* quoted, escaped */
void rc_csv_put_cell(struct rc_buf *b, struct rc_str s, char separator);

#endif
