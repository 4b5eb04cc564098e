/* SPDX-License-Identifier: MIT */
#include <lib/unit.h>

#include <rollcall/base/mem.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sql/driver.h"
#include "sql/sql.h"

struct base {
	char dir[64];
	char path[96];
	struct rc_sql *sql;
	struct rc_err err;
};

static int
setup(void **state)
{
	struct base *b = rc_alloc(1, sizeof(*b));
	struct rc_sql_options options = { .create = true };

	if (b == NULL)
		return -1;
	strcpy(b->dir, "/tmp/rollcall-sql-XXXXXX");
	if (mkdtemp(b->dir) == NULL)
		return -1;
	snprintf(b->path, sizeof(b->path), "%s/x.db", b->dir);
	options.where = b->path;
	*state = b;
	if (!rc_sql_open(&rc_sql_sqlite, &options, &b->sql, &b->err) ||
	    !rc_sql_script(
	            b->sql,
	            "CREATE TABLE t (id INTEGER PRIMARY KEY, "
	            "name TEXT UNIQUE, n INTEGER NOT NULL) STRICT;"
	            "CREATE TABLE u (t INTEGER REFERENCES t (id)) STRICT;",
	            &b->err))
		return -1;
	return 0;
}

static int
teardown(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".copy" };
	struct base *b = *state;
	char path[128];
	size_t i;

	rc_sql_close(b->sql);
	for (i = 0; i < RC_COUNT(ends); i++) {
		snprintf(path, sizeof(path), "%s%s", b->path, ends[i]);
		unlink(path);
	}
	rmdir(b->dir);
	rc_free(b);
	return 0;
}

static bool
run(struct base *b, const char *text, const struct rc_value *values, size_t n)
{
	struct rc_stmt *stmt;

	b->err = (struct rc_err){ 0 };
	return rc_sql_cached(b->sql, text, &stmt, &b->err) &&
	       rc_stmt_run(stmt, values, n, &b->err);
}

static int64_t
number(struct base *b, const char *text)
{
	struct rc_stmt *stmt;
	int64_t n = -1;

	assert_true(rc_sql_cached(b->sql, text, &stmt, &b->err));
	if (rc_stmt_step(stmt, &b->err) == RC_STEP_ROW)
		n = rc_stmt_column(stmt, 0).i;
	rc_stmt_done(stmt);
	return n;
}

/* $n in any order, twice, and values of every type. */
static void
test_parameters(void **state)
{
	struct base *b = *state;
	const struct rc_value values[] = {
		RC_VALUE_INT(7),
		rc_value_text("đồng; --'"),
		RC_VALUE_INT(INT64_MIN),
	};
	const struct rc_value id = RC_VALUE_INT(7);
	struct rc_stmt *stmt;

	assert_true(run(b, "INSERT INTO t (n, name, id) VALUES ($3, $2, $1)",
	                values, 3));
	assert_true(rc_sql_cached(
	        b->sql, "SELECT name, n, NULL, $1 FROM t WHERE id = $1", &stmt,
	        &b->err));
	assert_true(rc_stmt_bind(stmt, 1, &id, &b->err));
	assert_int_equal(rc_stmt_step(stmt, &b->err), RC_STEP_ROW);
	assert_true(rc_str_is(rc_stmt_column(stmt, 0).s, "đồng; --'"));
	assert_int_equal(rc_stmt_column(stmt, 1).i, INT64_MIN);
	assert_int_equal(rc_stmt_column(stmt, 2).type, RC_NULL);
	assert_int_equal(rc_stmt_column(stmt, 3).i, 7);
	assert_int_equal(rc_stmt_step(stmt, &b->err), RC_STEP_DONE);
	assert_false(rc_stmt_bind(stmt, 2, &id, &b->err));
	assert_int_equal(b->err.code, RC_EBUG);
	rc_stmt_done(stmt);
	assert_false(rc_sql_cached(b->sql, "SELECT ?", &stmt, &b->err));
	assert_int_equal(b->err.code, RC_EBUG);
	assert_false(rc_sql_cached(b->sql, "SELEKT", &stmt, &b->err));
	assert_int_equal(b->err.code, RC_EBUG);
}

