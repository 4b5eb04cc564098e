/* SPDX-License-Identifier: MIT */
/* Addresses: numeric or not, and host:port in both directions. */
#include "poll/address.h"

#include <arpa/inet.h>
#include <lib/unit.h>
#include <netinet/in.h>
#include <string.h>

static void
test_split(void **state)
{
	static const struct {
		const char *text, *host; /* NULL: refused */
		int64_t port;
	} cases[] = {
		{ "pc-01", "pc-01", 22 },
		{ "pc-01:2201", "pc-01", 2201 },
		{ " pc-01:2201 ", "pc-01", 2201 },
		{ "10.1.2.3:65535", "10.1.2.3", 65535 },
		{ "fe80::1", "fe80::1", 22 },
		{ "[fe80::1]", "fe80::1", 22 },
		{ "[fe80::1]:2201", "fe80::1", 2201 },
		{ "", NULL, 0 },
		{ ":22", NULL, 0 },
		{ "pc-01:", NULL, 0 },
		{ "pc-01:0", NULL, 0 },
		{ "pc-01:65536", NULL, 0 },
		{ "pc-01:22x", NULL, 0 },
		{ "[fe80::1]22", NULL, 0 },
		{ "[]:22", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++) {
		char host[64] = "?";
		int64_t port = -1;
		struct rc_err err = { 0 };
		bool done = rc_address_split(cases[i].text, host, sizeof(host),
		                             &port, &err);

		if (done != (cases[i].host != NULL))
			fail_msg("%s", cases[i].text);
		assert_string_equal(host, done ? cases[i].host : "?");
		assert_int_equal(port, done ? cases[i].port : -1);
		assert_int_equal(err.code, done ? RC_OK : RC_EINVALID);
	}
}

static void
test_split_has_a_ceiling(void **state)
{
	char host[8];
	int64_t port;
	struct rc_err err = { 0 };

	(void)state;
	assert_true(
	        rc_address_split("1234567", host, sizeof(host), &port, &err));
	assert_false(
	        rc_address_split("12345678", host, sizeof(host), &port, &err));
}

static void
test_put(void **state)
{
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 128);
	rc_address_put(&b, "pc-01", 22);
	assert_string_equal(b.p, "pc-01:22");
	rc_buf_clear(&b);
	rc_address_put(&b, "fe80::1", 2201);
	assert_string_equal(b.p, "[fe80::1]:2201");
	rc_buf_fini(&b);
}

static void
test_numeric(void **state)
{
	struct rc_address a;
	const struct sockaddr_in *v4 = (const void *)&a.sa;
	const struct sockaddr_in6 *v6 = (const void *)&a.sa;

	(void)state;
	assert_true(rc_address_numeric("127.1.2.3", 2201, &a));
	assert_int_equal(a.n, sizeof(*v4));
	assert_int_equal(v4->sin_family, AF_INET);
	assert_int_equal(ntohl(v4->sin_addr.s_addr), 0x7f010203);
	assert_int_equal(ntohs(v4->sin_port), 2201);
	assert_true(rc_address_numeric("::1", 22, &a));
	assert_int_equal(a.n, sizeof(*v6));
	assert_int_equal(v6->sin6_family, AF_INET6);
	assert_int_equal(ntohs(v6->sin6_port), 22);
	assert_false(rc_address_numeric("localhost", 22, &a));
	assert_false(rc_address_numeric("127.1", 22, &a));
	assert_false(rc_address_numeric("", 22, &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_split_has_a_ceiling),
		cmocka_unit_test(test_put),
		cmocka_unit_test(test_numeric),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
