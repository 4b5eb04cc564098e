/* SPDX-License-Identifier: MIT */
/* shortfall - what each agency lacks; plan.c goes on from there. */
#include "rule/shortfall.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#include "rule/lack.h"
#include "rule/plan.h"

const char *const rc_need_names[RC_NEEDS] = {
	[RC_NEED_STOCK] = N_("from stock"),
	[RC_NEED_ORDER] = N_("on order"),
	[RC_NEED_TRANSFER] = N_("transfer"),
	[RC_NEED_NEW] = N_("new"),
	[RC_NEED_LOST] = N_("broken or lost"),
	[RC_NEED_LIFE] = N_("end of life"),
	[RC_NEED_REPLACE] = N_("replace"),
	[RC_NEED_SUPPORT] = N_("support ends"),
	[RC_NEED_MEND] = N_("mend"),
	[RC_NEED_ASK] = N_("ask"),
	[RC_NEED_NORM] = N_("up to the norm"),
	[RC_NEED_SIGNATURE] = N_("signature"),
	[RC_NEED_LINK] = N_("link"),
	[RC_NEED_LICENCE] = N_("licence"),
	[RC_NEED_CONTRACT] = N_("contract ends"),
};

struct work {
	const struct rc_shortfall_in *in;
	const struct rc_estate *e;
	struct rc_quota_options o;
	struct rc_spread spread;
	int64_t *ordered;      /* computers on order, by unit */
	struct rc_lacks lacks; /* of the agency at hand */
	struct rc_shortfall *s;
};

/* --- prices --------------------------------------------------------------- */

static rc_vnd
price_of(const struct rc_lack *lack)
{
	if (!lack->computer || lack->need == RC_NEED_STOCK ||
	    lack->need == RC_NEED_ORDER)
		return 0;
	return lack->price;
}

/* --- orders of the lacks -------------------------------------------------- */

