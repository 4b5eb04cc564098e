/* SPDX-License-Identifier: MIT */
/* Where and as whom a device is asked: who outweighs whom. */
#include "app/poll_reach.h"

#include "unit/app/fixture.h"

#include <stdio.h>

static const char config[] = "Host alias\n"
                             "  HostName 10.0.0.9\n"
                             "  User of-config\n"
                             "  Port 2222\n"
                             "  IdentityFile ~/a\n"
                             "Host other\n"
                             "  IdentityFile ~/a\n"
                             "Host third\n"
                             "  IdentityFile ~/b\n"
                             "Host far\n"
                             "  ProxyJump x\n";

static const struct {
	const char *host;
	int64_t port;
	const char *user;            /* on record */
	const char *given, *setting; /* user: command line, settings */
	const char *want_address, *want_user;
	unsigned keyring;
} cases[] = {
	{ "alias", RC_INT_NONE, NULL, NULL, "set", "10.0.0.9:2222", "of-config",
	  1 },
	{ "alias", 22, NULL, NULL, NULL, "10.0.0.9:22", "of-config", 1 },
	{ "alias", RC_INT_NONE, "recorded", "given", "set", "10.0.0.9:2222",
	  "recorded", 1 },
	{ "alias", RC_INT_NONE, NULL, "given", "set", "10.0.0.9:2222", "given",
	  1 },
	{ "other", RC_INT_NONE, NULL, NULL, "set", "other:22", "set", 1 },
	{ "third", 7, NULL, NULL, "set", "third:7", "set", 1 },
	{ "plain", RC_INT_NONE, NULL, NULL, "set", "plain:22", "set", 0 },
};

static struct rc_app *
open_with(struct fixture *f, const char *path)
{
	struct rc_app_options options = fixture_options(f, "lan.nt");
	struct rc_app *app = NULL;
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(config, file) >= 0);
	assert_int_equal(fclose(file), 0);
	options.ssh_config = path;
	assert_true(rc_app_open(&options, &app, &f->err));
	return app;
}

static void
test_order(void **state)
{
	struct fixture *f = *state;
	char path[128];
	struct rc_app *app;

	(void)snprintf(path, sizeof(path), "%s/config", f->dir);
	app = open_with(f, path);
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		const struct rc_poll_options options = {
			.user = cases[i].given,
			.fallback_user = cases[i].setting
		};
		struct rc_target t = { .site = 3 };
		const char *address = NULL;
		struct rc_reach reach;

		assert_true(rc_reach_init(&reach, app, &options, &f->arena,
		                          &f->err));
		assert_true(rc_reach_find(&reach, cases[i].host, cases[i].port,
		                          cases[i].user, &t, &address,
		                          &f->err));
		assert_string_equal(address, cases[i].want_address);
		assert_string_equal(t.user, cases[i].want_user);
		assert_int_equal(t.keyring, cases[i].keyring);
		assert_int_equal(t.site, 3);
		assert_null(t.refusal);
		rc_reach_fini(&reach);
	}
	rc_app_close(app);
	assert_int_equal(unlink(path), 0);
}

/* One keyring for the same files; none if the command line names a key. */
static void
test_keyrings(void **state)
{
	static const char *const hosts[] = { "alias", "third", "other" };
	static const unsigned want[] = { 1, 2, 1 };
	struct fixture *f = *state;
	struct rc_poll_options options = { .key_file = NULL };
	struct rc_reach reach;
	char path[128];
	struct rc_app *app;

	(void)snprintf(path, sizeof(path), "%s/config", f->dir);
	app = open_with(f, path);
	for (int named = 0; named <= 1; named++) {
		options.key_file = named ? "key" : NULL;
		assert_true(rc_reach_init(&reach, app, &options, &f->arena,
		                          &f->err));
		for (size_t i = 0; i < RC_COUNT(hosts); i++) {
			struct rc_target t = { .site = 0 };
			const char *address;

			assert_true(rc_reach_find(&reach, hosts[i], RC_INT_NONE,
			                          NULL, &t, &address, &f->err));
			assert_int_equal(t.keyring, named ? 0 : want[i]);
		}
		assert_int_equal(reach.nkeyrings, named ? 0 : 2);
		rc_reach_fini(&reach);
	}
	rc_app_close(app);
	assert_int_equal(unlink(path), 0);
}

static void
test_refusal(void **state)
{
	struct fixture *f = *state;
	struct rc_target t = { .site = 0 };
	const char *address;
	struct rc_reach reach;
	char path[128];
	struct rc_app *app;

	(void)snprintf(path, sizeof(path), "%s/config", f->dir);
	app = open_with(f, path);
	assert_true(rc_reach_init(&reach, app, NULL, &f->arena, &f->err));
	assert_true(rc_reach_find(&reach, "far", RC_INT_NONE, NULL, &t,
	                          &address, &f->err));
	assert_non_null(t.refusal);
	assert_non_null(strstr(t.refusal, "line 11"));
	rc_reach_fini(&reach);
	/* Without a configuration it is a name as any other. */
	assert_true(rc_reach_init(&reach, f->app, NULL, &f->arena, &f->err));
	assert_true(rc_reach_find(&reach, "far", RC_INT_NONE, NULL, &t,
	                          &address, &f->err));
	assert_null(t.refusal);
	rc_reach_fini(&reach);
	rc_app_close(app);
	assert_int_equal(unlink(path), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_order, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_keyrings, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_refusal, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
