/* SPDX-License-Identifier: MIT */
/* html_put - text that is text, whatever stands in it. */
#include "render/html.h"

void
rc_html_put(struct rc_buf *b, struct rc_str s)
{
	size_t from = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		const char *name;

		switch (s.p[i]) {
		case '&':
			name = "&amp;";
			break;
		case '<':
			name = "&lt;";
			break;
		case '>':
			name = "&gt;";
			break;
		case '"':
			name = "&quot;";
			break;
		case '\'':
			name = "&#39;";
			break;
		default:
			continue;
		}
		rc_buf_put(b, s.p + from, i - from);
		rc_buf_puts(b, name);
		from = i + 1;
	}
	if (s.n > from)
		rc_buf_put(b, s.p + from, s.n - from);
}
