/* SPDX-License-Identifier: MIT */
/* verdicts - judging for views. */
#include "app/verdicts.h"

#include "app/figures.h"
#include "store/verdict.h"

static bool
tests_verdicts(const struct rc_term *term)
{
	const struct rc_term *child;

	if (term == NULL)
		return false;
	if (term->type == RC_TERM_TEST)
		return term->field != NULL && rc_field_is_verdict(term->field);
	for (child = term->child; child != NULL; child = child->next)
		if (tests_verdicts(child))
			return true;
	return false;
}

static bool
add_machine(struct rc_app *app, const struct rc_machine *m, struct rc_err *err)
{
	static const int word_of[] = {
		[RC_FINDING_MOOT] = RC_VERDICT_PASS,
		[RC_FINDING_PASS] = RC_VERDICT_PASS,
		[RC_FINDING_OPEN] = RC_VERDICT_UNKNOWN,
		[RC_FINDING_FAIL] = RC_VERDICT_FAIL,
	};
	int words[RC_VERDICTS];
	int id;

	_Static_assert(RC_QUALITIES + 1 == RC_VERDICTS,
	               "the qualities in their order, then all of them");
	for (id = 0; id < RC_QUALITIES; id++)
		words[id] = word_of[rc_judgement_quality(
		        m->judgement, (enum rc_quality_id)id)];
	words[RC_QUALITIES] = word_of[rc_judgement_all(m->judgement)];
	return rc_verdicts_add(app->store, m->id, words, err);
}

static bool
judge_all(struct rc_app *app, struct rc_err *err)
{
	struct rc_figures figures;
	struct rc_arena arena;
	bool done = false;
	size_t i;

	rc_arena_init(&arena);
	if (rc_figures_load(app, rc_app_as_of(app), &arena, &figures, err)) {
		done = rc_verdicts_clear(app->store, err);
		for (i = 0; done && i < figures.estate.nmachines; i++)
			done = add_machine(app, &figures.estate.machines[i],
			                   err);
		rc_figures_fini(&figures);
	}
	rc_arena_fini(&arena);
	return done;
}

bool
rc_verdicts_ready(struct rc_app *app, const struct rc_view *view,
                  struct rc_err *err)
{
	struct rc_app_verdicts now = { .there = true,
		                       .stamp.day = rc_app_as_of(app) };
	struct rc_app_verdicts *kept = &app->verdicts;

	if (!tests_verdicts(view->filter))
		return true;
	if (!rc_units_now(app->store, &now.stamp, err))
		return false;
	if (kept->there && rc_units_same(&kept->stamp, &now.stamp))
		return true;
	kept->there = false;
	if (!judge_all(app, err))
		return false;
	/* What is made within a transaction goes when that is taken back. */
	if (!rc_store_in_tx(app->store))
		*kept = now;
	return true;
}
