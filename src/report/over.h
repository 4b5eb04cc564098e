/* SPDX-License-Identifier: MIT */
/*
 * over - what goes beyond the norms, as two sections that several reports
 * share: "over_norm", more than a post or an agency may have, and "over_price",
 * devices bought in the period and orders dearer than the ceiling of their
 * day. Each with who must approve it, and the decision on record.
 *
 * Isolated machines are for secret work and have a decision of their own (Art.
 * 6.3); a person's own are not counted. A device at no post is held against
 * the highest ceiling of its kind.
 */
#ifndef ROLLCALL_SRC_REPORT_OVER_H
#define ROLLCALL_SRC_REPORT_OVER_H

#include "report/report.h"

/* Failures stick in the doc. */
void rc_over_put(struct rc_doc *doc, const struct rc_report_in *in);
/* "2026Q4": the quarter of a day; nothing for none. */
struct rc_doc_cell rc_cell_quarter(struct rc_doc *doc, rc_date day);
struct rc_doc_cell rc_cell_item(int item);

#endif
