/* SPDX-License-Identifier: MIT */
/*
 * ssh_config - what OpenSSH's client configuration says about a host.
 *
 *	if (!rc_ssh_config_load(path, home, &config, err)) ...
 *	if (!rc_ssh_config_find(config, "ubnd-h19", &arena, &host, err)) ...
 *	connect(host.name != NULL ? host.name : "ubnd-h19", ...)
 *
 * Read are Host (with * ? and !), HostName, Port, User, IdentityFile,
 * IdentitiesOnly and Include; as in ssh, of everything but IdentityFile the
 * first that is said counts. "Match all" is understood; what stands under any
 * other Match does not count, and is named in the log. A host that is to be
 * reached by ProxyJump or ProxyCommand cannot be asked: `refusal` says so, with
 * the line. All else means nothing to us and is passed over: which host key is
 * right is for the pins alone.
 *
 * A file that others may write is refused, and so is one that cannot be
 * understood; errors name file and line.
 */
#ifndef ROLLCALL_POLL_SSH_CONFIG_H
#define ROLLCALL_POLL_SSH_CONFIG_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

#define RC_IDENTITIES 4 /* files for one host; ssh takes more */

struct rc_ssh_host {
	const char *name;                          /* HostName, or NULL */
	int64_t port;                              /* 0 = not said */
	const char *user;                          /* or NULL */
	const char *identities[RC_IDENTITIES + 1]; /* paths; ends with NULL */
	bool identities_only;                      /* no others of the agent */
	const char *refusal; /* a sentence: it cannot be reached; or NULL */
};

struct rc_ssh_config;
/* `home` stands for ~ and %d, and relative includes are looked for in its .ssh.
 */
bool rc_ssh_config_load(const char *path, const char *home,
                        struct rc_ssh_config **ret, struct rc_err *err) RC_MUST;
/* The same from memory; `path` is for messages. */
bool rc_ssh_config_parse(const char *path, struct rc_str text, const char *home,
                         struct rc_ssh_config **ret,
                         struct rc_err *err) RC_MUST;
void rc_ssh_config_free(struct rc_ssh_config *config); /* takes NULL */

/* What is said about `name`, as it stands in a record; with config NULL,
 * nothing. Texts live in `arena` or as long as `config`. */
bool rc_ssh_config_find(const struct rc_ssh_config *config, const char *name,
                        struct rc_arena *arena, struct rc_ssh_host *ret,
                        struct rc_err *err) RC_MUST;

#endif
