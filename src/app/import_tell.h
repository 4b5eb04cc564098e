/* SPDX-License-Identifier: MIT */
/*
 * import_tell - what an import has to say: counts, faults, changed cells,
 * remarks, and the file of refused rows. Up to RC_IMPORT_SHOWN of each are
 * kept; the counts go on.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_TELL_H
#define ROLLCALL_SRC_APP_IMPORT_TELL_H

#include <rollcall/app/imports.h>

#include "import/plan.h"

#include <stdio.h>

struct rc_tell {
	struct rc_arena *arena;         /* the caller's */
	struct rc_import_result result; /* arrays on the heap until told */
	size_t faults_cap, deltas_cap, remarks_cap;
	/* the file of refused rows */
	const char *rejects_path; /* NULL = none wanted */
	FILE *rejects;            /* opened at the first refused row */
	char separator;
	bool bom;
	struct rc_buf line;
};

void rc_tell_init(struct rc_tell *tell, struct rc_arena *arena,
                  const char *rejects_path);
void rc_tell_fini(struct rc_tell *tell);
/* Of the type rc_remark_fn; ctx is the struct rc_tell. */
bool rc_tell_remark(void *ctx, const char *sentence);
/* Counts a verdict and keeps what is worth showing. */
bool rc_tell_verdict(struct rc_tell *tell, const struct rc_match *match,
                     const struct rc_csv_row *row,
                     const struct rc_judged *judged,
                     struct rc_err *err) RC_MUST;
/* Closes the rejects file and hands over the result, in the arena. */
bool rc_tell_end(struct rc_tell *tell, struct rc_import_result *ret,
                 struct rc_err *err) RC_MUST;

#endif
