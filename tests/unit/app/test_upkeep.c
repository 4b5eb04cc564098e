/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>

#include "sql/sql.h"

#define ROUNDS 20
#define SEED   20261122u

static void
script(struct fixture *f, const char *text)
{
	const struct rc_sql_options options = { .where = f->path };
	struct rc_sql *sql = NULL;

	assert_true(
	        fine(f, rc_sql_open(&rc_sql_sqlite, &options, &sql, &f->err)));
	assert_true(fine(f, rc_sql_script(sql, text, &f->err)));
	rc_sql_close(sql);
}

/* Each breach on purpose is found, and only it. */
static void
test_check(void **state)
{
	static const struct {
		const char *script;
		const char *undo;
		uint64_t problems;
	} cases[] = {
		{ "UPDATE device SET revision = 5",
		  "UPDATE device SET "
		  "revision = 2",
		  1 },
		{ "UPDATE custody SET post = 1", "UPDATE custody SET post = 2",
		  1 },
		{ "UPDATE device SET post = NULL", "UPDATE device SET post = 2",
		  1 },
		{ "PRAGMA foreign_keys = OFF; UPDATE device SET profile = 77",
		  "UPDATE device SET profile = NULL", 1 },
		{ "UPDATE batch SET writes = 9 WHERE id = 1",
		  "UPDATE batch SET writes = 1 WHERE id = 1", 1 },
		{ "UPDATE custody SET to_date = 99999",
		  "UPDATE custody SET to_date = NULL", 1 },
		/* An open row too many: overlaps, no audit, wrong post. */
		{ "INSERT INTO custody VALUES (9, 1, 1, 1, 20000, NULL, NULL)",
		  "DELETE FROM custody WHERE id = 9", 3 },
		{ "DELETE FROM custody", NULL, 2 },
	};
	struct fixture *f = *state;
	struct few few = add_few(f);
	size_t i;

	set(f, &rc_kind_device, few.device, "post=P-B");
	assert_int_equal(problems(f), 0);
	for (i = 0; i < RC_COUNT(cases); i++) {
		script(f, cases[i].script);
		assert_int_equal(problems(f), cases[i].problems);
		if (cases[i].undo == NULL)
			break;
		script(f, cases[i].undo);
		assert_int_equal(problems(f), 0);
	}
	assert_int_equal(chmod(f->path, 0644), 0);
	assert_int_equal(problems(f), 3);
}

static void
test_backup(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options;
	struct rc_app *copy = NULL;
	char path[128];
	struct stat st;
	uint64_t n = 99;

	add_few(f);
	snprintf(path, sizeof(path), "%s.bak", f->path);
	assert_true(fine(f, rc_backup(f->app, path, &f->err)));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(rc_backup(f->app, path, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	assert_false(rc_backup(f->app, "/nowhere/x.db", &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	options = fixture_options(f, "x");
	options.where = path;
	options.read_only = true;
	assert_true(fine(f, rc_app_open(&options, &copy, &f->err)));
	assert_true(rc_check(copy, print_problem, NULL, &n, &f->err));
	assert_int_equal(n, 0);
	rc_app_close(copy);
}

/* Nothing broken is handed out as a backup. */
static void
test_backup_of_broken(void **state)
{
	struct fixture *f = *state;
	char path[128];

	add_few(f);
	script(f, "UPDATE device SET revision = 5");
	snprintf(path, sizeof(path), "%s.bak", f->path);
	assert_false(rc_backup(f->app, path, &f->err));
	assert_int_equal(f->err.code, RC_ECORRUPT);
	assert_int_equal(access(path, F_OK), -1);
}

/* --- killed at any moment ------------------------------------------------ */

/* Writes batches of 50 devices until it is killed. */
static void
write_for_ever(struct fixture *f, unsigned round)
{
	struct rc_app_options options = fixture_options(f, "child");
	static const char *const names[] = { "asset_tag", "agency",
		                             "post",      "category",
		                             "status",    "connectivity" };
	struct rc_cell cells[6];
	struct rc_change change = {
		.kind = &rc_kind_device,
		.cells = cells,
		.ncells = 6,
		.on = RC_DATE_NONE,
	};
	const struct rc_act act = { .what = "import" };
	char tag[40];
	unsigned n;
	size_t i;

	if (!rc_app_open(&options, &f->app, &f->err))
		_exit(1);
	for (i = 0; i < RC_COUNT(names); i++)
		cells[i].field =
		        rc_field_find(&rc_kind_device, rc_str_of(names[i]));
	cells[1].value = rc_value_text("25363");
	cells[2].value = rc_value_text("P-B");
	cells[3].value = RC_VALUE_INT(RC_CATEGORY_DESKTOP);
	cells[4].value = RC_VALUE_INT(RC_STATUS_IN_USE);
	cells[5].value = RC_VALUE_INT(RC_NETWORKED);
	for (n = 0;; n++) {
		if (n % 50 == 0 && n > 0 && !rc_batch_commit(f->app, &f->err))
			_exit(2);
		if (n % 50 == 0 && !rc_batch_begin(f->app, &act, NULL, &f->err))
			_exit(3);
		snprintf(tag, sizeof(tag), "K-%u-%u", round, n);
		cells[0].value = rc_value_text(tag);
		if (!rc_write(f->app, &change, NULL, &f->err))
			_exit(4);
	}
}

static void
sleep_us(unsigned us)
{
	const struct timespec pause = { 0, (long)us * 1000 };

	nanosleep(&pause, NULL);
}

static void
test_killed(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	unsigned random = SEED;
	unsigned round;
	size_t devices = 0;

	print_message("seed %u\n", SEED);
	add_few(f);
	for (round = 0; round < ROUNDS; round++) {
		pid_t child;
		int status;

		rc_app_close(f->app);
		f->app = NULL;
		child = fork();
		assert_int_not_equal(child, -1);
		if (child == 0)
			write_for_ever(f, round);
		random = random * 1103515245u + 12345u;
		sleep_us(2000 + random / 65536u % 60000u);
		assert_int_equal(kill(child, SIGKILL), 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		assert_true(fine(f, rc_app_open(&options, &f->app, &f->err)));
		assert_int_equal(problems(f), 0);
		devices = count(f, &rc_kind_device, "");
		assert_int_equal((devices - 1) % 50, 0);
		assert_int_equal(count(f, &rc_kind_batch, "what=import"),
		                 (devices - 1) / 50);
	}
	/* The children did get to write something. */
	assert_true(devices > 50);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_check),
		T(test_backup),
		T(test_backup_of_broken),
		T(test_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
