/* SPDX-License-Identifier: MIT */
/*
 * script - what a device is asked, and when its answer is whole.
 *
 * Which of two scripts it is follows from how the server introduces itself:
 * OpenSSH for Windows gets PowerShell, everybody else `sh -s`. The script goes
 * to standard input; nothing of it stands on a command line, which holds no
 * character that sh, csh, cmd or PowerShell as a login shell would change. Its
 * first line sets ROLLCALL_NONCE to hex digits; the answer is framed by
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

enum rc_platform { RC_PLATFORM_POSIX, RC_PLATFORM_WINDOWS, RC_PLATFORMS };

/* By the server's identification, "SSH-2.0-OpenSSH_for_Windows_9.5". */
enum rc_platform rc_probe_platform(const char *banner);
/* What to run there; it reads the script. A literal. */
const char *rc_probe_command(enum rc_platform platform);
/* What is asked beyond what is always asked. */
#define RC_PROBE_SOFTWARE_MAX ((size_t)8 << 10)
struct rc_probe_wish {
	/* Software to look for: lower case letters, digits and blanks, ';'
	 * between, at most RC_PROBE_SOFTWARE_MAX bytes; NULL = none. The answer
	 * says "software=NAME" of those that are there, and "software_list=yes"
	 * when it could look. */
	const char *software;
	/* Read what only root may read through `sudo -n`, where it is allowed
	 * without a password; otherwise nothing is run as root. */
	bool sudo;
	/* So many KiB are sent before the answer, to fill the line; of what
	 * stands before the answer nothing is read. Not by Windows. */
	unsigned measure_kb;
};
/* Appends the script for one device to `b` (at least RC_SCRIPT_MAX wide).
 * `nonce` must be hex digits; `wish` NULL = nothing more. */
bool rc_probe_script(enum rc_platform platform, const char *nonce,
                     const struct rc_probe_wish *wish, struct rc_buf *b,
                     struct rc_err *err) RC_MUST;

/* Is the last whole line of `answer` the end sentinel? Cheap: it looks at the
 * tail only, so it may be asked after every read. */
bool rc_probe_ended(struct rc_str answer, const char *nonce);

/* Where the begin sentinel's line starts; answer.n if it is not there (yet). */
size_t rc_probe_begins(struct rc_str answer, const char *nonce);

/* The key=value lines between the sentinels, borrowed from `answer`. Fails if
 * a sentinel is missing or the count is wrong. */
bool rc_probe_frame(struct rc_str answer, const char *nonce,
                    struct rc_str *ret_lines, struct rc_err *err) RC_MUST;

#endif
