/* SPDX-License-Identifier: MIT */
/* demand_rest - what must be paid for beside computers. */
#include "report/demand.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#include "rule/day.h"
#include "rule/plan.h"

/* --- lines ---------------------------------------------------------------- */

static bool
fail_sum(struct rc_err *err)
{
	return rc_fail(err, RC_EINVALID, "%s",
	               _("the sum is too large: look at the price ceilings"));
}

bool
rc_demand_add(struct rc_demand *d, struct rc_line line, struct rc_err *err)
{
	if (!RC_GROW(d->lines, d->n, d->cap))
		return rc_fail_nomem(err);
	line.amount = 0;
	line.fits = true;
	if (line.price != RC_VND_NONE &&
	    !rc_vnd_mul(line.price, line.quantity, &line.amount))
		return fail_sum(err);
	d->without_price += line.price == RC_VND_NONE;
	if (line.budget <= RC_BUDGET_NONE || line.budget >= RC_BUDGETS)
		line.budget = RC_BUDGET_NONE;
	d->count_by_need[line.need] += line.quantity;
	d->lines[d->n++] = line;
	return (rc_vnd_add(d->total, line.amount, &d->total) &&
	        rc_vnd_add(d->by_part[line.part], line.amount,
	                   &d->by_part[line.part]) &&
	        rc_vnd_add(d->by_budget[line.budget], line.amount,
	                   &d->by_budget[line.budget]) &&
	        rc_vnd_add(d->by_need[line.need], line.amount,
	                   &d->by_need[line.need])) ||
	       fail_sum(err);
}

/* Whose needs the province pays: the quota's agencies and the root. */
static bool
is_paid(const struct rc_unit *unit)
{
	return unit->agency->in_quota == 1 || unit->agency->parent.id == 0;
}

static rc_date
horizon_of(const struct rc_report_in *in)
{
	return in->period.to > in->day ? in->period.to : in->day;
}

static rc_date
order_before(const struct rc_report_in *in, rc_date day)
{
	struct rc_quota_options o = rc_quota_settle(in->estate, &in->quota);
	struct rc_spread spread = rc_spread_of(in->estate, o.year);

	return rc_spread_before(&spread, in->estate, day);
}

/* --- other equipment ------------------------------------------------------ */

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool
add_item(struct rc_demand *d, const struct rc_line *like,
         const struct rc_stocktake *have, int64_t entitled, struct rc_err *err)
{
	int64_t room = entitled - (have->working - have->ended) - have->ordered;
	struct rc_line line = *like;

	line.need = RC_NEED_LOST;
	line.quantity = least(have->gone, room);
	if (line.quantity > 0) {
		room -= line.quantity;
		if (!rc_demand_add(d, line, err))
			return false;
	}
	line.need = RC_NEED_LIFE;
	line.quantity = least(have->ended, room);
	if (line.quantity > 0) {
		room -= line.quantity;
		if (!rc_demand_add(d, line, err))
			return false;
	}
	line.need = RC_NEED_NORM;
	line.quantity = room;
	return room <= 0 || d->in->estate->params.value[RC_FILL_NORM] == 0 ||
	       rc_demand_add(d, line, err);
}

struct law {
	struct rc_norms norms;
	struct rc_prices prices;
};

static bool
add_unit(struct rc_demand *d, size_t unit, const struct law *law,
         const struct rc_stocktake *have, struct rc_err *err)
{
	struct rc_entitlement due =
	        rc_norms_entitle(&law->norms, d->in->estate, unit);
	int item;

	for (item = RC_ITEM_PRINTER; item < RC_ITEMS; item++) {
		const struct rc_norm *norm = due.norm[item];
		struct rc_line line = {
			.part = RC_PART_EQUIPMENT,
			.unit = unit,
			.title_group = RC_GROUP_SHARED,
			.item = rc_item_words[item].label,
			.price = rc_prices_get(&law->prices, norm),
			.budget = RC_BUDGET_DEVICES,
			.basis = norm == NULL           ? NULL
			         : norm->source != NULL ? norm->source
			                                : norm->code,
			.quarter = order_before(d->in, RC_DATE_NONE),
		};

		if (!add_item(d, &line, &have[item], due.quantity[item], err))
			return false;
	}
	return true;
}