static void
test_classes(void **state)
{
	static const struct {
		const char *text;
		enum rc_code code;
	} cases[] = {
		{ "INSERT INTO t VALUES (1, 'b', 1)", RC_ECONFLICT },
		{ "INSERT INTO t VALUES (2, 'a', 1)", RC_ECONFLICT },
		{ "INSERT INTO t VALUES (2, 'b', NULL)", RC_EINVALID },
		{ "INSERT INTO u VALUES (9)", RC_EREF },
		{ "DELETE FROM t WHERE id = 1", RC_EREF },
	};
	struct base *b = *state;
	size_t i;

	assert_true(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	assert_true(run(b, "INSERT INTO u VALUES (1)", NULL, 0));
	for (i = 0; i < RC_COUNT(cases); i++) {
		assert_false(run(b, cases[i].text, NULL, 0));
		assert_int_equal(b->err.code, cases[i].code);
	}
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 1);
}

static void
test_transactions(void **state)
{
	struct base *b = *state;

	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "first", &b->err));
	assert_false(rc_sql_begin(b->sql, RC_TX_WRITE, "second", &b->err));
	assert_int_equal(b->err.code, RC_EBUG);
	assert_non_null(strstr(b->err.text, "second begins within first"));
	assert_true(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	/* A statement that fails leaves the rest of the transaction. */
	assert_false(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	rc_sql_abort(b->sql);
	assert_false(rc_sql_in_tx(b->sql));
	rc_sql_abort(b->sql);
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 0);
	assert_false(rc_sql_commit(b->sql, &b->err));
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "third", &b->err));
	assert_true(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	assert_true(rc_sql_commit(b->sql, &b->err));
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 1);
}

/* The same text twice at once, and more texts than the cache holds. */
static void
test_cache(void **state)
{
	struct base *b = *state;
	struct rc_stmt *many[140];
	struct rc_stmt *again;
	char text[40];
	size_t i;

	for (i = 0; i < RC_COUNT(many); i++) {
		snprintf(text, sizeof(text), "SELECT %zu", i % 70);
		assert_true(rc_sql_cached(b->sql, text, &many[i], &b->err));
	}
	assert_ptr_not_equal(many[0], many[70]);
	for (i = 0; i < RC_COUNT(many); i++) {
		assert_int_equal(rc_stmt_step(many[i], &b->err), RC_STEP_ROW);
		assert_int_equal(rc_stmt_column(many[i], 0).i, i % 70);
		rc_stmt_done(many[i]);
	}
	assert_true(rc_sql_cached(b->sql, "SELECT 5", &again, &b->err));
	assert_ptr_equal(again, many[5]);
	rc_stmt_done(again);
}

static void
test_guard(void **state)
{
	static const char *const guarded[] = { "u", NULL };
	static const char *const denied[] = {
		"INSERT INTO u VALUES (NULL)",
		"UPDATE u SET t = NULL",
		"DELETE FROM u",
		"DROP TABLE t",
		"CREATE TABLE v (a)",
		"ALTER TABLE t ADD COLUMN x",
		"ATTACH '/tmp/x' AS x",
		"DROP INDEX i",
	};
	struct base *b = *state;
	struct rc_stmt *stmt;
	size_t i;

	assert_true(rc_sql_script(b->sql, "CREATE INDEX i ON t (n)", &b->err));
	rc_sql_guard(b->sql, guarded);
	for (i = 0; i < RC_COUNT(denied); i++) {
		assert_false(rc_sql_cached(b->sql, denied[i], &stmt, &b->err));
		assert_int_equal(b->err.code, RC_EDENIED);
	}
	assert_true(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	assert_true(rc_sql_prepare(b->sql, "INSERT INTO u VALUES (1)",
	                           RC_SQL_LIFTED, &stmt, &b->err));
	assert_true(rc_stmt_run(stmt, NULL, 0, &b->err));
	rc_stmt_free(stmt);
	assert_int_equal(number(b, "SELECT count(*) FROM u"), 1);
}

/* Filling an empty table: indexes and references sleep until the end. */
static void
test_bulk(void **state)
{
	static const char *const guarded[] = { "u", NULL };
	static const char there[] =
	        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND "
	        "tbl_name = 'd'";
	struct base *b = *state;

	assert_true(rc_sql_script(
	        b->sql,
	        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
	        "CREATE TABLE d (id INTEGER PRIMARY KEY, tag TEXT, "
	        "p INTEGER REFERENCES p (id));"
	        "CREATE UNIQUE INDEX d_tag ON d (tag);"
	        "CREATE INDEX d_p ON d (p) WHERE p IS NOT NULL",
	        &b->err));
	rc_sql_guard(b->sql, guarded);
	assert_false(rc_sql_bulk(b->sql, "d", &b->err));
	assert_int_equal(b->err.code, RC_EBUG);

	/* Kept: everything is there again. */
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "a", &b->err));
	assert_true(rc_sql_bulk(b->sql, "d", &b->err));
	assert_false(rc_sql_bulk(b->sql, "t", &b->err));
	assert_int_equal(number(b, there), 0);
	assert_true(run(b, "INSERT INTO d VALUES (1, 'x', NULL)", NULL, 0));
	assert_true(rc_sql_commit(b->sql, &b->err));
	assert_int_equal(number(b, there), 2);
	assert_false(run(b, "INSERT INTO d VALUES (2, 'x', NULL)", NULL, 0));
	assert_int_equal(b->err.code, RC_ECONFLICT);
	assert_false(run(b, "INSERT INTO d VALUES (2, 'y', 7)", NULL, 0));
	assert_int_equal(b->err.code, RC_EREF);

	/* Rolled back: as it was. */
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "b", &b->err));
	assert_true(rc_sql_bulk(b->sql, "d", &b->err));
	assert_true(run(b, "INSERT INTO d VALUES (2, 'x', NULL)", NULL, 0));
	rc_sql_abort(b->sql);
	assert_int_equal(number(b, there), 2);
	assert_int_equal(number(b, "SELECT count(*) FROM d"), 1);
	assert_false(run(b, "INSERT INTO d VALUES (2, 'y', 7)", NULL, 0));

	/* A value that stands twice: nothing is kept. */
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "c", &b->err));
	assert_true(rc_sql_bulk(b->sql, "d", &b->err));
	assert_true(run(b, "INSERT INTO d VALUES (2, 'x', NULL)", NULL, 0));
	assert_false(rc_sql_commit(b->sql, &b->err));
	assert_int_equal(b->err.code, RC_ECONFLICT);
	assert_false(rc_sql_in_tx(b->sql));
	assert_int_equal(number(b, there), 2);
	assert_int_equal(number(b, "SELECT count(*) FROM d"), 1);
	assert_false(run(b, "INSERT INTO d VALUES (2, 'y', 7)", NULL, 0));
}

