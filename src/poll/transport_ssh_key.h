/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_key - a user's private key from a file: OpenSSH's own format
 * and PEM (PKCS#1, PKCS#8, SEC1); Ed25519, ECDSA on the NIST curves, RSA.
 *
 * An encrypted one that is read without its passphrase is locked: it cannot
 * sign, but (in OpenSSH's format) its public half is known, by which it can be
 * found in an agent.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_KEY_H
#define ROLLCALL_POLL_TRANSPORT_SSH_KEY_H

#include <rollcall/base/str.h>

#include "poll/transport_ssh_wire.h"

#include <stdint.h>

#define RC_SIGNATURE_MAX 2100 /* RSA of 16384 bits */

struct rc_sshkey;
/* `passphrase` may be NULL; a wrong one is RC_EDENIED. */
bool rc_sshkey_load(const char *path, const char *passphrase,
                    struct rc_sshkey **ret, struct rc_err *err) RC_MUST;
/* The same from memory; `path` is for messages. `text` is NUL-terminated. */
bool rc_sshkey_parse(const char *path, struct rc_str text,
                     const char *passphrase, struct rc_sshkey **ret,
                     struct rc_err *err) RC_MUST;
void rc_sshkey_free(struct rc_sshkey *key); /* takes NULL */
bool rc_sshkey_is_locked(const struct rc_sshkey *key);

/* The public key as SSH sends it: string type, then numbers. Empty for a locked
 * one in PEM. */
struct rc_str rc_sshkey_blob(const struct rc_sshkey *key);
/* Signs `data`; `algorithm` ("rsa-sha2-256", ...) matters for RSA alone. The
 * result is the inner part of an SSH signature. */
bool rc_sshkey_sign(const struct rc_sshkey *key, struct rc_str algorithm,
                    struct rc_str data, uint8_t ret[RC_SIGNATURE_MAX],
                    size_t *ret_n) RC_MUST;

/* "SHA256:..." of a public key, as ssh-keygen -lf prints it. */
bool rc_ssh_fingerprint(struct rc_str blob, char *ret, size_t size) RC_MUST;
/* Does the type of this public key belong to those we can sign with? */
bool rc_ssh_type_known(struct rc_str blob);

#endif