bool
rc_demand_equipment(struct rc_demand *d, struct rc_err *err)
{
	const struct rc_estate *e = d->in->estate;
	struct rc_stocktake *have = rc_stocktake_of(d->in);
	bool done = have != NULL;
	struct law law;
	size_t i;

	if (!done)
		return rc_fail_nomem(err);
	rc_norms_of(&law.norms, e->tables->norms, e->tables->nnorms, e->day);
	rc_prices_of(&law.prices, d->in);
	for (i = 0; done && i < e->nunits; i++)
		if (rc_unit_in_tier(&e->units[i], RC_TIER_NONE))
			done = add_unit(d, i, &law, &have[i * RC_ITEMS], err);
	rc_free(have);
	return done;
}

/* --- licences ------------------------------------------------------------- */

#define SORTS     ((size_t)RC_LICENCE_OTHER) /* those that each computer needs */
#define DEPTH_MAX 64 /* of agencies; a loop ends there */

struct seats {
	int64_t needed, held; /* needed: what comes up from beneath, too */
	bool recorded;        /* itself or beneath */
	bool above;           /* some agency above it has licences */
};

static size_t
parent_of(const struct rc_estate *e, size_t unit)
{
	return rc_index_find(&e->unit_index, e->units[unit].agency->parent.id);
}

static void
count_needed(const struct rc_demand *d, int sort, struct seats *seats)
{
	const struct rc_estate *e = d->in->estate;
	size_t i;

	for (i = 0; i < e->nseats; i++) {
		const struct rc_seat *seat = &e->seats[i];

		if (seat->primary == RC_NOWHERE ||
		    !rc_unit_in_tier(&e->units[seat->unit], RC_TIER_NONE))
			continue;
		seats[seat->unit].needed += sort != RC_LICENCE_OS ||
		                            e->machines[seat->primary].windows;
	}
	for (i = 0; i < d->n; i++)
		if ((d->lines[i].part == RC_PART_TARGET ||
		     d->lines[i].part == RC_PART_DUE) &&
		    (d->lines[i].need == RC_NEED_NEW ||
		     d->lines[i].need == RC_NEED_LOST))
			seats[d->lines[i].unit].needed += d->lines[i].quantity;
}

/* Held at the end of the period; and the licence that its price is taken of:
 * the one with a price that began last. */
static const struct rc_licence *
count_held(const struct rc_demand *d, int sort, struct seats *seats)
{
	const struct rc_tables *t = d->in->estate->tables;
	const struct rc_licence *best = NULL;
	size_t i, at;

	for (i = 0; i < t->nlicences; i++) {
		const struct rc_licence *l = &t->licences[i];

		at = rc_index_find(&d->in->estate->unit_index, l->agency.id);
		if (l->sort != sort || at == RC_NOWHERE)
			continue;
		seats[at].recorded = true;
		if (rc_day_holds(l->start_date, l->end_date, horizon_of(d->in)))
			seats[at].held += l->quantity;
		if (l->price != RC_VND_NONE &&
		    (best == NULL || l->start_date > best->start_date ||
		     (l->start_date == best->start_date &&
		      l->head.id > best->head.id)))
			best = l;
	}
	return best;
}

static void
look_above(const struct rc_estate *e, struct seats *seats)
{
	size_t i, at;
	int depth;

	for (i = 0; i < e->nunits; i++)
		for (at = parent_of(e, i), depth = 0;
		     at != RC_NOWHERE && depth < DEPTH_MAX;
		     at = parent_of(e, at), depth++)
			seats[i].above = seats[i].above || seats[at].recorded;
}

struct level {
	size_t unit;
	int depth;
};

