/* SPDX-License-Identifier: MIT */
/* quota - counting agencies, posts and devices against the targets. */
#include "rule/quota.h"

#include "rule/day.h"

int64_t
rc_quota_needed(int64_t roster, int64_t percent)
{
	return (percent * roster + 99) / 100;
}

bool
rc_quota_met(int64_t n, int64_t roster, int64_t percent)
{
	return roster > 0 && 100 * n >= percent * roster;
}

static struct rc_unit_verdict
judge_counts(const struct rc_unit *unit, const struct rc_params *params,
             int theta, bool exclude_unknown)
{
	struct rc_unit_verdict v = { .evaluable = unit->posts > 0 };
	int64_t posts = unit->posts - (exclude_unknown ? unit->unknown : 0);
	enum rc_finding baseline =
	        rc_unit_baseline(unit, params, exclude_unknown);
	int64_t needed = rc_quota_needed(posts, theta);

	if (!v.evaluable)
		return v;
	v.equipped = rc_quota_met(unit->served, unit->posts, theta);
	v.conforms = rc_quota_met(unit->conforming, posts, theta) &&
	             baseline <= RC_FINDING_PASS;
	v.missing = needed > unit->conforming ? needed - unit->conforming : 0;
	v.unknown = !v.conforms &&
	            rc_quota_met(unit->conforming + unit->unknown, unit->posts,
	                         theta) &&
	            rc_unit_baseline(unit, params, false) != RC_FINDING_FAIL;
	return v;
}

struct rc_unit_verdict
rc_unit_judge(const struct rc_unit *unit, const struct rc_params *params,
              const struct rc_quota_options *o)
{
	struct rc_unit_verdict v =
	        judge_counts(unit, params, o->theta, o->exclude_unknown);
	struct rc_unit renewed = *unit;

	if (!o->refresh || v.conforms)
		return v;
	renewed.conforming += unit->renewed;
	renewed.unknown = 0;
	v.conforms = judge_counts(&renewed, params, o->theta, false).conforms;
	v.unknown = v.unknown && !v.conforms;
	if (v.conforms)
		v.missing = 0;
	return v;
}

/* --- what a row counts ---------------------------------------------------- */

struct count {
	const struct rc_estate *e;
	const struct rc_quota_options *o;
	struct rc_quota_row *row;
};

static void
add_agency(const struct count *c, const struct rc_unit *unit)
{
	struct rc_unit_verdict v = rc_unit_judge(unit, &c->e->params, c->o);
	struct rc_quota_row *row = c->row;

	row->roster++;
	row->equipped += v.equipped;
	row->conforming += v.conforms;
	row->unknown += v.unknown;
}

static void
add_posts(const struct count *c, const struct rc_unit *unit)
{
	int64_t out = c->o->exclude_unknown ? unit->unknown : 0;

	c->row->roster += unit->posts - out;
	c->row->equipped += unit->served - out;
	c->row->conforming +=
	        unit->conforming + (c->o->refresh ? unit->renewed : 0);
	c->row->unknown += unit->unknown;
}

static void
add_devices(const struct count *c, const struct rc_unit *unit)
{
	bool exclude = c->o->exclude_unknown;

	c->row->roster += unit->computers - (exclude ? unit->open : 0);
	c->row->equipped += unit->held - (exclude ? unit->held_open : 0);
	c->row->conforming += unit->good + (c->o->refresh ? unit->bought : 0);
	c->row->unknown += unit->open;
}

static void
add_signers(const struct count *c, const struct rc_unit *unit)
{
	c->row->roster += unit->signers;
	c->row->equipped += unit->signers_held;
	c->row->conforming += unit->signers_valid;
}

static void
add_handlers(const struct count *c, const struct rc_unit *unit)
{
	c->row->roster += unit->handlers;
	c->row->equipped += unit->handlers_held;
	c->row->conforming += unit->handlers_valid;
}

typedef void (*add_unit)(const struct count *c, const struct rc_unit *unit);

static void
count_units(const struct count *c, add_unit add)
{
	size_t i;

	for (i = 0; i < c->e->nunits; i++) {
		const struct rc_unit *unit = &c->e->units[i];

		if (!rc_unit_in_tier(unit, (int)c->row->tier))
			continue;
		if (unit->posts == 0)
			c->row->not_evaluable++;
		else
			add(c, unit);
	}
}

static void
count_equipment(struct count *c)
{
	static const struct {
		add_unit add;
		enum rc_counted counted;
	} by_basis[] = {
		[RC_BASIS_AGENCY] = { add_agency, RC_COUNTED_AGENCIES },
		[RC_BASIS_POST] = { add_posts, RC_COUNTED_POSTS },
		[RC_BASIS_DEVICE] = { add_devices, RC_COUNTED_DEVICES },
	};

	c->row->counted = by_basis[c->o->basis].counted;
	count_units(c, by_basis[c->o->basis].add);
}

