/* SPDX-License-Identifier: MIT */
/* transport_ssh_key - private keys: reading and signing (libcrypto). */
#include "poll/transport_ssh_key.h"

#include <rollcall/base/buf.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/file.h>
#include <rollcall/base/i18n.h>

#include "poll/transport_ssh_kdf.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX_BYTES ((size_t)64 << 10)
#define BLOB_MAX       4200
#define BEGIN_OPENSSH  "-----BEGIN OPENSSH PRIVATE KEY-----"
#define END_OPENSSH    "-----END OPENSSH PRIVATE KEY-----"
#define MAGIC          "openssh-key-v1" /* with its NUL */

struct rc_sshkey {
	EVP_PKEY *pkey; /* NULL if locked */
	bool locked;
	struct rc_buf blob;
};

/* The types, by name and by what libcrypto calls them. */
static const struct kind {
	const char *type;  /* "ecdsa-sha2-nistp256" */
	const char *curve; /* of SSH; NULL if it is no ECDSA */
	const char *group; /* of libcrypto */
	const EVP_MD *(*digest)(void);
} kinds[] = {
	{ "ssh-ed25519", NULL, NULL, NULL },
	{ "ecdsa-sha2-nistp256", "nistp256", "prime256v1", EVP_sha256 },
	{ "ecdsa-sha2-nistp384", "nistp384", "secp384r1", EVP_sha384 },
	{ "ecdsa-sha2-nistp521", "nistp521", "secp521r1", EVP_sha512 },
	{ "ssh-rsa", NULL, NULL, EVP_sha256 },
};

static const struct kind *
kind_of(struct rc_str blob)
{
	struct rc_str type;

	if (!rc_ssh_take(&blob, &type))
		return NULL;
	for (size_t i = 0; i < RC_COUNT(kinds); i++)
		if (rc_str_is(type, kinds[i].type))
			return &kinds[i];
	return NULL;
}

bool
rc_ssh_type_known(struct rc_str blob)
{
	return kind_of(blob) != NULL;
}

bool
rc_ssh_fingerprint(struct rc_str blob, char *ret, size_t size)
{
	struct rc_digest *digest = rc_digest_new();
	uint8_t sum[RC_SHA256_BYTES];
	char text[48];
	bool done = digest != NULL && rc_digest_begin(digest) &&
	            rc_digest_add(digest, blob) && rc_digest_end(digest, sum);

	if (done) {
		rc_base64(sum, sizeof(sum), false, text);
		(void)snprintf(ret, size, "SHA256:%s", text);
	}
	rc_digest_free(digest);
	return done;
}

static void
put_str(struct rc_buf *b, const void *p, size_t n)
{
	const unsigned char head[4] = { (unsigned char)(n >> 24),
		                        (unsigned char)(n >> 16),
		                        (unsigned char)(n >> 8),
		                        (unsigned char)n };

	rc_buf_put(b, head, 4);
	rc_buf_put(b, p, n);
}

/* A positive number: no leading zeros but the one that keeps it positive. */
static void
put_number(struct rc_buf *b, const BIGNUM *number)
{
	unsigned char bytes[2049];
	int n = BN_num_bytes(number);

	if (n < 0 || n > 2048)
		return;
	bytes[0] = 0;
	(void)BN_bn2bin(number, bytes + 1);
	if (n > 0 && (bytes[1] & 0x80) != 0)
		put_str(b, bytes, (size_t)n + 1);
	else
		put_str(b, bytes + 1, (size_t)n);
}

static BIGNUM *
number_of(struct rc_str s)
{
	return BN_bin2bn((const unsigned char *)s.p, (int)s.n, NULL);
}

/* --- OpenSSH's format ----------------------------------------------------- */

