/* SPDX-License-Identifier: MIT */
/* factrow - one fact per row. */
#include "import/factrow.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "import/book.h"
#include "import/judge.h"

#include <stddef.h>
#include <string.h>

#define FAULTS_MAX 8
#define SHOWN      60 /* cells of a value in a sentence */
#define DAY_MS     INT64_C(86400000)

/* --- the columns ---------------------------------------------------------- */

struct factrow {
	struct rc_head head;
	struct rc_ref device;
	const char *name, *value;
	int source;
	rc_ms at;
};

enum { DEVICE, NAME, VALUE, SOURCE, AT_TIME, COLUMNS };

static const struct rc_field factrow_fields[COLUMNS] = {
	[DEVICE] = { .name = "device",
	             .label = N_("Device"),
	             .type = RC_REF,
	             .flags = RC_REQUIRED,
	             .at = offsetof(struct factrow, device),
	             .ref = "devices",
	             .also = "asset_tag|Mã tài sản" },
	[NAME] = { .name = "name",
	           .label = N_("Fact"),
	           .type = RC_TEXTUAL,
	           .flags = RC_REQUIRED,
	           .at = offsetof(struct factrow, name),
	           .also = "Tên" },
	[VALUE] = { .name = "value",
	            .label = N_("Value"),
	            .type = RC_TEXTUAL,
	            .flags = RC_REQUIRED,
	            .at = offsetof(struct factrow, value),
	            .also = "Giá trị" },
	[SOURCE] = { .name = "source",
	             .label = N_("Source"),
	             .type = RC_CHOICE,
	             .at = offsetof(struct factrow, source),
	             .words = rc_fact_source_words,
	             .also = "Nguồn" },
	[AT_TIME] = { .name = "at",
	              .label = N_("When"),
	              .type = RC_INSTANT,
	              .at = offsetof(struct factrow, at),
	              .also = "Lúc" },
};

const struct rc_kind rc_kind_factrow = {
	.name = "facts",
	.table = "fact",
	.label = N_("Facts"),
	.label_one = N_("fact"),
	.size = sizeof(struct factrow),
	.fields = factrow_fields,
	.nfields = COLUMNS,
	.columns = "device name value source at",
	.example = "TS-25363-001,os_name,Debian 12,manual,2026-11-20",
};

/* --- the rows ------------------------------------------------------------- */

struct rc_factrows {
	struct rc_factrows_options options;
	struct rc_arena scratch; /* one row */
	struct rc_arena sheet;   /* the device at hand */
	struct rc_facts facts;   /* as they will be, of that device */
	size_t places[COLUMNS];  /* column of each, or SIZE_MAX */
	struct rc_book book;
	bool book_loaded;
	struct rc_map seen; /* device and fact -> line */
	uint64_t older, older_line, claimed, claimed_line;
};

/* One row at work. */
struct fact_case {
	struct rc_factrows *rows;
	const struct rc_csv_row *row;
	struct rc_plan_fault faults[FAULTS_MAX];
	size_t nfaults;
	struct rc_ref device;
	const struct rc_field *field; /* of the fact */
	size_t index;
	bool given, clears;
	struct rc_value value;
	int source;
	rc_ms at;
	bool nomem;
};

static const char *
shown(struct fact_case *c, struct rc_str text)
{
	struct rc_buf b;
	struct rc_str cut;
	const char *copy;

	rc_buf_init(&b, 4 * RC_CSV_CELL_MAX);
	rc_text_screen(&b, text);
	cut = rc_text_clip(rc_buf_str(&b), SHOWN, NULL);
	copy = rc_arena_textn(&c->rows->scratch, cut.p, cut.n);
	rc_buf_fini(&b);
	c->nomem = c->nomem || copy == NULL;
	return copy == NULL ? "" : copy;
}

