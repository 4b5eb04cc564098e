/* SPDX-License-Identifier: MIT */
#include <rollcall/base/map.h>

#include <lib/unit.h>

#include <stdio.h>

static struct rc_str
key_of(char *text, size_t size, int i)
{
	int n = snprintf(text, size, "TS-%07d", i);

	return (struct rc_str){ text, (size_t)n };
}

static void
test_put_find(void **state)
{
	struct rc_map map;
	int64_t value = 4711;
	bool is_new;

	(void)state;
	rc_map_init(&map);
	/* A hint: it neither needs nor makes an entry. */
	rc_map_expect(&map, RC_STR("a"));
	assert_false(rc_map_find(&map, RC_STR("a"), &value));
	assert_int_equal(value, 4711);
	assert_true(rc_map_put(&map, RC_STR("a"), 1, &is_new));
	assert_true(is_new);
	assert_true(rc_map_put(&map, RC_STR(""), -2, NULL));
	assert_true(rc_map_put(&map, RC_STR("a\0b"), 3, &is_new));
	assert_true(is_new);
	assert_true(rc_map_put(&map, RC_STR("a"), 4, &is_new));
	assert_false(is_new);
	rc_map_expect(&map, RC_STR("b"));
	assert_int_equal(map.n, 3);
	assert_true(rc_map_find(&map, RC_STR("a"), &value));
	assert_int_equal(value, 4);
	assert_true(rc_map_find(&map, RC_STR(""), &value));
	assert_int_equal(value, -2);
	assert_true(rc_map_find(&map, RC_STR("a\0b"), &value));
	assert_int_equal(value, 3);
	assert_false(rc_map_find(&map, RC_STR("b"), &value));
	rc_map_fini(&map);
	rc_map_fini(&map);
	rc_map_fini(NULL);
}

static void
test_add(void **state)
{
	struct rc_map map;
	int64_t value = 0;

	(void)state;
	rc_map_init(&map);
	assert_true(rc_map_add(&map, RC_STR("a"), 1, &value));
	assert_int_equal(value, 1);
	assert_true(rc_map_add(&map, RC_STR("a"), 2, &value));
	assert_int_equal(value, 1);
	assert_true(rc_map_add(&map, RC_STR("b"), 3, &value));
	assert_int_equal(value, 3);
	assert_int_equal(map.n, 2);
	assert_true(rc_map_find(&map, RC_STR("a"), &value));
	assert_int_equal(value, 1);
	rc_map_fini(&map);
}

static void
test_many(void **state)
{
	enum { MANY = 200000 };
	struct rc_map map;
	char text[32];
	int64_t value;
	int i;

	(void)state;
	rc_map_init(&map);
	for (i = 0; i < MANY; i++)
		assert_true(rc_map_put(&map, key_of(text, sizeof(text), i), i,
		                       NULL));
	assert_int_equal(map.n, MANY);
	for (i = 0; i < MANY; i++) {
		assert_true(rc_map_find(&map, key_of(text, sizeof(text), i),
		                        &value));
		assert_int_equal(value, i);
		assert_int_equal(map.entries[i].value, i); /* as inserted */
	}
	for (i = MANY; i < 2 * MANY; i++)
		assert_false(rc_map_find(&map, key_of(text, sizeof(text), i),
		                         &value));
	rc_map_fini(&map);
}

/* A put that fails leaves the map as it was. */
static void
test_fault(void **state)
{
	uint64_t at;
	bool ok = false;

	(void)state;
	for (at = 1; !ok; at++) {
		struct rc_map map;
		char text[32];
		int64_t value;
		int i;
		int n;

		rc_map_init(&map);
		rc_mem_fail_at(at);
		for (n = 0; n < 1000; n++) {
			if (!rc_map_put(&map, key_of(text, sizeof(text), n), n,
			                NULL))
				break;
		}
		rc_mem_fail_at(0);
		ok = n == 1000;
		assert_int_equal(map.n, n);
		for (i = 0; i < n; i++)
			assert_true(rc_map_find(
			        &map, key_of(text, sizeof(text), i), &value));
		assert_false(rc_map_find(&map, key_of(text, sizeof(text), n),
		                         &value));
		assert_true(rc_map_put(&map, RC_STR("after"), 1, NULL));
		rc_map_fini(&map);
	}
	assert_true(at > 10);
}

static void
test_hash(void **state)
{
	static const char text[] = "Phường Trấn Biên, Đồng Nai";
	size_t i;
	size_t k;

	(void)state;
	assert_true(rc_hash("a", 1) == rc_hash("a", 1));
	for (i = 0; i < sizeof(text); i++) {
		for (k = 0; k < i; k++)
			assert_true(rc_hash(text, i) != rc_hash(text, k));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_put_find), cmocka_unit_test(test_add),
		cmocka_unit_test(test_many),     cmocka_unit_test(test_fault),
		cmocka_unit_test(test_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
