/* SPDX-License-Identifier: MIT */
/*
 * date - the calendar in integers. Days are counted through years that begin
 * in March, so that the leap day is the last of its year.
 */
#include <rollcall/base/date.h>

#include <rollcall/base/i18n.h>

#include <string.h>

#define DAYS_400Y   146097 /* days in 400 years */
#define EPOCH_SHIFT 719468 /* 0000-03-01 .. 1970-01-01 */
#define SHOWN       40     /* bytes of a wrong input that a message repeats */

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
rc_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
		                    31, 31, 30, 31, 30, 31 };

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

bool
rc_civil_valid(struct rc_civil civil)
{
	return civil.year >= 1 && civil.year <= 9999 && civil.day >= 1 &&
	       civil.day <= rc_days_in_month(civil.year, civil.month);
}

rc_date
rc_date_from(struct rc_civil civil)
{
	int year = civil.month > 2 ? civil.year : civil.year - 1;
	int month = (civil.month + 9) % 12; /* March = 0 */
	int day_of_year = (153 * month + 2) / 5 + civil.day - 1;

	return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year -
	       EPOCH_SHIFT;
}

struct rc_civil
rc_civil_of(rc_date date)
{
	/* 64 bits and a floor: any 32-bit count has an answer. */
	int64_t days = (int64_t)date + EPOCH_SHIFT;
	int64_t cycle = (days >= 0 ? days : days - (DAYS_400Y - 1)) / DAYS_400Y;
	int day = (int)(days - cycle * DAYS_400Y); /* 0..146096 */
	int year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	int day_of_year = day - (365 * year + year / 4 - year / 100);
	int month = (5 * day_of_year + 2) / 153; /* March = 0 */
	struct rc_civil civil;

	civil.day = day_of_year - (153 * month + 2) / 5 + 1;
	civil.month = month < 10 ? month + 3 : month - 9;
	civil.year = (int)(cycle * 400) + year + (civil.month <= 2 ? 1 : 0);
	return civil;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0 ? 1 : 0);
}

rc_date
rc_date_of(rc_ms instant)
{
	int64_t days;

	if (instant > INT64_MAX - RC_ZONE_MS)
		instant = INT64_MAX - RC_ZONE_MS;
	days = floor_div(instant + RC_ZONE_MS, RC_DAY_MS);
	if (days > INT32_MAX)
		return INT32_MAX;
	return days <= INT32_MIN ? RC_DATE_NONE : (rc_date)days;
}

rc_ms
rc_date_start(rc_date date)
{
	return (rc_ms)date * RC_DAY_MS - RC_ZONE_MS;
}

rc_date
rc_date_add_months(rc_date date, int months)
{
	struct rc_civil civil = rc_civil_of(date);
	int64_t month = (int64_t)civil.year * 12 + civil.month - 1 + months;
	int last;

	if (month < 12)
		month = 12; /* 0001-01 */
	if (month > 9999 * 12 + 11)
		month = 9999 * 12 + 11;
	civil.year = (int)(month / 12);
	civil.month = (int)(month % 12) + 1;
	last = rc_days_in_month(civil.year, civil.month);
	if (civil.day > last)
		civil.day = last;
	return rc_date_from(civil);
}

int
rc_weekday(rc_date date)
{
	/* 1970-01-01 was a Thursday. */
	int64_t shifted = (int64_t)date + 3;

	return (int)(shifted - floor_div(shifted, 7) * 7) + 1;
}

/* Takes up to `most` digits off the front; returns how many. */
static int
take_digits(struct rc_str *s, int most, int *ret)
{
	int n = 0;
	int value = 0;

	while (n < most && s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9') {
		value = value * 10 + (s->p[0] - '0');
		s->p++;
		s->n--;
		n++;
	}
	*ret = value;
	return n;
}

static bool
take_char(struct rc_str *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	s->p++;
	s->n--;
	return true;
}

