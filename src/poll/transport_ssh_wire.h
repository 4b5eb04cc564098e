/* SPDX-License-Identifier: MIT */
/* transport_ssh_wire - strings as SSH writes them: 4 bytes of length, then bytes. */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_WIRE_H
#define ROLLCALL_POLL_TRANSPORT_SSH_WIRE_H

#include <rollcall/base/str.h>

/* Takes one off the front; false at the end or when the length lies. */
bool rc_ssh_take(struct rc_str *rest, struct rc_str *ret);

#endif
