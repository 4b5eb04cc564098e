/* SPDX-License-Identifier: MIT */
#include <base/mo.h>

#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>

/* A catalogue of three texts: "" (its header), "Devices", "no". */
static const unsigned char sound[] = {
	0xDE, 0x12, 0x04, 0x95, 0,   0,   0,   0,
	3,    0,    0,    0, /* count 3 */
	28,   0,    0,    0,    52,  0,   0,   0,
	0,    0,    0,    0,                      /* tables at 28, 52 */
	0,    0,    0,    0,                      /* no hash table */
	0,    0,    0,    0,    76,  0,   0,   0, /* 28: "" at 76 */
	7,    0,    0,    0,    77,  0,   0,   0, /* "Devices" at 77 */
	2,    0,    0,    0,    85,  0,   0,   0, /* "no" at 85 */
	1,    0,    0,    0,    88,  0,   0,   0, /* 52: "h" at 88 */
	4,    0,    0,    0,    90,  0,   0,   0, /* "Thbi" at 90 */
	0,    0,    0,    0,    95,  0,   0,   0, /* "" at 95 */
	0,                                        /* 76 */
	'D',  'e',  'v',  'i',  'c', 'e', 's', 0, /* 77 */
	'n',  'o',  0,                            /* 85 */
	'h',  0,                                  /* 88 */
	'T',  'h',  'b',  'i',  0,                /* 90 */
	0,                                        /* 95 */
};

static void
test_find(void **state)
{
	struct rc_str bytes = { (const char *)sound, sizeof(sound) };
	struct rc_mo mo;

	(void)state;
	assert_int_equal(sizeof(sound), 96);
	assert_true(rc_mo_open(bytes, &mo));
	assert_string_equal(rc_mo_find(&mo, "Devices"), "Thbi");
	assert_null(rc_mo_find(&mo, "no")); /* not translated yet */
	assert_null(rc_mo_find(&mo, ""));
	assert_null(rc_mo_find(&mo, "Device"));
	assert_null(rc_mo_find(&mo, "zz"));
}

/* The same with every word turned round: a big-endian machine's. */
static void
test_swapped(void **state)
{
	unsigned char bytes[sizeof(sound)];
	struct rc_mo mo;
	size_t i;

	(void)state;
	memcpy(bytes, sound, sizeof(sound));
	for (i = 0; i < 76; i++)
		bytes[i] = sound[i / 4 * 4 + 3 - i % 4];
	assert_true(rc_mo_open(
	        (struct rc_str){ (const char *)bytes, sizeof(bytes) }, &mo));
	assert_string_equal(rc_mo_find(&mo, "Devices"), "Thbi");
}

/* Cut anywhere, or with any byte changed to any value: refused, or safe. */
static void
test_hostile(void **state)
{
	struct rc_mo mo = { 0 };
	unsigned value;
	size_t at;

	(void)state;
	for (at = 0; at < sizeof(sound); at++) {
		char *copy = malloc(at + 1);

		assert_non_null(copy);
		memcpy(copy, sound, at);
		assert_false(rc_mo_open((struct rc_str){ copy, at }, &mo));
		free(copy);
	}
	assert_null(mo.bytes);
	for (at = 0; at < sizeof(sound); at++) {
		for (value = 0; value < 256; value++) {
			char *copy = malloc(sizeof(sound));

			assert_non_null(copy);
			memcpy(copy, sound, sizeof(sound));
			copy[at] = (char)value;
			if (rc_mo_open((struct rc_str){ copy, sizeof(sound) },
			               &mo)) {
				(void)rc_mo_find(&mo, "Devices");
				(void)rc_mo_find(&mo, "zz");
			}
			free(copy);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_swapped),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
