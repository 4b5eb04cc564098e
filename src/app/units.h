/* SPDX-License-Identifier: MIT */
/*
 * units - the figures of today from what was counted before.
 *
 * To judge every device takes seconds in a large inventory. So what is counted
 * of each agency (struct rc_unit) is kept in the database, under a stamp of the
 * state it was counted in (store/units.h). A reader that finds
 *
 *	the stamp in place	reads the counts;
 *	writes since then	judges the agencies anew that these touched;
 *	another day, another	judges all.
 *	law, too much touched
 *
 * and keeps what came out, where the database lets it at once: when it is busy
 * or may only be read the figures are as good, and the next reader finds the
 * same work to do.
 *
 * The estate then has agencies, counts, parameters and the tables that are read
 * whole, but neither seats nor machines (see struct rc_unit).
 */
#ifndef ROLLCALL_SRC_APP_UNITS_H
#define ROLLCALL_SRC_APP_UNITS_H

#include "app/figures.h"
#include "store/units.h"

/* As rc_figures_load(), which it is for any other day than today, and within a
 * batch. */
bool rc_figures_load_units(struct rc_app *app, rc_date day,
                           struct rc_arena *arena, struct rc_figures *figures,
                           struct rc_err *err) RC_MUST;

/* The same for one who stays: the first four are given, the rest is filled in,
 * and lives in `arena` and in the figures. */
struct rc_units {
	struct rc_app *app;
	rc_date day; /* today */
	struct rc_arena *arena;
	struct rc_figures *f;
	struct rc_units_stamp now; /* the state these are of */
	bool *known;               /* per unit: its counts are there */
};
bool rc_units_load(struct rc_units *units, struct rc_err *err) RC_MUST;
/* Later: judges what moved since, in place. *ret_done false: they have to be
 * loaded anew. After a failure they are of no use. */
bool rc_units_mend(struct rc_units *units, struct rc_arena *room,
                   bool *ret_done, struct rc_err *err) RC_MUST;

#endif
