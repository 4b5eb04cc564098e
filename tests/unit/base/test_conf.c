/* SPDX-License-Identifier: MIT */
#include <rollcall/base/conf.h>

#include <lib/unit.h>

#include <stdlib.h>

static const struct rc_conf_key keys[] = {
	{ .name = "db", .type = RC_CONF_TEXT, .env = "ROLLCALL_TEST_DB" },
	{ .name = "poll.jobs",
	  .type = RC_CONF_INT,
	  .fallback = "64",
	  .min = 1,
	  .max = 1024,
	  .env = "ROLLCALL_TEST_JOBS" },
	{ .name = "lang",
	  .type = RC_CONF_CHOICE,
	  .fallback = "vi",
	  .choices = "vi|en" },
};

static struct rc_arena arena;

static int
setup(void **state)
{
	(void)state;
	(void)unsetenv("ROLLCALL_TEST_DB");
	(void)unsetenv("ROLLCALL_TEST_JOBS");
	rc_arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	rc_arena_fini(&arena);
	return 0;
}

static void
init(struct rc_conf *conf)
{
	struct rc_err err = { 0 };

	assert_true(rc_conf_init(conf, keys, RC_COUNT(keys), &arena, &err));
}

static void
test_defaults(void **state)
{
	struct rc_conf conf;

	(void)state;
	init(&conf);
	assert_null(rc_conf_text(&conf, "db"));
	assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 64);
	assert_string_equal(rc_conf_text(&conf, "lang"), "vi");
	assert_int_equal(conf.values[1].from, RC_FROM_DEFAULT);
}

static void
test_file(void **state)
{
	static const char text[] = "\xEF\xBB\xBF# a comment\r\n"
	                           "\r\n"
	                           "  poll.jobs = 8  \r\n"
	                           "db=/srv/a = b.db\n"
	                           "lang = en";
	struct rc_err err = { 0 };
	struct rc_conf conf;

	(void)state;
	init(&conf);
	assert_true(rc_conf_parse(&conf, "x", rc_str_of(text), &err));
	assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 8);
	assert_int_equal(conf.values[1].from, RC_FROM_FILE);
	assert_int_equal(conf.values[1].line, 3);
	assert_string_equal(rc_conf_text(&conf, "db"), "/srv/a = b.db");
	assert_string_equal(rc_conf_text(&conf, "lang"), "en");
	assert_true(rc_conf_parse(&conf, "x", RC_STR("db ="), &err));
	assert_string_equal(rc_conf_text(&conf, "db"), "");
}

static void
test_faults(void **state)
{
	static const char *const cases[][2] = {
		{ "\n  jobs", "c.conf:2:3: write a setting as: key = value" },
		{ "pol.jobs = 3", "c.conf:1:1: no setting \"pol.jobs\" "
		                  "(did you mean \"poll.jobs\"?)" },
		{ "colour = 3", "c.conf:1:1: no setting \"colour\"" },
		{ "poll.jobs = 0", "c.conf:1:13: poll.jobs must be a whole "
		                   "number from 1 to 1024" },
		{ "poll.jobs = 8x", "c.conf:1:13: poll.jobs must be a whole "
		                    "number from 1 to 1024" },
		{ "#\nlang=fr", "c.conf:2:6: lang must be one of vi|en" },
		{ "= 3", "c.conf:1:1: no setting \"\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		struct rc_err err = { 0 };
		struct rc_conf conf;

		init(&conf);
		assert_false(rc_conf_parse(&conf, "c.conf",
		                           rc_str_of(cases[i][0]), &err));
		assert_string_equal(err.text, cases[i][1]);
		assert_int_equal(err.code, RC_EINVALID);
		assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 64);
	}
}

/* default < file < environment < command line, in whatever order they come */
static void
test_ranks(void **state)
{
	struct rc_err err = { 0 };
	struct rc_conf conf;

	(void)state;
	assert_int_equal(setenv("ROLLCALL_TEST_JOBS", "16", 1), 0);
	assert_int_equal(setenv("ROLLCALL_TEST_DB", "", 1), 0);
	init(&conf);
	assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 16);
	assert_null(rc_conf_text(&conf, "db"));
	assert_true(
	        rc_conf_parse(&conf, "x", RC_STR("poll.jobs=8\ndb=f"), &err));
	assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 16);
	assert_int_equal(conf.values[1].from, RC_FROM_ENV);
	assert_string_equal(rc_conf_text(&conf, "db"), "f");
	assert_true(rc_conf_set(&conf, "poll.jobs", "4", &err));
	assert_int_equal(rc_conf_int(&conf, "poll.jobs"), 4);
	assert_int_equal(conf.values[1].from, RC_FROM_ARGV);
	assert_false(rc_conf_set(&conf, "poll.jobs", "4k", &err));
	assert_false(rc_conf_set(&conf, "polljobs", "4", &err));
	assert_string_equal(err.text, "no setting \"polljobs\" (did you mean "
	                              "\"poll.jobs\"?)");
	assert_int_equal(setenv("ROLLCALL_TEST_JOBS", "many", 1), 0);
	assert_false(rc_conf_init(&conf, keys, RC_COUNT(keys), &arena, &err));
	assert_string_equal(err.text,
	                    "ROLLCALL_TEST_JOBS: poll.jobs must be a whole "
	                    "number from 1 to 1024");
}

static void
test_nomem(void **state)
{
	struct rc_err err = { 0 };
	struct rc_conf conf;

	(void)state;
	rc_mem_fail_at(1);
	assert_false(rc_conf_init(&conf, keys, RC_COUNT(keys), &arena, &err));
	rc_mem_fail_at(0);
	assert_int_equal(err.code, RC_ENOMEM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_defaults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_file, setup, teardown),
		cmocka_unit_test_setup_teardown(test_faults, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ranks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nomem, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
