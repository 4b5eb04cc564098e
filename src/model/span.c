/* SPDX-License-Identifier: MIT */
/* span - validity from .. to. */
#include "model/span.h"

#include <rollcall/base/i18n.h>

bool
rc_span_check(rc_date from, rc_date to, struct rc_err *err)
{
	if (from != RC_DATE_NONE && to != RC_DATE_NONE && to < from)
		return rc_fail(err, RC_EINVALID, _("it ends before it begins"));
	return true;
}
