/* SPDX-License-Identifier: MIT */
/* plan - setting up, and the order in which rows are judged. */
#include "import/plan.h"

#include <rollcall/base/i18n.h>

#include "import/judge.h"

#include <string.h>

bool
rc_plan_looks_ahead(const struct rc_kind *kind)
{
	return rc_kin_field(kind) != NULL;
}

/* --- setting up ----------------------------------------------------------- */

static size_t
identity_add(struct rc_plan *plan, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < plan->nidentities; i++) {
		if (plan->identities[i].field == field)
			return i;
	}
	if (i == RC_PLAN_KEYS_MAX)
		return SIZE_MAX;
	plan->identities[i].field = field;
	plan->identities[i].loose = strcmp(field->name, "uuid") == 0 ||
	                            strcmp(field->name, "mac") == 0;
	rc_map_init(&plan->identities[i].stored);
	rc_map_init(&plan->identities[i].seen);
	plan->nidentities++;
	plan->identifying |= (uint64_t)1
	                     << (field - plan->options.kind->fields);
	return i;
}

static bool
match_by(struct rc_plan *plan, const char *name, struct rc_err *err)
{
	const struct rc_kind *kind = plan->options.kind;
	const struct rc_field *field = rc_field_find(kind, rc_str_of(name));
	size_t i;

	if (field == NULL)
		return rc_fail(err, RC_EUSAGE, _("%s have no field \"%s\""),
		               kind->name, name);
	if (field->type != RC_TEXTUAL)
		return rc_fail(err, RC_EUSAGE,
		               _("%s cannot tell records apart"), field->name);
	/* A saved list of keys may be longer than the columns of a file. */
	if (rc_match_column(plan->options.match, field) == SIZE_MAX)
		return true;
	i = identity_add(plan, field);
	if (i == SIZE_MAX || plan->nmatching == RC_PLAN_KEYS_MAX)
		return rc_fail(err, RC_EUSAGE, _("more than %d keys"),
		               RC_PLAN_KEYS_MAX);
	plan->matching[plan->nmatching++] = i;
	return true;
}

static bool
set_identities(struct rc_plan *plan, struct rc_err *err)
{
	const struct rc_plan_options *o = &plan->options;
	const struct rc_field *key = rc_kind_key(o->kind);
	size_t i;

	if (key == NULL)
		return rc_fail(err, RC_EUNSUPPORTED,
		               _("%s cannot be imported from CSV"),
		               o->kind->name);
	if (o->nkeys == 0 && !match_by(plan, key->name, err))
		return false;
	for (i = 0; i < o->nkeys; i++) {
		if (!match_by(plan, o->keys[i], err))
			return false;
	}
	if (plan->nmatching == 0)
		return rc_fail(err, RC_EINVALID,
		               _("no column for %s, by which records are "
		                 "matched"),
		               o->nkeys == 0 ? key->name : o->keys[0]);
	for (i = 0; i < o->kind->nfields; i++) {
		const struct rc_field *field = &o->kind->fields[i];

		if ((field->flags & (RC_KEY | RC_UNIQUE)) == 0 ||
		    field->type != RC_TEXTUAL ||
		    rc_match_column(o->match, field) == SIZE_MAX)
			continue;
		if (identity_add(plan, field) == SIZE_MAX)
			return rc_fail(err, RC_EUSAGE, _("more than %d keys"),
			               RC_PLAN_KEYS_MAX);
	}
	return true;
}

static bool
set_book(struct rc_plan *plan, struct rc_plan_column *column,
         struct rc_err *err)
{
	const struct rc_kind *kind =
	        rc_kind_find(rc_str_of(column->field->ref));
	size_t i = 0;

	while (i < plan->nbooks && plan->book_kinds[i] != kind)
		i++;
	if (kind == NULL || i == RC_BOOKS_MAX)
		return rc_fail(err, RC_EBUG, "no book for %s",
		               column->field->ref);
	if (i == plan->nbooks) {
		plan->nbooks++;
		plan->book_kinds[i] = kind;
		rc_book_init(&plan->books[i]);
	}
	column->book = &plan->books[i];
	return true;
}

