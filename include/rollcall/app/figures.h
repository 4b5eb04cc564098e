/* SPDX-License-Identifier: MIT */
/*
 * figures - the quota verdict, the reports and the calendar, as of a day.
 *
 * All figures are functions of the data, the parameters valid on the day, and
 * the day. Percentages and money are integers; 59,99% never reads as 60.
 */
#ifndef ROLLCALL_APP_FIGURES_H
#define ROLLCALL_APP_FIGURES_H

#include <rollcall/app/app.h>
#include <rollcall/model/agency.h>
#include <rollcall/table/doc.h>

enum rc_basis { RC_BASIS_AGENCY, RC_BASIS_POST, RC_BASIS_DEVICE };

struct rc_quota_options {
	int year;	 /* 0 = the year of as_of */
	enum rc_basis basis;
	int theta;	 /* percent of posts; 0 = the parameter `theta` */
	bool exclude_unknown; /* unknown=exclude; default unknown=fail */
};

/* One line of the verdict (D6): both figures, always. */
struct rc_quota_row {
	const char *indicator; /* "Q1" */
	enum rc_tier tier;
	int64_t target_percent;
	int64_t roster; /* what is counted: agencies, posts or devices */
	int64_t needed; /* ceil(target x roster / 100) */
	int64_t equipped;   /* by handover records */
	bool met_equipped;
	int64_t conforming; /* by facts */
	bool met_conforming;
	int64_t unknown; /* only unknown facts keep these from conforming */
	int64_t not_evaluable; /* agencies without posts, left out of both sides */
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
bool rc_quota_compute(struct rc_app *app, const struct rc_quota_options *options,
		      struct rc_arena *arena, struct rc_quota *ret,
		      struct rc_err *err) RC_MUST;

/* Why a device is judged as it is: one line per quality. */
struct rc_quality {
	const char *name;    /* N_("modern") */
	const char *verdict; /* "pass", "fail", "unknown" */
	const char *rule;    /* the deciding rule in words, translated */
	const char *fact;    /* value, source and age behind it, or NULL */
};
bool rc_device_judge(struct rc_app *app, rc_id device, struct rc_arena *arena,
		     struct rc_quality **ret, size_t *ret_n,
		     struct rc_err *err) RC_MUST;

struct rc_report_options {
	struct rc_quota_options quota;
	struct rc_period period; /* from RC_DATE_NONE: the year of as_of */
};
struct rc_report_info {
	const char *name;  /* "procurement" */
	const char *title; /* N_() */
};
extern const struct rc_report_info rc_reports[]; /* ends with a NULL name */
/* "quota", "procurement". *ret lives in `arena`. */
bool rc_report_make(struct rc_app *app, const char *name,
		    const struct rc_report_options *options,
		    struct rc_arena *arena, struct rc_doc *ret,
		    struct rc_err *err) RC_MUST;

/* Report duties that fall due in from..to, in order of day. */
struct rc_due {
	const char *code, *title, *from_role, *to_role, *source;
	rc_date due;	   /* the day named in the plan, clamped to the month */
	rc_date last_good; /* the day before when the plan says "before" */
	bool has_day;	   /* false: the plan names no day; due = end of cycle */
};
bool rc_calendar(struct rc_app *app, rc_date from, rc_date to,
		 struct rc_arena *arena, struct rc_due **ret, size_t *ret_n,
		 struct rc_err *err) RC_MUST;

#endif
