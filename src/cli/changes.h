/* SPDX-License-Identifier: MIT */
/* changes - what an audit line changed, as people read it. */
#ifndef CLI_CHANGES_H
#define CLI_CHANGES_H

#include <rollcall/base/buf.h>
#include <rollcall/model/log.h>

/* "Status: in stock > in use; Post: > 25363-01"; of a new record its values,
 * of a removed one those it had. */
void cli_changes_put(struct rc_buf *b, const struct rc_audit *line);

#endif
