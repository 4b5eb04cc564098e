/* SPDX-License-Identifier: MIT */
/* Audit lines of whole records: how they are stored, and the names again. */
#include <lib/unit.h>

#include <rollcall/model/agency.h>
#include <rollcall/model/fact.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/form.h"

static char dir[64];
static char path[96];
static struct rc_store *store;
static struct rc_arena arena;
static struct rc_err err;

static int
setup(void **state)
{
	const struct rc_store_options options = { .where = path,
		                                  .create = true };

	(void)state;
	strcpy(dir, "/tmp/rollcall-form-XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/x.db", dir);
	rc_arena_init(&arena);
	if (!rc_store_open(&options, &store, &err))
		return -1;
	return rc_store_begin(store, &err) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	rc_store_close(store);
	rc_arena_fini(&arena);
	unlink(path);
	rmdir(dir);
	return 0;
}

static const char *
expanded(const char *stored)
{
	struct rc_str text;

	assert_true(
	        rc_form_expand(store, rc_str_of(stored), &arena, &text, &err));
	return text.p;
}

/* The fields of an agency: code, name, kind, tier, parent, ...: bits 0, 1, 4. */
static void
fill(struct rc_agency *agency)
{
	rc_record_clear(&rc_kind_agency, agency);
	agency->code = "X\t1";
	agency->name = "a\nb";
	agency->parent = (struct rc_ref){ 7, "P" };
}

static void
test_whole(void **state)
{
	struct rc_agency agency;
	struct rc_buf b;

	(void)state;
	fill(&agency);
	rc_buf_init(&b, 1000);
	assert_true(rc_form_put(store, &rc_kind_agency, NULL, &agency, 0x13, &b,
	                        &err));
	assert_string_equal(b.p, "+1:13\tX\\t1\ta\\nb\t7:P");
	assert_string_equal(expanded(b.p),
	                    "code\t\\N\tX\\t1\nname\t\\N\ta\\nb\n"
	                    "parent\t\\N\t7:P");
	rc_buf_clear(&b);
	assert_true(rc_form_put(store, &rc_kind_agency, &agency, NULL, 0x3, &b,
	                        &err));
	assert_string_equal(b.p, "-1:3\tX\\t1\ta\\nb");
	assert_string_equal(expanded(b.p),
	                    "code\tX\\t1\t\\N\nname\ta\\nb\t\\N");
	rc_buf_fini(&b);
}

/* A change names its fields, and so do facts. */
static void
test_in_full(void **state)
{
	struct rc_agency before;
	struct rc_agency after;
	struct rc_facts facts;
	struct rc_buf b;

	(void)state;
	fill(&before);
	fill(&after);
	after.name = "c";
	rc_buf_init(&b, 1000);
	assert_true(rc_form_put(store, &rc_kind_agency, &before, &after, 0x2,
	                        &b, &err));
	assert_string_equal(b.p, "name\ta\\nb\tc");
	assert_string_equal(expanded(b.p), "name\ta\\nb\tc");
	rc_buf_clear(&b);
	rc_record_clear(&rc_kind_facts, &facts);
	assert_true(
	        rc_form_put(store, &rc_kind_facts, NULL, &facts, 0, &b, &err));
	assert_string_equal(b.p, "");
	rc_buf_fini(&b);
}

/* What does not fit its form stays as it is. */
static void
test_unreadable(void **state)
{
	static const char *const bad[] = {
		"+",          "+1",      "+1:",
		"+1:3",       "+1:3\ta", "+1:3\ta\tb\tc",
		"+2:3\ta\tb", "+1:g\ta", "+x:1\ta",
		"+1:1000\ta", "+0:1\ta", "+1:00000000000000001\ta",
		"",
	};
	struct rc_agency agency;
	struct rc_buf b;
	size_t i;

	(void)state;
	fill(&agency);
	rc_buf_init(&b, 1000);
	assert_true(rc_form_put(store, &rc_kind_agency, NULL, &agency, 0x3, &b,
	                        &err));
	for (i = 0; i < RC_COUNT(bad); i++)
		assert_string_equal(expanded(bad[i]), bad[i]);
	rc_buf_fini(&b);
}

/* SHA-256 of "agencies", TAB and the names, by sha256sum. */
static void
test_hash(void **state)
{
	struct rc_agency agency;
	const char *hash = NULL;
	struct rc_buf b;

	(void)state;
	fill(&agency);
	rc_buf_init(&b, 1000);
	assert_true(rc_form_put(store, &rc_kind_agency, NULL, &agency, 0x3, &b,
	                        &err));
	assert_true(rc_form_hash(store, b.p, &hash, &err));
	assert_string_equal(hash, "39d1c5ed4b3e941c776da457e946f70e7fb4c0b2b608"
	                          "aac531a1c16f599bdfe8");
	assert_true(rc_form_hash(store, "name\ta\tb", &hash, &err));
	assert_null(hash);
	assert_true(rc_form_hash(store, "+9:1\ta", &hash, &err));
	assert_null(hash);
	rc_buf_fini(&b);
}

/* A form that was made within a batch goes with it. */
static void
test_abort(void **state)
{
	struct rc_agency agency;
	struct rc_buf b;

	(void)state;
	fill(&agency);
	rc_buf_init(&b, 1000);
	assert_true(rc_form_put(store, &rc_kind_agency, NULL, &agency, 0x3, &b,
	                        &err));
	rc_store_abort(store);
	assert_string_equal(expanded(b.p), b.p);
	assert_true(rc_store_begin(store, &err));
	rc_buf_clear(&b);
	assert_true(rc_form_put(store, &rc_kind_agency, NULL, &agency, 0x3, &b,
	                        &err));
	assert_true(rc_store_commit(store, &err));
	assert_string_equal(b.p, "+1:3\tX\\t1\ta\\nb");
	assert_string_equal(expanded(b.p),
	                    "code\t\\N\tX\\t1\nname\t\\N\ta\\nb");
	rc_buf_fini(&b);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_whole), T(test_in_full), T(test_unreadable),
		T(test_hash),  T(test_abort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
