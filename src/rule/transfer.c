/* SPDX-License-Identifier: MIT */
/* transfer - sound computers that serve better elsewhere: re-use before
 * buying (38-KH/TU IV.3). */
#include <stdlib.h>

#include "rule/lack.h"
#include "rule/plan.h"

/* A computer that its agency or post does not need. */
struct spare {
	rc_id key; /* what a taker must have in common: see pass */
	size_t machine, unit;
	bool gone;
};

struct pool {
	const struct rc_estate *e;
	struct spare *spares;
	size_t n, cap;
	size_t left; /* of n, not gone when the pass began; they come first */
};

static bool
add_spare(struct pool *p, size_t machine, size_t unit, struct rc_err *err)
{
	if (!RC_GROW(p->spares, p->n, p->cap))
		return rc_fail_nomem(err);
	p->spares[p->n++] = (struct spare){ .machine = machine, .unit = unit };
	return true;
}

/* --- what is over --------------------------------------------------------- */

/* How many of its own stock each agency uses itself. */
static int64_t *
own_use(const struct rc_estate *e, const struct rc_shortfall *s)
{
	int64_t *own = rc_alloc(e->nunits + 1, sizeof(*own));
	size_t i;

	for (i = 0; own != NULL && i < s->nwanting; i++) {
		const struct rc_wanting *w = &s->wanting[i];

		own[w->unit] = w->due_stock + (w->chosen ? w->stock : 0);
	}
	return own;
}

/* Conforming, of the post beside its primary device. */
static bool
is_beside(const struct rc_estate *e, size_t at)
{
	const struct rc_machine *m = &e->machines[at];

	return m->seat != RC_NOWHERE && e->seats[m->seat].primary != at &&
	       e->seats[m->seat].unit == m->unit && rc_machine_serves(m) &&
	       rc_judgement_all(m->judgement) <= RC_FINDING_PASS;
}

static bool
gather(struct pool *p, const struct rc_shortfall *s, struct rc_err *err)
{
	const struct rc_estate *e = p->e;
	struct rc_norms norms;
	int64_t *own = own_use(e, s);
	int64_t *room = rc_alloc(e->nseats + 1, sizeof(*room));
	bool done = own != NULL && room != NULL;
	size_t i;

	rc_norms_of(&norms, e->tables->norms, e->tables->nnorms, e->day);
	for (i = 0; done && i < e->nseats; i++) {
		room[i] = rc_norms_computers(&norms,
		                             e->seats[i].post->title_group) -
		          1;
		if (room[i] < 0) /* no norm: nothing is beyond it */
			room[i] = INT64_MAX;
	}
	if (!done)
		(void)rc_fail_nomem(err);
	for (i = 0; done && i < e->nmachines; i++) {
		const struct rc_machine *m = &e->machines[i];

		if (m->unit == RC_NOWHERE ||
		    m->traits.connectivity == RC_ISOLATED ||
		    m->ownership == RC_RENTED ||
		    !rc_unit_in_tier(&e->units[m->unit], RC_TIER_NONE))
			continue;
		if (rc_machine_is_spare(m))
			done = own[m->unit]-- > 0 ||
			       add_spare(p, i, m->unit, err);
		else if (is_beside(e, i) && room[m->seat]-- <= 0)
			done = add_spare(p, i, m->unit, err);
	}
	rc_free(own);
	rc_free(room);
	return done;
}

/* --- who takes it --------------------------------------------------------- */

static bool
takes(const struct rc_buy *buy)
{
	return buy->quantity > 0 && buy->price > 0 &&
	       (buy->need == RC_NEED_NEW || buy->need == RC_NEED_LOST ||
	        buy->need == RC_NEED_LIFE || buy->need == RC_NEED_REPLACE);
}

/* The same agency, the same parent, any. */
enum pass { PASS_AGENCY, PASS_PARENT, PASS_ANY, PASSES };

static rc_id
key_of(const struct rc_estate *e, size_t unit, enum pass pass)
{
	const struct rc_agency *agency = e->units[unit].agency;

	if (pass == PASS_AGENCY)
		return agency->head.id;
	return pass == PASS_PARENT ? agency->parent.id : 0;
}

static int
spare_by_key(const void *a, const void *b)
{
	const struct spare *x = a, *y = b;

	if (x->gone != y->gone)
		return x->gone ? 1 : -1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->machine < y->machine ? -1 : x->machine > y->machine;
}

/* The first of the key, or p->left. */
static size_t
first_of(const struct pool *p, rc_id key)
{
	size_t low = 0, high = p->left;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->spares[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
move(struct rc_shortfall *s, struct rc_wanting *w, struct spare *spare,
     size_t buy, struct rc_err *err)
{
	struct rc_buy *b = &s->buys[buy];

	if (!RC_GROW(s->transfers, s->ntransfers, s->cap_transfers))
		return rc_fail_nomem(err);
	s->transfers[s->ntransfers++] =
	        (struct rc_transfer){ spare->machine, spare->unit, buy };
	spare->gone = true;
	b->quantity--;
	b->moved++;
	b->amount -= b->price;
	w->moved++;
	w->saved += b->price;
	return true;
}

/* `next[i]`: of the spares of one key that begin at i, the first still there. */
static bool
serve(const struct pool *p, struct rc_shortfall *s, struct rc_wanting *w,
      size_t *next, enum pass pass, struct rc_err *err)
{
	size_t n = w->chosen ? w->nbuys : w->ndue;
	rc_id key = key_of(p->e, w->unit, pass);
	size_t first = first_of(p, key);
	size_t i;

	if (pass == PASS_PARENT && key == 0)
		return true;
	for (i = 0; i < n; i++) {
		size_t buy = w->first_buy + i;

		while (takes(&s->buys[buy])) {
			size_t at = first + next[first];

			if (at >= p->left || p->spares[at].key != key)
				return true;
			next[first]++;
			if (!move(s, w, &p->spares[at], buy, err))
				return false;
		}
	}
	return true;
}

static bool
make_pass(struct pool *p, struct rc_shortfall *s, enum pass pass,
          struct rc_err *err)
{
	size_t *next = rc_alloc(p->n + 1, sizeof(*next));
	bool done = next != NULL;
	size_t i;

	if (!done)
		return rc_fail_nomem(err);
	for (i = 0; i < p->n; i++)
		p->spares[i].key = key_of(p->e, p->spares[i].unit, pass);
	qsort(p->spares, p->n, sizeof(*p->spares), spare_by_key);
	for (p->left = p->n; p->left > 0 && p->spares[p->left - 1].gone;)
		p->left--;
	for (i = 0; done && i < s->nwanting; i++)
		done = serve(p, s, &s->wanting[i], next, pass, err);
	rc_free(next);
	return done;
}

static int
transfer_by_buy(const void *a, const void *b)
{
	const struct rc_transfer *x = a, *y = b;

	if (x->buy != y->buy)
		return x->buy < y->buy ? -1 : 1;
	return x->machine < y->machine ? -1 : x->machine > y->machine;
}

bool
rc_transfers_find(const struct rc_shortfall_in *in, struct rc_shortfall *s,
                  struct rc_err *err)
{
	struct pool pool = { .e = in->estate };
	bool done = gather(&pool, s, err);
	int pass;

	for (pass = PASS_AGENCY; done && pool.n > 0 && pass < PASSES; pass++)
		done = make_pass(&pool, s, (enum pass)pass, err);
	if (done && s->ntransfers > 1)
		qsort(s->transfers, s->ntransfers, sizeof(*s->transfers),
		      transfer_by_buy);
	rc_free(pool.spares);
	return done;
}
