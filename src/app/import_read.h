/* SPDX-License-Identifier: MIT */
/*
 * import_read - one reading of a source: decoded, cut into rows, digested.
 *
 *	struct rc_reading reading = { .source = &source, .encoding = NULL };
 *	if (!rc_reading_run(&reading, each_row, ctx, err)) ...
 *
 * An import reads its source two or three times; the digests must agree.
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_READ_H
#define ROLLCALL_SRC_APP_IMPORT_READ_H

#include "app/import_source.h"
#include "import/csv.h"

#include <rollcall/base/digest.h>

struct rc_digest;
struct rc_decoder;
struct rc_reading {
	const struct rc_source *source;
	const char *encoding; /* NULL: UTF-8, or UTF-16 by its mark */
	/* Called after each chunk; false (err set) ends the reading. Or NULL.
	 */
	bool (*chunk)(void *ctx, size_t bytes, struct rc_err *err);
	/* What is known, from the first row on. */
	char separator; /* ',' of a list of objects */
	bool bom;
	const char *decoded_as;  /* "utf-8", "tcvn3" ... */
	char hex[RC_SHA256_HEX]; /* after the end */
	/* The inside. */
	struct rc_csv *csv;         /* or */
	struct rc_objects *objects; /* by source->format */
	struct rc_decoder *decoder;
	struct rc_digest *digest;
	rc_csv_each *each;
	void *ctx;
	bool stopped; /* by `each`, with RC_OK: enough was seen */
};

/* Reads it all. `each` gets the rows; false with err->code RC_OK ends the
 * reading early, without a digest and without failure. */
bool rc_reading_run(struct rc_reading *reading, rc_csv_each *each, void *ctx,
                    struct rc_err *err) RC_MUST;

#endif
