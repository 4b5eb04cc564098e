/* SPDX-License-Identifier: MIT */
#include "app/import_source.h"

#include <rollcall/app/imports.h>
#include <rollcall/base/buf.h>

#include <lib/unit.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
	char folder[64];
	char path[96];
	struct rc_arena arena;
};

static int
set_up(void **state)
{
	static struct place place;

	(void)snprintf(place.folder, sizeof(place.folder),
	               "/tmp/rollcall-source-XXXXXX");
	assert_non_null(mkdtemp(place.folder));
	(void)snprintf(place.path, sizeof(place.path), "%s/f.csv",
	               place.folder);
	rc_arena_init(&place.arena);
	*state = &place;
	return 0;
}

static int
tear_down(void **state)
{
	struct place *place = *state;

	(void)unlink(place->path);
	(void)rmdir(place->folder);
	rc_arena_fini(&place->arena);
	return 0;
}

static void
put_file(const char *path, struct rc_str s)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(s.p, 1, s.n, f), s.n);
	assert_int_equal(fclose(f), 0);
}

/* Opening must fail with that code; the text is in err. */
static void
expect_refused(struct place *place, const char *path, enum rc_code code,
               struct rc_err *err)
{
	struct rc_source source;

	memset(err, 0, sizeof(*err));
	assert_false(rc_source_open(path, &place->arena, &source, err));
	assert_int_equal(err->code, code);
	assert_non_null(strstr(err->text, path));
}

static void
test_no_file(void **state)
{
	struct place *place = *state;
	struct rc_err err;

	expect_refused(place, place->path, RC_ENOTFOUND, &err);
}

static void
test_folder(void **state)
{
	struct place *place = *state;
	struct rc_err err;

	expect_refused(place, place->folder, RC_EINVALID, &err);
	assert_non_null(strstr(err.text, "is a folder, not a file"));
}

/* A pipe that nobody writes to must not be waited for. */
static void
test_fifo(void **state)
{
	struct place *place = *state;
	struct rc_err err;

	assert_int_equal(mkfifo(place->path, 0600), 0);
	expect_refused(place, place->path, RC_EINVALID, &err);
	assert_non_null(strstr(err.text, "is not a regular file"));
	expect_refused(place, "/dev/null", RC_EINVALID, &err);
}

static void
test_permission(void **state)
{
	struct place *place = *state;
	bool root = geteuid() == 0;
	struct rc_err err;

	put_file(place->path, RC_STR("a\n"));
	assert_int_equal(chmod(place->path, 0), 0);
	assert_int_equal(chmod(place->folder, 0755), 0);
	/* Root may read everything: be nobody for a moment. */
	if (root)
		assert_int_equal(seteuid(65534), 0);
	expect_refused(place, place->path, RC_EDENIED, &err);
	if (root)
		assert_int_equal(seteuid(0), 0);
}

static bool
append(void *ctx, struct rc_str chunk, struct rc_err *err)
{
	(void)err;
	rc_buf_putstr(ctx, chunk);
	return true;
}

/* A file that is unlinked after it was opened is read to its end, twice. */
static void
test_vanished(void **state)
{
	struct place *place = *state;
	struct rc_source source;
	struct rc_err err = { 0 };
	struct rc_buf b;

	rc_buf_init(&b, 1 << 20);
	put_file(place->path, RC_STR("a,b\n1,2\n"));
	assert_true(rc_source_open(place->path, &place->arena, &source, &err));
	assert_true(rc_source_is(&source, place->path));
	assert_int_equal(unlink(place->path), 0);
	assert_false(rc_source_is(&source, place->path));
	assert_true(rc_source_each(&source, append, &b, &err));
	assert_true(rc_source_each(&source, append, &b, &err));
	assert_true(rc_str_is(rc_buf_str(&b), "a,b\n1,2\na,b\n1,2\n"));
	rc_source_close(&source);
	rc_buf_fini(&b);
}

/* More than one chunk, from memory and from a file. */
static void
test_chunks(void **state)
{
	struct place *place = *state;
	struct rc_source source = { .name = "memory", .fd = -1 };
	struct rc_err err = { 0 };
	struct rc_buf in;
	struct rc_buf out;
	int i;

	rc_buf_init(&in, 1 << 20);
	rc_buf_init(&out, 1 << 20);
	for (i = 0; i < 20000; i++)
		rc_buf_printf(&in, "%d\n", i);
	source.bytes = rc_buf_str(&in);
	assert_true(rc_source_each(&source, append, &out, &err));
	assert_true(rc_str_eq(rc_buf_str(&in), rc_buf_str(&out)));
	rc_buf_clear(&out);
	put_file(place->path, rc_buf_str(&in));
	assert_true(rc_source_open(place->path, &place->arena, &source, &err));
	assert_int_equal(source.size, in.n);
	assert_true(rc_source_each(&source, append, &out, &err));
	assert_true(rc_str_eq(rc_buf_str(&in), rc_buf_str(&out)));
	rc_source_close(&source);
	rc_buf_fini(&out);
	rc_buf_fini(&in);
}

