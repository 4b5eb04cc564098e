/* SPDX-License-Identifier: MIT */
/* calendar - report duties of the inventory's plan. */
#include <rollcall/app/figures.h>

#include <rollcall/app/records.h>

#include "rule/calendar.h"

bool
rc_calendar(struct rc_app *app, rc_date from, rc_date to,
            struct rc_arena *arena, struct rc_due **ret, size_t *ret_n,
            struct rc_err *err)
{
	const struct rc_period period = { from, to };
	struct rc_agenda agenda;
	struct rc_view view;
	struct rc_due *due;
	void *duties;
	size_t n, i;

	if (!rc_view_parse(&rc_kind_duty, NULL, rc_app_today(app), arena, &view,
	                   err) ||
	    !rc_records_all(app, &view, arena, &duties, &n, err) ||
	    !rc_agenda_of(duties, n, period, arena, &agenda, err))
		return false;
	due = rc_arena_alloc(arena, agenda.n, sizeof(*due));
	if (due == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < agenda.n; i++) {
		const struct rc_occasion *o = &agenda.items[i];

		due[i].code = o->duty->code;
		due[i].title = o->duty->title;
		due[i].from_role = o->duty->from_role;
		due[i].to_role = o->duty->to_role;
		due[i].source = o->duty->source;
		due[i].due = o->due;
		due[i].last_good = o->last_good;
		due[i].has_day = o->has_day;
	}
	*ret = due;
	*ret_n = agenda.n;
	return true;
}
