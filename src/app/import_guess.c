/* SPDX-License-Identifier: MIT */
/* import_guess - which encodings a file that is not UTF-8 may be in. */
#include <rollcall/app/imports.h>

#include "app/import_source.h"
#include "import/guess.h"

static bool
guess(struct rc_str sample, struct rc_arena *arena,
      struct rc_import_guess **ret, size_t *ret_n, struct rc_err *err)
{
	struct rc_import_guess *list;
	struct rc_guess *found;
	size_t n;
	size_t i;
	size_t k;

	if (!rc_guess_encodings(sample, arena, &found, &n, err))
		return false;
	list = rc_arena_alloc(arena, n + 1, sizeof(*list));
	if (list == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < n; i++) {
		list[i].encoding = found[i].encoding;
		list[i].score = found[i].score;
		for (k = 0; k < RC_COUNT(list[i].samples); k++)
			list[i].samples[k] = found[i].samples[k];
	}
	*ret = list;
	*ret_n = n;
	return true;
}

static bool
guess_source(const struct rc_source *source, struct rc_arena *arena,
             struct rc_import_guess **ret, size_t *ret_n, struct rc_err *err)
{
	struct rc_str sample;

	if (!rc_source_sample(source, arena, &sample, err))
		return false;
	if (sample.n == 0) {
		*ret_n = 0;
		return true;
	}
	return guess(sample, arena, ret, ret_n, err);
}

bool
rc_import_guess(struct rc_str bytes, struct rc_arena *arena,
                struct rc_import_guess **ret, size_t *ret_n, struct rc_err *err)
{
	const struct rc_source source = { .fd = -1,
		                          .bytes = bytes,
		                          .size = bytes.n };

	return guess_source(&source, arena, ret, ret_n, err);
}

bool
rc_import_guess_file(const char *path, struct rc_arena *arena,
                     struct rc_import_guess **ret, size_t *ret_n,
                     struct rc_err *err)
{
	struct rc_source source;
	bool ok;

	if (!rc_source_open(path, arena, &source, err))
		return false;
	ok = guess_source(&source, arena, ret, ret_n, err);
	rc_source_close(&source);
	return ok;
}
