/* SPDX-License-Identifier: MIT */
/* procurement - the tables of the purchase list beside its lines: by need, by
 * line of the budget, by quarter, the agencies, the cap, the moves. */
#ifndef ROLLCALL_SRC_REPORT_PROCUREMENT_H
#define ROLLCALL_SRC_REPORT_PROCUREMENT_H

#include "report/demand.h"

/* Failures stick in the doc. */
void rc_procurement_needs(struct rc_doc *doc, const struct rc_demand *demand);
void rc_procurement_budget(struct rc_doc *doc, const struct rc_demand *demand);
void rc_procurement_quarters(struct rc_doc *doc,
                             const struct rc_demand *demand);
void rc_procurement_agencies(struct rc_doc *doc,
                             const struct rc_demand *demand);
void rc_procurement_cap(struct rc_doc *doc, const struct rc_demand *demand);
void rc_procurement_moves(struct rc_doc *doc, const struct rc_demand *demand);

#endif
