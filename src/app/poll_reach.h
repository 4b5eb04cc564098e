/* SPDX-License-Identifier: MIT */
/*
 * poll_reach - where and as whom a device is asked: what its record says, then
 * what the command line says, then OpenSSH's configuration, then the settings.
 *
 * A pin belongs to the address that is connected to in the end.
 */
#ifndef ROLLCALL_SRC_APP_POLL_REACH_H
#define ROLLCALL_SRC_APP_POLL_REACH_H

#include <rollcall/app/polls.h>
#include <rollcall/base/map.h>

#include "poll/engine.h"
#include "poll/ssh_config.h"
#include "poll/transport_ssh.h"

struct rc_reach {
	struct rc_arena *arena;
	const struct rc_poll_options *options; /* borrowed; may be NULL */
	const char *home,
	        *login; /* of the system, if the environment is silent */
	struct rc_ssh_config *config; /* NULL = none */
	struct rc_ssh_keyring *keyrings;
	size_t nkeyrings, cap_keyrings;
	struct rc_map by_files; /* index of keyrings */
};

/* Reads the configuration of `app`. Texts live in `arena`. */
bool rc_reach_init(struct rc_reach *reach, struct rc_app *app,
                   const struct rc_poll_options *options,
                   struct rc_arena *arena, struct rc_err *err) RC_MUST;
void rc_reach_fini(struct rc_reach *reach);

/* A device's host, port (RC_INT_NONE) and user (NULL) as recorded: fills
 * in whom and how to ask in *ret, which is prepared else, and the address by
 * which its pin is known. */
bool rc_reach_find(struct rc_reach *reach, const char *host, int64_t port,
                   const char *user, struct rc_target *ret,
                   const char **ret_address, struct rc_err *err) RC_MUST;

#endif
