/* SPDX-License-Identifier: MIT */
/* counts - the counts of an agency to a text and back. */
#include "rule/counts.h"

#include <stddef.h>
#include <string.h>

/* The build says which rules these are (a digest of this folder); by hand: the
 * version. */
#ifndef RC_RULES
#define RC_RULES RC_VERSION
#endif

struct count {
	size_t at, size; /* 8 bytes: an int64_t; 4: an int or an enum */
};
#define COUNT(member)                                            \
	{                                                        \
		offsetof(struct rc_unit, member),                \
		        sizeof(((struct rc_unit *)NULL)->member) \
	}
static const struct count counts[] = {
	COUNT(wan.best),       COUNT(wan.controlled), COUNT(link),
	COUNT(posts),          COUNT(served),         COUNT(conforming),
	COUNT(unknown),        COUNT(renewed),        COUNT(poor_mixed),
	COUNT(poor_unsure),    COUNT(signers),        COUNT(signers_held),
	COUNT(signers_valid),  COUNT(handlers),       COUNT(handlers_held),
	COUNT(handlers_valid), COUNT(tokens_ended),   COUNT(tokens_ending),
	COUNT(first_ending),   COUNT(computers),      COUNT(held),
	COUNT(good),           COUNT(open),           COUNT(held_open),
	COUNT(approved),       COUNT(unsure),         COUNT(bought),
	COUNT(spare),
};

const char *
rc_unit_edition(void)
{
	return RC_RULES;
}

/* One number of a unit. */
static int64_t
get(const struct rc_unit *unit, const struct count *count)
{
	const char *from = (const char *)unit + count->at;
	int64_t wide;
	int32_t narrow;

	if (count->size == sizeof(wide)) {
		memcpy(&wide, from, sizeof(wide));
		return wide;
	}
	memcpy(&narrow, from, sizeof(narrow));
	return narrow;
}

static void
set(struct rc_unit *unit, const struct count *count, int64_t wide)
{
	char *to = (char *)unit + count->at;
	int32_t narrow = (int32_t)wide;

	if (count->size == sizeof(wide))
		memcpy(to, &wide, sizeof(wide));
	else
		memcpy(to, &narrow, sizeof(narrow));
}

void
rc_unit_copy(struct rc_unit *to, const struct rc_unit *from)
{
	size_t i;

	for (i = 0; i < RC_COUNT(counts); i++)
		set(to, &counts[i], get(from, &counts[i]));
}

void
rc_unit_put(const struct rc_unit *unit, struct rc_buf *b)
{
	size_t i;

	for (i = 0; i < RC_COUNT(counts); i++)
		rc_buf_printf(b, i == 0 ? "%lld" : " %lld",
		              (long long)get(unit, &counts[i]));
}

/* The number before the next blank, which goes with it. */
static bool
next_number(struct rc_str *rest, const struct count *count, int64_t *ret)
{
	const char *blank = memchr(rest->p, ' ', rest->n);
	struct rc_str word = *rest;
	int64_t most = count->size == sizeof(int64_t) ? INT64_MAX : INT32_MAX;

	if (blank != NULL)
		word.n = (size_t)(blank - rest->p);
	rest->p += word.n + (blank != NULL);
	rest->n -= word.n + (blank != NULL);
	return rc_str_int(word, -most - 1, most, ret);
}

bool
rc_unit_take(struct rc_unit *unit, struct rc_str text)
{
	struct rc_unit out = *unit;
	int64_t number;
	size_t i;

	for (i = 0; i < RC_COUNT(counts); i++) {
		if (text.n == 0 || !next_number(&text, &counts[i], &number))
			return false;
		set(&out, &counts[i], number);
	}
	if (text.n != 0)
		return false;
	*unit = out;
	return true;
}
