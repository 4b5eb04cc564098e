/* SPDX-License-Identifier: MIT */
/* csv_plain - line ends and separators, many bytes at a time. */
#include "import/csv_plain.h"

#include <stdint.h>
#include <string.h>

#define EACH(byte) (0x0101010101010101u * (unsigned char)(byte))

/* Not 0 if one of the eight bytes is 0. */
static uint64_t
zero_in(uint64_t eight)
{
	return (eight - EACH(1)) & ~eight & EACH(0x80);
}

size_t
rc_csv_line(struct rc_str s, bool *ret_ended)
{
	uint64_t eight;
	size_t i = 0;

	for (; s.n - i >= sizeof(eight); i += sizeof(eight)) {
		memcpy(&eight, s.p + i, sizeof(eight));
		if ((zero_in(eight ^ EACH('\n')) |
		     zero_in(eight ^ EACH('\r'))) != 0)
			break;
	}
	while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
		i++;
	*ret_ended = i < s.n;
	if (i == s.n)
		return s.n;
	if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
		i++;
	return i + 1;
}

bool
rc_csv_plain(struct rc_str line, char separator, struct rc_str *cells,
             size_t max, size_t *ret_n)
{
	const char *end = line.p + line.n;
	const char *from = line.p;
	size_t n = 0;

	if (line.n > 0 && memchr(line.p, '"', line.n) != NULL)
		return false;
	for (;;) {
		const char *to = from == end ? NULL
		                             : memchr(from, separator,
		                                      (size_t)(end - from));

		if (n == max)
			return false;
		cells[n].p = from;
		cells[n++].n = (size_t)((to == NULL ? end : to) - from);
		if (to == NULL)
			break;
		from = to + 1;
	}
	*ret_n = n;
	return true;
}
