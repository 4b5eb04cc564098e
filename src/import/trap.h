/* SPDX-License-Identifier: MIT */
/*
 * trap - what a spreadsheet does to a cell on its way into a file, unseen by
 * the one who saves it.
 *
 *	what stands there	what it was		what we do
 *	1,23E+15		a long number		fault: digits are gone
 *	#N/A #REF! ####		a formula, a column	fault
 *	1.234, a whole number	1234			taken, with a remark
 *	1234 among 12345	01234			as it stands, remark
 *	1234, and 01234 is on file			fault (identity.c)
 *	U+00A0 at an end	nothing			trimmed, with a remark
 *	45000, 01-Thg7 in days	a day			see dates.h
 *	1.234 in money		1234			see money.h
 *
 * A first look at every row (rc_trap_see) gathers, per column, what the
 * remarks count; rc_trap_check() refuses a cell.
 */
#ifndef ROLLCALL_SRC_IMPORT_TRAP_H
#define ROLLCALL_SRC_IMPORT_TRAP_H

#include "import/match.h"

#define RC_TRAP_DIGITS 16

struct rc_trap_count {
	uint64_t cells, line; /* how many; the first of them */
	uint64_t last; /* rows that are judged again do not count again */
};
struct rc_trap_column {
	struct rc_trap_count nbsp;    /* hard blanks around the text */
	struct rc_trap_count grouped; /* 1.234 as a whole number */
	struct rc_trap_count powers;  /* 1,23E+15 */
	struct rc_trap_count errors;  /* #N/A */
	/* Codes of digits only, by their length; `padded` begin with 0. */
	struct rc_trap_count digits[RC_TRAP_DIGITS + 1];
	uint64_t padded;
	/* After rc_trap_settle(): the digits that such codes have, 0 = nothing
	 * looks lost; and the new codes that have fewer. */
	size_t width;
	struct rc_trap_count shorter;
};

/* Takes in one cell of a column that means `field`. */
void rc_trap_see(struct rc_trap_column *column, const struct rc_field *field,
                 struct rc_str cell, uint64_t line);

/* After the first look: where do codes look as if zeros were lost? */
void rc_trap_settle(struct rc_trap_column *columns, size_t n);
/* Takes in a code that is not on file. One that is was not ruined. */
void rc_trap_new(struct rc_trap_column *column, struct rc_str cell,
                 uint64_t line);

/* False: no value of `field` can be read from that cell (trimmed), and err
 * says what the spreadsheet has done. */
bool rc_trap_check(const struct rc_field *field, struct rc_str text,
                   struct rc_err *err) RC_MUST;

/* #N/A and its kin, ##### */
bool rc_trap_is_error(struct rc_str text);

/* "1.234", "1 234", "12,345,678": a whole number in groups of three. */
bool rc_trap_grouped(struct rc_str text, int64_t *ret);

/* The digits of `text` with zeros in front, `width` in all, for a suggestion;
 * false if it is not digits only or not shorter. `ret` holds width + 1. */
bool rc_trap_padded(struct rc_str text, size_t width,
                    char ret[RC_TRAP_DIGITS + 1]);

void rc_trap_count_in(struct rc_trap_count *count, uint64_t line);
/* "HEADER: 12 cells (first on line 3): WHAT"; nothing for none. */
bool rc_trap_say(const struct rc_trap_count *count, const char *header,
                 const char *what, struct rc_arena *arena, rc_remark_fn *remark,
                 void *ctx) RC_MUST;

/* One sentence per column and trap, with count and first line; false when
 * memory is out. `columns` has one element per column of the match. */
bool rc_trap_remarks(const struct rc_trap_column *columns,
                     const struct rc_match *match, struct rc_arena *arena,
                     rc_remark_fn *remark, void *ctx) RC_MUST;

#endif
