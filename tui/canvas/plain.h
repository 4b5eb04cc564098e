/* SPDX-License-Identifier: MIT */
/*
 * plain - text for a terminal that has nothing but ASCII: letters lose their
 * marks and keep their case ("Đắk Lắk" -> "Dak Lak"), lines and blocks get a
 * drawn form, what is left becomes "?". One character stays one cell.
 */
#ifndef TUI_PLAIN_H
#define TUI_PLAIN_H

#include <rollcall/base/buf.h>

void tui_plain(struct rc_buf *b, struct rc_str s);

#endif
