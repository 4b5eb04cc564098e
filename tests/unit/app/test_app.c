/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "sql/sql.h"

static void
test_open(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	struct rc_app *other = NULL;
	struct stat st;

	assert_string_equal(rc_app_user(f->app), "lan.nt");
	assert_string_equal(rc_app_where(f->app), f->path);
	assert_int_equal(rc_app_now(f->app), NOON);
	assert_int_equal(rc_app_today(f->app), TODAY);
	assert_int_equal(rc_app_as_of(f->app), TODAY);
	assert_false(rc_app_read_only(f->app));
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(rc_app_create(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	options.user = "";
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	options.user = NULL;
	options.as_of = 20000;
	assert_true(rc_app_open(&options, &other, &f->err));
	assert_true(rc_app_user(other)[0] != '\0');
	assert_int_equal(rc_app_as_of(other), 20000);
	assert_int_equal(rc_app_today(other), TODAY);
	rc_app_close(other);
	rc_app_close(NULL);
}

static void
write_file(const char *path, const void *p, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
}

static void
test_not_ours(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	struct rc_app *other = NULL;
	struct rc_sql_options plain = { .create = true };
	struct rc_sql *sql;
	char path[128];

	options.where = "/nowhere/inv.db";
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	options.where = f->dir;
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	snprintf(path, sizeof(path), "%s.bak", f->path);
	options.where = path;
	write_file(path, "", 0);
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	write_file(path, "asset_tag,serial\nthis is a CSV file", 35);
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_non_null(strstr(f->err.text, "not a rollcall inventory"));
	/* Another program's database. */
	unlink(path);
	plain.where = path;
	assert_true(rc_sql_open(&rc_sql_sqlite, &plain, &sql, &f->err));
	assert_true(rc_sql_script(sql, "CREATE TABLE x (a)", &f->err));
	rc_sql_close(sql);
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_null(other);
}

static void
behind(struct fixture *f, const char *script)
{
	const struct rc_sql_options options = { .where = f->path };
	struct rc_sql *sql;

	assert_true(rc_sql_open(&rc_sql_sqlite, &options, &sql, &f->err));
	assert_true(fine(f, rc_sql_script(sql, script, &f->err)));
	rc_sql_close(sql);
}

static void
test_schema(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	struct rc_app *other = NULL;

	behind(f, "INSERT INTO migration VALUES (9000, '9000_x.sql', 'x')");
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_EUNSUPPORTED);
	assert_non_null(strstr(f->err.text, "newer rollcall"));
	behind(f, "DELETE FROM migration WHERE step = 9000; "
	          "UPDATE migration SET digest = 'x'");
	assert_false(rc_app_open(&options, &other, &f->err));
	assert_int_equal(f->err.code, RC_ECORRUPT);
}

/* Zeroes over the pages behind the first. */
static void
test_damaged(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	static const char zeroes[4096];
	struct rc_device d;
	uint64_t n = 0;
	int fd;
	int i;
	bool opened;

	add_few(f);
	rc_app_close(f->app);
	f->app = NULL;
	fd = open(f->path, O_WRONLY);
	assert_true(fd >= 0);
	for (i = 3; i < 60; i++)
		assert_true(pwrite(fd, zeroes, sizeof(zeroes), i * 4096) > 0);
	close(fd);
	opened = rc_app_open(&options, &f->app, &f->err);
	if (opened &&
	    rc_record_find(f->app, &rc_kind_device, "TS-1", &f->arena, &d,
	                   &f->err) &&
	    rc_check(f->app, NULL, NULL, &n, &f->err)) {
		assert_int_not_equal(n, 0);
		return;
	}
	assert_int_equal(f->err.code, RC_ECORRUPT);
}

static void
test_read_only(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	const struct rc_act act = { .what = "x" };
	struct rc_undo u;
	rc_id id;

	add_few(f);
	rc_app_close(f->app);
	f->app = NULL;
	options.read_only = true;
	assert_true(fine(f, rc_app_open(&options, &f->app, &f->err)));
	assert_true(rc_app_read_only(f->app));
	assert_int_equal(count(f, &rc_kind_device, ""), 1);
	assert_false(rc_batch_begin(f->app, &act, &id, &f->err));
	assert_int_equal(f->err.code, RC_EDENIED);
	assert_false(try_set(f, &rc_kind_device, 1, "notes=x", NULL));
	assert_int_equal(f->err.code, RC_EDENIED);
	assert_false(rc_undo(f->app, 0, &f->arena, &u, &f->err));
	assert_int_equal(f->err.code, RC_EDENIED);
	assert_int_equal(problems(f), 0);
}

static void
test_changed(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "hoa");
	struct rc_app *other;

	assert_true(rc_app_open(&options, &other, &f->err));
	(void)rc_app_changed(f->app);
	(void)rc_app_changed(other);
	assert_false(rc_app_changed(f->app));
	add_few(f);
	assert_true(rc_app_changed(f->app));
	assert_false(rc_app_changed(f->app));
	assert_true(rc_app_changed(other));
	assert_false(rc_app_changed(other));
	rc_app_close(other);
}

/* Two processes add at once: both wait their turn, nothing is lost. */
static void
test_two_writers(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "child");
	char pairs[64];
	pid_t child;
	int status;
	int i;

	child = fork();
	assert_int_not_equal(child, -1);
	if (child == 0) {
		f->app = NULL; /* the parent's: not ours to touch */
		if (!rc_app_open(&options, &f->app, &f->err))
			_exit(1);
		for (i = 0; i < 60; i++) {
			snprintf(pairs, sizeof(pairs),
			         "code=c%d|name=C|tier=commune", i);
			if (!try_set(f, &rc_kind_agency, 0, pairs, NULL))
				_exit(2);
		}
		_exit(0);
	}
	for (i = 0; i < 60; i++) {
		snprintf(pairs, sizeof(pairs), "code=p%d|name=P|tier=commune",
		         i);
		add(f, &rc_kind_agency, pairs);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(count(f, &rc_kind_agency, ""), 120);
	assert_int_equal(problems(f), 0);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_open),        T(test_not_ours),  T(test_schema),
		T(test_damaged),     T(test_read_only), T(test_changed),
		T(test_two_writers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
