/* SPDX-License-Identifier: MIT */
/* write - the one write path: resolve, set, judge, compare, store, note. */
#include <rollcall/app/write.h>

#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>

#include "app/app_impl.h"
#include "app/custody.h"
#include "store/log.h"
#include "store/sheet.h"

#include <string.h>

#define TEXT_MAX 65536u /* bytes of one field */
#define TREE_MAX 100    /* levels */

/* One write under way; everything lives in app->scratch. */
struct write {
	struct rc_app *app;
	const struct rc_change *change;
	bool fresh; /* nothing is stored yet */
	void *before, *after;
	rc_mask set; /* fields that the change names */
};

static bool
is_sheet(const struct rc_kind *kind)
{
	return (kind->flags & RC_KIND_SHEET) != 0;
}

/* --- before and after ----------------------------------------------------- */

static bool
load(struct write *w, struct rc_err *err)
{
	const struct rc_change *c = w->change;
	struct rc_arena *arena = &w->app->scratch;
	struct rc_head *head;

	w->after = c->record != NULL ? rc_arena_alloc(arena, 1, c->kind->size)
	                             : rc_record_new(c->kind, arena);
	if (w->after == NULL)
		return rc_fail_nomem(err);
	w->fresh = c->id == 0;
	if (w->fresh && c->record != NULL)
		memcpy(w->after, c->record, c->kind->size);
	if (w->fresh)
		return true;
	w->before = rc_arena_alloc(arena, 1, c->kind->size);
	if (w->before == NULL)
		return rc_fail_nomem(err);
	if (!rc_row_get(w->app->store, c->kind, c->id, arena, w->before, err))
		return false;
	head = rc_record_head(w->before);
	if (c->version != 0 && c->version != head->version)
		return rc_fail(err, RC_ECONFLICT,
		               _("it was changed by someone else meanwhile "
		                 "(version %lld, now %lld)"),
		               (long long)c->version, (long long)head->version);
	memcpy(w->after, w->before, c->kind->size);
	w->fresh = is_sheet(c->kind) && head->version == 0;
	return true;
}

static bool
set_ref(struct write *w, const struct rc_field *field, struct rc_value value,
        struct rc_err *err)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(field->ref));
	struct rc_ref *ref = rc_field_ref(field, w->after);
	const char *key = NULL;
	rc_id id;

	if (value.type == RC_INT) {
		id = value.i;
		if (!rc_row_key(w->app->store, kind, id, &w->app->scratch, &key,
		                err))
			return false;
		if (key == NULL)
			return rc_fail(err, RC_ENOTFOUND,
			               _("no %s with number %lld"),
			               _(kind->label_one), (long long)id);
	} else {
		if (!rc_row_find(w->app->store, kind, value.s, &id, err))
			return false;
		if (id == 0) {
			(void)rc_row_unknown(w->app->store, kind, value.s, err);
			return rc_within(err, "%s", field->name);
		}
		key = value.s.p;
	}
	*ref = (struct rc_ref){ id, key };
	return true;
}

static bool
set_cell(struct write *w, const struct rc_cell *cell, struct rc_err *err)
{
	const struct rc_field *field = cell->field;
	struct rc_value value = cell->value;

	if (value.type == RC_TEXT && value.s.n == 0)
		value = RC_VALUE_NULL;
	if (value.type == RC_TEXT) {
		if (value.s.n > TEXT_MAX)
			return rc_fail(err, RC_EINVALID,
			               _("%s (%s) is longer than %u bytes"),
			               _(field->label), field->name, TEXT_MAX);
		value.s.p =
		        rc_arena_textn(&w->app->scratch, value.s.p, value.s.n);
		if (value.s.p == NULL)
			return rc_fail_nomem(err);
	}
	if (value.type != RC_NULL && field->type == RC_REF)
		return set_ref(w, field, value, err);
	if ((value.type == RC_TEXT && field->type != RC_TEXTUAL) ||
	    (value.type == RC_INT && field->type == RC_TEXTUAL))
		return rc_fail(err, RC_EBUG, "%s is given a wrong type",
		               field->name);
	rc_field_put(field, w->after, value);
	return true;
}

