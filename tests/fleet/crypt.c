/* SPDX-License-Identifier: MIT */
/*
 * crypt - keys, signatures and packet ciphers on libcrypto (crypt.h).
 */
#include "crypt.h"

#include "wire.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

struct crypt {
	EVP_MD *sha256;
	EVP_CIPHER *aes128, *aes256;
	EVP_MAC *hmac;
	EVP_PKEY *exchange;
	unsigned char exchange_public[CRYPT_HASH];
};

struct crypt_dir {
	EVP_CIPHER_CTX *cipher;
	EVP_MAC_CTX *mac;
};

struct crypt_key {
	EVP_PKEY *pair;
	unsigned char public[CRYPT_HASH];
};

struct crypt *
crypt_new(void)
{
	struct crypt *c = calloc(1, sizeof(*c));
	size_t n = CRYPT_HASH;

	if (!c)
		return NULL;
	c->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	c->aes128 = EVP_CIPHER_fetch(NULL, "AES-128-CTR", NULL);
	c->aes256 = EVP_CIPHER_fetch(NULL, "AES-256-CTR", NULL);
	c->hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	c->exchange = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
	if (!c->sha256 || !c->aes128 || !c->aes256 || !c->hmac || !c->exchange
	    || EVP_PKEY_get_raw_public_key(c->exchange, c->exchange_public, &n) <= 0) {
		crypt_free(c);
		return NULL;
	}
	return c;
}

void
crypt_free(struct crypt *c)
{
	if (!c)
		return;
	EVP_MD_free(c->sha256);
	EVP_CIPHER_free(c->aes128);
	EVP_CIPHER_free(c->aes256);
	EVP_MAC_free(c->hmac);
	EVP_PKEY_free(c->exchange);
	free(c);
}

bool
crypt_sha256(const struct crypt *c, const void *data, size_t n, unsigned char ret_hash[CRYPT_HASH])
{
	return EVP_Digest(data, n, ret_hash, NULL, c->sha256, NULL) > 0;
}

const unsigned char *
crypt_exchange_public(const struct crypt *c)
{
	return c->exchange_public;
}

bool
crypt_agree(const struct crypt *c, const unsigned char peer[CRYPT_HASH],
    unsigned char ret_secret[CRYPT_HASH])
{
	EVP_PKEY *other = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, peer, CRYPT_HASH);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(c->exchange, NULL);
	size_t n = CRYPT_HASH;
	bool good;

	good = other && ctx && EVP_PKEY_derive_init(ctx) > 0
	    && EVP_PKEY_derive_set_peer(ctx, other) > 0
	    && EVP_PKEY_derive(ctx, ret_secret, &n) > 0 && n == CRYPT_HASH;
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(other);
	return good;
}

struct crypt_key *
crypt_key_new(const struct crypt *c, const char *text)
{
	unsigned char seed[CRYPT_HASH];
	struct crypt_key *key = calloc(1, sizeof(*key));
	size_t n = CRYPT_HASH;

	if (!key || !crypt_sha256(c, text, strlen(text), seed))
		goto fail;
	key->pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, sizeof(seed));
	if (!key->pair || EVP_PKEY_get_raw_public_key(key->pair, key->public, &n) <= 0)
		goto fail;
	return key;
fail:
	crypt_key_free(key);
	return NULL;
}

void
crypt_key_free(struct crypt_key *key)
{
	if (!key)
		return;
	EVP_PKEY_free(key->pair);
	free(key);
}

const unsigned char *
crypt_key_public(const struct crypt_key *key)
{
	return key->public;
}

bool
crypt_sign(const struct crypt_key *key, const void *data, size_t n,
    unsigned char ret_sig[CRYPT_SIG])
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t sig_bytes = CRYPT_SIG;
	bool good;

	good = ctx && EVP_DigestSignInit(ctx, NULL, NULL, NULL, key->pair) > 0
	    && EVP_DigestSign(ctx, ret_sig, &sig_bytes, data, n) > 0 && sig_bytes == CRYPT_SIG;
	EVP_MD_CTX_free(ctx);
	return good;
}

