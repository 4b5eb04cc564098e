/* SPDX-License-Identifier: MIT */
/* Counted reading: the allowance, reading ahead, and who speaks SSH. */
#include "poll/transport_ssh_intake.h"

#include <errno.h>
#include <fcntl.h>
#include <lib/unit.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
make_pair(int ends[2])
{
	assert_int_equal(
	        socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
}

static void
test_ssh_seen(void **state)
{
	static const struct {
		const char *text;
		bool want;
	} cases[] = {
		{ "SSH-2.0-x\r\n", true },
		{ "SSH-", true },
		{ "SSH", false },
		{ "Hello\r\nSSH-2.0-x\r\n", true },
		{ "\nSSH-2.0", true },
		{ "xSSH-2.0-x\r\n", false },
		{ "no SSH-2.0 here\n", false },
		{ "HTTP/1.1 400 Bad Request\r\n\r\n", false },
		{ "S\nSH-\nSSH_\n", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		/* in one piece, and in drops */
		for (size_t piece = 1; piece < 40; piece += 38) {
			struct rc_intake in = { .allowance = 1000 };
			size_t n = strlen(cases[i].text);
			char got[64];
			int ends[2];

			make_pair(ends);
			for (size_t at = 0; at < n; at += piece) {
				size_t k = n - at < piece ? n - at : piece;

				in.drained = false;
				assert_int_equal(
				        write(ends[0], cases[i].text + at, k),
				        k);
				assert_int_equal(rc_intake_read(&in, ends[1],
				                                got,
				                                sizeof(got), 0),
				                 k);
			}
			if (in.ssh_seen != cases[i].want)
				fail_msg("%s", cases[i].text);
			assert_int_equal(in.got, n);
			close(ends[0]);
			close(ends[1]);
		}
	}
}

static void
test_reads_ahead_byte_by_byte(void **state)
{
	struct rc_intake in = { .allowance = 1000 };
	char byte, rest[16];
	int ends[2];

	(void)state;
	make_pair(ends);
	assert_int_equal(write(ends[0], "SSH-2.0-abc", 11), 11);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(rc_intake_read(&in, ends[1], &byte, 1, 0), 1);
		assert_int_equal(byte, "SSH-2.0-"[i]);
	}
	assert_int_equal(in.got, 11); /* all of it was taken at once */
	assert_int_equal(write(ends[0], "def", 3), 3);
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 3);
	assert_memory_equal(rest, "abc", 3);
	/* What came since is not asked for before somebody waited for it. */
	assert_true(in.drained);
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 -EAGAIN);
	in.drained = false;
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 3);
	assert_memory_equal(rest, "def", 3);
	in.drained = false;
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 -EAGAIN);
	assert_false(in.starved);
	close(ends[0]);
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 0);
	close(ends[1]);
	assert_int_equal(rc_intake_read(&in, ends[1], rest, sizeof(rest), 0),
	                 -EBADF);
}

static void
test_allowance(void **state)
{
	struct rc_intake in = { .allowance = 5 };
	char got[16];
	int ends[2];

	(void)state;
	make_pair(ends);
	assert_int_equal(write(ends[0], "12345678", 8), 8);
	assert_int_equal(rc_intake_read(&in, ends[1], got, sizeof(got), 0), 5);
	assert_false(in.starved);
	assert_int_equal(rc_intake_read(&in, ends[1], got, sizeof(got), 0),
	                 -EAGAIN);
	assert_true(in.starved);
	in.allowance = 5;
	assert_false(in.drained); /* all that it asked for was there */
	assert_int_equal(rc_intake_read(&in, ends[1], got, sizeof(got), 0), 3);
	assert_int_equal(in.allowance, 2);
	close(ends[0]);
	close(ends[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ssh_seen),
		cmocka_unit_test(test_reads_ahead_byte_by_byte),
		cmocka_unit_test(test_allowance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
