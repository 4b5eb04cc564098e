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
#include <rollcall/model/quota.h>

#include "app/past.h"
#include "rule/estate.h"

struct rc_figures {
	struct rc_tables tables;
	struct rc_estate estate;
	struct rc_past past; /* how records stood on the day */
};

/* Kinds that are read whole: what the law says; who sits where; the rest. */
enum rc_tables_part {
	RC_TABLES_LAW = 1u << 0,
	RC_TABLES_SEATS = 1u << 1,
	RC_TABLES_REST = 1u << 2
};
bool rc_figures_tables(struct rc_app *app, unsigned parts,
                       struct rc_arena *arena, struct rc_tables *tables,
                       struct rc_err *err) RC_MUST;

/* Judged and summed up. Lives in `arena`, but for rc_figures_fini(). The
 * estate points into *figures: do not copy or move it. */
bool rc_figures_load(struct rc_app *app, rc_date day, struct rc_arena *arena,
                     struct rc_figures *figures, struct rc_err *err) RC_MUST;
/* Of one device, which is taken back to the day of app first; *ret_facts is NULL
 * when nothing is known of it. */
bool rc_figures_load_one(struct rc_app *app, struct rc_device *device,
                         struct rc_arena *arena, struct rc_figures *figures,
                         const struct rc_facts **ret_facts,
                         struct rc_err *err) RC_MUST;
/* The verdict as of an earlier day, from history; no year asked for is that of
 * app's day. *ret lives in `arena`. */
bool rc_quota_past(struct rc_app *app, const struct rc_quota_options *options,
                   rc_date day, struct rc_arena *arena, struct rc_quota **ret,
                   struct rc_err *err) RC_MUST;
void rc_figures_fini(struct rc_figures *figures); /* takes a zeroed one */

#endif
