/* SPDX-License-Identifier: MIT */
/* judge - judging the computers of an estate and choosing primary devices. */
#include "rule/estate.h"

#include <stdlib.h>

static int
machine_by_id(const void *a, const void *b)
{
	const struct rc_machine *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* Of two rows of one device (which the store does not allow) the post that
 * comes first stands. */
static int
hold_by_device(const void *a, const void *b)
{
	const struct rc_hold *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return x->seat < y->seat ? -1 : x->seat > y->seat;
}

void
rc_estate_ready(struct rc_estate *e)
{
	size_t hold = 0;
	size_t i;

	if (e->nmachines > 1)
		qsort(e->machines, e->nmachines, sizeof(*e->machines),
		      machine_by_id);
	if (e->nholds > 1)
		qsort(e->holds, e->nholds, sizeof(*e->holds), hold_by_device);
	for (i = 0; i < e->nmachines; i++) {
		struct rc_machine *m = &e->machines[i];

		while (hold < e->nholds && e->holds[hold].device < m->id)
			hold++;
		if (hold < e->nholds && e->holds[hold].device == m->id)
			m->seat = e->holds[hold].seat;
	}
}

struct rc_machine *
rc_estate_machine(const struct rc_estate *e, rc_id device)
{
	const struct rc_machine key = { .id = device };

	if (e->nmachines == 0)
		return NULL;
	return bsearch(&key, e->machines, e->nmachines, sizeof(key),
	               machine_by_id);
}

struct rc_case
rc_estate_case(const struct rc_estate *e, const struct rc_machine *machine,
               const struct rc_facts *facts, struct rc_facts *copy)
{
	struct rc_case c = {
		.day = e->day,
		.params = &e->params,
		.catalogue = &e->catalogue,
		.traits = machine->traits,
		.facts = rc_facts_known(facts, e->day, copy),
		.profile = machine->profile,
	};
	size_t unit = machine->unit;

	if (machine->seat != RC_NOWHERE) {
		const struct rc_seat *seat = &e->seats[machine->seat];

		unit = seat->unit;
		c.work = seat->profile;
		c.needs_token =
		        seat->post->signer == 1 || seat->post->handler == 1;
		c.has_token = seat->token_valid;
	}
	if (c.profile == NULL && c.work == NULL)
		c.profile = e->office;
	c.link = unit == RC_NOWHERE ? RC_FINDING_OPEN : e->units[unit].link;
	return c;
}

static void
judge_machine(const struct rc_estate *e, struct rc_machine *m,
              const struct rc_facts *facts)
{
	struct rc_facts copy;
	struct rc_case c = rc_estate_case(e, m, facts, &copy);

	m->judgement = rc_conform_judge(&c);
	m->approved = rc_release_approved(&e->catalogue, c.facts);
	m->support_end = rc_release_support_end(&e->catalogue, c.facts);
	m->windows = rc_text_eq(c.facts->os_id, "windows");
	m->judged = true;
}

void
rc_estate_add_facts(struct rc_estate *e, const struct rc_facts *facts)
{
	struct rc_machine *m = rc_estate_machine(e, facts->head.id);

	if (m != NULL)
		judge_machine(e, m, facts);
}

static bool
counts(const struct rc_machine *m)
{
	return m->traits.status == RC_STATUS_IN_USE &&
	       m->ownership != RC_PERSONAL_DEVICE;
}

static bool
is_better(const struct rc_machine *m, const struct rc_machine *than)
{
	enum rc_finding a = rc_judgement_all(m->judgement);
	enum rc_finding b = rc_judgement_all(than->judgement);

	if (a != b)
		return a < b;
	/* RC_DATE_NONE is the least date. */
	if (m->traits.in_service != than->traits.in_service)
		return m->traits.in_service > than->traits.in_service;
	return m->id < than->id;
}

bool
rc_machine_is_spare(const struct rc_machine *m)
{
	uint32_t machine = 0;
	size_t i;

	if (m->traits.status != RC_STATUS_IN_STOCK ||
	    m->ownership == RC_PERSONAL_DEVICE || m->seat != RC_NOWHERE)
		return false;
	for (i = 0; i < rc_nchecks; i++)
		if (rc_checks[i].quality == RC_MODERN ||
		    rc_checks[i].quality == RC_SECURE)
			machine |= 1u << i;
	return (m->judgement.failed & machine) == 0;
}

/* Bought or put into service in the year of the day, up to the day. */
static bool
came_this_year(const struct rc_estate *e, const struct rc_machine *m)
{
	const struct rc_civil first = { rc_civil_of(e->day).year, 1, 1 };
	rc_date came = m->traits.purchased;

	if (came == RC_DATE_NONE)
		came = m->traits.in_service;
	return came >= rc_date_from(first) && came <= e->day;
}

static void
count_machine(struct rc_estate *e, const struct rc_machine *m)
{
	enum rc_finding all = rc_judgement_all(m->judgement);
	bool held = m->seat != RC_NOWHERE;
	struct rc_unit *unit;

	if (m->unit == RC_NOWHERE)
		return;
	unit = &e->units[m->unit];
	if (rc_machine_is_spare(m))
		unit->spare++;
	if (!counts(m))
		return;
	unit->computers++;
	unit->bought += all > RC_FINDING_PASS && came_this_year(e, m);
	unit->held += held;
	unit->good += all == RC_FINDING_PASS;
	unit->open += all == RC_FINDING_OPEN;
	unit->held_open += held && all == RC_FINDING_OPEN;
	if (m->approved == RC_FINDING_PASS)
		unit->approved++;
	else if (m->approved == RC_FINDING_OPEN)
		unit->unsure++;
}

static void
count_seat(struct rc_estate *e, const struct rc_seat *seat)
{
	struct rc_unit *unit = &e->units[seat->unit];
	const struct rc_machine *m;
	enum rc_finding finding;

	unit->posts++;
	if (seat->primary == RC_NOWHERE)
		return;
	unit->served++;
	m = &e->machines[seat->primary];
	finding = rc_judgement_all(m->judgement);
	if (finding <= RC_FINDING_PASS) {
		unit->conforming++;
		return;
	}
	unit->unknown += finding == RC_FINDING_OPEN;
	unit->renewed += came_this_year(e, m);
	if (m->unit != seat->unit)
		return;
	unit->poor_mixed += m->approved == RC_FINDING_FAIL;
	unit->poor_unsure += m->approved == RC_FINDING_OPEN;
}

void
rc_estate_judge(struct rc_estate *e)
{
	size_t i;

	for (i = 0; i < e->nmachines; i++) {
		struct rc_machine *m = &e->machines[i];
		struct rc_seat *seat;

		if (!m->judged)
			judge_machine(e, m, NULL);
		count_machine(e, m);
		if (m->seat == RC_NOWHERE || !counts(m))
			continue;
		seat = &e->seats[m->seat];
		if (seat->primary == RC_NOWHERE ||
		    is_better(m, &e->machines[seat->primary]))
			seat->primary = i;
	}
	for (i = 0; i < e->nseats; i++)
		count_seat(e, &e->seats[i]);
}

enum rc_finding
rc_unit_baseline(const struct rc_unit *unit, const struct rc_params *params,
                 bool exclude_unknown)
{
	int64_t all = unit->computers - (exclude_unknown ? unit->unsure : 0);
	int64_t least = params->value[RC_UNIFORM_MIN];

	if (all <= 0)
		return RC_FINDING_MOOT;
	if (100 * unit->approved >= least * all)
		return RC_FINDING_PASS;
	if (!exclude_unknown &&
	    100 * (unit->approved + unit->unsure) >= least * all)
		return RC_FINDING_OPEN;
	return RC_FINDING_FAIL;
}
