/* SPDX-License-Identifier: MIT */
#include <rollcall/base/file.h>

#include <rollcall/base/buf.h>

#include <lib/unit.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct rc_arena arena;
static char folder[] = "/tmp/rollcall-test-XXXXXX";

static int
setup(void **state)
{
	(void)state;
	rc_arena_init(&arena);
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	(void)state;
	rc_arena_fini(&arena);
	return rmdir(folder);
}

static const char *
in_folder(const char *name)
{
	return rc_arena_printf(&arena, "%s/%s", folder, name);
}

static int
entries(const char *path)
{
	DIR *dir = opendir(path);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n - 2;
}

static void
test_round_trip(void **state)
{
	const char *path = in_folder("a.csv");
	struct rc_err err = { 0 };
	struct rc_str text;
	struct stat st;

	(void)state;
	assert_true(rc_file_write(path, RC_STR("one\0two"), 0600, &err));
	assert_true(rc_file_read(path, 7, &arena, &text, &err));
	assert_true(rc_str_eq(text, RC_STR("one\0two")));
	assert_int_equal(text.p[7], '\0');
	assert_true(rc_file_write(path, RC_STR(""), 0644, &err));
	assert_true(rc_file_read(path, 0, &arena, &text, &err));
	assert_int_equal(text.n, 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(entries(folder), 1); /* no temporary file stays */
	assert_int_equal(unlink(path), 0);
}

static void
test_large(void **state)
{
	const char *path = in_folder("large");
	struct rc_err err = { 0 };
	struct rc_str text;
	struct rc_buf b;
	int i;

	(void)state;
	rc_buf_init(&b, 1 << 20);
	for (i = 0; i < 50000; i++)
		rc_buf_printf(&b, "%d\n", i);
	assert_true(rc_file_write(path, rc_buf_str(&b), 0600, &err));
	assert_true(rc_file_read(path, b.n, &arena, &text, &err));
	assert_true(rc_str_eq(text, rc_buf_str(&b)));
	text = RC_STR("untouched");
	assert_false(rc_file_read(path, b.n - 1, &arena, &text, &err));
	assert_int_equal(err.code, RC_ENOMEM);
	assert_non_null(strstr(err.text, "larger than 288889 bytes"));
	assert_true(rc_str_is(text, "untouched"));
	rc_buf_fini(&b);
	assert_int_equal(unlink(path), 0);
}

/* "-" is standard input, a pipe here. */
static void
test_stdin(void **state)
{
	struct rc_err err = { 0 };
	struct rc_str text;
	int saved = dup(STDIN_FILENO);
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "a;b\n", 4), 4);
	assert_int_equal(close(ends[1]), 0);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(close(ends[0]), 0);
	assert_true(rc_file_read("-", 10, &arena, &text, &err));
	assert_true(rc_str_is(text, "a;b\n"));
	assert_true(rc_file_read("-", 10, &arena, &text, &err)); /* its end */
	assert_int_equal(text.n, 0);
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	assert_int_equal(close(saved), 0);
}

static void
test_refused(void **state)
{
	const char *pipe = in_folder("pipe");
	struct rc_err err = { 0 };
	struct rc_str text;

	(void)state;
	assert_false(rc_file_read(in_folder("none"), 10, &arena, &text, &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	assert_false(rc_file_read(folder, 10, &arena, &text, &err));
	assert_int_equal(err.code, RC_EINVALID);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_false(rc_file_read(pipe, 10, &arena, &text, &err));
	assert_int_equal(err.code, RC_EINVALID);
	assert_int_equal(unlink(pipe), 0);
}

static void
test_write_fails(void **state)
{
	const char *dir = in_folder("dir");
	struct rc_err err = { 0 };

	(void)state;
	assert_false(
	        rc_file_write(in_folder("none/x"), RC_STR("a"), 0600, &err));
	assert_int_equal(err.code, RC_ENOTFOUND);
	assert_int_equal(mkdir(dir, 0700), 0);
	assert_false(rc_file_write(dir, RC_STR("a"), 0600, &err));
	assert_int_equal(entries(folder), 1);
	assert_int_equal(rmdir(dir), 0);
}

static void
test_parents(void **state)
{
	struct rc_err err = { 0 };
	struct stat st;

	(void)state;
	assert_true(rc_file_make_parents(in_folder("p/q/r.db"), &err));
	assert_true(rc_file_make_parents(in_folder("p/q/r.db"), &err));
	assert_true(rc_file_make_parents("plain", &err));
	assert_true(rc_file_make_parents("/x", &err));
	assert_int_equal(stat(in_folder("p/q"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_true(rc_file_write(in_folder("p/f"), RC_STR(""), 0600, &err));
	assert_false(rc_file_make_parents(in_folder("p/f/x/y"), &err));
	assert_int_equal(unlink(in_folder("p/f")), 0);
	assert_int_equal(rmdir(in_folder("p/q")), 0);
	assert_int_equal(rmdir(in_folder("p")), 0);
}

/* Whichever allocation fails: an error, no leak, and the old file stands. */
static void
test_fault(void **state)
{
	const char *path = in_folder("f");
	struct rc_err err = { 0 };
	struct rc_str text;
	uint64_t at;
	bool ok = false;

	(void)state;
	assert_true(rc_file_write(path, RC_STR("old"), 0600, &err));
	for (at = 1; !ok; at++) {
		rc_mem_fail_at(at);
		ok = rc_file_write(path, RC_STR("new"), 0600, &err);
		rc_mem_fail_at(0);
		assert_true(rc_file_read(path, 10, &arena, &text, &err));
		assert_true(rc_str_is(text, ok ? "new" : "old"));
		assert_int_equal(entries(folder), 1);
	}
	assert_true(at > 2);
	rc_mem_fail_at(1);
	assert_false(rc_file_read(path, 10, &arena, &text, &err));
	rc_mem_fail_at(0);
	assert_int_equal(err.code, RC_ENOMEM);
	assert_int_equal(unlink(path), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_stdin),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_write_fails),
		cmocka_unit_test(test_parents),
		cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
