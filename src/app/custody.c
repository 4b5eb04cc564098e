/* SPDX-License-Identifier: MIT */
/* custody - rows that follow a device's post. */
#include "app/custody.h"

#include <rollcall/base/i18n.h>

#include "store/custody.h"

static const char *
day_text(struct rc_arena *arena, rc_date day)
{
	struct rc_civil civil = rc_civil_of(day);
	const char *text = rc_arena_printf(arena, "%02d/%02d/%04d", civil.day,
	                                   civil.month, civil.year);

	return rc_text_or_empty(text);
}

static bool
refuse(const struct rc_custody *row, struct rc_arena *arena, struct rc_err *err)
{
	const char *post = rc_text_or_empty(row->post.key);
	const char *device = rc_text_or_empty(row->device.key);

	if (row->to_date == RC_DATE_NONE)
		return rc_fail(err, RC_ECONFLICT,
		               _("%s has been at post %s since %s; it cannot "
		                 "have changed hands before that"),
		               device, post, day_text(arena, row->from_date));
	return rc_fail(err, RC_ECONFLICT,
	               _("%s was at post %s until %s; custodies would "
	                 "overlap"),
	               device, post, day_text(arena, row->to_date));
}

/* The rows as they stand, against the day of the change. */
static bool
plan_rows(struct rc_app *app, rc_id device, struct rc_arena *arena, bool begins,
          struct rc_handover *handover, struct rc_err *err)
{
	struct rc_custody other;
	rc_id id;

	if (!rc_custody_open(app->store, device, &id, err))
		return false;
	if (id != 0 && !rc_row_get(app->store, &rc_kind_custody, id, arena,
	                           &handover->open, err))
		return false;
	if (id != 0 && handover->on < handover->open.from_date)
		return refuse(&handover->open, arena, err);
	if (!begins)
		return true;
	if (!rc_custody_after(app->store, device, handover->on, id, &id, err))
		return false;
	if (id == 0)
		return true;
	return rc_row_get(app->store, &rc_kind_custody, id, arena, &other,
	                  err) &&
	       refuse(&other, arena, err);
}

bool
rc_handover_plan(struct rc_app *app, const struct rc_move *move,
                 struct rc_arena *arena, struct rc_handover *ret,
                 struct rc_err *err)
{
	rc_id old = move->before != NULL ? move->before->post.id : 0;
	rc_id new = move->after->post.id;
	rc_date today = rc_app_today(app);
	struct rc_handover handover = { .due = old != new, .on = move->on };

	/* A change that was zeroed and not told the day means today as well. */
	if (move->on == RC_DATE_NONE || move->on == 0)
		handover.on = today;
	if (handover.due && handover.on > today)
		return rc_fail(err, RC_EINVALID,
		               _("a handover cannot lie in the future (%s)"),
		               day_text(arena, handover.on));
	if (handover.due && move->before != NULL &&
	    !plan_rows(app, move->before->head.id, arena, new != 0, &handover,
	               err))
		return false;
	*ret = handover;
	return true;
}

static bool
close_row(struct rc_app *app, const struct rc_handover *handover,
          struct rc_err *err)
{
	struct rc_custody after = handover->open;
	struct rc_put put = {
		.kind = &rc_kind_custody,
		.before = &handover->open,
		.after = &after,
	};

	if (handover->open.head.id == 0)
		return true;
	if (handover->on == handover->open.from_date)
		return rc_app_drop(app, &rc_kind_custody, &handover->open, err);
	after.to_date = handover->on - 1;
	put.changed = rc_record_diff(put.kind, put.before, put.after);
	return rc_app_put(app, &put, err);
}

static bool
begin_row(struct rc_app *app, const struct rc_handover *handover,
          const struct rc_device *device, struct rc_err *err)
{
	struct rc_custody blank;
	struct rc_custody row;
	struct rc_put put = { .kind = &rc_kind_custody, .after = &row };

	rc_record_clear(&rc_kind_custody, &blank);
	row = blank;
	row.device = (struct rc_ref){ device->head.id, device->asset_tag };
	row.post = device->post;
	row.from_date = handover->on;
	row.reason = app->batch.reason;
	put.changed = rc_record_diff(put.kind, &blank, &row);
	return rc_app_put(app, &put, err);
}

bool
rc_handover_write(struct rc_app *app, const struct rc_handover *handover,
                  const struct rc_device *after, struct rc_err *err)
{
	if (!handover->due)
		return true;
	if (close_row(app, handover, err) &&
	    (after->post.id == 0 || begin_row(app, handover, after, err)))
		return true;
	app->batch.broken = true;
	return false;
}