static bool
set_columns(struct rc_plan *plan, struct rc_err *err)
{
	const struct rc_match *match = plan->options.match;
	const struct rc_kind *kind = plan->options.kind;
	struct rc_plan_column *column;
	size_t i;

	plan->columns = rc_arena_alloc(&plan->arena, match->n + 1,
	                               sizeof(*plan->columns));
	plan->places = rc_arena_alloc(&plan->arena, kind->nfields,
	                              sizeof(*plan->places));
	plan->blank = rc_record_new(kind, &plan->arena);
	if (plan->columns == NULL || plan->places == NULL ||
	    plan->blank == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < kind->nfields; i++) {
		plan->places[i] = rc_match_column(match, &kind->fields[i]);
		if ((kind->fields[i].flags & (RC_KEY | RC_REQUIRED)) != 0)
			plan->required |= (uint64_t)1 << i;
	}
	for (i = 0; i < match->n; i++) {
		column = &plan->columns[i];
		column->field = match->fields[i];
		if (column->field == NULL)
			continue;
		/* A key is what its owner says it is. */
		if ((column->field->flags & RC_KEY) == 0 &&
		    !rc_placeholders_of(column->field->name, &plan->arena,
		                        &column->placeholders, err))
			return false;
		if (column->field->type == RC_REF &&
		    !set_book(plan, column, err))
			return false;
	}
	return true;
}

static bool
set_default(struct rc_plan *plan, const char *pair, struct rc_err *err)
{
	const struct rc_kind *kind = plan->options.kind;
	const struct rc_lookup *lookup = plan->options.lookup;
	struct rc_str rest = rc_str_of(pair);
	const struct rc_field *field;
	struct rc_book book;
	struct rc_value value;
	struct rc_str name;
	struct rc_ref ref = { 0, NULL };
	bool ok;

	(void)rc_str_split(&rest, '=', &name);
	field = rc_field_find(kind, rc_str_trim(name));
	if (rest.p == NULL || field == NULL ||
	    (field->flags & RC_READONLY) != 0)
		return rc_fail(err, RC_EUSAGE,
		               _("--default %s: write FIELD=VALUE with a field "
		                 "of %s"),
		               pair, kind->name);
	if (!rc_field_parse(field, rest, RC_YMD_OR_DMY, &plan->arena, &value,
	                    err))
		return rc_within(err, "--default %s", field->name);
	plan->defaults[field - kind->fields] = value;
	if (field->type != RC_REF || value.type == RC_NULL)
		return true;
	rc_book_init(&book);
	ok = rc_book_load(&book, rc_kind_find(rc_str_of(field->ref)), lookup,
	                  err);
	if (ok && rc_book_find(&book, value.s, &ref) > RC_FOUND_UNIT)
		ok = rc_fail(err, RC_EUSAGE,
		             _("--default %s: there is no such "
		               "record"),
		             pair);
	ref.key = ref.key == NULL ? NULL : rc_arena_text(&plan->arena, ref.key);
	rc_book_fini(&book);
	plan->defaults[field - kind->fields] = RC_VALUE_INT(ref.id);
	plan->default_refs[field - kind->fields] = ref;
	return ok;
}

static bool
set_defaults(struct rc_plan *plan, struct rc_err *err)
{
	const struct rc_plan_options *o = &plan->options;
	size_t i;

	if (o->ndefaults == 0)
		return true;
	plan->defaults = rc_arena_alloc(&plan->arena, o->kind->nfields,
	                                sizeof(*plan->defaults));
	plan->default_refs = rc_arena_alloc(&plan->arena, o->kind->nfields,
	                                    sizeof(*plan->default_refs));
	if (plan->defaults == NULL || plan->default_refs == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < o->ndefaults; i++) {
		if (!set_default(plan, o->defaults[i], err))
			return false;
	}
	return true;
}

/* `id` goes by that value; 0: several do. */
static bool
note_identity(struct rc_identity *identity, struct rc_str value, rc_id id)
{
	struct rc_str key;
	struct rc_buf room;
	rc_id other;
	bool ok;

	if (!identity->loose)
		return rc_map_put(&identity->stored, value, id, NULL);
	rc_buf_init(&room, RC_CSV_CELL_MAX);
	key = rc_identity_key(identity, value, &room);
	if (rc_map_find(&identity->stored, key, &other) && other != id)
		id = 0;
	ok = key.n == 0 || rc_map_put(&identity->stored, key, id, NULL);
	rc_buf_fini(&room);
	return ok;
}

/* A record that is there: what finds it, and who stands above it. */
static bool
visit(void *ctx, const void *record, struct rc_err *err)
{
	struct rc_plan *plan = ctx;
	const struct rc_head *head = record;
	const struct rc_kind *kind = plan->options.kind;
	const struct rc_ref *ref;
	struct rc_value value;
	size_t i;

	for (i = 0; i < plan->nidentities; i++) {
		value = rc_field_get(plan->identities[i].field, record);
		if (value.type == RC_TEXT &&
		    !note_identity(&plan->identities[i], value.s, head->id))
			return rc_fail_nomem(err);
	}
	if (plan->kin.field == NULL)
		return rc_prints_add(&plan->prints, record) ||
		       rc_fail_nomem(err);
	value = rc_field_get(rc_kind_key(kind), record);
	ref = (const void *)((const char *)record + plan->kin.field->at);
	if (value.type == RC_TEXT &&
	    !rc_kin_store(&plan->kin, value.s.p, ref->key))
		return rc_fail_nomem(err);
	return true;
}

