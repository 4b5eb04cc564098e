/* SPDX-License-Identifier: MIT */
/* acts - whole acts of a user on one record, each its own batch. */
#include <rollcall/app/write.h>

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/device.h>
#include <rollcall/model/post.h>

#include "app/app_impl.h"

#include <string.h>

#define PAIRS_MAX 64
#define WHAT_MAX  256

/* --- one act -------------------------------------------------------------- */

/* Runs a change in a batch of its own. An act that changes nothing leaves no
 * batch behind. */
static bool
run_act(struct rc_app *app, const char *what, const char *reason,
        const struct rc_change *change, struct rc_written *ret,
        struct rc_err *err)
{
	const struct rc_act act = { .what = what, .reason = reason };
	struct rc_written written = { 0 };

	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	if (!rc_write(app, change, &written, err)) {
		rc_batch_abort(app);
		return false;
	}
	if (written.changed == 0)
		rc_batch_abort(app);
	else if (!rc_batch_commit(app, err))
		return false;
	if (ret != NULL)
		*ret = written;
	return true;
}

/* --- field=value ---------------------------------------------------------- */

static bool
unknown_field(const struct rc_kind *kind, struct rc_str name,
              struct rc_err *err)
{
	const struct rc_field *nearest = NULL;
	size_t best = 3;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		struct rc_str other = rc_str_of(kind->fields[i].name);
		size_t distance = rc_fold_distance(name, other, 2);

		if (distance < best) {
			best = distance;
			nearest = &kind->fields[i];
		}
	}
	if (nearest != NULL)
		return rc_fail(err, RC_EINVALID,
		               _("%s have no field '%.*s'; did you mean %s?"),
		               _(kind->label), (int)name.n, name.p,
		               nearest->name);
	return rc_fail(err, RC_EINVALID, _("%s have no field '%.*s'"),
	               _(kind->label), (int)name.n, name.p);
}

static bool
parse_pair(const struct rc_kind *kind, const char *pair, struct rc_arena *arena,
           struct rc_cell *ret, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(pair);
	struct rc_str name = { 0 };

	if (strchr(pair, '=') == NULL || !rc_str_split(&rest, '=', &name))
		return rc_fail(err, RC_EINVALID,
		               _("'%s' is not of the form field=value"), pair);
	name = rc_str_trim(name);
	if (name.n > 64)
		name.n = 64;
	ret->field = rc_field_find(kind, name);
	if (ret->field == NULL)
		return unknown_field(kind, name, err);
	if ((ret->field->flags & RC_READONLY) != 0)
		return rc_fail(err, RC_EINVALID,
		               _("%s (%s) is set by the program alone"),
		               _(ret->field->label), ret->field->name);
	return rc_field_parse(ret->field, rest, RC_YMD_OR_DMY, arena,
	                      &ret->value, err) ||
	       rc_within(err, "%s", ret->field->name);
}

static const char *
key_for_what(struct rc_app *app, const struct rc_change *change,
             struct rc_arena *arena)
{
	const struct rc_field *key = rc_kind_key(change->kind);
	struct rc_err ignored = { 0 };
	const char *text = NULL;
	size_t i;

	if (change->id != 0 && rc_row_key(app->store, change->kind, change->id,
	                                  arena, &text, &ignored))
		return rc_text_or_empty(text);
	for (i = 0; i < change->ncells; i++) {
		const struct rc_cell *cell = &change->cells[i];

		if (cell->field == key && cell->value.type == RC_TEXT)
			return cell->value.s.p;
	}
	return "";
}

bool
rc_record_set(struct rc_app *app, const struct rc_edit *edit,
              struct rc_written *ret, struct rc_err *err)
{
	struct rc_cell cells[PAIRS_MAX] = { 0 };
	const struct rc_change change = {
		.kind = edit->kind,
		.id = edit->id,
		.cells = cells,
		.ncells = edit->npairs,
		.source = RC_SOURCE_MANUAL,
		.on = RC_DATE_NONE,
	};
	struct rc_arena arena;
	char what[WHAT_MAX];
	bool done = false;
	size_t i;

	if (edit->npairs > PAIRS_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("more than %d fields at once"), PAIRS_MAX);
	rc_arena_init(&arena);
	for (i = 0; i < edit->npairs; i++) {
		if (!parse_pair(edit->kind, edit->pairs[i], &arena, &cells[i],
		                err))
			goto out;
	}
	(void)snprintf(what, sizeof(what), "%s %s %s",
	               edit->id == 0 ? "add" : "set", edit->kind->name,
	               key_for_what(app, &change, &arena));
	done = run_act(app, what, edit->reason, &change, ret, err);
out:
	rc_arena_fini(&arena);
	return done;
}

