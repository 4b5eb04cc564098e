/* SPDX-License-Identifier: MIT */
/*
 * csv_plain - lines without a quote, which are most of them. What a quote means
 * is for libcsv to say; without one a line is its cells and the separators
 * between, and reading that byte by byte would cost more than judging the row.
 */
#ifndef ROLLCALL_SRC_IMPORT_CSV_PLAIN_H
#define ROLLCALL_SRC_IMPORT_CSV_PLAIN_H

#include <rollcall/base/str.h>

/* Bytes up to and with the next line end, or all of s; CR LF is one. */
size_t rc_csv_line(struct rc_str s, bool *ret_ended);

/* Cuts a line, given without its end, into cells[max], as libcsv would; they
 * lie within it. False: there is a quote, or more than `max` cells. */
bool rc_csv_plain(struct rc_str line, char separator, struct rc_str *cells,
                  size_t max, size_t *ret_n);

#endif
