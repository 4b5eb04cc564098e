/* SPDX-License-Identifier: MIT */
/*
 * import_case - a fresh database in a folder of its own, and short words for
 * importing into it and looking at it.
 */
#ifndef TESTS_UNIT_APP_IMPORT_CASE_H
#define TESTS_UNIT_APP_IMPORT_CASE_H

#include <rollcall/app/imports.h>

#include <rollcall/app/history.h>
#include <rollcall/app/records.h>
#include <rollcall/app/upkeep.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include <lib/unit.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char folder[64], where[96], file[96], rejects[96];
	struct rc_app *app;
	struct rc_arena arena;
	struct rc_import_options options;
	struct rc_import_result result;
	struct rc_err err;
};

/* 2026-11-22 09:00 in Vietnam */
static inline rc_ms
fixed_now(void *of)
{
	(void)of;
	return rc_date_start(rc_date_from((struct rc_civil){ 2026, 11, 22 })) +
	       9 * 3600 * 1000LL;
}

static inline bool
import_text(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	f->options.kind = kind;
	f->options.path = "text.csv";
	memset(&f->err, 0, sizeof(f->err));
	return rc_import_text(f->app, &f->options, rc_str_of(text), &f->arena,
	                      &f->result, &f->err);
}

static inline void
must_import(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	if (!import_text(f, kind, text))
		fail_msg("%s", f->err.text);
}

static inline void
expect_counts(struct fixture *f, unsigned created, unsigned updated,
              unsigned unchanged, unsigned rejected)
{
	const struct rc_import_result *r = &f->result;

	if (r->created != created || r->updated != updated ||
	    r->unchanged != unchanged || r->rejected != rejected)
		fail_msg("read %d = %d + %d + %d + %d: %s", (int)r->read,
		         (int)r->created, (int)r->updated, (int)r->unchanged,
		         (int)r->rejected,
		         r->nfaults > 0 ? r->faults[0].reason : "");
	assert_int_equal(r->read, created + updated + unchanged + rejected);
}

static inline uint64_t
count(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	struct rc_err err = { 0 };
	struct rc_view view;
	uint64_t n = 0;

	if (!rc_view_parse(kind, text, rc_app_today(f->app), &f->arena, &view,
	                   &err) ||
	    !rc_records_count(f->app, &view, &n, &err))
		fail_msg("%s", err.text);
	return n;
}

static inline struct rc_device
device(struct fixture *f, const char *tag)
{
	struct rc_err err = { 0 };
	struct rc_device d;

	if (!rc_record_find(f->app, &rc_kind_device, tag, &f->arena, &d, &err))
		fail_msg("%s", err.text);
	return d;
}

static inline void
problem(void *ctx, const char *sentence)
{
	(void)ctx;
	fail_msg("check: %s", sentence);
}

static inline void
expect_whole(struct fixture *f)
{
	struct rc_err err = { 0 };
	uint64_t problems = 0;

	assert_true(rc_check(f->app, problem, NULL, &problems, &err));
	assert_int_equal(problems, 0);
}

static inline void
write_file(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_true(fputs(text, out) >= 0);
	assert_int_equal(fclose(out), 0);
}

/* The whole file, in the fixture's arena. */
static inline const char *
read_file(struct fixture *f, const char *path)
{
	char *text = rc_arena_alloc(&f->arena, 1 << 16, 1);
	FILE *in = fopen(path, "r");
	size_t n;

	assert_non_null(in);
	n = fread(text, 1, (1 << 16) - 1, in);
	text[n] = '\0';
	assert_int_equal(fclose(in), 0);
	return text;
}

#endif
