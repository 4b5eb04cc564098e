/* SPDX-License-Identifier: MIT */
/* shortfall - what each agency lacks, and which agencies come first. */
#include "rule/shortfall.h"

#include <rollcall/base/i18n.h>

#include <stdlib.h>
#include <string.h>

#include "rule/day.h"

const char *const rc_need_names[RC_NEEDS] = {
	[RC_NEED_STOCK] = N_("from stock"),
	[RC_NEED_NEW] = N_("new"),
	[RC_NEED_REPLACE] = N_("replace"),
	[RC_NEED_MEND] = N_("mend"),
	[RC_NEED_ASK] = N_("ask"),
	[RC_NEED_SIGNATURE] = N_("signature"),
	[RC_NEED_LINK] = N_("link"),
};

/* What one post lacks. */
struct lack {
	const struct rc_seat *seat;
	bool computer; /* false: only a signature or the agency's link */
	enum rc_need need;
	const struct rc_norm *norm;
	bool signature;
};

struct work {
	const struct rc_estate *e;
	struct rc_quota_options o;
	const struct rc_norm *norms[RC_GROUPS]; /* for a computer, by group */
	struct lack *lacks;                     /* of the agency at hand */
	size_t nlacks, cap_lacks;
	struct rc_shortfall *s;
};

/* --- prices --------------------------------------------------------------- */

static bool
is_cheaper(const struct rc_norm *norm, const struct rc_norm *than)
{
	if (than == NULL || norm->ceiling != than->ceiling)
		return than == NULL || norm->ceiling < than->ceiling;
	return norm->item < than->item;
}

static void
price_groups(struct work *w)
{
	const struct rc_tables *t = w->e->tables;
	size_t i;

	for (i = 0; i < t->nnorms; i++) {
		const struct rc_norm *norm = &t->norms[i];
		bool computer = norm->item == RC_ITEM_DESKTOP ||
		                norm->item == RC_ITEM_PORTABLE ||
		                norm->item == RC_ITEM_COMPUTER;

		if (!computer || norm->shared_per > 0 ||
		    norm->ceiling == RC_VND_NONE ||
		    norm->title_group <= RC_GROUP_NONE ||
		    norm->title_group >= RC_GROUPS ||
		    !rc_day_holds(norm->valid_from, norm->valid_to, w->e->day))
			continue;
		if (is_cheaper(norm, w->norms[norm->title_group]))
			w->norms[norm->title_group] = norm;
	}
}

static rc_vnd
price_of(const struct lack *lack)
{
	if (!lack->computer || lack->norm == NULL ||
	    lack->need == RC_NEED_STOCK)
		return 0;
	return lack->norm->ceiling;
}

/* --- what one agency lacks ------------------------------------------------ */

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

static void
judge_need(struct lack *lack, struct rc_judgement j)
{
	lack->computer = true;
	if (rc_judgement_needs(j, RC_REMEDY_REPLACE))
		lack->need = RC_NEED_REPLACE;
	else if (rc_judgement_needs(j, RC_REMEDY_MEND))
		lack->need = RC_NEED_MEND;
	else if (is_open(j))
		lack->need = RC_NEED_ASK;
	else
		lack->computer = false;
}

static bool
needs_signature(const struct work *w, const struct rc_seat *seat)
{
	return w->e->params.value[RC_TOKEN_REQUIRED] != 0 &&
	       !seat->token_valid &&
	       (seat->post->signer == 1 || seat->post->handler == 1);
}

static bool
add_lack(struct work *w, const struct rc_seat *seat, struct rc_err *err)
{
	struct lack lack = { .seat = seat,
		             .computer = true,
		             .need = RC_NEED_NEW };
	int group = seat->post->title_group;

	if (seat->primary != RC_NOWHERE) {
		struct rc_judgement j = w->e->machines[seat->primary].judgement;
		enum rc_finding all = rc_judgement_all(j);

		if (all == RC_FINDING_PASS ||
		    (all == RC_FINDING_OPEN && w->o.exclude_unknown))
			return true;
		judge_need(&lack, j);
	}
	if (group > RC_GROUP_NONE && group < RC_GROUPS)
		lack.norm = w->norms[group];
	lack.signature = needs_signature(w, seat);
	if (!RC_GROW(w->lacks, w->nlacks, w->cap_lacks))
		return rc_fail_nomem(err);
	w->lacks[w->nlacks++] = lack;
	return true;
}