static int
deepest_first(const void *a, const void *b)
{
	const struct level *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth > y->depth ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* What an agency's own seats do not cover, those above it do. */
static bool
pass_up(const struct rc_estate *e, struct seats *seats, struct rc_err *err)
{
	struct level *levels = rc_alloc(e->nunits + 1, sizeof(*levels));
	size_t i, at;

	if (levels == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->nunits; i++) {
		levels[i].unit = i;
		for (at = parent_of(e, i);
		     at != RC_NOWHERE && levels[i].depth < DEPTH_MAX;
		     at = parent_of(e, at))
			levels[i].depth++;
	}
	if (e->nunits > 1)
		qsort(levels, e->nunits, sizeof(*levels), deepest_first);
	for (i = 0; i < e->nunits; i++) {
		struct seats *s = &seats[levels[i].unit];

		s->needed = s->needed > s->held ? s->needed - s->held : 0;
		at = parent_of(e, levels[i].unit);
		if (!s->above || at == RC_NOWHERE)
			continue;
		seats[at].needed += s->needed;
		s->needed = 0;
	}
	rc_free(levels);
	return true;
}

static bool
add_licences(struct rc_demand *d, int sort, struct seats *seats,
             struct rc_err *err)
{
	const struct rc_estate *e = d->in->estate;
	const struct rc_licence *like = count_held(d, sort, seats);
	size_t i;

	count_needed(d, sort, seats);
	look_above(e, seats);
	if (!pass_up(e, seats, err))
		return false;
	for (i = 0; i < e->nunits; i++) {
		const struct rc_line line = {
			.part = RC_PART_LICENCES,
			.unit = i,
			.item = rc_licence_sort_words[sort].label,
			.detail = like == NULL ? NULL : like->product,
			.need = RC_NEED_LICENCE,
			.quantity = seats[i].needed,
			.price = like == NULL ? RC_VND_NONE : like->price,
			.budget = RC_BUDGET_SOFTWARE,
			.basis = like == NULL ? NULL : like->code,
			.quarter = order_before(d->in, RC_DATE_NONE),
		};

		if (seats[i].recorded && seats[i].needed > 0 &&
		    !rc_demand_add(d, line, err))
			return false;
	}
	return true;
}

bool
rc_demand_licences(struct rc_demand *d, struct rc_err *err)
{
	size_t nunits = d->in->estate->nunits;
	bool done = true;
	int sort;

	if (d->in->estate->tables->nlicences == 0)
		return true;
	for (sort = RC_LICENCE_OS; done && sort < RC_LICENCE_OTHER; sort++) {
		struct seats *seats = rc_alloc(nunits + 1, sizeof(*seats));

		if (seats == NULL)
			return rc_fail_nomem(err);
		done = add_licences(d, sort, seats, err);
		rc_free(seats);
	}
	return done;
}

/* --- contracts ------------------------------------------------------------ */

static bool
ends_in(const struct rc_report_in *in, rc_date end)
{
	return end != RC_DATE_NONE && in->period.from <= end &&
	       end <= horizon_of(in);
}

static rc_date
decide_before(const struct rc_report_in *in, rc_date end, int64_t notice)
{
	int64_t lead = in->estate->params.value[RC_LEAD_DAYS];

	if (notice != RC_INT_NONE && notice > lead && notice <= 3650)
		end -= (rc_date)(notice - lead);
	return order_before(in, end);
}

static rc_vnd
yearly_rent(const struct rc_link *link)
{
	static const int64_t times[] = {
		[RC_PER_NONE] = 0,
		[RC_PER_MONTH] = 12,
		[RC_PER_QUARTER] = 4,
		[RC_PER_YEAR] = 1,
	};
	rc_vnd yearly = RC_VND_NONE;

	if (link->price == RC_VND_NONE || link->price_per <= RC_PER_NONE ||
	    link->price_per > RC_PER_YEAR ||
	    !rc_vnd_mul(link->price, times[link->price_per], &yearly))
		return RC_VND_NONE;
	return yearly;
}

/* Months of a term, a begun one counted whole; 12 when it is not known. */
static int64_t
months_of(rc_date start, rc_date end)
{
	int64_t months = 1;

	if (start == RC_DATE_NONE || end < start)
		return 12;
	while (months < 1200 && rc_date_add_months(start, (int)months) <= end)
		months++;
	return months;
}

static rc_vnd
yearly_amount(const struct rc_contract *c)
{
	int64_t months = months_of(c->start_date, c->end_date);
	rc_vnd twelve;

	if (c->amount == RC_VND_NONE || months <= 12)
		return c->amount;
	if (!rc_vnd_mul(c->amount, 12, &twelve))
		return RC_VND_NONE;
	return twelve / months + (twelve % months > 0);
}

static bool
add_links(struct rc_demand *d, bool *priced, struct rc_err *err)
{
	const struct rc_estate *e = d->in->estate;
	size_t i, at;

	for (i = 0; i < e->tables->nlinks; i++) {
		const struct rc_link *link = &e->tables->links[i];
		struct rc_line line = {
			.part = RC_PART_CONTRACTS,
			.item = N_("link"),
			.detail = link->code,
			.need = RC_NEED_CONTRACT,
			.quantity = 1,
			.price = yearly_rent(link),
			.budget = RC_BUDGET_LINKS,
			.basis = link->provider,
		};

		at = rc_index_find(&e->unit_index, link->agency.id);
		if (at == RC_NOWHERE || !is_paid(&e->units[at]) ||
		    link->status == RC_LINK_ENDED ||
		    !ends_in(d->in, link->end_date))
			continue;
		line.unit = at;
		line.quarter =
		        decide_before(d->in, link->end_date, link->notice_days);
		priced[at] = priced[at] || line.price != RC_VND_NONE;
		if (!rc_demand_add(d, line, err))
			return false;
	}
	return true;
}

/* The line of the budget of what goes on; NONE: it does not. */
static int
running_budget(const struct rc_contract *c)
{
	static const int budgets[] = {
		[RC_CONTRACT_NONE] = RC_BUDGET_NONE,
		[RC_CONTRACT_PURCHASE] = RC_BUDGET_NONE,
		[RC_CONTRACT_LINK] = RC_BUDGET_LINKS,
		[RC_CONTRACT_SERVICE] = RC_BUDGET_LINKS,
		[RC_CONTRACT_LICENCE] = RC_BUDGET_NONE,
		[RC_CONTRACT_WARRANTY] = RC_BUDGET_MAINTENANCE,
	};

	if (c->sort <= RC_CONTRACT_NONE || c->sort > RC_CONTRACT_WARRANTY ||
	    budgets[c->sort] == RC_BUDGET_NONE)
		return RC_BUDGET_NONE;
	return c->budget > RC_BUDGET_NONE ? c->budget : budgets[c->sort];
}

static bool
add_contracts(struct rc_demand *d, const bool *priced, struct rc_err *err)
{
	const struct rc_estate *e = d->in->estate;
	size_t i, at;

	for (i = 0; i < e->tables->ncontracts; i++) {
		const struct rc_contract *c = &e->tables->contracts[i];
		struct rc_line line = {
			.part = RC_PART_CONTRACTS,
			.detail = c->code,
			.need = RC_NEED_CONTRACT,
			.quantity = 1,
			.budget = running_budget(c),
			.basis = c->supplier,
		};

		at = rc_index_find(&e->unit_index, c->agency.id);
		if (at == RC_NOWHERE || !is_paid(&e->units[at]) ||
		    line.budget == RC_BUDGET_NONE ||
		    !ends_in(d->in, c->end_date) ||
		    (c->sort == RC_CONTRACT_LINK && priced[at]))
			continue;
		line.unit = at;
		line.item = rc_contract_sort_words[c->sort].label;
		line.price = yearly_amount(c);
		line.quarter =
		        decide_before(d->in, c->end_date, c->notice_days);
		if (!rc_demand_add(d, line, err))
			return false;
	}
	return true;
}

bool
rc_demand_contracts(struct rc_demand *d, struct rc_err *err)
{
	bool *priced = rc_alloc(d->in->estate->nunits + 1, sizeof(*priced));
	bool done;

	if (priced == NULL)
		return rc_fail_nomem(err);
	done = add_links(d, priced, err) && add_contracts(d, priced, err);
	rc_free(priced);
	return done;
}