static int
shown(struct rc_str s)
{
	size_t n = s.n < SHOWN ? s.n : SHOWN;

	while (n > 0 && n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return (int)n;
}

static bool
not_a_date(struct rc_str s, struct rc_err *err)
{
	return rc_fail(err, RC_EINVALID,
	               _("\"%.*s\" is not a date (write 22/11/2026 or "
	                 "2026-11-22)"),
	               shown(s), s.p);
}

/* Three numbers parted twice by the same one of "-/."; widths in n[]. */
static bool
three_numbers(struct rc_str s, int value[3], int n[3])
{
	char sep;

	n[0] = take_digits(&s, 4, &value[0]);
	if (n[0] == 0 || s.n == 0 || strchr("-/.", s.p[0]) == NULL ||
	    s.p[0] == '\0')
		return false;
	sep = s.p[0];
	if (!take_char(&s, sep))
		return false;
	n[1] = take_digits(&s, 2, &value[1]);
	if (n[1] == 0 || !take_char(&s, sep))
		return false;
	n[2] = take_digits(&s, 4, &value[2]);
	return n[2] > 0 && s.n == 0;
}

bool
rc_date_parse(struct rc_str s, enum rc_date_order order, rc_date *ret,
              struct rc_err *err)
{
	struct rc_str text = rc_str_trim(s);
	struct rc_civil civil;
	int value[3];
	int n[3];

	if (!three_numbers(text, value, n))
		return not_a_date(text, err);
	if (n[0] == 4 && n[2] <= 2) {
		civil = (struct rc_civil){ value[0], value[1], value[2] };
	} else if (n[0] > 2 || order == RC_YMD) {
		return not_a_date(text, err);
	} else if (n[2] != 4) {
		return rc_fail(err, RC_EINVALID,
		               _("\"%.*s\": write the year with four digits"),
		               shown(text), text.p);
	} else if (order == RC_MDY) {
		civil = (struct rc_civil){ value[2], value[0], value[1] };
	} else {
		civil = (struct rc_civil){ value[2], value[1], value[0] };
	}
	if (!rc_civil_valid(civil))
		return rc_fail(err, RC_EINVALID,
		               _("\"%.*s\": there is no such day"), shown(text),
		               text.p);
	*ret = rc_date_from(civil);
	return true;
}

/* Two digits, or four, by hand: a register has millions of days. */
static void
put_digits(struct rc_buf *b, int n, size_t width, char after)
{
	char room[5];
	size_t i;

	for (i = width; i > 0; i--, n /= 10)
		room[i - 1] = (char)('0' + n % 10);
	if (after != '\0')
		room[width++] = after;
	rc_buf_put(b, room, width);
}

void
rc_date_put_iso(struct rc_buf *b, rc_date date)
{
	struct rc_civil civil;

	if (date == RC_DATE_NONE)
		return;
	civil = rc_civil_of(date);
	put_digits(b, civil.year, 4, '-');
	put_digits(b, civil.month, 2, '-');
	put_digits(b, civil.day, 2, '\0');
}

void
rc_date_put_dmy(struct rc_buf *b, rc_date date)
{
	struct rc_civil civil;

	if (date == RC_DATE_NONE)
		return;
	civil = rc_civil_of(date);
	put_digits(b, civil.day, 2, '/');
	put_digits(b, civil.month, 2, '/');
	put_digits(b, civil.year, 4, '\0');
}

/* Appends hh:mm:ss of the instant in Vietnam. */
static void
put_clock(struct rc_buf *b, rc_ms instant)
{
	int64_t ms = instant - rc_date_start(rc_date_of(instant));
	int seconds = (int)(ms / 1000);

	put_digits(b, seconds / 3600, 2, ':');
	put_digits(b, seconds / 60 % 60, 2, ':');
	put_digits(b, seconds % 60, 2, '\0');
}

void
rc_ms_put_iso(struct rc_buf *b, rc_ms instant)
{
	if (instant == RC_MS_NONE)
		return;
	rc_date_put_iso(b, rc_date_of(instant));
	rc_buf_putc(b, 'T');
	put_clock(b, instant);
	rc_buf_puts(b, "+07:00");
}

void
rc_ms_put_dmy(struct rc_buf *b, rc_ms instant)
{
	if (instant == RC_MS_NONE)
		return;
	rc_date_put_dmy(b, rc_date_of(instant));
	rc_buf_putc(b, ' ');
	put_clock(b, instant);
}

/* "hh:mm" and, if `seconds` says so, ":ss". */
static bool
take_clock(struct rc_str *s, bool seconds, int64_t *ret_ms)
{
	int h;
	int m;
	int sec = 0;

	if (take_digits(s, 2, &h) != 2 || !take_char(s, ':') ||
	    take_digits(s, 2, &m) != 2)
		return false;
	if (seconds && (!take_char(s, ':') || take_digits(s, 2, &sec) != 2))
		return false;
	if (h > 23 || m > 59 || sec > 59)
		return false;
	*ret_ms = (int64_t)((h * 60 + m) * 60 + sec) * 1000;
	return true;
}

/* "Z", "+07:00" or "-05:30" to the end. */
static bool
take_zone(struct rc_str *s, int64_t *ret_ms)
{
	bool west = s->n > 0 && s->p[0] == '-';
	int64_t ahead;

	if (take_char(s, 'Z')) {
		*ret_ms = 0;
		return s->n == 0;
	}
	if (!take_char(s, west ? '-' : '+') || !take_clock(s, false, &ahead) ||
	    s->n > 0)
		return false;
	*ret_ms = west ? -ahead : ahead;
	return true;
}

bool
rc_ms_parse(struct rc_str s, rc_ms *ret, struct rc_err *err)
{
	struct rc_str text = rc_str_trim(s);
	struct rc_str day = { text.p, text.n < 10 ? text.n : 10 };
	struct rc_str rest = { text.p + day.n, text.n - day.n };
	int64_t clock;
	int64_t zone;
	rc_date date;

	if (!rc_date_parse(day, RC_YMD, &date, err))
		return false;
	if (rest.n == 0) {
		*ret = rc_date_start(date);
		return true;
	}
	if (!take_char(&rest, 'T') || !take_clock(&rest, true, &clock) ||
	    !take_zone(&rest, &zone))
		return rc_fail(err, RC_EINVALID,
		               _("\"%.*s\" is not a time (write "
		                 "2026-11-22T15:04:05+07:00)"),
		               shown(text), text.p);
	*ret = (rc_ms)date * RC_DAY_MS + clock - zone;
	return true;
}

/* The months first..last of a year, whole. */
static struct rc_period
months(int year, int first, int last)
{
	struct rc_civil from = { year, first, 1 };
	struct rc_civil to = { year, last, rc_days_in_month(year, last) };

	return (struct rc_period){ rc_date_from(from), rc_date_from(to) };
}

/* What may follow the year: a sign, the digits after it, how many such parts a
 * year has, and the months of each. */
static const struct {
	char sign;
	int digits, parts, months;
} period_parts[] = {
	{ 'H', 1, 2, 6 }, { 'h', 1, 2, 6 },  { 'Q', 1, 4, 3 },
	{ 'q', 1, 4, 3 }, { '-', 2, 12, 1 },
};

bool
rc_period_parse(struct rc_str s, struct rc_period *ret, struct rc_err *err)
{
	struct rc_str text = rc_str_trim(s);
	struct rc_str rest = text;
	int year = 0;
	int part = 0;
	size_t i = 0;

	if (take_digits(&rest, 4, &year) == 4 && year > 0 && rest.n == 0) {
		*ret = months(year, 1, 12);
		return true;
	}
	while (i < RC_COUNT(period_parts) &&
	       !take_char(&rest, period_parts[i].sign))
		i++;
	if (i < RC_COUNT(period_parts) && year > 0 && rest.p == text.p + 5 &&
	    take_digits(&rest, 2, &part) == period_parts[i].digits &&
	    rest.n == 0 && part >= 1 && part <= period_parts[i].parts) {
		*ret = months(year, (part - 1) * period_parts[i].months + 1,
		              part * period_parts[i].months);
		return true;
	}
	return rc_fail(err, RC_EINVALID,
	               _("\"%.*s\" is not a period (write 2026, 2026H1, "
	                 "2026Q3 or 2026-09)"),
	               shown(text), text.p);
}
