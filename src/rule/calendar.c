/* SPDX-License-Identifier: MIT */
/* calendar - report duties as days. */
#include "rule/calendar.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>

#include "rule/day.h"

#define PERIOD_MAX_DAYS 36525

/* Months in a cycle; 0 = not a cycle of the calendar. */
static int
months_of(int cycle)
{
	switch (cycle) {
	case RC_MONTHLY:
		return 1;
	case RC_QUARTERLY:
		return 3;
	case RC_HALF_YEARLY:
		return 6;
	case RC_YEARLY:
		return 12;
	default:
		return 0;
	}
}

static int
month_number(rc_date day)
{
	struct rc_civil civil = rc_civil_of(day);

	return civil.year * 12 + civil.month - 1;
}

static rc_date
first_of(int month)
{
	return rc_date_from((struct rc_civil){ month / 12, month % 12 + 1, 1 });
}

/* The occasion of the cycle that begins in month `first`. */
static struct rc_occasion
occasion_of(const struct rc_duty *duty, int first, int months)
{
	struct rc_occasion o = { .duty = duty,
		                 .has_day = duty->due_day != RC_INT_NONE };
	int within = months;
	struct rc_civil civil;
	int last;

	if (o.has_day && duty->due_month != RC_INT_NONE &&
	    duty->due_month >= 1 && duty->due_month <= months)
		within = (int)duty->due_month;
	o.cycle.from = first_of(first);
	o.cycle.to = first_of(first + months) - 1;
	civil.year = (first + within - 1) / 12;
	civil.month = (first + within - 1) % 12 + 1;
	last = rc_days_in_month(civil.year, civil.month);
	civil.day = last;
	if (o.has_day && duty->due_day < last)
		civil.day = duty->due_day < 1 ? 1 : (int)duty->due_day;
	o.due = rc_date_from(civil);
	o.last_good = o.due - (o.has_day && duty->strict == 1);
	return o;
}

struct list {
	struct rc_occasion *items;
	size_t n, cap;
};

static bool
add_duty(struct list *list, const struct rc_duty *duty, struct rc_period period)
{
	int months = months_of(duty->cycle);
	int month, last;

	if (months == 0)
		return true;
	month = month_number(period.from);
	month -= month % months;
	last = month_number(period.to);
	for (; month <= last; month += months) {
		struct rc_occasion o = occasion_of(duty, month, months);

		if (o.due < period.from || o.due > period.to ||
		    !rc_day_holds(duty->valid_from, duty->valid_to, o.due))
			continue;
		if (!RC_GROW(list->items, list->n, list->cap))
			return false;
		list->items[list->n++] = o;
	}
	return true;
}

static int
by_day(const void *a, const void *b)
{
	const struct rc_occasion *x = a, *y = b;
	struct rc_str p = rc_str_of(x->duty->code);
	struct rc_str q = rc_str_of(y->duty->code);
	size_t i;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	for (i = 0; i < p.n && i < q.n; i++)
		if (p.p[i] != q.p[i])
			return (unsigned char)p.p[i] - (unsigned char)q.p[i];
	return p.n < q.n ? -1 : p.n > q.n;
}

bool
rc_agenda_of(const struct rc_duty *duties, size_t n, struct rc_period period,
             struct rc_arena *arena, struct rc_agenda *ret, struct rc_err *err)
{
	struct list list = { 0 };
	struct rc_occasion *items;
	bool done = true;
	size_t i;

	if (period.to < period.from)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("the period ends before it begins"));
	if (period.to - period.from > PERIOD_MAX_DAYS)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("the period is longer than 100 years"));
	for (i = 0; i < n && done; i++)
		done = add_duty(&list, &duties[i], period);
	items = rc_arena_alloc(arena, list.n, sizeof(*items));
	done = done && items != NULL;
	for (i = 0; done && i < list.n; i++)
		items[i] = list.items[i];
	rc_free(list.items);
	if (!done)
		return rc_fail_nomem(err);
	if (list.n > 1)
		qsort(items, list.n, sizeof(*items), by_day);
	ret->items = items;
	ret->n = list.n;
	return true;
}

bool
rc_occasion_takes(const struct rc_occasion *o, struct rc_period period)
{
	return period.from <= o->due && o->due <= period.to &&
	       period.from >= o->cycle.from && period.to <= o->cycle.to;
}

struct rc_fulfilment
rc_occasion_state(const struct rc_occasion *o,
                  const struct rc_snapshot *snapshots, size_t n, rc_date day)
{
	struct rc_fulfilment f = { RC_DUE_OPEN, NULL };
	size_t i;

	for (i = 0; i < n; i++) {
		const struct rc_snapshot *s = &snapshots[i];
		const struct rc_period period = { s->period_from,
			                          s->period_to };

		if (rc_text_eq(s->duty, o->duty->code) &&
		    rc_date_of(s->at) <= day && rc_occasion_takes(o, period) &&
		    (f.by == NULL || s->at < f.by->at))
			f.by = s;
	}
	if (f.by == NULL)
		f.state = day > o->last_good ? RC_DUE_LATE : RC_DUE_OPEN;
	else
		f.state = rc_date_of(f.by->at) > o->last_good ? RC_DUE_DONE_LATE
		                                              : RC_DUE_DONE;
	return f;
}
