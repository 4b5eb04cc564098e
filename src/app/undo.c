/* SPDX-License-Identifier: MIT */
/*
 * undo - taking back a batch: its audit lines are read from the last to the
 * first and the inverse of each is written, as a new batch that undoes it.
 *
 * Two passes within one transaction. The first looks for later changes to the
 * same field of the same record; the second writes, and finds what only writing
 * finds: records that refer to one that would go, and unique values that are
 * taken by now. Any obstacle at all, and everything is rolled back.
 *
 * A later batch is no obstacle when it was itself taken back, nor is the batch
 * that took it back: together they are nothing.
 */
#include <rollcall/app/history.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/register.h>

#include "app/app_impl.h"
#include "store/changes.h"
#include "store/log.h"

#include <string.h>

#define OBSTACLES_MAX 100
#define REFERRERS_MAX 5 /* of one field of one record */

struct undo {
	struct rc_app *app;
	rc_id batch;
	struct rc_arena *arena; /* of the caller: obstacles */
	struct rc_arena room;   /* of one line */
	struct rc_undo result;
	/* The line at work. */
	struct rc_audit line;
	const struct rc_kind *kind;
	rc_mask touched;
};

/* --- batches -------------------------------------------------------------- */

/* Does what the batch did still stand? Follows undo of undo of ... */
static bool
stands(struct undo *u, const struct rc_batch *batch, bool *ret,
       struct rc_err *err)
{
	rc_id next = batch->undone_by.id;
	struct rc_batch by;
	bool yes = true;

	while (next != 0) {
		if (!rc_row_get(u->app->store, &rc_kind_batch, next, &u->room,
		                &by, err))
			return false;
		yes = !yes;
		next = by.undone_by.id;
	}
	*ret = yes;
	return true;
}

static bool
counts(struct undo *u, rc_id later, bool *ret, struct rc_err *err)
{
	struct rc_batch batch;
	bool stand;

	if (!rc_row_get(u->app->store, &rc_kind_batch, later, &u->room, &batch,
	                err) ||
	    !stands(u, &batch, &stand, err))
		return false;
	*ret = stand && !(batch.undoes.id > u->batch);
	return true;
}

static bool
may_undo(struct undo *u, const struct rc_batch *batch, struct rc_err *err)
{
	struct rc_batch by;
	bool stand;

	if (batch->undone_by.id == 0)
		return true;
	if (!rc_row_get(u->app->store, &rc_kind_batch, batch->undone_by.id,
	                &u->room, &by, err) ||
	    !stands(u, batch, &stand, err))
		return false;
	if (!stand)
		return rc_fail(err, RC_ECONFLICT,
		               _("batch %lld was taken back by batch %lld"),
		               (long long)u->batch, (long long)by.head.id);
	return rc_fail(err, RC_ECONFLICT,
	               _("batch %lld was taken back and brought again; take "
	                 "back batch %lld instead"),
	               (long long)u->batch, (long long)by.undone_by.id);
}

/* --- obstacles ------------------------------------------------------------ */

static const char *
copy(struct undo *u, const char *text)
{
	return text == NULL ? NULL : rc_arena_text(u->arena, text);
}

/* `line` did it, to that field (NULL = the whole record). */
static bool
add_obstacle(struct undo *u, const struct rc_audit *line, const char *field,
             struct rc_err *err)
{
	struct rc_obstacle *o;

	u->result.all_obstacles++;
	if (u->result.nobstacles == OBSTACLES_MAX)
		return true;
	o = &u->result.obstacles[u->result.nobstacles];
	o->kind = copy(u, line->kind);
	o->key = copy(u, line->key);
	o->field = copy(u, field);
	o->who = copy(u, line->who);
	o->at = line->at;
	o->batch = line->batch.id;
	if (o->kind == NULL || (line->key != NULL && o->key == NULL) ||
	    (field != NULL && o->field == NULL) || o->who == NULL)
		return rc_fail_nomem(err);
	u->result.nobstacles++;
	return true;
}

