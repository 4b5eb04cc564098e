/* SPDX-License-Identifier: MIT */
/* inventory - what both formats write in many ways. */
#include "import/inventory.h"

#include <string.h>

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
rc_inventory_mac(struct rc_str mac, char ret[18])
{
	char out[18];
	size_t digits = 0;
	size_t i;
	int first = 0;

	for (i = 0; i < mac.n; i++) {
		int digit = hex_digit(mac.p[i]);

		if (digit < 0 && strchr(":-.", mac.p[i]) != NULL &&
		    mac.p[i] != '\0' && digits > 0 && digits % 2 == 0)
			continue;
		if (digit < 0 || digits == 12)
			return false;
		if (digits == 1)
			first = digit;
		out[digits / 2 * 3 + digits % 2] = "0123456789abcdef"[digit];
		digits++;
	}
	/* An address of many is no one's own. */
	if (digits != 12 || (first & 1) != 0)
		return false;
	for (i = 2; i < 17; i += 3)
		out[i] = ':';
	out[17] = '\0';
	memcpy(ret, out, sizeof(out));
	return true;
}
