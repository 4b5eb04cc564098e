/* SPDX-License-Identifier: MIT */
/*
 * xlsx_book - a workbook while it is written. The library puts it together in
 * a file without a name in $TMPDIR (it wants to go back and forth in it), from
 * where rc_book_close() hands it to the sink. Its errors stick in the book.
 *
 * Rows are written from the top down. In a flat book (for streams) what is
 * written leaves memory with the next row.
 */
#ifndef ROLLCALL_SRC_RENDER_XLSX_BOOK_H
#define ROLLCALL_SRC_RENDER_XLSX_BOOK_H

#include "render/format.h"

#include <xlsxwriter.h>

enum rc_book_look {
	RC_LOOK_PLAIN,
	RC_LOOK_TOTAL,
	RC_LOOK_GROUP,
	RC_LOOK_LEFT, /* a value beside its name, whatever it is */
	RC_LOOK_HEAD,
	RC_LOOK_TITLE,
	RC_LOOKS
};
#define RC_BOOK_ROWS 1048576u /* of a sheet, its head with them */

struct rc_book {
	lxw_workbook *workbook;
	lxw_format *formats[RC_CELL_MONEY + 1][RC_LOOKS];
	lxw_error error; /* the first one */
	int fd;
	/* The sheet at hand. */
	lxw_worksheet *sheet;
	lxw_row_t row; /* the next one to be written */
};

bool rc_book_open(struct rc_renderer *r, bool flat, struct rc_err *err) RC_MUST;
/* Title, day of making. */
bool rc_book_describe(struct rc_renderer *r, const char *title,
                      const char *subject, struct rc_err *err) RC_MUST;
/* A fresh sheet, named after `title` as far as names of sheets go. */
bool rc_book_sheet(struct rc_renderer *r, const char *title,
                   struct rc_err *err) RC_MUST;
/* The row at hand is so many lines of text high. */
void rc_book_lines(struct rc_book *book, size_t lines);
/* Text without further look at it. */
void rc_book_text(struct rc_book *book, size_t column, const char *text,
                  enum rc_book_look look);
void rc_book_cell(struct rc_renderer *r, size_t column, struct rc_doc_cell cell,
                  enum rc_book_look look);
/* Ends the book and sends it to the sink. */
bool rc_book_close(struct rc_renderer *r, struct rc_err *err) RC_MUST;
void rc_book_drop(struct rc_renderer *r); /* also after close */

/* Looks whether the finished archive is whole, to its last tag. */
bool rc_book_whole(int fd, struct rc_err *err) RC_MUST;

/* The sheet of a document's charts: their figures, and pictures of them. */
bool rc_book_charts(struct rc_renderer *r, const struct rc_doc *doc,
                    struct rc_err *err) RC_MUST;

#endif
