/* SPDX-License-Identifier: MIT */
/*
 * custody - when a device changes its post, the open custody row is closed and
 * a new one begins. `on` is the first day of the new state, so the old row ends
 * on the day before; a row that would not last a day is removed.
 *
 *	from      to        from      to = none
 *	|---- post A ----|  |---- post B ------->
 *	                    on
 */
#ifndef ROLLCALL_SRC_APP_CUSTODY_H
#define ROLLCALL_SRC_APP_CUSTODY_H

#include <rollcall/model/device.h>

#include "app/app_impl.h"

struct rc_move {
	const struct rc_device *before; /* NULL: a new device */
	const struct rc_device *after;
	rc_date on; /* RC_DATE_NONE = today */
};
struct rc_handover {
	bool due; /* the post changes */
	rc_date on;
	struct rc_custody open; /* to be closed; head.id 0 = none */
};

/* Judges the move before anything is written: RC_EINVALID for a day to come,
 * RC_ECONFLICT when it would overlap. ret->open borrows from `arena`. */
bool rc_handover_plan(struct rc_app *app, const struct rc_move *move,
                      struct rc_arena *arena, struct rc_handover *ret,
                      struct rc_err *err) RC_MUST;
/* Writes the rows, after the device itself was written. */
bool rc_handover_write(struct rc_app *app, const struct rc_handover *handover,
                       const struct rc_device *after,
                       struct rc_err *err) RC_MUST;

#endif
