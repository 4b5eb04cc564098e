/* SPDX-License-Identifier: MIT */
/*
 * place - the unit within the name of an agency: "Đảng ủy xã Lộc Thành", "UBND
 * xã Lộc Thành", "X. Lộc Thành" and "Xã Lộc Thành" are all of the unit "xã lộc
 * thành", and the place is "lộc thành".
 *
 * What stands before the unit (Đảng ủy, UBND ...) is left out and the unit's
 * word is written in full. A name without such a word has no unit.
 */
#ifndef ROLLCALL_SRC_IMPORT_PLACE_H
#define ROLLCALL_SRC_IMPORT_PLACE_H

#include <rollcall/base/buf.h>

/* Appends the unit as a match key (rc_fold_match); *ret_place is the offset of
 * the place within it. False: there is none, or no memory. */
bool rc_place_unit(struct rc_str name, struct rc_buf *b, size_t *ret_place);
/* Appends what is left of a name without body and unit, and without marks, for
 * finding what is near: "loc thanh"; all of it if it has neither. */
void rc_place_bare(struct rc_str name, struct rc_buf *b);

#endif
