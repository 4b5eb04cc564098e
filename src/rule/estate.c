/* SPDX-License-Identifier: MIT */
/* estate - gathering: rosters, posts, tokens and links of the day. */
#include "rule/estate.h"

#include <stdlib.h>
#include <string.h>

#include "rule/day.h"

static int
by_code(const void *a, const void *b)
{
	const struct rc_unit *x = a, *y = b;

	return strcmp(rc_text_or_empty(x->agency->code),
	              rc_text_or_empty(y->agency->code));
}

static bool
gather_units(struct rc_estate *e, struct rc_err *err)
{
	const struct rc_tables *t = e->tables;
	struct rc_index_entry *entries;
	size_t i;

	e->units = rc_arena_alloc(e->arena, t->nagencies, sizeof(*e->units));
	entries = rc_arena_alloc(e->arena, t->nagencies, sizeof(*entries));
	if (e->units == NULL || entries == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < t->nagencies; i++) {
		const struct rc_agency *a = &t->agencies[i];

		if (!rc_day_holds(a->valid_from, a->valid_to, e->day))
			continue;
		e->units[e->nunits].agency = a;
		e->units[e->nunits].name = a->name;
		e->units[e->nunits].first_ending = RC_DATE_NONE;
		e->units[e->nunits++].unit_kind = a->unit_kind;
	}
	if (e->nunits > 1)
		qsort(e->units, e->nunits, sizeof(*e->units), by_code);
	return true;
}

/* The units are wrappers, so their index is over the agencies' ids. */
static bool
index_units(struct rc_estate *e, struct rc_err *err)
{
	struct rc_head *heads =
	        rc_arena_alloc(e->arena, e->nunits, sizeof(*heads));
	size_t i;

	if (heads == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->nunits; i++)
		heads[i] = e->units[i].agency->head;
	return rc_index_init(&e->unit_index, heads, e->nunits, sizeof(*heads),
	                     e->arena, err);
}

static void
name_units(struct rc_estate *e)
{
	const struct rc_tables *t = e->tables;
	size_t i, at;

	for (i = 0; i < t->nnames; i++) {
		const struct rc_agency_name *name = &t->names[i];

		at = rc_index_find(&e->unit_index, name->agency.id);
		if (at == RC_NOWHERE || name->name == NULL ||
		    !rc_day_holds(name->valid_from, name->valid_to, e->day))
			continue;
		e->units[at].name = name->name;
		e->units[at].unit_kind = name->unit_kind;
	}
}

static const struct rc_profile *
find_profile(const struct rc_estate *e, rc_id id)
{
	size_t at = rc_index_find(&e->profile_index, id);
	const struct rc_profile *p;

	if (at == RC_NOWHERE)
		return NULL;
	p = &e->tables->profiles[at];
	return rc_day_holds(p->valid_from, p->valid_to, e->day) ? p : NULL;
}

static const struct rc_profile *
office_profile(const struct rc_estate *e)
{
	size_t i;

	for (i = 0; i < e->tables->nprofiles; i++) {
		const struct rc_profile *p = &e->tables->profiles[i];

		if (rc_text_eq(p->code, RC_PROFILE_FALLBACK) &&
		    rc_day_holds(p->valid_from, p->valid_to, e->day))
			return p;
	}
	return NULL;
}

static int
by_unit(const void *a, const void *b)
{
	const struct rc_seat *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return strcmp(rc_text_or_empty(x->post->code),
	              rc_text_or_empty(y->post->code));
}

static bool
gather_seats(struct rc_estate *e, struct rc_err *err)
{
	const struct rc_tables *t = e->tables;
	size_t i, unit;

	e->seats = rc_arena_alloc(e->arena, t->nposts, sizeof(*e->seats));
	if (e->seats == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < t->nposts; i++) {
		const struct rc_post *p = &t->posts[i];
		struct rc_seat *seat = &e->seats[e->nseats];

		unit = rc_index_find(&e->unit_index, p->agency.id);
		if (unit == RC_NOWHERE ||
		    !rc_day_holds(p->valid_from, p->valid_to, e->day))
			continue;
		seat->post = p;
		seat->unit = unit;
		seat->profile = find_profile(e, p->profile.id);
		seat->primary = RC_NOWHERE;
		e->nseats++;
	}
	if (e->nseats > 1)
		qsort(e->seats, e->nseats, sizeof(*e->seats), by_unit);
	return true;
}

static bool
index_seats(struct rc_estate *e, struct rc_err *err)
{
	struct rc_head *heads =
	        rc_arena_alloc(e->arena, e->nseats, sizeof(*heads));
	size_t i;

	if (heads == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < e->nseats; i++) {
		struct rc_unit *unit = &e->units[e->seats[i].unit];

		heads[i] = e->seats[i].post->head;
		if (unit->nseats++ == 0)
			unit->first_seat = i;
	}
	return rc_index_init(&e->seat_index, heads, e->nseats, sizeof(*heads),
	                     e->arena, err);
}

