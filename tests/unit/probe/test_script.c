/* SPDX-License-Identifier: MIT */
/* The probe script as it is sent, and the frame of an answer. */
#include "probe/script.h"

#include <lib/unit.h>
#include <string.h>

#define NONCE  "0123456789abcdef0123456789abcdef"
#define BEGIN  "--rollcall " NONCE " begin 1\n"
#define END(n) "--rollcall " NONCE " end " n "\n"

static void
test_script(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, RC_SCRIPT_MAX);
	assert_true(rc_probe_script(RC_PLATFORM_POSIX, NONCE, NULL, &b, &err));
	assert_true(rc_str_starts(rc_buf_str(&b), "ROLLCALL_NONCE='" NONCE "'\n"
	                                          "ROLLCALL_SOFTWARE=''\n"
	                                          "ROLLCALL_SUDO=''\n"));
	assert_non_null(strstr(b.p, "\nmain </dev/null 2>/dev/null\n"));
	assert_null(strstr(b.p, "SPDX")); /* comments stay at home */
	assert_null(strstr(b.p, "\n\n"));
	assert_true(b.n < 13000);
	rc_buf_fini(&b);
}

static void
test_windows_script(void **state)
{
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, RC_SCRIPT_MAX);
	assert_true(
	        rc_probe_script(RC_PLATFORM_WINDOWS, NONCE, NULL, &b, &err));
	assert_true(rc_str_starts(rc_buf_str(&b),
	                          "$ROLLCALL_NONCE = '" NONCE "'\n"
	                          "$ROLLCALL_SOFTWARE = ''\n"));
	assert_non_null(strstr(b.p, "\"--rollcall $ROLLCALL_NONCE begin 1\""));
	assert_null(strstr(b.p, "SPDX"));
	assert_null(strstr(b.p, "Set-"));
	assert_null(strstr(b.p, "Invoke-WebRequest"));
	assert_true(b.n < 10000);
	rc_buf_fini(&b);
}

static void
test_platforms(void **state)
{
	static const struct {
		const char *banner;
		enum rc_platform want;
	} cases[] = {
		{ "SSH-2.0-OpenSSH_for_Windows_8.1", RC_PLATFORM_WINDOWS },
		{ "SSH-2.0-OpenSSH_for_Windows_9.5 x", RC_PLATFORM_WINDOWS },
		{ "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3", RC_PLATFORM_POSIX },
		{ "SSH-2.0-dropbear_2022.83", RC_PLATFORM_POSIX },
		{ "", RC_PLATFORM_POSIX },
	};

	(void)state;
	for (size_t i = 0; i < RC_COUNT(cases); i++)
		assert_int_equal(rc_probe_platform(cases[i].banner),
		                 cases[i].want);
	assert_string_equal(rc_probe_command(RC_PLATFORM_POSIX), "sh -s");
	/* Nothing that a shell on the way would take for its own. */
	assert_null(
	        strpbrk(rc_probe_command(RC_PLATFORM_WINDOWS), "$%`!^&|<>"));
}

static void
test_wishes(void **state)
{
	static const struct rc_probe_wish good = { "any desk;zalo", true,
		                                       4096 };
	static const char *const bad[] = { "a'b", "$(reboot)", "a\nb",
		                           "A",   "`x`",       "a|b" };
	struct rc_err err = { 0 };
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, RC_SCRIPT_MAX);
	assert_true(rc_probe_script(RC_PLATFORM_POSIX, NONCE, &good, &b, &err));
	assert_non_null(strstr(b.p, "\nROLLCALL_SOFTWARE='any desk;zalo'\n"
	                            "ROLLCALL_SUDO='1'\n"
	                            "ROLLCALL_MEASURE='4096'\n"));
	for (size_t i = 0; i < RC_COUNT(bad); i++) {
		struct rc_probe_wish wish = { bad[i], false, 0 };

		rc_buf_clear(&b);
		assert_false(rc_probe_script(RC_PLATFORM_WINDOWS, NONCE, &wish,
		                             &b, &err));
		assert_int_equal(err.code, RC_EBUG);
		assert_int_equal(b.n, 0);
	}
	rc_buf_fini(&b);
}

