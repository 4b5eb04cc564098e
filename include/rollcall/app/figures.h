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
#include <rollcall/model/agenda.h>
#include <rollcall/model/quota.h>
#include <rollcall/table/doc.h>

bool rc_quota_compute(struct rc_app *app,
                      const struct rc_quota_options *options,
                      struct rc_arena *arena, struct rc_quota *ret,
                      struct rc_err *err) RC_MUST;

/* One agency, post by post: its computers, what stands against them, and the
 * cheapest way to conform. RC_ENOTFOUND. *ret lives in `arena`. */
bool rc_quota_explain(struct rc_app *app, const char *agency,
                      const struct rc_quota_options *options,
                      struct rc_arena *arena, struct rc_doc *ret,
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
	rc_vnd cap;              /* money there is; RC_VND_NONE = no limit */
	rc_date since; /* quota: forecast by the rate since then; 0 = without */
	rc_date as_of; /* 0 = that of the app, and never of a day to come */
};
/* The same with period and as_of filled in: figures are as of the end of the
 * period, but not of a day still to come. */
struct rc_report_options
rc_report_settled(const struct rc_app *app,
                  const struct rc_report_options *options);

struct rc_report_in;
struct rc_report_info {
	const char *name;  /* "procurement" */
	const char *title; /* N_() */
	/* For rc_report_make(): what it is made from, and who makes it. */
	unsigned needs;
	bool (*make)(const struct rc_report_in *in, struct rc_arena *arena,
	             struct rc_doc *ret, struct rc_err *err);
};
extern const struct rc_report_info rc_reports[]; /* ends with a NULL name */
/* One of rc_reports. *ret lives in `arena`. */
bool rc_report_make(struct rc_app *app, const char *name,
                    const struct rc_report_options *options,
                    struct rc_arena *arena, struct rc_doc *ret,
                    struct rc_err *err) RC_MUST;

/* Report duties that fall due in from..to, in order of day, as they stand at
 * the end of the day that figures are as of. */
struct rc_due {
	const char *code, *title, *from_role, *to_role, *source;
	rc_date due;       /* the day named in the plan, clamped to the month */
	rc_date last_good; /* the day before when the plan says "before" */
	bool has_day; /* false: the plan names no day; due = end of cycle */
	struct rc_period cycle;
	enum rc_due_state state;
	/* The frozen report that fulfils it, and when; NULL, RC_MS_NONE. */
	const char *report;
	rc_ms frozen_at;
};
bool rc_calendar(struct rc_app *app, rc_date from, rc_date to,
                 struct rc_arena *arena, struct rc_due **ret, size_t *ret_n,
                 struct rc_err *err) RC_MUST;

#endif
