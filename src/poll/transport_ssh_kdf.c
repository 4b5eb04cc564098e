/* SPDX-License-Identifier: MIT */
/*
 * transport_ssh_kdf - bcrypt_pbkdf, and the ciphers of key files.
 *
 * Overview. Blowfish begins with the digits of pi behind the point, 18 words of
 * P and 1024 of S; they are computed here (Machin: 16 arctan 1/5 - 4 arctan
 * 1/239), which takes less room than the tables and 50 ms.
 */
#include "poll/transport_ssh_kdf.h"

#include <rollcall/base/mem.h>

#include "poll/transport_ssh_wire.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#define P_WORDS   18
#define S_WORDS   1024
#define PI_WORDS  (1 + P_WORDS + S_WORDS + 2) /* 3, the digits, to spare */
#define HASH      64                          /* SHA-512 */
#define BLOCK     32
#define COST      64
#define SALT_MAX  256
#define BLOCK_32S (BLOCK / 4)

struct blowfish {
	uint32_t p[P_WORDS];
	uint32_t s[S_WORDS]; /* four boxes of 256 */
};

/* --- pi ------------------------------------------------------------------- */

/* A fixed-point number: the first word is whole, the others behind the point.
 */
static void
divide(uint32_t *number, uint32_t by)
{
	uint64_t rest = 0;

	for (size_t i = 0; i < PI_WORDS; i++) {
		rest = rest << 32 | number[i];
		number[i] = (uint32_t)(rest / by);
		rest %= by;
	}
}

static void
add(uint32_t *number, const uint32_t *other, bool minus)
{
	uint64_t carry = minus;

	for (size_t i = PI_WORDS; i-- > 0;) {
		carry += (uint64_t)number[i] + (minus ? ~other[i] : other[i]);
		number[i] = (uint32_t)carry;
		carry >>= 32;
	}
}

static bool
is_zero(const uint32_t *number)
{
	for (size_t i = 0; i < PI_WORDS; i++)
		if (number[i] != 0)
			return false;
	return true;
}

/* number += times * arctan(1 / x), or -= */
static void
add_arctan(uint32_t *number, uint32_t times, uint32_t x, bool minus)
{
	uint32_t power[PI_WORDS] = { times }, term[PI_WORDS];

	divide(power, x);
	for (uint32_t n = 1; !is_zero(power); n += 2) {
		memcpy(term, power, sizeof(term));
		divide(term, n);
		add(number, term, minus != (n % 4 == 3));
		divide(power, x * x);
	}
}

static void
blowfish_begin(struct blowfish *b)
{
	uint32_t pi[PI_WORDS] = { 0 };

	add_arctan(pi, 16, 5, false);
	add_arctan(pi, 4, 239, true);
	memcpy(b->p, pi + 1, sizeof(b->p));
	memcpy(b->s, pi + 1 + P_WORDS, sizeof(b->s));
}

/* --- Blowfish ------------------------------------------------------------- */

static uint32_t
mix(const struct blowfish *b, uint32_t x)
{
	const uint32_t *s = b->s;

	return ((s[x >> 24] + s[256 + (x >> 16 & 255)]) ^
	        s[512 + (x >> 8 & 255)]) +
	       s[768 + (x & 255)];
}

static void
encipher(const struct blowfish *b, uint32_t *left, uint32_t *right)
{
	uint32_t l = *left ^ b->p[0], r = *right;

	for (size_t i = 1; i <= 16; i += 2) {
		r ^= mix(b, l) ^ b->p[i];
		l ^= mix(b, r) ^ b->p[i + 1];
	}
	*left = r ^ b->p[17];
	*right = l;
}

