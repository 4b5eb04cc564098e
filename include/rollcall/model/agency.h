/* SPDX-License-Identifier: MIT */
/*
 * agency - a body that owns posts and devices, in one tree: province, commune,
 * grassroots. The roster of agencies valid on a day with `in_quota` is the
 * denominator of the quota; it is never derived from "agencies with devices".
 *
 * Names and unit kinds are dated (struct rc_agency_name): ten communes of Đồng
 * Nai became wards on 30/04/2026 under the same code (Nghị quyết 237/NQ-
 * UBTVQH16). The agency carries today's name; a report dated earlier prints
 * the name of its day. Names are not keys: the code is.
 */
#ifndef ROLLCALL_MODEL_AGENCY_H
#define ROLLCALL_MODEL_AGENCY_H

#include <rollcall/model/kind.h>

enum rc_tier {
	RC_TIER_NONE,
	RC_TIER_PROVINCE,
	RC_TIER_COMMUNE,
	RC_TIER_GRASSROOTS,
	RC_TIERS
};
extern const struct rc_word rc_tier_words[];

enum rc_agency_sort {
	RC_AGENCY_NONE,
	RC_AGENCY_PARTY_ADVISORY,  /* văn phòng, ban, cơ quan UBKT */
	RC_AGENCY_PARTY_COMMITTEE, /* đảng ủy */
	RC_AGENCY_PARTY_UNIT,      /* trường chính trị, báo */
	RC_AGENCY_FRONT,           /* MTTQ and socio-political organisations */
	RC_AGENCY_STATE,
	RC_AGENCY_SORTS
};
extern const struct rc_word rc_agency_sort_words[];

struct rc_agency {
	struct rc_head head;
	const char *code;
	const char *name;
	int sort; /* enum rc_agency_sort; field "kind" */
	int tier; /* enum rc_tier */
	struct rc_ref parent;
	int in_quota;
	const char *unit_kind;        /* "Xã", "Phường": as it is today */
	const char *leader;           /* the head who answers for it */
	rc_date valid_from, valid_to; /* both included; none = open */
	const char *notes;
};

struct rc_agency_name {
	struct rc_head head;
	const char *code; /* "25363@2026-04-30" */
	struct rc_ref agency;
	const char *name;
	const char *unit_kind;
	rc_date valid_from, valid_to;
	const char *basis; /* the decision */
};

#endif
