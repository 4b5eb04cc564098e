/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_known - OpenSSH's known_hosts, line by line. Read are plain
 * names, "[host]:port" and hashed names; told apart are lines whose meaning is
 * larger than one key of one host: @cert-authority, @revoked and patterns.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_KNOWN_H
#define ROLLCALL_POLL_TRANSPORT_SSH_KNOWN_H

#include <rollcall/base/str.h>

enum rc_known {
	RC_KNOWN_NOTHING, /* empty, or a comment */
	RC_KNOWN_KEY,
	RC_KNOWN_HASHED,
	RC_KNOWN_CA,
	RC_KNOWN_REVOKED,
	RC_KNOWN_PATTERN, /* all its names have wildcards */
	RC_KNOWN_BAD
};
struct rc_known_line {
	enum rc_known type;
	struct rc_str names;     /* as written, commas between */
	struct rc_str algorithm; /* "ssh-ed25519" */
	char fingerprint[64];    /* "SHA256:..." */
};

/* What one line (without its end) says; slices of it. */
void rc_known_read(struct rc_str line, struct rc_known_line *ret);
/* Is a hashed line's host this name ("host" or "[host]:port", lower case)? */
bool rc_known_is(const struct rc_known_line *line, struct rc_str name);

#endif
