/* SPDX-License-Identifier: MIT */
/* digest - SHA-256 by libcrypto; hexadecimal and base64 by hand. */
#include <rollcall/base/digest.h>

#include <rollcall/base/mem.h>

#include <openssl/evp.h>

struct rc_digest {
	EVP_MD_CTX *ctx;
	EVP_MD *sha256; /* looked up once: that costs more than a short text */
};

struct rc_digest *
rc_digest_new(void)
{
	struct rc_digest *digest = rc_alloc(1, sizeof(*digest));

	if (digest == NULL)
		return NULL;
	digest->ctx = EVP_MD_CTX_new();
	digest->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (digest->ctx == NULL || digest->sha256 == NULL) {
		rc_digest_free(digest);
		return NULL;
	}
	return digest;
}

void
rc_digest_free(struct rc_digest *digest)
{
	if (digest == NULL)
		return;
	EVP_MD_CTX_free(digest->ctx);
	EVP_MD_free(digest->sha256);
	rc_free(digest);
}

bool
rc_digest_begin(struct rc_digest *digest)
{
	return EVP_DigestInit_ex(digest->ctx, digest->sha256, NULL) == 1;
}

bool
rc_digest_add(struct rc_digest *digest, struct rc_str bytes)
{
	return EVP_DigestUpdate(digest->ctx, bytes.p, bytes.n) == 1;
}

bool
rc_digest_end(struct rc_digest *digest, uint8_t ret[RC_SHA256_BYTES])
{
	return EVP_DigestFinal_ex(digest->ctx, ret, NULL) == 1;
}

void
rc_hex(const uint8_t *p, size_t n, char *ret)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		*ret++ = digits[p[i] >> 4];
		*ret++ = digits[p[i] & 15];
	}
	*ret = '\0';
}

void
rc_base64(const uint8_t *p, size_t n, bool pad, char *ret)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i;
	size_t k;

	for (i = 0; i < n; i += 3) {
		size_t have = n - i < 3 ? n - i : 3;
		uint32_t bits = (uint32_t)p[i] << 16;

		if (have > 1)
			bits |= (uint32_t)p[i + 1] << 8;
		if (have > 2)
			bits |= p[i + 2];
		for (k = 0; k < 4; k++) {
			if (k <= have)
				*ret++ = digits[bits >> (18 - 6 * k) & 63];
			else if (pad)
				*ret++ = '=';
		}
	}
	*ret = '\0';
}
