/* SPDX-License-Identifier: MIT */
/* role - agencies by the roles of a duty. */
#include "report/role.h"

static bool
is_named(const struct rc_duty *duty, const char *name)
{
	struct rc_str rest = rc_str_of(rc_text_or_empty(duty->from_role));
	struct rc_str part;

	while (name != NULL && rc_str_split(&rest, ';', &part))
		if (rc_str_is(rc_str_trim(part), name))
			return true;
	return false;
}

bool
rc_role_owes(const struct rc_duty *duty, const struct rc_unit *unit)
{
	return is_named(duty, unit->name);
}

const struct rc_unit *
rc_role_unit(const struct rc_estate *e, const struct rc_duty *duty)
{
	size_t i;

	for (i = 0; i < e->nunits; i++)
		if (rc_role_owes(duty, &e->units[i]))
			return &e->units[i];
	return NULL;
}

bool
rc_role_agenda(const struct rc_report_in *in, int ahead, struct rc_arena *arena,
               struct rc_agenda *ret, struct rc_err *err)
{
	const struct rc_period span = { in->period.from, in->day + ahead };

	*ret = (struct rc_agenda){ 0 };
	if (span.to < span.from)
		return true;
	return rc_agenda_of(in->ledger->duties, in->ledger->nduties, span,
	                    arena, ret, err);
}
