/* SPDX-License-Identifier: MIT */
/*
 * timers - a binary heap of points in time, each embedded in its owner.
 *
 * A timer is set at most once at a time; setting it again moves it. `due_ms` < 0
 * takes it out. The owner takes it out before it dies.
 */
#ifndef FLEET_TIMERS_H
#define FLEET_TIMERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct timer {
	int64_t due_ms;
	size_t place;		/* in the heap, from 1; 0: not set */
	void *owner;
};

struct timers {
	struct timer **heap;
	size_t n, cap;
};

/* False: out of memory, the timer is as before. */
bool timers_set(struct timers *t, struct timer *timer, int64_t due_ms);
/* The earliest, NULL when none is set. */
struct timer *timers_first(const struct timers *t);
void timers_fini(struct timers *t);

#endif
