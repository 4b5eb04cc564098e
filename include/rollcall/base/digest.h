/* SPDX-License-Identifier: MIT */
/*
 * digest - SHA-256 (libcrypto), checkable with sha256sum. The only user of
 * libcrypto outside the SSH transport.
 */
#ifndef ROLLCALL_BASE_DIGEST_H
#define ROLLCALL_BASE_DIGEST_H

#include <rollcall/base/str.h>

#include <stdint.h>

#define RC_SHA256_BYTES 32
#define RC_SHA256_HEX   65 /* with the NUL */

/* An opaque running digest; reusable after final. */
struct rc_digest;
struct rc_digest *rc_digest_new(void) RC_MUST;
void rc_digest_free(struct rc_digest *digest);
bool rc_digest_begin(struct rc_digest *digest) RC_MUST;
bool rc_digest_add(struct rc_digest *digest, struct rc_str bytes) RC_MUST;
bool rc_digest_end(struct rc_digest *digest,
                   uint8_t ret[RC_SHA256_BYTES]) RC_MUST;

/* Lower case; `ret` holds 2n + 1 bytes. */
void rc_hex(const uint8_t *p, size_t n, char *ret);

/* base64 without line breaks; `ret` holds (n + 2) / 3 * 4 + 1 bytes. */
void rc_base64(const uint8_t *p, size_t n, bool pad, char *ret);

#endif
