/* SPDX-License-Identifier: MIT */
/* index - ids sorted beside places. */
#include "rule/index.h"

#include <rollcall/model/kind.h>

#include <stdlib.h>

static int
by_id(const void *a, const void *b)
{
	const struct rc_index_entry *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

bool
rc_index_init(struct rc_index *index, const void *rows, size_t n, size_t size,
              struct rc_arena *arena, struct rc_err *err)
{
	struct rc_index_entry *entries =
	        rc_arena_alloc(arena, n, sizeof(*entries));
	const char *row = rows;
	size_t i;

	if (entries == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < n; i++, row += size) {
		entries[i].id = ((const struct rc_head *)(const void *)row)->id;
		entries[i].at = i;
	}
	if (n > 1)
		qsort(entries, n, sizeof(*entries), by_id);
	index->entries = entries;
	index->n = n;
	return true;
}

size_t
rc_index_find(const struct rc_index *index, rc_id id)
{
	size_t low = 0;
	size_t high = index->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->entries[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == index->n || index->entries[low].id != id)
		return RC_NOWHERE;
	return index->entries[low].at;
}
