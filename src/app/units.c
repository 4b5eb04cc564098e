/* SPDX-License-Identifier: MIT */
/* units - reading, mending and keeping the counts of the agencies. */
#include "app/units.h"

#include <string.h>

#include "app/app_impl.h"
#include "app/units_judge.h"
#include "rule/counts.h"

#define TEXT_MAX 4096 /* bytes of the counts of one agency */

/* One loading under way. */
struct loading {
	struct rc_units *u;
	struct rc_units_stamp found; /* what was kept is of this state, */
	bool there;                  /* if anything was */
	struct rc_moved moved;       /* since then */
};

/* --- keeping -------------------------------------------------------------- */

static bool
put_unit(const struct rc_estate *e, struct rc_store *store, rc_id agency,
         struct rc_buf *b, struct rc_err *err)
{
	size_t at = rc_index_find(&e->unit_index, agency);

	if (at == RC_NOWHERE)
		return rc_units_put(store, agency, NULL, err);
	rc_buf_clear(b);
	rc_unit_put(&e->units[at], b);
	return rc_buf_done(b, err) && rc_units_put(store, agency, b->p, err);
}

static bool
put_units(const struct loading *l, struct rc_store *store, struct rc_err *err)
{
	const struct rc_estate *e = &l->u->f->estate;
	struct rc_buf b;
	bool done = true;
	size_t i;

	rc_buf_init(&b, TEXT_MAX);
	if (l->moved.all)
		done = rc_units_clear(store, err);
	for (i = 0; done && l->moved.all && i < e->nunits; i++)
		done = put_unit(e, store, e->units[i].agency->head.id, &b, err);
	for (i = 0; done && i < l->moved.n; i++)
		done = put_unit(e, store, l->moved.agencies[i], &b, err);
	rc_buf_fini(&b);
	return done && rc_units_put_stamp(store, &l->u->now, err);
}

/* Nobody kept anything since we looked? */
static bool
is_as_found(const struct loading *l, struct rc_store *store, struct rc_err *err)
{
	struct rc_units_stamp stamp;
	bool there;

	if (!rc_units_stamp(store, &stamp, &there, err))
		return false;
	return there == l->there &&
	       (!there || rc_units_same(&stamp, &l->found));
}

/* On a connection of its own, which waits for nobody; the app's may be for
 * reading only. Whatever goes wrong, the figures are right. */
static void
keep(const struct loading *l)
{
	const struct rc_store_options options = { .where = l->u->app->where };
	struct rc_err ignored = { 0 };
	struct rc_store *store = NULL;

	if (!rc_store_open(&options, &store, &ignored))
		return;
	if (rc_store_begin(store, &ignored)) {
		if (is_as_found(l, store, &ignored) &&
		    put_units(l, store, &ignored))
			(void)!rc_store_commit(store, &ignored);
		else
			rc_store_abort(store);
	}
	rc_store_close(store);
}

/* --- reading -------------------------------------------------------------- */

static bool
take_unit(void *ctx, rc_id agency, struct rc_str text, struct rc_err *err)
{
	struct rc_units *u = ctx;
	struct rc_estate *e = &u->f->estate;
	size_t at = rc_index_find(&e->unit_index, agency);

	(void)err;
	if (at != RC_NOWHERE)
		u->known[at] = rc_unit_take(&e->units[at], text);
	return true;
}

/* The state of the database as it stands. */
static bool
now(struct rc_units *u, struct rc_units_stamp *ret, struct rc_err *err)
{
	(void)snprintf(ret->rules, sizeof(ret->rules), "%s", rc_unit_edition());
	ret->day = u->day;
	return rc_units_now(u->app->store, ret, err);
}

static bool
look(struct loading *l, struct rc_err *err)
{
	struct rc_units *u = l->u;

	l->moved.all = true;
	if (!now(u, &u->now, err) ||
	    !rc_units_stamp(u->app->store, &l->found, &l->there, err))
		return false;
	if (!l->there || l->found.day != u->day ||
	    !rc_text_eq(l->found.rules, u->now.rules))
		return true;
	return rc_units_moved(u->app->store, &l->found, u->arena, &l->moved,
	                      err);
}

static bool
judge_some(struct rc_units *u, const struct rc_moved *moved, struct rc_err *err)
{
	const struct rc_judging judging = { u->app, &u->f->estate, u->known };
	size_t i;

	for (i = 0; i < moved->n; i++)
		if (!rc_units_judge(&judging, moved->agencies[i], err))
			return false;
	return true;
}

static bool
judge_all(struct rc_units *u, struct rc_err *err)
{
	const struct rc_judging judging = { u->app, &u->f->estate, u->known };

	return rc_units_judge(&judging, 0, err);
}

static bool
read_counts(struct loading *l, struct rc_err *err)
{
	struct rc_units *u = l->u;
	size_t i;

	if (!l->moved.all &&
	    (!rc_units_each(u->app->store, take_unit, u, err) ||
	     !judge_some(u, &l->moved, err)))
		return false;
	/* What was kept may have been tampered with. */
	for (i = 0; i < u->f->estate.nunits; i++)
		l->moved.all |= !u->known[i];
	return !l->moved.all || judge_all(u, err);
}

static bool
load(struct loading *l, struct rc_err *err)
{
	struct rc_units *u = l->u;
	struct rc_estate *e = &u->f->estate;

	memset(u->f, 0, sizeof(*u->f));
	if (!rc_figures_tables(u->app, RC_TABLES_LAW | RC_TABLES_REST, u->arena,
	                       &u->f->tables, err) ||
	    !rc_estate_begin(e, &u->f->tables, u->day, u->arena, err))
		return false;
	u->known = rc_arena_alloc(u->arena, e->nunits, sizeof(*u->known));
	if (u->known == NULL)
		return rc_fail_nomem(err);
	return look(l, err) && read_counts(l, err);
}

bool
rc_units_load(struct rc_units *units, struct rc_err *err)
{
	struct loading l = { .u = units };
	bool done;

	if (!rc_store_read(units->app->store, err))
		return false;
	done = load(&l, err);
	rc_store_abort(units->app->store);
	if (done && (l.moved.all || !rc_units_same(&l.found, &units->now)))
		keep(&l);
	return done;
}

static bool
mend(struct rc_units *u, struct rc_arena *room, bool *ret_done,
     struct rc_err *err)
{
	const struct rc_units_stamp then = u->now;
	struct rc_moved moved = { 0 };

	*ret_done = true;
	if (!now(u, &u->now, err))
		return false;
	if (rc_units_same(&then, &u->now))
		return true;
	if (!rc_units_moved(u->app->store, &then, room, &moved, err))
		return false;
	*ret_done = !moved.tables;
	return moved.tables || judge_some(u, &moved, err);
}

bool
rc_units_mend(struct rc_units *units, struct rc_arena *room, bool *ret_done,
              struct rc_err *err)
{
	bool done;

	if (!rc_store_read(units->app->store, err))
		return false;
	done = mend(units, room, ret_done, err);
	rc_store_abort(units->app->store);
	return done;
}

bool
rc_figures_load_units(struct rc_app *app, rc_date day, struct rc_arena *arena,
                      struct rc_figures *figures, struct rc_err *err)
{
	struct rc_units units = {
		.app = app, .day = day, .arena = arena, .f = figures
	};

	if (day != rc_app_today(app) || rc_store_in_tx(app->store))
		return rc_figures_load(app, day, arena, figures, err);
	return rc_units_load(&units, err);
}
