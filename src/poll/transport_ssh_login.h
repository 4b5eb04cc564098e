/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_login - the keys we sign in with, in the order in which they
 * are offered. Keyring 0: of the named file, or of the agent and the usual
 * files. Keyrings from 1 are those of the options: their files, then the agent.
 *
 * Each file is read once, and its passphrase asked for once, if the agent does
 * not have the key.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_LOGIN_H
#define ROLLCALL_POLL_TRANSPORT_SSH_LOGIN_H

#include "poll/transport_ssh.h"

struct rc_ssh_login;
/* `upgrades`: libssh2 itself turns ssh-rsa into rsa-sha2. */
bool rc_ssh_login_new(const struct rc_ssh_options *options, bool upgrades,
                      struct rc_ssh_login **ret, struct rc_err *err) RC_MUST;
void rc_ssh_login_free(struct rc_ssh_login *login); /* takes NULL */

/* The i-th public key of a keyring as it is to be told to the host; false at
 * the end. */
bool rc_ssh_login_offer(const struct rc_ssh_login *login, unsigned keyring,
                        size_t i, struct rc_str *ret);
/* Signs what libssh2 hands over; `ret` holds RC_SIGNATURE_MAX bytes. */
bool rc_ssh_login_sign(struct rc_ssh_login *login, unsigned keyring, size_t i,
                       struct rc_str data, uint8_t *ret, size_t *ret_n) RC_MUST;

#endif