/* Another process holds the write lock: wait, then RC_EBUSY. */
static void
test_busy(void **state)
{
	struct base *b = *state;
	struct rc_sql_options options = { .where = b->path, .busy_ms = 100 };
	struct rc_sql *other;
	int to_child[2];
	int to_parent[2];
	pid_t child;
	int status;
	char c;

	rc_sql_close(b->sql);
	b->sql = NULL;
	assert_int_equal(pipe(to_child), 0);
	assert_int_equal(pipe(to_parent), 0);
	child = fork();
	assert_int_not_equal(child, -1);
	if (child == 0) {
		if (!rc_sql_open(&rc_sql_sqlite, &options, &other, &b->err) ||
		    !rc_sql_begin(other, RC_TX_WRITE, "child", &b->err) ||
		    write(to_parent[1], "x", 1) != 1 ||
		    read(to_child[0], &c, 1) != 1 ||
		    !rc_sql_commit(other, &b->err))
			_exit(1);
		_exit(0);
	}
	assert_int_equal(read(to_parent[0], &c, 1), 1);
	assert_true(rc_sql_open(&rc_sql_sqlite, &options, &b->sql, &b->err));
	assert_false(rc_sql_begin(b->sql, RC_TX_WRITE, "parent", &b->err));
	assert_int_equal(b->err.code, RC_EBUSY);
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 0);
	assert_int_equal(write(to_child[1], "x", 1), 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "parent", &b->err));
	rc_sql_abort(b->sql);
}

static void
test_full(void **state)
{
	struct base *b = *state;
	char long_text[3000];
	struct rc_value values[2];
	int64_t i = 0;

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	assert_true(
	        rc_sql_script(b->sql, "PRAGMA max_page_count = 20", &b->err));
	assert_true(rc_sql_begin(b->sql, RC_TX_WRITE, "fill", &b->err));
	do {
		/* Different in its first bytes, which the index takes. */
		i++;
		long_text[0] = (char)('0' + i / 10);
		long_text[1] = (char)('0' + i % 10);
		values[0] = RC_VALUE_INT(i);
		values[1] = rc_value_text(long_text);
	} while (i < 100 &&
	         run(b, "INSERT INTO t VALUES ($1, $2, 1)", values, 2));
	assert_in_range(i, 2, 99);
	assert_int_equal(b->err.code, RC_ENOSPACE);
	rc_sql_abort(b->sql);
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 0);
}

static bool
upper(const struct rc_value *args, struct rc_buf *room, struct rc_value *ret)
{
	size_t i;

	if (args[0].type != RC_TEXT)
		return true;
	for (i = 0; i < args[0].s.n; i++)
		rc_buf_putc(room, (char)(args[0].s.p[i] - 32));
	*ret = RC_VALUE_STR(rc_buf_str(room));
	return true;
}

