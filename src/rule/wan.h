/* SPDX-License-Identifier: MIT */
/*
 * wan - has an agency a working link (domain.md D7)? At least one link that is
 * active on the day and, from the year the plan demands it, dedicated or Party
 * WAN, with the contracted bandwidth (where one is configured: no plan gives a
 * figure) and the availability (where it was measured); and every Internet
 * link it has must pass the controlled gateway.
 */
#ifndef ROLLCALL_SRC_RULE_WAN_H
#define ROLLCALL_SRC_RULE_WAN_H

#include <rollcall/model/link.h>

#include "rule/finding.h"
#include "rule/params.h"

/* Folds one link of an agency into what is known of the agency so far. */
struct rc_wan {
	enum rc_finding best;       /* of its working links; MOOT = none yet */
	enum rc_finding controlled; /* of its Internet links */
};
void rc_wan_add(struct rc_wan *wan, const struct rc_link *link, int tier,
                const struct rc_params *params, rc_date day);
/* The verdict once all links were added. MOOT when no link is demanded. */
enum rc_finding rc_wan_end(const struct rc_wan *wan,
                           const struct rc_params *params);

#endif
