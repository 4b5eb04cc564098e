/* SPDX-License-Identifier: MIT */
/*
 * figures - the estate of an inventory as of a day, read for judging.
 *
 * Two ways: everything (quota, reports), or one device with what its judgement
 * hangs on, which costs the same in a small and in a large inventory.
 */
#ifndef ROLLCALL_SRC_APP_FIGURES_H
#define ROLLCALL_SRC_APP_FIGURES_H

#include <rollcall/app/app.h>

#include "rule/estate.h"

struct rc_figures {
	struct rc_tables tables;
	struct rc_estate estate;
};

/* Judged and summed up. Lives in `arena`, but for rc_figures_fini(). The
 * estate points into *figures: do not copy or move it. */
bool rc_figures_load(struct rc_app *app, rc_date day, struct rc_arena *arena,
                     struct rc_figures *figures, struct rc_err *err) RC_MUST;
/* Of one device; *ret_facts is NULL when nothing is known of it. */
bool rc_figures_load_one(struct rc_app *app, const struct rc_device *device,
                         struct rc_arena *arena, struct rc_figures *figures,
                         const struct rc_facts **ret_facts,
                         struct rc_err *err) RC_MUST;
void rc_figures_fini(struct rc_figures *figures); /* takes a zeroed one */

#endif