/* --- custody and life cycle ----------------------------------------------- */

/* A change of one device in the making. */
struct device_act {
	rc_date on;
	const char *reason;
	struct rc_arena arena;
	struct rc_device device;
	struct rc_cell cells[4];
	size_t n;
};

static const struct rc_field *
device_field(const char *name)
{
	const struct rc_field *field =
	        rc_field_find(&rc_kind_device, rc_str_of(name));

	RC_ASSERT(field != NULL);
	return field;
}

static void
set(struct device_act *act, const char *name, struct rc_value value)
{
	RC_ASSERT(act->n < RC_COUNT(act->cells));
	act->cells[act->n++] = (struct rc_cell){ device_field(name), value };
}

static bool
find(struct rc_app *app, const struct rc_kind *kind, const char *key,
     struct rc_arena *arena, void *ret, struct rc_err *err)
{
	struct rc_str wanted = rc_str_trim(rc_str_of(key));
	rc_id id;

	if (!rc_row_find(app->store, kind, wanted, &id, err))
		return false;
	if (id == 0)
		return rc_row_unknown(app->store, kind, wanted, err);
	return rc_row_get(app->store, kind, id, arena, ret, err);
}

static bool
finish(struct rc_app *app, struct device_act *act, const char *verb,
       const char *object, struct rc_err *err)
{
	const struct rc_change change = {
		.kind = &rc_kind_device,
		.id = act->device.head.id,
		.version = act->device.head.version,
		.cells = act->cells,
		.ncells = act->n,
		.on = act->on,
	};
	char what[WHAT_MAX];

	(void)snprintf(what, sizeof(what), "%s %s%s%s", verb,
	               act->device.asset_tag, object[0] == '\0' ? "" : " ",
	               object);
	return run_act(app, what, act->reason, &change, NULL, err);
}

bool
rc_device_assign(struct rc_app *app, const char *device, const char *post,
                 rc_date on, const char *reason, struct rc_err *err)
{
	struct device_act act = { .on = on, .reason = reason };
	struct rc_post to = { 0 };
	bool done = false;

	rc_arena_init(&act.arena);
	if (!find(app, &rc_kind_device, device, &act.arena, &act.device, err) ||
	    !find(app, &rc_kind_post, post, &act.arena, &to, err))
		goto out;
	set(&act, "post", RC_VALUE_INT(to.head.id));
	/* It goes where the post is, and is in use from now on. */
	set(&act, "agency", RC_VALUE_INT(to.agency.id));
	if (act.device.status == RC_STATUS_PLANNED ||
	    act.device.status == RC_STATUS_IN_TRANSIT ||
	    act.device.status == RC_STATUS_IN_STOCK)
		set(&act, "status", RC_VALUE_INT(RC_STATUS_IN_USE));
	done = finish(app, &act, "assign", rc_text_or_empty(to.code), err);
out:
	rc_arena_fini(&act.arena);
	return done;
}

bool
rc_device_return(struct rc_app *app, const char *device, rc_date on,
                 const char *reason, struct rc_err *err)
{
	struct device_act act = { .on = on, .reason = reason };
	bool done = false;

	rc_arena_init(&act.arena);
	if (!find(app, &rc_kind_device, device, &act.arena, &act.device, err))
		goto out;
	if (act.device.post.id == 0) {
		(void)rc_fail(err, RC_ECONFLICT, _("%s is at no post"),
		              act.device.asset_tag);
		goto out;
	}
	set(&act, "post", RC_VALUE_NULL);
	if (act.device.status == RC_STATUS_IN_USE)
		set(&act, "status", RC_VALUE_INT(RC_STATUS_IN_STOCK));
	done = finish(app, &act, "return", "", err);
out:
	rc_arena_fini(&act.arena);
	return done;
}

bool
rc_device_retire(struct rc_app *app, const char *device, rc_date on,
                 const char *reason, struct rc_err *err)
{
	struct device_act act = { .on = on, .reason = reason };
	bool done = false;

	rc_arena_init(&act.arena);
	if (!find(app, &rc_kind_device, device, &act.arena, &act.device, err))
		goto out;
	if (act.device.status == RC_STATUS_RETIRED) {
		(void)rc_fail(err, RC_ECONFLICT, _("%s is retired already"),
		              act.device.asset_tag);
		goto out;
	}
	set(&act, "status", RC_VALUE_INT(RC_STATUS_RETIRED));
	set(&act, "post", RC_VALUE_NULL);
	done = finish(app, &act, "retire", "", err);
out:
	rc_arena_fini(&act.arena);
	return done;
}
