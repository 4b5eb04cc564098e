/* SPDX-License-Identifier: MIT */
#include <rollcall/base/digest.h>

#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <string.h>

/* The examples of FIPS 180-4, and the empty text. */
static void
test_sha256(void **state)
{
	static const char *const cases[][2] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		         "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039"
		  "a33ce45964ff2167f6ecedd419db06c1" },
	};
	struct rc_digest *digest = rc_digest_new();
	uint8_t sum[RC_SHA256_BYTES];
	char hex[RC_SHA256_HEX];
	size_t i;
	size_t k;

	(void)state;
	assert_non_null(digest);
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_str text = rc_str_of(cases[i][0]);

		assert_true(rc_digest_begin(digest));
		assert_true(rc_digest_add(digest, text));
		assert_true(rc_digest_end(digest, sum));
		rc_hex(sum, sizeof(sum), hex);
		assert_string_equal(hex, cases[i][1]);
		/* The same in parts. */
		assert_true(rc_digest_begin(digest));
		for (k = 0; k < text.n; k++)
			assert_true(rc_digest_add(
			        digest, (struct rc_str){ text.p + k, 1 }));
		assert_true(rc_digest_end(digest, sum));
		rc_hex(sum, sizeof(sum), hex);
		assert_string_equal(hex, cases[i][1]);
	}
	rc_digest_free(digest);
	rc_digest_free(NULL);
	rc_mem_fail_at(1);
	assert_null(rc_digest_new());
	rc_mem_fail_at(0);
}

/* The examples of RFC 4648. */
static void
test_base64(void **state)
{
	static const char *const cases[][3] = {
		{ "", "", "" },
		{ "f", "Zg==", "Zg" },
		{ "fo", "Zm8=", "Zm8" },
		{ "foo", "Zm9v", "Zm9v" },
		{ "foob", "Zm9vYg==", "Zm9vYg" },
		{ "fooba", "Zm9vYmE=", "Zm9vYmE" },
		{ "foobar", "Zm9vYmFy", "Zm9vYmFy" },
		{ "\xFF\xEF\xBE", "/+++", "/+++" },
	};
	char out[16];
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		const uint8_t *p = (const uint8_t *)cases[i][0];

		rc_base64(p, strlen(cases[i][0]), true, out);
		assert_string_equal(out, cases[i][1]);
		rc_base64(p, strlen(cases[i][0]), false, out);
		assert_string_equal(out, cases[i][2]);
	}
}

static void
test_hex(void **state)
{
	static const uint8_t bytes[] = { 0x00, 0x0F, 0xA5, 0xFF };
	char out[9];

	(void)state;
	rc_hex(bytes, 4, out);
	assert_string_equal(out, "000fa5ff");
	rc_hex(bytes, 0, out);
	assert_string_equal(out, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
