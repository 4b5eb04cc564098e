/* SPDX-License-Identifier: MIT */
/* why - a check in words: the rule with its figure, and the fact behind it with
 * its source and age. */
#ifndef ROLLCALL_SRC_REPORT_WHY_H
#define ROLLCALL_SRC_REPORT_WHY_H

#include "rule/conform.h"

/* "pass", "fail", "unknown" by finding: N_() */
extern const char *const rc_finding_names[];

/* "processor cores, at least: 4" */
void rc_why_rule(const struct rc_check *check, const struct rc_case *c,
                 struct rc_buf *b);
/* "CPU cores: 2 (manual, 3 days ago)", "Status: in repair"; puts nothing when
 * the rule rests on no single field. */
void rc_why_fact(const struct rc_check *check, const struct rc_case *c,
                 const struct rc_device *device, struct rc_buf *b);

#endif
