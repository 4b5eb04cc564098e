/* SPDX-License-Identifier: MIT */
/* Our tables against those of the C library, byte by byte, where it has them
 * (glibc's are modules that may be missing, which is why we have our own). */
#include "import/encoding.h"

#include <lib/unit.h>

#include <iconv.h>
#include <string.h>

/* The code point of a byte, 0 = none. */
static int
by_iconv(iconv_t cd, unsigned char byte)
{
	char in[1] = { (char)byte };
	unsigned char out[8] = { 0 };
	char *from = in;
	char *to = (char *)out;
	size_t nin = 1;
	size_t nout = sizeof(out);

	(void)iconv(cd, NULL, NULL, NULL, NULL);
	if (iconv(cd, &from, &nin, &to, &nout) == (size_t)-1 ||
	    iconv(cd, NULL, NULL, &to, &nout) == (size_t)-1)
		return 0;
	assert_int_equal(sizeof(out) - nout, 2);
	return out[0] << 8 | out[1];
}

static void
compare(const char *name, const char *theirs, int first)
{
	const struct rc_encoding *e = rc_encoding_find(rc_str_of(name));
	iconv_t cd = iconv_open("UTF-16BE", theirs);
	int byte;

	assert_non_null(e);
	if (cd == (iconv_t)-1) {
		skip();
		return;
	}
	for (byte = first; byte <= 0xFF; byte++) {
		if (e->high[byte - 0x80] != by_iconv(cd, (unsigned char)byte))
			fail_msg("%s 0x%02X: %04X, not %04X", name, byte,
			         e->high[byte - 0x80],
			         by_iconv(cd, (unsigned char)byte));
	}
	assert_int_equal(iconv_close(cd), 0);
}

static void
test_cp1258(void **state)
{
	(void)state;
	compare("cp1258", "CP1258", 0x80);
}

static void
test_tcvn3(void **state)
{
	(void)state;
	compare("tcvn3", "TCVN5712-1", 0xA0);
}

static void
test_latin1(void **state)
{
	(void)state;
	compare("latin1", "CP1252", 0x80);
}

/* Below 0xA0 the fonts have no letters, but Windows programs put their signs
 * there. */
static void
test_tcvn3_signs(void **state)
{
	const struct rc_encoding *e = rc_encoding_find(RC_STR("abc"));
	int taken = 0;
	int i;

	(void)state;
	for (i = 0; i < 0x20; i++)
		taken += e->high[i] != 0;
	assert_int_equal(taken, 8);
	assert_int_equal(e->high[0x93 - 0x80], 0x201C);
	assert_int_equal(e->high[0x94 - 0x80], 0x201D);
	assert_int_equal(e->high[0x96 - 0x80], 0x2013);
}

/* In VNI every capital lies 0x20 below its small letter, marks too. */
static void
test_vni_cases(void **state)
{
	const struct rc_encoding *e = rc_encoding_find(RC_STR("VNI"));
	static const struct {
		int byte, small, capital;
	} letters[] = {
		{ 0xF1, 0x111, 0x110 },   { 0xF4, 0x1A1, 0x1A0 },
		{ 0xF6, 0x1B0, 0x1AF },   { 0xED, 0xED, 0xCD },
		{ 0xEC, 0xEC, 0xCC },     { 0xE6, 0x1EC9, 0x1EC8 },
		{ 0xF3, 0x129, 0x128 },   { 0xF2, 0x1ECB, 0x1ECA },
		{ 0xEE, 0x1EF5, 0x1EF4 },
	};
	int marks = 0;
	size_t i;
	int byte;

	(void)state;
	for (i = 0; i < RC_COUNT(letters); i++) {
		byte = letters[i].byte;
		assert_int_equal(e->high[byte - 0x80], letters[i].small);
		assert_int_equal(e->high[byte - 0xA0], letters[i].capital);
	}
	for (byte = 0xE0; byte <= 0xFF; byte++) {
		if (e->high[byte - 0x80] < 0x300 ||
		    e->high[byte - 0x80] > 0x36F)
			continue;
		marks++;
		assert_int_equal(e->high[byte - 0x80], e->high[byte - 0xA0]);
		assert_int_equal(e->then[byte - 0x80], e->then[byte - 0xA0]);
		assert_true(e->follows((unsigned char)byte, 'a'));
		assert_false(e->follows((unsigned char)byte, 'b'));
		assert_false(e->follows((unsigned char)byte, 0));
	}
	assert_int_equal(marks, 17);
	/* breve on a only, horned vowels take tones only */
	assert_false(e->follows(0xEA, 'e'));
	assert_false(e->follows(0xE2, 'u'));
	assert_true(e->follows(0xF9, 0xF6));
	assert_false(e->follows(0xE1, 0xF4));
}

static void
test_names(void **state)
{
	size_t n = 0;

	(void)state;
	while (rc_encoding_at(n) != NULL) {
		const struct rc_encoding *e = rc_encoding_at(n);

		assert_ptr_equal(rc_encoding_find(rc_str_of(e->name)), e);
		n++;
	}
	assert_int_equal(n, 6);
	assert_string_equal(rc_encoding_find(RC_STR("Windows-1258"))->name,
	                    "cp1258");
	assert_string_equal(rc_encoding_find(RC_STR("UTF8"))->name, "utf-8");
	assert_null(rc_encoding_find(RC_STR("viscii")));
	assert_null(rc_encoding_find(RC_STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cp1258),
		cmocka_unit_test(test_tcvn3),
		cmocka_unit_test(test_latin1),
		cmocka_unit_test(test_tcvn3_signs),
		cmocka_unit_test(test_vni_cases),
		cmocka_unit_test(test_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
