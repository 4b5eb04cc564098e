/* SPDX-License-Identifier: MIT */
/*
 * Keys behind a passphrase. The vector of bcrypt_pbkdf is the one that the
 * implementations have in common; the keys were made for this test by
 * ssh-keygen -a 2, passphrase "mật khẩu 1".
 */
#include "poll/transport_ssh_kdf.h"

#include "poll/transport_ssh_key.h"

#include <lib/unit.h>
#include <rollcall/base/digest.h>
#include <string.h>

#define PASSPHRASE "m\xe1\xba\xadt kh\xe1\xba\xa9u 1"

static const char ctr_key[] =
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABCpp1GUW3"
        "\n"
        "lq+"
        "lmZnxmIS86cAAAAAgAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIOvYsw9dqCyEaEtZ\n"
        "MBH519LycI89fuxJ/UyviawGTNtSAAAAkF3D0OYIcmK/"
        "yoGLuDAniSP3njE8pxxh6Si0oZ\n"
        "xDfRe+kf6YGmJNsIeMZhfrM4cyt2bJXmrpVBr2Ga0bFc4yBXk/O+/"
        "fWzxpCi4jlXavGL8I\n"
        "3N0dkgX5P9ygzODBel9zEzTaLSnYjrayRBIllwgjJrVx1d3NDmrm+dT9m/"
        "FWzwouiadxbX\n"
        "gTd8csWy+YSMI//w==\n"
        "-----END OPENSSH PRIVATE KEY-----\n";
static const char cbc_key[] =
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        "b3BlbnNzaC1rZXktdjEAAAAACmFlczEyOC1jYmMAAAAGYmNyeXB0AAAAGAAAABAtsmXo5Z"
        "\n"
        "/4hH3z6AQgI6V2AAAAAgAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIBcCXD+"
        "DhZnok7ru\n"
        "Jqd76fLCJs8CqCo1tZzt8LJVPmRpAAAAkN3dw5IoJX7qAyszhdm53f7fAL4AOWhGHYKb3G"
        "\n"
        "XHSz+0HWFy/2lC44BKAMlnSrubLW1Pfem83J0bqDvqbpiCl9lZdxmaYC/"
        "IdqD8mrK0NRMV\n"
        "8ZINGwN2rHedHkOGRHyS/"
        "wkafpX0+zkLXRsEyn0pbK1lOrmDx4uC0tTv14gko+91dtxVoQ\n"
        "RXqwm/Hy+C8zy1Uw==\n"
        "-----END OPENSSH PRIVATE KEY-----\n";

static void
test_pbkdf(void **state)
{
	uint8_t out[32];
	char hex[65];

	(void)state;
	assert_true(rc_bcrypt_pbkdf(RC_STR("password"), RC_STR("salt"), 4, out,
	                            sizeof(out)));
	rc_hex(out, sizeof(out), hex);
	assert_string_equal(hex, "5bbf0cc293587f1c3635555c27796598"
	                         "d47e579071bf427e9d8fbe842aba34d9");
}

static void
test_pbkdf_limits(void **state)
{
	static char salt[300];
	uint8_t out[48];

	(void)state;
	assert_false(rc_bcrypt_pbkdf(RC_STR("x"), RC_STR("salt"), 0, out, 48));
	assert_false(rc_bcrypt_pbkdf(RC_STR("x"), RC_STR("salt"),
	                             RC_KDF_ROUNDS_MAX + 1, out, 48));
	assert_false(rc_bcrypt_pbkdf(RC_STR("x"), RC_STR("salt"), 1, out, 0));
	assert_false(rc_bcrypt_pbkdf(RC_STR("x"),
	                             (struct rc_str){ salt, sizeof(salt) }, 1,
	                             out, 48));
}

static void
test_keys(void **state)
{
	static const char *const texts[] = { ctr_key, cbc_key };

	(void)state;
	for (size_t i = 0; i < RC_COUNT(texts); i++) {
		struct rc_str text = rc_str_of(texts[i]);
		struct rc_sshkey *locked = NULL, *key = NULL;
		uint8_t out[RC_SIGNATURE_MAX];
		struct rc_err err = { 0 };
		size_t n = 0;

		assert_true(rc_sshkey_parse("k", text, NULL, &locked, &err));
		assert_true(rc_sshkey_is_locked(locked));
		assert_int_equal(rc_sshkey_blob(locked).n, 51);
		assert_false(
		        rc_sshkey_parse("k", text, "mat khau 1", &key, &err));
		assert_int_equal(err.code, RC_EDENIED);
		assert_null(key);
		assert_true(rc_sshkey_parse("k", text, PASSPHRASE, &key, &err));
		assert_false(rc_sshkey_is_locked(key));
		assert_true(
		        rc_str_eq(rc_sshkey_blob(key), rc_sshkey_blob(locked)));
		assert_true(rc_sshkey_sign(key, RC_STR("ssh-ed25519"),
		                           RC_STR("x"), out, &n));
		assert_int_equal(n, 64);
		rc_sshkey_free(key);
		rc_sshkey_free(locked);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pbkdf),
		cmocka_unit_test(test_pbkdf_limits),
		cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
