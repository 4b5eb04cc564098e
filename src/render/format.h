/* SPDX-License-Identifier: MIT */
/*
 * format - what the formats share and how the table of formats finds them.
 *
 * A renderer gathers bytes in `line` and hands them to the sink in chunks, so
 * that a sink needs no buffer of its own. Call rc_render_step() after every
 * row and rc_render_flush() at the end; both report what went wrong since the
 * last call (memory, the sink).
 */
#ifndef ROLLCALL_SRC_RENDER_FORMAT_H
#define ROLLCALL_SRC_RENDER_FORMAT_H

#include <rollcall/render/render.h>

/* A renderer for one document: style and sink, no columns yet. */
void rc_render_init(struct rc_renderer *r, const struct rc_style *style,
                    const struct rc_sink *sink);
void rc_render_fini(struct rc_renderer *r);
bool rc_render_step(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_render_flush(struct rc_renderer *r, struct rc_err *err) RC_MUST;

/* Cells and labels as people read them, safe to show; until the next call. A
 * failure sticks in r->line. */
struct rc_str rc_render_cell(struct rc_renderer *r, struct rc_doc_cell cell);
struct rc_str rc_render_text(struct rc_renderer *r, const char *text);
/* Translated; the id of a column without a label. */
struct rc_str rc_column_label(const struct rc_column *column);

bool rc_plain_doc(const struct rc_doc *doc, const struct rc_style *style,
                  const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_plain_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_plain_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
                  struct rc_err *err) RC_MUST;
bool rc_plain_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

bool rc_csv_doc(const struct rc_doc *doc, const struct rc_style *style,
                const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_csv_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_csv_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
                struct rc_err *err) RC_MUST;
bool rc_csv_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

bool rc_json_doc(const struct rc_doc *doc, const struct rc_style *style,
                 const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_json_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_json_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
                 struct rc_err *err) RC_MUST;
bool rc_json_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

bool rc_html_doc(const struct rc_doc *doc, const struct rc_style *style,
                 const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_html_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_html_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
                 struct rc_err *err) RC_MUST;
bool rc_html_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

bool rc_xlsx_doc(const struct rc_doc *doc, const struct rc_style *style,
                 const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_xlsx_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_xlsx_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
                 struct rc_err *err) RC_MUST;
bool rc_xlsx_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;
void rc_xlsx_drop(struct rc_renderer *r);

bool rc_md_doc(const struct rc_doc *doc, const struct rc_style *style,
               const struct rc_sink *sink, struct rc_err *err) RC_MUST;
bool rc_md_begin(struct rc_renderer *r, struct rc_err *err) RC_MUST;
bool rc_md_row(struct rc_renderer *r, const struct rc_doc_cell *cells,
               struct rc_err *err) RC_MUST;
bool rc_md_end(struct rc_renderer *r, struct rc_err *err) RC_MUST;

#endif
