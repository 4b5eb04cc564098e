/* SPDX-License-Identifier: MIT */
/* OpenSSH's client configuration: what it says of a host, and what is refused. */
#include "poll/ssh_config.h"

#include <lib/unit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char sample[] = "# of the province\n"
                             "IdentitiesOnly = yes\n"
                             "Host h19-*  !h19-gw  \"quoted name\"\n"
                             "\tHostName 10.19.0.%h\n"
                             "\tUser kiemke\n"
                             "Host xa?\n"
                             "  hostname=%n.example.vn   # a comment\n"
                             "  PORT 2222\n"
                             "  IdentityFile ~/.ssh/%h_key\n"
                             "  IdentityFile \"%d/second key\"\n"
                             "Host far\n"
                             "  ProxyJump bastion.example.vn\n"
                             "Host near\n"
                             "  ProxyJump none\n"
                             "  ProxyCommand nc %h %p\n"
                             "Host odd\n"
                             "  IdentityFile %L/key\n"
                             "Match exec \"true\"\n"
                             "  User nobody\n"
                             "  Port 1\n"
                             "Match all\n"
                             "  Compression yes\n"
                             "  User everybody\n"
                             "Host *\n"
                             "  Port 22022\n";

static const struct {
	const char *name, *host, *user;
	int64_t port;
	const char *first, *second; /* identities */
	const char *refusal;        /* a part of it */
} cases[] = {
	{ "h19-7", NULL, "kiemke", 22022, NULL, NULL, NULL },
	{ "h19-gw", NULL, "everybody", 22022, NULL, NULL, NULL },
	{ "xa7", "xa7.example.vn", "everybody", 2222, "/home/a/.ssh/xa7_key",
	  "/home/a/second key", NULL },
	{ "XA7", "XA7.example.vn", "everybody", 2222, "/home/a/.ssh/XA7_key",
	  "/home/a/second key", NULL },
	{ "xa77", NULL, "everybody", 22022, NULL, NULL, NULL },
	{ "far", NULL, "everybody", 22022, NULL, NULL,
	  "c: line 12: ProxyJump bastion.example.vn: " },
	{ "near", NULL, "everybody", 22022, NULL, NULL, NULL },
	{ "odd", NULL, "everybody", 22022, NULL, NULL,
	  "c: line 17: IdentityFile %L/key: " },
};

static void
assert_text(const char *got, const char *want)
{
	if (want == NULL)
		assert_null(got);
	else
		assert_string_equal(got, want);
}

static void
test_find(void **state)
{
	struct rc_ssh_config *c = NULL;
	struct rc_err err = { 0 };
	struct rc_arena arena;

	(void)state;
	rc_arena_init(&arena);
	assert_true(
	        rc_ssh_config_parse("c", RC_STR(sample), "/home/a", &c, &err));
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		struct rc_ssh_host h;

		assert_true(
		        rc_ssh_config_find(c, cases[i].name, &arena, &h, &err));
		/* 10.19.0.h19-7 is a name as well as any. */
		if (i == 0)
			assert_string_equal(h.name, "10.19.0.h19-7");
		else
			assert_text(h.name, cases[i].host);
		assert_text(h.user, cases[i].user);
		assert_int_equal(h.port, cases[i].port);
		assert_text(h.identities[0], cases[i].first);
		if (cases[i].first != NULL)
			assert_text(h.identities[1], cases[i].second);
		assert_true(h.identities_only);
		if (cases[i].refusal == NULL)
			assert_null(h.refusal);
		else
			assert_non_null(strstr(h.refusal, cases[i].refusal));
	}
	rc_ssh_config_free(c);
	rc_ssh_config_free(NULL);
	rc_arena_fini(&arena);
}

static void
test_nothing(void **state)
{
	struct rc_ssh_host h = { .port = 7 };
	struct rc_err err = { 0 };
	struct rc_arena arena;

	(void)state;
	rc_arena_init(&arena);
	assert_true(rc_ssh_config_find(NULL, "x", &arena, &h, &err));
	assert_int_equal(h.port, 0);
	assert_null(h.name);
	rc_arena_fini(&arena);
}

