/* SPDX-License-Identifier: MIT */
/* The very file that was imported last: nothing to judge, unless something was
 * written since, or it is read in another way. */
#include <unit/app/import_case.h>

#define ROWS  150
#define NOTES 8000 /* bytes: the file has more than 1 MiB */

static char text[ROWS * (NOTES + 100)];

/* `bad`: the last row is refused. */
static const char *
large_file(bool bad)
{
	char notes[NOTES + 1];
	size_t n;
	int i;

	memset(notes, 'x', NOTES);
	notes[NOTES] = '\0';
	n = (size_t)snprintf(text, sizeof(text),
	                     "asset_tag,category,agency,status,connectivity,"
	                     "purchase_date,notes\n");
	for (i = 0; i < ROWS; i++)
		n += (size_t)snprintf(
		        text + n, sizeof(text) - n,
		        "TS-%d,%s,25294,in_use,networked,"
		        "2025-01-02,%s\n",
		        i, bad && i == ROWS - 1 ? "brick" : "laptop", notes);
	assert_true(n > 1u << 20);
	return text;
}

/* Was it told to be the same as batch `same`? 0 = it was judged. */
static void
expect_again(struct fixture *f, long long same)
{
	char sentence[200];
	size_t found = 0;
	size_t i;

	snprintf(sentence, sizeof(sentence),
	         "batch %lld read this very file in the same way, and nothing "
	         "has been written since",
	         same);
	for (i = 0; i < f->result.nremarks; i++)
		found += strcmp(f->result.remarks[i], sentence) == 0 ||
		         (same == 0 &&
		          strstr(f->result.remarks[i], "very file") != NULL);
	assert_int_equal(found, same != 0);
}

static void
change_one(struct fixture *f)
{
	const char *const pairs[] = { "notes=y" };
	const struct rc_edit edit = { .kind = &rc_kind_device,
		                      .id = device(f, "TS-7").head.id,
		                      .pairs = pairs,
		                      .npairs = 1 };
	struct rc_written written;

	assert_true(rc_record_set(f->app, &edit, &written, &f->err));
}

static void
test_again(void **state)
{
	struct fixture *f = *state;
	uint64_t lines;
	rc_id first;

	must_import(f, &rc_kind_device, large_file(false));
	expect_counts(f, ROWS, 0, 0, 0);
	expect_again(f, 0);
	first = f->result.batch;
	lines = count(f, &rc_kind_audit, "");
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 0, ROWS, 0);
	expect_again(f, first);
	assert_int_equal(f->result.batch, first + 1);
	assert_int_equal(count(f, &rc_kind_audit, ""), lines);
	f->options.dry_run = true;
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 0, ROWS, 0);
	expect_again(f, first);
	assert_int_equal(f->result.batch, 0);
	expect_whole(f);
}

static void
test_written_since(void **state)
{
	struct fixture *f = *state;
	struct rc_undo undone;
	rc_id second;

	must_import(f, &rc_kind_device, large_file(false));
	change_one(f);
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 1, ROWS - 1, 0);
	expect_again(f, 0);
	assert_int_equal(device(f, "TS-7").notes[0], 'x');
	second = f->result.batch;
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 0, ROWS, 0);
	expect_again(f, second);
	/* Taken back: TS-7 has "y" again. */
	assert_true(rc_undo(f->app, second, &f->arena, &undone, &f->err));
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 1, ROWS - 1, 0);
	expect_again(f, 0);
}

static void
test_other_ways(void **state)
{
	static const char *const keys[] = { "asset_tag" };
	static const char *const defaults[] = { "connectivity=networked" };
	struct fixture *f = *state;

	must_import(f, &rc_kind_device, large_file(false));
	f->options.dates_given = true;
	must_import(f, &rc_kind_device, text);
	expect_again(f, 0);
	f->options.dates_given = false;
	f->options.keys = keys;
	f->options.nkeys = 1;
	must_import(f, &rc_kind_device, text);
	expect_again(f, 0);
	f->options.nkeys = 0;
	f->options.defaults = defaults;
	f->options.ndefaults = 1;
	must_import(f, &rc_kind_device, text);
	expect_again(f, 0);
	f->options.ndefaults = 0;
	f->options.mode = RC_UPDATE;
	must_import(f, &rc_kind_device, text);
	expect_again(f, 0);
	f->options.mode = RC_CREATE;
	assert_true(import_text(f, &rc_kind_device, text));
	expect_counts(f, 0, 0, 0, ROWS);
	f->options.mode = RC_UPSERT;
	text[strlen(text) - 2] = 'z';
	must_import(f, &rc_kind_device, text);
	expect_counts(f, 0, 1, ROWS - 1, 0);
	expect_again(f, 0);
}

/* What was refused is refused again. */
static void
test_refused(void **state)
{
	struct fixture *f = *state;
	int i;

	f->options.skip_bad = true;
	for (i = 0; i < 2; i++) {
		must_import(f, &rc_kind_device, large_file(true));
		expect_counts(f, i == 0 ? ROWS - 1 : 0, 0,
		              i == 0 ? 0 : ROWS - 1, 1);
		expect_again(f, 0);
	}
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rc_app_options options = rc_app_options_default();

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder),
	               "/tmp/rollcall-again-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->where, sizeof(f->where), "%s/x.db", f->folder);
	options.where = f->where;
	options.user = "tester";
	options.now = fixed_now;
	if (!rc_app_create(&options, &f->app, &f->err))
		fail_msg("%s", f->err.text);
	rc_arena_init(&f->arena);
	must_import(f, &rc_kind_agency,
	            "code,name,tier\n25294,Lộc Thành,commune\n");
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "", "-wal", "-shm" };
	struct fixture *f = *state;
	char path[128];
	size_t i;

	rc_app_close(f->app);
	for (i = 0; i < RC_COUNT(names); i++) {
		(void)snprintf(path, sizeof(path), "%s%s", f->where, names[i]);
		(void)unlink(path);
	}
	assert_int_equal(rmdir(f->folder), 0);
	rc_arena_fini(&f->arena);
	free(f);
	return 0;
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(test_again),
		T(test_written_since),
		T(test_other_ways),
		T(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
