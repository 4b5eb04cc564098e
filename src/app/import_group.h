/* SPDX-License-Identifier: MIT */
/*
 * import_group - the faults of a file by cause: which cells are behind each,
 * how often, what was probably meant. Memory has a ceiling: RC_IMPORT_GROUPS
 * causes, RC_IMPORT_DISTINCT different cells in all; the counts go on.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_GROUP_H
#define ROLLCALL_SRC_APP_IMPORT_GROUP_H

#include <rollcall/app/imports.h>
#include <rollcall/base/map.h>
#include <rollcall/base/str.h>

struct rc_group_value {
	size_t group;
	struct rc_fault_value value;
};
struct rc_groups {
	struct rc_arena *arena; /* the caller's: texts that are handed over */
	struct rc_map causes;   /* field and cause -> group */
	struct rc_map cells;    /* group and cell -> value */
	struct rc_fault_group *list;
	size_t n, cap;
	struct rc_group_value *values;
	size_t nvalues, values_cap;
	struct rc_buf key;
};

void rc_groups_init(struct rc_groups *groups, struct rc_arena *arena);
void rc_groups_fini(struct rc_groups *groups);
/* Counts a fault in; `cell` as it stands in the file. */
bool rc_groups_add(struct rc_groups *groups, const struct rc_fault *fault,
                   struct rc_str cell) RC_MUST;
/* The groups, the largest first, in the arena. */
bool rc_groups_end(struct rc_groups *groups, struct rc_fault_group **ret,
                   size_t *ret_n) RC_MUST;

#endif