/* The record's last audit line stands for it. */
static bool
blame_record(struct undo *u, const struct rc_kind *kind, rc_id id,
             const char *field, struct rc_err *err)
{
	struct rc_audit last = { .kind = kind->name, .who = "" };
	struct rc_lines lines;
	bool end = false;
	bool done;

	if (!rc_lines_of_record(u->app->store, kind->name, id, 0, &lines, err))
		return false;
	do
		done = rc_lines_next(&lines, &u->room, &last, &end, err);
	while (done && !end);
	rc_lines_close(&lines);
	return done && add_obstacle(u, &last, field, err);
}

/* What a later event says of itself; it has no audit line. */
static bool
blame_event(struct undo *u, rc_id id, struct rc_err *err)
{
	struct rc_audit line = { .kind = rc_kind_event.name };
	struct rc_batch batch;
	struct rc_event event;

	if (!rc_row_get(u->app->store, &rc_kind_event, id, &u->room, &event,
	                err) ||
	    !rc_row_get(u->app->store, &rc_kind_batch, event.batch.id, &u->room,
	                &batch, err))
		return false;
	line.key = event.device.key;
	line.who = batch.who;
	line.at = event.at;
	line.batch = event.batch;
	return add_obstacle(u, &line, "device", err);
}

static bool
blame_referrer(void *ctx, const struct rc_referrer *who, struct rc_err *err)
{
	struct undo *u = ctx;

	if (who->kind == &rc_kind_event)
		return blame_event(u, who->id, err);
	return blame_record(u, who->kind, who->id, who->field->name, err);
}

/* --- first pass: later changes -------------------------------------------- */

static bool
fields_of(const struct rc_kind *kind, const struct rc_audit *line,
          struct rc_arena *arena, rc_mask *ret, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(line->changes);
	struct rc_changed changed;
	rc_mask mask = 0;
	bool end;

	for (;;) {
		if (!rc_changes_next(kind, &rest, arena, &changed, &end, err))
			return false;
		if (end)
			break;
		mask |= (rc_mask)1 << changed.index;
	}
	*ret = mask;
	return true;
}

static const char *
first_field(const struct rc_kind *kind, rc_mask mask)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if ((mask >> i & 1) != 0)
			return kind->fields[i].name;
	}
	return NULL;
}

static bool
judge_later(struct undo *u, const struct rc_audit *later, struct rc_err *err)
{
	rc_mask mask;
	bool real;

	if (later->batch.id == u->batch)
		return true;
	if (!counts(u, later->batch.id, &real, err) ||
	    !fields_of(u->kind, later, &u->room, &mask, err))
		return false;
	if (!real)
		return true;
	/* Where a record came or went, every field is at stake. */
	if (u->line.action == RC_ACTION_SET && later->action == RC_ACTION_SET) {
		mask &= u->touched;
		if (mask == 0)
			return true;
	}
	return add_obstacle(u, later,
	                    later->action == RC_ACTION_SET
	                            ? first_field(u->kind, mask)
	                            : NULL,
	                    err);
}

static bool
look_after(struct undo *u, struct rc_err *err)
{
	struct rc_audit later;
	struct rc_lines lines;
	bool end = false;
	bool done;

	if (!rc_lines_of_record(u->app->store, u->kind->name, u->line.record,
	                        u->line.head.id, &lines, err))
		return false;
	do
		done = rc_lines_next(&lines, &u->room, &later, &end, err) &&
		       (end || judge_later(u, &later, err));
	while (done && !end);
	rc_lines_close(&lines);
	return done;
}

/* --- second pass: the inverse --------------------------------------------- */

