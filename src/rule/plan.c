/* SPDX-License-Identifier: MIT */
/* plan - who is chosen, when to order, and what it all comes to. */
#include "rule/plan.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

static bool
fail_sum(struct rc_err *err)
{
	return rc_fail(err, RC_EINVALID, "%s",
	               _("the sum is too large: look at the price ceilings"));
}

/* --- quarters ------------------------------------------------------------- */

rc_date
rc_quarter_of(rc_date day)
{
	struct rc_civil civil = rc_civil_of(day);

	civil.month -= (civil.month - 1) % 3;
	civil.day = 1;
	return rc_date_from(civil);
}

struct rc_spread
rc_spread_of(const struct rc_estate *e, int year)
{
	const struct rc_civil first = { year, 1, 1 }, last = { year, 12, 31 };
	struct rc_spread s = { rc_quarter_of(e->day), 1, e->day };
	rc_date quarter;

	if (!rc_civil_valid(first))
		return s;
	if (rc_date_from(first) > s.first)
		s.first = rc_date_from(first);
	s.last_order =
	        rc_date_from(last) - (rc_date)e->params.value[RC_LEAD_DAYS];
	for (quarter = rc_date_add_months(s.first, 3);
	     quarter <= s.last_order && quarter <= rc_date_from(last);
	     quarter = rc_date_add_months(quarter, 3))
		s.quarters++;
	return s;
}

rc_date
rc_spread_before(const struct rc_spread *spread, const struct rc_estate *e,
                 rc_date day)
{
	rc_date order = spread->first;

	if (day != RC_DATE_NONE)
		order = day - (rc_date)e->params.value[RC_LEAD_DAYS];
	order = order < spread->first ? spread->first : order;
	return rc_quarter_of(order);
}

/* The chosen of each target, evenly; the rest of the year's quarters. */
static void
spread_orders(struct rc_shortfall *s, const struct rc_spread *spread)
{
	size_t goal, i, k;

	for (goal = 0; goal < s->ngoals; goal++) {
		int64_t chosen = s->goals[goal].chosen;
		int64_t at = 0;

		for (i = 0; i < s->nwanting; i++) {
			const struct rc_wanting *w = &s->wanting[i];
			rc_date quarter;

			if (!w->chosen || w->target != goal)
				continue;
			quarter = rc_date_add_months(
			        spread->first,
			        (int)(at++ * spread->quarters / chosen) * 3);
			for (k = w->ndue; k < w->nbuys; k++)
				s->buys[w->first_buy + k].quarter = quarter;
		}
	}
	s->last_order = spread->last_order;
}

/* --- choice --------------------------------------------------------------- */

static bool
is_hindered(const struct rc_wanting *w)
{
	return w->no_link || w->no_baseline || w->no_norm;
}

/* Units stand in order of code, so their place breaks the last tie. Those that
 * conform already are not chosen from. */
static int
wanting_by_cost(const void *a, const void *b)
{
	const struct rc_wanting *x = a, *y = b;

	if (x->conforms != y->conforms)
		return x->conforms ? 1 : -1;
	if (!x->conforms && is_hindered(x) != is_hindered(y))
		return is_hindered(x) ? 1 : -1;
	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	if (x->missing != y->missing)
		return x->missing < y->missing ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static void
count_goal(const struct rc_estate *e, const struct rc_quota_options *o,
           struct rc_goal *goal)
{
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];

		if (!rc_unit_in_tier(unit, goal->target->tier) ||
		    unit->posts == 0)
			continue;
		goal->roster++;
		goal->conforming += rc_unit_judge(unit, &e->params, o).conforms;
	}
	goal->needed = rc_quota_needed(goal->roster, goal->target->percent);
}

