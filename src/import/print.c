/* SPDX-License-Identifier: MIT */
/* print - looks of records, found by id. */
#include "import/print.h"

#include <rollcall/base/map.h>

#define STIR 0x9E3779B97F4A7C15u

static uint64_t
look_on(uint64_t look, const struct rc_value *value)
{
	uint64_t part = 0;

	if (value->type == RC_INT)
		part = rc_hash(&value->i, sizeof(value->i)) + RC_INT;
	else if (value->type == RC_TEXT)
		part = rc_hash(value->s.p, value->s.n) + RC_TEXT;
	look = (look ^ part) * STIR;
	return look ^ look >> 29;
}

void
rc_prints_init(struct rc_prints *prints, const struct rc_kind *kind,
               uint64_t fields)
{
	*prints = (struct rc_prints){ .kind = kind, .fields = fields };
}

void
rc_prints_fini(struct rc_prints *prints)
{
	rc_free(prints->items);
	*prints = (struct rc_prints){ 0 };
}

bool
rc_prints_add(struct rc_prints *prints, const void *record)
{
	const struct rc_head *head = record;
	uint64_t look = 0;
	uint64_t bits;
	size_t i;

	if (!RC_GROW(prints->items, prints->n, prints->cap))
		return false;
	for (i = 0, bits = prints->fields; bits != 0; i++, bits >>= 1) {
		struct rc_value value;

		if ((bits & 1) == 0)
			continue;
		value = rc_field_get(&prints->kind->fields[i], record);
		look = look_on(look, &value);
	}
	prints->items[prints->n++] = (struct rc_print){ head->id, look };
	return true;
}

/* Ids mostly have no gaps: the place is where it would be without any, or
 * before that. */
static const struct rc_print *
find(const struct rc_prints *prints, rc_id id)
{
	size_t low = 0;
	size_t high = prints->n;

	if (prints->n == 0 || id < prints->items[0].id)
		return NULL;
	if ((uint64_t)(id - prints->items[0].id) < prints->n) {
		high = (size_t)(id - prints->items[0].id) + 1;
		if (prints->items[high - 1].id == id)
			return &prints->items[high - 1];
	}
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (prints->items[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < prints->n && prints->items[low].id == id
	               ? &prints->items[low]
	               : NULL;
}

bool
rc_prints_same(const struct rc_prints *prints, rc_id id,
               const struct rc_value *values)
{
	const struct rc_print *print = find(prints, id);
	uint64_t look = 0;
	uint64_t bits;
	size_t i;

	if (print == NULL)
		return false;
	for (i = 0, bits = prints->fields; bits != 0; i++, bits >>= 1) {
		if ((bits & 1) != 0)
			look = look_on(look, &values[i]);
	}
	return look == print->look;
}
