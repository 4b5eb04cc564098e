/* SPDX-License-Identifier: MIT */
/*
 * crypt - the only file that talks to libcrypto.
 *
 * struct crypt holds what one process needs once: the fetched algorithms and
 * ONE ephemeral X25519 key for all handshakes. Reusing it is wrong for a real
 * server and right here: it leaves the simulator one agreement and one
 * signature a handshake, so that a load test measures the client.
 *
 * A crypt_dir is one direction of one connection: aes-ctr and hmac-sha2-256.
 */
#ifndef FLEET_CRYPT_H
#define FLEET_CRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CRYPT_HASH = 32,	/* SHA-256, X25519 and ed25519 public keys, the MAC */
	CRYPT_SIG = 64,
};

struct crypt;
struct crypt_dir;
struct crypt_key;	/* an ed25519 private key */

/* NULL when libcrypto lacks an algorithm. */
struct crypt *crypt_new(void);
void crypt_free(struct crypt *c);

bool crypt_sha256(const struct crypt *c, const void *data, size_t n,
    unsigned char ret_hash[CRYPT_HASH]);
const unsigned char *crypt_exchange_public(const struct crypt *c);
/* Agrees with the peer's X25519 key; false for a degenerate one. */
bool crypt_agree(const struct crypt *c, const unsigned char peer[CRYPT_HASH],
    unsigned char ret_secret[CRYPT_HASH]);

/* The ed25519 key whose private half is SHA-256 of the text. */
struct crypt_key *crypt_key_new(const struct crypt *c, const char *text);
void crypt_key_free(struct crypt_key *key);
const unsigned char *crypt_key_public(const struct crypt_key *key);
bool crypt_sign(const struct crypt_key *key, const void *data, size_t n,
    unsigned char ret_sig[CRYPT_SIG]);
bool crypt_verify(const unsigned char public[CRYPT_HASH], const void *data, size_t n,
    const unsigned char sig[CRYPT_SIG]);

/* `key_bytes` is 16 or 32: aes128-ctr or aes256-ctr. */
struct crypt_dir *crypt_dir_new(const struct crypt *c, size_t key_bytes,
    const unsigned char *key, const unsigned char *iv, const unsigned char *mac_key);
void crypt_dir_free(struct crypt_dir *d);
/* Counter mode: the same call encrypts and decrypts, in place. */
bool crypt_dir_code(struct crypt_dir *d, unsigned char *data, size_t n);
bool crypt_dir_mac(struct crypt_dir *d, uint32_t seq, const unsigned char *data, size_t n,
    unsigned char ret_mac[CRYPT_HASH]);
bool crypt_same(const unsigned char *a, const unsigned char *b, size_t n);
void crypt_random(unsigned char *data, size_t n);

/* Standard base64 of `n` bytes with its NUL; `ret_text` holds 4 * (n + 2) / 3 + 1. */
void crypt_base64(const unsigned char *data, size_t n, char *ret_text);
/*
 * Reads the key of one "ssh-ed25519 AAAA... comment" line.
 */
bool crypt_read_public(const char *line, unsigned char ret_public[CRYPT_HASH]);

#endif