static void
fault(struct fact_case *c, int which, struct rc_because because,
      const char *reason)
{
	struct rc_plan_fault *f = &c->faults[c->nfaults];
	size_t column = c->rows->places[which];

	if (reason == NULL)
		c->nomem = true;
	if (reason == NULL || c->nfaults == FAULTS_MAX)
		return;
	*f = (struct rc_plan_fault){ .reason = reason,
		                     .cause = because.cause != NULL
		                                      ? because.cause
		                                      : reason,
		                     .hint = because.hint,
		                     .suggest = because.suggest };
	if (column != SIZE_MAX) {
		f->column = column + 1;
		if (column < c->row->n)
			f->value = c->row->cells[column];
	}
	c->nfaults++;
}

/* A sentence of a lower floor, which begins with the value. */
static void
fault_said(struct fact_case *c, int which, const char *text)
{
	const char *copy = rc_arena_text(&c->rows->scratch, text);

	fault(c, which,
	      (struct rc_because){
	              .cause = copy == NULL ? NULL : rc_case_cause(copy) },
	      copy);
}

static struct rc_str
text_of(struct fact_case *c, int which)
{
	static const struct rc_plan_column plain = { .field = NULL };
	size_t column = c->rows->places[which];

	if (column >= c->row->n)
		return (struct rc_str){ "", 0 };
	return rc_case_text(&plain,
	                    rc_fixes_apply(c->rows->options.fixes, column,
	                                   c->row->cells[column]));
}

static bool
read_device(struct fact_case *c, struct rc_err *err)
{
	struct rc_factrows *rows = c->rows;
	struct rc_str text = text_of(c, DEVICE);
	struct rc_because because = { NULL, NULL, NULL };
	struct rc_book_hint hint;

	if (!rows->book_loaded && !rc_book_load(&rows->book, &rc_kind_device,
	                                        rows->options.lookup, err))
		return false;
	rows->book_loaded = true;
	if (text.n == 0) {
		fault(c, DEVICE, because, _("device must not be empty"));
		return true;
	}
	switch (rc_book_find(&rows->book, text, &c->device)) {
	case RC_FOUND:
	case RC_FOUND_UNIT:
		return true;
	case RC_FOUND_SEVERAL:
		because.cause = _("several go by this name");
		because.hint = rc_book_rivals(&rows->book, text);
		break;
	case RC_FOUND_NONE:
		hint = rc_book_suggest(&rows->book, text);
		because.cause = _("there is no such device");
		because.hint = hint.sentence;
		because.suggest = hint.suggest;
		break;
	}
	fault(c, DEVICE, because,
	      rc_arena_printf(&rows->scratch, "%s: \"%s\"", because.cause,
	                      shown(c, text)));
	return true;
}

static void
read_fact(struct fact_case *c)
{
	struct rc_str name = text_of(c, NAME);
	struct rc_str text = text_of(c, VALUE);
	struct rc_err err = { 0 };

	c->field = name.n == 0 ? NULL : rc_field_find(&rc_kind_facts, name);
	if (c->field == NULL) {
		fault(c, NAME,
		      (struct rc_because){ .cause =
		                                   _("there is no such fact") },
		      rc_arena_printf(&c->rows->scratch,
		                      _("there is no fact \"%s\""),
		                      shown(c, name)));
		return;
	}
	c->index = (size_t)(c->field - rc_kind_facts.fields);
	c->given = text.n > 0;
	c->clears = c->given && rc_case_clears(text);
	c->value = RC_VALUE_NULL;
	if (c->given && !c->clears &&
	    !rc_field_parse(c->field, text, RC_YMD_OR_DMY, &c->rows->scratch,
	                    &c->value, &err))
		fault_said(c, VALUE, err.text);
}

static void
read_origin(struct fact_case *c)
{
	struct rc_str source = text_of(c, SOURCE);
	struct rc_str at = text_of(c, AT_TIME);
	struct rc_value value;
	struct rc_err err = { 0 };

	c->source = RC_SOURCE_IMPORT;
	c->at = c->rows->options.now;
	if (source.n > 0) {
		if (rc_field_parse(&factrow_fields[SOURCE], source, RC_YMD,
		                   &c->rows->scratch, &value, &err))
			c->source = (int)value.i;
		else
			fault_said(c, SOURCE, err.text);
	}
	if (at.n == 0)
		return;
	if (!rc_field_parse(&factrow_fields[AT_TIME], at, RC_YMD,
	                    &c->rows->scratch, &value, &err))
		fault_said(c, AT_TIME, err.text);
	else if (value.i > c->rows->options.now + DAY_MS)
		fault(c, AT_TIME, RC_PLAINLY, _("this is in the future"));
	else
		c->at = value.i;
}

