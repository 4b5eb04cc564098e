/* SPDX-License-Identifier: MIT */
/* live - counts that stay in memory and are mended there. */
#include <rollcall/app/live.h>

#include <rollcall/app/figures.h>

#include "app/app_impl.h"
#include "app/units.h"
#include "rule/quota.h"

/* Counts and the tables around them; stays where it is. */
struct state {
	struct rc_units units;
	struct rc_figures figures;
	struct rc_arena arena;
	bool broken; /* half mended */
};

struct rc_live {
	struct state *state;  /* NULL = none yet */
	struct rc_arena room; /* of the last answer: */
	struct rc_quota quota;
};

bool
rc_live_new(struct rc_live **ret, struct rc_err *err)
{
	struct rc_live *live = rc_alloc(1, sizeof(*live));

	if (live == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&live->room);
	*ret = live;
	return true;
}

static void
state_free(struct state *state)
{
	if (state == NULL)
		return;
	rc_figures_fini(&state->figures);
	rc_arena_fini(&state->arena);
	rc_free(state);
}

void
rc_live_free(struct rc_live *live)
{
	if (live == NULL)
		return;
	state_free(live->state);
	rc_arena_fini(&live->room);
	rc_free(live);
}

static bool
state_new(struct rc_app *app, struct state **ret, struct rc_err *err)
{
	struct state *state = rc_alloc(1, sizeof(*state));

	if (state == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&state->arena);
	state->units = (struct rc_units){ .app = app,
		                          .day = rc_app_today(app),
		                          .arena = &state->arena,
		                          .f = &state->figures };
	if (!rc_units_load(&state->units, err)) {
		state_free(state);
		return false;
	}
	*ret = state;
	return true;
}

/* The state there is, mended, or another one. */
static bool
state_of(struct rc_live *live, struct rc_app *app, struct rc_arena *room,
         struct state **ret, struct rc_err *err)
{
	struct state *state = live->state;
	bool mended = false;

	if (state != NULL && !state->broken &&
	    state->units.day == rc_app_today(app)) {
		state->broken = true;
		if (!rc_units_mend(&state->units, room, &mended, err))
			return false;
		state->broken = !mended;
	}
	*ret = state;
	return mended || state_new(app, ret, err);
}

/* As of today. What was answered before stays as it is. */
static bool
answer(struct rc_live *live, struct rc_app *app,
       const struct rc_quota_options *options, struct rc_arena *room,
       struct rc_err *err)
{
	struct rc_quota quota;
	struct state *state;

	if (!state_of(live, app, room, &state, err))
		return false;
	if (!rc_quota_of(&state->figures.estate, options, room, &quota, err)) {
		if (state != live->state)
			state_free(state);
		return false;
	}
	if (state != live->state)
		state_free(live->state);
	live->state = state;
	live->quota = quota;
	return true;
}

bool
rc_live_quota(struct rc_live *live, struct rc_app *app,
              const struct rc_quota_options *options,
              const struct rc_quota **ret, struct rc_err *err)
{
	bool other = rc_app_as_of(app) != rc_app_today(app) ||
	             rc_store_in_tx(app->store);
	struct rc_arena room;

	rc_arena_init(&room);
	if (!(other ? rc_quota_compute(app, options, &room, &live->quota, err)
	            : answer(live, app, options, &room, err))) {
		rc_arena_fini(&room);
		return false;
	}
	rc_arena_fini(&live->room);
	live->room = room;
	*ret = &live->quota;
	return true;
}
