/* SPDX-License-Identifier: MIT */
/*
 * forbidden - which software that a device's profile (or, without one, that of
 * its post) forbids is in an inventory's list. A name is found as whole words,
 * case, marks and punctuation aside: "uTorrent" in "uTorrent 3.6", not in
 * "uTorrentless".
 */
#ifndef ROLLCALL_SRC_APP_FORBIDDEN_H
#define ROLLCALL_SRC_APP_FORBIDDEN_H

#include <rollcall/app/app.h>

#include "import/inventory.h"

/* The value of the fact: what was found, "; " between; "none"; NULL when
 * nothing is forbidden or the document has no list. It lives in `arena`. */
bool rc_forbidden_find(struct rc_app *app, rc_id device,
                       const struct rc_inventory *doc, struct rc_arena *arena,
                       const char **ret, struct rc_err *err) RC_MUST;

#endif
