/* SPDX-License-Identifier: MIT */
/*
 * script - what a device is asked, and when its answer is whole.
 *
 * The script goes to `sh -s` on standard input; nothing of it stands on a
 * command line. Its first line is ROLLCALL_NONCE=<hex>; the answer is framed by
 * that nonce, so that a greeting, a shell's chatter or a text found on the
 * device cannot pass for an answer:
 *
 *	--rollcall <nonce> begin 1
 *	key=value
 *	--rollcall <nonce> end <number of key=value lines>
 *
 * What stands before `begin` and after `end` is ignored.
 */
#ifndef ROLLCALL_PROBE_SCRIPT_H
#define ROLLCALL_PROBE_SCRIPT_H

#include <rollcall/base/buf.h>

#define RC_NONCE_SIZE 33 /* 32 hex digits and the NUL */
#define RC_SCRIPT_MAX ((size_t)64 << 10)
#define RC_ANSWER_MAX ((size_t)256 << 10)

/* Appends the script for one device to `b` (at least RC_SCRIPT_MAX wide).
 * `nonce` must be hex digits. */
bool rc_probe_script(const char *nonce, struct rc_buf *b,
                     struct rc_err *err) RC_MUST;

/* Is the last whole line of `answer` the end sentinel? Cheap: it looks at the
 * tail only, so it may be asked after every read. */
bool rc_probe_ended(struct rc_str answer, const char *nonce);

/* The key=value lines between the sentinels, borrowed from `answer`. Fails if
 * a sentinel is missing or the count is wrong. */
bool rc_probe_frame(struct rc_str answer, const char *nonce,
                    struct rc_str *ret_lines, struct rc_err *err) RC_MUST;

#endif