static EVP_PKEY *
pkey_from(const char *name, OSSL_PARAM_BLD *build)
{
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, name, NULL);
	EVP_PKEY *pkey = NULL;

	if (params == NULL || ctx == NULL || EVP_PKEY_fromdata_init(ctx) <= 0 ||
	    EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_KEYPAIR, params) <= 0)
		pkey = NULL;
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	return pkey;
}

/* string curve, string point, mpint secret */
static EVP_PKEY *
read_ecdsa(const struct kind *kind, struct rc_str *rest)
{
	struct rc_str curve, point, secret;
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	BIGNUM *number = NULL;
	EVP_PKEY *pkey = NULL;

	if (build != NULL && rc_ssh_take(rest, &curve) &&
	    rc_ssh_take(rest, &point) && rc_ssh_take(rest, &secret) &&
	    rc_str_is(curve, kind->curve)) {
		number = number_of(secret);
		if (number != NULL &&
		    OSSL_PARAM_BLD_push_utf8_string(build,
		                                    OSSL_PKEY_PARAM_GROUP_NAME,
		                                    kind->group, 0) == 1 &&
		    OSSL_PARAM_BLD_push_octet_string(build,
		                                     OSSL_PKEY_PARAM_PUB_KEY,
		                                     point.p, point.n) == 1 &&
		    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY,
		                           number) == 1)
			pkey = pkey_from("EC", build);
	}
	BN_clear_free(number);
	OSSL_PARAM_BLD_free(build);
	return pkey;
}

/* mpints n, e, d, 1/q mod p, p, q */
static EVP_PKEY *
read_rsa(struct rc_str *rest)
{
	/* In the order of the file; the last two are computed: d mod p-1 and
	 * d mod q-1 make signing four times as fast. */
	static const char *const names[] = {
		OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
		OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
		OSSL_PKEY_PARAM_RSA_FACTOR1,   OSSL_PKEY_PARAM_RSA_FACTOR2,
		OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2
	};
	BIGNUM *numbers[RC_COUNT(names)] = { NULL };
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	BN_CTX *scratch = BN_CTX_new();
	BIGNUM *less = BN_new();
	EVP_PKEY *pkey = NULL;
	struct rc_str part;
	size_t i;

	for (i = 0; i < 6; i++) {
		if (!rc_ssh_take(rest, &part) || part.n > 2049)
			goto out;
		numbers[i] = number_of(part);
	}
	for (i = 6; i < 8; i++) {
		numbers[i] = BN_new();
		if (less == NULL || scratch == NULL || numbers[i] == NULL ||
		    numbers[i - 2] == NULL || numbers[2] == NULL ||
		    BN_sub(less, numbers[i - 2], BN_value_one()) != 1 ||
		    BN_mod(numbers[i], numbers[2], less, scratch) != 1)
			goto out;
	}
	for (i = 0; i < RC_COUNT(names); i++)
		if (build == NULL || numbers[i] == NULL ||
		    OSSL_PARAM_BLD_push_BN(build, names[i], numbers[i]) != 1)
			goto out;
	pkey = pkey_from("RSA", build);
out:
	for (i = 0; i < RC_COUNT(names); i++)
		BN_clear_free(numbers[i]);
	BN_clear_free(less);
	BN_CTX_free(scratch);
	OSSL_PARAM_BLD_free(build);
	return pkey;
}

/* string public, string seed and public */
static EVP_PKEY *
read_ed25519(struct rc_str *rest)
{
	struct rc_str public, secret;

	if (!rc_ssh_take(rest, &public) || !rc_ssh_take(rest, &secret) ||
	    secret.n != 64)
		return NULL;
	return EVP_PKEY_new_raw_private_key(
	        EVP_PKEY_ED25519, NULL, (const unsigned char *)secret.p, 32);
}

