/* SPDX-License-Identifier: MIT */
#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sql/migrate.h"

static char dir[64];
static char path[96];
static struct rc_sql *sql;
static struct rc_err err;

static int
setup(void **state)
{
	struct rc_sql_options options = { .where = path, .create = true };

	(void)state;
	strcpy(dir, "/tmp/rollcall-mig-XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/x.db", dir);
	return rc_sql_open(&rc_sql_sqlite, &options, &sql, &err) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	rc_sql_close(sql);
	unlink(path);
	rmdir(dir);
	return 0;
}

static const struct rc_script scripts[] = {
	{ "0001_a.sql",
	  { "CREATE TABLE a (id {id}, n {int}) {strict};\n", 44 } },
	{ "0002_b.sql",
	  { "CREATE TABLE b (k {key});\nINSERT INTO b VALUES ('x');\n", 54 } },
	{ "0003_bad.sql",
	  { "CREATE TABLE c (n {int});\nINSERT INTO nowhere VALUES (1);\n",
	    59 } },
};

static bool
migrate(size_t n, bool fresh, bool read_only)
{
	const struct rc_migration m = { scripts, n, fresh, read_only, "x.db" };

	err = (struct rc_err){ 0 };
	return rc_migrate(sql, &m, &err);
}

static bool
there(const char *table)
{
	bool yes = false;

	assert_true(rc_sql_exists(sql, table, &yes, &err));
	return yes;
}

static void
test_steps(void **state)
{
	(void)state;
	assert_false(migrate(1, false, false));
	assert_int_equal(err.code, RC_EINVALID);
	assert_true(migrate(1, true, false));
	assert_true(there("a"));
	assert_false(there("b"));
	assert_true(migrate(1, false, false));
	/* A newer program, reading only: it must not write. */
	assert_false(migrate(2, false, true));
	assert_int_equal(err.code, RC_EUNSUPPORTED);
	assert_false(there("b"));
	assert_true(migrate(2, false, false));
	assert_true(there("b"));
	/* A script that fails half way leaves nothing of itself. */
	assert_false(migrate(3, false, false));
	assert_non_null(strstr(err.text, "0003_bad.sql"));
	assert_false(there("c"));
	assert_true(migrate(2, false, true));
	/* An older program. */
	assert_false(migrate(1, false, false));
	assert_int_equal(err.code, RC_EUNSUPPORTED);
}

static void
test_edited(void **state)
{
	const struct rc_script edited = {
		"0001_a.sql", { "CREATE TABLE a (id {id});\n", 26 }
	};
	const struct rc_migration m = { &edited, 1, false, false, "x.db" };

	(void)state;
	assert_true(migrate(1, true, false));
	assert_false(rc_migrate(sql, &m, &err));
	assert_int_equal(err.code, RC_ECORRUPT);
	assert_non_null(strstr(err.text, "0001_a.sql"));
}

static void
test_words(void **state)
{
	static const struct {
		const char *text;
		const char *wanted; /* NULL = refused */
	} cases[] = {
		{ "a {id} b {int}{blob}\n",
		  "a INTEGER PRIMARY KEY b INTEGERBLOB\n\n" },
		{ "x\n-- only: sqlite\ny {strict}\n-- end only\nz",
		  "x\ny STRICT\nz\n" },
		{ "x\n-- only: postgres\ny {nonsense}\n-- end only\nz",
		  "x\nz\n" },
		{ "{nonsense}", NULL },
		{ "open { brace", "open { brace\n" },
	};
	struct rc_buf b;
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(cases); i++) {
		bool done;

		rc_buf_init(&b, 1000);
		done = rc_script_put(sql, rc_str_of(cases[i].text), &b, &err);
		assert_int_equal(done, cases[i].wanted != NULL);
		if (done)
			assert_string_equal(b.p, cases[i].wanted);
		rc_buf_fini(&b);
	}
}

/* The scripts built in are numbered without a gap. */
static void
test_numbers(void **state)
{
	struct rc_script built_in[100];
	size_t n = rc_scripts("schema/", built_in, 100);
	char number[32];
	size_t i;

	(void)state;
	assert_in_range(n, 1, 100);
	for (i = 0; i < n; i++) {
		snprintf(number, sizeof(number), "%04zu_", i + 1);
		assert_memory_equal(built_in[i].name, number, 5);
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_steps),
		T(test_edited),
		T(test_words),
		T(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
