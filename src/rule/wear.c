/* SPDX-License-Identifier: MIT */
/* wear - lives of assets, and their wear year by year. */
#include "rule/wear.h"

#include "rule/day.h"

#define YEARS_MAX 200 /* a longer life is a slip of the pen */

static bool
is_better(const struct rc_life *row, const struct rc_life *than)
{
	if (than == NULL || row->valid_from != than->valid_from)
		return than == NULL || row->valid_from > than->valid_from;
	return row->head.id > than->head.id;
}

const struct rc_life *
rc_life_on(const struct rc_life *rows, size_t n, int category, rc_date day)
{
	const struct rc_life *best = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].category == category && rows[i].years > 0 &&
		    rows[i].years <= YEARS_MAX &&
		    rc_day_holds(rows[i].valid_from, rows[i].valid_to, day) &&
		    is_better(&rows[i], best))
			best = &rows[i];
	return best;
}

rc_date
rc_life_end(const struct rc_life *rows, size_t n, int category,
            rc_date in_service, rc_date by)
{
	const struct rc_life *life;

	if (in_service == RC_DATE_NONE)
		return RC_DATE_NONE;
	life = rc_life_on(rows, n, category, by);
	return life == NULL
	               ? RC_DATE_NONE
	               : rc_date_add_months(in_service, (int)life->years * 12);
}

static rc_date
last_of(int year)
{
	return rc_date_from((struct rc_civil){ year, 12, 31 });
}

/* a x b / c to the nearest whole, half up; none negative. Whole and rest apart
 * so that no product overflows: c x b must fit. */
static int64_t
share(int64_t a, int64_t b, int64_t c)
{
	return a / c * b + (a % c * b + c / 2) / c;
}

/* How value is worn from some year on: `base` by `rate_bp`, or, with rate 0,
 * evenly, until last_year takes the rest. */
struct line {
	rc_vnd base;
	int64_t rate_bp, years;
	int last_year;
};

static struct line
line_from(const struct rc_life *life, rc_vnd base, int begun, int year)
{
	int64_t left = life->years - (year - begun);
	struct line line = { base, 0, left < 1 ? 1 : left, 0 };

	if (year == begun && life->rate_bp > 0 && life->rate_bp <= 10000)
		line.rate_bp = life->rate_bp;
	line.last_year = year + (int)line.years - 1;
	return line;
}

static rc_vnd
wear_in(const struct line *line, int year, rc_vnd left)
{
	rc_vnd wear = line->rate_bp > 0
	                      ? share(line->base, line->rate_bp, 10000)
	                      : share(line->base, 1, line->years);

	return year >= line->last_year || wear > left ? left : wear;
}

bool
rc_wear_of(const struct rc_wear_rules *rules, int category, rc_date in_service,
           rc_vnd cost, int year, struct rc_wear *ret)
{
	const struct rc_life *life, *now;
	struct rc_wear w = { .remaining = cost };
	struct line line;
	int y;

	if (in_service == RC_DATE_NONE || cost == RC_VND_NONE || cost <= 0 ||
	    year > 9999)
		return false;
	life = rc_life_on(rules->lives, rules->nlives, category, in_service);
	w.first_year = rc_civil_of(in_service).year;
	if (life == NULL || year < w.first_year)
		return false;
	line = line_from(life, cost, w.first_year, w.first_year);
	for (y = w.first_year; y <= year; y++) {
		now = rules->transition == RC_WEAR_KEEP
		              ? life
		              : rc_life_on(rules->lives, rules->nlives,
		                           category, last_of(y));
		if (now != NULL && now != life) {
			life = now;
			if (w.remaining > 0)
				line = line_from(life, w.remaining,
				                 w.first_year, y);
		}
		w.of_year = wear_in(&line, y, w.remaining);
		w.accumulated += w.of_year;
		w.remaining -= w.of_year;
	}
	w.life = life;
	w.last_year = line.last_year;
	*ret = w;
	return true;
}
