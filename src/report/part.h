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

/* A document in `arena` that says of when it is and for which period, or NULL:
 * out of memory. The end takes NULL; *ret is the document, whole. */
struct rc_doc *rc_part_begin(const struct rc_report_in *in,
                             struct rc_arena *arena, const char *name,
                             const char *title);
bool rc_part_end(const struct rc_doc *doc, struct rc_doc *ret,
                 struct rc_err *err) RC_MUST;

/* 100 x n / total, rounded down; nothing of nothing is nothing (INT64_MIN). */
int64_t rc_share(int64_t n, int64_t total);
/* Is it an agency's computer that counts: in use, and not a person's own? */
bool rc_machine_counts(const struct rc_machine *machine);

/* The agency of the day with that id, or NULL. */
const struct rc_unit *rc_unit_by_id(const struct rc_estate *estate, rc_id id);

struct rc_doc_cell rc_cell_tier(int tier); /* "all" for RC_TIER_NONE */
struct rc_doc_cell rc_cell_group(int title_group);
/* A word of a choice; nothing for entry 0. */
struct rc_doc_cell rc_cell_word(const struct rc_word *words, int word);

#endif
