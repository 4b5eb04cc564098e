/* SPDX-License-Identifier: MIT */
/* site - hosts that share a line, for engine.c and host.c alone (host.h). */
#include "poll/host.h"

bool
rc_site_park(struct rc_engine *e, size_t number)
{
	struct site *site = &e->sites[e->targets[number].site];

	if (e->options.site_jobs == 0 || site->flying < e->options.site_jobs)
		return false;
	if (site->first == RC_NO_HOST)
		site->first = (uint32_t)number;
	else
		e->hosts[site->last].next = (uint32_t)number;
	site->last = (uint32_t)number;
	return true;
}

void
rc_site_release(struct rc_engine *e, struct site *site)
{
	uint32_t number = site->first;

	if (number == RC_NO_HOST)
		return;
	site->first = e->hosts[number].next;
	e->hosts[number].next = RC_NO_HOST;
	e->queue_first = (e->queue_first + e->n - 1) % e->n;
	e->queue[e->queue_first] = number;
	e->queued++;
}
