/* SPDX-License-Identifier: MIT */
/* past - reading the history backwards. */
#include "app/past.h"

#include <rollcall/model/contract.h>
#include <rollcall/model/link.h>
#include <rollcall/model/log.h>
#include <rollcall/model/register.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rows.h"
#include "store/audit.h"
#include "store/changes.h"

static const struct rc_kind *const kinds[] = {
	&rc_kind_device, &rc_kind_facts,  &rc_kind_link,
	&rc_kind_token,  &rc_kind_system, &rc_kind_order,
};

#define WAS_ADDED (-1) /* in place of a field: the record came later */
#define LINES     512u /* read at once */
#define TAIL      65536u

struct rc_former {
	rc_id record;
	short kind, field;
	int source;   /* of facts */
	rc_ms at;     /* of facts */
	int64_t line; /* of the audit */
	struct rc_value value;
};

static int
by_place(const void *a, const void *b)
{
	const struct rc_former *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind - y->kind;
	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	return x->field - y->field;
}

static int
by_place_and_line(const void *a, const void *b)
{
	const struct rc_former *x = a, *y = b;
	int place = by_place(a, b);

	if (place != 0)
		return place;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Puts in order what has come, and keeps of each field the first. */
static void
settle(struct rc_past *past)
{
	size_t i, n = 0;

	if (past->n > 1)
		qsort(past->formers, past->n, sizeof(*past->formers),
		      by_place_and_line);
	for (i = 0; i < past->n; i++)
		if (n == 0 ||
		    by_place(&past->formers[n - 1], &past->formers[i]) != 0)
			past->formers[n++] = past->formers[i];
	past->n = past->sorted = n;
}

/* --- reading lines -------------------------------------------------------- */

struct load {
	struct rc_past *past;
	const struct rc_audit *line;
	size_t kind;
	struct rc_arena scratch;
};

static bool
is_known(const struct rc_past *past, const struct rc_former *key)
{
	return past->sorted > 0 && bsearch(key, past->formers, past->sorted,
	                                   sizeof(*key), by_place) != NULL;
}

static bool
keep(struct load *load, struct rc_former former, struct rc_err *err)
{
	struct rc_past *past = load->past;
	struct rc_value *value = &former.value;

	former.kind = (short)load->kind;
	former.record = load->line->record;
	former.line = load->line->head.id;
	if (is_known(past, &former))
		return true;
	if (value->type == RC_TEXT) {
		value->s.p =
		        rc_arena_textn(&past->arena, value->s.p, value->s.n);
		if (value->s.p == NULL)
			return rc_fail_nomem(err);
	}
	if (!RC_GROW(past->formers, past->n, past->cap))
		return rc_fail_nomem(err);
	past->formers[past->n++] = former;
	if (past->n - past->sorted >= TAIL &&
	    past->n - past->sorted >= past->sorted)
		settle(past);
	return true;
}

static bool
keep_changes(struct load *load, struct rc_err *err)
{
	struct rc_str rest = rc_str_of(rc_text_or_empty(load->line->changes));
	struct rc_changed changed;
	bool end = false;

	for (;;) {
		if (!rc_changes_next(kinds[load->kind], &rest, &load->scratch,
		                     &changed, &end, err))
			return false;
		if (end)
			return true;
		if (!keep(load,
		          (struct rc_former){ .field = (short)changed.index,
		                              .source = changed.source_before,
		                              .at = changed.at_before,
		                              .value = changed.before },
		          err))
			return false;
	}
}

static bool
keep_line(struct load *load, struct rc_err *err)
{
	const struct rc_audit *line = load->line;

	for (load->kind = 0; load->kind < RC_COUNT(kinds); load->kind++)
		if (rc_text_eq(line->kind, kinds[load->kind]->name))
			break;
	if (load->kind == RC_COUNT(kinds))
		return true;
	if (line->action == RC_ACTION_SET)
		return keep_changes(load, err);
	/* An addition says nothing of before; a removal, that it was there. */
	return keep(load,
	            (struct rc_former){ .field = WAS_ADDED,
	                                .value = RC_VALUE_INT(line->action) },
	            err);
}

/* The last line of the day or before: lines are numbered without gaps, in order
 * of time. */
static bool
last_line(struct rc_app *app, rc_ms before, struct rc_arena *arena,
          int64_t *ret, struct rc_err *err)
{
	struct rc_audit line;
	char hash[RC_CHAIN_HEX];
	int64_t low = 0, high;

	if (!rc_audit_last(app->store, &high, hash, err))
		return false;
	while (low < high) {
		int64_t mid = low + (high - low + 1) / 2;

		if (!rc_row_get(app->store, &rc_kind_audit, mid, arena, &line,
		                err))
			return false;
		if (line.at < before)
			low = mid;
		else
			high = mid - 1;
		rc_arena_clear(arena);
	}
	*ret = low;
	return true;
}

static bool
load_lines(struct rc_app *app, struct load *load, rc_id device,
           struct rc_err *err)
{
	const struct rc_value no_keys[1] = { { 0 } };
	struct rc_window window = { .keys = no_keys, .limit = LINES };
	char text[120] = "kind=devices,facts,links,tokens,systems,orders";
	struct rc_arena arena = { 0 };
	struct rc_view view;
	void *lines = NULL;
	size_t n = 0;
	bool done;
	size_t i;

	if (device != 0)
		(void)snprintf(text, sizeof(text),
		               "kind=devices,facts record=%lld",
		               (long long)device);
	rc_arena_init(&arena);
	done = rc_view_parse(&rc_kind_audit, text, rc_app_today(app), &arena,
	                     &view, err) &&
	       last_line(app, rc_date_start(load->past->day + 1),
	                 &load->scratch, &window.id, err);
	window.view = &view;
	do {
		struct rc_arena_mark mark = rc_arena_mark(&arena);

		done = done &&
		       rc_rows_read(app, &window, &arena, &lines, &n, err);
		for (i = 0; done && i < n; i++) {
			load->line = (const struct rc_audit *)lines + i;
			window.id = load->line->head.id;
			done = keep_line(load, err);
			rc_arena_clear(&load->scratch);
		}
		rc_arena_reset(&arena, mark);
	} while (done && n == LINES);
	rc_arena_fini(&arena);
	return done;
}

bool
rc_past_load(struct rc_app *app, rc_date day, rc_id device, struct rc_past *ret,
             struct rc_err *err)
{
	struct rc_past past = { .day = day,
		                .is_past = day < rc_app_today(app) };
	struct load load = { .past = &past };
	bool done = true;

	rc_arena_init(&past.arena);
	rc_arena_init(&load.scratch);
	if (past.is_past)
		done = load_lines(app, &load, device, err);
	rc_arena_fini(&load.scratch);
	if (!done) {
		rc_past_fini(&past);
		return false;
	}
	settle(&past);
	*ret = past;
	return true;
}

void
rc_past_fini(struct rc_past *past)
{
	rc_free(past->formers);
	rc_arena_fini(&past->arena);
	memset(past, 0, sizeof(*past));
}

/* --- taking back ---------------------------------------------------------- */

enum { DEVICES, FACTS }; /* in `kinds` */

/* The first of a record, and how many there are. */
static const struct rc_former *
formers_of(const struct rc_past *past, size_t kind, rc_id record, size_t *ret_n)
{
	const struct rc_former key = { .record = record,
		                       .kind = (short)kind,
		                       .field = WAS_ADDED };
	size_t low = 0, high = past->n, n = 0;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (by_place(&past->formers[mid], &key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + n < past->n && past->formers[low + n].kind == key.kind &&
	       past->formers[low + n].record == record)
		n++;
	*ret_n = n;
	return n > 0 ? &past->formers[low] : NULL;
}

static bool
was_added(const struct rc_former *formers, size_t n)
{
	return n > 0 && formers[0].field == WAS_ADDED &&
	       formers[0].value.i == RC_ACTION_ADD;
}

static void
take_back(const struct rc_kind *kind, const struct rc_former *formers, size_t n,
          void *record)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (formers[i].field != WAS_ADDED)
			rc_field_put(&kind->fields[formers[i].field], record,
			             formers[i].value);
}

/* When the device last answered by the day, as far as changes of its facts
 * since tell; RC_MS_NONE if none does. */
static rc_ms
seen_by(const struct rc_past *past, rc_id device)
{
	const rc_ms after = rc_date_start(past->day + 1);
	const struct rc_former *formers;
	rc_ms seen = RC_MS_NONE;
	size_t i, n;

	formers = formers_of(past, FACTS, device, &n);
	for (i = 0; i < n; i++)
		if (formers[i].source != RC_SOURCE_NONE &&
		    formers[i].field != WAS_ADDED && formers[i].at < after &&
		    formers[i].at > seen)
			seen = formers[i].at;
	return seen;
}

bool
rc_past_device(const struct rc_past *past, struct rc_device *device)
{
	const struct rc_former *formers;
	rc_date came;
	size_t n;

	if (!past->is_past)
		return true;
	formers = formers_of(past, DEVICES, device->head.id, &n);
	take_back(&rc_kind_device, formers, n, device);
	if (device->last_seen != RC_MS_NONE &&
	    device->last_seen >= rc_date_start(past->day + 1))
		device->last_seen = seen_by(past, device->head.id);
	if (!was_added(formers, n))
		return true;
	came = device->in_service_date;
	if (came == RC_DATE_NONE || (device->purchase_date != RC_DATE_NONE &&
	                             device->purchase_date < came))
		came = device->purchase_date;
	return came != RC_DATE_NONE && came <= past->day;
}

void
rc_past_facts(const struct rc_past *past, struct rc_facts *facts)
{
	const rc_ms after = rc_date_start(past->day + 1);
	const struct rc_former *formers;
	uint64_t changed = 0;
	rc_ms seen;
	size_t i, n;

	if (!past->is_past)
		return;
	formers = formers_of(past, FACTS, facts->head.id, &n);
	take_back(&rc_kind_facts, formers, n, facts);
	for (i = 0; i < n; i++) {
		if (formers[i].field == WAS_ADDED)
			continue;
		changed |= 1ull << formers[i].field;
		facts->source[formers[i].field] =
		        (unsigned char)formers[i].source;
		facts->at[formers[i].field] = formers[i].at;
	}
	if (was_added(formers, n))
		return;
	seen = seen_by(past, facts->head.id);
	if (seen == RC_MS_NONE)
		seen = after - 1;
	for (i = 0; i < rc_kind_facts.nfields; i++)
		if ((changed >> i & 1) == 0 &&
		    facts->source[i] != RC_SOURCE_NONE && facts->at[i] >= after)
			facts->at[i] = seen;
}

void
rc_past_rows(const struct rc_past *past, const struct rc_kind *kind, void *rows,
             size_t n)
{
	const struct rc_former *formers;
	size_t i, of, kind_at = 0;

	while (kind_at < RC_COUNT(kinds) && kinds[kind_at] != kind)
		kind_at++;
	for (i = 0; past->n > 0 && i < n; i++) {
		void *row = (char *)rows + i * kind->size;
		const struct rc_head *head = row;

		formers = formers_of(past, kind_at, head->id, &of);
		take_back(kind, formers, of, row);
	}
}
