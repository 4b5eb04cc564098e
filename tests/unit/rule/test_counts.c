/* SPDX-License-Identifier: MIT */
/* test_counts - what was counted of an agency, to a text and back. */
#include "rule/counts.h"

#include <lib/unit.h>

#include <stddef.h>
#include <string.h>

/* The members that are no counts: of the estate that a unit is in. */
static const struct {
	size_t at, size;
} others[] = {
#define OTHER(member)                                            \
	{                                                        \
		offsetof(struct rc_unit, member),                \
		        sizeof(((struct rc_unit *)NULL)->member) \
	}
	OTHER(agency),     OTHER(name),   OTHER(unit_kind),
	OTHER(first_seat), OTHER(nseats),
};

static bool
is_other(size_t at)
{
	size_t i;

	for (i = 0; i < RC_COUNT(others); i++)
		if (at >= others[i].at && at < others[i].at + others[i].size)
			return true;
	return false;
}

/* Whoever adds a count has to keep it: every byte of a unit is kept or named
 * above. (Padding would have to be named, too; there is none but after a
 * 4-byte member, found by size.) */
static void
test_every_byte(void **state)
{
	struct rc_unit from, to;
	size_t at;

	(void)state;
	memset(&from, 0x11, sizeof(from));
	memset(&to, 0, sizeof(to));
	rc_unit_copy(&to, &from);
	for (at = 0; at < sizeof(to); at++) {
		const unsigned char *byte = (const unsigned char *)&to + at;

		if (is_other(at))
			assert_int_equal(*byte, 0);
		else if (*byte == 0)
			/* After first_ending and link: padding. */
			assert_true(
			        (at >= offsetof(struct rc_unit, link) + 4 &&
			         at < offsetof(struct rc_unit, posts)) ||
			        (at >= offsetof(struct rc_unit, first_ending) +
			                         4 &&
			         at < offsetof(struct rc_unit, computers)));
		else
			assert_int_equal(*byte, 0x11);
	}
}

static void
test_there_and_back(void **state)
{
	struct rc_unit from = { .posts = 12,
		                .link = RC_FINDING_FAIL,
		                .spare = INT64_MAX,
		                .unknown = INT64_MIN,
		                .first_ending = RC_DATE_NONE,
		                .wan.best = RC_FINDING_OPEN };
	struct rc_unit to = { .name = "as it was", .nseats = 3, .held = 9 };
	struct rc_err err = { 0 };
	struct rc_buf b, again;

	(void)state;
	rc_buf_init(&b, 4096);
	rc_buf_init(&again, 4096);
	rc_unit_put(&from, &b);
	assert_true(rc_buf_done(&b, &err));
	assert_true(rc_unit_take(&to, rc_buf_str(&b)));
	rc_unit_put(&to, &again);
	assert_true(rc_buf_done(&again, &err));
	assert_string_equal(b.p, again.p);
	assert_int_equal(to.posts, 12);
	assert_int_equal(to.link, RC_FINDING_FAIL);
	assert_int_equal(to.wan.best, RC_FINDING_OPEN);
	assert_true(to.spare == INT64_MAX && to.unknown == INT64_MIN);
	assert_int_equal(to.first_ending, RC_DATE_NONE);
	assert_int_equal(to.held, 0);
	assert_string_equal(to.name, "as it was");
	assert_int_equal(to.nseats, 3);
	rc_buf_fini(&b);
	rc_buf_fini(&again);
}

static void
test_not_such_a_text(void **state)
{
	static const char *const texts[] = {
		"", " ", "1", "1 2 3", "x",
	};
	struct rc_unit unit = { .posts = 7 };
	struct rc_err err = { 0 };
	struct rc_buf b;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(texts); i++)
		assert_false(rc_unit_take(&unit, rc_str_of(texts[i])));
	rc_buf_init(&b, 4096);
	rc_unit_put(&unit, &b);
	rc_buf_puts(&b, " 1");
	assert_true(rc_buf_done(&b, &err));
	assert_false(rc_unit_take(&unit, rc_buf_str(&b)));
	b.p[0] = 'x';
	b.n -= 2;
	assert_false(rc_unit_take(&unit, rc_buf_str(&b)));
	assert_int_equal(unit.posts, 7);
	rc_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_not_such_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