/* Bits of the fields that the file has. */
static uint64_t
fields_of(const struct rc_plan *plan)
{
	const struct rc_kind *kind = plan->options.kind;
	uint64_t fields = 0;
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (plan->places[i] != SIZE_MAX)
			fields |= (uint64_t)1 << i;
	}
	return fields;
}

struct rc_plan *
rc_plan_new(const struct rc_plan_options *options, struct rc_err *err)
{
	struct rc_plan *plan = rc_alloc(1, sizeof(*plan));
	const struct rc_lookup *lookup = options->lookup;

	if (plan == NULL) {
		(void)rc_fail_nomem(err);
		return NULL;
	}
	plan->options = *options;
	rc_arena_init(&plan->arena);
	rc_arena_init(&plan->scratch);
	rc_kin_init(&plan->kin, options->kind);
	if (set_identities(plan, err) && set_columns(plan, err) &&
	    set_defaults(plan, err)) {
		rc_prints_init(&plan->prints, options->kind, fields_of(plan));
		if (lookup->each(lookup->of, options->kind, visit, plan, err))
			return plan;
	}
	rc_plan_free(plan);
	return NULL;
}

void
rc_plan_free(struct rc_plan *plan)
{
	size_t i;

	if (plan == NULL)
		return;
	for (i = 0; i < plan->nidentities; i++) {
		rc_map_fini(&plan->identities[i].stored);
		rc_map_fini(&plan->identities[i].seen);
	}
	for (i = 0; i < plan->nbooks; i++)
		rc_book_fini(&plan->books[i]);
	rc_prints_fini(&plan->prints);
	rc_kin_fini(&plan->kin);
	rc_arena_fini(&plan->scratch);
	rc_arena_fini(&plan->arena);
	rc_free(plan);
}

/* --- rows ----------------------------------------------------------------- */

/* The text of a field in a row, as it will be matched. */
static bool
cell_of(struct rc_plan *plan, const struct rc_csv_row *row,
        const struct rc_field *field, struct rc_str *ret)
{
	size_t column = rc_match_column(plan->options.match, field);
	struct rc_err ignored = { 0 };
	struct rc_value value;
	struct rc_str text;

	*ret = (struct rc_str){ "", 0 };
	if (column >= row->n)
		return true;
	text = rc_case_text(
	        &plan->columns[column],
	        rc_fixes_peek(plan->options.fixes, column, row->cells[column]));
	if (text.n == 0 || rc_case_clears(text))
		return true;
	if (rc_field_parse(field, text, RC_DMY, &plan->scratch, &value,
	                   &ignored))
		*ret = value.s;
	return ignored.code != RC_ENOMEM;
}

bool
rc_plan_expect(struct rc_plan *plan, const struct rc_csv_row *row,
               struct rc_err *err)
{
	const struct rc_kind *kind = plan->options.kind;
	const struct rc_field *name_field = rc_book_name_field(kind);
	struct rc_str key;
	struct rc_str name = { "", 0 };
	bool ok;

	if (plan->kin.field == NULL || row->blank)
		return true;
	ok = cell_of(plan, row, rc_kind_key(kind), &key) &&
	     (name_field == NULL || cell_of(plan, row, name_field, &name));
	if (ok && key.n > 0)
		ok = rc_kin_expect(&plan->kin, key, name, row->line);
	rc_arena_clear(&plan->scratch);
	return ok || rc_fail_nomem(err);
}

static bool
deliver(struct rc_plan *plan, const struct rc_csv_row *row,
        const struct rc_judged *judged, struct rc_err *err)
{
	const struct rc_ref *above;
	struct rc_str parent = { "", 0 };
	struct rc_str key = rc_str_of(judged->key);

	if (plan->kin.field != NULL) {
		if (judged->now != NULL) {
			above = (const void *)((const char *)judged->now +
			                       plan->kin.field->at);
			parent = rc_str_of(above->key);
		}
		if (!rc_kin_decide(&plan->kin, key,
		                   judged->outcome != RC_REFUSE, parent))
			return rc_fail_nomem(err);
	}
	return plan->options.verdict(plan->options.ctx, row, judged, err);
}

/* Keeps a copy of a row until its target has been judged. */
static bool
put_off(struct rc_plan *plan, const struct rc_csv_row *row, struct rc_err *err)
{
	struct rc_waiting *waiting =
	        rc_arena_alloc(&plan->arena, 1, sizeof(*waiting));
	struct rc_str *cells =
	        rc_arena_alloc(&plan->arena, row->n + 1, sizeof(*cells));
	size_t i;

	if (waiting == NULL || cells == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < row->n; i++) {
		cells[i].p = rc_arena_textn(&plan->arena, row->cells[i].p,
		                            row->cells[i].n);
		cells[i].n = row->cells[i].n;
		if (cells[i].p == NULL)
			return rc_fail_nomem(err);
	}
	waiting->row = *row;
	waiting->row.cells = cells;
	waiting->next = plan->waiting;
	plan->waiting = waiting;
	return true;
}

