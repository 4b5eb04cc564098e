/* SPDX-License-Identifier: MIT */
/* lack - judging the computers of each post for what must be bought. */
#include "rule/lack.h"

#include <stdlib.h>
#include <string.h>

/* --- what one post lacks -------------------------------------------------- */

/* Facts that are missing about the machine itself, not about its link. */
static bool
is_open(struct rc_judgement j)
{
	size_t i;

	for (i = 0; i < rc_nchecks; i++)
		if ((j.open & 1u << i) != 0 &&
		    rc_checks[i].remedy != RC_REMEDY_LINK)
			return true;
	return false;
}

static rc_date
life_end(const struct rc_lacks *l, size_t machine)
{
	return l->in->ends == NULL ? RC_DATE_NONE : l->in->ends[machine];
}

static bool
is_worn(const struct rc_lacks *l, size_t machine)
{
	rc_date end = life_end(l, machine);

	return end != RC_DATE_NONE && l->in->from <= end &&
	       end <= l->in->horizon;
}

/* Supported today and not at the horizon? */
static bool
loses_support(const struct rc_lacks *l, const struct rc_machine *m)
{
	rc_date margin = (rc_date)l->e->params.value[RC_OS_MARGIN_DAYS];

	return m->support_end != RC_DATE_NONE &&
	       l->e->day + margin <= m->support_end &&
	       l->in->horizon + margin > m->support_end;
}

static bool
is_gone(const struct rc_machine *m)
{
	return m->traits.status == RC_STATUS_BROKEN ||
	       m->traits.status == RC_STATUS_LOST;
}

bool
rc_machine_serves(const struct rc_machine *m)
{
	return m->traits.status == RC_STATUS_IN_USE &&
	       m->ownership != RC_PERSONAL_DEVICE;
}

/* The machines that a seat has, as a span of l->held. Seats come in order. */
static size_t
span_of(struct rc_lacks *l, size_t seat, size_t *ret_n)
{
	const struct rc_machine *machines = l->e->machines;
	size_t first;

	while (l->next_held < l->nheld &&
	       machines[l->held[l->next_held]].seat < seat)
		l->next_held++;
	first = l->next_held;
	while (l->next_held < l->nheld &&
	       machines[l->held[l->next_held]].seat == seat)
		l->next_held++;
	*ret_n = l->next_held - first;
	return first;
}

static void
judge_primary(const struct rc_lacks *l, struct rc_lack *lack)
{
	size_t at = lack->seat->primary;
	const struct rc_machine *m = &l->e->machines[at];
	enum rc_finding all = rc_judgement_all(m->judgement);

	lack->old = at;
	lack->counts = all == RC_FINDING_FAIL ||
	               (all == RC_FINDING_OPEN && !l->exclude_unknown);
	lack->computer = lack->due = true;
	lack->need = RC_NEED_LIFE;
	lack->end = life_end(l, at);
	if (is_worn(l, at))
		return;
	lack->due = false;
	lack->need = RC_NEED_REPLACE;
	if (lack->counts && rc_judgement_needs(m->judgement, RC_REMEDY_REPLACE))
		return;
	lack->due = true;
	lack->need = RC_NEED_SUPPORT;
	lack->end = m->support_end;
	if (loses_support(l, m))
		return;
	lack->due = false;
	lack->need = rc_judgement_needs(m->judgement, RC_REMEDY_MEND)
	                     ? RC_NEED_MEND
	                     : RC_NEED_ASK;
	lack->computer = lack->counts &&
	                 (lack->need == RC_NEED_MEND || is_open(m->judgement));
}

static bool
needs_signature(const struct rc_lacks *l, const struct rc_seat *seat)
{
	return l->e->params.value[RC_TOKEN_REQUIRED] != 0 &&
	       !seat->token_valid &&
	       (seat->post->signer == 1 || seat->post->handler == 1);
}

static bool
push(struct rc_lacks *l, struct rc_lack lack, struct rc_err *err)
{
	if (!RC_GROW(l->rows, l->n, l->cap))
		return rc_fail_nomem(err);
	if (lack.norm != NULL)
		lack.price =
		        rc_norm_price(lack.norm, l->in->last_price,
		                      l->e->params.value[RC_PRICE_BASIS] != 0);
	l->rows[l->n++] = lack;
	return true;
}

