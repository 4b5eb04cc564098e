/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh - speaking SSH with devices: libssh2, never blocking.
 *
 * One SSH session per slot. The device gets a command and the input on its
 * standard input; what it says on standard output is kept up to RC_ANSWER_MAX,
 * standard error is thrown away. The host's key is read after the key exchange
 * and before anything of ours is told (the engine asks for it in between).
 *
 * Keys are read once for the whole sweep and sign in our own callback, so that
 * libssh2 never parses one; the agent is spoken to by ourselves, with a time
 * limit. Accepted keys: Ed25519, ECDSA, RSA (signed with SHA-2).
 *
 * libssh2 older than 1.11 knows no rsa-sha2 host keys, and SHA-1 is not spoken:
 * a host that has only an RSA key is refused with a sentence that says so.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_H
#define ROLLCALL_POLL_TRANSPORT_SSH_H

#include "poll/transport.h"

#include <stdint.h>

#define RC_PASSPHRASE_MAX 1024

/* Keys for some hosts: those of the files that exist and can be used, then
 * those of the agent. */
struct rc_ssh_keyring {
	const char **files; /* ends with NULL */
	bool files_only;    /* of the agent only those that stand in files */
};

struct rc_ssh_options {
	unsigned slots;
	const struct rc_ssh_keyring *keyrings; /* rc_ask.keyring, from 1 */
	size_t nkeyrings;
	/* As in rc_poll_options; asked for each file when it is read. */
	bool (*passphrase)(void *ctx, const char *path, unsigned attempt,
	                   char *ret, size_t size);
	void *ctx;
	/* A private key, not encrypted, readable by its owner alone. NULL: the
	 * keys of the agent at `agent`, then the files of `fallbacks` that
	 * exist and can be used. */
	const char *key_file;
	const char *agent;            /* $SSH_AUTH_SOCK, or NULL */
	const char *const *fallbacks; /* ends with NULL; or NULL */
	bool no_keys;                 /* only host keys are wanted */
};

struct rc_ssh;
/* Fails if key_file is given and cannot be used. Without any key it succeeds,
 * and every host fails with RC_GOT_AUTH. */
bool rc_ssh_new(const struct rc_ssh_options *options, struct rc_ssh **ret,
                struct rc_transport *ret_transport, struct rc_err *err) RC_MUST;
void rc_ssh_free(struct rc_ssh *ssh); /* takes NULL */

#endif