static int
lack_by_price(const void *a, const void *b)
{
	const struct rc_lack *x = a, *y = b;
	rc_vnd p = price_of(x), q = price_of(y);

	if (x->due != y->due)
		return x->due ? -1 : 1;
	if (p != q)
		return p < q ? -1 : 1;
	if (x->need != y->need)
		return x->need < y->need ? -1 : 1;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

static int
lack_by_line(const void *a, const void *b)
{
	const struct rc_lack *x = a, *y = b;
	rc_vnd p = price_of(x), q = price_of(y);

	if (x->due != y->due)
		return x->due ? -1 : 1;
	if (x->computer != y->computer)
		return x->computer ? -1 : 1;
	if (x->need != y->need)
		return x->need < y->need ? -1 : 1;
	if (x->seat->post->title_group != y->seat->post->title_group)
		return x->seat->post->title_group - y->seat->post->title_group;
	if (p != q)
		return p < q ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

static int
lack_by_group(const void *a, const void *b)
{
	const struct rc_lack *x = a, *y = b;

	return x->seat->post->title_group - y->seat->post->title_group;
}

static void
sort_lacks(struct work *w, int (*order)(const void *a, const void *b))
{
	RC_ASSERT(w->lacks.rows != NULL || w->lacks.n == 0);
	if (w->lacks.n > 1)
		qsort(w->lacks.rows, w->lacks.n, sizeof(*w->lacks.rows), order);
}

/* Due ones all; of the rest the cheapest, until enough posts conform. */
static void
keep_cheapest(struct work *w, int64_t missing)
{
	size_t n = 0;
	size_t i;

	sort_lacks(w, lack_by_price);
	for (i = 0; i < w->lacks.n; i++) {
		const struct rc_lack lack = w->lacks.rows[i];

		if (!lack.due && missing <= 0)
			continue;
		missing -= lack.counts;
		w->lacks.rows[n++] = lack;
	}
	w->lacks.n = n;
}

/* Gives `n` computers that cost nothing to those first in line. */
static void
fill(struct work *w, enum rc_need need, int64_t n)
{
	size_t i;

	sort_lacks(w, lack_by_line);
	for (i = 0; i < w->lacks.n && n > 0; i++)
		if (w->lacks.rows[i].computer &&
		    w->lacks.rows[i].need > RC_NEED_ORDER) {
			w->lacks.rows[i].need = need;
			n--;
		}
	sort_lacks(w, lack_by_line);
}

/* Will its systems be uniform once the computers have come? Each new one is
 * on an approved system and takes the place of the post's former one. */
static bool
stays_mixed(const struct work *w, const struct rc_unit *unit)
{
	struct rc_unit after = *unit;
	size_t i;

	for (i = 0; i < w->lacks.n; i++) {
		const struct rc_lack *lack = &w->lacks.rows[i];
		const struct rc_machine *old;

		if (!lack->computer)
			continue;
		after.computers++;
		after.approved++;
		if (lack->old == RC_NOWHERE)
			continue;
		old = &w->e->machines[lack->old];
		if (old->unit != lack->seat->unit || !rc_machine_serves(old))
			continue;
		after.computers--;
		after.approved -= old->approved == RC_FINDING_PASS;
		after.unsure -= old->approved == RC_FINDING_OPEN;
	}
	return rc_unit_baseline(&after, &w->e->params, w->o.exclude_unknown) >
	       RC_FINDING_PASS;
}

/* --- lines ---------------------------------------------------------------- */

static bool
is_same_line(const struct rc_buy *a, const struct rc_buy *b)
{
	return a->need == b->need && a->due == b->due &&
	       a->title_group == b->title_group && a->norm == b->norm &&
	       a->price == b->price && a->quarter == b->quarter;
}

static bool
add_buy(struct work *w, struct rc_wanting *wanting, struct rc_buy buy,
        struct rc_err *err)
{
	rc_vnd *cost = buy.due ? &wanting->due_cost : &wanting->cost;
	struct rc_shortfall *s = w->s;
	struct rc_buy *last = NULL;

	if (wanting->nbuys > 0)
		last = &s->buys[s->nbuys - 1];
	if (last == NULL || !is_same_line(last, &buy)) {
		if (!RC_GROW(s->buys, s->nbuys, s->cap_buys))
			return rc_fail_nomem(err);
		last = &s->buys[s->nbuys++];
		*last = buy;
		last->quantity = 0;
		last->unit = wanting->unit;
		wanting->nbuys++;
		wanting->ndue += buy.due;
	}
	last->quantity++;
	if (rc_vnd_add(last->amount, buy.price, &last->amount) &&
	    rc_vnd_add(*cost, buy.price, cost))
		return true;
	return rc_fail(err, RC_EINVALID, "%s",
	               _("the sum is too large: look at the price ceilings"));
}

static void
count_lack(struct rc_wanting *wanting, const struct rc_lack *lack)
{
	int64_t *n = lack->due ? &wanting->due_computers : &wanting->computers;

	if (lack->need == RC_NEED_STOCK)
		n = lack->due ? &wanting->due_stock : &wanting->stock;
	else if (lack->need == RC_NEED_ORDER)
		n = lack->due ? &wanting->due_ordered : &wanting->ordered;
	++*n;
	if (lack->norm == NULL)
		wanting->no_norm = true;
}

static bool
add_computers(struct work *w, struct rc_wanting *wanting, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < w->lacks.n; i++) {
		const struct rc_lack *lack = &w->lacks.rows[i];
		const struct rc_buy buy = {
			.need = lack->need,
			.due = lack->due,
			.title_group = lack->seat->post->title_group,
			.norm = lack->norm,
			.price = price_of(lack),
			.budget = RC_BUDGET_DEVICES,
			.quarter = lack->due ? rc_spread_before(&w->spread,
			                                        w->e, lack->end)
			                     : RC_DATE_NONE,
		};

		if (!lack->computer)
			continue;
		count_lack(wanting, lack);
		if (!add_buy(w, wanting, buy, err))
			return false;
	}
	return true;
}

static bool
add_rest(struct work *w, struct rc_wanting *wanting, struct rc_err *err)
{
	struct rc_buy buy = { .need = RC_NEED_SIGNATURE,
		              .quarter = RC_DATE_NONE };
	size_t i;

	sort_lacks(w, lack_by_group);
	for (i = 0; i < w->lacks.n; i++) {
		buy.title_group = w->lacks.rows[i].seat->post->title_group;
		if (w->lacks.rows[i].signature &&
		    !add_buy(w, wanting, buy, err))
			return false;
	}
	if (!wanting->no_link)
		return true;
	buy.need = RC_NEED_LINK;
	buy.title_group = RC_GROUP_NONE;
	buy.budget = RC_BUDGET_LINKS;
	return add_buy(w, wanting, buy, err);
}

static bool
add_wanting(struct work *w, size_t at, const struct rc_unit_verdict *verdict,
            struct rc_err *err)
{
	const struct rc_unit *unit = &w->e->units[at];
	struct rc_wanting wanting = { .unit = at,
		                      .conforms = verdict->conforms,
		                      .missing = verdict->missing,
		                      .no_link = !verdict->conforms &&
		                                 unit->link == RC_FINDING_FAIL,
		                      .first_buy = w->s->nbuys };

	if (!rc_lacks_of(&w->lacks, at, err))
		return false;
	keep_cheapest(w, wanting.missing);
	if (wanting.conforms && w->lacks.n == 0)
		return true;
	fill(w, RC_NEED_STOCK, unit->spare);
	fill(w, RC_NEED_ORDER, w->ordered[at]);
	wanting.no_baseline = !wanting.conforms && stays_mixed(w, unit);
	if (!add_computers(w, &wanting, err) || !add_rest(w, &wanting, err))
		return false;
	if (!RC_GROW(w->s->wanting, w->s->nwanting, w->s->cap_wanting))
		return rc_fail_nomem(err);
	w->s->wanting[w->s->nwanting++] = wanting;
	return true;
}

/* --- the whole ------------------------------------------------------------ */

/* Bound on the day and not yet there. */
static bool
gather_orders(struct work *w, struct rc_err *err)
{
	const struct rc_estate *e = w->e;
	size_t i, at;

	w->ordered = rc_alloc(e->nunits + 1, sizeof(*w->ordered));
	if (w->ordered == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->tables->norders; i++) {
		const struct rc_order *order = &e->tables->orders[i];

		at = rc_index_find(&e->unit_index, order->agency.id);
		if (at != RC_NOWHERE && rc_order_is_open(order, e->day) &&
		    order->item >= RC_ITEM_DESKTOP &&
		    order->item <= RC_ITEM_COMPUTER)
			w->ordered[at] += order->quantity;
	}
	return true;
}

static bool
work_through(struct work *w, struct rc_err *err)
{
	const struct rc_estate *e = w->e;
	size_t i;

	if (!rc_lacks_begin(&w->lacks, w->in, &w->o, err) ||
	    !gather_orders(w, err))
		return false;
	for (i = 0; i < e->nunits; i++) {
		struct rc_unit_verdict v =
		        rc_unit_judge(&e->units[i], &e->params, &w->o);

		if (rc_unit_in_tier(&e->units[i], RC_TIER_NONE) &&
		    v.evaluable && !add_wanting(w, i, &v, err))
			return false;
	}
	return rc_plan_make(w->in, &w->o, w->s, err);
}

bool
rc_shortfall_find(const struct rc_shortfall_in *in, struct rc_shortfall *ret,
                  struct rc_err *err)
{
	struct rc_shortfall s = { 0 };
	struct work w = { .in = in,
		          .e = in->estate,
		          .o = rc_quota_settle(in->estate, &in->options),
		          .s = &s };
	bool done;

	w.spread = rc_spread_of(w.e, w.o.year);
	done = work_through(&w, err);
	rc_lacks_fini(&w.lacks);
	rc_free(w.ordered);
	if (done)
		*ret = s;
	else
		rc_shortfall_fini(&s);
	return done;
}

bool
rc_shortfall_of(const struct rc_estate *estate,
                const struct rc_quota_options *options,
                struct rc_shortfall *ret, struct rc_err *err)
{
	const struct rc_shortfall_in in = { .estate = estate,
		                            .options = *options,
		                            .from = estate->day,
		                            .horizon = estate->day };

	return rc_shortfall_find(&in, ret, err);
}

void
rc_shortfall_fini(struct rc_shortfall *s)
{
	rc_free(s->goals);
	rc_free(s->wanting);
	rc_free(s->buys);
	rc_free(s->transfers);
	memset(s, 0, sizeof(*s));
}
