/* SPDX-License-Identifier: MIT */
/*
 * import_tell - what an import has to say: counts, faults, causes, changed
 * cells, remarks, and the file of refused rows. Up to RC_IMPORT_SHOWN faults
 * and cells are kept; the counts go on, and the caller may have every one as it
 * is found (each_fault, each_delta).
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_TELL_H
#define ROLLCALL_SRC_APP_IMPORT_TELL_H

#include <rollcall/app/imports.h>

#include "app/import_group.h"
#include "app/import_rejects.h"
#include "import/plan.h"

struct rc_tell {
	struct rc_arena *arena; /* the caller's */
	const struct rc_import_options *options;
	struct rc_arena room;           /* of one row */
	struct rc_import_result result; /* arrays on the heap until told */
	size_t faults_cap, deltas_cap, remarks_cap;
	struct rc_groups groups;
	struct rc_rejects rejects;
	struct rc_buf line;
};

void rc_tell_init(struct rc_tell *tell, struct rc_arena *arena,
                  const struct rc_import_options *options);
void rc_tell_fini(struct rc_tell *tell);
/* Of the type rc_remark_fn; ctx is the struct rc_tell. A sentence that was said
 * before is not said again. */
bool rc_tell_remark(void *ctx, const char *sentence);
/* Counts a verdict and keeps what is worth showing. */
bool rc_tell_verdict(struct rc_tell *tell, const struct rc_match *match,
                     const struct rc_csv_row *row,
                     const struct rc_judged *judged,
                     struct rc_err *err) RC_MUST;
/* Puts the rejects in their place and hands over the result, in the arena. */
bool rc_tell_end(struct rc_tell *tell, struct rc_import_result *ret,
                 struct rc_err *err) RC_MUST;

#endif
