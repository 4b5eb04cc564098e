/* SPDX-License-Identifier: MIT */
/* dial - one address after the other; stepping aside and coming back. */
#include "poll/dial.h"

#include <string.h>

#define ASIDE_MS 500

static unsigned
number_of(const struct rc_engine *e, const struct slot *s)
{
	return (unsigned)(s - e->slots);
}

static struct site *
site_of(struct rc_engine *e, const struct slot *s)
{
	return &e->sites[e->targets[s->host].site];
}

/* --- addresses ----------------------------------------------------------- */

/* Dials from s->address on; the first complaint stands, it is of the address
 * that the resolver thinks best. */
static bool
dial(struct rc_engine *e, struct slot *s)
{
	const struct rc_target *target = &e->targets[s->host];
	struct rc_trouble first = s->trouble;

	for (; s->address < s->addresses.n; s->address++) {
		const struct rc_ask ask = {
			.address = &s->addresses.all[s->address],
			.user = target->user,
			.algorithm = target->algorithm,
			.keyring = target->keyring,
		};
		rc_ms left = s->connect_by - e->now;

		s->begun = e->transport.ops->start(
		        e->transport.of, number_of(e, s), &ask, &s->trouble);
		if (s->begun) {
			s->dialled_at = e->now;
			s->try_until =
			        e->now + left / (s->addresses.n - s->address);
			s->address++;
			s->trouble = first;
			return true;
		}
		if (first.outcome == RC_GOT_NOTHING)
			first = s->trouble;
	}
	s->trouble = first;
	return false;
}

void
rc_dial_hang_up(struct rc_engine *e, struct slot *s)
{
	unsigned at = number_of(e, s);

	if (s->fd >= 0)
		(void)e->reactor.ops->watch(e->reactor.of, at, -1, 0);
	if (s->begun)
		e->transport.ops->stop(e->transport.of, at);
	s->fd = -1;
	s->begun = false;
}

bool
rc_dial_start(struct rc_engine *e, struct slot *s, rc_ms budget_ms)
{
	s->connect_ms = budget_ms;
	s->connect_by = e->now + budget_ms;
	s->aside_at = e->now + ASIDE_MS;
	return dial(e, s);
}

static void
set_alarm(struct rc_engine *e, const struct slot *s)
{
	bool may_step = !s->aside && e->naside < e->options.aside &&
	                s->aside_at > e->now;

	rc_timers_set(&e->timers, s->host,
	              may_step && s->aside_at < s->try_until ? s->aside_at
	                                                     : s->try_until);
}

void
rc_dial_begun(struct rc_engine *e, struct slot *s)
{
	set_alarm(e, s);
}

bool
rc_dial_next(struct rc_engine *e, struct slot *s)
{
	if (s->address == s->addresses.n || e->now >= s->connect_by)
		return false;
	rc_dial_hang_up(e, s);
	if (!dial(e, s))
		return false;
	set_alarm(e, s);
	return true;
}

/* --- aside --------------------------------------------------------------- */

static void
step_aside(struct rc_engine *e, struct slot *s)
{
	s->aside = true;
	e->naside++;
	e->flying--;
	site_of(e, s)->flying--;
	rc_site_release(e, site_of(e, s));
}

bool
rc_dial_late(struct rc_engine *e, struct slot *s)
{
	if (e->now < s->try_until) {
		if (!s->aside && e->naside < e->options.aside)
			step_aside(e, s);
		set_alarm(e, s);
		return true;
	}
	return rc_dial_next(e, s);
}

static bool
has_place(const struct rc_engine *e, const struct site *site)
{
	return e->flying < e->window && (e->options.site_jobs == 0 ||
	                                 site->flying < e->options.site_jobs);
}

static void
take_place(struct rc_engine *e, struct slot *s)
{
	s->aside = false;
	e->naside--;
	e->flying++;
	site_of(e, s)->flying++;
}

bool
rc_dial_return(struct rc_engine *e, struct slot *s)
{
	if (!s->aside)
		return true;
	if (s->waits)
		return false;
	if (has_place(e, site_of(e, s))) {
		take_place(e, s);
		return true;
	}
	if (s->fd >= 0)
		(void)e->reactor.ops->watch(e->reactor.of, number_of(e, s), -1,
		                            0);
	s->fd = -1;
	s->waits = true;
	rc_timers_clear(&e->timers, s->host);
	e->back[e->nback++] = number_of(e, s);
	return false;
}

static void
forget_back(struct rc_engine *e, uint32_t i)
{
	e->slots[e->back[i]].waits = false;
	e->nback--;
	memmove(e->back + i, e->back + i + 1,
	        (e->nback - i) * sizeof(*e->back));
}

struct slot *
rc_dial_let_back(struct rc_engine *e)
{
	for (uint32_t i = 0; i < e->nback && e->flying < e->window; i++) {
		struct slot *s = &e->slots[e->back[i]];

		if (!has_place(e, site_of(e, s)))
			continue;
		forget_back(e, i);
		take_place(e, s);
		/* It waited for us, not we for it. */
		s->try_until = e->now + s->connect_ms;
		s->address = s->addresses.n;
		rc_timers_set(&e->timers, s->host, s->try_until);
		return s;
	}
	return NULL;
}

void
rc_dial_leave(struct rc_engine *e, struct slot *s)
{
	for (uint32_t i = 0; s->waits && i < e->nback; i++)
		if (e->back[i] == number_of(e, s))
			forget_back(e, i);
	if (s->aside) {
		e->naside--;
		return;
	}
	e->flying--;
	site_of(e, s)->flying--;
	rc_site_release(e, site_of(e, s));
}
