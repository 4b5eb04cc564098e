/* SPDX-License-Identifier: MIT */
/*
 * software - what profiles ask for and what they forbid, against what is
 * installed. The profile is that of the device, else of its post, else
 * RC_PROFILE_FALLBACK. A name is found as whole words, case, marks and
 * punctuation aside: "uTorrent" in "uTorrent 3.6", not in "uTorrentless".
 */
#ifndef ROLLCALL_SRC_APP_SOFTWARE_H
#define ROLLCALL_SRC_APP_SOFTWARE_H

#include <rollcall/app/app.h>

#define RC_SOFTWARE_VALUE_MAX 1024 /* bytes of either fact */

/* The names of all profiles as a device can look for them: lower case letters,
 * digits and blanks alone, ';' between; at most `max` bytes. NULL when there
 * is none. In `arena`. */
bool rc_software_asked(struct rc_app *app, size_t max, struct rc_arena *arena,
                       const char **ret, struct rc_err *err) RC_MUST;

/* The values of two facts: names, "; " between; "none"; NULL when the profile
 * says nothing of it. In `arena`. */
struct rc_software_verdict {
	const char *forbidden; /* found and forbidden */
	const char *missing;   /* asked for and not found */
};
/* `installed`: n names as a device or an inventory gives them. */
bool rc_software_judge(struct rc_app *app, rc_id device,
                       const char *const *installed, size_t n,
                       struct rc_arena *arena, struct rc_software_verdict *ret,
                       struct rc_err *err) RC_MUST;

#endif