/* The private part: twice the same number, type, key, comment, padding. */
static EVP_PKEY *
read_private(const struct kind *kind, struct rc_str rest)
{
	struct rc_str type;

	if (rest.n < 8 || memcmp(rest.p, rest.p + 4, 4) != 0)
		return NULL;
	rest.p += 8;
	rest.n -= 8;
	if (!rc_ssh_take(&rest, &type) || !rc_str_is(type, kind->type))
		return NULL;
	if (kind->curve != NULL)
		return read_ecdsa(kind, &rest);
	if (kind->digest != NULL)
		return read_rsa(&rest);
	return read_ed25519(&rest);
}

static bool
fail_passphrase(const char *path, struct rc_err *err)
{
	return rc_fail(err, RC_EDENIED,
	               _("this is not the passphrase of the key %s"), path);
}

static bool
read_locked(const char *path, const struct kind *kind,
            const struct rc_ssh_lock *lock, const char *passphrase,
            struct rc_sshkey *key, struct rc_err *err)
{
	struct rc_buf clear;

	key->locked = passphrase == NULL;
	if (key->locked)
		return true;
	if (!rc_ssh_lock_known(lock))
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("the key %s is encrypted in a way that only "
		                 "an ssh-agent understands (ssh-add)"),
		               path);
	rc_buf_init(&clear, FILE_MAX_BYTES);
	if (rc_ssh_unlock(lock, rc_str_of(passphrase), &clear))
		key->pkey = read_private(kind, rc_buf_str(&clear));
	if (clear.p != NULL)
		OPENSSL_cleanse(clear.p, clear.cap);
	rc_buf_fini(&clear);
	return key->pkey != NULL || fail_passphrase(path, err);
}

/* magic, cipher, kdf, kdf options, number of keys, public, private */
static bool
read_openssh(const char *path, struct rc_str rest, const char *passphrase,
             struct rc_sshkey *key, struct rc_err *err)
{
	struct rc_ssh_lock lock;
	struct rc_str blob;
	const struct kind *kind;

	if (rest.n < sizeof(MAGIC) || memcmp(rest.p, MAGIC, sizeof(MAGIC)) != 0)
		goto damaged;
	rest.p += sizeof(MAGIC);
	rest.n -= sizeof(MAGIC);
	if (!rc_ssh_take(&rest, &lock.cipher) ||
	    !rc_ssh_take(&rest, &lock.kdf) ||
	    !rc_ssh_take(&rest, &lock.options) || rest.n < 4)
		goto damaged;
	rest.p += 4;
	rest.n -= 4;
	if (!rc_ssh_take(&rest, &blob) || !rc_ssh_take(&rest, &lock.secret))
		goto damaged;
	kind = kind_of(blob);
	if (kind == NULL)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("the key %s is not an Ed25519, ECDSA or RSA "
		                 "key"),
		               path);
	rc_buf_putstr(&key->blob, blob);
	if (!rc_str_is(lock.cipher, "none"))
		return read_locked(path, kind, &lock, passphrase, key, err);
	key->pkey = read_private(kind, lock.secret);
	if (key->pkey != NULL)
		return true;
damaged:
	return rc_fail(err, RC_EINVALID, _("the key %s is damaged"), path);
}

/* The base64 between the lines BEGIN and END, decoded in place. */
static bool
unwrap(struct rc_str text, unsigned char *ret, size_t *ret_n)
{
	const char *end = strstr(text.p, END_OPENSSH);
	const char *p = strstr(text.p, BEGIN_OPENSSH);
	size_t n = 0, pads = 0;
	int decoded;

	if (end == NULL || p == NULL)
		return false;
	for (p += strlen(BEGIN_OPENSSH); p < end; p++) {
		if (*p == '\n' || *p == '\r' || *p == ' ' || *p == '\t')
			continue;
		pads += *p == '=';
		ret[n++] = (unsigned char)*p;
	}
	decoded = EVP_DecodeBlock(ret, ret, (int)n);
	if (decoded < 0 || pads > 2 || (size_t)decoded < pads)
		return false;
	*ret_n = (size_t)decoded - pads;
	return true;
}

/* --- PEM ------------------------------------------------------------------ */