/* Sets the fields of the line in `record` to what they were before it. */
static bool
put_back(struct undo *u, void *record, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(u->line.changes);
	struct rc_changed c;
	struct rc_ref *ref;
	bool end;

	for (;;) {
		if (!rc_changes_next(u->kind, &rest, &u->room, &c, &end, err))
			return false;
		if (end)
			return true;
		rc_field_put(c.field, record, c.before);
		if ((u->kind->flags & RC_KIND_SHEET) != 0) {
			struct rc_facts *facts = record;

			facts->source[c.index] = (unsigned char)c.source_before;
			facts->at[c.index] = c.at_before;
		}
		if (c.field->type != RC_REF || c.before.type == RC_NULL)
			continue;
		ref = rc_field_ref(c.field, record);
		if (!rc_row_key(u->app->store,
		                rc_kind_find(rc_str_of(c.field->ref)), ref->id,
		                &u->room, &ref->key, err))
			return false;
		if (ref->key == NULL &&
		    !blame_record(u, rc_kind_find(rc_str_of(c.field->ref)),
		                  ref->id, NULL, err))
			return false;
	}
}

/* Writes, and makes an obstacle of a unique value that is taken. */
static bool
put_or_blame(struct undo *u, const struct rc_put *put, struct rc_err *err)
{
	const struct rc_field *field;
	rc_id rival;

	if (u->result.all_obstacles > 0)
		return true; /* it will be rolled back: only look */
	if (!rc_record_check(u->kind, put->after, err))
		return rc_within(err, "%s", rc_text_or_empty(u->line.key));
	if (rc_app_put(u->app, put, err))
		return true;
	if (err->code != RC_ECONFLICT)
		return false;
	rival = 0;
	(void)rc_row_rival(u->app->store, u->kind, put->after, &field, &rival,
	                   err);
	return rival != 0 && blame_record(u, u->kind, rival, field->name, err);
}

static bool
invert_set(struct undo *u, struct rc_err *err)
{
	void *before = rc_record_new(u->kind, &u->room);
	void *after = rc_record_new(u->kind, &u->room);
	struct rc_put put = { .kind = u->kind };

	if (before == NULL || after == NULL)
		return rc_fail_nomem(err);
	if (!rc_row_get(u->app->store, u->kind, u->line.record, &u->room,
	                before, err))
		return false;
	memcpy(after, before, u->kind->size);
	if (!put_back(u, after, err))
		return false;
	put.before = before;
	put.after = after;
	/* What the line says, though the value may be there by chance. */
	put.changed = u->touched;
	return put_or_blame(u, &put, err);
}

static bool
invert_add(struct undo *u, struct rc_err *err)
{
	const struct rc_referrers visit = { REFERRERS_MAX, blame_referrer, u };
	void *record = rc_record_new(u->kind, &u->room);
	uint64_t before = u->result.all_obstacles;

	if (record == NULL)
		return rc_fail_nomem(err);
	if (u->kind == &rc_kind_snapshot)
		return rc_fail(err, RC_ECONFLICT,
		               _("a frozen report stays frozen: %s may have been "
		                 "handed in"),
		               rc_text_or_empty(u->line.key));
	if (!rc_row_get(u->app->store, u->kind, u->line.record, &u->room,
	                record, err))
		return false;
	if ((u->kind->flags & RC_KIND_SHEET) == 0 &&
	    !rc_row_referrers(u->app->store, u->kind, u->line.record, &visit,
	                      err))
		return false;
	if (u->result.all_obstacles > before)
		return true;
	return rc_app_drop(u->app, u->kind, record, err);
}

static bool
invert_remove(struct undo *u, struct rc_err *err)
{
	void *record = rc_record_new(u->kind, &u->room);
	struct rc_put put = {
		.kind = u->kind,
		.after = record,
		.same_id = true,
		.changed = u->touched,
	};
	struct rc_head *head;

	if (record == NULL)
		return rc_fail_nomem(err);
	if (!put_back(u, record, err))
		return false;
	head = rc_record_head(record);
	head->id = u->line.record;
	if (!rc_audit_version(u->app->store, u->kind->name, head->id,
	                      &head->version, err))
		return false;
	head->version++;
	return put_or_blame(u, &put, err);
}