static bool
count_row(struct count *c, bool *ret_there, struct rc_err *err)
{
	*ret_there = true;
	switch (rc_indicator_sort(c->row->indicator)) {
	case RC_INDICATOR_EQUIPMENT:
		count_equipment(c);
		return true;
	case RC_INDICATOR_SIGNER:
	case RC_INDICATOR_HANDLER:
		c->row->counted = RC_COUNTED_POSTS;
		count_units(c, rc_indicator_sort(c->row->indicator) ==
		                               RC_INDICATOR_SIGNER
		                       ? add_signers
		                       : add_handlers);
		return true;
	case RC_INDICATOR_SYSTEMS:
		*ret_there = c->e->tables->nsystems > 0;
		rc_count_systems(c->e, c->row);
		return true;
	case RC_INDICATOR_LINKS:
		return rc_count_links(c->e, c->o->year, c->row, err);
	case RC_INDICATOR_OTHER:
		break;
	}
	return rc_count_reported(c->e, c->row, ret_there, err);
}

static void
judge_row(struct rc_quota_row *row)
{
	row->needed = rc_quota_needed(row->roster, row->target_percent);
	row->met_equipped =
	        rc_quota_met(row->equipped, row->roster, row->target_percent);
	row->met_conforming =
	        rc_quota_met(row->conforming, row->roster, row->target_percent);
}

/* The rows of links, or all others. */
static bool
fill_rows(struct count *c, bool links, struct rc_quota *q, struct rc_err *err)
{
	const struct rc_tables *t = c->e->tables;
	bool there;
	size_t i;

	for (i = 0; i < t->ntargets; i++) {
		const struct rc_target *target = &t->targets[i];
		bool link = rc_indicator_sort(target->indicator) ==
		            RC_INDICATOR_LINKS;

		if (target->year != c->o->year || target->percent < 0 ||
		    target->percent > 100 || link != links)
			continue;
		c->row = &q->rows[q->nrows];
		*c->row = (struct rc_quota_row){
			.indicator = target->indicator,
			.tier = (enum rc_tier)target->tier,
			.target_percent = target->percent,
			.reported_on = RC_DATE_NONE,
		};
		if (!count_row(c, &there, err))
			return false;
		judge_row(c->row);
		q->nrows += there;
	}
	return true;
}

static bool
fill_agencies(const struct rc_estate *e, const struct rc_quota_options *o,
              struct rc_arena *arena, struct rc_quota *q, struct rc_err *err)
{
	size_t i;

	q->agencies = rc_arena_alloc(arena, e->nunits, sizeof(*q->agencies));
	if (q->agencies == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];
		struct rc_quota_agency *a = &q->agencies[q->nagencies];
		struct rc_unit_verdict v;

		if (!rc_unit_in_tier(unit, RC_TIER_NONE))
			continue;
		v = rc_unit_judge(unit, &e->params, o);
		a->id = unit->agency->head.id;
		a->code = unit->agency->code;
		a->name = unit->name;
		a->tier = (enum rc_tier)unit->agency->tier;
		a->posts = unit->posts;
		a->served = unit->served;
		a->conforming = unit->conforming;
		a->unknown = unit->unknown;
		a->equipped = v.equipped;
		a->conforms = v.conforms;
		a->evaluable = v.evaluable;
		q->nagencies++;
	}
	return true;
}

/* By the parameters of the end of the year. */
static bool
refreshes(const struct rc_estate *e, int year)
{
	const struct rc_tables *t = e->tables;
	struct rc_params params;

	rc_params_of(&params, t->params, t->nparams, rc_year_last(year));
	return params.value[RC_REFRESH_COUNTS] != 0 &&
	       rc_civil_of(e->day).year == year;
}

struct rc_quota_options
rc_quota_settle(const struct rc_estate *e,
                const struct rc_quota_options *options)
{
	struct rc_quota_options o = *options;

	if (o.year == 0)
		o.year = rc_civil_of(e->day).year;
	if (o.theta < 1 || o.theta > 100)
		o.theta = (int)e->params.value[RC_THETA];
	if (e->params.value[RC_UNKNOWN_EXCLUDED] != 0)
		o.exclude_unknown = true;
	o.refresh = refreshes(e, o.year);
	return o;
}

bool
rc_quota_of(const struct rc_estate *e, const struct rc_quota_options *options,
            struct rc_arena *arena, struct rc_quota *ret, struct rc_err *err)
{
	struct rc_quota_options o = rc_quota_settle(e, options);
	struct rc_quota q = { .as_of = e->day,
		              .year = o.year,
		              .theta = o.theta,
		              .basis = o.basis,
		              .exclude_unknown = o.exclude_unknown };
	struct count c = { .e = e, .o = &o };

	q.rows = rc_arena_alloc(arena, e->tables->ntargets, sizeof(*q.rows));
	if (q.rows == NULL)
		return rc_fail_nomem(err);
	if (!fill_rows(&c, false, &q, err) || !fill_rows(&c, true, &q, err) ||
	    !fill_agencies(e, &o, arena, &q, err))
		return false;
	*ret = q;
	return true;
}
