/* SPDX-License-Identifier: MIT */
/*
 * Private keys from text. The key is that of RFC 8032, 7.1, test 1, wrapped as
 * ssh-keygen would; the other kinds are tried against a real sshd.
 */
#include "poll/transport_ssh_key.h"

#include <lib/unit.h>
#include <rollcall/base/buf.h>
#include <rollcall/base/digest.h>
#include <rollcall/base/mem.h>
#include <string.h>

static const uint8_t seed[32] = { 0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a,
	                          0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec,
	                          0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b,
	                          0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03,
	                          0x1c, 0xae, 0x7f, 0x60 };
static const uint8_t public[32] = { 0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a,
	                            0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64,
	                            0x07, 0x3a, 0x0e, 0xe1, 0x72, 0xf3, 0xda,
	                            0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68,
	                            0xf7, 0x07, 0x51, 0x1a };
static const char signature[] =
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb882"
        "1590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

static void
put(struct rc_buf *b, const void *p, size_t n)
{
	const char head[4] = { 0, 0, (char)(n >> 8), (char)n };

	rc_buf_put(b, head, 4);
	rc_buf_put(b, p, n);
}

static void
put_public(struct rc_buf *b)
{
	put(b, "ssh-ed25519", 11);
	put(b, public, 32);
}

/* The binary inside the armour. */
static void
put_key(struct rc_buf *b, const char *cipher)
{
	struct rc_buf part;
	uint8_t pair[64];

	rc_buf_init(&part, 1024);
	memcpy(pair, seed, 32);
	memcpy(pair + 32, public, 32);
	rc_buf_put(b, "openssh-key-v1", 15);
	put(b, cipher, strlen(cipher));
	put(b, "none", 4);
	put(b, "", 0);
	rc_buf_put(b, "\0\0\0\1", 4);
	put_public(&part);
	put(b, part.p, part.n);
	rc_buf_clear(&part);
	rc_buf_put(&part, "abcdabcd", 8);
	put_public(&part);
	put(&part, pair, 64);
	put(&part, "test", 4);
	rc_buf_put(&part, "\1\2\3\4", 4);
	put(b, part.p, part.n);
	rc_buf_fini(&part);
}

static void
armour(struct rc_buf *b, struct rc_str raw)
{
	char text[2048];

	rc_base64((const uint8_t *)raw.p, raw.n, true, text);
	rc_buf_clear(b);
	rc_buf_puts(b, "-----BEGIN OPENSSH PRIVATE KEY-----\n");
	for (size_t i = 0; i < strlen(text); i += 70)
		rc_buf_printf(b, "%.70s\n", text + i);
	rc_buf_puts(b, "-----END OPENSSH PRIVATE KEY-----\n");
}

static void
test_ed25519(void **state)
{
	struct rc_sshkey *key = NULL;
	struct rc_err err = { 0 };
	uint8_t out[RC_SIGNATURE_MAX];
	char hex[2 * 64 + 1];
	struct rc_buf raw, text, blob;
	size_t n = 0;

	(void)state;
	rc_buf_init(&raw, 4096);
	rc_buf_init(&text, 4096);
	rc_buf_init(&blob, 4096);
	put_key(&raw, "none");
	armour(&text, rc_buf_str(&raw));
	assert_true(rc_sshkey_parse("k", rc_buf_str(&text), NULL, &key, &err));
	put_public(&blob);
	assert_true(rc_str_eq(rc_sshkey_blob(key), rc_buf_str(&blob)));
	assert_true(rc_ssh_type_known(rc_buf_str(&blob)));
	assert_true(rc_sshkey_sign(key, RC_STR("ssh-ed25519"), RC_STR(""), out,
	                           &n));
	assert_int_equal(n, 64);
	rc_hex(out, n, hex);
	assert_string_equal(hex, signature);
	rc_sshkey_free(key);
	rc_sshkey_free(NULL);
	rc_buf_fini(&raw);
	rc_buf_fini(&text);
	rc_buf_fini(&blob);
}

