/* SPDX-License-Identifier: MIT */
/* freeze - keeping a report as it was handed in, and finding it again. */
#include <rollcall/app/freeze.h>

#include <rollcall/app/records.h>
#include <rollcall/app/write.h>
#include <rollcall/base/i18n.h>

#include "app/app_impl.h"
#include "rule/calendar.h"
#include "store/snapshot.h"

#include <string.h>

#define CODES_MAX 10000 /* of one report and period */

/* --- options as text and back --------------------------------------------- */

static const char *const bases[] = {
	[RC_BASIS_AGENCY] = "agency",
	[RC_BASIS_POST] = "post",
	[RC_BASIS_DEVICE] = "device",
};

/* What was asked for beside the period; "" when all was left as it is. */
static void
put_options(struct rc_buf *b, const struct rc_report_options *o)
{
	rc_buf_puts(b, "basis=");
	rc_buf_puts(b, bases[o->quota.basis]);
	if (o->quota.year != 0)
		rc_buf_printf(b, ";year=%d", o->quota.year);
	if (o->quota.theta != 0)
		rc_buf_printf(b, ";theta=%d", o->quota.theta);
	if (o->quota.exclude_unknown)
		rc_buf_puts(b, ";unknown=exclude");
	if (o->cap != RC_VND_NONE)
		rc_buf_printf(b, ";cap=%lld", (long long)o->cap);
	if (o->since != 0) {
		rc_buf_puts(b, ";since=");
		rc_date_put_iso(b, o->since);
	}
}

static bool
take_option(struct rc_str name, struct rc_str value,
            struct rc_report_options *o)
{
	struct rc_err ignored = { 0 };
	int64_t n = 0;
	size_t i;

	for (i = 0; i < RC_COUNT(bases) && rc_str_is(name, "basis"); i++)
		if (rc_str_is(value, bases[i])) {
			o->quota.basis = (enum rc_basis)i;
			return true;
		}
	if (rc_str_is(name, "unknown")) {
		o->quota.exclude_unknown = rc_str_is(value, "exclude");
		return o->quota.exclude_unknown;
	}
	if (rc_str_is(name, "since"))
		return rc_date_parse(value, RC_YMD, &o->since, &ignored);
	if (!rc_str_int(value, INT64_MIN + 1, INT64_MAX, &n))
		return false;
	if (rc_str_is(name, "cap"))
		o->cap = n;
	else if (rc_str_is(name, "year") && n >= 1 && n <= 9999)
		o->quota.year = (int)n;
	else if (rc_str_is(name, "theta") && n >= 1 && n <= 100)
		o->quota.theta = (int)n;
	else
		return false;
	return true;
}

bool
rc_frozen_options(const struct rc_snapshot *snapshot,
                  struct rc_report_options *ret, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(rc_text_or_empty(snapshot->parameters));
	struct rc_report_options o = {
		.period = { snapshot->period_from, snapshot->period_to },
		.cap = RC_VND_NONE,
		.as_of = snapshot->as_of,
	};
	struct rc_str part, name;

	while (rest.n > 0 && rc_str_split(&rest, ';', &part)) {
		if (!rc_str_split(&part, '=', &name) ||
		    !take_option(name, part, &o))
			return rc_fail(err, RC_ECORRUPT,
			               _("the frozen report %s was made with "
			                 "\"%.80s\", which this rollcall does "
			                 "not understand"),
			               snapshot->code, snapshot->parameters);
	}
	*ret = o;
	return true;
}

/* --- the period of a duty ------------------------------------------------- */

static bool
find_duty(struct rc_app *app, const char *code, struct rc_arena *arena,
          struct rc_duty *ret, struct rc_err *err)
{
	if (!rc_record_find(app, &rc_kind_duty, code, arena, ret, err))
		return false;
	if (ret->cycle == RC_CYCLE_NONE)
		return rc_fail(err, RC_EUSAGE,
		               _("the duty %.60s has no cycle of the calendar"),
		               code);
	return true;
}

/* Looks a year to either side: no cycle is longer. */
static bool
fit_period(const struct rc_duty *duty, const struct rc_report_options *o,
           struct rc_arena *arena, struct rc_period *ret, struct rc_err *err)
{
	bool given = o->period.from != RC_DATE_NONE;
	rc_date middle = given ? o->period.from : o->as_of;
	const struct rc_period around = { middle - 366, middle + 366 };
	struct rc_agenda agenda;
	size_t i;

	if (!rc_agenda_of(duty, 1, around, arena, &agenda, err))
		return false;
	for (i = 0; i < agenda.n; i++) {
		const struct rc_occasion *one = &agenda.items[i];

		if (given ? rc_occasion_takes(one, o->period)
		          : one->cycle.from <= middle &&
		                    middle <= one->cycle.to) {
			*ret = given ? o->period : one->cycle;
			return true;
		}
	}
	return rc_fail(err, RC_EUSAGE, "%s",
	               given ? _("the period must be one cycle of the duty, or "
	                         "a part of it that holds the due day")
	                     : _("the duty does not hold on this day"));
}

bool
rc_freeze_period(struct rc_app *app, const char *duty,
                 const struct rc_report_options *options, struct rc_period *ret,
                 struct rc_err *err)
{
	struct rc_report_options o = *options;
	struct rc_arena arena;
	struct rc_duty row;
	bool done;

	if (o.as_of == 0)
		o.as_of = rc_app_as_of(app);
	rc_arena_init(&arena);
	done = find_duty(app, duty, &arena, &row, err) &&
	       fit_period(&row, &o, &arena, ret, err);
	rc_arena_fini(&arena);
	return done;
}

