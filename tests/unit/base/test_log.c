/* SPDX-License-Identifier: MIT */
#include <rollcall/base/log.h>

#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <string.h>

static void
test_lines(void **state)
{
	char text[4096] = "";
	FILE *sink = tmpfile();
	size_t n;

	(void)state;
	assert_non_null(sink);
	rc_log(RC_LOG_ERROR, "poll", "nobody=listens");
	rc_log_to(sink, RC_LOG_INFO);
	rc_log(RC_LOG_ERROR, "poll", "host=%s code=%d", "h1", 7);
	rc_log(RC_LOG_INFO, "poll", "answer=%s", "a\nerror fake\x1b[0m");
	rc_log(RC_LOG_DEBUG, "poll", "below=the level");
	rc_mem_fail_at(1);
	rc_log(RC_LOG_WARN, "poll", "x=%s", "Đắk");
	rc_mem_fail_at(0);
	rc_log_to(NULL, RC_LOG_DEBUG);
	rc_log(RC_LOG_ERROR, "poll", "nobody=listens");
	rewind(sink);
	n = fread(text, 1, sizeof(text) - 1, sink);
	text[n] = '\0';
	assert_string_equal(text, "error poll host=h1 code=7\n"
	                          "info poll answer=a␊error fake␛[0m\n"
	                          "warn poll event=nomem\n");
	assert_int_equal(fclose(sink), 0);
}

/* A line has an end, and it is a whole character. */
static void
test_long(void **state)
{
	char text[8192] = "";
	char raw[4000];
	FILE *sink = tmpfile();
	size_t n;

	(void)state;
	assert_non_null(sink);
	memset(raw, 'x', sizeof(raw));
	raw[sizeof(raw) - 1] = '\0';
	rc_log_to(sink, RC_LOG_INFO);
	rc_log(RC_LOG_INFO, "m", "%s", raw);
	rc_log_to(NULL, RC_LOG_INFO);
	rewind(sink);
	n = fread(text, 1, sizeof(text) - 1, sink);
	assert_int_equal(n, strlen("info m ") + 1023 + 1);
	assert_int_equal(text[n - 1], '\n');
	assert_int_equal(fclose(sink), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
