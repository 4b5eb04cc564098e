/* SPDX-License-Identifier: MIT */
/* units - reading, mending and keeping the counts of the agencies. */
#include "app/units.h"

#include <string.h>

#include "app/app_impl.h"
#include "app/units_judge.h"
#include "rule/counts.h"
#include "store/units.h"

#define TEXT_MAX 4096 /* bytes of the counts of one agency */

/* One reading under way. */
struct units {
	struct rc_app *app;
	rc_date day;
	struct rc_arena *arena;
	struct rc_figures *f;
	bool there; /* there is a stamp: */
	struct rc_units_stamp found, now;
	struct rc_moved moved; /* since then */
	bool *known;           /* per unit: its counts are there */
};

/* --- keeping -------------------------------------------------------------- */

static bool
put_unit(struct units *u, struct rc_store *store, rc_id agency,
         struct rc_buf *b, struct rc_err *err)
{
	const struct rc_estate *e = &u->f->estate;
	size_t at = rc_index_find(&e->unit_index, agency);

	if (at == RC_NOWHERE)
		return rc_units_put(store, agency, NULL, err);
	rc_buf_clear(b);
	rc_unit_put(&e->units[at], b);
	return rc_buf_done(b, err) && rc_units_put(store, agency, b->p, err);
}

static bool
put_units(struct units *u, struct rc_store *store, struct rc_err *err)
{
	const struct rc_estate *e = &u->f->estate;
	struct rc_buf b;
	bool done = true;
	size_t i;

	rc_buf_init(&b, TEXT_MAX);
	if (u->moved.all)
		done = rc_units_clear(store, err);
	for (i = 0; done && u->moved.all && i < e->nunits; i++)
		done = put_unit(u, store, e->units[i].agency->head.id, &b, err);
	for (i = 0; done && i < u->moved.n; i++)
		done = put_unit(u, store, u->moved.agencies[i], &b, err);
	rc_buf_fini(&b);
	return done && rc_units_put_stamp(store, &u->now, err);
}

/* Nobody kept anything since we looked? */
static bool
is_as_found(struct units *u, struct rc_store *store, struct rc_err *err)
{
	struct rc_units_stamp stamp;
	bool there;

	if (!rc_units_stamp(store, &stamp, &there, err))
		return false;
	return there == u->there &&
	       (!there || rc_units_same(&stamp, &u->found));
}

/* On a connection of its own, which waits for nobody; the app's may be for
 * reading only. Whatever goes wrong, the figures are right. */
static void
keep(struct units *u)
{
	const struct rc_store_options options = { .where = u->app->where };
	struct rc_err ignored = { 0 };
	struct rc_store *store = NULL;

	if (!rc_store_open(&options, &store, &ignored))
		return;
	if (rc_store_begin(store, &ignored)) {
		if (is_as_found(u, store, &ignored) &&
		    put_units(u, store, &ignored))
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
	struct units *u = ctx;
	struct rc_estate *e = &u->f->estate;
	size_t at = rc_index_find(&e->unit_index, agency);

	(void)err;
	if (at != RC_NOWHERE)
		u->known[at] = rc_unit_take(&e->units[at], text);
	return true;
}

static bool
look(struct units *u, struct rc_err *err)
{
	struct rc_store *store = u->app->store;

	(void)snprintf(u->now.rules, sizeof(u->now.rules), "%s",
	               rc_unit_edition());
	u->now.day = u->day;
	u->moved.all = true;
	if (!rc_units_now(store, &u->now, err) ||
	    !rc_units_stamp(store, &u->found, &u->there, err))
		return false;
	if (!u->there || u->found.day != u->day ||
	    !rc_text_eq(u->found.rules, u->now.rules))
		return true;
	return rc_units_moved(store, &u->found, u->arena, &u->moved, err);
}

static bool
judge_moved(struct units *u, struct rc_err *err)
{
	const struct rc_judging judging = { u->app, &u->f->estate, u->known };
	size_t i;

	for (i = 0; i < u->moved.n; i++)
		if (!rc_units_judge(&judging, u->moved.agencies[i], err))
			return false;
	/* What was kept may have been tampered with. */
	for (i = 0; i < u->f->estate.nunits; i++)
		u->moved.all |= !u->known[i];
	return !u->moved.all || rc_units_judge(&judging, 0, err);
}

static bool
read_units(struct units *u, struct rc_err *err)
{
	struct rc_estate *e = &u->f->estate;

	memset(u->f, 0, sizeof(*u->f));
	if (!rc_figures_tables(u->app, RC_TABLES_LAW | RC_TABLES_REST, u->arena,
	                       &u->f->tables, err) ||
	    !rc_estate_begin(e, &u->f->tables, u->day, u->arena, err))
		return false;
	u->known = rc_arena_alloc(u->arena, e->nunits, sizeof(*u->known));
	if (u->known == NULL)
		return rc_fail_nomem(err);
	return look(u, err) &&
	       (u->moved.all ||
	        rc_units_each(u->app->store, take_unit, u, err)) &&
	       judge_moved(u, err);
}

bool
rc_figures_load_units(struct rc_app *app, rc_date day, struct rc_arena *arena,
                      struct rc_figures *figures, struct rc_err *err)
{
	struct units u = {
		.app = app, .day = day, .arena = arena, .f = figures
	};
	bool done;

	if (day != rc_app_today(app) || rc_store_in_tx(app->store))
		return rc_figures_load(app, day, arena, figures, err);
	if (!rc_store_read(app->store, err))
		return false;
	done = read_units(&u, err);
	rc_store_abort(app->store);
	if (!done)
		return false;
	if (u.moved.all || !rc_units_same(&u.found, &u.now))
		keep(&u);
	return true;
}
