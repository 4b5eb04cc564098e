/* SPDX-License-Identifier: MIT */
/*
 * csv - bytes in chunks in, rows out: what Excel, other programs and people
 * save under the name of CSV.
 *
 *	struct rc_csv *csv = rc_csv_new(each_row, ctx);
 *	while (more bytes)
 *		rc_csv_feed(csv, bytes, err)
 *	rc_csv_finish(csv, err)
 *	rc_csv_free(csv);
 *
 * The separator is the one of , ; TAB | that stands most often in the first
 * line outside quotes, unless a line "sep=;" stands above it, or
 * rc_csv_separate() has said which. A UTF-8 byte order mark is taken off; lines
 * may end in LF, CR LF or CR; a quoted cell may hold line ends. Blanks around
 * cells are kept. Memory is one row, however large the file.
 *
 * Text must be UTF-8 (decode.h makes it). What cannot be read as a table of
 * text ends the reading with a sentence that names line and column: another
 * encoding, a NUL byte, a quote that is never closed, a cell over 64 KiB, a row
 * over 1 MiB or 512 cells.
 *
 * The only user of libcsv.
 */
#ifndef ROLLCALL_SRC_IMPORT_CSV_H
#define ROLLCALL_SRC_IMPORT_CSV_H

#include <rollcall/base/str.h>

#define RC_CSV_CELL_MAX    ((size_t)64 << 10) /* bytes */
#define RC_CSV_ROW_MAX     (1u << 20)         /* bytes */
#define RC_CSV_COLUMNS_MAX 512u

struct rc_csv_row {
	uint64_t line; /* of the file where the row begins; the first is 1 */
	const struct rc_str *cells; /* borrowed until the callback returns */
	size_t n;
	bool blank;   /* no cell holds more than blanks */
	bool unended; /* the file stops within this row's line */
};

/* Takes a row; false (having set err) ends the reading. */
typedef bool rc_csv_each(void *ctx, const struct rc_csv_row *row,
                         struct rc_err *err);

struct rc_csv;
struct rc_csv *rc_csv_new(rc_csv_each *each, void *ctx) RC_MUST;
void rc_csv_free(struct rc_csv *csv); /* takes NULL */
/* May cells stand apart by it? By no letter, digit, blank or quote. */
bool rc_csv_may_separate(char c);
/* Says the separator before the first byte; a line "sep=" is passed over. */
void rc_csv_separate(struct rc_csv *csv, char separator);
/* After a failure only rc_csv_free may follow. */
bool rc_csv_feed(struct rc_csv *csv, struct rc_str bytes,
                 struct rc_err *err) RC_MUST;
bool rc_csv_finish(struct rc_csv *csv, struct rc_err *err) RC_MUST;

/* Known from the first row on. */
char rc_csv_separator(const struct rc_csv *csv);
bool rc_csv_has_bom(const struct rc_csv *csv);

#endif
