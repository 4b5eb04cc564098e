/* SPDX-License-Identifier: MIT */
/*
 * fixture - an inventory in a folder of its own, with a clock that stands
 * still, and short words for writing and reading in it.
 */
#ifndef TESTS_UNIT_APP_FIXTURE_H
#define TESTS_UNIT_APP_FIXTURE_H

#include <lib/unit.h>

#include <rollcall/app/app.h>
#include <rollcall/app/history.h>
#include <rollcall/app/records.h>
#include <rollcall/app/upkeep.h>
#include <rollcall/app/write.h>
#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOON  INT64_C(1782882000000) /* 2026-07-01T12:00+07:00 */
#define TODAY 20635                  /* 2026-07-01 */

struct fixture {
	char dir[64];
	char path[96];
	rc_ms now;
	struct rc_app *app;
	struct rc_arena arena;
	struct rc_err err;
};

static inline rc_ms
fixture_now(void *of)
{
	return ((struct fixture *)of)->now;
}

static inline struct rc_app_options
fixture_options(struct fixture *f, const char *user)
{
	struct rc_app_options options = rc_app_options_default();

	options.where = f->path;
	options.user = user;
	options.now = fixture_now;
	options.now_of = f;
	return options;
}

static inline int
fixture_setup(void **state)
{
	struct fixture *f = rc_alloc(1, sizeof(*f));
	struct rc_app_options options;

	if (f == NULL)
		return -1;
	strcpy(f->dir, "/tmp/rollcall-unit-XXXXXX");
	if (mkdtemp(f->dir) == NULL)
		return -1;
	snprintf(f->path, sizeof(f->path), "%s/inv.db", f->dir);
	f->now = NOON;
	rc_arena_init(&f->arena);
	options = fixture_options(f, "lan.nt");
	*state = f;
	if (rc_app_create(&options, &f->app, &f->err))
		return 0;
	print_message("%s\n", f->err.text);
	return -1;
}

static inline int
fixture_teardown(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".bak" };
	struct fixture *f = *state;
	char path[128];
	size_t i;

	rc_app_close(f->app);
	for (i = 0; i < RC_COUNT(ends); i++) {
		snprintf(path, sizeof(path), "%s%s", f->path, ends[i]);
		unlink(path);
	}
	rmdir(f->dir);
	rc_arena_fini(&f->arena);
	rc_free(f);
	return 0;
}

/* True, or prints why not. */
static inline bool
fine(struct fixture *f, bool done)
{
	if (!done)
		print_message("error %d: %s\n", f->err.code, f->err.text);
	return done;
}

static inline void
begin(struct fixture *f, const char *what)
{
	const struct rc_act act = { .what = what };

	assert_true(fine(f, rc_batch_begin(f->app, &act, NULL, &f->err)));
}

static inline void
commit(struct fixture *f)
{
	assert_true(fine(f, rc_batch_commit(f->app, &f->err)));
}

/* rc_record_set with "field=value|field=value". */
static inline bool
try_set(struct fixture *f, const struct rc_kind *kind, rc_id id,
        const char *pairs, rc_id *ret)
{
	const char *list[32];
	char room[1024];
	struct rc_written written = { 0 };
	size_t n = 0;
	char *p;

	snprintf(room, sizeof(room), "%s", pairs);
	for (p = room; p != NULL && n < RC_COUNT(list);) {
		list[n++] = p;
		p = strchr(p, '|');
		if (p != NULL)
			*p++ = '\0';
	}
	f->err = (struct rc_err){ 0 };
	if (!rc_record_set(f->app, &(struct rc_edit){ kind, id, list, n, NULL },
	                   &written, &f->err))
		return false;
	if (ret != NULL)
		*ret = written.id;
	return true;
}

static inline rc_id
add(struct fixture *f, const struct rc_kind *kind, const char *pairs)
{
	rc_id id = 0;

	assert_true(fine(f, try_set(f, kind, 0, pairs, &id)));
	return id;
}

static inline void
set(struct fixture *f, const struct rc_kind *kind, rc_id id, const char *pairs)
{
	assert_true(fine(f, try_set(f, kind, id, pairs, NULL)));
}

/* One agency, two posts, and a device at none of them. */
struct few {
	rc_id agency, post_a, post_b, device;
};

static inline struct few
add_few(struct fixture *f)
{
	struct few few;

	few.agency = add(f, &rc_kind_agency,
	                 "code=25363|name=Đảng ủy phường Đồng Phú|"
	                 "tier=commune");
	few.post_a = add(f, &rc_kind_post,
	                 "code=P-A|agency=25363|title=Bí thư|title_group=VI");
	few.post_b = add(f, &rc_kind_post,
	                 "code=P-B|agency=25363|title=Phó Bí thư|"
	                 "title_group=VII");
	few.device = add(f, &rc_kind_device,
	                 "asset_tag=TS-1|serial=SN1|category=laptop|"
	                 "status=in_stock|agency=25363|"
	                 "connectivity=networked");
	return few;
}

static inline struct rc_device
device(struct fixture *f, rc_id id)
{
	struct rc_device d = { 0 };

	assert_true(fine(f, rc_record_get(f->app, &rc_kind_device, id,
	                                  &f->arena, &d, &f->err)));
	return d;
}

static inline struct rc_view
view(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	struct rc_view v = { 0 };

	assert_true(fine(
	        f, rc_view_parse(kind, text, TODAY, &f->arena, &v, &f->err)));
	return v;
}

static inline size_t
count(struct fixture *f, const struct rc_kind *kind, const char *text)
{
	struct rc_view v = view(f, kind, text);
	uint64_t n = 0;

	assert_true(fine(f, rc_records_count(f->app, &v, &n, &f->err)));
	return (size_t)n;
}

/* All rows of a view as an array in the arena. */
static inline void *
all(struct fixture *f, const struct rc_kind *kind, const char *text,
    size_t *ret_n)
{
	struct rc_view v = view(f, kind, text);
	void *rows = NULL;

	assert_true(fine(f, rc_records_all(f->app, &v, &f->arena, &rows, ret_n,
	                                   &f->err)));
	return rows;
}

static inline void
print_problem(void *ctx, const char *sentence)
{
	(void)ctx;
	print_message("problem: %s\n", sentence);
}

static inline uint64_t
problems(struct fixture *f)
{
	uint64_t n = 99;

	assert_true(
	        fine(f, rc_check(f->app, print_problem, NULL, &n, &f->err)));
	return n;
}

#endif
