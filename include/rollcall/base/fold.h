/* SPDX-License-Identifier: MIT */
/*
 * fold - how Vietnamese text is searched, ordered and compared.
 *
 * Three keys of the same text, each for one purpose:
 *  - search key: case off, marks off, đ -> d ("Đắk Nhau" -> "dak nhau"). Finds;
 *    never identifies: Lộc Thạnh and Lộc Thành fold alike and are two communes.
 *  - match key: case off, blanks and punctuation to one blank, tone mark at its
 *    modern place (hòa = hoà, ủy = uỷ), marks kept. Identifies names.
 *  - order key: bytes that sort as a Vietnamese dictionary does: letters first
 *    (a < ă < â < b ... d < đ ... o < ô < ơ, u < ư), then tones (ngang huyền
 *    hỏi ngã sắc nặng), then case; runs of digits by value ("2" < "10").
 *    Source: CLDR root + vi tailoring, the same as glibc vi_VN. The key is
 *    printable ASCII: to be stored as text and compared by bytes.
 */
#ifndef ROLLCALL_BASE_FOLD_H
#define ROLLCALL_BASE_FOLD_H

#include <rollcall/base/buf.h>

void rc_fold_search(struct rc_buf *b, struct rc_str s);
void rc_fold_match(struct rc_buf *b, struct rc_str s);
void rc_fold_order(struct rc_buf *b, struct rc_str s);
/* For CSV headers and keywords: search key in which every run of anything but
 * letters and digits is one blank, trimmed ("Checked Out To: Username" =
 * "checked_out_to_username" = "checked out to username"). */
void rc_fold_header(struct rc_buf *b, struct rc_str s);

/* Smart marks: does `text` contain `query`? A query without marks matches any
 * marks; a query with marks must meet them (by match key). */
bool rc_fold_contains(struct rc_str text, struct rc_str query);

/* Edit distance of the search keys, capped at `limit` (returns limit + 1 when
 * it is more, or a key is over 128 bytes). For "did you mean"; never to
 * decide. */
size_t rc_fold_distance(struct rc_str a, struct rc_str b, size_t limit);

#endif
