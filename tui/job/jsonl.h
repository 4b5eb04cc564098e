/* SPDX-License-Identifier: MIT */
/*
 * jsonl - reads one flat JSON object of texts and numbers, as `poll --format
 * jsonl` prints them. Not a JSON library: nested values end the reading.
 */
#ifndef TUI_JSONL_H
#define TUI_JSONL_H

#include <rollcall/base/buf.h>

struct tui_member {
	const char *name;  /* what to look for */
	struct rc_buf *to; /* its text, or digits; stays empty for null */
};

/* Fills the buffers of the members that the line has; false if it is not an
 * object of that form. */
bool tui_jsonl_read(struct rc_str line, const struct tui_member *members,
                    size_t n);

#endif