static const struct {
	const char *what;
	struct rc_str in;
	struct rc_str sample;
} samples[] = {
	{ "nothing", { "", 0 }, { "", 0 } },
	{ "utf-8", { "a\nĐ\n", 5 }, { "", 0 } },
	{ "the bad lines only",
	  { "a\nĐ\n\377b\nc\nd\376", 12 },
	  { "\377b\nd\376", 5 } },
	{ "a letter cut at the end", { "Đ\n\304", 4 }, { "\304", 1 } },
	{ "utf-16le", { "a\0\n\0b", 5 }, { "a\0\n\0", 4 } },
	{ "utf-16be", { "\0a\0\n", 4 }, { "\0a\0\n", 4 } },
	{ "a line with NUL", { "ab\377\0\n\376\n", 7 }, { "\376\n", 2 } },
};

static void
test_sample(void **state)
{
	struct place *place = *state;
	struct rc_source source = { .name = "memory", .fd = -1 };
	struct rc_err err = { 0 };
	struct rc_str got;
	size_t i;

	for (i = 0; i < RC_COUNT(samples); i++) {
		source.bytes = samples[i].in;
		assert_true(
		        rc_source_sample(&source, &place->arena, &got, &err));
		if (!rc_str_eq(got, samples[i].sample))
			fail_msg("%s: %zu bytes", samples[i].what, got.n);
	}
}

/* However long the file, and its lines, the sample is short. */
static void
test_sample_is_short(void **state)
{
	struct place *place = *state;
	struct rc_source source = { .name = "memory", .fd = -1 };
	struct rc_err err = { 0 };
	struct rc_buf in;
	struct rc_str got;
	int i;

	rc_buf_init(&in, 1 << 24);
	rc_buf_fill(&in, '\377', 1000000);
	rc_buf_putc(&in, '\n');
	for (i = 0; i < 100000; i++)
		rc_buf_puts(&in, "ab\377\n");
	source.bytes = rc_buf_str(&in);
	assert_true(rc_source_sample(&source, &place->arena, &got, &err));
	assert_in_range(got.n, 1, RC_SOURCE_SAMPLE);
	rc_buf_fini(&in);
}

static void
test_guess_file(void **state)
{
	struct place *place = *state;
	struct rc_import_guess *list;
	struct rc_err err = { 0 };
	size_t n = 9;

	put_file(place->path, RC_STR("ma;ten\n1;Đảng ủy\n2;a\n"));
	assert_true(rc_import_guess_file(place->path, &place->arena, &list, &n,
	                                 &err));
	assert_int_equal(n, 0);
	put_file(place->path, RC_STR("ma;ten\n1;\247\266ng \361y\n2;a\n"));
	assert_true(rc_import_guess_file(place->path, &place->arena, &list, &n,
	                                 &err));
	assert_in_range(n, 2, 4);
	assert_string_equal(list[0].encoding, "tcvn3");
	assert_int_equal(list[0].score, 1000);
	assert_string_equal(list[0].samples[0], "1;Đảng ủy");
	assert_null(list[0].samples[1]);
	assert_true(list[1].score <= 500);
	/* Bytes in memory are sampled in the same way. */
	assert_true(rc_import_guess(RC_STR("ma;ten\n1;\247\266ng \361y\n"),
	                            &place->arena, &list, &n, &err));
	assert_string_equal(list[0].encoding, "tcvn3");
	assert_string_equal(list[0].samples[0], "1;Đảng ủy");
	assert_true(rc_import_guess(RC_STR("ma;ten\n1;Đảng ủy\n"),
	                            &place->arena, &list, &n, &err));
	assert_int_equal(n, 0);
	assert_false(rc_import_guess_file(place->folder, &place->arena, &list,
	                                  &n, &err));
	assert_int_equal(err.code, RC_EINVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_no_file, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_folder, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_fifo, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_permission, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_vanished, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_chunks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sample, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sample_is_short, set_up,
		                                tear_down),
		cmocka_unit_test_setup_teardown(test_guess_file, set_up,
		                                tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
