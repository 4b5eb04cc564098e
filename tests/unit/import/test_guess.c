/* SPDX-License-Identifier: MIT */
#include "import/guess.h"

#include "import/decode.h"
#include "sentences.h"

#include <rollcall/base/fold.h>

#include <lib/unit.h>

#include <stdio.h>
#include <string.h>

static bool
is_syllable(const char *text)
{
	struct rc_buf b;
	bool is;

	rc_buf_init(&b, 256);
	rc_fold_match(&b, rc_str_of(text));
	is = rc_guess_syllable(rc_buf_str(&b));
	rc_buf_fini(&b);
	return is;
}

static void
test_syllables(void **state)
{
	static const char *const good[] = {
		"việt", "nam",  "Đắk",    "nghiêng", "khuỷu", "quyết", "giữ",
		"gì",   "ổ",    "y",      "tế",      "thuở",  "uống",  "hoà",
		"thủy", "thuỷ", "xong",   "được",    "ngoằn", "CỘNG",  "uỷ",
		"yêu",  "ước",  "khuếch", "quốc",    "giếng", "ỉm",    "oà",
	};
	static const char *const bad[] = {
		"",      "ph",    "vieät", "ñaûng", "ñôn",     "caf",
		"naïve", "bàn̉",   "hàt",   "tèch",  "mửnchen", "wàn",
		"zù",    "ngấmb", "ưê",    "íí",
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(good); i++) {
		if (!is_syllable(good[i]))
			fail_msg("%s", good[i]);
	}
	for (i = 0; i < RC_COUNT(bad); i++) {
		if (is_syllable(bad[i]))
			fail_msg("%s", bad[i]);
	}
}

/* The sentences in one code: 0 = cp1258, 1 = tcvn3, 2 = vni. */
static const char *
bytes_of(const struct sentence *s, int code)
{
	return code == 0 ? s->cp1258 : code == 1 ? s->tcvn3 : s->vni;
}

static const char *const code_names[] = { "cp1258", "tcvn3", "vni" };

static const char *
first_guess(struct rc_str bytes, unsigned *ret_score)
{
	struct rc_arena arena;
	struct rc_err err = { 0 };
	struct rc_guess *list;
	const char *name = "none";
	size_t n;

	rc_arena_init(&arena);
	assert_true(rc_guess_encodings(bytes, &arena, &list, &n, &err));
	*ret_score = 0;
	if (n > 0) {
		name = list[0].encoding;
		*ret_score = list[0].score;
	}
	rc_arena_fini(&arena);
	return name;
}

/* How often the first guess is right, by how many sentences it sees. */
static void
test_accuracy(void **state)
{
	static const size_t spans[] = { 1, 2, 4, 24 };
	/* Of so many windows of that length, counted when this was written. */
	static const unsigned want[3][4] = {
		{ 24, 23, 21, 1 },
		{ 24, 23, 21, 1 },
		{ 24, 23, 21, 1 },
	};
	struct rc_buf in;
	unsigned score;
	size_t k;
	size_t i;
	size_t j;
	int code;

	(void)state;
	rc_buf_init(&in, 1 << 16);
	for (code = 0; code < 3; code++) {
		for (k = 0; k < RC_COUNT(spans); k++) {
			unsigned right = 0;
			unsigned tries = 0;

			for (i = 0; i + spans[k] <= RC_COUNT(sentences); i++) {
				rc_buf_clear(&in);
				for (j = i; j < i + spans[k]; j++) {
					rc_buf_puts(&in, bytes_of(&sentences[j],
					                          code));
					rc_buf_putc(&in, '\n');
				}
				tries++;
				if (strcmp(first_guess(rc_buf_str(&in), &score),
				           code_names[code]) == 0)
					right++;
				else
					printf("# %s: %s\n", code_names[code],
					       sentences[i].text);
			}
			printf("# %s, %zu sentences: %u of %u right\n",
			       code_names[code], spans[k], right, tries);
			assert_int_equal(right, want[code][k]);
		}
	}
	rc_buf_fini(&in);
}

