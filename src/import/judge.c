/* SPDX-License-Identifier: MIT */
/* judge - what one row means, and everything that is wrong with it. */
#include "import/judge.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include <string.h>

/* Does a cell begin with the apostrophe that our export put before a sign?
 * (Apostrophes before the sign count too: export guards those as well.) */
static bool
is_guarded(struct rc_str s)
{
	size_t i = 0;

	if (s.n == 0 || s.p[0] != '\'')
		return false;
	while (i < s.n && s.p[i] == '\'')
		i++;
	return i > 0 && i < s.n && s.p[i] != '\0' &&
	       strchr("=+-@\t\r", s.p[i]) != NULL;
}

struct rc_str
rc_case_text(const struct rc_plan_column *column, struct rc_str cell)
{
	struct rc_str s = rc_str_trim(cell);

	if (is_guarded(s)) {
		s.p++;
		s.n--;
	}
	if (column->placeholders.n > 0 &&
	    rc_placeholders_have(&column->placeholders, s))
		s.n = 0;
	return s;
}

bool
rc_case_clears(struct rc_str text)
{
	struct rc_buf folded;
	struct rc_buf word;
	bool clears;

	if (text.n == 0 || (text.p[0] != '\\' && text.p[0] != '('))
		return false;
	if (rc_str_is(text, "\\N"))
		return true;
	if (text.n < 5 || text.n > 16 || text.p[0] != '(')
		return false;
	rc_buf_init(&folded, 256);
	rc_buf_init(&word, 256);
	rc_fold_match(&folded, text);
	rc_fold_match(&word, RC_STR("xóa"));
	clears = rc_str_eq(rc_buf_str(&folded), rc_buf_str(&word));
	rc_buf_fini(&word);
	rc_buf_fini(&folded);
	return clears;
}

/* --- cells ---------------------------------------------------------------- */

static void
note_assumed(struct rc_case *c, size_t column, struct rc_str text)
{
	bool assumed = false;
	rc_vnd amount;

	/* Digits alone leave nothing to assume. */
	if (memchr(text.p, '.', text.n) == NULL &&
	    memchr(text.p, ',', text.n) == NULL)
		return;
	if (rc_vnd_parse(text, &amount, &assumed, &c->plan->why) && assumed)
		rc_trap_count_in(&c->plan->columns[column].assumed,
		                 c->row->line);
}

static const char *
cause_of(struct rc_case *c, const char *text)
{
	const char *copy =
	        rc_arena_text(&c->plan->scratch, rc_case_cause(text));

	if (copy == NULL)
		c->nomem = true;
	return copy;
}

/* 1.234 where a whole number is due: a spreadsheet's grouping. */
static struct rc_str
ungrouped(struct rc_case *c, const struct rc_field *field, struct rc_str text)
{
	const char *digits;
	int64_t n;

	if (field->type != RC_INTEGER || !rc_trap_grouped(text, &n))
		return text;
	digits = rc_arena_printf(&c->plan->scratch, "%lld", (long long)n);
	if (digits == NULL)
		c->nomem = true;
	return digits == NULL ? text : rc_str_of(digits);
}

/* "2019", "06/2019": a year or a month alone, as its first day. Many lists have
 * no more; it is offered, never taken. NULL = it is neither. */
static const char *
first_day(struct rc_case *c, struct rc_str text)
{
	struct rc_str rest = text;
	struct rc_str part = text;
	const char *day;
	int64_t month = 1;
	int64_t year;

	(void)rc_str_split(&rest, '/', &part);
	if (rest.n > 0) {
		if (!rc_str_int(part, 1, 12, &month))
			return NULL;
		part = rest;
	}
	if (part.n != 4 || !rc_str_int(part, 1950, 2100, &year))
		return NULL;
	day = rc_arena_printf(&c->plan->scratch, "%lld-%02lld-01",
	                      (long long)year, (long long)month);
	c->nomem = c->nomem || day == NULL;
	return day;
}

