/* SPDX-License-Identifier: MIT */
/* shown - a piece of hostile text, fit to stand in a message. */
#include "model/shown.h"

#include <rollcall/base/text.h>

#include <string.h>

#define CELLS     40
#define READ_MOST ((size_t)400) /* bytes of the text that are looked at */

struct rc_shown
rc_shown_of(struct rc_str s)
{
	struct rc_shown shown = { "" };
	struct rc_buf safe;
	struct rc_buf cut;
	struct rc_str whole;
	size_t n;

	if (s.n > READ_MOST)
		s.n = READ_MOST;
	rc_buf_init(&safe, 8 * READ_MOST);
	rc_buf_init(&cut, sizeof(shown.text) - 1);
	rc_text_screen(&safe, s);
	whole = rc_buf_str(&safe);
	n = rc_text_width(whole);
	rc_text_pad(&cut, whole, n < CELLS ? n : CELLS, RC_LEFT);
	if (safe.state == RC_BUF_OK && cut.state == RC_BUF_OK && cut.n > 0)
		memcpy(shown.text, cut.p, cut.n + 1);
	rc_buf_fini(&cut);
	rc_buf_fini(&safe);
	return shown;
}
