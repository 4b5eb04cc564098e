/* SPDX-License-Identifier: MIT */
/*
 * drift - where the record, the device itself and the physical count disagree.
 * All stay as they are: which one is right is for a person to say.
 */
#include <rollcall/app/review.h>

#include <rollcall/app/records.h>
#include <rollcall/model/device.h>
#include <rollcall/model/fact.h>
#include <rollcall/model/review.h>

#include "app/app_impl.h"
#include "app/drift_pairs.h"
#include "store/sheet.h"
#include "store/window.h"

#include <string.h>

#define SEEN_MS ((rc_ms)30 * 24 * 3600 * 1000) /* it was there lately */

/* A pair by its fields, looked up once. */
struct fields {
	const struct rc_field *recorded, *judged, *shown, *counted;
};

struct look {
	struct rc_app *app;
	struct fields fields[RC_DRIFT_PAIRS];
	bool any_counts;
	rc_ms now;
};

/* What is known of one device. */
struct known {
	struct rc_device device;
	struct rc_facts facts;
	struct rc_count count; /* head.id 0 = never counted */
};

static const struct rc_field *
find(const struct rc_kind *kind, const char *name)
{
	return name == NULL ? NULL : rc_field_find(kind, rc_str_of(name));
}

static bool
look_begin(struct rc_app *app, struct look *ret, struct rc_err *err)
{
	const struct rc_view all = { .kind = &rc_kind_count };
	const struct rc_window one = { .view = &all, .fields = 1, .limit = 1 };
	struct rc_cursor cursor;
	struct rc_arena arena;
	struct rc_count count;
	bool none = true;
	bool done;

	*ret = (struct look){ .app = app, .now = rc_app_now(app) };
	for (size_t i = 0; i < RC_DRIFT_PAIRS; i++) {
		const struct rc_drift_pair *pair = &rc_drift_pairs[i];

		ret->fields[i] = (struct fields){
			find(&rc_kind_device, pair->recorded),
			find(&rc_kind_facts, pair->judged),
			find(&rc_kind_facts, pair->shown),
			find(&rc_kind_count, pair->counted),
		};
	}
	if (!rc_window_open(app->store, &one, &cursor, err))
		return false;
	rc_arena_init(&arena);
	done = rc_window_next(&cursor, &arena, &count, &none, err);
	ret->any_counts = !none;
	rc_arena_fini(&arena);
	rc_window_close(&cursor);
	return done;
}

/* --- one device ----------------------------------------------------------- */

/* One field as text for machines, NULL if there is nothing. */
static bool
text_of(const struct rc_field *field, const void *record,
        struct rc_arena *arena, const char **ret, struct rc_err *err)
{
	struct rc_value value;
	struct rc_buf b;
	bool done;

	*ret = NULL;
	if (field == NULL)
		return true;
	value = rc_field_get(field, record);
	if (value.type == RC_TEXT)
		*ret = value.s.p;
	if (value.type != RC_INT)
		return true;
	rc_buf_init(&b, 1024);
	rc_field_put_text(field, record, RC_FOR_MACHINE, &b);
	done = rc_buf_done(&b, err);
	if (done)
		*ret = rc_arena_text(arena, b.p);
	rc_buf_fini(&b);
	if (done && *ret == NULL)
		return rc_fail_nomem(err);
	return done;
}

/* Is it there, while the record says that it is not? */
static bool
is_back(const struct look *look, const struct rc_device *device)
{
	bool away = device->status == RC_STATUS_PLANNED ||
	            device->status == RC_STATUS_IN_TRANSIT ||
	            device->status == RC_STATUS_LOST ||
	            device->status == RC_STATUS_RETIRED;

	return away && device->last_seen != RC_MS_NONE &&
	       device->last_seen > look->now - SEEN_MS;
}

/* What the device says, as a recorded value is written. */
static bool
observe(const struct look *look, size_t pair, const struct known *known,
        struct rc_arena *arena, struct rc_drift *ret, struct rc_err *err)
{
	const struct fields *f = &look->fields[pair];

	if (f->judged != NULL)
		ret->at = known->facts.at[f->judged - rc_kind_facts.fields];
	if (f->judged != NULL && strcmp(f->judged->name, "ram_kb") == 0)
		ret->observed = rc_arena_printf(
		        arena, "%lld", (long long)(known->facts.ram_kb / 1024));
	else if (!text_of(f->shown, &known->facts, arena, &ret->observed, err))
		return false;
	if (strcmp(f->recorded->name, "status") == 0 &&
	    is_back(look, &known->device)) {
		ret->observed = rc_status_words[RC_STATUS_IN_USE].name;
		ret->at = known->device.last_seen;
	}
	return true;
}

static bool
agree(rc_agree_fn *same, const char *a, const char *b)
{
	return a == NULL || b == NULL || same(rc_str_of(a), rc_str_of(b));
}

/* ret->field stays NULL when all that is known agrees. */
static bool
compare(const struct look *look, size_t pair, const struct known *known,
        struct rc_arena *arena, struct rc_drift *ret, struct rc_err *err)
{
	const struct fields *f = &look->fields[pair];
	rc_agree_fn *same = rc_drift_pairs[pair].agree;
	const char *judged;