/* What PEM wants to know, and whether it did. */
struct question {
	const char *passphrase; /* NULL = there is none */
	bool asked;
};

static int
tell_password(char *p, int size, int writing, void *of)
{
	struct question *q = of;
	size_t n;

	(void)writing;
	q->asked = true;
	if (q->passphrase == NULL)
		return -1;
	n = strlen(q->passphrase);
	if (n > (size_t)size)
		return -1;
	memcpy(p, q->passphrase, n);
	return (int)n;
}

static bool
put_ecdsa_blob(struct rc_buf *b, const EVP_PKEY *pkey)
{
	char group[64];
	unsigned char point[256];
	size_t n;

	if (EVP_PKEY_get_utf8_string_param(pkey, OSSL_PKEY_PARAM_GROUP_NAME,
	                                   group, sizeof(group), NULL) != 1 ||
	    EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY,
	                                    point, sizeof(point), &n) != 1)
		return false;
	for (size_t i = 0; i < RC_COUNT(kinds); i++) {
		if (kinds[i].group == NULL ||
		    strcmp(kinds[i].group, group) != 0)
			continue;
		put_str(b, kinds[i].type, strlen(kinds[i].type));
		put_str(b, kinds[i].curve, strlen(kinds[i].curve));
		put_str(b, point, n);
		return true;
	}
	return false;
}

static bool
put_rsa_blob(struct rc_buf *b, const EVP_PKEY *pkey)
{
	BIGNUM *n = NULL, *e = NULL;
	bool done =
	        EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_N, &n) == 1 &&
	        EVP_PKEY_get_bn_param(pkey, OSSL_PKEY_PARAM_RSA_E, &e) == 1;

	if (done) {
		put_str(b, "ssh-rsa", 7);
		put_number(b, e);
		put_number(b, n);
	}
	BN_free(n);
	BN_free(e);
	return done;
}

static bool
put_blob(struct rc_buf *b, const EVP_PKEY *pkey)
{
	unsigned char raw[32];
	size_t n = sizeof(raw);

	switch (EVP_PKEY_get_base_id(pkey)) {
	case EVP_PKEY_ED25519:
		if (EVP_PKEY_get_raw_public_key(pkey, raw, &n) != 1)
			return false;
		put_str(b, "ssh-ed25519", 11);
		put_str(b, raw, n);
		return true;
	case EVP_PKEY_EC:
		return put_ecdsa_blob(b, pkey);
	case EVP_PKEY_RSA:
		return put_rsa_blob(b, pkey);
	default:
		return false;
	}
}

static bool
read_pem(const char *path, struct rc_str text, const char *passphrase,
         struct rc_sshkey *key, struct rc_err *err)
{
	BIO *bio = BIO_new_mem_buf(text.p, (int)text.n);
	struct question question = { passphrase, false };

	if (bio == NULL)
		return rc_fail_nomem(err);
	key->pkey =
	        PEM_read_bio_PrivateKey(bio, NULL, tell_password, &question);
	BIO_free(bio);
	if (key->pkey != NULL && put_blob(&key->blob, key->pkey))
		return true;
	if (question.asked && passphrase != NULL)
		return fail_passphrase(path, err);
	key->locked = question.asked;
	if (key->locked)
		return true;
	return rc_fail(err, RC_EINVALID,
	               _("%s is not a private key that can be used (Ed25519, "
	                 "ECDSA or RSA; OpenSSH or PEM)"),
	               path);
}

bool
rc_sshkey_parse(const char *path, struct rc_str text, const char *passphrase,
                struct rc_sshkey **ret, struct rc_err *err)
{
	struct rc_sshkey *key = rc_alloc(1, sizeof(*key));
	unsigned char *raw = rc_alloc(text.n + 4, 1);
	bool done = false;
	size_t n = 0;