/* The same fact of the same device twice. */
static void
check_seen(struct fact_case *c)
{
	char key[80];
	int64_t line;
	struct rc_str k = { key, 0 };

	k.n = (size_t)snprintf(key, sizeof(key), "%lld %zu",
	                       (long long)c->device.id, c->index);
	if (rc_map_find(&c->rows->seen, k, &line))
		fault(c, NAME,
		      (struct rc_because){ .cause = _("it stands in the file "
		                                      "more than once") },
		      rc_arena_printf(&c->rows->scratch,
		                      _("this fact stands on line %lld and "
		                        "again on line %llu"),
		                      (long long)line,
		                      (unsigned long long)c->row->line));
	else if (!rc_map_put(&c->rows->seen, k, (int64_t)c->row->line, NULL))
		c->nomem = true;
}

/* --- the verdict ---------------------------------------------------------- */

/* The sheet of the device, as it is after the rows before this one. */
static bool
open_sheet(struct fact_case *c, struct rc_err *err)
{
	struct rc_factrows *rows = c->rows;
	const struct rc_lookup *lookup = rows->options.lookup;

	if (rows->facts.head.id == c->device.id)
		return true;
	rows->facts.head.id = 0;
	rc_arena_clear(&rows->sheet);
	rc_record_clear(&rc_kind_facts, &rows->facts);
	return lookup->read(lookup->of, &rc_kind_facts, c->device.id,
	                    &rows->sheet, &rows->facts, err);
}

static void
note(uint64_t *count, uint64_t *first, uint64_t line)
{
	if ((*count)++ == 0)
		*first = line;
}

/* What the row does to the fact that is there. */
static enum rc_outcome
weigh(struct fact_case *c, const struct rc_facts *facts)
{
	struct rc_factrows *rows = c->rows;
	struct rc_value before = rc_field_get(c->field, facts);
	bool there = before.type != RC_NULL;
	bool equal = rc_value_eq(&before, &c->value);
	unsigned char source = facts->source[c->index];
	rc_ms at = facts->at[c->index];

	if (!c->given || (c->clears && !there))
		return RC_SAME;
	/* Files write whole seconds. */
	if (there && equal && at / 1000 == c->at / 1000 && source == c->source)
		return RC_SAME;
	if (there && c->at / 1000 < at / 1000) {
		note(&rows->older, &rows->older_line, c->row->line);
		return RC_SAME;
	}
	if (c->source == RC_SOURCE_SSH) {
		note(&rows->claimed, &rows->claimed_line, c->row->line);
		c->source = RC_SOURCE_IMPORT;
	}
	return there ? RC_CHANGE : RC_ADD;
}

static void
check_mode(struct fact_case *c, enum rc_outcome outcome)
{
	const struct rc_factrows_options *o = &c->rows->options;

	if (outcome == RC_ADD && !o->may_add)
		fault(c, NAME, RC_PLAINLY,
		      _("there is no such record to update"));
	if (outcome == RC_CHANGE && !o->may_change)
		fault(c, NAME, RC_PLAINLY, _("it is already there"));
}

/* Puts the fact into the sheet at hand; its text has to live as long. */
static bool
apply(struct fact_case *c)
{
	struct rc_factrows *rows = c->rows;
	struct rc_value value = c->value;

	if (value.type == RC_TEXT) {
		value.s.p = rc_arena_textn(&rows->sheet, value.s.p, value.s.n);
		if (value.s.p == NULL)
			return false;
	}
	rc_field_put(c->field, &rows->facts, value);
	rows->facts.source[c->index] =
	        (unsigned char)(c->clears ? RC_SOURCE_NONE : c->source);
	rows->facts.at[c->index] = c->clears ? 0 : c->at;
	return true;
}