static void
test_refused(void **state)
{
	static const struct {
		const char *text, *error;
	} bad[] = {
		{ "Host a\nPort 0\n", "c: line 2: " },
		{ "Port 65536", "c: line 1: " },
		{ "\n\nUser \"open\n", "c: line 3: " },
		{ "HostName\n", "c: line 1: " },
		{ "HostName a b;c\nHostName \"b c\"", "c: line 2: " },
		{ "HostName \x1b[31m", "c: line 1: " },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(bad); i++) {
		struct rc_ssh_config *c = NULL;
		struct rc_err err = { 0 };

		assert_false(rc_ssh_config_parse("c", rc_str_of(bad[i].text),
		                                 "/h", &c, &err));
		assert_null(c);
		assert_int_equal(err.code, RC_EINVALID);
		assert_memory_equal(err.text, bad[i].error,
		                    strlen(bad[i].error));
	}
}

/* A pattern of many stars is no trap, nor is a line of very many words. */
static void
test_long(void **state)
{
	static char text[9000], name[4000];
	struct rc_ssh_config *c = NULL;
	struct rc_ssh_host h;
	struct rc_err err = { 0 };
	struct rc_arena arena;
	size_t n;

	(void)state;
	rc_arena_init(&arena);
	n = (size_t)snprintf(text, sizeof(text), "Host ");
	for (int i = 0; i < 2000; i++, n += 2)
		memcpy(text + n, "*a", 2);
	(void)snprintf(text + n, sizeof(text) - n, "b\nUser x\n");
	memset(name, 'a', sizeof(name) - 1);
	assert_true(rc_ssh_config_parse("c", rc_str_of(text), "/h", &c, &err));
	assert_true(rc_ssh_config_find(c, name, &arena, &h, &err));
	assert_null(h.user);
	rc_ssh_config_free(c);
	c = NULL;
	n = (size_t)snprintf(text, sizeof(text), "Host");
	for (int i = 0; i < 1025; i++, n += 2)
		memcpy(text + n, " a", 2);
	text[n] = '\0';
	assert_false(rc_ssh_config_parse("c", rc_str_of(text), "/h", &c, &err));
	rc_arena_fini(&arena);
}

static void
write_file(const char *folder, const char *name, const char *text, mode_t mode)
{
	char path[256];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, mode), 0);
}

/* What is included within a Host counts for that host alone; a file that
 * includes itself ends. */
static void
test_include(void **state)
{
	char folder[] = "/tmp/rollcall-test-XXXXXX", path[256], ssh[64];
	struct rc_ssh_config *c = NULL;
	struct rc_err err = { 0 };
	struct rc_ssh_host h;
	struct rc_arena arena;

	(void)state;
	rc_arena_init(&arena);
	assert_non_null(mkdtemp(folder));
	(void)snprintf(ssh, sizeof(ssh), "%s/.ssh", folder);
	assert_int_equal(mkdir(ssh, 0700), 0);
	write_file(ssh, "config",
	           "Host in\n Include part.d-*\nHost *\n Port 7\n", 0600);
	write_file(ssh, "part.d-1", "User one\nHost out\n User two\n", 0600);
	write_file(ssh, "part.d-2", "Port 5\n", 0600);
	write_file(ssh, "circle", "Include circle\n", 0600);
	write_file(ssh, "open", "User x\n", 0666);
	(void)snprintf(path, sizeof(path), "%s/config", ssh);
	assert_true(rc_ssh_config_load(path, folder, &c, &err));
	assert_true(rc_ssh_config_find(c, "in", &arena, &h, &err));
	assert_string_equal(h.user, "one");
	assert_int_equal(h.port, 5);
	assert_true(rc_ssh_config_find(c, "out", &arena, &h, &err));
	assert_null(h.user);
	assert_int_equal(h.port, 7);
	rc_ssh_config_free(c);
	c = NULL;
	(void)snprintf(path, sizeof(path), "%s/circle", ssh);
	assert_false(rc_ssh_config_load(path, folder, &c, &err));
	assert_int_equal(err.code, RC_EINVALID);
	(void)snprintf(path, sizeof(path), "%s/open", ssh);
	assert_false(rc_ssh_config_load(path, folder, &c, &err));
	assert_int_equal(err.code, RC_EDENIED);
	(void)snprintf(path, sizeof(path), "%s/none", ssh);
	assert_false(rc_ssh_config_load(path, folder, &c, &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	rc_arena_fini(&arena);
	for (size_t i = 0; i < 5; i++) {
		static const char *const names[] = { "config", "part.d-1",
			                             "part.d-2", "circle",
			                             "open" };

		(void)snprintf(path, sizeof(path), "%s/%.20s", ssh, names[i]);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(ssh), 0);
	assert_int_equal(rmdir(folder), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),    cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_refused), cmocka_unit_test(test_long),
		cmocka_unit_test(test_include),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