static void
give_token(struct rc_estate *e, struct rc_seat *seat,
           const struct rc_token *token)
{
	struct rc_unit *unit = &e->units[seat->unit];
	bool ends = token->valid_to != RC_DATE_NONE;

	seat->token_held = true;
	if (ends && token->valid_to < e->day)
		unit->tokens_ended++;
	if (!rc_day_holds(token->valid_from, token->valid_to, e->day))
		return;
	seat->token_valid = true;
	if (!ends ||
	    token->valid_to - e->day > e->params.value[RC_CERT_WARN_DAYS])
		return;
	unit->tokens_ending++;
	if (unit->first_ending == RC_DATE_NONE ||
	    token->valid_to < unit->first_ending)
		unit->first_ending = token->valid_to;
}

static void
give_tokens(struct rc_estate *e)
{
	const struct rc_tables *t = e->tables;
	size_t i, at;

	for (i = 0; i < t->ntokens; i++) {
		const struct rc_token *token = &t->tokens[i];

		at = rc_index_find(&e->seat_index, token->post.id);
		if (at != RC_NOWHERE && token->status == RC_TOKEN_ACTIVE)
			give_token(e, &e->seats[at], token);
	}
}

/* Who signs and who handles documents. */
static void
count_signatures(struct rc_estate *e)
{
	size_t i;

	for (i = 0; i < e->nseats; i++) {
		const struct rc_seat *seat = &e->seats[i];
		struct rc_unit *unit = &e->units[seat->unit];
		bool signer = seat->post->signer == 1;
		bool handler = seat->post->handler == 1;

		unit->signers += signer;
		unit->signers_held += signer && seat->token_held;
		unit->signers_valid += signer && seat->token_valid;
		unit->handlers += handler;
		unit->handlers_held += handler && seat->token_held;
		unit->handlers_valid += handler && seat->token_valid;
	}
}

static void
judge_links(struct rc_estate *e)
{
	const struct rc_tables *t = e->tables;
	size_t i, at;

	for (i = 0; i < t->nlinks; i++) {
		at = rc_index_find(&e->unit_index, t->links[i].agency.id);
		if (at != RC_NOWHERE)
			rc_wan_add(&e->units[at].wan, &t->links[i],
			           e->units[at].agency->tier, &e->params,
			           e->day);
	}
	for (i = 0; i < e->nunits; i++)
		e->units[i].link = rc_wan_end(&e->units[i].wan, &e->params);
}

bool
rc_estate_begin(struct rc_estate *e, const struct rc_tables *tables,
                rc_date day, struct rc_arena *arena, struct rc_err *err)
{
	memset(e, 0, sizeof(*e));
	e->day = day;
	e->tables = tables;
	e->arena = arena;
	rc_params_of(&e->params, tables->params, tables->nparams, day);
	e->catalogue.rows = tables->releases;
	e->catalogue.n = tables->nreleases;
	if (!rc_index_init(&e->profile_index, tables->profiles,
	                   tables->nprofiles, sizeof(struct rc_profile), arena,
	                   err) ||
	    !gather_units(e, err) || !index_units(e, err))
		return false;
	name_units(e);
	e->office = office_profile(e);
	if (!gather_seats(e, err) || !index_seats(e, err))
		return false;
	give_tokens(e);
	count_signatures(e);
	judge_links(e);
	return true;
}

bool
rc_estate_add_custody(struct rc_estate *e, const struct rc_custody *row,
                      struct rc_err *err)
{
	size_t seat = rc_index_find(&e->seat_index, row->post.id);

	if (seat == RC_NOWHERE ||
	    !rc_day_holds(row->from_date, row->to_date, e->day))
		return true;
	if (!RC_GROW(e->holds, e->nholds, e->cap_holds))
		return rc_fail_nomem(err);
	e->holds[e->nholds].device = row->device.id;
	e->holds[e->nholds++].seat = seat;
	return true;
}

bool
rc_estate_add_device(struct rc_estate *e, const struct rc_device *device,
                     struct rc_err *err)
{
	struct rc_machine *m;

	if (!rc_category_is_computer(device->category))
		return true;
	if (!RC_GROW(e->machines, e->nmachines, e->cap_machines))
		return rc_fail_nomem(err);
	m = &e->machines[e->nmachines++];
	memset(m, 0, sizeof(*m));
	m->id = device->head.id;
	m->unit = rc_index_find(&e->unit_index, device->agency.id);
	m->seat = RC_NOWHERE;
	m->profile = find_profile(e, device->profile.id);
	m->ownership = device->ownership;
	m->traits.category = device->category;
	m->traits.status = device->status;
	m->traits.connectivity = device->connectivity;
	m->traits.in_service = device->in_service_date;
	m->traits.purchased = device->purchase_date;
	m->traits.last_seen = RC_MS_NONE;
	if (device->last_seen != RC_MS_NONE &&
	    device->last_seen < rc_date_start(e->day + 1))
		m->traits.last_seen = device->last_seen;
	return true;
}

void
rc_estate_fini(struct rc_estate *e)
{
	rc_free(e->machines);
	rc_free(e->holds);
	e->machines = NULL;
	e->holds = NULL;
	e->nmachines = e->cap_machines = e->nholds = e->cap_holds = 0;
}
