/* SPDX-License-Identifier: MIT */
/* put - storing a record and its audit line: the foot of every write. */
#include "app/app_impl.h"
#include "store/audit.h"
#include "store/form.h"
#include "store/log.h"
#include "store/sheet.h"

rc_mask
rc_record_diff(const struct rc_kind *kind, const void *before,
               const void *after)
{
	rc_mask mask = 0;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		struct rc_value a = rc_field_get(&kind->fields[i], before);
		struct rc_value b = rc_field_get(&kind->fields[i], after);

		if (!rc_value_eq(&a, &b))
			mask |= (rc_mask)1 << i;
	}
	return mask;
}

/* What people call the record: its key, or that of the first it refers to. */
static bool
name_of(struct rc_app *app, const struct rc_kind *kind, const void *record,
        const char **ret, struct rc_err *err)
{
	const struct rc_head *head = record;
	const struct rc_field *key = rc_kind_key(kind);
	size_t i;

	if (key != NULL) {
		*ret = rc_field_get(key, record).s.p;
		return true;
	}
	if ((kind->flags & RC_KIND_SHEET) != 0)
		return rc_row_key(app->store, kind, head->id, &app->scratch,
		                  ret, err);
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_ref *ref = (const void *)((const char *)record +
		                                          kind->fields[i].at);

		if (kind->fields[i].type == RC_REF) {
			*ret = ref->key;
			return true;
		}
	}
	*ret = NULL;
	return true;
}

static bool
note(struct rc_app *app, const struct rc_put *put, int action,
     struct rc_err *err)
{
	const void *record = put->after != NULL ? put->after : put->before;
	const struct rc_head *head = record;
	struct rc_audit line = {
		.at = rc_app_now(app),
		.who = app->user,
		.batch = { app->batch.id, NULL },
		.kind = put->kind->name,
		.action = action,
		.reason = app->batch.reason,
	};

	RC_ASSERT(head != NULL);
	line.record = head->id;
	if (!name_of(app, put->kind, record, &line.key, err))
		return false;
	rc_buf_clear(&app->changes);
	if (!rc_form_put(app->store, put->kind, put->before, put->after,
	                 put->changed, &app->changes, err) ||
	    !rc_buf_done(&app->changes, err))
		return false;
	line.changes = app->changes.p;
	if (!rc_audit_append(app->store, &line, err))
		return false;
	app->batch.writes++;
	return true;
}

static bool
number_it(struct rc_app *app, const struct rc_put *put, struct rc_err *err)
{
	struct rc_head *head = rc_record_head(put->after);
	const struct rc_head *old = put->before;

	if (old != NULL) {
		head->id = old->id;
		head->version = old->version + 1;
		return true;
	}
	if (put->same_id)
		return true;
	if ((put->kind->flags & RC_KIND_SHEET) != 0) {
		/* A sheet that was removed goes on counting. */
		if (!rc_audit_version(app->store, put->kind->name, head->id,
		                      &head->version, err))
			return false;
		head->version++;
		return true;
	}
	head->version = 1;
	return rc_row_new_id(app->store, put->kind, &head->id, err);
}

bool
rc_app_put(struct rc_app *app, const struct rc_put *put, struct rc_err *err)
{
	int action = put->before == NULL ? RC_ACTION_ADD : RC_ACTION_SET;
	bool done;

	if (!number_it(app, put, err))
		return false;
	if ((put->kind->flags & RC_KIND_SHEET) != 0)
		done = rc_sheet_put(app->store, put->after, put->changed, err);
	else if (put->before == NULL)
		done = rc_row_insert(app->store, put->kind, put->after,
		                     put->changed, err);
	else
		done = rc_row_update(app->store, put->kind, put->after,
		                     put->changed, err);
	if (!done) {
		/* One statement failed as a whole; of a sheet some may have
		 * gone through. */
		app->batch.broken |= (put->kind->flags & RC_KIND_SHEET) != 0;
		return false;
	}
	if (!note(app, put, action, err)) {
		app->batch.broken = true;
		return false;
	}
	return true;
}

bool
rc_app_drop(struct rc_app *app, const struct rc_kind *kind, const void *record,
            struct rc_err *err)
{
	const struct rc_head *head = record;
	struct rc_put put = { .kind = kind, .before = record };
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (rc_field_get(&kind->fields[i], record).type != RC_NULL)
			put.changed |= (rc_mask)1 << i;
	}
	if ((kind->flags & RC_KIND_SHEET) != 0
	            ? !rc_sheet_remove(app->store, head->id, err)
	            : !rc_row_delete(app->store, kind, head->id, err))
		return false;
	if (!note(app, &put, RC_ACTION_REMOVE, err)) {
		app->batch.broken = true;
		return false;
	}
	return true;
}