bool
crypt_verify(const unsigned char public[CRYPT_HASH], const void *data, size_t n,
    const unsigned char sig[CRYPT_SIG])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public, CRYPT_HASH);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good;

	good = key && ctx && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) > 0
	    && EVP_DigestVerify(ctx, sig, CRYPT_SIG, data, n) == 1;
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}

struct crypt_dir *
crypt_dir_new(const struct crypt *c, size_t key_bytes, const unsigned char *key,
    const unsigned char *iv, const unsigned char *mac_key)
{
	char digest[] = "SHA256";
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string("digest", digest, 0),
		OSSL_PARAM_construct_end(),
	};
	struct crypt_dir *d = calloc(1, sizeof(*d));

	if (!d)
		return NULL;
	d->cipher = EVP_CIPHER_CTX_new();
	d->mac = EVP_MAC_CTX_new(c->hmac);
	if (!d->cipher || !d->mac
	    || EVP_EncryptInit_ex2(d->cipher, key_bytes == 16 ? c->aes128 : c->aes256, key, iv,
		NULL) <= 0
	    || EVP_MAC_init(d->mac, mac_key, CRYPT_HASH, params) <= 0) {
		crypt_dir_free(d);
		return NULL;
	}
	return d;
}

void
crypt_dir_free(struct crypt_dir *d)
{
	if (!d)
		return;
	EVP_CIPHER_CTX_free(d->cipher);
	EVP_MAC_CTX_free(d->mac);
	free(d);
}

bool
crypt_dir_code(struct crypt_dir *d, unsigned char *data, size_t n)
{
	int done = 0;

	return n <= INT32_MAX && EVP_EncryptUpdate(d->cipher, data, &done, data, (int)n) > 0
	    && done == (int)n;
}

bool
crypt_dir_mac(struct crypt_dir *d, uint32_t seq, const unsigned char *data, size_t n,
    unsigned char ret_mac[CRYPT_HASH])
{
	unsigned char raw[4];
	size_t done = 0;

	wire_set_u32(raw, seq);
	return EVP_MAC_init(d->mac, NULL, 0, NULL) > 0
	    && EVP_MAC_update(d->mac, raw, sizeof(raw)) > 0
	    && EVP_MAC_update(d->mac, data, n) > 0
	    && EVP_MAC_final(d->mac, ret_mac, &done, CRYPT_HASH) > 0 && done == CRYPT_HASH;
}

bool
crypt_same(const unsigned char *a, const unsigned char *b, size_t n)
{
	return CRYPTO_memcmp(a, b, n) == 0;
}

void
crypt_random(unsigned char *data, size_t n)
{
	if (RAND_bytes(data, (int)n) <= 0)
		memset(data, 0x5a, n);	/* only a cookie: any bytes will do */
}

void
crypt_base64(const unsigned char *data, size_t n, char *ret_text)
{
	EVP_EncodeBlock((unsigned char *)ret_text, data, (int)n);
}

bool
crypt_read_public(const char *line, unsigned char ret_public[CRYPT_HASH])
{
	static const char kind[] = "ssh-ed25519 ";
	unsigned char raw[96];
	struct wire_view v, name, key;
	size_t n;

	line += strspn(line, " \t");
	if (strncmp(line, kind, sizeof(kind) - 1) != 0)
		return false;
	line += sizeof(kind) - 1;
	n = strcspn(line, " \t\r\n");
	if (n != 68 || EVP_DecodeBlock(raw, (const unsigned char *)line, (int)n) != 51)
		return false;
	v = wire_view(raw, 51);
	name = wire_get_str(&v);
	key = wire_get_str(&v);
	if (!wire_is(name, "ssh-ed25519") || key.failed || key.len != CRYPT_HASH)
		return false;
	memcpy(ret_public, key.data, CRYPT_HASH);
	return true;
}
