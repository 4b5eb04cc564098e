/* SPDX-License-Identifier: MIT */
/* review - what a person should look at. */
#include <rollcall/app/polls.h>

#include <rollcall/app/records.h>
#include <rollcall/model/device.h>

#include "app/app_impl.h"
#include "store/review.h"

struct visit {
	struct rc_app *app;
	bool (*each)(void *ctx, const struct rc_review *review,
	             struct rc_err *err);
	void *ctx;
	struct rc_arena arena;
};

static bool
take_other(void *ctx, const void *record, struct rc_err *err)
{
	struct visit *v = ctx;
	const struct rc_device *d = record;
	const struct rc_review review = { .what = RC_REVIEW_OTHER_MACHINE,
		                          .device = d->asset_tag };

	return v->each(v->ctx, &review, err);
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
	return rc_row_key(v->app->store, &rc_kind_device, twin->device,
	                  &v->arena, &review.device, err) &&
	       rc_row_key(v->app->store, &rc_kind_device, twin->other,
	                  &v->arena, &review.with, err) &&
	       v->each(v->ctx, &review, err);
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
	done = rc_view_parse(&rc_kind_device, "last_outcome=other_machine",
	                     rc_app_today(app), &v.arena, &view, err) &&
	       rc_records_each(app, &view, take_other, &v, err) &&
	       rc_twins_each(app->store, take_twin, &v, err);
	rc_arena_fini(&v.arena);
	return done;
}
