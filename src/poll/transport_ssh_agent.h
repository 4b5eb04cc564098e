/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_agent - the two questions we have for an ssh-agent: which keys,
 * and sign this. One connection, two seconds for each answer; an agent that
 * failed once is not asked again.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_AGENT_H
#define ROLLCALL_POLL_TRANSPORT_SSH_AGENT_H

#include <rollcall/base/mem.h>
#include <rollcall/base/str.h>

#include "poll/transport_ssh_key.h"

#include <stdint.h>

struct rc_agent;
bool rc_agent_open(const char *path, struct rc_agent **ret,
                   struct rc_err *err) RC_MUST;
void rc_agent_close(struct rc_agent *agent); /* takes NULL */

/* Up to `max` public keys of types we know, copied into `arena`. */
bool rc_agent_keys(struct rc_agent *agent, struct rc_arena *arena,
                   struct rc_str *ret, size_t max, size_t *ret_n,
                   struct rc_err *err) RC_MUST;
/* As rc_sshkey_sign, with the key of that public key. */
bool rc_agent_sign(struct rc_agent *agent, struct rc_str blob,
                   struct rc_str algorithm, struct rc_str data,
                   uint8_t ret[RC_SIGNATURE_MAX], size_t *ret_n) RC_MUST;

#endif
