/* SPDX-License-Identifier: MIT */
/*
 * norm - law and thresholds as data with dates: targets of the plan, equipment
 * norms and price ceilings, asset lives, parameters, profiles, ends of vendor
 * support, report duties. Each row says from when to when it holds and where
 * it stands written. Nothing of this is a constant in code.
 */
#ifndef ROLLCALL_MODEL_NORM_H
#define ROLLCALL_MODEL_NORM_H

#include <rollcall/model/agency.h>

/* A quota of the plan: indicator Q1..Q8, for a tier, in a year. */
struct rc_target {
	struct rc_head head;
	const char *code; /* "Q1-2026" */
	const char *indicator;
	const char *title;
	int tier;
	int64_t year;
	int64_t percent;
	const char *source;
};

/* What one norm row entitles to. */
enum rc_item {
	RC_ITEM_NONE,
	RC_ITEM_DESKTOP,
	RC_ITEM_PORTABLE, /* laptop, tablet or equivalent */
	RC_ITEM_COMPUTER, /* one of desktop, laptop, tablet */
	RC_ITEM_PRINTER,
	RC_ITEM_SCANNER,
	RC_ITEM_SHREDDER,
	RC_ITEM_PHOTOCOPIER,
	RC_ITEMS
};
extern const struct rc_word rc_item_words[];
bool rc_item_takes(int item,
                   int category); /* may a device of that category fill it? */

struct rc_norm {
	struct rc_head head;
	const char *code; /* "15-2025/VII/computer" */
	int title_group;  /* enum rc_title_group; RC_GROUP_SHARED for mục B */
	int item;
	int64_t quantity;
	int64_t shared_per; /* one per so many posts, rounded up; or none */
	rc_vnd ceiling; /* đồng a unit, tax included, licences excluded */
	rc_date valid_from, valid_to;
	const char *source;
};

/* Useful life and wear rate of a category (Thông tư 141/2025, 23/2023). */
struct rc_life {
	struct rc_head head;
	const char *code;
	int category;
	int64_t years;
	int64_t rate_bp; /* basis points a year: 1429 = 14,29% */
	rc_date valid_from, valid_to;
	const char *source;
};

/* A dated threshold: theta, age_max_years, seen_max_days, ... */
struct rc_param {
	struct rc_head head;
	const char *code; /* "theta@2025-01-01" */
	const char *name; /* "theta" */
	int64_t value;
	const char *unit;
	rc_date valid_from, valid_to;
	const char *source;
};

/* The code of the profile for computers that have none, nor their post. */
#define RC_PROFILE_FALLBACK "office"

/* What a kind of work needs of a device. */
struct rc_profile {
	struct rc_head head;
	const char *code;
	const char *name;
	int64_t cpu_cores;
	int64_t ram_mb;
	int64_t disk_gb;
	int encryption;        /* boolean: must the system disk be encrypted */
	const char *forbidden; /* software, ';' between */
	const char *required;  /* software, ';' between */
	rc_date valid_from, valid_to;
	const char *source;
};

/* An operating system release and the end of its vendor support. */
struct rc_release {
	struct rc_head head;
	const char *code; /* "debian/12", "windows/10/pro" */
	const char *os_id;
	const char *version; /* os-release VERSION_ID, or the build line */
	const char *edition; /* none = every edition */
	rc_date support_end;
	int approved; /* boolean: in the approved catalogue */
	const char *source;
};

enum rc_cycle {
	RC_CYCLE_NONE,
	RC_MONTHLY,
	RC_QUARTERLY,
	RC_HALF_YEARLY,
	RC_YEARLY
};
extern const struct rc_word rc_cycle_words[];

/* A report duty: due before `due_day` of the month `due_month` of its cycle
 * (1..3 in a quarter, 1..12 in a year; none for monthly). */
struct rc_duty {
	struct rc_head head;
	const char *code; /* "R1" */
	const char *title;
	const char *from_role;
	const char *to_role;
	int cycle;
	int64_t due_month;
	int64_t due_day; /* none = no day is given */
	int strict; /* "trước ngày D": the day before is the last good one */
	rc_date valid_from, valid_to;
	const char *source;
};

#endif
