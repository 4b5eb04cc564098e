/* SPDX-License-Identifier: MIT */
/*
 * match - which column of the file is which field.
 *
 * A header is found by rc_field_find(): canonical name, label in either
 * language, or one of the names other programs give it; case, marks and
 * punctuation do not matter. Some headers mean something else in the files of
 * one program (data/alias/context.csv), and some are ignored on purpose
 * (data/alias/ignored.csv). --map FIELD=COLUMN overrides, the column being a
 * header, #3 or 3; --map FIELD= leaves the field out.
 *
 * What would make rows mean something else than their author meant stops the
 * import before the first row: the same header twice, two columns for a field
 * that tells records apart, a map that names nothing, a required field without
 * a column. Where other programs write several columns for one of our fields
 * (a person's name, login and address), the first in the field's own list is
 * taken and the others are told. What is merely not used is a remark as well:
 * unknown headers, fields that the program sets itself.
 */
#ifndef ROLLCALL_SRC_IMPORT_MATCH_H
#define ROLLCALL_SRC_IMPORT_MATCH_H

#include "import/csv.h"

#include <rollcall/model/kind.h>

/* Columns that a rejects file adds, and an import passes over. */
#define RC_REJECT_LINE   "_line"
#define RC_REJECT_REASON "_reason"

struct rc_match {
	size_t n;                       /* columns of the file */
	const char **headers;           /* as written, trimmed */
	const struct rc_field **fields; /* per column; NULL = not used */
	bool *ours;                     /* a column of a rejects file */
	bool *known; /* not used, but known: ignored on purpose, ours, second
	              * choice */
};

/* Takes one sentence on what was assumed; false when memory is out. */
typedef bool rc_remark_fn(void *ctx, const char *sentence);

struct rc_match_wish {
	const struct rc_kind *kind;
	const char *const *maps; /* "field=column" */
	size_t nmaps;
	bool partial; /* required fields may be missing (updates) */
	/* Fields that have a value without a column. */
	const char *const *defaults; /* "field=value" */
	size_t ndefaults;
	rc_remark_fn *remark; /* per column that is not used; or NULL */
	void *ctx;
};

/* All problems go into one error. The result lives in `arena`. */
bool rc_match_header(const struct rc_match_wish *wish,
                     const struct rc_csv_row *header, struct rc_arena *arena,
                     struct rc_match *ret, struct rc_err *err) RC_MUST;

/* The column of a field, or SIZE_MAX. */
size_t rc_match_column(const struct rc_match *match,
                       const struct rc_field *field);

#endif
