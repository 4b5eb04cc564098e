/* SPDX-License-Identifier: MIT */
/*
 * quota - the verdict of the plan: what was asked, and the answer by tier and
 * by agency. Computed by rule/quota, printed by report/, shown by the faces.
 *
 * All figures are as of one day and in integers; 59,99% never reads as 60.
 */
#ifndef ROLLCALL_MODEL_QUOTA_H
#define ROLLCALL_MODEL_QUOTA_H

#include <rollcall/model/agency.h>

/* What the roster of a line is made of. */
enum rc_counted {
	RC_COUNTED_AGENCIES,
	RC_COUNTED_POSTS,
	RC_COUNTED_DEVICES,
	RC_COUNTED_SYSTEMS,
	RC_COUNTED_REPORTED /* as others counted it: kind `counts` */
};

enum rc_basis { RC_BASIS_AGENCY, RC_BASIS_POST, RC_BASIS_DEVICE };

struct rc_quota_options {
	int year; /* 0 = the year of as_of */
	enum rc_basis basis;
	int theta;            /* percent of posts; 0 = the parameter `theta` */
	bool exclude_unknown; /* unknown=exclude; default unknown=fail */
	/* Filled in, from the parameter refresh_counts: a computer that came
	 * in the year counts as one that conforms. */
	bool refresh;
};

/* One line of the verdict (D6): both figures, always. */
struct rc_quota_row {
	const char *indicator; /* "Q1" */
	enum rc_tier tier;     /* RC_TIER_NONE = all tiers */
	int64_t target_percent;
	int64_t roster;   /* what is counted */
	int64_t needed;   /* ceil(target x roster / 100) */
	int64_t equipped; /* by handover records */
	bool met_equipped;
	int64_t conforming; /* by facts */
	bool met_conforming;
	int64_t unknown; /* only unknown facts keep these from conforming */
	/* Agencies left out of both sides: without posts, or (of reported
	 * counts) that reported none. */
	int64_t not_evaluable;
	enum rc_counted counted;
	/* Of reported counts: their day (of a sum, the latest), and whether it
	 * is one figure for the whole province. */
	rc_date reported_on;
	bool reported_whole;
};
/* One agency of the roster. */
struct rc_quota_agency {
	rc_id id;
	const char *code, *name; /* the name of the day */
	enum rc_tier tier;
	int64_t posts, served, conforming, unknown; /* posts */
	bool equipped, conforms, evaluable;
};
struct rc_quota {
	rc_date as_of;
	int year, theta;
	enum rc_basis basis;
	bool exclude_unknown;
	struct rc_quota_row *rows;
	size_t nrows;
	struct rc_quota_agency *agencies; /* in_quota, in order of code */
	size_t nagencies;
};

#endif
