/* SPDX-License-Identifier: MIT */
/* timers - the heap of deadlines. */
#include "poll/timers.h"

#include <rollcall/base/mem.h>

bool
rc_timers_init(struct rc_timers *timers, size_t max, struct rc_err *err)
{
	*timers = (struct rc_timers){ .max = max };
	timers->at = rc_alloc(max + 1, sizeof(*timers->at));
	timers->heap = rc_alloc(max + 1, sizeof(*timers->heap));
	timers->place = rc_alloc(max + 1, sizeof(*timers->place));
	if (timers->at != NULL && timers->heap != NULL && timers->place != NULL)
		return true;
	rc_timers_fini(timers);
	return rc_fail_nomem(err);
}

void
rc_timers_fini(struct rc_timers *timers)
{
	if (timers == NULL)
		return;
	rc_free(timers->at);
	rc_free(timers->heap);
	rc_free(timers->place);
	*timers = (struct rc_timers){ 0 };
}

static void
put(struct rc_timers *t, size_t place, uint32_t number)
{
	t->heap[place] = number;
	t->place[number] = (uint32_t)place + 1;
}

static void
rise(struct rc_timers *t, size_t place)
{
	uint32_t number = t->heap[place];

	while (place > 0) {
		size_t up = (place - 1) / 2;

		if (t->at[t->heap[up]] <= t->at[number])
			break;
		put(t, place, t->heap[up]);
		place = up;
	}
	put(t, place, number);
}

static void
sink(struct rc_timers *t, size_t place)
{
	uint32_t number = t->heap[place];

	for (;;) {
		size_t down = 2 * place + 1;

		if (down >= t->n)
			break;
		if (down + 1 < t->n &&
		    t->at[t->heap[down + 1]] < t->at[t->heap[down]])
			down++;
		if (t->at[number] <= t->at[t->heap[down]])
			break;
		put(t, place, t->heap[down]);
		place = down;
	}
	put(t, place, number);
}

void
rc_timers_clear(struct rc_timers *timers, size_t number)
{
	size_t place = timers->place[number];

	if (place-- == 0)
		return;
	timers->place[number] = 0;
	if (place == --timers->n)
		return;
	put(timers, place, timers->heap[timers->n]);
	rise(timers, place);
	sink(timers, timers->place[timers->heap[place]] - 1);
}

void
rc_timers_set(struct rc_timers *timers, size_t number, rc_ms at)
{
	RC_ASSERT(number < timers->max);
	rc_timers_clear(timers, number);
	timers->at[number] = at;
	put(timers, timers->n++, (uint32_t)number);
	rise(timers, timers->n - 1);
}

bool
rc_timers_first(const struct rc_timers *timers, size_t *ret_number,
                rc_ms *ret_at)
{
	if (timers->n == 0)
		return false;
	*ret_number = timers->heap[0];
	*ret_at = timers->at[timers->heap[0]];
	return true;
}