	*ret = (struct rc_drift){ .at = RC_MS_NONE,
		                  .counted_on = RC_DATE_NONE };
	if (!text_of(f->recorded, &known->device, arena, &ret->recorded, err) ||
	    !text_of(f->judged, &known->facts, arena, &judged, err))
		return false;
	if (known->count.head.id != 0 &&
	    !text_of(f->counted, &known->count, arena, &ret->counted, err))
		return false;
	if (f->judged == NULL) {
		if (!observe(look, pair, known, arena, ret, err))
			return false;
		judged = ret->observed;
	}
	if (agree(same, ret->recorded, judged) &&
	    agree(same, ret->recorded, ret->counted) &&
	    agree(same, ret->counted, judged))
		return true;
	if (f->judged != NULL && judged != NULL) {
		if (!observe(look, pair, known, arena, ret, err))
			return false;
		if (ret->observed == NULL)
			ret->observed = judged;
	}
	if (ret->counted != NULL)
		ret->counted_on = known->count.counted_on;
	ret->field = f->recorded;
	return true;
}

/* Reads the count, and the keys of the agencies that are compared. */
static bool
find_count(const struct look *look, struct known *known, struct rc_arena *arena,
           struct rc_err *err)
{
	struct rc_store *store = look->app->store;
	struct rc_ref *agency = &known->device.agency;
	rc_id id = 0;

	known->count.head.id = 0;
	if (!look->any_counts)
		return true;
	if (!rc_row_find(store, &rc_kind_count,
	                 rc_str_of(known->device.asset_tag), &id, err))
		return false;
	if (id == 0)
		return true;
	return rc_row_get(store, &rc_kind_count, id, arena, &known->count,
	                  err) &&
	       (agency->key != NULL ||
	        rc_row_key(store, &rc_kind_agency, agency->id, arena,
	                   &agency->key, err));
}

static bool
compare_all(const struct look *look, const struct known *known,
            struct rc_arena *arena, struct rc_drift *ret, size_t *ret_n,
            struct rc_err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < RC_DRIFT_PAIRS; i++) {
		if (!compare(look, i, known, arena, &ret[n], err))
			return false;
		n += ret[n].field != NULL;
	}
	*ret_n = n;
	return true;
}

bool
rc_drift_find(struct rc_app *app, rc_id device, struct rc_arena *arena,
              struct rc_drift **ret, size_t *ret_n, struct rc_err *err)
{
	struct rc_drift *found =
	        rc_arena_alloc(arena, RC_DRIFT_PAIRS + 1, sizeof(*found));
	struct known known;
	struct look look;

	if (found == NULL)
		return rc_fail_nomem(err);
	if (!look_begin(app, &look, err) ||
	    !rc_record_get(app, &rc_kind_device, device, arena, &known.device,
	                   err) ||
	    !rc_record_get(app, &rc_kind_facts, device, arena, &known.facts,
	                   err) ||
	    !find_count(&look, &known, arena, err) ||
	    !compare_all(&look, &known, arena, found, ret_n, err))
		return false;
	*ret = found;
	return true;
}

/* --- all of a view -------------------------------------------------------- */

/* The fields of devices that are looked at, a bit each. */
static uint64_t
wanted_fields(const struct look *look)
{
	static const char *const others[] = { "asset_tag", "last_seen" };
	const struct rc_field *first = rc_kind_device.fields;
	uint64_t mask = 0;

	for (size_t i = 0; i < RC_DRIFT_PAIRS; i++)
		mask |= UINT64_C(1) << (look->fields[i].recorded - first);
	for (size_t i = 0; i < RC_COUNT(others); i++)
		mask |= UINT64_C(1)
		        << (find(&rc_kind_device, others[i]) - first);
	return mask;
}

typedef bool each_fn(void *ctx, const char *device,
                     const struct rc_drift *drift, size_t n,
                     struct rc_err *err);

static bool
look_at(const struct look *look, struct known *known, struct rc_arena *arena,
        each_fn *each, void *ctx, struct rc_err *err)
{
	struct rc_drift found[RC_DRIFT_PAIRS + 1];
	size_t n;

	rc_record_clear(&rc_kind_facts, &known->facts);
	known->facts.head.id = known->device.head.id;
	return rc_sheet_fill(look->app->store, arena, &known->facts, err) &&
	       find_count(look, known, arena, err) &&
	       compare_all(look, known, arena, found, &n, err) &&
	       (n == 0 || each(ctx, known->device.asset_tag, found, n, err));
}

bool
rc_drift_each(struct rc_app *app, const struct rc_view *view, each_fn *each,
              void *ctx, struct rc_err *err)
{
	struct rc_window window = { .view = view };
	struct rc_cursor cursor;
	struct rc_arena arena;
	struct known known;
	struct look look;
	bool end = false;
	bool done = true;

	if (!look_begin(app, &look, err))
		return false;
	window.fields = wanted_fields(&look);
	if (!rc_window_open(app->store, &window, &cursor, err))
		return false;
	rc_arena_init(&arena);
	while (done && !end) {
		rc_arena_clear(&arena);
		rc_record_clear(&rc_kind_device, &known.device);
		done = rc_window_next(&cursor, &arena, &known.device, &end,
		                      err) &&
		       (end || look_at(&look, &known, &arena, each, ctx, err));
	}
	rc_window_close(&cursor);
	rc_arena_fini(&arena);
	return done;
}
