/* SPDX-License-Identifier: MIT */
/*
 * import_rejects - the file of refused rows: the cells as they were, with line
 * and reasons in two more columns, which an import passes over. It is made
 * beside its place, without a name where the file system can do that, and takes
 * it at the end, whole or not at all; an older file stands until then, and
 * stays if no row is refused.
 *
 * It is UTF-8, whatever was read, in the separator of the file, with a byte
 * order mark if the file had one or was in another encoding.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_REJECTS_H
#define ROLLCALL_SRC_APP_IMPORT_REJECTS_H

#include "import/plan.h"

#include <rollcall/base/buf.h>

#include <stdio.h>

struct rc_rejects {
	const char *path; /* NULL = none wanted */
	char *temporary;  /* in the heap: the name beside its place */
	FILE *out;        /* opened at the first refused row */
	bool in_place;    /* a device or a pipe */
	bool has_name;    /* `temporary` is there */
	char separator;
	bool bom;
	struct rc_buf line;
};

void rc_rejects_init(struct rc_rejects *rejects, const char *path);
void rc_rejects_fini(struct rc_rejects *rejects); /* what is not ended goes */
/* Can it be written at all? Asked before the first row. */
bool rc_rejects_try(struct rc_rejects *rejects, struct rc_err *err) RC_MUST;
bool rc_rejects_add(struct rc_rejects *rejects, const struct rc_match *match,
                    const struct rc_csv_row *row,
                    const struct rc_judged *judged, struct rc_err *err) RC_MUST;
/* Everything onto the disk; to be called before the batch is committed. */
bool rc_rejects_flush(struct rc_rejects *rejects, struct rc_err *err) RC_MUST;
/* Into its place. */
bool rc_rejects_end(struct rc_rejects *rejects, struct rc_err *err) RC_MUST;

#endif
