/* SPDX-License-Identifier: MIT */
/* html - pieces of an HTML page that its parts share. */
#ifndef ROLLCALL_SRC_RENDER_HTML_H
#define ROLLCALL_SRC_RENDER_HTML_H

#include "render/format.h"

/* Escaped for an element or a quoted attribute; s is safe to show. */
void rc_html_put(struct rc_buf *b, struct rc_str s);

/* Appends the parts of data/report/FORM.txt around a report: before its title,
 * and after its end. RC_ENOTFOUND: there is no such form. */
bool rc_heading_put(struct rc_renderer *r, bool end,
                    struct rc_err *err) RC_MUST;

/* Appends a <figure> with an inline SVG picture, without script. */
void rc_svg_put(struct rc_renderer *r, const struct rc_chart *chart);

#endif
