/* SPDX-License-Identifier: MIT */
/*
 * made - a report made from the hand-built estate of unit/rule/fixture.h and a
 * ledger, and its sections as text (dump.h). The day is 22/11/2026 (FIX_DAY),
 * the period the year 2026.
 */
#ifndef ROLLCALL_TESTS_UNIT_REPORT_MADE_H
#define ROLLCALL_TESTS_UNIT_REPORT_MADE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"
#include "unit/rule/fixture.h"

#include "unit/report/dump.h"

typedef bool made_maker(const struct rc_report_in *in, struct rc_arena *arena,
                        struct rc_doc *ret, struct rc_err *err);

struct made {
	struct fix *f;
	struct rc_ledger ledger;
	struct rc_doc doc;
	struct rc_buf b;
};

static inline void
made_init(struct made *m)
{
	memset(m, 0, sizeof(*m));
	m->f = fix_new();
	rc_buf_init(&m->b, 1000000);
}

static inline void
made_fini(struct made *m)
{
	rc_buf_fini(&m->b);
	fix_free(m->f);
}

static inline void
made_make(struct made *m, made_maker *maker)
{
	struct rc_err err = { 0 };
	struct rc_report_in in = { .day = FIX_DAY,
		                   .estate = fix_judge(m->f, FIX_DAY),
		                   .ledger = &m->ledger,
		                   .cap = RC_VND_NONE };

	in.period.from = fix_day(2026, 1, 1);
	in.period.to = fix_day(2026, 12, 31);
	assert_non_null(in.estate);
	assert_true(maker(&in, &m->f->arena, &m->doc, &err));
}

#define made_is(m, section, want)                            \
	do {                                                 \
		dump_section(&(m)->doc, (section), &(m)->b); \
		assert_string_equal((m)->b.p, (want));       \
	} while (0)
#define made_charts_are(m, want)                       \
	do {                                           \
		dump_charts(&(m)->doc, &(m)->b);       \
		assert_string_equal((m)->b.p, (want)); \
	} while (0)

/* An asset that is nothing else but there, in use, ours. */
static inline struct rc_asset
made_asset(const struct rc_agency *agency, rc_id id, const char *tag)
{
	return (struct rc_asset){
		.id = id,
		.agency = agency->head.id,
		.tag = tag,
		.category = RC_CATEGORY_DESKTOP,
		.status = RC_STATUS_IN_USE,
		.ownership = RC_OWNED,
		.connectivity = RC_NETWORKED,
		.purchased = RC_DATE_NONE,
		.in_service = RC_DATE_NONE,
		.warranty_end = RC_DATE_NONE,
		.eol = RC_DATE_NONE,
		.counted = RC_DATE_NONE,
		.cost = RC_VND_NONE,
		.last_seen = RC_MS_NONE,
		.last_polled = RC_MS_NONE,
		.asked_at = RC_MS_NONE,
		.answered_at = RC_MS_NONE,
	};
}

#endif
