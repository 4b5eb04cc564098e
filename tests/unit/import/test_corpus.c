/* SPDX-License-Identifier: MIT */
/*
 * Files on disk, read as an import reads them.
 *
 * tests/unit/import/corpus/NAME.ENCODING.csv (ENCODING "auto": none said) must
 * give what NAME.ENCODING.said holds: the rows as "LINE:cell|cell", then how
 * it was read; or "! " and the error.
 *
 * tests/fuzz/corpus: whatever the fuzzers started from and have found is run
 * through them again.
 */
#include "import/csv.h"
#include "import/decode.h"

#include <rollcall/base/file.h>

#include <lib/unit.h>

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define LLVMFuzzerTestOneInput fuzz_decode
#include "fuzz/fuzz_decode.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_csv
#include "fuzz/fuzz_csv.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_plan
#include "fuzz/fuzz_plan.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_objects
#include "fuzz/fuzz_objects.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_view
#include "fuzz/fuzz_view.c"
#undef LLVMFuzzerTestOneInput

#define FOLDER   "tests/unit/import/corpus"
#define FILE_MAX (4u << 20)

typedef void file_fn(void *ctx, const char *path, struct rc_str bytes);

/* Calls `fn` for every file of a folder whose name ends so; how many. */
static unsigned
each_file(const char *folder, const char *end, file_fn *fn, void *ctx)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned n = 0;

	if (dir == NULL)
		fail_msg("%s is not here: run from the top of the tree",
		         folder);
	while ((entry = readdir(dir)) != NULL) {
		struct rc_err err = { 0 };
		struct rc_arena arena;
		struct rc_str bytes;
		char path[512];
		size_t len = strlen(entry->d_name);

		if (entry->d_name[0] == '.' || len < strlen(end) ||
		    strcmp(entry->d_name + len - strlen(end), end) != 0)
			continue;
		(void)snprintf(path, sizeof(path), "%s/%s", folder,
		               entry->d_name);
		rc_arena_init(&arena);
		if (!rc_file_read(path, FILE_MAX, &arena, &bytes, &err))
			fail_msg("%s", err.text);
		fn(ctx, path, bytes);
		rc_arena_fini(&arena);
		n++;
	}
	(void)closedir(dir);
	return n;
}

/* --- reading -------------------------------------------------------------- */

struct reading {
	struct rc_csv *csv;
	struct rc_buf said;
};

static bool
say_row(void *ctx, const struct rc_csv_row *row, struct rc_err *err)
{
	struct reading *r = ctx;
	size_t i;

	(void)err;
	rc_buf_printf(&r->said, "%llu:", (unsigned long long)row->line);
	for (i = 0; i < row->n; i++) {
		rc_buf_puts(&r->said, i > 0 ? "|" : "");
		rc_buf_putstr(&r->said, row->cells[i]);
	}
	rc_buf_puts(&r->said, row->blank ? "_" : "");
	rc_buf_puts(&r->said, row->unended ? "~\n" : "\n");
	return true;
}

static bool
to_csv(void *ctx, struct rc_str text, struct rc_err *err)
{
	struct reading *r = ctx;

	return rc_csv_feed(r->csv, text, err);
}

/* "corpus/NAME.ENCODING.csv" -> ENCODING, or NULL for "auto". */
static const char *
encoding_of(const char *path, char name[32])
{
	const char *end = path + strlen(path) - strlen(".csv");
	const char *from = end;

	while (from[-1] != '.')
		from--;
	(void)snprintf(name, 32, "%.*s", (int)(end - from), from);
	return strcmp(name, "auto") == 0 ? NULL : name;
}

static void
read_in(struct reading *r, const char *encoding, struct rc_str s, size_t chunk)
{
	struct rc_err err = { 0 };
	struct rc_decoder *d = rc_decoder_new(encoding, to_csv, r, &err);
	bool ok = true;

	r->csv = rc_csv_new(say_row, r);
	assert_non_null(d);
	assert_non_null(r->csv);
	while (ok && s.n > 0) {
		struct rc_str now = { s.p, s.n < chunk ? s.n : chunk };

		ok = rc_decoder_feed(d, now, &err);
		s.p += now.n;
		s.n -= now.n;
	}
	ok = ok && rc_decoder_finish(d, &err) && rc_csv_finish(r->csv, &err);
	if (ok) {
		rc_buf_printf(&r->said, "= %s, separator %s, mark %s\n",
		              rc_decoder_name(d),
		              rc_csv_separator(r->csv) == '\t'
		                      ? "TAB"
		                      : (char[]){ rc_csv_separator(r->csv), 0 },
		              rc_csv_has_bom(r->csv) ? "yes" : "no");
	} else {
		/* How far it came depends on the chunks, and is nothing. */
		rc_buf_clear(&r->said);
		rc_buf_printf(&r->said, "! %s\n", err.text);
	}
	rc_csv_free(r->csv);
	rc_decoder_free(d);
}

static void
check_reading(void *ctx, const char *path, struct rc_str bytes)
{
	static const size_t chunks[] = { 1, 7, 65536 };
	struct rc_err err = { 0 };
	struct rc_arena arena;
	struct reading r;
	struct rc_str want;
	char name[32];
	char said[600];
	size_t i;

	(void)ctx;
	(void)snprintf(said, sizeof(said), "%.*s.said",
	               (int)(strlen(path) - strlen(".csv")), path);
	rc_arena_init(&arena);
	rc_buf_init(&r.said, FILE_MAX);
	if (!rc_file_read(said, FILE_MAX, &arena, &want, &err))
		fail_msg("%s", err.text);
	for (i = 0; i < RC_COUNT(chunks); i++) {
		rc_buf_clear(&r.said);
		read_in(&r, encoding_of(path, name), bytes, chunks[i]);
		if (!rc_str_eq(rc_buf_str(&r.said), want))
			fail_msg("%s (%zu):\n%.*s", path, chunks[i],
			         (int)r.said.n, r.said.p);
	}
	rc_buf_fini(&r.said);
	rc_arena_fini(&arena);
}

static void
nothing(void *ctx, const char *path, struct rc_str bytes)
{
	(void)ctx;
	(void)path;
	(void)bytes;
}

static void
test_reading(void **state)
{
	unsigned n = each_file(FOLDER, ".said", nothing, NULL);

	(void)state;
	assert_true(n >= 30);
	assert_int_equal(each_file(FOLDER, ".csv", check_reading, NULL), n);
}

/* --- what the fuzzers know ------------------------------------------------ */

struct fuzzer {
	const char *folder;
	int (*run)(const uint8_t *data, size_t size);
};

static void
replay(void *ctx, const char *path, struct rc_str bytes)
{
	const struct fuzzer *fuzzer = ctx;

	(void)path;
	assert_int_equal(fuzzer->run((const uint8_t *)bytes.p, bytes.n), 0);
}

static void
test_replay(void **state)
{
	static const struct fuzzer fuzzers[] = {
		{ "tests/fuzz/corpus/decode", fuzz_decode },
		{ "tests/fuzz/corpus/csv", fuzz_csv },
		{ "tests/fuzz/corpus/objects", fuzz_objects },
		{ "tests/fuzz/corpus/plan", fuzz_plan },
		{ "tests/fuzz/corpus/view", fuzz_view },
	};
	size_t i;

	(void)state;
	for (i = 0; i < RC_COUNT(fuzzers); i++)
		assert_true(each_file(fuzzers[i].folder, "", replay,
		                      (void *)(uintptr_t)&fuzzers[i]) > 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_replay),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