static bool
judge(struct rc_plan *plan, const struct rc_csv_row *row, bool *ret_waits,
      struct rc_err *err)
{
	struct rc_judged judged;
	bool ok;

	ok = rc_judge(plan, row, &judged, ret_waits, err) &&
	     (*ret_waits || deliver(plan, row, &judged, err));
	rc_arena_clear(&plan->scratch);
	return ok;
}

bool
rc_plan_row(struct rc_plan *plan, const struct rc_csv_row *row,
            struct rc_err *err)
{
	bool waits = false;

	if (row->blank)
		return true;
	return judge(plan, row, &waits, err) &&
	       (!waits || put_off(plan, row, err));
}

/*
 * Judges those that wait, again and again as long as one of them is decided.
 * The latest come first: mostly a file names the children before the parents.
 */
bool
rc_plan_end(struct rc_plan *plan, struct rc_err *err)
{
	struct rc_waiting **at;
	bool progress = true;
	bool waits;

	while (plan->waiting != NULL) {
		plan->last = !progress;
		progress = false;
		for (at = &plan->waiting; *at != NULL;) {
			if (!judge(plan, &(*at)->row, &waits, err))
				return false;
			if (waits) {
				at = &(*at)->next;
			} else {
				*at = (*at)->next;
				progress = true;
			}
		}
	}
	return true;
}

/* --- remarks -------------------------------------------------------------- */

static bool
remark_dates(const struct rc_date_column *dates, const char *header,
             struct rc_arena *arena, rc_remark_fn *remark, void *ctx)
{
	const struct rc_trap_count serials = { dates->serials,
		                               dates->serial_line, 0 };
	const char *text = "";

	if (dates->use == RC_USE_OTHERS && dates->either_line != 0)
		text = rc_arena_printf(arena,
		                       _("%s: read as day/month/year, as "
		                         "another column proves"),
		                       header);
	if (text == NULL || (text[0] != '\0' && !remark(ctx, text)))
		return false;
	return rc_trap_say(&serials, header,
	                   _("spreadsheet day numbers read as days"), arena,
	                   remark, ctx);
}

static bool
remark_units(const struct rc_plan_column *column, const char *header,
             struct rc_arena *arena, rc_remark_fn *remark, void *ctx)
{
	const char *text;

	if (column->units.cells == 0)
		return true;
	text = rc_arena_printf(arena,
	                       _("found by their unit, such as \"%s\" = %s"),
	                       column->unit_text, column->unit_key);
	return text != NULL &&
	       rc_trap_say(&column->units, header, text, arena, remark, ctx);
}

static bool
remark_made(const struct rc_plan *plan, struct rc_arena *arena,
            rc_remark_fn *remark, void *ctx)
{
	const char *text;
	size_t i;

	for (i = 0; i < plan->nbooks; i++) {
		if (plan->made[i] == 0)
			continue;
		text = rc_arena_printf(arena,
		                       _("%llu %s made from their names; "
		                         "complete them"),
		                       (unsigned long long)plan->made[i],
		                       plan->book_kinds[i]->name);
		if (text == NULL || !remark(ctx, text))
			return false;
	}
	return true;
}

static bool
remark_column(const struct rc_plan_column *column, const char *header,
              struct rc_arena *arena, rc_remark_fn *remark, void *ctx)
{
	return rc_trap_say(&column->passed_over, header,
	                   _("placeholders passed over"), arena, remark, ctx) &&
	       remark_units(column, header, arena, remark, ctx) &&
	       rc_trap_say(&column->assumed, header,
	                   _("amounts such as 1.234 read as 1234"), arena,
	                   remark, ctx);
}

bool
rc_plan_remarks(const struct rc_plan *plan, struct rc_arena *arena,
                rc_remark_fn *remark, void *ctx)
{
	const struct rc_match *match = plan->options.match;
	size_t i;

	for (i = 0; i < match->n; i++) {
		if (match->fields[i] == NULL)
			continue;
		if (!remark_column(&plan->columns[i], match->headers[i], arena,
		                   remark, ctx))
			return false;
		if (match->fields[i]->type == RC_DAY &&
		    !remark_dates(&plan->options.dates[i], match->headers[i],
		                  arena, remark, ctx))
			return false;
	}
	if (!remark_made(plan, arena, remark, ctx))
		return false;
	return plan->options.fixes == NULL ||
	       rc_fixes_remarks(plan->options.fixes, arena, remark, ctx);
}