static bool
invert(struct undo *u, struct rc_err *err)
{
	switch (u->line.action) {
	case RC_ACTION_ADD:
		return invert_add(u, err);
	case RC_ACTION_SET:
		return invert_set(u, err);
	case RC_ACTION_REMOVE:
		return invert_remove(u, err);
	default:
		return rc_fail(err, RC_ECORRUPT,
		               _("audit line %lld holds no action"),
		               (long long)u->line.head.id);
	}
}

/* --- the whole ------------------------------------------------------------ */

/* Runs `work` for every line of the batch, the last first. */
static bool
each_line(struct undo *u, bool (*work)(struct undo *u, struct rc_err *err),
          struct rc_err *err)
{
	struct rc_lines lines;
	bool done = false;
	bool end = false;

	if (!rc_lines_of_batch(u->app->store, u->batch, &lines, err))
		return false;
	for (;;) {
		rc_arena_clear(&u->room);
		if (!rc_lines_next(&lines, &u->room, &u->line, &end, err))
			break;
		done = end;
		if (end)
			break;
		u->kind = rc_kind_find(rc_str_of(u->line.kind));
		if (u->kind == NULL) {
			(void)rc_fail(err, RC_EUNSUPPORTED,
			              _("this rollcall knows no %s"),
			              rc_text_or_empty(u->line.kind));
			break;
		}
		if (!fields_of(u->kind, &u->line, &u->room, &u->touched, err) ||
		    !work(u, err))
			break;
	}
	rc_lines_close(&lines);
	return done;
}

/* Within the new batch. */
static bool
take_back(struct undo *u, rc_id by, struct rc_err *err)
{
	struct rc_batch batch;

	if (!rc_row_get(u->app->store, &rc_kind_batch, u->batch, &u->room,
	                &batch, err) ||
	    !may_undo(u, &batch, err))
		return false;
	if (!each_line(u, look_after, err))
		return false;
	if (u->result.all_obstacles > 0)
		return true;
	if (!each_line(u, invert, err))
		return false;
	if (u->result.all_obstacles > 0)
		return true;
	u->result.writes = u->app->batch.writes;
	u->result.by = by;
	return rc_batch_undone(u->app->store, u->batch, by, err);
}

static bool
run_undo(struct undo *u, struct rc_err *err)
{
	struct rc_act act = { .undoes = u->batch };
	char what[40];
	rc_id by;

	(void)snprintf(what, sizeof(what), "undo %lld", (long long)u->batch);
	act.what = what;
	if (!rc_batch_begin(u->app, &act, &by, err))
		return false;
	if (!take_back(u, by, err)) {
		rc_batch_abort(u->app);
		return false;
	}
	if (u->result.by == 0) {
		rc_batch_abort(u->app);
		return true;
	}
	return rc_batch_commit(u->app, err);
}

bool
rc_undo(struct rc_app *app, rc_id batch, struct rc_arena *arena,
        struct rc_undo *ret, struct rc_err *err)
{
	struct undo u = { .app = app, .batch = batch, .arena = arena };
	int64_t there;
	bool done = false;

	if (batch == 0 &&
	    !rc_batch_latest(app->store, app->user, &u.batch, err))
		return false;
	if (u.batch == 0)
		return rc_fail(err, RC_ENOTFOUND,
		               _("there is nothing of %s to take back"),
		               app->user);
	if (!rc_batch_exists(app->store, u.batch, &there, err))
		return false;
	if (there == 0)
		return rc_fail(err, RC_ENOTFOUND, _("there is no batch %lld"),
		               (long long)u.batch);
	rc_arena_init(&u.room);
	u.result.batch = u.batch;
	u.result.obstacles = rc_arena_alloc(arena, OBSTACLES_MAX,
	                                    sizeof(*u.result.obstacles));
	if (u.result.obstacles == NULL)
		(void)rc_fail_nomem(err);
	else
		done = run_undo(&u, err);
	rc_arena_fini(&u.room);
	if (done)
		*ret = u.result;
	return done;
}
