/* SPDX-License-Identifier: MIT */
/*
 * floor - the client-side cryptography of one SSH connection and nothing else:
 * X25519 key generation and derivation, one Ed25519 verification (the host
 * key), one Ed25519 signature (the user key). Usage: floor COUNT
 */
#include <openssl/evp.h>

#include <stdio.h>
#include <stdlib.h>

static int
make_key(int type, EVP_PKEY **ret)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(type, NULL);
	int ok = ctx != NULL && EVP_PKEY_keygen_init(ctx) == 1 &&
	         EVP_PKEY_keygen(ctx, ret) == 1;

	EVP_PKEY_CTX_free(ctx);
	return ok;
}

static int
derive(EVP_PKEY *own, EVP_PKEY *peer)
{
	unsigned char secret[32];
	size_t n = sizeof(secret);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(own, NULL);
	int ok = ctx != NULL && EVP_PKEY_derive_init(ctx) == 1 &&
	         EVP_PKEY_derive_set_peer(ctx, peer) == 1 &&
	         EVP_PKEY_derive(ctx, secret, &n) == 1;

	EVP_PKEY_CTX_free(ctx);
	return ok;
}

static int
sign(EVP_PKEY *key, const unsigned char *text, size_t n, unsigned char sig[64])
{
	size_t size = 64;
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	int ok = md != NULL &&
	         EVP_DigestSignInit(md, NULL, NULL, NULL, key) == 1 &&
	         EVP_DigestSign(md, sig, &size, text, n) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

static int
verify(EVP_PKEY *key, const unsigned char *text, size_t n,
       const unsigned char sig[64])
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	int ok = md != NULL &&
	         EVP_DigestVerifyInit(md, NULL, NULL, NULL, key) == 1 &&
	         EVP_DigestVerify(md, sig, 64, text, n) == 1;

	EVP_MD_CTX_free(md);
	return ok;
}

int
main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 1000;
	unsigned char text[300] = { 1 }, sig[64];
	EVP_PKEY *peer = NULL, *host = NULL;

	if (!make_key(EVP_PKEY_X25519, &peer) ||
	    !make_key(EVP_PKEY_ED25519, &host))
		return 1;
	for (long i = 0; i < count; i++) {
		EVP_PKEY *own = NULL;

		if (!make_key(EVP_PKEY_X25519, &own) || !derive(own, peer) ||
		    !sign(host, text, sizeof(text), sig) ||
		    !verify(host, text, sizeof(text), sig))
			return 1;
		EVP_PKEY_free(own);
	}
	EVP_PKEY_free(peer);
	EVP_PKEY_free(host);
	printf("%ld\n", count);
	return 0;
}
