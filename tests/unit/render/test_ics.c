/* SPDX-License-Identifier: MIT */
/* ics - the bytes of an event, escapes, and folds that cut no character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rollcall/render/ics.h>

#include <string.h>

static void
test_bytes(void **state)
{
	const struct rc_ics_event event = {
		.uid = "R1-202602@rollcall",
		.summary = "R1: a, b; c\\d",
		.description = "one\ntwo\x07",
		.day = 20508, /* 2026-02-24 */
		.alarm_days = 3,
	};
	struct rc_err err = { 0 };
	struct rc_sink sink;
	struct rc_ics ics;
	struct rc_buf b;

	(void)state;
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	rc_ics_begin(&ics, &sink, INT64_C(1782882061000));
	rc_ics_put(&ics, &event);
	assert_true(rc_ics_end(&ics, &err));
	assert_string_equal(
	        b.p,
	        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
	        "PRODID:-//rollcall//report calendar//EN\r\n"
	        "CALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\n"
	        "UID:R1-202602@rollcall\r\nDTSTAMP:20260701T050101Z\r\n"
	        "DTSTART;VALUE=DATE:20260224\r\nDTEND;VALUE=DATE:20260225\r\n"
	        "SUMMARY:R1: a\\, b\\; c\\\\d\r\nDESCRIPTION:one\\ntwo\r\n"
	        "TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
	        "TRIGGER:-P3D\r\nDESCRIPTION:R1: a\\, b\\; c\\\\d\r\n"
	        "END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
	rc_buf_fini(&b);
}

/* No line is longer than 75 octets or begins within a character, and unfolded
 * it is the text again. */
static void
test_folds(void **state)
{
	char text[400] = "";
	struct rc_ics_event event = { .uid = "u", .summary = text, .day = 1 };
	char unfolded[1000] = "";
	struct rc_err err = { 0 };
	struct rc_sink sink;
	struct rc_ics ics;
	struct rc_buf b;
	const char *p;
	size_t n = 0;
	size_t i;

	(void)state;
	/* Three bytes a letter, one in front: no fold falls evenly. */
	strcpy(text, "x");
	for (i = 0; i < 100; i++)
		strcat(text, "ế");
	rc_buf_init(&b, 10000);
	sink = rc_sink_buf(&b);
	rc_ics_begin(&ics, &sink, 0);
	rc_ics_put(&ics, &event);
	assert_true(rc_ics_end(&ics, &err));
	for (p = b.p; *p != '\0';) {
		const char *end = strstr(p, "\r\n");

		assert_non_null(end);
		assert_true(end - p <= 75);
		assert_true(rc_utf8_valid(
		        (struct rc_str){ p, (size_t)(end - p) }, NULL));
		if (strncmp(p, "SUMMARY:", 8) == 0 || (n > 0 && *p == ' ')) {
			size_t skip = n == 0 ? 8 : 1;

			memcpy(unfolded + n, p + skip,
			       (size_t)(end - p) - skip);
			n += (size_t)(end - p) - skip;
		} else if (n > 0) {
			break;
		}
		p = end + 2;
	}
	unfolded[n] = '\0';
	assert_string_equal(unfolded, text);
	rc_buf_fini(&b);
}

static bool
refuse(void *to, struct rc_str bytes, struct rc_err *err)
{
	(void)to;
	(void)bytes;
	return rc_fail(err, RC_ENOSPACE, "full");
}

static void
test_failure(void **state)
{
	const struct rc_ics_event event = { .uid = "u", .summary = "s" };
	struct rc_sink sink = { refuse, NULL };
	struct rc_err err = { 0 };
	struct rc_ics ics;

	(void)state;
	rc_ics_begin(&ics, &sink, 0);
	rc_ics_put(&ics, &event);
	assert_false(rc_ics_end(&ics, &err));
	assert_int_equal(err.code, RC_ENOSPACE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_folds),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
