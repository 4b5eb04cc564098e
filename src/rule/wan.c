/* SPDX-License-Identifier: MIT */
/* wan - judging the links of an agency. */
#include "rule/wan.h"

#include <rollcall/model/agency.h>

#include "rule/day.h"

static int64_t
bandwidth_min(const struct rc_params *params, int tier)
{
	if (tier == RC_TIER_PROVINCE)
		return params->value[RC_BW_MIN_PROVINCE_KBPS];
	return params->value[RC_BW_MIN_COMMUNE_KBPS];
}

/* Nothing demanded, nothing recorded, or a comparison. */
static enum rc_finding
at_least(int64_t have, int64_t need, enum rc_finding absent)
{
	if (need <= 0)
		return RC_FINDING_PASS;
	if (have == RC_INT_NONE)
		return absent;
	return rc_finding_of(have >= need);
}

static enum rc_finding
judge_link(const struct rc_link *link, int tier, const struct rc_params *params)
{
	enum rc_finding fast = at_least(
	        link->down_kbps, bandwidth_min(params, tier), RC_FINDING_OPEN);
	enum rc_finding there =
	        at_least(link->available_bp, params->value[RC_AVAIL_MIN_BP],
	                 RC_FINDING_PASS);

	return rc_finding_and(fast, there);
}

void
rc_wan_add(struct rc_wan *wan, const struct rc_link *link, int tier,
           const struct rc_params *params, rc_date day)
{
	enum rc_finding one;

	if (link->status != RC_LINK_ACTIVE ||
	    !rc_day_holds(link->start_date, link->end_date, day))
		return;
	if (link->type == RC_LINK_INTERNET &&
	    params->value[RC_LINK_CONTROLLED_REQUIRED] != 0) {
		one = link->controlled < 0 ? RC_FINDING_OPEN
		                           : rc_finding_of(link->controlled);
		wan->controlled = rc_finding_and(wan->controlled, one);
	}
	if (params->value[RC_LINK_WAN_REQUIRED] != 0 &&
	    link->type != RC_LINK_DEDICATED && link->type != RC_LINK_PARTY_WAN)
		return;
	one = judge_link(link, tier, params);
	if (wan->best == RC_FINDING_MOOT || one < wan->best)
		wan->best = one;
}

enum rc_finding
rc_wan_end(const struct rc_wan *wan, const struct rc_params *params)
{
	if (params->value[RC_LINK_REQUIRED] == 0)
		return RC_FINDING_MOOT;
	if (wan->best == RC_FINDING_MOOT)
		return RC_FINDING_FAIL;
	return rc_finding_and(wan->best, wan->controlled);
}
