/* SPDX-License-Identifier: MIT */
/*
 * dates - in which order a file writes day and month: declared, or proven by
 * the file itself, never guessed.
 *
 * 2026-11-22 needs no proof. A column that holds 22/11/2026 is day first,
 * because there is no month 22; one that holds 11/22/2026 is month first and
 * is refused unless that order was declared. A column whose days all fit both
 * orders takes the proof from another column of the same file (a person saves
 * a file from one program); without any, its days are refused. Where day and
 * month are equal there is nothing to decide.
 *
 * So the file is read twice: rc_dates_see() collects what each cell proves,
 * rc_dates_settle() decides, rc_dates_read() reads.
 *
 * Spreadsheets also save days as serial numbers (45000 = 15/03/2023). From
 * 20000 to 60000 (1954 to 2064) they are read, and the column counts them so
 * that it can be said.
 *
 * And they write months by name: 01-Thg7-2026, 1-Jul-2026, 2026-Jul-01 are
 * clear in any order and read. 01-Thg7 has lost its year and Thg7-25 its day
 * (or is it the 25th?): refused, as are years of two digits.
 */
#ifndef ROLLCALL_SRC_IMPORT_DATES_H
#define ROLLCALL_SRC_IMPORT_DATES_H

#include <rollcall/base/date.h>

enum rc_date_use {
	RC_USE_ORDER,     /* days are read in `order` */
	RC_USE_OTHERS,    /* the same, proven by another column */
	RC_USE_AMBIGUOUS, /* nothing proves an order */
	RC_USE_MDY,       /* looks like month first, which was not declared */
	RC_USE_MIXED      /* both orders are proven */
};

struct rc_date_column {
	/* Lines of the first cell of each sort; 0 = none. */
	uint64_t dmy_line, mdy_line, either_line, serial_line, named_line;
	/* Cells read as numbers; with a month's name. A row that is judged
	 * again is not counted again. */
	uint64_t serials, named, last_line;
	enum rc_date_use use;
	enum rc_date_order order;
};

/* Takes in what one cell proves. */
void rc_dates_see(struct rc_date_column *column, struct rc_str cell,
                  uint64_t line);
/* Decides for all columns of a file. */
void rc_dates_settle(struct rc_date_column *columns, size_t n, bool declared,
                     enum rc_date_order order);
/* The day of a cell that is not blank. */
bool rc_dates_read(struct rc_date_column *column, struct rc_str cell,
                   uint64_t line, rc_date *ret, struct rc_err *err) RC_MUST;

#endif
