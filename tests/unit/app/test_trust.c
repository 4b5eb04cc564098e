/* SPDX-License-Identifier: MIT */
/*
 * Trust without a host that shows a key: what is refused before anything is
 * sent. Keys that are shown are in tests/ssh.
 */
#include "unit/app/poll_case.h"

static void
test_refusals(void **state)
{
	struct fixture *f = *state;
	const char *fingerprint = NULL;
	int fd, port = mute_port(&fd);
	char address[64];

	close(fd);
	add_few(f);
	add_device(f, "DEAD", "networked", port);
	add_device(f, "ISO", "isolated", port);
	snprintf(address, sizeof(address), "127.0.0.1:%d", port);
	assert_false(rc_trust_accept(f->app, "TS-1", NULL, &f->arena,
	                             &fingerprint, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID); /* no host */
	assert_false(rc_trust_accept(f->app, "ISO", NULL, &f->arena,
	                             &fingerprint, &f->err));
	assert_int_equal(f->err.code, RC_EDENIED);
	assert_false(rc_trust_accept(f->app, address, NULL, &f->arena,
	                             &fingerprint, &f->err));
	assert_int_equal(f->err.code, RC_EDENIED); /* the same place */
	assert_false(rc_trust_accept(f->app, "no such", NULL, &f->arena,
	                             &fingerprint, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_false(rc_trust_accept(f->app, "127.0.0.1:1", NULL, &f->arena,
	                             &fingerprint, &f->err));
	assert_int_equal(f->err.code, RC_EOFFLINE);
	assert_false(rc_trust_revoke(f->app, address, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	assert_null(fingerprint);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_refusals, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