static bool
read_day(struct rc_case *c, size_t column, struct rc_str text,
         struct rc_value *ret)
{
	struct rc_date_column *dates = &c->plan->options.dates[column];
	struct rc_err *err = &c->plan->why;
	struct rc_because because = RC_PLAINLY;
	rc_date date;

	if (rc_dates_read(dates, text, c->row->line, &date, err)) {
		*ret = RC_VALUE_INT(date);
		return true;
	}
	if (dates->use != RC_USE_ORDER && dates->use != RC_USE_OTHERS)
		because.hint = _("say which with --date dmy or --date mdy");
	because.cause = cause_of(c, err->text);
	because.suggest = first_day(c, text);
	if (because.suggest != NULL)
		because.hint = rc_arena_printf(&c->plan->scratch,
		                               _("the day is missing; if the "
		                                 "first will do: %s"),
		                               because.suggest);
	rc_case_fault(c, column, because, "%s", err->text);
	return false;
}

/* A cell that says something, into the value of its field. */
static bool
read_value(struct rc_case *c, size_t column, struct rc_str text,
           struct rc_value *ret)
{
	const struct rc_field *field = c->plan->columns[column].field;
	struct rc_err *err = &c->plan->why;

	if (field->type == RC_DAY)
		return read_day(c, column, text, ret);
	if (!rc_trap_check(field, text, err) ||
	    !rc_field_parse(field, ungrouped(c, field, text), RC_DMY,
	                    &c->plan->scratch, ret, err)) {
		c->nomem = c->nomem || err->code == RC_ENOMEM;
		rc_case_fault(
		        c, column,
		        (struct rc_because){ .cause = cause_of(c, err->text) },
		        "%s", err->text);
		return false;
	}
	if (field->type == RC_MONEY)
		note_assumed(c, column, text);
	return true;
}

static void
note_placeholder(struct rc_case *c, struct rc_plan_column *column,
                 struct rc_str cell)
{
	if (rc_str_trim(cell).n == 0)
		return;
	rc_trap_count_in(&column->passed_over, c->row->line);
}

static bool
read_cell(struct rc_case *c, size_t column, struct rc_err *err)
{
	struct rc_plan_column *col = &c->plan->columns[column];
	struct rc_str cell = rc_fixes_apply(c->plan->options.fixes, column,
	                                    c->row->cells[column]);
	struct rc_str text = rc_case_text(col, cell);
	size_t at = (size_t)(col->field - c->plan->options.kind->fields);
	struct rc_value value = RC_VALUE_NULL;
	uint64_t bit = (uint64_t)1 << at;

	if (text.n == 0) {
		note_placeholder(c, col, cell);
		return true;
	}
	c->given |= bit;
	if (rc_case_clears(text))
		return true; /* values[at] is nothing already */
	if (!read_value(c, column, text, &value)) {
		c->bad |= bit;
		return true;
	}
	c->values[at] = value;
	rc_case_expect(c, at);
	if (col->field->type != RC_REF)
		return true;
	if (!rc_case_refer(c, column, value.s, err))
		return false;
	if (c->refs[at].key == NULL)
		c->bad |= bit;
	return true;
}

/* Cells beyond the header, or a line that the end of the file cuts off. */
static void
check_width(struct rc_case *c)
{
	size_t want = c->plan->options.match->n;
	size_t i;

	for (i = want; i < c->row->n; i++) {
		if (rc_str_trim(c->row->cells[i]).n == 0)
			continue;
		rc_case_fault(
		        c, SIZE_MAX,
		        (struct rc_because){
		                .cause = _("more cells than the header has"),
		                .hint = _("a cell that holds the separator "
		                          "needs quotes") },
		        _("%zu cells, but the header has %zu"), c->row->n,
		        want);
		return;
	}
	if (c->row->unended && c->row->n < want)
		rc_case_fault(c, SIZE_MAX, RC_PLAINLY,
		              _("the file ends within this row (%zu of %zu "
		                "cells)"),
		              c->row->n, want);
}

