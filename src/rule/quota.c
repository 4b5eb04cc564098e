/* SPDX-License-Identifier: MIT */
/* quota - counting agencies, posts and devices against the targets. */
#include "rule/quota.h"

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

struct rc_unit_verdict
rc_unit_judge(const struct rc_unit *unit, const struct rc_params *params,
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

bool
rc_unit_in_tier(const struct rc_unit *unit, int tier)
{
	return unit->agency->in_quota == 1 &&
	       (tier == RC_TIER_NONE || unit->agency->tier == tier);
}

enum rc_indicator_sort
rc_indicator_sort(const char *indicator)
{
	static const struct {
		const char *name;
		enum rc_indicator_sort sort;
	} known[] = {
		{ "Q1", RC_INDICATOR_EQUIPMENT },
		{ "Q2", RC_INDICATOR_EQUIPMENT },
		{ "Q3", RC_INDICATOR_EQUIPMENT },
		{ "Q4", RC_INDICATOR_SIGNER },
		{ "Q5", RC_INDICATOR_HANDLER },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(known); i++)
		if (rc_text_eq(known[i].name, indicator))
			return known[i].sort;
	return RC_INDICATOR_OTHER;
}

/* --- what a row counts ---------------------------------------------------- */

typedef void (*add_unit)(struct rc_quota_row *row, const struct rc_estate *e,
                         const struct rc_unit *unit,
                         const struct rc_quota_options *o);

static void
add_agency(struct rc_quota_row *row, const struct rc_estate *e,
           const struct rc_unit *unit, const struct rc_quota_options *o)
{
	struct rc_unit_verdict v =
	        rc_unit_judge(unit, &e->params, o->theta, o->exclude_unknown);

	row->roster++;
	row->equipped += v.equipped;
	row->conforming += v.conforms;
	row->unknown += v.unknown;
}

static void
add_posts(struct rc_quota_row *row, const struct rc_estate *e,
          const struct rc_unit *unit, const struct rc_quota_options *o)
{
	int64_t out = o->exclude_unknown ? unit->unknown : 0;

	(void)e;
	row->roster += unit->posts - out;
	row->equipped += unit->served - out;
	row->conforming += unit->conforming;
	row->unknown += unit->unknown;
}

static void
add_devices(struct rc_quota_row *row, const struct rc_estate *e,
            const struct rc_unit *unit, const struct rc_quota_options *o)
{
	(void)e;
	row->roster += unit->computers - (o->exclude_unknown ? unit->open : 0);
	row->equipped +=
	        unit->held - (o->exclude_unknown ? unit->held_open : 0);
	row->conforming += unit->good;
	row->unknown += unit->open;
}

static void
add_signatures(struct rc_quota_row *row, const struct rc_estate *e,
               const struct rc_unit *unit, bool signer)
{
	size_t i;

	for (i = 0; i < unit->nseats; i++) {
		const struct rc_seat *seat = &e->seats[unit->first_seat + i];

		if ((signer ? seat->post->signer : seat->post->handler) != 1)
			continue;
		row->roster++;
		row->equipped += seat->token_held;
		row->conforming += seat->token_valid;
	}
}

static void
add_signers(struct rc_quota_row *row, const struct rc_estate *e,
            const struct rc_unit *unit, const struct rc_quota_options *o)
{
	(void)o;
	add_signatures(row, e, unit, true);
}

static void
add_handlers(struct rc_quota_row *row, const struct rc_estate *e,
             const struct rc_unit *unit, const struct rc_quota_options *o)
{
	(void)o;
	add_signatures(row, e, unit, false);
}

static add_unit
counter_of(enum rc_indicator_sort sort, enum rc_basis basis)
{
	static const add_unit by_basis[] = {
		[RC_BASIS_AGENCY] = add_agency,
		[RC_BASIS_POST] = add_posts,
		[RC_BASIS_DEVICE] = add_devices,
	};

	if (sort == RC_INDICATOR_SIGNER)
		return add_signers;
	return sort == RC_INDICATOR_HANDLER ? add_handlers : by_basis[basis];
}

static void
count_row(struct rc_quota_row *row, const struct rc_estate *e,
          const struct rc_quota_options *o)
{
	enum rc_indicator_sort sort = rc_indicator_sort(row->indicator);
	add_unit add = counter_of(sort, o->basis);
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];

		if (!rc_unit_in_tier(unit, (int)row->tier))
			continue;
		if (unit->posts == 0)
			row->not_evaluable++;
		else
			add(row, e, unit, o);
	}
	row->needed = rc_quota_needed(row->roster, row->target_percent);
	row->met_equipped =
	        rc_quota_met(row->equipped, row->roster, row->target_percent);
	row->met_conforming =
	        rc_quota_met(row->conforming, row->roster, row->target_percent);
}

static bool
fill_rows(const struct rc_estate *e, const struct rc_quota_options *o,
          struct rc_arena *arena, struct rc_quota *q, struct rc_err *err)
{
	size_t i;

	q->rows = rc_arena_alloc(arena, e->tables->ntargets, sizeof(*q->rows));
	if (q->rows == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->tables->ntargets; i++) {
		const struct rc_target *target = &e->tables->targets[i];
		struct rc_quota_row *row = &q->rows[q->nrows];

		if (target->year != o->year || target->percent < 0 ||
		    target->percent > 100 ||
		    rc_indicator_sort(target->indicator) == RC_INDICATOR_OTHER)
			continue;
		row->indicator = target->indicator;
		row->tier = (enum rc_tier)target->tier;
		row->target_percent = target->percent;
		count_row(row, e, o);
		q->nrows++;
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
		v = rc_unit_judge(unit, &e->params, o->theta,
		                  o->exclude_unknown);
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

	if (!fill_rows(e, &o, arena, &q, err) ||
	    !fill_agencies(e, &o, arena, &q, err))
		return false;
	*ret = q;
	return true;
}
