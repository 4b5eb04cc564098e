/* SPDX-License-Identifier: MIT */
/* calendar - report duties of the inventory's plan. */
#include <rollcall/app/figures.h>

#include "app/ledger.h"
#include "rule/calendar.h"

static void
fill(struct rc_due *due, const struct rc_occasion *o,
     const struct rc_ledger *ledger, rc_date day)
{
	struct rc_fulfilment f = rc_occasion_state(o, ledger->snapshots,
	                                           ledger->nsnapshots, day);

	*due = (struct rc_due){
		.code = o->duty->code,
		.title = o->duty->title,
		.from_role = o->duty->from_role,
		.to_role = o->duty->to_role,
		.source = o->duty->source,
		.due = o->due,
		.last_good = o->last_good,
		.has_day = o->has_day,
		.cycle = o->cycle,
		.state = f.state,
		.report = f.by == NULL ? NULL : f.by->code,
		.frozen_at = f.by == NULL ? RC_MS_NONE : f.by->at,
	};
}

bool
rc_calendar(struct rc_app *app, rc_date from, rc_date to,
            struct rc_arena *arena, struct rc_due **ret, size_t *ret_n,
            struct rc_err *err)
{
	const struct rc_report_in in = { .day = rc_app_as_of(app),
		                         .period = { from, to } };
	struct rc_agenda agenda;
	struct rc_books books;
	struct rc_due *due;
	size_t i;

	if (!rc_books_load(app, RC_NEEDS_DUTIES, &in, arena, &books, err))
		return false;
	/* Of duties alone nothing is on the heap. */
	rc_books_fini(&books);
	if (!rc_agenda_of(books.ledger.duties, books.ledger.nduties, in.period,
	                  arena, &agenda, err))
		return false;
	due = rc_arena_alloc(arena, agenda.n, sizeof(*due));
	if (due == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < agenda.n; i++)
		fill(&due[i], &agenda.items[i], &books.ledger, in.day);
	*ret = due;
	*ret_n = agenda.n;
	return true;
}
