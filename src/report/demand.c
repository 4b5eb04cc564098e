/* SPDX-License-Identifier: MIT */
/* demand - the list: computers first, sums, and what a cap leaves of it. */
#include "report/demand.h"

#include <rollcall/base/i18n.h>

#include <string.h>

const char *const rc_part_names[RC_PARTS] = {
	[RC_PART_TARGET] = N_("Agencies chosen for the target"),
	[RC_PART_DUE] = N_("Computers due elsewhere in the period"),
	[RC_PART_EQUIPMENT] = N_("Other equipment"),
	[RC_PART_LICENCES] = N_("Licences"),
	[RC_PART_CONTRACTS] = N_("Contracts that end"),
};

bool
rc_need_is_bought(enum rc_need need)
{
	return need != RC_NEED_STOCK && need != RC_NEED_ORDER &&
	       need != RC_NEED_TRANSFER;
}

/* --- computers ---------------------------------------------------------------- */

static const char *
item_of(const struct rc_buy *buy)
{
	if (buy->need == RC_NEED_SIGNATURE)
		return N_("digital signature");
	if (buy->need == RC_NEED_LINK)
		return N_("link");
	return rc_item_words[buy->norm == NULL ? RC_ITEM_COMPUTER
	                                       : buy->norm->item]
	        .label;
}

static const char *
basis_of(const struct rc_norm *norm)
{
	if (norm == NULL)
		return NULL;
	return norm->source != NULL ? norm->source : norm->code;
}

static bool
add_buy(struct rc_demand *d, const struct rc_wanting *w,
        const struct rc_buy *buy, struct rc_err *err)
{
	bool priced = buy->norm != NULL || !rc_need_is_bought(buy->need);
	struct rc_line line = {
		.part = w->chosen ? RC_PART_TARGET : RC_PART_DUE,
		.target = w->chosen ? d->s.goals[w->target].target->indicator
		                    : NULL,
		.unit = buy->unit,
		.title_group = buy->title_group,
		.item = item_of(buy),
		.need = buy->need,
		.quantity = buy->quantity,
		.price = priced ? buy->price : RC_VND_NONE,
		.budget = buy->budget,
		.basis = basis_of(buy->norm),
		.quarter = buy->quarter,
	};

	if (line.quantity > 0 && !rc_demand_add(d, line, err))
		return false;
	line.need = RC_NEED_TRANSFER;
	line.quantity = buy->moved;
	line.price = 0;
	return line.quantity == 0 || rc_demand_add(d, line, err);
}

/* Those of one target, or (goal none) of those that no target chose. */
static bool
add_computers(struct rc_demand *d, size_t goal, struct rc_err *err)
{
	size_t i, k;

	for (i = 0; i < d->s.nwanting; i++) {
		const struct rc_wanting *w = &d->s.wanting[i];
		size_t n = w->chosen ? w->nbuys : w->ndue;

		if (w->chosen ? w->target != goal : goal != RC_NOWHERE)
			continue;
		for (k = 0; k < n; k++)
			if (!add_buy(d, w, &d->s.buys[w->first_buy + k], err))
				return false;
	}
	return true;
}

/* --- a cap ---------------------------------------------------------------- */

/* Lines i..n-1 together, if they fit. */
static bool
pay(struct rc_demand *d, size_t i, size_t n)
{
	rc_vnd sum = 0;
	size_t k;
	bool fits;

	for (k = i; k < n; k++)
		sum += d->lines[k].amount; /* part of a total that fits */
	fits = sum <= d->in->cap - d->spent;
	for (k = i; k < n; k++)
		d->lines[k].fits = fits;
	if (fits)
		d->spent += sum;
	return fits;
}

static size_t
end_of(const struct rc_demand *d, size_t i)
{
	size_t n = i + 1;

	while (d->lines[i].part == RC_PART_TARGET && n < d->n &&
	       d->lines[n].part == RC_PART_TARGET &&
	       d->lines[n].unit == d->lines[i].unit)
		n++;
	return n;
}

static void
pay_part(struct rc_demand *d, enum rc_part part)
{
	size_t i, n;

	for (i = 0; i < d->n; i = n) {
		n = end_of(d, i);
		if (d->lines[i].part == part)
			d->fitting += pay(d, i, n) && part == RC_PART_TARGET;
	}
}

static void
apply_cap(struct rc_demand *d)
{
	int part;

	d->spent = d->total;
	d->fitting = d->s.total.chosen;
	if (d->in->cap == RC_VND_NONE)
		return;
	d->spent = d->fitting = 0;
	pay_part(d, RC_PART_CONTRACTS);
	for (part = RC_PART_TARGET; part < RC_PART_CONTRACTS; part++)
		pay_part(d, (enum rc_part)part);
}

/* --- the whole ------------------------------------------------------------ */

/* By machine of the estate; both are in order of id. */
static rc_date *
ends_of(const struct rc_report_in *in)
{
	const struct rc_estate *e = in->estate;
	rc_date *ends = rc_alloc(e->nmachines + 1, sizeof(*ends));
	size_t asset = 0;
	size_t i;

	for (i = 0; ends != NULL && i < e->nmachines; i++) {
		ends[i] = RC_DATE_NONE;
		while (asset < in->ledger->nassets &&
		       in->ledger->assets[asset].id < e->machines[i].id)
			asset++;
		if (asset < in->ledger->nassets &&
		    in->ledger->assets[asset].id == e->machines[i].id)
			ends[i] = rc_asset_end(&in->ledger->assets[asset], e);
	}
	return ends;
}

static bool
find_shortfall(struct rc_demand *d, struct rc_err *err)
{
	const struct rc_report_in *in = d->in;
	struct rc_shortfall_in find = { .estate = in->estate,
		                        .options = in->quota };
	struct rc_prices prices;
	rc_date *ends = ends_of(in);
	bool done;

	if (ends == NULL)
		return rc_fail_nomem(err);
	rc_prices_of(&prices, in);
	memcpy(find.last_price, prices.last, sizeof(find.last_price));
	find.ends = ends;
	find.from = in->period.from;
	find.horizon = in->period.to > in->day ? in->period.to : in->day;
	done = rc_shortfall_find(&find, &d->s, err);
	rc_free(ends);
	return done;
}

static bool
gather(struct rc_demand *d, struct rc_err *err)
{
	size_t i;

	if (!find_shortfall(d, err))
		return false;
	for (i = 0; i < d->s.ngoals; i++)
		if (!add_computers(d, i, err))
			return false;
	return add_computers(d, RC_NOWHERE, err) &&
	       rc_demand_equipment(d, err) && rc_demand_licences(d, err) &&
	       rc_demand_contracts(d, err);
}

bool
rc_demand_of(const struct rc_report_in *in, struct rc_demand *ret,
             struct rc_err *err)
{
	struct rc_demand d = { .in = in };

	if (!gather(&d, err)) {
		rc_demand_fini(&d);
		return false;
	}
	apply_cap(&d);
	*ret = d;
	return true;
}

void
rc_demand_fini(struct rc_demand *d)
{
	rc_shortfall_fini(&d->s);
	rc_free(d->lines);
	d->lines = NULL;
	d->n = d->cap = 0;
}