/* --- freezing ------------------------------------------------------------- */

/* 2026, 2026H1, 2026Q3, 2026-09, or its first day. */
static void
put_period(struct rc_buf *b, struct rc_period p)
{
	struct rc_civil from = rc_civil_of(p.from);
	struct rc_civil to = rc_civil_of(p.to + 1);
	int months = (to.year - from.year) * 12 + to.month - from.month;
	bool whole = from.day == 1 && to.day == 1 &&
	             (from.month - 1) % (months > 0 ? months : 1) == 0;

	if (whole && months == 12)
		rc_buf_printf(b, "%d", from.year);
	else if (whole && months == 6)
		rc_buf_printf(b, "%dH%d", from.year, (from.month + 5) / 6);
	else if (whole && months == 3)
		rc_buf_printf(b, "%dQ%d", from.year, (from.month + 2) / 3);
	else if (whole && months == 1)
		rc_buf_printf(b, "%d-%02d", from.year, from.month);
	else
		rc_date_put_iso(b, p.from);
}

/* "quota-2026Q3-1": the first number that is free. Within the batch. */
static bool
name_it(struct rc_app *app, const struct rc_freeze *f, struct rc_arena *arena,
        const char **ret, struct rc_err *err)
{
	struct rc_buf b;
	bool done = false;
	rc_id there = 1;
	size_t stem;
	int n;

	rc_buf_init(&b, 1000);
	rc_buf_printf(&b, "%s-", f->report);
	put_period(&b, f->options->period);
	rc_buf_putc(&b, '-');
	stem = b.n;
	for (n = 1; n <= CODES_MAX && there != 0; n++) {
		rc_buf_cut(&b, stem);
		rc_buf_printf(&b, "%d", n);
		if (!rc_row_find(app->store, &rc_kind_snapshot, rc_buf_str(&b),
		                 &there, err))
			goto out;
	}
	if (!rc_buf_done(&b, err))
		goto out;
	*ret = rc_arena_text(arena, b.p);
	done = *ret != NULL || rc_fail_nomem(err);
out:
	rc_buf_fini(&b);
	return done;
}

static bool
fill(struct rc_app *app, const struct rc_freeze *f, struct rc_arena *arena,
     struct rc_snapshot *s, struct rc_err *err)
{
	char *sum = rc_arena_alloc(arena, RC_SHA256_HEX, 1);
	struct rc_buf b;
	bool done;

	rc_record_clear(&rc_kind_snapshot, s);
	if (sum == NULL)
		return rc_fail_nomem(err);
	rc_buf_init(&b, 1000);
	put_options(&b, f->options);
	s->parameters = rc_arena_text(arena, rc_text_or_empty(b.p));
	done = rc_buf_done(&b, err);
	rc_buf_fini(&b);
	if (!done || !rc_snapshot_sum(app->store, f->bytes, sum, err))
		return false;
	if (s->parameters == NULL)
		return rc_fail_nomem(err);
	s->report = f->report;
	s->period_from = f->options->period.from;
	s->period_to = f->options->period.to;
	s->as_of = f->options->as_of;
	s->at = rc_app_now(app);
	s->who = rc_app_user(app);
	s->duty = f->duty;
	s->format = f->format;
	s->language = f->language;
	s->bytes = (int64_t)f->bytes.n;
	s->sha256 = sum;
	s->figures = f->figures;
	return true;
}

static bool
add_record(struct rc_app *app, struct rc_snapshot *s, struct rc_err *err)
{
	struct rc_cell cells[32];
	struct rc_change change = { .kind = &rc_kind_snapshot, .cells = cells };
	struct rc_written written;
	size_t i;

	RC_ASSERT(rc_kind_snapshot.nfields <= RC_COUNT(cells));
	for (i = 0; i < rc_kind_snapshot.nfields; i++) {
		const struct rc_field *field = &rc_kind_snapshot.fields[i];

		cells[change.ncells].field = field;
		cells[change.ncells].value = rc_field_get(field, s);
		if (cells[change.ncells].value.type != RC_NULL)
			change.ncells++;
	}
	if (!rc_write(app, &change, &written, err))
		return false;
	s->head.id = written.id;
	s->head.version = written.version;
	return true;
}

bool
rc_freeze(struct rc_app *app, const struct rc_freeze *freeze,
          struct rc_arena *arena, struct rc_snapshot *ret, struct rc_err *err)
{
	struct rc_act act = { .reason = freeze->reason };
	struct rc_snapshot s;

	if (freeze->bytes.n == 0)
		return rc_fail(err, RC_EINVALID, "%s",
		               _("there is nothing to freeze"));
	if (!fill(app, freeze, arena, &s, err))
		return false;
	act.what = rc_arena_printf(arena, "freeze %s", freeze->report);
	if (act.what == NULL)
		return rc_fail_nomem(err);
	if (!rc_batch_begin(app, &act, NULL, err))
		return false;
	if (!name_it(app, freeze, arena, &s.code, err) ||
	    !add_record(app, &s, err) ||
	    !rc_snapshot_put(app->store, s.head.id, freeze->bytes, err)) {
		rc_batch_abort(app);
		return false;
	}
	if (!rc_batch_commit(app, err))
		return false;
	*ret = s;
	return true;
}

bool
rc_frozen_bytes(struct rc_app *app, const struct rc_snapshot *snapshot,
                struct rc_arena *arena, struct rc_str *ret, struct rc_err *err)
{
	return rc_snapshot_get(app->store, snapshot, arena, ret, err);
}
