/* SPDX-License-Identifier: MIT */
/*
 * timers - a binary heap; heap[0] is place 1 (timers.h).
 */
#include "timers.h"

#include <stdlib.h>

static void
settle_at(struct timers *t, size_t place, struct timer *timer)
{
	t->heap[place - 1] = timer;
	timer->place = place;
}

static void
sift(struct timers *t, struct timer *timer)
{
	size_t at = timer->place;

	for (; at > 1 && t->heap[at / 2 - 1]->due_ms > timer->due_ms; at /= 2)
		settle_at(t, at, t->heap[at / 2 - 1]);
	for (size_t child; (child = at * 2) <= t->n; at = child) {
		if (child < t->n && t->heap[child]->due_ms < t->heap[child - 1]->due_ms)
			child++;
		if (t->heap[child - 1]->due_ms >= timer->due_ms)
			break;
		settle_at(t, at, t->heap[child - 1]);
	}
	settle_at(t, at, timer);
}

static void
take_out(struct timers *t, struct timer *timer)
{
	struct timer *last = t->heap[t->n - 1];
	size_t place = timer->place;

	t->n--;
	timer->place = 0;
	if (last != timer) {
		last->place = place;
		sift(t, last);
	}
}

bool
timers_set(struct timers *t, struct timer *timer, int64_t due_ms)
{
	if (due_ms < 0) {
		if (timer->place)
			take_out(t, timer);
		return true;
	}
	if (!timer->place) {
		if (t->n == t->cap) {
			size_t cap = t->cap ? t->cap * 2 : 64;
			struct timer **heap = reallocarray(t->heap, cap, sizeof(struct timer *));

			if (!heap)
				return false;
			t->heap = heap;
			t->cap = cap;
		}
		settle_at(t, ++t->n, timer);
	}
	timer->due_ms = due_ms;
	sift(t, timer);
	return true;
}

struct timer *
timers_first(const struct timers *t)
{
	return t->n ? t->heap[0] : NULL;
}

void
timers_fini(struct timers *t)
{
	free(t->heap);
	*t = (struct timers){ 0 };
}
