/* SPDX-License-Identifier: MIT */
/*
 * factrow - facts as a file has them: one row per fact with device, name,
 * value, source and time, the form in which they are exported.
 *
 * A row whose value, source and time are those on file is the same. A fact on
 * file that is newer than the row's stays, which is said; a fact may stand in
 * the file once per device. Without a time a fact is of now, without a source
 * of the import. What a file says cannot be a poll's answer: a row with source
 * `ssh` that is not on file already becomes one of source `import`, which is
 * said too. An empty value keeps the fact, `\N` or `(xóa)` takes it away.
 */
#ifndef ROLLCALL_SRC_IMPORT_FACTROW_H
#define ROLLCALL_SRC_IMPORT_FACTROW_H

#include "import/plan.h"

#include <rollcall/model/fact.h>

/* The columns of such a file, as a kind for rc_match_header(). */
extern const struct rc_kind rc_kind_factrow;

struct rc_factrows_options {
	const struct rc_match *match;
	struct rc_fixes *fixes; /* or NULL */
	bool may_add, may_change;
	rc_ms now;
	const struct rc_lookup *lookup;
	rc_verdict_fn *verdict; /* judged->fact says what to write */
	void *ctx;
};

struct rc_factrows;
struct rc_factrows *rc_factrows_new(const struct rc_factrows_options *options,
                                    struct rc_err *err) RC_MUST;
void rc_factrows_free(struct rc_factrows *rows); /* takes NULL */
bool rc_factrows_row(struct rc_factrows *rows, const struct rc_csv_row *row,
                     struct rc_err *err) RC_MUST;
bool rc_factrows_remarks(const struct rc_factrows *rows, struct rc_arena *arena,
                         rc_remark_fn *remark, void *ctx) RC_MUST;

#endif