static bool
set_cells(struct write *w, struct rc_err *err)
{
	const struct rc_change *c = w->change;
	size_t i;

	for (i = 0; i < c->ncells; i++) {
		ptrdiff_t at = c->cells[i].field - c->kind->fields;

		RC_ASSERT(at >= 0 && (size_t)at < c->kind->nfields);
		if (c->record == NULL && !set_cell(w, &c->cells[i], err))
			return false;
		w->set |= (rc_mask)1 << at;
	}
	return true;
}

/* Source and time of the facts that were set. */
static void
stamp(struct write *w)
{
	const struct rc_change *c = w->change;
	struct rc_facts *facts = w->after;
	rc_ms at = c->at;
	size_t i;

	if (at == 0 || at == RC_MS_NONE)
		at = rc_app_now(w->app);
	for (i = 0; i < c->kind->nfields; i++) {
		bool there = rc_field_get(&c->kind->fields[i], facts).type !=
		             RC_NULL;

		if ((w->set >> i & 1) == 0)
			continue;
		facts->source[i] =
		        there ? (unsigned char)c->source : RC_SOURCE_NONE;
		facts->at[i] = there ? at : 0;
	}
}

/* --- judging -------------------------------------------------------------- */

/* A tree must not bite its tail: is `after` among its own forebears? */
static bool
check_tree(struct write *w, const struct rc_field *parent, struct rc_err *err)
{
	const struct rc_kind *kind = w->change->kind;
	void *above = rc_record_new(kind, &w->app->scratch);
	rc_id id = rc_field_ref(parent, w->after)->id;
	unsigned level;

	if (above == NULL)
		return rc_fail_nomem(err);
	for (level = 0; id != 0 && level < TREE_MAX; level++) {
		if (id == w->change->id)
			break;
		if (!rc_row_get(w->app->store, kind, id, &w->app->scratch,
		                above, err))
			return false;
		id = rc_field_ref(parent, above)->id;
	}
	if (id == 0)
		return true;
	return rc_fail(err, RC_EINVALID,
	               _("%s (%s): it would stand beneath itself"),
	               _(parent->label), parent->name);
}

static bool
judge(struct write *w, rc_mask changed, struct rc_err *err)
{
	const struct rc_kind *kind = w->change->kind;
	size_t i;

	if (!rc_record_check(kind, w->after, err))
		return false;
	for (i = 0; i < kind->nfields && w->change->id != 0; i++) {
		const struct rc_field *field = &kind->fields[i];

		if ((changed >> i & 1) != 0 && field->type == RC_REF &&
		    strcmp(field->ref, kind->name) == 0 &&
		    !check_tree(w, field, err))
			return false;
	}
	return true;
}

/* Of a new record: what was set and is something. */
static rc_mask
filled(const struct write *w)
{
	const struct rc_kind *kind = w->change->kind;
	rc_mask mask = w->set;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if ((mask >> i & 1) != 0 &&
		    rc_field_get(&kind->fields[i], w->after).type == RC_NULL)
			mask &= ~((rc_mask)1 << i);
	}
	return mask;
}

/* --- storing -------------------------------------------------------------- */

static bool
store(struct write *w, rc_mask changed, struct rc_err *err)
{
	const struct rc_kind *kind = w->change->kind;
	const struct rc_move move = {
		.before = w->fresh ? NULL : w->before,
		.after = w->after,
		.on = w->change->on,
	};
	struct rc_handover handover = { 0 };
	const struct rc_put put = {
		.kind = kind,
		.before = w->fresh ? NULL : w->before,
		.after = w->after,
		.changed = changed,
	};

	if (kind == &rc_kind_device &&
	    !rc_handover_plan(w->app, &move, &w->app->scratch, &handover, err))
		return false;
	return rc_app_put(w->app, &put, err) &&
	       rc_handover_write(w->app, &handover, w->after, err);
}

