/* SPDX-License-Identifier: MIT */
/*
 * inventory_case - reads a document and keeps what was handed on.
 */
#ifndef TESTS_UNIT_IMPORT_INVENTORY_CASE_H
#define TESTS_UNIT_IMPORT_INVENTORY_CASE_H

#include "import/inventory.h"

#include <rollcall/base/file.h>
#include <rollcall/base/text.h>

#include <lib/unit.h>

#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/unit/import/inventory/"
/* 2026-11-22 09:00 in Vietnam */
#define NOW INT64_C(1795312800000)

typedef bool read_fn(struct rc_str bytes, rc_ms now, rc_inventory_each *each,
                     void *ctx, struct rc_err *err);

#define DOCS_MAX 8
struct got {
	struct rc_arena arena;
	struct rc_err err;
	struct rc_inventory docs[DOCS_MAX]; /* texts in the arena */
	size_t n;
};

static inline const char *
kept(struct got *got, const char *text)
{
	return text == NULL ? NULL : rc_arena_text(&got->arena, text);
}

static inline bool
keep_doc(void *ctx, const struct rc_inventory *doc, struct rc_err *err)
{
	struct got *got = ctx;
	struct rc_inventory copy = *doc;
	const char **software;
	size_t i;

	(void)err;
	assert_true(got->n < DOCS_MAX);
	copy.refusal = kept(got, doc->refusal);
	copy.device_id = kept(got, doc->device_id);
	copy.asset_tag = kept(got, doc->asset_tag);
	copy.user = kept(got, doc->user);
	copy.first_odd = kept(got, doc->first_odd);
	for (i = 0; i < rc_kind_facts.nfields; i++) {
		const struct rc_field *field = &rc_kind_facts.fields[i];
		struct rc_value value = rc_field_get(field, &doc->facts);

		if (value.type != RC_TEXT)
			continue;
		assert_true(rc_utf8_valid(value.s, NULL));
		assert_true(value.s.n <= RC_INVENTORY_TEXT_MAX + 128);
		value.s.p = rc_arena_textn(&got->arena, value.s.p, value.s.n);
		rc_field_put(field, &copy.facts, value);
	}
	software = rc_arena_alloc(&got->arena, doc->nsoftware + 1,
	                          sizeof(*software));
	assert_non_null(software);
	for (i = 0; i < doc->nsoftware; i++)
		software[i] = kept(got, doc->software[i]);
	copy.software = software;
	got->docs[got->n++] = copy;
	return true;
}

static inline void
got_init(struct got *got)
{
	memset(got, 0, sizeof(*got));
	rc_arena_init(&got->arena);
}

static inline void
got_fini(struct got *got)
{
	rc_arena_fini(&got->arena);
}

/* A fresh reading; true when the whole file could be read. */
static inline bool
got_text(struct got *got, read_fn *read, struct rc_str bytes)
{
	got->n = 0;
	got->err = (struct rc_err){ 0 };
	return read(bytes, NOW, keep_doc, got, &got->err);
}

static inline struct rc_str
got_bytes(struct got *got, const char *name)
{
	struct rc_str bytes;

	if (!rc_file_read(name, 1 << 20, &got->arena, &bytes, &got->err))
		fail_msg("%s", got->err.text);
	return bytes;
}

/* The only document of a file. */
static inline const struct rc_inventory *
got_file(struct got *got, read_fn *read, const char *name)
{
	if (!got_text(got, read, got_bytes(got, name)))
		fail_msg("%s", got->err.text);
	assert_int_equal(got->n, 1);
	assert_null(got->docs[0].refusal);
	return &got->docs[0];
}

static inline void
got_fails(struct got *got, read_fn *read, struct rc_str bytes, const char *text)
{
	if (got_text(got, read, bytes))
		fail_msg("read: %.60s", bytes.p);
	assert_string_equal(got->err.text, text);
}

/* Every front of a file: an error in words or a whole document, and nothing
 * read beyond the end. */
static inline void
got_cuts(struct got *got, read_fn *read, const char *name)
{
	struct rc_str all = got_bytes(got, name);
	size_t whole = 0;
	size_t n;

	for (n = 0; n <= all.n; n++) {
		/* Of just that size, so that a step too far is seen. */
		char *front = malloc(n + 1);
		bool ok;

		assert_non_null(front);
		front = realloc(front, n > 0 ? n : 1);
		memcpy(front, all.p, n);
		ok = got_text(got, read, (struct rc_str){ front, n });
		assert_true(ok || got->err.text[0] != '\0');
		assert_true(ok || got->err.code == RC_EINVALID);
		whole += ok;
		free(front);
	}
	/* With and without the line end after the last bracket. */
	assert_int_equal(whole, 2);
}

static inline bool
drop_doc(void *ctx, const struct rc_inventory *doc, struct rc_err *err)
{
	(void)ctx;
	(void)doc;
	(void)err;
	return true;
}

/* The n-th allocation fails, for every n until all goes well. */
static inline void
got_starves(struct got *got, read_fn *read, const char *name)
{
	struct rc_str all = got_bytes(got, name);
	struct rc_err err;
	uint64_t n = 0;
	bool ok = false;

	while (!ok) {
		rc_mem_fail_at(++n);
		err = (struct rc_err){ 0 };
		ok = read(all, NOW, drop_doc, NULL, &err);
		rc_mem_fail_at(0);
		if (!ok && err.code != RC_ENOMEM)
			fail_msg("%d: %s", (int)n, err.text);
	}
	assert_true(n > 20);
}

#endif