static bool
read_cells(struct rc_case *c, struct rc_err *err)
{
	const struct rc_match *match = c->plan->options.match;
	size_t i;

	check_width(c);
	for (i = 0; i < c->row->n && i < match->n; i++) {
		if (match->fields[i] != NULL && !read_cell(c, i, err))
			return false;
	}
	return true;
}

/* --- the record as it will be --------------------------------------------- */

/* Puts the given values into `now`; notes those that differ. */
static size_t
apply(struct rc_case *c, void *now, bool is_new, struct rc_plan_set *sets)
{
	const struct rc_kind *kind = c->plan->options.kind;
	uint64_t bits = c->given & ~c->bad;
	size_t n = 0;
	size_t i;

	for (i = 0; bits != 0; i++, bits >>= 1) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_value before = RC_VALUE_NULL;

		if ((bits & 1) == 0)
			continue;
		/* A new record has nothing. */
		if (!is_new)
			before = rc_field_get(field, now);
		if (rc_value_eq(&before, &c->values[i]))
			continue;
		if (field->type == RC_REF)
			*rc_field_ref(field, now) = c->refs[i];
		else
			rc_field_put(field, now, c->values[i]);
		sets[n++] = (struct rc_plan_set){ field, c->values[i] };
	}
	return n;
}

static bool
is_missing(const struct rc_field *field, void *record)
{
	const struct rc_ref *ref;

	if (field->type != RC_REF)
		return rc_field_get(field, record).type == RC_NULL;
	ref = rc_field_ref(field, record);
	return ref->id == 0 && ref->key == NULL;
}

/* What must not be empty, then the rules across fields. */
static void
check_record(struct rc_case *c, void *now)
{
	const struct rc_kind *kind = c->plan->options.kind;
	struct rc_err *err = &c->plan->why;
	uint64_t bits = c->plan->required & ~c->bad;
	size_t i;

	for (i = 0; bits != 0; i++, bits >>= 1) {
		const struct rc_field *field = &kind->fields[i];

		if ((bits & 1) == 0 || !is_missing(field, now))
			continue;
		rc_case_fault(c, c->plan->places[i], RC_PLAINLY,
		              _("%s must not be empty"), field->name);
	}
	if (c->nfaults == 0 && !rc_record_check(kind, now, err))
		rc_case_fault(c, SIZE_MAX, RC_PLAINLY, "%s", err->text);
}

/* A row that would stand beneath itself. */
static void
check_ring(struct rc_case *c, struct rc_str key)
{
	const struct rc_kin *kin = &c->plan->kin;
	size_t at;

	if (kin->field == NULL)
		return;
	at = (size_t)(kin->field - c->plan->options.kind->fields);
	if (((c->given & ~c->bad) >> at & 1) == 0 || c->refs[at].key == NULL)
		return;
	if (rc_kin_rings(kin, key, rc_str_of(c->refs[at].key)))
		rc_case_fault(c, c->plan->places[at], RC_PLAINLY,
		              _("it would stand beneath itself"));
}

/* What a new record has where the file says nothing. */
static void
take_defaults(struct rc_case *c)
{
	const struct rc_plan *plan = c->plan;
	size_t i;

	for (i = 0; plan->defaults != NULL && i < plan->options.kind->nfields;
	     i++) {
		if ((c->given >> i & 1) != 0 ||
		    plan->defaults[i].type == RC_NULL)
			continue;
		c->given |= (uint64_t)1 << i;
		c->values[i] = plan->defaults[i];
		c->refs[i] = plan->default_refs[i];
	}
}