static void
test_refused(void **state)
{
	static const struct {
		const char *text;
		enum rc_code code;
	} cases[] = {
		{ "", RC_EINVALID },
		{ "ssh-ed25519 AAAA comment\n", RC_EINVALID },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n", RC_EINVALID },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n"
		  "-----END OPENSSH PRIVATE KEY-----\n",
		  RC_EINVALID },
		{ "-----END OPENSSH PRIVATE KEY-----\n"
		  "-----BEGIN OPENSSH PRIVATE KEY-----\n",
		  RC_EINVALID },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----\n!!!!\n"
		  "-----END OPENSSH PRIVATE KEY-----\n",
		  RC_EINVALID },
		{ "-----BEGIN PRIVATE KEY-----\nAAAA\n"
		  "-----END PRIVATE KEY-----\n",
		  RC_EINVALID },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		struct rc_sshkey *key = NULL;
		struct rc_err err = { 0 };

		assert_false(rc_sshkey_parse("k", rc_str_of(cases[i].text),
		                             NULL, &key, &err));
		assert_int_equal(err.code, cases[i].code);
		assert_null(key);
	}
}

static void
test_encrypted(void **state)
{
	struct rc_sshkey *key = NULL;
	struct rc_err err = { 0 };
	struct rc_buf raw, text, blob;
	uint8_t out[RC_SIGNATURE_MAX];
	size_t n;

	(void)state;
	rc_buf_init(&raw, 4096);
	rc_buf_init(&text, 4096);
	rc_buf_init(&blob, 4096);
	put_key(&raw, "aes256-ctr");
	armour(&text, rc_buf_str(&raw));
	assert_true(rc_sshkey_parse("k", rc_buf_str(&text), NULL, &key, &err));
	assert_true(rc_sshkey_is_locked(key));
	put_public(&blob);
	assert_true(rc_str_eq(rc_sshkey_blob(key), rc_buf_str(&blob)));
	assert_false(rc_sshkey_sign(key, RC_STR("ssh-ed25519"), RC_STR(""), out,
	                            &n));
	rc_sshkey_free(key);
	/* Its key derivation is "none", which makes no key. */
	assert_false(rc_sshkey_parse("k", rc_buf_str(&text), "x", &key, &err));
	assert_int_equal(err.code, RC_EUNSUPPORTED);
	assert_non_null(strstr(err.text, "ssh-agent"));
	rc_buf_fini(&blob);
	rc_buf_fini(&raw);
	rc_buf_fini(&text);
}

/* Cut anywhere, or one byte changed: a key or an error, never a crash. */
static void
test_damaged(void **state)
{
	struct rc_buf raw, text;
	size_t bad = 0;

	(void)state;
	rc_buf_init(&raw, 4096);
	rc_buf_init(&text, 4096);
	put_key(&raw, "none");
	for (size_t i = 0; i < raw.n; i++) {
		for (int cut = 0; cut < 2; cut++) {
			struct rc_sshkey *key = NULL;
			struct rc_err err = { 0 };
			size_t n = cut ? i : raw.n;

			raw.p[i] ^= cut ? 0 : (char)0xff;
			armour(&text, (struct rc_str){ raw.p, n });
			if (rc_sshkey_parse("k", rc_buf_str(&text), NULL, &key,
			                    &err))
				rc_sshkey_free(key);
			else
				bad++;
			raw.p[i] ^= cut ? 0 : (char)0xff;
		}
	}
	assert_true(bad > raw.n);
	rc_buf_fini(&raw);
	rc_buf_fini(&text);
}

static void
test_take(void **state)
{
	struct rc_str rest = { "\0\0\0\2ab\0\0\0\0\0\0\0\3xy", 16 }, part;

	(void)state;
	assert_true(rc_ssh_take(&rest, &part));
	assert_true(rc_str_is(part, "ab"));
	assert_true(rc_ssh_take(&rest, &part));
	assert_int_equal(part.n, 0);
	assert_false(rc_ssh_take(&rest, &part)); /* it says 3, there are 2 */
	assert_false(rc_ssh_type_known(RC_STR("")));
	assert_false(
	        rc_ssh_type_known((struct rc_str){ "\0\0\0\7ssh-dss", 11 }));
	assert_true(
	        rc_ssh_type_known((struct rc_str){ "\0\0\0\7ssh-rsa", 11 }));
}

/* echo -n | sha256sum | xxd -r -p | base64 */
static void
test_fingerprint(void **state)
{
	char text[64];

	(void)state;
	assert_true(rc_ssh_fingerprint(RC_STR(""), text, sizeof(text)));
	assert_string_equal(
	        text, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ed25519),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_encrypted),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_take),
		cmocka_unit_test(test_fingerprint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
