/* SPDX-License-Identifier: MIT */
/*
 * figures - the two ways of reading agree: every computer of the sample
 * province is judged alike alone and among all; and sums over the estate are
 * those of its parts.
 */
#include "unit/app/fixture.h"

#include <rollcall/app/demo.h>

#include "app/figures.h"

/* Every how many-th computer is judged alone. */
#define STEP 7

static struct rc_judgement
judge_alone(struct fixture *f, rc_id id, struct rc_arena *arena)
{
	struct rc_figures one;
	struct rc_judgement j;
	struct rc_device d = { 0 };
	const struct rc_facts *facts;

	assert_true(fine(f, rc_record_get(f->app, &rc_kind_device, id, arena,
	                                  &d, &f->err)));
	assert_true(fine(f, rc_figures_load_one(f->app, &d, arena, &one, &facts,
	                                        &f->err)));
	j = rc_estate_machine(&one.estate, id)->judgement;
	rc_figures_fini(&one);
	return j;
}

static void
test_alike(void **state)
{
	const struct rc_demo_options options = { .seed = 1, .port = 2222 };
	struct fixture *f = *state;
	struct rc_figures all;
	struct rc_arena arena;
	size_t passed = 0;
	size_t i;

	assert_true(fine(f, rc_demo_fill(f->app, &options, &f->err)));
	assert_true(fine(f, rc_figures_load(f->app, rc_app_as_of(f->app),
	                                    &f->arena, &all, &f->err)));
	assert_in_range(all.estate.nmachines, 1500, 3000);
	rc_arena_init(&arena);
	for (i = 0; i < all.estate.nmachines; i += STEP) {
		const struct rc_machine *m = &all.estate.machines[i];
		struct rc_judgement j = judge_alone(f, m->id, &arena);

		assert_int_equal(j.failed, m->judgement.failed);
		assert_int_equal(j.open, m->judgement.open);
		passed += rc_judgement_all(j) == RC_FINDING_PASS;
		rc_arena_clear(&arena);
	}
	/* Not all the same verdict, or this would prove nothing. */
	assert_in_range(passed, 100, all.estate.nmachines / STEP - 20);
	rc_arena_fini(&arena);
	rc_figures_fini(&all);
}

static void
test_sums(void **state)
{
	const struct rc_demo_options options = { .seed = 2, .port = 2222 };
	struct fixture *f = *state;
	struct rc_figures all;
	int64_t posts = 0, served = 0, conforming = 0, unknown = 0;
	int64_t good = 0, open = 0, held = 0;
	size_t i;

	assert_true(fine(f, rc_demo_fill(f->app, &options, &f->err)));
	assert_true(fine(f, rc_figures_load(f->app, rc_app_as_of(f->app),
	                                    &f->arena, &all, &f->err)));
	for (i = 0; i < all.estate.nunits; i++) {
		posts += all.estate.units[i].posts;
		served += all.estate.units[i].served;
		conforming += all.estate.units[i].conforming;
		unknown += all.estate.units[i].unknown;
	}
	for (i = 0; i < all.estate.nseats; i++) {
		const struct rc_seat *seat = &all.estate.seats[i];
		enum rc_finding finding;

		if (seat->primary == RC_NOWHERE)
			continue;
		held++;
		assert_int_equal(all.estate.machines[seat->primary].seat, i);
		finding = rc_judgement_all(
		        all.estate.machines[seat->primary].judgement);
		good += finding == RC_FINDING_PASS;
		open += finding == RC_FINDING_OPEN;
	}
	assert_int_equal(posts, all.estate.nseats);
	assert_int_equal(served, held);
	assert_int_equal(conforming, good);
	assert_int_equal(unknown, open);
	rc_figures_fini(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_alike, fixture_setup,
		                                fixture_teardown),
		cmocka_unit_test_setup_teardown(test_sums, fixture_setup,
		                                fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
