/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_kdf - what a passphrase locks in OpenSSH's key files. The key of
 * the cipher is made by bcrypt_pbkdf, which libcrypto does not have.
 */
#ifndef ROLLCALL_POLL_TRANSPORT_SSH_KDF_H
#define ROLLCALL_POLL_TRANSPORT_SSH_KDF_H

#include <rollcall/base/buf.h>

#include <stdint.h>

#define RC_KDF_ROUNDS_MAX 2000 /* half a minute */

/* Fills `ret`; takes some 15 ms a round, ssh-keygen makes keys of 16. False:
 * memory is out, or the rounds are none or too many. */
bool rc_bcrypt_pbkdf(struct rc_str passphrase, struct rc_str salt,
                     uint32_t rounds, uint8_t *ret, size_t n) RC_MUST;

/* The parts of the file as they stand in it. */
struct rc_ssh_lock {
	struct rc_str cipher, kdf, options, secret;
};
/* Can we open it, given the passphrase? */
bool rc_ssh_lock_known(const struct rc_ssh_lock *lock);
/* Puts the secret into `ret`, in clear. A wrong passphrase gives rubbish. */
bool rc_ssh_unlock(const struct rc_ssh_lock *lock, struct rc_str passphrase,
                   struct rc_buf *ret) RC_MUST;

#endif
