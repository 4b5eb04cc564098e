/* SPDX-License-Identifier: MIT */
/* near - did you mean. */
#include "near.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <stdarg.h>

#define FAR 3 /* more edits than this are another word */

struct cli_near
cli_near_start(const char *wanted)
{
	return (struct cli_near){ rc_str_of(wanted), NULL, FAR + 1 };
}

void
cli_near_try(struct cli_near *near, const char *name)
{
	size_t d = rc_fold_distance(near->wanted, rc_str_of(name), FAR);

	/* With half of its letters changed it is another word. */
	if (d < near->distance && 2 * d <= near->wanted.n) {
		near->best = name;
		near->distance = d;
	}
}

bool
cli_near_fail(const struct cli_near *near, struct rc_err *err, const char *fmt,
              ...)
{
	char what[sizeof(err->text)];
	va_list args;

	va_start(args, fmt);
	(void)vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	if (near->best == NULL)
		return rc_fail(err, RC_EUSAGE, "%s", what);
	return rc_fail(err, RC_EUSAGE, _("%s (did you mean \"%s\"?)"), what,
	               near->best);
}
