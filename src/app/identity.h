/* SPDX-License-Identifier: MIT */
/*
 * identity - is the machine that answers the one that answered before?
 *
 * Weighed are serial number (4), board UUID (4), network cards (3; one in
 * common is enough) and machine-id (2), where both times something was said
 * that is no placeholder. It is another machine when what differs weighs at
 * least 5, and more than twice what agrees. So a new system, a new network card
 * or a corrected serial number is the same machine; a new main board, or the
 * image of a disk on other hardware, is a matter for a person. The host key
 * takes no part: by now it is the one on file.
 */
#ifndef ROLLCALL_SRC_APP_IDENTITY_H
#define ROLLCALL_SRC_APP_IDENTITY_H

#include <rollcall/model/fact.h>

/* Only what a poll found counts of `before`. The names of what differs go into
 * `ret_why`, commas between. */
bool rc_identity_is_other(const struct rc_facts *before,
                          const struct rc_facts *now, char *ret_why,
                          size_t size);

#endif
