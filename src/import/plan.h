/* SPDX-License-Identifier: MIT */
/*
 * plan - rows of a file into verdicts: add, change, same, refuse. Pure: what is
 * there already comes through struct rc_lookup, what shall be done goes to a
 * function, and nothing is written here.
 *
 *	plan = rc_plan_new(&options, err)
 *	if (rc_plan_looks_ahead(kind))
 *		for each row:	rc_plan_expect(plan, row, err)
 *	for each row:		rc_plan_row(plan, row, err) -> options.verdict
 *	rc_plan_end(plan, err)	-> the verdicts of rows that waited
 *	rc_plan_free(plan)
 *
 * An empty cell keeps what is there, `\N` or `(xóa)` clears it, a column that
 * the file has not is untouched. The apostrophe that our export puts before
 * = + - @ is taken off. Placeholders of makers (model/placeholder.h)
 * count as empty.
 *
 * A row is the record that its key fields find: the first that finds one
 * decides, and the others must not find another one. Values of unique fields
 * may stand in the file once. UUIDs and MAC addresses are compared without
 * regard to case and punctuation; one that several records share finds none.
 *
 * Rows may refer to others of the same file (an agency to its parent) in any
 * order: such a row waits until its target has been judged.
 */
#ifndef ROLLCALL_SRC_IMPORT_PLAN_H
#define ROLLCALL_SRC_IMPORT_PLAN_H

#include "import/book.h"
#include "import/dates.h"
#include "import/fix.h"
#include "import/match.h"

enum rc_outcome { RC_ADD, RC_CHANGE, RC_SAME, RC_REFUSE };

struct rc_plan_fault {
	size_t column;       /* 1-based; 0 = the whole row */
	struct rc_str value; /* as it stands in the file */
	const char *reason;
	const char *cause;   /* the reason without what is this row's alone */
	const char *hint;    /* or NULL */
	const char *suggest; /* a cell that would do, or NULL */
};
/* A record to be made before the row is written: --create. */
struct rc_plan_make {
	const struct rc_kind *kind;
	const char *name;
};
/* One field to set; a reference by id, or by key if its target is new. */
struct rc_plan_set {
	const struct rc_field *field;
	struct rc_value value;
};
struct rc_judged {
	enum rc_outcome outcome;
	rc_id id;        /* 0: new */
	const char *key; /* of the record, or NULL */
	const void *old; /* NULL: new, or the same */
	const void *now; /* the record as it will be; NULL: refused, or maybe
	                  * the same */
	const struct rc_plan_set
	        *sets; /* what differs; for a new one what is there */
	size_t nsets;
	/* Facts (factrow.h): what to write, from where, of when. */
	struct rc_plan_set fact;
	int source;
	rc_ms at;
	const struct rc_plan_make *makes; /* only of rows that are taken */
	size_t nmakes;
	const struct rc_plan_fault *faults;
	size_t nfaults;
};
/* Everything lives until the function returns. False (err set) ends it all. */
typedef bool rc_verdict_fn(void *ctx, const struct rc_csv_row *row,
                           const struct rc_judged *judged, struct rc_err *err);

#define RC_PLAN_KEYS_MAX 8
struct rc_plan_options {
	const struct rc_kind *kind;
	const struct rc_match *match;
	struct rc_date_column *dates; /* settled; one per column of the file */
	bool may_add, may_change;
	const char *const
	        *keys; /* names of fields to match by; none = the key */
	size_t nkeys;
	/* "field=value" for new records of which the file says nothing. */
	const char *const *defaults;
	size_t ndefaults;
	struct rc_fixes *fixes; /* or NULL */
	/* Kinds whose records are made from a name; NULL-terminated, or NULL.
	 */
	const struct rc_kind *const *creates;
	const struct rc_lookup *lookup;
	rc_verdict_fn *verdict;
	void *ctx;
};

struct rc_plan;
/* Reads the keys that are there; the options are borrowed. */
struct rc_plan *rc_plan_new(const struct rc_plan_options *options,
                            struct rc_err *err) RC_MUST;
void rc_plan_free(struct rc_plan *plan); /* takes NULL */
/* Must every row be shown by rc_plan_expect() first? */
bool rc_plan_looks_ahead(const struct rc_kind *kind);
bool rc_plan_expect(struct rc_plan *plan, const struct rc_csv_row *row,
                    struct rc_err *err) RC_MUST;
bool rc_plan_row(struct rc_plan *plan, const struct rc_csv_row *row,
                 struct rc_err *err) RC_MUST;
bool rc_plan_end(struct rc_plan *plan, struct rc_err *err) RC_MUST;

/* Sentences on what was assumed, one per sort, after the last row; false when
 * memory is out. */
bool rc_plan_remarks(const struct rc_plan *plan, struct rc_arena *arena,
                     rc_remark_fn *remark, void *ctx) RC_MUST;

#endif
