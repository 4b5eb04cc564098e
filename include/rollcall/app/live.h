/* SPDX-License-Identifier: MIT */
/*
 * live - the quota of today, kept right while an inventory stays open: asked
 * again after a change, only the agencies that it touched are judged anew. For
 * a screen, which asks again and again; a command asks rc_quota_compute() once.
 *
 *	struct rc_live *live;
 *	if (!rc_live_new(&live, err)) ...
 *	if (!rc_live_quota(live, app, &options, &quota, err)) ...
 *	...
 *	rc_live_free(live);
 */
#ifndef ROLLCALL_APP_LIVE_H
#define ROLLCALL_APP_LIVE_H

#include <rollcall/app/app.h>
#include <rollcall/model/quota.h>

struct rc_live;

bool rc_live_new(struct rc_live **ret, struct rc_err *err) RC_MUST;
void rc_live_free(struct rc_live *live); /* takes NULL */
/* Always of the same app. *ret and all that it names live until the next call
 * that succeeds. As of another day than today, and within a batch, it is
 * rc_quota_compute(). */
bool rc_live_quota(struct rc_live *live, struct rc_app *app,
                   const struct rc_quota_options *options,
                   const struct rc_quota **ret, struct rc_err *err) RC_MUST;

#endif