static void
test_nonce_is_hex(void **state)
{
	static const char *const bad[] = { "", "12 34", "x", "ab;reboot",
		                           "AB" };

	(void)state;
	for (size_t i = 0; i < RC_COUNT(bad); i++) {
		struct rc_err err = { 0 };
		struct rc_buf b;

		rc_buf_init(&b, RC_SCRIPT_MAX);
		assert_false(rc_probe_script(i % 2 == 0 ? RC_PLATFORM_POSIX
		                                        : RC_PLATFORM_WINDOWS,
		                             bad[i], NULL, &b, &err));
		assert_int_equal(err.code, RC_EBUG);
		assert_int_equal(b.n, 0);
		rc_buf_fini(&b);
	}
}

static const struct {
	const char *answer;
	const char *lines; /* NULL: it is no frame */
	bool ended;
} frames[] = {
	{ BEGIN "a=1\nb=2\n" END("2"), "a=1\nb=2\n", true },
	{ BEGIN END("0"), "", true },
	{ "Last login: today\n" BEGIN "a=1\n" END("1"), "a=1\n", true },
	{ BEGIN "a=1\n" END("1") "logout\n", "a=1\n", false },
	{ "--rollcall " NONCE " begin 1\r\na=1\r\n--rollcall " NONCE
	  " end 1\r\n",
	  "a=1\r\n", true },
	/* the end without its line end is whole too: the device hung up */
	{ BEGIN "a=1\n--rollcall " NONCE " end 1", "a=1\n", false },
	/* wrong counts */
	{ BEGIN "a=1\nb=2\n" END("1"), NULL, true },
	{ BEGIN "a=1\n" END("2"), NULL, true },
	{ BEGIN "a=1\n" END("-1"), NULL, false },
	{ BEGIN "a=1\n" END("1 "), NULL, false },
	{ BEGIN "a=1\n" END("99999999999999999999"), NULL, false },
	/* missing parts */
	{ "", NULL, false },
	{ "\n", NULL, false },
	{ "a=1\n" END("1"), NULL, true },
	{ BEGIN "a=1\n", NULL, false },
	{ BEGIN, NULL, false },
	{ "--rollcall " NONCE " begin 2\na=1\n" END("1"), NULL, true },
	/* a sentinel inside a line is text */
	{ BEGIN "a=" END("1"), NULL, false },
	{ " " BEGIN "a=1\n" END("1"), NULL, true },
	/* another nonce */
	{ "--rollcall ffff begin 1\na=1\n--rollcall ffff end 1\n", NULL,
	  false },
	{ BEGIN "a=1\n--rollcall deadbeef end 1\n", NULL, false },
	{ BEGIN "a=1\n--rollcall deadbeef end 1\n" END("2"),
	  "a=1\n--rollcall deadbeef end 1\n", true },
};

static void
test_frames(void **state)
{
	(void)state;
	for (size_t i = 0; i < RC_COUNT(frames); i++) {
		struct rc_str answer = rc_str_of(frames[i].answer);
		struct rc_str lines = { "?", 1 };
		struct rc_err err = { 0 };
		bool framed = rc_probe_frame(answer, NONCE, &lines, &err);

		if (framed != (frames[i].lines != NULL))
			fail_msg("frame %zu: %s", i, frames[i].answer);
		if (rc_probe_ended(answer, NONCE) != frames[i].ended)
			fail_msg("ended %zu: %s", i, frames[i].answer);
		if (!framed) {
			assert_int_equal(err.code, RC_EINVALID);
			assert_true(err.text[0] != '\0');
			assert_true(rc_str_is(lines, "?"));
			continue;
		}
		assert_int_equal(lines.n, strlen(frames[i].lines));
		assert_memory_equal(lines.p, frames[i].lines, lines.n);
	}
}

/* The end may come in any two pieces. */
static void
test_ended_in_pieces(void **state)
{
	static const char answer[] = BEGIN "a=1\n" END("1");
	size_t n = sizeof(answer) - 1;

	(void)state;
	for (size_t i = 0; i < n; i++)
		assert_false(
		        rc_probe_ended((struct rc_str){ answer, i }, NONCE));
	assert_true(rc_probe_ended((struct rc_str){ answer, n }, NONCE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_script),
		cmocka_unit_test(test_windows_script),
		cmocka_unit_test(test_platforms),
		cmocka_unit_test(test_nonce_is_hex),
		cmocka_unit_test(test_wishes),
		cmocka_unit_test(test_frames),
		cmocka_unit_test(test_ended_in_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
