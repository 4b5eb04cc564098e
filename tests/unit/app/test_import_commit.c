/* SPDX-License-Identifier: MIT */
/* A large import can be stopped while its indexes are built. */
#include <unit/app/import_case.h>

#define ROWS 12000

static char text[ROWS * 120];

struct asked {
	unsigned at_end; /* calls when all rows were judged */
	unsigned stop;   /* at that one of them; 0 = never */
};

static bool
ask(void *ctx, uint64_t rows, uint64_t bytes, uint64_t total)
{
	struct asked *asked = ctx;

	assert_true(bytes <= total);
	asked->at_end += rows == ROWS && bytes == total;
	return asked->stop == 0 || asked->at_end < asked->stop;
}

static void
large_file(void)
{
	size_t n = (size_t)snprintf(text, sizeof(text),
	                            "asset_tag,serial,category,agency,status,"
	                            "connectivity,notes\n");
	int i;

	for (i = 0; i < ROWS; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		                      "TS-%d,SN-%d,laptop,A,in_use,networked,"
		                      "%050d\n",
		                      i, ROWS - i, i);
	assert_true(n > 1u << 20);
}

static void
test_stop(void **state)
{
	struct fixture *f = *state;
	struct asked asked = { 0 };
	uint64_t lines = count(f, &rc_kind_audit, "");

	f->options.progress = ask;
	f->options.ctx = &asked;
	/* The last calls of the reading come first. */
	asked.stop = 4;
	assert_false(import_text(f, &rc_kind_device, text));
	assert_int_equal(f->err.code, RC_ECANCELLED);
	assert_string_equal(f->err.text, "stopped; nothing was written");
	assert_int_equal(asked.at_end, 4);
	assert_int_equal(count(f, &rc_kind_device, ""), 0);
	assert_int_equal(count(f, &rc_kind_audit, ""), lines);
	expect_whole(f);
	/* The indexes are back: what is taken is refused. */
	asked = (struct asked){ 0 };
	must_import(f, &rc_kind_device, text);
	expect_counts(f, ROWS, 0, 0, 0);
	assert_true(asked.at_end > 4);
	expect_whole(f);
	assert_false(rc_key_find(f->app, &rc_kind_device, RC_STR("TS-12000"),
	                         &(rc_id){ 0 }));
	assert_true(rc_key_find(f->app, &rc_kind_device, RC_STR("TS-11999"),
	                        &(rc_id){ 0 }));
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct rc_app_options options = rc_app_options_default();

	assert_non_null(f);
	(void)snprintf(f->folder, sizeof(f->folder),
	               "/tmp/rollcall-commit-XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	(void)snprintf(f->where, sizeof(f->where), "%s/x.db", f->folder);
	options.where = f->where;
	options.user = "tester";
	options.now = fixed_now;
	if (!rc_app_create(&options, &f->app, &f->err))
		fail_msg("%s", f->err.text);
	rc_arena_init(&f->arena);
	large_file();
	must_import(f, &rc_kind_agency,
	            "code,name,tier\nA,Lộc Thành,commune\n");
	*state = f;
	return 0;
}

/* The folder goes too: the file in which keys were sorted had no name. */
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
