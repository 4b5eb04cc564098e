/* SPDX-License-Identifier: MIT */
/*
 * poll_lease - one watching poller per inventory.
 *
 * A lock (flock) on the file "DATABASE.poll" beside the database, which holds
 * the number of the process for messages. The kernel drops the lock when the
 * process ends, however it ends: after SIGKILL or a power cut the next poller
 * starts at once. A row in the database would stand there until it expires, and
 * would have to be renewed against a clock that may be wrong. Like SQLite's
 * own locks it holds between the processes of one machine.
 */
#ifndef ROLLCALL_SRC_APP_POLL_LEASE_H
#define ROLLCALL_SRC_APP_POLL_LEASE_H

#include <rollcall/base/err.h>

/* RC_EBUSY names the process that has it. *ret_fd is for rc_lease_drop(). */
bool rc_lease_take(const char *database, int *ret_fd,
                   struct rc_err *err) RC_MUST;
void rc_lease_drop(int fd); /* takes -1 */

#endif