/* Agencies that an earlier goal chose count for this one as well. */
static void
choose(const struct rc_estate *e, struct rc_shortfall *s, size_t at)
{
	struct rc_goal *goal = &s->goals[at];
	int64_t have = goal->conforming;
	size_t i;

	for (i = 0; i < s->nwanting; i++)
		have += s->wanting[i].chosen &&
		        rc_unit_in_tier(&e->units[s->wanting[i].unit],
		                        goal->target->tier);
	for (i = 0; i < s->nwanting && have < goal->needed; i++) {
		struct rc_wanting *wanting = &s->wanting[i];

		if (wanting->chosen || wanting->conforms ||
		    !rc_unit_in_tier(&e->units[wanting->unit],
		                     goal->target->tier))
			continue;
		wanting->chosen = true;
		wanting->target = at;
		goal->chosen++;
		have++;
	}
}

static bool
set_goals(const struct rc_estate *e, const struct rc_quota_options *o,
          struct rc_shortfall *s, struct rc_err *err)
{
	const struct rc_tables *t = e->tables;
	size_t i;

	for (i = 0; i < t->ntargets; i++) {
		const struct rc_target *target = &t->targets[i];

		if (target->year != o->year || target->percent < 0 ||
		    target->percent > 100 ||
		    rc_indicator_sort(target->indicator) !=
		            RC_INDICATOR_EQUIPMENT)
			continue;
		if (!RC_GROW(s->goals, s->ngoals, s->cap_goals))
			return rc_fail_nomem(err);
		memset(&s->goals[s->ngoals], 0, sizeof(*s->goals));
		s->goals[s->ngoals].target = target;
		count_goal(e, o, &s->goals[s->ngoals]);
		choose(e, s, s->ngoals++);
	}
	return true;
}

/* --- sums ----------------------------------------------------------------- */

static bool
add_amount(struct rc_goal *goal, enum rc_need need, int64_t n, rc_vnd amount)
{
	goal->count_by_need[need] += n;
	return rc_vnd_add(goal->by_need[need], amount, &goal->by_need[need]) &&
	       rc_vnd_add(goal->amount, amount, &goal->amount);
}

static bool
add_sums(struct rc_goal *goal, const struct rc_shortfall *s,
         const struct rc_wanting *w)
{
	size_t n = w->chosen ? w->nbuys : w->ndue;
	size_t i;

	goal->computers += w->due_computers - w->moved;
	goal->stock += w->due_stock;
	goal->ordered += w->due_ordered;
	goal->moved += w->moved;
	if (w->chosen) {
		goal->computers += w->computers;
		goal->stock += w->stock;
		goal->ordered += w->ordered;
	}
	for (i = 0; i < n; i++) {
		const struct rc_buy *buy = &s->buys[w->first_buy + i];

		if (!add_amount(goal, buy->need, buy->quantity, buy->amount) ||
		    !add_amount(goal, RC_NEED_TRANSFER, buy->moved, 0))
			return false;
	}
	return true;
}

static bool
sum_up(struct rc_shortfall *s)
{
	size_t i;

	for (i = 0; i < s->nwanting; i++) {
		const struct rc_wanting *w = &s->wanting[i];
		struct rc_goal *goal =
		        w->chosen ? &s->goals[w->target] : &s->others;

		if (!add_sums(goal, s, w) || !add_sums(&s->total, s, w))
			return false;
		s->total.chosen += w->chosen;
	}
	return true;
}

bool
rc_plan_make(const struct rc_shortfall_in *in,
             const struct rc_quota_options *settled, struct rc_shortfall *s,
             struct rc_err *err)
{
	const struct rc_estate *e = in->estate;
	struct rc_spread spread = rc_spread_of(e, settled->year);

	if (s->nwanting > 1)
		qsort(s->wanting, s->nwanting, sizeof(*s->wanting),
		      wanting_by_cost);
	if (!set_goals(e, settled, s, err) || !rc_transfers_find(in, s, err))
		return false;
	spread_orders(s, &spread);
	return sum_up(s) || fail_sum(err);
}
