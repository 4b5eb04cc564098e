/* SPDX-License-Identifier: MIT */
/*
 * date - days, instants and periods. Integers, proleptic Gregorian calendar.
 *
 * A day (`rc_date`) is a count from 1970-01-01 and has no zone; an instant
 * (`rc_ms`) is milliseconds since then in UTC. The two meet in one place:
 * rc_date_of(), in Vietnam's time, UTC+07:00 without summer time (Asia/Ho_Chi_
 * Minh since 1975). Nothing here reads a clock.
 */
#ifndef ROLLCALL_BASE_DATE_H
#define ROLLCALL_BASE_DATE_H

#include <rollcall/base/buf.h>

typedef int32_t rc_date; /* days since 1970-01-01 */
typedef int64_t rc_ms;   /* ms since 1970-01-01T00:00:00Z, or a duration */

#define RC_DATE_NONE INT32_MIN
#define RC_MS_NONE   INT64_MIN
#define RC_ZONE_MS   (7LL * 3600 * 1000) /* Vietnam */
#define RC_DAY_MS    (24LL * 3600 * 1000)

struct rc_civil {
	int year, month, day; /* 1..9999, 1..12, 1..31 */
};

bool rc_civil_valid(struct rc_civil civil);
rc_date rc_date_from(struct rc_civil civil); /* the civil must be valid */
struct rc_civil rc_civil_of(rc_date date);
rc_date rc_date_of(rc_ms instant); /* the day in Vietnam */
rc_ms rc_date_start(rc_date date); /* 00:00 in Vietnam, in UTC ms */
int rc_days_in_month(int year, int month);
/* Same day of month, clamped: 31/01 + 1 month = 28/02 or 29/02. */
rc_date rc_date_add_months(rc_date date, int months);
int rc_weekday(rc_date date); /* 1 = Monday .. 7 = Sunday */

enum rc_date_order { RC_YMD_OR_DMY, RC_DMY, RC_MDY, RC_YMD };
/* 2026-11-22, 22/11/2026, 22.11.2026, 22-11-2026, 1/2/2026 by `order`
 * (RC_YMD_OR_DMY: ISO, or day first). The year first is clear in any order and
 * always taken; RC_YMD takes nothing else. The year has four digits. Blanks
 * around are ignored. A day that does not exist fails. */
bool rc_date_parse(struct rc_str s, enum rc_date_order order, rc_date *ret,
                   struct rc_err *err) RC_MUST;
/* RC_DATE_NONE and RC_MS_NONE put nothing. */
void rc_date_put_iso(struct rc_buf *b, rc_date date); /* 2026-11-22 */
void rc_date_put_dmy(struct rc_buf *b, rc_date date); /* 22/11/2026 */
/* 2026-11-22T15:04:05+07:00 */
void rc_ms_put_iso(struct rc_buf *b, rc_ms instant);
/* 22/11/2026 15:04:05 */
void rc_ms_put_dmy(struct rc_buf *b, rc_ms instant);
/* What put_iso writes, also with Z or another offset; or a bare ISO day, which
 * is its 00:00 in Vietnam. */
bool rc_ms_parse(struct rc_str s, rc_ms *ret, struct rc_err *err) RC_MUST;

struct rc_period {
	rc_date from, to; /* both included */
};
/* 2026, 2026H1, 2026Q3, 2026-09 */
bool rc_period_parse(struct rc_str s, struct rc_period *ret,
                     struct rc_err *err) RC_MUST;

#endif