static size_t
count_bits(uint64_t bits)
{
	size_t n = 0;

	for (; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

static bool
build(struct rc_case *c, rc_id id, struct rc_judged *ret, struct rc_err *err)
{
	const struct rc_kind *kind = c->plan->options.kind;
	const struct rc_lookup *lookup = c->plan->options.lookup;
	struct rc_arena *arena = &c->plan->scratch;
	void *now = rc_arena_alloc(arena, 1, kind->size);
	void *old = id == 0 ? NULL : rc_record_new(kind, arena);
	struct rc_plan_set *sets;
	struct rc_value key;

	if (now == NULL || (id != 0 && old == NULL))
		return rc_fail_nomem(err);
	if (id != 0) {
		if (!lookup->read(lookup->of, kind, id, arena, old, err))
			return false;
	} else {
		take_defaults(c);
	}
	memcpy(now, id != 0 ? old : c->plan->blank, kind->size);
	sets = rc_arena_alloc(arena, count_bits(c->given), sizeof(*sets));
	if (sets == NULL)
		return rc_fail_nomem(err);
	ret->nsets = apply(c, now, id == 0, sets);
	ret->sets = sets;
	ret->id = id;
	ret->old = old;
	ret->now = now;
	key = rc_field_get(rc_kind_key(kind), now);
	ret->key = key.type == RC_TEXT ? key.s.p : NULL;
	check_ring(c, rc_str_of(ret->key));
	/* Of a record that is not there nothing can be missing. */
	if (id != 0 || c->plan->options.may_add)
		check_record(c, now);
	return true;
}

static bool
open_case(struct rc_case *c, struct rc_err *err)
{
	size_t nfields = c->plan->options.kind->nfields;
	struct rc_arena *arena = &c->plan->scratch;

	/* Zeroed, a value is nothing. */
	c->max_faults = 2 * nfields + c->row->n + 8;
	c->values = rc_arena_alloc(arena, nfields, sizeof(*c->values));
	c->refs = rc_arena_alloc(arena, nfields, sizeof(*c->refs));
	return (c->values != NULL && c->refs != NULL) || rc_fail_nomem(err);
}

/* The key that the row has, or NULL. */
static const char *
key_given(const struct rc_case *c)
{
	const struct rc_kind *kind = c->plan->options.kind;
	const struct rc_value *key =
	        &c->values[rc_kind_key(kind) - kind->fields];

	return key->type == RC_TEXT ? key->s.p : NULL;
}

bool
rc_judge(struct rc_plan *plan, const struct rc_csv_row *row,
         struct rc_judged *ret, bool *ret_waits, struct rc_err *err)
{
	struct rc_case c = { .plan = plan, .row = row };
	struct rc_judged judged = { .outcome = RC_REFUSE };
	rc_id id = 0;

	if (!open_case(&c, err) || !read_cells(&c, err))
		return false;
	*ret_waits = c.waits && !plan->last;
	if (*ret_waits)
		return true;
	if (!rc_case_find(&c, &id, err))
		return false;
	/* A row that changes nothing is not judged as a whole, no more than
	 * rc_write() would. */
	if (id != 0 && c.nfaults == 0 && !c.nomem &&
	    rc_prints_same(&plan->prints, id, c.values)) {
		*ret = (struct rc_judged){ .outcome = RC_SAME,
			                   .id = id,
			                   .key = key_given(&c) };
		return true;
	}
	if (!build(&c, id, &judged, err))
		return false;
	if (c.nfaults == 0 && !rc_case_makes(&c, &judged))
		c.nomem = true;
	if (c.nomem)
		return rc_fail_nomem(err);
	if (c.nfaults > 0) {
		judged.now = NULL;
		judged.nsets = 0;
	} else if (id == 0) {
		judged.outcome = RC_ADD;
	} else {
		judged.outcome = judged.nsets > 0 ? RC_CHANGE : RC_SAME;
	}
	judged.faults = c.faults;
	judged.nfaults = c.nfaults;
	*ret = judged;
	return true;
}
