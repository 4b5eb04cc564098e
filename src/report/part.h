/* SPDX-License-Identifier: MIT */
/* part - pieces that several reports share: header, thresholds, cells. */
#ifndef ROLLCALL_SRC_REPORT_PART_H
#define ROLLCALL_SRC_REPORT_PART_H

#include "report/report.h"

/* Day, year, basis, theta, policy and roster as parameters. `o` is settled. */
void rc_part_head(struct rc_doc *doc, const struct rc_estate *estate,
                  const struct rc_quota_options *o);
/* The section "parameters": each threshold, its value and where it stands. */
void rc_part_thresholds(struct rc_doc *doc, const struct rc_estate *estate);
/* What the figures cannot know: sentences under every report. */
void rc_part_notes(struct rc_doc *doc, const struct rc_estate *estate,
                   const struct rc_quota_options *o);

struct rc_doc_cell rc_cell_tier(int tier); /* "all" for RC_TIER_NONE */
struct rc_doc_cell rc_cell_group(int title_group);

#endif