/* Facts that were set and are as they were, but for source and time. */
static rc_mask
moved(const struct write *w, rc_mask changed)
{
	const struct rc_facts *before = w->before;
	const struct rc_facts *after = w->after;
	rc_mask mask = 0;
	size_t i;

	for (i = 0; i < w->change->kind->nfields; i++) {
		if ((w->set >> i & 1) != 0 && (changed >> i & 1) == 0 &&
		    (before->at[i] != after->at[i] ||
		     before->source[i] != after->source[i]))
			mask |= (rc_mask)1 << i;
	}
	return mask;
}

/* A poll that finds what it found before only moves source and time on,
 * without a trace in the audit. */
static bool
touch(struct write *w, rc_mask changed, struct rc_err *err)
{
	rc_mask mask = moved(w, changed);

	if (mask == 0 || rc_sheet_touch(w->app->store, w->after, mask, err))
		return true;
	w->app->batch.broken = true;
	return false;
}

static bool
may_change(struct rc_app *app, const struct rc_change *change,
           struct rc_err *err)
{
	const struct rc_kind *kind = change->kind;

	if (!rc_app_may_write(app, err))
		return false;
	if ((kind->flags & RC_KIND_LOG) != 0 || kind == &rc_kind_custody)
		return rc_fail(err, RC_EINVALID,
		               _("%s are kept by the program itself"),
		               _(kind->label));
	if (is_sheet(kind) &&
	    (change->id == 0 || change->source == RC_SOURCE_NONE))
		return rc_fail(err, RC_EBUG,
		               "facts need a device and a source");
	return true;
}

bool
rc_write(struct rc_app *app, const struct rc_change *change,
         struct rc_written *ret, struct rc_err *err)
{
	struct write w = { .app = app, .change = change };
	const struct rc_head *head;
	rc_mask changed;
	rc_mask bits;
	size_t n = 0;

	if (!may_change(app, change, err))
		return false;
	rc_arena_clear(&app->scratch);
	if (!load(&w, err) || !set_cells(&w, err))
		return false;
	if (is_sheet(change->kind))
		stamp(&w);
	changed = w.before != NULL
	                  ? rc_record_diff(change->kind, w.before, w.after)
	                  : filled(&w);
	/* What a file or a person says can be taken back: even a time alone. */
	if (is_sheet(change->kind) && change->source != RC_SOURCE_SSH)
		changed |= moved(&w, changed);
	if (changed != 0 || change->id == 0) {
		if (!judge(&w, changed, err) || !store(&w, changed, err))
			return false;
	}
	if (is_sheet(change->kind) && !touch(&w, changed, err))
		return false;
	head = rc_record_head(w.after);
	for (bits = changed; bits != 0; bits &= bits - 1)
		n++;
	if (ret != NULL)
		*ret = (struct rc_written){ head->id, head->version, n,
			                    w.fresh && n > 0 };
	return true;
}

bool
rc_remove(struct rc_app *app, const struct rc_kind *kind, rc_id id,
          struct rc_err *err)
{
	const struct rc_change change = {
		.kind = kind,
		.id = id,
		.source = RC_SOURCE_MANUAL,
	};
	void *record;

	if (!may_change(app, &change, err))
		return false;
	rc_arena_clear(&app->scratch);
	record = rc_record_new(kind, &app->scratch);
	if (record == NULL)
		return rc_fail_nomem(err);
	return rc_row_get(app->store, kind, id, &app->scratch, record, err) &&
	       rc_app_drop(app, kind, record, err);
}

bool
rc_key_find(struct rc_app *app, const struct rc_kind *kind, struct rc_str key,
            rc_id *ret)
{
	struct rc_err ignored = { 0 };
	rc_id id = 0;

	if (!rc_row_find(app->store, kind, key, &id, &ignored))
		id = 0;
	*ret = id;
	return id != 0;
}

bool
rc_event_add(struct rc_app *app, const struct rc_event *event,
             struct rc_err *err)
{
	struct rc_event row = *event;

	if (!rc_app_may_write(app, err))
		return false;
	row.batch = (struct rc_ref){ app->batch.id, NULL };
	if (row.at == 0 || row.at == RC_MS_NONE)
		row.at = rc_app_now(app);
	if (!rc_event_append(app->store, &row, err))
		return false;
	if (rc_device_measured(app->store, &row, err))
		return true;
	app->batch.broken = true;
	return false;
}