	if (key == NULL || raw == NULL) {
		rc_fail_nomem(err);
		goto out;
	}
	rc_buf_init(&key->blob, BLOB_MAX);
	if (strstr(text.p, BEGIN_OPENSSH) == NULL)
		done = read_pem(path, text, passphrase, key, err);
	else if (!unwrap(text, raw, &n))
		rc_fail(err, RC_EINVALID, _("the key %s is damaged"), path);
	else
		done = read_openssh(path,
		                    (struct rc_str){ (const char *)raw, n },
		                    passphrase, key, err);
	done = done && rc_buf_done(&key->blob, err);
out:
	if (raw != NULL)
		OPENSSL_cleanse(raw, text.n + 4);
	rc_free(raw);
	if (done)
		*ret = key;
	else
		rc_sshkey_free(key);
	return done;
}

bool
rc_sshkey_load(const char *path, const char *passphrase, struct rc_sshkey **ret,
               struct rc_err *err)
{
	struct rc_arena arena;
	struct rc_str text;
	struct stat st;
	bool done = false;

	rc_arena_init(&arena);
	if (!rc_file_read(path, FILE_MAX_BYTES, &arena, &text, err))
		goto out;
	if (stat(path, &st) == 0 && (st.st_mode & 077) != 0)
		rc_fail(err, RC_EDENIED,
		        _("others may read the key %s (mode %03o): chmod 600"),
		        path, (unsigned)(st.st_mode & 0777));
	else
		done = rc_sshkey_parse(path, text, passphrase, ret, err);
	OPENSSL_cleanse((char *)(uintptr_t)text.p, text.n);
out:
	rc_arena_fini(&arena);
	return done;
}

void
rc_sshkey_free(struct rc_sshkey *key)
{
	if (key == NULL)
		return;
	EVP_PKEY_free(key->pkey);
	rc_buf_fini(&key->blob);
	rc_free(key);
}

bool
rc_sshkey_is_locked(const struct rc_sshkey *key)
{
	return key->locked;
}

struct rc_str
rc_sshkey_blob(const struct rc_sshkey *key)
{
	return rc_buf_str(&key->blob);
}

/* DER of libcrypto -> two mpints. */
static bool
ecdsa_signature(const uint8_t *der, size_t n, uint8_t *ret, size_t *ret_n)
{
	ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)n);
	struct rc_err err = { 0 };
	struct rc_buf b;
	bool done = false;

	rc_buf_init(&b, RC_SIGNATURE_MAX);
	if (signature != NULL) {
		put_number(&b, ECDSA_SIG_get0_r(signature));
		put_number(&b, ECDSA_SIG_get0_s(signature));
		done = rc_buf_done(&b, &err);
	}
	if (done) {
		memcpy(ret, b.p, b.n);
		*ret_n = b.n;
	}
	ECDSA_SIG_free(signature);
	rc_buf_fini(&b);
	return done;
}

bool
rc_sshkey_sign(const struct rc_sshkey *key, struct rc_str algorithm,
               struct rc_str data, uint8_t ret[RC_SIGNATURE_MAX], size_t *ret_n)
{
	const struct kind *kind = kind_of(rc_sshkey_blob(key));
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	const EVP_MD *digest;
	size_t n = RC_SIGNATURE_MAX;
	bool done;

	if (ctx == NULL || kind == NULL || key->pkey == NULL) {
		EVP_MD_CTX_free(ctx);
		return false;
	}
	digest = kind->digest == NULL ? NULL : kind->digest();
	if (rc_str_is(algorithm, "rsa-sha2-512"))
		digest = EVP_sha512();
	done = EVP_DigestSignInit(ctx, NULL, digest, NULL, key->pkey) > 0 &&
	       EVP_DigestSign(ctx, ret, &n, (const unsigned char *)data.p,
	                      data.n) > 0;
	EVP_MD_CTX_free(ctx);
	if (done && kind->curve != NULL)
		return ecdsa_signature(ret, n, ret, ret_n);
	if (done)
		*ret_n = n;
	return done;
}