static int
lack_by_price(const void *a, const void *b)
{
	const struct lack *x = a, *y = b;
	rc_vnd p = price_of(x), q = price_of(y);

	if (p != q)
		return p < q ? -1 : 1;
	if (x->need != y->need)
		return x->need < y->need ? -1 : 1;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

static int
lack_by_line(const void *a, const void *b)
{
	const struct lack *x = a, *y = b;

	if (x->computer != y->computer)
		return x->computer ? -1 : 1;
	if (x->need != y->need)
		return x->need < y->need ? -1 : 1;
	if (x->seat->post->title_group != y->seat->post->title_group)
		return x->seat->post->title_group - y->seat->post->title_group;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

/* The agency's own stock, to the posts that have nothing first. */
static void
use_stock(struct work *w, struct rc_wanting *wanting, int64_t spare)
{
	size_t i;

	for (i = 0; i < w->nlacks && wanting->stock < spare; i++)
		if (w->lacks[i].computer) {
			w->lacks[i].need = RC_NEED_STOCK;
			wanting->stock++;
		}
}

/* Will its systems be uniform once the computers have come? Each new one is
 * on an approved system and takes the place of the post's former one. */
static bool
stays_mixed(const struct work *w, const struct rc_unit *unit)
{
	struct rc_unit after = *unit;
	size_t i;

	for (i = 0; i < w->nlacks; i++) {
		const struct lack *lack = &w->lacks[i];
		const struct rc_machine *old;

		if (!lack->computer)
			continue;
		after.computers++;
		after.approved++;
		if (lack->seat->primary == RC_NOWHERE)
			continue;
		old = &w->e->machines[lack->seat->primary];
		if (old->unit != lack->seat->unit)
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
add_buy(struct work *w, struct rc_wanting *wanting, struct rc_buy buy,
        struct rc_err *err)
{
	struct rc_shortfall *s = w->s;
	struct rc_buy *last = NULL;

	if (wanting->nbuys > 0)
		last = &s->buys[s->nbuys - 1];
	if (last == NULL || last->need != buy.need ||
	    last->title_group != buy.title_group) {
		if (!RC_GROW(s->buys, s->nbuys, s->cap_buys))
			return rc_fail_nomem(err);
		last = &s->buys[s->nbuys++];
		*last = buy;
		last->quantity = 0;
		last->unit = wanting->unit;
		wanting->nbuys++;
	}
	last->quantity++;
	if (rc_vnd_add(last->amount, buy.price, &last->amount) &&
	    rc_vnd_add(wanting->cost, buy.price, &wanting->cost))
		return true;
	return rc_fail(err, RC_EINVALID, "%s",
	               _("the sum is too large: look at the price ceilings"));
}

static bool
add_computers(struct work *w, struct rc_wanting *wanting, struct rc_err *err)
{
	size_t i;

	for (i = 0; i < w->nlacks; i++) {
		const struct lack *lack = &w->lacks[i];
		const struct rc_buy buy = {
			.need = lack->need,
			.title_group = lack->seat->post->title_group,
			.norm = lack->norm,
			.price = price_of(lack),
			.budget = RC_BUDGET_DEVICES,
		};

		if (!lack->computer)
			continue;
		wanting->computers += lack->need != RC_NEED_STOCK;
		if (lack->norm == NULL)
			wanting->no_norm = true;
		if (!add_buy(w, wanting, buy, err))
			return false;
	}
	return true;
}

static int
lack_by_group(const void *a, const void *b)
{
	const struct lack *x = a, *y = b;

	return x->seat->post->title_group - y->seat->post->title_group;
}

static bool
add_rest(struct work *w, struct rc_wanting *wanting, struct rc_err *err)
{
	struct rc_buy buy = { .need = RC_NEED_SIGNATURE };
	size_t i;

	RC_ASSERT(w->lacks != NULL || w->nlacks == 0);
	if (w->nlacks > 1)
		qsort(w->lacks, w->nlacks, sizeof(*w->lacks), lack_by_group);
	for (i = 0; i < w->nlacks; i++) {
		buy.title_group = w->lacks[i].seat->post->title_group;
		if (w->lacks[i].signature && !add_buy(w, wanting, buy, err))
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
		                      .missing = verdict->missing,
		                      .no_link = unit->link == RC_FINDING_FAIL,
		                      .first_buy = w->s->nbuys };
	size_t i;

	w->nlacks = 0;
	for (i = 0; i < unit->nseats; i++)
		if (!add_lack(w, &w->e->seats[unit->first_seat + i], err))
			return false;
	if (w->nlacks > 1)
		qsort(w->lacks, w->nlacks, sizeof(*w->lacks), lack_by_price);
	if ((int64_t)w->nlacks > wanting.missing)
		w->nlacks = (size_t)wanting.missing;
	RC_ASSERT(w->lacks != NULL || w->nlacks == 0);
	if (w->nlacks > 1)
		qsort(w->lacks, w->nlacks, sizeof(*w->lacks), lack_by_line);
	use_stock(w, &wanting, unit->spare);
	if (w->nlacks > 1)
		qsort(w->lacks, w->nlacks, sizeof(*w->lacks), lack_by_line);
	wanting.no_baseline = stays_mixed(w, unit);
	if (!add_computers(w, &wanting, err) || !add_rest(w, &wanting, err))
		return false;
	if (!RC_GROW(w->s->wanting, w->s->nwanting, w->s->cap_wanting))
		return rc_fail_nomem(err);
	w->s->wanting[w->s->nwanting++] = wanting;
	return true;
}

/* --- choice --------------------------------------------------------------- */

/* Units stand in order of code, so their place breaks the last tie. */
static int
wanting_by_cost(const void *a, const void *b)
{
	const struct rc_wanting *x = a, *y = b;
	bool p = x->no_link || x->no_baseline || x->no_norm;
	bool q = y->no_link || y->no_baseline || y->no_norm;

	if (p != q)
		return p ? 1 : -1;
	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	if (x->missing != y->missing)
		return x->missing < y->missing ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

static bool
add_sums(struct rc_goal *goal, const struct rc_shortfall *s,
         const struct rc_wanting *wanting)
{
	size_t i;

	goal->chosen++;
	goal->computers += wanting->computers;
	goal->stock += wanting->stock;
	for (i = 0; i < wanting->nbuys; i++) {
		const struct rc_buy *buy = &s->buys[wanting->first_buy + i];
		rc_vnd *part = &goal->by_need[buy->need];

		goal->count_by_need[buy->need] += buy->quantity;
		if (!rc_vnd_add(*part, buy->amount, part))
			return false;
	}
	return rc_vnd_add(goal->amount, wanting->cost, &goal->amount);
}

static void
count_goal(struct work *w, struct rc_goal *goal)
{
	const struct rc_estate *e = w->e;
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		const struct rc_unit *unit = &e->units[i];

		if (!rc_unit_in_tier(unit, goal->target->tier) ||
		    unit->posts == 0)
			continue;
		goal->roster++;
		goal->conforming += rc_unit_judge(unit, &e->params, w->o.theta,
		                                  w->o.exclude_unknown)
		                            .conforms;
	}
	goal->needed = rc_quota_needed(goal->roster, goal->target->percent);
}

/* Agencies that an earlier goal chose count for this one as well. */
static bool
choose(struct work *w, size_t at, struct rc_err *err)
{
	struct rc_shortfall *s = w->s;
	struct rc_goal *goal = &s->goals[at];
	int64_t have = goal->conforming;
	size_t i;

	for (i = 0; i < s->nwanting; i++)
		have += s->wanting[i].chosen &&
		        rc_unit_in_tier(&w->e->units[s->wanting[i].unit],
		                        goal->target->tier);
	for (i = 0; i < s->nwanting && have < goal->needed; i++) {
		struct rc_wanting *wanting = &s->wanting[i];

		if (wanting->chosen ||
		    !rc_unit_in_tier(&w->e->units[wanting->unit],
		                     goal->target->tier))
			continue;
		wanting->chosen = true;
		wanting->target = at;
		have++;
		if (!add_sums(goal, s, wanting) ||
		    !add_sums(&s->total, s, wanting))
			return rc_fail(err, RC_EINVALID, "%s",
			               _("the sum is too large: look at the "
			                 "price ceilings"));
	}
	return true;
}

static bool
set_goals(struct work *w, struct rc_err *err)
{
	const struct rc_tables *t = w->e->tables;
	struct rc_shortfall *s = w->s;
	size_t i;

	for (i = 0; i < t->ntargets; i++) {
		const struct rc_target *target = &t->targets[i];

		if (target->year != w->o.year || target->percent < 0 ||
		    target->percent > 100 ||
		    rc_indicator_sort(target->indicator) !=
		            RC_INDICATOR_EQUIPMENT)
			continue;
		if (!RC_GROW(s->goals, s->ngoals, s->cap_goals))
			return rc_fail_nomem(err);
		memset(&s->goals[s->ngoals], 0, sizeof(*s->goals));
		s->goals[s->ngoals].target = target;
		count_goal(w, &s->goals[s->ngoals]);
		if (!choose(w, s->ngoals++, err))
			return false;
	}
	return true;
}

static bool
work_through(struct work *w, struct rc_err *err)
{
	const struct rc_estate *e = w->e;
	size_t i;

	for (i = 0; i < e->nunits; i++) {
		struct rc_unit_verdict v =
		        rc_unit_judge(&e->units[i], &e->params, w->o.theta,
		                      w->o.exclude_unknown);

		if (rc_unit_in_tier(&e->units[i], RC_TIER_NONE) &&
		    v.evaluable && !v.conforms && !add_wanting(w, i, &v, err))
			return false;
	}
	if (w->s->nwanting > 1)
		qsort(w->s->wanting, w->s->nwanting, sizeof(*w->s->wanting),
		      wanting_by_cost);
	return set_goals(w, err);
}

bool
rc_shortfall_of(const struct rc_estate *estate,
                const struct rc_quota_options *options,
                struct rc_shortfall *ret, struct rc_err *err)
{
	struct rc_shortfall s = { 0 };
	struct work w = { .e = estate,
		          .o = rc_quota_settle(estate, options),
		          .s = &s };
	bool done;

	price_groups(&w);
	done = work_through(&w, err);
	rc_free(w.lacks);
	if (done)
		*ret = s;
	else
		rc_shortfall_fini(&s);
	return done;
}

void
rc_shortfall_fini(struct rc_shortfall *s)
{
	rc_free(s->goals);
	rc_free(s->wanting);
	rc_free(s->buys);
	memset(s, 0, sizeof(*s));
}
