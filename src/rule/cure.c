/* SPDX-License-Identifier: MIT */
/* cure - from what posts lack to where it comes from. */
#include "rule/cure.h"

#include <stdlib.h>

#include "rule/lack.h"

struct search {
	const struct rc_estate *e;
	size_t unit;
	struct rc_arena *arena;
	struct rc_cure *cures;
	size_t n;
	int64_t ordered;
	/* Computers to be had, in the order they are taken. */
	size_t *own, *others;
	size_t nown, nothers, next_own, next_other;
};

/* --- what there is -------------------------------------------------------- */

static int64_t
left_over(const struct rc_unit *u)
{
	int64_t n = u->spare - (u->posts - u->conforming);

	return n > 0 ? n : 0;
}

/* Those of the same parent, or all others; of each no more than it can do
 * without. */
static void
gather_others(struct search *s, int64_t *room, bool kin)
{
	const struct rc_unit *units = s->e->units;
	rc_id parent = units[s->unit].agency->parent.id;
	size_t i;

	for (i = 0; i < s->e->nmachines; i++) {
		const struct rc_machine *m = &s->e->machines[i];

		if (m->unit == RC_NOWHERE || m->unit == s->unit ||
		    room[m->unit] == 0 || !rc_machine_is_spare(m))
			continue;
		if ((parent != 0 &&
		     units[m->unit].agency->parent.id == parent) != kin)
			continue;
		room[m->unit]--;
		s->others[s->nothers++] = i;
	}
}

static bool
gather(struct search *s, struct rc_err *err)
{
	const struct rc_estate *e = s->e;
	int64_t *room = rc_arena_alloc(s->arena, e->nunits, sizeof(*room));
	rc_id agency = e->units[s->unit].agency->head.id;
	size_t i;

	s->own = rc_arena_alloc(s->arena, e->nmachines, sizeof(*s->own));
	s->others = rc_arena_alloc(s->arena, e->nmachines, sizeof(*s->others));
	if (room == NULL || s->own == NULL || s->others == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->nunits; i++)
		room[i] = left_over(&e->units[i]);
	for (i = 0; i < e->nmachines; i++)
		if (e->machines[i].unit == s->unit &&
		    rc_machine_is_spare(&e->machines[i]))
			s->own[s->nown++] = i;
	gather_others(s, room, true);
	gather_others(s, room, false);
	for (i = 0; i < e->tables->norders; i++) {
		const struct rc_order *order = &e->tables->orders[i];

		if (order->agency.id == agency && order->quantity > 0 &&
		    order->item >= RC_ITEM_DESKTOP &&
		    order->item <= RC_ITEM_COMPUTER &&
		    rc_order_is_open(order, e->day))
			s->ordered += order->quantity;
	}
	return true;
}

/* --- one cure for each post ------------------------------------------------ */

static void
give_device(struct search *s, struct rc_cure *cure)
{
	if (s->next_own < s->nown) {
		cure->by = RC_NEED_STOCK;
		cure->machine = s->own[s->next_own++];
	} else if (s->ordered > 0) {
		cure->by = RC_NEED_ORDER;
		s->ordered--;
	} else if (s->next_other < s->nothers) {
		cure->by = RC_NEED_TRANSFER;
		cure->machine = s->others[s->next_other++];
	} else {
		cure->by = RC_NEED_NEW;
		cure->price = cure->full_price;
	}
}

static bool
takes_device(const struct rc_cure *cure)
{
	return cure->by != RC_NEED_SIGNATURE && cure->by != RC_NEED_LINK &&
	       cure->need != RC_NEED_MEND && cure->need != RC_NEED_ASK;
}

/* What it would cost to buy; 0 where nothing need be bought. */
static rc_vnd
full_price(const struct rc_cure *cure)
{
	return takes_device(cure) ? cure->full_price : 0;
}

/* The cheapest first, then in order of code. */
static int
by_price(const void *a, const void *b)
{
	const struct rc_cure *x = *(struct rc_cure *const *)a;
	const struct rc_cure *y = *(struct rc_cure *const *)b;
	rc_vnd p = full_price(x), q = full_price(y);

	if (p != q)
		return p < q ? -1 : 1;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

/* The cheapest posts are wanted; and of these what costs nothing goes to the
 * dearest first, so that the sum is the least there is. */
static bool
choose(struct search *s, int64_t missing, struct rc_err *err)
{
	struct rc_cure **order = rc_arena_alloc(s->arena, s->n, sizeof(*order));
	size_t i, n = 0, wanted;

	if (order == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < s->n; i++)
		if (s->cures[i].lacks)
			order[n++] = &s->cures[i];
	if (n > 1)
		qsort(order, n, sizeof(*order), by_price);
	wanted = missing < (int64_t)n ? (size_t)missing : n;
	for (i = wanted; i > 0; i--) {
		order[i - 1]->wanted = true;
		if (takes_device(order[i - 1]))
			give_device(s, order[i - 1]);
	}
	for (i = wanted; i < n; i++)
		if (takes_device(order[i]))
			give_device(s, order[i]);
	return true;
}

static void
take_lack(struct search *s, const struct rc_lack *lack)
{
	size_t seat = (size_t)(lack->seat - s->e->seats);
	struct rc_cure *cure =
	        &s->cures[seat - s->e->units[s->unit].first_seat];

	if (!lack->counts)
		return;
	cure->lacks = true;
	cure->need = cure->by = lack->need;
	cure->signature = lack->signature;
	cure->norm = lack->norm;
	cure->full_price = lack->price;
	if (!lack->computer)
		cure->by = lack->signature ? RC_NEED_SIGNATURE : RC_NEED_LINK;
}

bool
rc_cures_of(const struct rc_estate *e, size_t unit,
            const struct rc_quota_options *options, struct rc_arena *arena,
            struct rc_cure **ret, struct rc_err *err)
{
	const struct rc_unit *u = &e->units[unit];
	const struct rc_quota_options o = rc_quota_settle(e, options);
	struct rc_shortfall_in in = {
		.estate = e, .options = o, .from = e->day, .horizon = e->day
	};
	struct search s = { .e = e, .unit = unit, .arena = arena };
	struct rc_lacks lacks = { 0 };
	bool done;
	size_t i;

	s.n = u->nseats;
	s.cures = rc_arena_alloc(arena, s.n, sizeof(*s.cures));
	if (s.cures == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < s.n; i++) {
		s.cures[i].seat = u->first_seat + i;
		s.cures[i].machine = RC_NOWHERE;
	}
	done = rc_lacks_begin(&lacks, &in, &o, err) &&
	       rc_lacks_of(&lacks, unit, err);
	for (i = 0; done && i < lacks.n; i++)
		take_lack(&s, &lacks.rows[i]);
	rc_lacks_fini(&lacks);
	done = done && gather(&s, err) &&
	       choose(&s, rc_unit_judge(u, &e->params, &o).missing, err);
	if (done)
		*ret = s.cures;
	return done;
}
