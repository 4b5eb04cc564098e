/* SPDX-License-Identifier: MIT */
/*
 * demo_papers - what the sample province has signed, ordered and registered:
 * the CSV files of data/demo, in which a day is "@-25" or "@+60", so many days
 * from today.
 */
#include "app/demo_impl.h"

#include <rollcall/base/data.h>
#include <rollcall/model/contract.h>
#include <rollcall/model/register.h>

#define TEXT_MAX  ((size_t)1 << 20)
#define DAYS_MAX  100000
#define FILE_NAME "demo/%s.csv"

/* The number after an '@' at the front of *rest, which moves on. */
static bool
take_days(struct rc_str *rest, int64_t *ret)
{
	struct rc_str number = { rest->p + 1, 0 };
	size_t sign = rest->n > 1 && rest->p[1] == '+' ? 1 : 0;

	while (number.n + 1 < rest->n &&
	       (number.p[number.n] == '-' || number.p[number.n] == '+' ||
	        (number.p[number.n] >= '0' && number.p[number.n] <= '9')))
		number.n++;
	rest->p += 1 + number.n;
	rest->n -= 1 + number.n;
	number.p += sign;
	number.n -= sign;
	return rc_str_int(number, -DAYS_MAX, DAYS_MAX, ret);
}

static void
put_dated(struct rc_buf *b, struct rc_str text, rc_date today)
{
	int64_t days;

	while (text.n > 0) {
		if (*text.p != '@') {
			rc_buf_putc(b, *text.p++);
			text.n--;
		} else if (take_days(&text, &days)) {
			rc_date_put_dmy(b, today + (rc_date)days);
		}
	}
}

bool
demo_papers_load(struct demo *demo, struct rc_err *err)
{
	static const struct rc_kind *const kinds[] = {
		&rc_kind_contract, &rc_kind_licence, &rc_kind_wave,
		&rc_kind_order,    &rc_kind_system,  &rc_kind_tally,
	};
	struct rc_buf b;
	bool fine = true;
	size_t i;

	rc_buf_init(&b, TEXT_MAX);
	for (i = 0; fine && i < RC_COUNT(kinds); i++) {
		char name[64];

		(void)snprintf(name, sizeof(name), FILE_NAME, kinds[i]->name);
		rc_buf_clear(&b);
		put_dated(&b, rc_data_str(rc_data_find(name)), demo->today);
		fine = rc_buf_done(&b, err) &&
		       demo_text_load(demo, kinds[i], name, &b, err);
	}
	rc_buf_fini(&b);
	return fine;
}
