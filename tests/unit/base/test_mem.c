/* SPDX-License-Identifier: MIT */
#include <rollcall/base/mem.h>

#include <lib/unit.h>

#include <string.h>

static void
test_alloc(void **state)
{
	unsigned char *p = rc_alloc(3, 7);
	size_t i;

	(void)state;
	assert_non_null(p);
	for (i = 0; i < 21; i++)
		assert_int_equal(p[i], 0);
	rc_free(p);
	rc_free(NULL);
	assert_null(rc_alloc(SIZE_MAX / 2, 3));
	assert_null(rc_realloc(NULL, SIZE_MAX / 2, 3));
	p = rc_alloc(0, 8);
	assert_non_null(p);
	rc_free(p);
}

static void
test_fail_at(void **state)
{
	void *p;

	(void)state;
	rc_mem_fail_at(2);
	p = rc_alloc(1, 1);
	assert_non_null(p);
	assert_null(rc_alloc(1, 1));
	assert_null(rc_strdup("later ones fail too"));
	assert_int_equal(rc_mem_count(), 3);
	rc_mem_fail_at(0);
	assert_int_equal(rc_mem_count(), 0);
	rc_free(p);
	p = rc_strdup("Xã");
	assert_string_equal(p, "Xã");
	rc_free(p);
}

static void
test_grow(void **state)
{
	int *items = NULL;
	size_t cap = 0;
	size_t n;

	(void)state;
	for (n = 0; n < 1000; n++) {
		assert_true(RC_GROW(items, n, cap));
		items[n] = (int)n;
	}
	for (n = 0; n < 1000; n++)
		assert_int_equal(items[n], n);
	assert_int_equal(cap, 1024);
	n = cap;
	rc_mem_fail_at(1);
	assert_false(RC_GROW(items, n, cap));
	rc_mem_fail_at(0);
	assert_int_equal(cap, 1024);
	assert_int_equal(items[999], 999);
	rc_free(items);
}

static void
test_arena(void **state)
{
	struct rc_arena arena;
	char *texts[500];
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	for (i = 0; i < RC_COUNT(texts); i++) {
		unsigned char *p;

		texts[i] = rc_arena_printf(&arena, "text %zu", i);
		assert_non_null(texts[i]);
		p = rc_arena_alloc(&arena, 1, i + 1);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		assert_int_equal(p[0] | p[i], 0);
		memset(p, 0xFF, i + 1);
	}
	assert_string_equal(texts[0], "text 0");
	assert_string_equal(texts[499], "text 499");
	/* 10 texts of 7 bytes, 90 of 8, 400 of 9; 1 + 2 + .. + 500 */
	assert_int_equal(arena.used_bytes,
	                 10 * 7 + 90 * 8 + 400 * 9 + 500 * 501 / 2);
	rc_arena_clear(&arena);
	assert_int_equal(arena.used_bytes, 0);
	/* Memory that was used before comes back zeroed. */
	assert_int_equal(((char *)rc_arena_alloc(&arena, 1, 4096))[4095], 0);
	rc_arena_fini(&arena);
	rc_arena_fini(&arena);
	rc_arena_fini(NULL);
}

static void
test_arena_large(void **state)
{
	struct rc_arena arena = { 0 };
	char *a = rc_arena_alloc(&arena, 3, 1 << 20);
	char *b = rc_arena_textn(&arena, "b\0c", 3);

	(void)state;
	assert_non_null(a);
	a[(3 << 20) - 1] = 'x';
	assert_memory_equal(b, "b\0c", 4);
	assert_null(rc_arena_alloc(&arena, SIZE_MAX / 2, 3));
	assert_null(rc_arena_alloc(&arena, SIZE_MAX - 8, 1));
	assert_null(rc_arena_textn(&arena, "x", SIZE_MAX));
	assert_non_null(rc_arena_alloc(&arena, 0, 0));
	rc_arena_fini(&arena);
}

static void
test_mark(void **state)
{
	struct rc_arena arena;
	struct rc_arena_mark empty;
	struct rc_arena_mark mark;
	char *kept;
	char *first;
	int i;

	(void)state;
	rc_arena_init(&arena);
	empty = rc_arena_mark(&arena);
	kept = rc_arena_text(&arena, "kept");
	mark = rc_arena_mark(&arena);
	first = rc_arena_text(&arena, "dropped");
	for (i = 0; i < 1000; i++)
		assert_non_null(rc_arena_alloc(&arena, 1, 100));
	rc_arena_reset(&arena, mark);
	assert_int_equal(arena.used_bytes, 5);
	assert_string_equal(kept, "kept");
	assert_ptr_equal(rc_arena_text(&arena, "again"), first);
	rc_arena_reset(&arena, empty);
	assert_int_equal(arena.used_bytes, 0);
	assert_null(arena.last);
	rc_arena_fini(&arena);
}

/* Whichever allocation fails, the caller hears of it and nothing leaks. */
static void
test_arena_fault(void **state)
{
	struct rc_err err = { 0 };
	uint64_t at;
	bool ok = false;

	(void)state;
	for (at = 1; !ok && at < 100; at++) {
		struct rc_arena arena;
		int i;

		rc_arena_init(&arena);
		rc_mem_fail_at(at);
		ok = true;
		for (i = 0; i < 100 && ok; i++)
			ok = rc_arena_alloc(&arena, 10, 100) != NULL &&
			     rc_arena_text(&arena, "x") != NULL &&
			     rc_arena_printf(&arena, "%d", i) != NULL;
		assert_int_equal(ok, at > rc_mem_count());
		rc_mem_fail_at(0);
		rc_arena_fini(&arena);
	}
	assert_true(ok);
	assert_true(at > 3);
	assert_false(rc_fail_nomem(&err));
	assert_int_equal(err.code, RC_ENOMEM);
	assert_string_equal(err.text, "out of memory");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_alloc),
		cmocka_unit_test(test_fail_at),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_arena_large),
		cmocka_unit_test(test_mark),
		cmocka_unit_test(test_arena_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
