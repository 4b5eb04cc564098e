/* SPDX-License-Identifier: MIT */
/* review - what a person should look at, and has not accepted. */
#include <rollcall/app/review.h>

#include <rollcall/app/records.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/model/device.h>
#include <rollcall/model/review.h>

#include "app/app_impl.h"
#include "store/review.h"

#include <string.h>

struct visit {
	struct rc_app *app;
	bool (*each)(void *ctx, const struct rc_review *review,
	             struct rc_err *err);
	void *ctx;
	struct rc_arena arena; /* of one review */
	struct rc_arena kept;
	struct rc_map accepted; /* key -> index in `reviewed` */
	const struct rc_reviewed *reviewed;
};

static bool
load_accepted(struct visit *v, struct rc_err *err)
{
	struct rc_view view;
	void *rows;
	size_t n;

	if (!rc_view_parse(&rc_kind_reviewed, "", rc_app_today(v->app),
	                   &v->kept, &view, err) ||
	    !rc_records_all(v->app, &view, &v->kept, &rows, &n, err))
		return false;
	v->reviewed = rows;
	for (size_t i = 0; i < n; i++)
		if (!rc_map_put(&v->accepted, rc_str_of(v->reviewed[i].code),
		                (int64_t)i, NULL))
			return rc_fail_nomem(err);
	return true;
}

/* Tells it, unless it was accepted as it is now. */
static bool
tell(struct visit *v, const struct rc_review *review, struct rc_err *err)
{
	int64_t at;

	if (review->key == NULL)
		return rc_fail_nomem(err);
	if (rc_map_find(&v->accepted, rc_str_of(review->key), &at) &&
	    strcmp(rc_text_or_empty(v->reviewed[at].value),
	           rc_text_or_empty(review->value)) == 0)
		return true;
	return v->each(v->ctx, review, err);
}

/* The same machine twice at this address is one review: until the right one
 * has answered in between. */
static bool
take_other(void *ctx, const void *record, struct rc_err *err)
{
	struct visit *v = ctx;
	const struct rc_device *d = record;
	struct rc_review review = { .what = RC_REVIEW_OTHER_MACHINE,
		                    .device = d->asset_tag };
	struct rc_buf b;
	bool done;

	rc_arena_clear(&v->arena);
	review.key = rc_arena_printf(&v->arena, "other:%s", d->asset_tag);
	if (d->last_seen == RC_MS_NONE)
		return tell(v, &review, err);
	rc_buf_init(&b, 64);
	rc_ms_put_iso(&b, d->last_seen);
	done = rc_buf_done(&b, err);
	if (done)
		review.value = rc_arena_text(&v->arena, b.p);
	rc_buf_fini(&b);
	if (done && review.value == NULL)
		done = rc_fail_nomem(err);
	return done && tell(v, &review, err);
}

static bool
take_twin(void *ctx, const struct rc_store_twin *twin, struct rc_err *err)
{
	struct visit *v = ctx;
	struct rc_review review = { .what = twin->recorded
		                                    ? RC_REVIEW_WRONG_PLACE
		                                    : RC_REVIEW_SHARED,
		                    .field = twin->field };

	rc_arena_clear(&v->arena);
	review.value = rc_arena_textn(&v->arena, twin->value.p, twin->value.n);
	if (review.value == NULL)
		return rc_fail_nomem(err);
	if (!rc_row_key(v->app->store, &rc_kind_device, twin->device, &v->arena,
	                &review.device, err) ||
	    !rc_row_key(v->app->store, &rc_kind_device, twin->other, &v->arena,
	                &review.with, err))
		return false;
	review.key = rc_arena_printf(&v->arena, "%s:%s:%s",
	                             twin->recorded ? "place" : twin->field,
	                             review.device, review.with);
	return tell(v, &review, err);
}

bool
rc_review_each(struct rc_app *app,
               bool (*each)(void *ctx, const struct rc_review *review,
                            struct rc_err *err),
               void *ctx, struct rc_err *err)
{
	struct visit v = { .app = app, .each = each, .ctx = ctx };
	struct rc_view view;
	bool done;

	rc_arena_init(&v.arena);
	rc_arena_init(&v.kept);
	rc_map_init(&v.accepted);
	done = load_accepted(&v, err) &&
	       rc_view_parse(&rc_kind_device, "last_outcome=other_machine",
	                     rc_app_today(app), &v.kept, &view, err) &&
	       rc_records_each(app, &view, take_other, &v, err) &&
	       rc_twins_each(app->store, take_twin, &v, err);
	rc_map_fini(&v.accepted);
	rc_arena_fini(&v.kept);
	rc_arena_fini(&v.arena);
	return done;
}

/* --- accepting ------------------------------------------------------------ */

struct wanted {
	const char *key;
	struct rc_arena arena;
	const char *value;
	bool found;
};

static bool
take_wanted(void *ctx, const struct rc_review *review, struct rc_err *err)
{
	struct wanted *w = ctx;

	if (strcmp(review->key, w->key) != 0)
		return true;
	w->found = true;
	if (review->value == NULL)
		return true;
	w->value = rc_arena_text(&w->arena, review->value);
	return w->value != NULL || rc_fail_nomem(err);
}

static bool
write_accepted(struct rc_app *app, const struct wanted *w, const char *reason,
               struct rc_err *err)
{
	const struct rc_reviewed now = { .code = w->key,
		                         .value = w->value,
		                         .reason = reason,
		                         .who = app->user,
		                         .at = rc_app_now(app) };
	const struct rc_kind *kind = &rc_kind_reviewed;
	struct rc_cell cells[8];
	struct rc_change change = { .kind = kind,
		                    .cells = cells,
		                    .ncells = kind->nfields,
		                    .on = RC_DATE_NONE };

	RC_ASSERT(kind->nfields <= RC_COUNT(cells));
	for (size_t i = 0; i < kind->nfields; i++) {
		cells[i].field = &kind->fields[i];
		cells[i].value = rc_field_get(cells[i].field, &now);
	}
	if (!rc_key_find(app, kind, rc_str_of(w->key), &change.id))
		change.id = 0;
	return rc_write(app, &change, NULL, err);
}

static bool
accept(struct rc_app *app, struct wanted *w, const char *reason,
       struct rc_err *err)
{
	const struct rc_act act = {
		.what = rc_arena_printf(&w->arena, "accept review %s", w->key),
		.reason = reason,
	};

	if (!rc_review_each(app, take_wanted, w, err))
		return false;
	if (!w->found)
		return rc_fail(err, RC_ENOTFOUND,
		               _("there is no review \"%.100s\" now; `rollcall "
		                 "trust review` lists them"),
		               w->key);
	if (act.what == NULL)
		return rc_fail_nomem(err);
	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	if (!write_accepted(app, w, reason, err)) {
		rc_batch_abort(app);
		return false;
	}
	return rc_batch_commit(app, err);
}

bool
rc_review_accept(struct rc_app *app, const char *key, const char *reason,
                 struct rc_err *err)
{
	struct wanted w = { .key = key };
	bool done;

	if (rc_str_trim(rc_str_of(rc_text_or_empty(reason))).n == 0)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("say why it is right: --reason TEXT"));
	rc_arena_init(&w.arena);
	done = accept(app, &w, reason, err);
	rc_arena_fini(&w.arena);
	return done;
}