/* The second computer of a post whose norm grants two. */
static bool
add_second(struct rc_lacks *l, struct rc_lack lack, size_t first, size_t n,
           struct rc_err *err)
{
	const struct rc_machine *machines = l->e->machines;
	int group = lack.seat->post->title_group;
	int64_t room = rc_norms_computers(&l->norms, group) - 1;
	size_t i;

	lack.computer = lack.due = true;
	lack.counts = lack.signature = false;
	for (i = first; i < first + n; i++)
		room -= l->held[i] != lack.seat->primary &&
		        rc_machine_serves(&machines[l->held[i]]) &&
		        !is_worn(l, l->held[i]);
	for (i = first; i < first + n && room > 0; i++) {
		const struct rc_machine *m = &machines[l->held[i]];

		lack.old = l->held[i];
		if (lack.old == lack.seat->primary ||
		    (!is_gone(m) &&
		     !(rc_machine_serves(m) && is_worn(l, lack.old))))
			continue;
		lack.need = is_gone(m) ? RC_NEED_LOST : RC_NEED_LIFE;
		lack.end = is_gone(m) ? RC_DATE_NONE : life_end(l, lack.old);
		lack.norm =
		        rc_norms_price(&l->norms, group, m->traits.category);
		room--;
		if (!push(l, lack, err))
			return false;
	}
	return true;
}

static bool
add_lack(struct rc_lacks *l, size_t at, struct rc_err *err)
{
	struct rc_lack lack = { .seat = &l->e->seats[at],
		                .old = RC_NOWHERE,
		                .computer = true,
		                .counts = true,
		                .need = RC_NEED_NEW,
		                .end = RC_DATE_NONE };
	size_t n, i;
	size_t first = span_of(l, at, &n);

	lack.norm = rc_norms_computer(&l->norms, lack.seat->post->title_group);
	lack.signature = needs_signature(l, lack.seat);
	if (lack.seat->primary != RC_NOWHERE) {
		judge_primary(l, &lack);
		if ((lack.counts || lack.computer) && !push(l, lack, err))
			return false;
		return add_second(l, lack, first, n, err);
	}
	for (i = first; i < first + n; i++)
		if (is_gone(&l->e->machines[l->held[i]])) {
			lack.due = true;
			lack.need = RC_NEED_LOST;
		}
	return push(l, lack, err);
}

struct place {
	size_t seat, machine;
};

static int
place_by_seat(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->seat != y->seat)
		return x->seat < y->seat ? -1 : 1;
	return x->machine < y->machine ? -1 : x->machine > y->machine;
}

static bool
gather_held(struct rc_lacks *l, struct rc_err *err)
{
	const struct rc_estate *e = l->e;
	struct place *places = rc_alloc(e->nmachines + 1, sizeof(*places));
	size_t i;

	l->held = rc_alloc(e->nmachines + 1, sizeof(*l->held));
	if (places == NULL || l->held == NULL) {
		rc_free(places);
		return rc_fail_nomem(err);
	}
	for (i = 0; i < e->nmachines; i++)
		if (e->machines[i].seat != RC_NOWHERE)
			places[l->nheld++] =
			        (struct place){ e->machines[i].seat, i };
	if (l->nheld > 1)
		qsort(places, l->nheld, sizeof(*places), place_by_seat);
	for (i = 0; i < l->nheld; i++)
		l->held[i] = places[i].machine;
	rc_free(places);
	return true;
}

bool
rc_lacks_begin(struct rc_lacks *l, const struct rc_shortfall_in *in,
               const struct rc_quota_options *settled, struct rc_err *err)
{
	memset(l, 0, sizeof(*l));
	l->in = in;
	l->e = in->estate;
	l->exclude_unknown = settled->exclude_unknown;
	rc_norms_of(&l->norms, l->e->tables->norms, l->e->tables->nnorms,
	            l->e->day);
	return gather_held(l, err);
}

bool
rc_lacks_of(struct rc_lacks *l, size_t unit, struct rc_err *err)
{
	const struct rc_unit *u = &l->e->units[unit];
	size_t i;

	l->n = 0;
	for (i = 0; i < u->nseats; i++)
		if (!add_lack(l, u->first_seat + i, err))
			return false;
	return true;
}

void
rc_lacks_fini(struct rc_lacks *l)
{
	rc_free(l->held);
	rc_free(l->rows);
	memset(l, 0, sizeof(*l));
}
