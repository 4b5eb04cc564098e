/* SPDX-License-Identifier: MIT */
/* forecast - letting orders arrive, and drawing on a line. */
#include "rule/forecast.h"

#include <stdlib.h>
#include <string.h>

#include "rule/day.h"
#include "rule/indicator.h"

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Up to n computers come to an agency's posts. Returns how many it took. */
static int64_t
serve(struct rc_unit *u, int64_t n)
{
	int64_t fresh = least(n, u->posts - u->served);
	int64_t old = least(n - fresh, u->served - u->conforming);
	int64_t failing = u->served - u->conforming - u->unknown;
	int64_t open = old > failing ? old - failing : 0;
	int64_t mixed = least(old, u->poor_mixed);
	int64_t unsure = least(old - mixed, u->poor_unsure);

	u->served += fresh;
	u->conforming += fresh + old;
	u->unknown -= open;
	u->renewed = least(u->renewed, u->served - u->conforming);
	u->poor_mixed -= mixed;
	u->poor_unsure -= unsure;
	u->computers += fresh;
	u->held += fresh;
	u->good += fresh + old;
	u->open -= least(open, u->open);
	u->held_open -= least(open, u->held_open);
	u->bought -= least(old, u->bought);
	u->approved += fresh + mixed + unsure;
	u->unsure -= unsure;
	return fresh + old;
}

/* --- orders --------------------------------------------------------------- */

static bool
is_computer(const struct rc_order *order)
{
	return order->item == RC_ITEM_DESKTOP ||
	       order->item == RC_ITEM_PORTABLE ||
	       order->item == RC_ITEM_COMPUTER;
}

static int
by_delivery(const void *a, const void *b)
{
	const struct rc_order *x = *(const struct rc_order *const *)a;
	const struct rc_order *y = *(const struct rc_order *const *)b;

	if (x->deliver_on != y->deliver_on)
		return x->deliver_on < y->deliver_on ? -1 : 1;
	return strcmp(rc_text_or_empty(x->code), rc_text_or_empty(y->code));
}

#define DEPTH_MAX 64 /* of the tree of agencies: a ring in it must end */

static bool
is_beneath(const struct rc_estate *e, size_t unit, rc_id above)
{
	int depth;

	for (depth = 0; depth < DEPTH_MAX; depth++) {
		unit = rc_index_find(&e->unit_index,
		                     e->units[unit].agency->parent.id);
		if (unit == RC_NOWHERE)
			return false;
		if (e->units[unit].agency->head.id == above)
			return true;
	}
	return false;
}

/* Units are in order of code. */
static int
by_lack(const void *a, const void *b)
{
	const struct rc_unit *x = *(struct rc_unit *const *)a;
	const struct rc_unit *y = *(struct rc_unit *const *)b;
	int64_t p = x->posts - x->conforming, q = y->posts - y->conforming;

	if (p != q)
		return p < q ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* The agencies in the quota beneath, the nearest to conforming first. Returns
 * what none of them lacks. */
static int64_t
serve_beneath(const struct rc_estate *e, rc_id above, int64_t left,
              struct rc_unit **room)
{
	size_t i, n = 0;

	for (i = 0; i < e->nunits; i++)
		if (rc_unit_in_tier(&e->units[i], RC_TIER_NONE) &&
		    e->units[i].posts > e->units[i].conforming &&
		    is_beneath(e, i, above))
			room[n++] = &e->units[i];
	if (n > 1)
		qsort(room, n, sizeof(*room), by_lack);
	for (i = 0; i < n && left > 0; i++)
		left -= serve(room[i], left);
	return left;
}

static void
deliver(struct rc_forecast *f, const struct rc_order *order,
        struct rc_unit **room)
{
	struct rc_estate *e = &f->estate;
	size_t at = rc_index_find(&e->unit_index, order->agency.id);
	int64_t left = order->quantity;

	if (at != RC_NOWHERE)
		left -= serve(&e->units[at], left);
	if (at != RC_NOWHERE && left > 0)
		left = serve_beneath(e, order->agency.id, left, room);
	f->serving += order->quantity - left;
	f->idle += left;
	if (order->deliver_on < e->day)
		f->late += order->quantity - left;
}

/* Takes note of an order; true: it comes within the year. */
static bool
is_coming(struct rc_forecast *f, const struct rc_order *order, rc_date last)
{
	if (order->status != RC_ORDER_ORDERED || !is_computer(order) ||
	    order->quantity <= 0 ||
	    (order->ordered_on != RC_DATE_NONE &&
	     order->ordered_on > f->estate.day))
		return false;
	if (order->deliver_on == RC_DATE_NONE)
		f->undated += order->quantity;
	else if (order->deliver_on > last)
		f->after += order->quantity;
	else
		return true;
	return false;
}

bool
rc_forecast_of(const struct rc_estate *estate, int year, struct rc_arena *arena,
               struct rc_forecast *ret, struct rc_err *err)
{
	const struct rc_tables *t = estate->tables;
	struct rc_forecast f = { .estate = *estate };
	const struct rc_order **orders =
	        rc_arena_alloc(arena, t->norders, sizeof(*orders));
	struct rc_unit **room =
	        rc_arena_alloc(arena, estate->nunits, sizeof(*room));
	size_t i, n = 0;

	f.estate.units =
	        rc_arena_alloc(arena, estate->nunits, sizeof(*estate->units));
	if (orders == NULL || room == NULL || f.estate.units == NULL)
		return rc_fail_nomem(err);
	if (estate->nunits > 0)
		memcpy(f.estate.units, estate->units,
		       estate->nunits * sizeof(*estate->units));
	for (i = 0; i < t->norders; i++)
		if (is_coming(&f, &t->orders[i], rc_year_last(year)))
			orders[n++] = &t->orders[i];
	if (n > 1)
		qsort(orders, n, sizeof(*orders), by_delivery);
	for (i = 0; i < n; i++)
		deliver(&f, orders[i], room);
	*ret = f;
	return true;
}

int64_t
rc_trend_at_end(const struct rc_trend *t)
{
	int64_t days = t->at - t->from;
	int64_t gain = (t->now - t->then) * (t->to - t->at);
	int64_t end = t->now;

	if (days > 0) /* rounded down, below zero too */
		end += gain >= 0 ? gain / days : -((-gain + days - 1) / days);
	if (end < 0)
		return 0;
	return end < t->most ? end : t->most;
}
