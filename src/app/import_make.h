/* SPDX-License-Identifier: MIT */
/*
 * import_make - records made from a name alone, because a row refers to them
 * and --create allows it. They hold what must be there and no more:
 *
 *	agencies	code and name are the text; the tier is commune if the
 *			name is of a commune, ward, town or special zone, else
 *			grassroots; not in the quota, whose roster is a
 *			decision and no accident
 *	profiles	code and name are the text
 */
#ifndef ROLLCALL_SRC_APP_IMPORT_MAKE_H
#define ROLLCALL_SRC_APP_IMPORT_MAKE_H

#include <rollcall/app/app.h>

#include "import/plan.h"

/* Can all of them be made? NULL-terminated; NULL = none. RC_EUSAGE. */
bool rc_import_may_make(const struct rc_kind *const *kinds,
                        struct rc_err *err) RC_MUST;
/* Within the open batch. */
bool rc_import_make(struct rc_app *app, const struct rc_plan_make *make,
                    struct rc_err *err) RC_MUST;

#endif