/* The right reading of the whole stands far above the others. */
static void
test_margin(void **state)
{
	struct rc_buf in;
	struct rc_arena arena;
	int code;
	size_t i;

	(void)state;
	rc_arena_init(&arena);
	rc_buf_init(&in, 1 << 16);
	for (code = 0; code < 3; code++) {
		struct rc_err err = { 0 };
		struct rc_guess *list;
		size_t n;

		rc_buf_clear(&in);
		for (i = 0; i < RC_COUNT(sentences); i++) {
			rc_buf_puts(&in, bytes_of(&sentences[i], code));
			rc_buf_putc(&in, '\n');
		}
		assert_true(rc_guess_encodings(rc_buf_str(&in), &arena, &list,
		                               &n, &err));
		assert_true(n >= 1);
		assert_string_equal(list[0].encoding, code_names[code]);
		for (i = 0; i < n; i++)
			printf("# %s read as %s: %u\n", code_names[code],
			       list[i].encoding, list[i].score);
		assert_in_range(list[0].score, 950, 1000);
		if (n > 1)
			assert_in_range(list[1].score, 0, 500);
	}
	rc_buf_fini(&in);
	rc_arena_fini(&arena);
}

static void
test_samples(void **state)
{
	struct rc_arena arena;
	struct rc_err err = { 0 };
	struct rc_guess *list;
	size_t n;

	(void)state;
	rc_arena_init(&arena);
	assert_true(
	        rc_guess_encodings(RC_STR("ma,ten\r\n1,Vie\344t\r\n2,Nam\r\n3,"
	                                  "xa\365\033\r\n4,Ba\370\n"
	                                  "5,u\373y\n"),
	                           &arena, &list, &n, &err));
	assert_true(n >= 1);
	assert_string_equal(list[0].encoding, "vni");
	assert_int_equal(list[0].score, 1000);
	assert_string_equal(list[0].samples[0], "1,Việt");
	assert_string_equal(list[0].samples[1], "3,xã␛");
	assert_string_equal(list[0].samples[2], "4,Bà");
	/* Where all is ASCII, any line will do; NUL is no text. */
	assert_true(rc_guess_encodings(RC_STR("a\0\n\0b\0\n\0"), &arena, &list,
	                               &n, &err));
	assert_int_equal(n, 1);
	assert_string_equal(list[0].samples[0], "a");
	assert_string_equal(list[0].samples[1], "b");
	assert_null(list[0].samples[2]);
	assert_true(rc_guess_encodings(RC_STR("\"\0\0\0\0\0"), &arena, &list,
	                               &n, &err));
	assert_int_equal(n, 0);
	rc_arena_fini(&arena);
}

static void
test_others(void **state)
{
	unsigned score;

	(void)state;
	assert_string_equal(first_guess(RC_STR("Đảng ủy"), &score), "utf-8");
	assert_string_equal(first_guess(RC_STR("abc"), &score), "utf-8");
	assert_string_equal(first_guess(RC_STR("a\0b\0c\0\n\0"), &score),
	                    "utf-16");
	assert_string_equal(first_guess(RC_STR("\0a\0b\0c\0\n"), &score),
	                    "utf-16");
	assert_string_equal(first_guess(RC_STR("\201\215 \377"), &score),
	                    "none");
	/* Western text is no Vietnamese: no candidate scores well. */
	(void)first_guess(RC_STR("caf\351 na\357ve stra\337e \374ber"), &score);
	assert_in_range(score, 0, 400);
}

/* The n-th allocation fails, for every n: an error, or the right answer. */
static void
test_no_memory(void **state)
{
	bool done = false;
	uint64_t n;

	(void)state;
	for (n = 1; !done; n++) {
		struct rc_err err = { 0 };
		struct rc_arena arena;
		struct rc_guess *list;
		size_t found;

		rc_arena_init(&arena);
		rc_mem_fail_at(n);
		done = rc_guess_encodings(RC_STR("Vie\344t Nam\nxa\365\n"),
		                          &arena, &list, &found, &err);
		rc_mem_fail_at(0);
		if (!done)
			assert_int_equal(err.code, RC_ENOMEM);
		else
			assert_string_equal(list[0].samples[1], "xã");
		rc_arena_fini(&arena);
	}
	assert_true(n > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_syllables),
		cmocka_unit_test(test_accuracy),
		cmocka_unit_test(test_margin),
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
