/* SPDX-License-Identifier: MIT */
/* verdicts - before a view that tests verdicts is run, every computer is judged
 * as of the app's day; once, until something is written. */
#ifndef ROLLCALL_SRC_APP_VERDICTS_H
#define ROLLCALL_SRC_APP_VERDICTS_H

#include <rollcall/model/view.h>

#include "app/app_impl.h"

/* Does nothing for other views. */
bool rc_verdicts_ready(struct rc_app *app, const struct rc_view *view,
                       struct rc_err *err) RC_MUST;

#endif
