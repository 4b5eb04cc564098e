/* SPDX-License-Identifier: MIT */
/*
 * judge - one row against what is there: the inside of plan.h. plan.c keeps the
 * rows that wait and the order; judge.c says what one row means; identity.c
 * finds which record it is, refer.c what its references mean.
 */
#ifndef ROLLCALL_SRC_IMPORT_JUDGE_H
#define ROLLCALL_SRC_IMPORT_JUDGE_H

#include <rollcall/model/placeholder.h>

#include "import/kin.h"
#include "import/plan.h"
#include "import/print.h"
#include "import/trap.h"

#define RC_BOOKS_MAX 4 /* kinds that one kind refers to */

/* A column of the file that is used. */
struct rc_plan_column {
	const struct rc_field *field; /* NULL: not used */
	struct rc_placeholders placeholders;
	struct rc_book *book;             /* of references */
	struct rc_trap_count passed_over; /* placeholders */
	struct rc_trap_count assumed;     /* money written as 1.234 */
	/* References found by their unit: how often, and one of them. */
	struct rc_trap_count units;
	const char *unit_text, *unit_key;
};

/* A field that tells records apart. */
struct rc_identity {
	const struct rc_field *field;
	bool loose; /* compared without case and punctuation, may be shared */
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
	uint64_t identifying;              /* their fields */
	size_t matching[RC_PLAN_KEYS_MAX]; /* identities to match by, in order
	                                    */
	size_t nmatching;
	struct rc_book books[RC_BOOKS_MAX];
	const struct rc_kind *book_kinds[RC_BOOKS_MAX];
	bool book_loaded[RC_BOOKS_MAX];
	size_t nbooks;
	struct rc_kin kin;
	struct rc_prints prints;   /* of what is stored */
	uint64_t required;         /* fields that must not be empty */
	void *blank;               /* a record without anything */
	struct rc_err why;         /* of the cell at work */
	struct rc_value *defaults; /* per field, for new records */
	struct rc_ref *default_refs;
	uint64_t made[RC_BOOKS_MAX];
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
	uint64_t given;          /* fields of which the file says something */
	uint64_t bad;            /* ... that is wrong */
	bool waits;
	bool nomem;
};

/* Why a row is refused, beside its reason. All may be NULL. */
struct rc_because {
	const char *cause; /* the reason without what is this row's alone; NULL
	                    * = the reason itself */
	const char *hint;
	const char *suggest;
};
#define RC_PLAINLY ((struct rc_because){ NULL, NULL, NULL })

/* Adds a fault; the reason is formatted into the row's arena. Column SIZE_MAX
 * = the row as a whole. */
void rc_case_fault(struct rc_case *c, size_t column, struct rc_because because,
                   const char *fmt, ...) RC_PRINTF(4, 5);
/* A sentence of a lower floor that begins with the value in quotes, without
 * it. */
const char *rc_case_cause(const char *text);
/* Text safe to show, cut; "" when memory is out. */
const char *rc_case_shown(struct rc_case *c, struct rc_str text);

/* Finds what a reference means; sets c->refs and c->values, c->waits, or adds
 * a fault. False only when the reading failed. */
bool rc_case_refer(struct rc_case *c, size_t column, struct rc_str text,
                   struct rc_err *err) RC_MUST;

/* The record that a row is, 0 = a new one; adds faults. False only when the
 * reading failed. */
/* The value of that field was read: if it tells records apart, it will be
 * looked for. */
void rc_case_expect(const struct rc_case *c, size_t field);
bool rc_case_find(struct rc_case *c, rc_id *ret, struct rc_err *err) RC_MUST;

/* The records that the references of a taken row want made; marks them made.
 * False: no memory. */
bool rc_case_makes(struct rc_case *c, struct rc_judged *judged) RC_MUST;

/* Judges a row. *ret_waits: its target has not been judged yet. */
bool rc_judge(struct rc_plan *plan, const struct rc_csv_row *row,
              struct rc_judged *ret, bool *ret_waits,
              struct rc_err *err) RC_MUST;

/* The cell of a column without blanks, our apostrophe, placeholders; empty when
 * it says nothing. */
struct rc_str rc_case_text(const struct rc_plan_column *column,
                           struct rc_str cell);
/* The form in which a value tells records apart. `room` holds it if it differs
 * from the value. */
struct rc_str rc_identity_key(const struct rc_identity *identity,
                              struct rc_str value, struct rc_buf *room);
bool rc_case_clears(struct rc_str text);

#endif