/* The next word of a hash that is read in a circle. */
static uint32_t
next_word(const uint8_t hash[HASH], size_t *at)
{
	const uint8_t *p = hash + *at;

	*at = (*at + 4) % HASH;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

/* `salt` may be NULL: as if all zero. */
static void
expand(struct blowfish *b, const uint8_t *salt, const uint8_t key[HASH])
{
	uint32_t left = 0, right = 0;
	size_t at = 0;

	for (size_t i = 0; i < P_WORDS; i++)
		b->p[i] ^= next_word(key, &at);
	at = 0;
	for (size_t i = 0; i < P_WORDS + S_WORDS; i += 2) {
		uint32_t *to = i < P_WORDS ? b->p + i : b->s + (i - P_WORDS);

		if (salt != NULL) {
			left ^= next_word(salt, &at);
			right ^= next_word(salt, &at);
		}
		encipher(b, &left, &right);
		to[0] = left;
		to[1] = right;
	}
}

/* --- bcrypt_pbkdf ---------------------------------------------------------- */

static void
bcrypt_block(const struct blowfish *fresh, const uint8_t pass[HASH],
             const uint8_t salt[HASH], uint8_t ret[BLOCK])
{
	static const uint8_t text[HASH] = "OxychromaticBlowfishSwatDynamite";
	struct blowfish b = *fresh;
	uint32_t words[BLOCK_32S];
	size_t at = 0;

	expand(&b, salt, pass);
	for (int i = 0; i < COST; i++) {
		expand(&b, NULL, salt);
		expand(&b, NULL, pass);
	}
	for (size_t i = 0; i < BLOCK_32S; i++)
		words[i] = next_word(text, &at);
	for (int i = 0; i < COST; i++)
		for (size_t j = 0; j < BLOCK_32S; j += 2)
			encipher(&b, &words[j], &words[j + 1]);
	for (size_t i = 0; i < BLOCK; i++)
		ret[i] = (uint8_t)(words[i / 4] >> 8 * (i % 4));
	OPENSSL_cleanse(&b, sizeof(b));
	OPENSSL_cleanse(words, sizeof(words));
}

static bool
sha512(const void *bytes, size_t n, uint8_t ret[HASH])
{
	return EVP_Digest(bytes, n, ret, NULL, EVP_sha512(), NULL) == 1;
}

/* The exclusive or of `rounds` blocks, each salted with the one before. */
static bool
make_block(const struct blowfish *fresh, const uint8_t pass[HASH],
           struct rc_str salt, uint32_t rounds, uint8_t ret[BLOCK])
{
	uint8_t hashed[HASH], block[BLOCK];

	if (!sha512(salt.p, salt.n, hashed))
		return false;
	bcrypt_block(fresh, pass, hashed, block);
	memcpy(ret, block, BLOCK);
	for (uint32_t i = 1; i < rounds; i++) {
		if (!sha512(block, BLOCK, hashed))
			return false;
		bcrypt_block(fresh, pass, hashed, block);
		for (size_t j = 0; j < BLOCK; j++)
			ret[j] ^= block[j];
	}
	OPENSSL_cleanse(block, sizeof(block));
	return true;
}

bool
rc_bcrypt_pbkdf(struct rc_str passphrase, struct rc_str salt, uint32_t rounds,
                uint8_t *ret, size_t n)
{
	size_t blocks = (n + BLOCK - 1) / BLOCK;
	struct blowfish *fresh;
	uint8_t pass[HASH], block[BLOCK], salted[SALT_MAX + 4];
	bool done;

	if (rounds == 0 || rounds > RC_KDF_ROUNDS_MAX || salt.n > SALT_MAX ||
	    blocks == 0 || blocks > 255)
		return false;
	fresh = rc_alloc(1, sizeof(*fresh));
	if (fresh == NULL)
		return false;
	blowfish_begin(fresh);
	memcpy(salted, salt.p, salt.n);
	done = sha512(passphrase.p, passphrase.n, pass);
	for (size_t i = 0; i < blocks && done; i++) {
		const uint8_t number[4] = { 0, 0, 0, (uint8_t)(i + 1) };

		memcpy(salted + salt.n, number, sizeof(number));
		done = make_block(
		        fresh, pass,
		        (struct rc_str){ (const char *)salted, salt.n + 4 },
		        rounds, block);
		/* The blocks are dealt out like cards. */
		for (size_t j = 0; done && j < BLOCK && j * blocks + i < n; j++)
			ret[j * blocks + i] = block[j];
	}
	OPENSSL_cleanse(pass, sizeof(pass));
	OPENSSL_cleanse(block, sizeof(block));
	rc_free(fresh);
	return done;
}

/* --- the lock ------------------------------------------------------------- */

static const struct cipher {
	const char *name;
	const EVP_CIPHER *(*get)(void);
} ciphers[] = {
	{ "aes256-ctr", EVP_aes_256_ctr }, { "aes256-cbc", EVP_aes_256_cbc },
	{ "aes192-ctr", EVP_aes_192_ctr }, { "aes192-cbc", EVP_aes_192_cbc },
	{ "aes128-ctr", EVP_aes_128_ctr }, { "aes128-cbc", EVP_aes_128_cbc },
};

static const EVP_CIPHER *
cipher_find(struct rc_str name)
{
	for (size_t i = 0; i < RC_COUNT(ciphers); i++)
		if (rc_str_is(name, ciphers[i].name))
			return ciphers[i].get();
	return NULL;
}

/* string salt, four bytes of rounds */
static bool
read_options(struct rc_str options, struct rc_str *ret_salt,
             uint32_t *ret_rounds)
{
	const unsigned char *p;

	if (!rc_ssh_take(&options, ret_salt) || options.n != 4)
		return false;
	p = (const unsigned char *)options.p;
	*ret_rounds = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	              (uint32_t)p[2] << 8 | p[3];
	return *ret_rounds > 0 && *ret_rounds <= RC_KDF_ROUNDS_MAX &&
	       ret_salt->n <= SALT_MAX;
}

bool
rc_ssh_lock_known(const struct rc_ssh_lock *lock)
{
	struct rc_str salt;
	uint32_t rounds;

	return rc_str_is(lock->kdf, "bcrypt") &&
	       cipher_find(lock->cipher) != NULL && lock->secret.n > 0 &&
	       lock->secret.n % 16 == 0 &&
	       read_options(lock->options, &salt, &rounds);
}

bool
rc_ssh_unlock(const struct rc_ssh_lock *lock, struct rc_str passphrase,
              struct rc_buf *ret)
{
	const EVP_CIPHER *cipher = cipher_find(lock->cipher);
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	struct rc_err ignored = { 0 };
	uint8_t key[48]; /* of the cipher, then the first vector */
	struct rc_str salt;
	uint32_t rounds;
	int n = 0;
	bool done = false;

	if (cipher == NULL || ctx == NULL ||
	    !read_options(lock->options, &salt, &rounds))
		goto out;
	n = EVP_CIPHER_get_key_length(cipher);
	rc_buf_clear(ret);
	rc_buf_fill(ret, 0, lock->secret.n);
	done = rc_buf_done(ret, &ignored) &&
	       rc_bcrypt_pbkdf(passphrase, salt, rounds, key, (size_t)n + 16) &&
	       EVP_DecryptInit_ex(ctx, cipher, NULL, key, key + n) == 1 &&
	       EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 &&
	       EVP_DecryptUpdate(ctx, (unsigned char *)ret->p, &n,
	                         (const unsigned char *)lock->secret.p,
	                         (int)lock->secret.n) == 1 &&
	       (size_t)n == lock->secret.n;
out:
	OPENSSL_cleanse(key, sizeof(key));
	EVP_CIPHER_CTX_free(ctx);
	return done;
}