static bool
sum(const struct rc_value *args, struct rc_buf *room, struct rc_value *ret)
{
	(void)room;
	*ret = RC_VALUE_INT(args[0].i + args[1].i);
	return true;
}

static void
test_functions(void **state)
{
	static const struct rc_sql_function functions[] = {
		{ .name = "upper_", .nargs = 1, .call = upper },
		{ .name = "sum_", .nargs = 2, .call = sum },
	};
	struct base *b = *state;
	struct rc_stmt *stmt;

	assert_true(rc_sql_function(b->sql, &functions[0], &b->err));
	assert_true(rc_sql_function(b->sql, &functions[1], &b->err));
	assert_true(rc_sql_cached(b->sql,
	                          "SELECT upper_('abc') || upper_('d'), "
	                          "sum_(40, 2), upper_(NULL)",
	                          &stmt, &b->err));
	assert_int_equal(rc_stmt_step(stmt, &b->err), RC_STEP_ROW);
	assert_true(rc_str_is(rc_stmt_column(stmt, 0).s, "ABCD"));
	assert_int_equal(rc_stmt_column(stmt, 1).i, 42);
	assert_int_equal(rc_stmt_column(stmt, 2).type, RC_NULL);
	rc_stmt_done(stmt);
}

static bool
stop_after(void *ctx)
{
	int *left = ctx;

	return --*left > 0;
}

static void
test_idle(void **state)
{
	static const char endless[] =
	        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
	        "FROM n) SELECT count(*) FROM n";
	struct base *b = *state;
	struct rc_stmt *stmt;
	int left = 20;

	rc_sql_idle(b->sql, stop_after, &left);
	assert_true(rc_sql_cached(b->sql, endless, &stmt, &b->err));
	assert_int_equal(rc_stmt_step(stmt, &b->err), RC_STEP_FAILED);
	assert_int_equal(b->err.code, RC_ECANCELLED);
	assert_int_equal(left, 0);
	rc_stmt_done(stmt);
	rc_sql_idle(b->sql, NULL, NULL);
	assert_int_equal(number(b, "SELECT 1"), 1);
}

static void
test_files(void **state)
{
	struct base *b = *state;
	struct rc_sql_options options = { .where = b->path };
	struct rc_sql *other = NULL;
	struct stat st;
	char path[128];

	assert_true(run(b, "INSERT INTO t VALUES (1, 'a', 1)", NULL, 0));
	assert_int_equal(stat(b->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	snprintf(path, sizeof(path), "%s-wal", b->path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	snprintf(path, sizeof(path), "%s.copy", b->path);
	assert_true(rc_sql_copy(b->sql, path, &b->err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(rc_sql_copy(b->sql, path, &b->err));
	assert_int_equal(b->err.code, RC_ECONFLICT);
	options.create = true;
	assert_false(rc_sql_open(&rc_sql_sqlite, &options, &other, &b->err));
	assert_int_equal(b->err.code, RC_ECONFLICT);
	/* A file name is never a URI or a name of SQLite's own. */
	options.create = false;
	options.where = ":memory:";
	assert_false(rc_sql_open(&rc_sql_sqlite, &options, &other, &b->err));
	assert_int_equal(b->err.code, RC_ENOTFOUND);
	options.where = path;
	options.read_only = true;
	assert_true(rc_sql_open(&rc_sql_sqlite, &options, &other, &b->err));
	rc_sql_close(b->sql);
	b->sql = other;
	assert_int_equal(number(b, "SELECT count(*) FROM t"), 1);
	assert_false(run(b, "INSERT INTO t VALUES (2, 'b', 1)", NULL, 0));
	assert_int_equal(b->err.code, RC_EDENIED);
}

static void
test_words(void **state)
{
	struct base *b = *state;
	bool there = true;

	assert_string_equal(rc_sql_word(b->sql, RC_STR("id")),
	                    "INTEGER PRIMARY KEY");
	assert_string_equal(rc_sql_word(b->sql, RC_STR("strict")), "STRICT");
	assert_null(rc_sql_word(b->sql, RC_STR("ids")));
	assert_string_equal(rc_sql_name(b->sql), "sqlite");
	assert_true(rc_sql_exists(b->sql, "t", &there, &b->err));
	assert_true(there);
	assert_true(rc_sql_exists(b->sql, "x", &there, &b->err));
	assert_false(there);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_parameters), T(test_classes), T(test_transactions),
		T(test_cache),      T(test_guard),   T(test_busy),
		T(test_bulk),       T(test_full),    T(test_functions),
		T(test_idle),       T(test_files),   T(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
