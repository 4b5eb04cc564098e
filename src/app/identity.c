/* SPDX-License-Identifier: MIT */
/* identity - weighing. */
#include "app/identity.h"

#include <rollcall/base/str.h>
#include <rollcall/model/placeholder.h>

#include <stdio.h>
#include <string.h>

#define LEAST 5 /* what differs must weigh so much */

static bool
same_text(struct rc_str before, struct rc_str now)
{
	return before.n == now.n &&
	       rc_str_is_nocase(before, now.p); /* both end with a NUL */
}

static bool
share_one(struct rc_str before, struct rc_str now)
{
	struct rc_str mine;

	while (rc_str_split(&before, ' ', &mine)) {
		struct rc_str rest = now, other;

		while (rc_str_split(&rest, ' ', &other))
			if (mine.n > 0 && rc_str_eq(mine, other))
				return true;
	}
	return false;
}

static const struct {
	const char *field;
	unsigned weight;
	bool (*same)(struct rc_str before, struct rc_str now);
} marks[] = {
	{ "serial", 4, same_text },
	{ "uuid", 4, same_text },
	{ "mac", 3, share_one },
	{ "machine_id", 2, same_text },
};

static struct rc_str
said(const struct rc_field *field, const struct rc_facts *facts)
{
	struct rc_value value = rc_field_get(field, facts);

	return value.type == RC_TEXT ? value.s : (struct rc_str){ NULL, 0 };
}

/* As a rule nothing differs, and nothing need be weighed. */
static bool
may_be_other(const struct rc_facts *before, const struct rc_facts *now)
{
	unsigned differs = 0;

	for (size_t i = 0; i < RC_COUNT(marks); i++) {
		const struct rc_field *field = rc_field_find(
		        &rc_kind_facts, rc_str_of(marks[i].field));
		struct rc_str a = said(field, before), b = said(field, now);

		if (a.n > 0 && b.n > 0 && !marks[i].same(a, b))
			differs += marks[i].weight;
	}
	return differs >= LEAST;
}

bool
rc_identity_is_other(const struct rc_facts *before, const struct rc_facts *now,
                     char *ret_why, size_t size)
{
	unsigned same = 0, differs = 0;
	size_t n = 0;

	ret_why[0] = '\0';
	if (!may_be_other(before, now))
		return false;
	for (size_t i = 0; i < RC_COUNT(marks); i++) {
		const struct rc_field *field = rc_field_find(
		        &rc_kind_facts, rc_str_of(marks[i].field));
		struct rc_str a = said(field, before), b = said(field, now);

		if (before->source[field - rc_kind_facts.fields] !=
		            RC_SOURCE_SSH ||
		    rc_placeholder(marks[i].field, a) ||
		    rc_placeholder(marks[i].field, b))
			continue;
		if (marks[i].same(a, b)) {
			same += marks[i].weight;
			continue;
		}
		differs += marks[i].weight;
		if (n < size)
			n += (size_t)snprintf(ret_why + n, size - n, "%s%s",
			                      n > 0 ? ", " : "",
			                      marks[i].field);
	}
	return differs >= LEAST && differs > 2 * same;
}
