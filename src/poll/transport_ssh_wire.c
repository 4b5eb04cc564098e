/* SPDX-License-Identifier: MIT */
/* transport_ssh_wire - reading strings. */
#include "poll/transport_ssh_wire.h"

bool
rc_ssh_take(struct rc_str *rest, struct rc_str *ret)
{
	const unsigned char *p = (const unsigned char *)rest->p;
	size_t n;

	if (rest->n < 4)
		return false;
	n = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
	if (n > rest->n - 4)
		return false;
	*ret = (struct rc_str){ rest->p + 4, n };
	rest->p += 4 + n;
	rest->n -= 4 + n;
	return true;
}