static bool
settle(struct fact_case *c, struct rc_judged *ret, struct rc_err *err)
{
	struct rc_factrows *rows = c->rows;
	struct rc_facts *old = rc_arena_alloc(&rows->scratch, 1, sizeof(*old));
	struct rc_plan_set *set =
	        rc_arena_alloc(&rows->scratch, 1, sizeof(*set));
	struct rc_value before;

	if (old == NULL || set == NULL)
		return rc_fail_nomem(err);
	if (!open_sheet(c, err))
		return false;
	*old = rows->facts;
	ret->outcome = weigh(c, old);
	check_mode(c, ret->outcome);
	if (c->nfaults > 0 || ret->outcome == RC_SAME)
		return true;
	if (!apply(c))
		return rc_fail_nomem(err);
	before = rc_field_get(c->field, old);
	*set = (struct rc_plan_set){ c->field, c->value };
	ret->fact = *set;
	ret->source = c->source;
	ret->at = c->at;
	ret->id = c->device.id;
	ret->old = old;
	ret->now = &rows->facts;
	ret->sets = set;
	/* Only source or time differ: nothing to show. */
	ret->nsets = rc_value_eq(&before, &c->value) ? 0 : 1;
	return true;
}

bool
rc_factrows_row(struct rc_factrows *rows, const struct rc_csv_row *row,
                struct rc_err *err)
{
	struct fact_case c = { .rows = rows, .row = row };
	struct rc_judged judged = { .outcome = RC_REFUSE };
	bool ok;

	if (row->blank)
		return true;
	ok = read_device(&c, err);
	read_fact(&c);
	read_origin(&c);
	if (ok && c.nfaults == 0)
		check_seen(&c);
	judged.key = c.device.key;
	if (ok && c.nfaults == 0)
		ok = settle(&c, &judged, err);
	if (ok && c.nomem)
		ok = rc_fail_nomem(err);
	if (c.nfaults > 0)
		judged.outcome = RC_REFUSE;
	judged.faults = c.faults;
	judged.nfaults = c.nfaults;
	ok = ok && rows->options.verdict(rows->options.ctx, row, &judged, err);
	rc_arena_clear(&rows->scratch);
	return ok;
}

struct rc_factrows *
rc_factrows_new(const struct rc_factrows_options *options, struct rc_err *err)
{
	struct rc_factrows *rows = rc_alloc(1, sizeof(*rows));
	size_t i;

	if (rows == NULL) {
		(void)rc_fail_nomem(err);
		return NULL;
	}
	rows->options = *options;
	rc_arena_init(&rows->scratch);
	rc_arena_init(&rows->sheet);
	rc_book_init(&rows->book);
	rc_map_init(&rows->seen);
	for (i = 0; i < COLUMNS; i++)
		rows->places[i] =
		        rc_match_column(options->match, &factrow_fields[i]);
	return rows;
}

void
rc_factrows_free(struct rc_factrows *rows)
{
	if (rows == NULL)
		return;
	rc_map_fini(&rows->seen);
	rc_book_fini(&rows->book);
	rc_arena_fini(&rows->sheet);
	rc_arena_fini(&rows->scratch);
	rc_free(rows);
}

bool
rc_factrows_remarks(const struct rc_factrows *rows, struct rc_arena *arena,
                    rc_remark_fn *remark, void *ctx)
{
	const char *text;

	if (rows->older > 0) {
		text = rc_arena_printf(arena,
		                       _("%llu facts on file are newer and "
		                         "stay (first on line %llu)"),
		                       (unsigned long long)rows->older,
		                       (unsigned long long)rows->older_line);
		if (text == NULL || !remark(ctx, text))
			return false;
	}
	if (rows->claimed > 0) {
		text = rc_arena_printf(arena,
		                       _("source ssh: %llu rows taken as "
		                         "imported, since no poll found them "
		                         "(first on line %llu)"),
		                       (unsigned long long)rows->claimed,
		                       (unsigned long long)rows->claimed_line);
		if (text == NULL || !remark(ctx, text))
			return false;
	}
	return rows->options.fixes == NULL ||
	       rc_fixes_remarks(rows->options.fixes, arena, remark, ctx);
}
