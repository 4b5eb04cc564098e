/* SPDX-License-Identifier: MIT */
/*
 * judge - one row against what is there: the inside of plan.h. plan.c keeps the
 * rows that wait and the order; judge.c says what one row means; refer.c finds
 * what its references mean.
 */
#ifndef ROLLCALL_SRC_IMPORT_JUDGE_H
#define ROLLCALL_SRC_IMPORT_JUDGE_H

#include "import/kin.h"
#include "import/placeholder.h"
#include "import/plan.h"

#define RC_BOOKS_MAX 4 /* kinds that one kind refers to */

/* A column of the file that is used. */
struct rc_plan_column {
	const struct rc_field *field; /* NULL: not used */
	struct rc_placeholders placeholders;
	struct rc_book *book; /* of references */
	uint64_t placeholder_line, placeholder_cells;
	uint64_t assumed_line; /* money written as 1.234 */
};

/* A field that tells records apart. */
struct rc_identity {
	const struct rc_field *field;
	struct rc_map stored; /* value -> id */
	struct rc_map seen;   /* value -> line of the file */
};

struct rc_waiting {
	struct rc_waiting *next;
	struct rc_csv_row row;
};

struct rc_plan {
	struct rc_plan_options options;
	struct rc_arena arena;   /* as long as the plan */
	struct rc_arena scratch; /* one row */
	struct rc_plan_column *columns;
	size_t *places; /* per field: its column, SIZE_MAX = none */
	struct rc_identity identities[RC_PLAN_KEYS_MAX];
	size_t nidentities;
	size_t matching[RC_PLAN_KEYS_MAX]; /* identities to match by, in order
	                                    */
	size_t nmatching;
	struct rc_book books[RC_BOOKS_MAX];
	const struct rc_kind *book_kinds[RC_BOOKS_MAX];
	bool book_loaded[RC_BOOKS_MAX];
	size_t nbooks;
	struct rc_kin kin;
	struct rc_waiting *waiting; /* the latest first */
	bool last;                  /* nothing waits any longer */
};

/* One row at work. */
struct rc_case {
	struct rc_plan *plan;
	const struct rc_csv_row *row;
	struct rc_plan_fault *faults;
	size_t nfaults, max_faults;
	struct rc_value *values; /* per field of the kind */
	struct rc_ref *refs;     /* the same for references */
	bool *given;             /* the file says something of it */
	bool *bad;               /* ... that is wrong */
	bool waits;
	bool nomem;
};

/* Adds a fault; the reason is formatted into the row's arena. */
void rc_case_fault(struct rc_case *c, size_t column, const char *hint,
                   const char *fmt, ...) RC_PRINTF(4, 5);
/* Text safe to show, cut; "" when memory is out. */
const char *rc_case_shown(struct rc_case *c, struct rc_str text);

/* Finds what a reference means; sets c->refs and c->values, c->waits, or adds
 * a fault. False only when the reading failed. */
bool rc_case_refer(struct rc_case *c, size_t column, struct rc_str text,
                   struct rc_err *err) RC_MUST;

/* Judges a row. *ret_waits: its target has not been judged yet. */
bool rc_judge(struct rc_plan *plan, const struct rc_csv_row *row,
              struct rc_judged *ret, bool *ret_waits,
              struct rc_err *err) RC_MUST;

/* The cell of a column without blanks, our apostrophe, placeholders; empty when
 * it says nothing. */
struct rc_str rc_case_text(const struct rc_plan_column *column,
                           struct rc_str cell);
bool rc_case_clears(struct rc_str text);

#endif
