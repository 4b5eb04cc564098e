/* SPDX-License-Identifier: MIT */
/* identity - which record a row is, by the fields that tell records apart. */
#include "import/judge.h"

#include <rollcall/base/i18n.h>

#include <string.h>

static const struct rc_value *
value_of(const struct rc_case *c, const struct rc_identity *identity)
{
	size_t at = (size_t)(identity->field - c->plan->options.kind->fields);

	return &c->values[at];
}

static size_t
column_of(const struct rc_case *c, const struct rc_field *field)
{
	return c->plan->places[field - c->plan->options.kind->fields];
}

/* A stored record for a sentence: "TS-1 (Latitude 7420, 25280)". */
static bool
describe(struct rc_case *c, rc_id id, const char **ret, struct rc_err *err)
{
	static const char *const telling[] = { "name", "title", "model",
		                               "agency" };
	const struct rc_kind *kind = c->plan->options.kind;
	const struct rc_lookup *lookup = c->plan->options.lookup;
	void *record = rc_record_new(kind, &c->plan->scratch);
	const struct rc_field *field;
	struct rc_buf b;
	size_t had;
	size_t i;

	if (record == NULL)
		return rc_fail_nomem(err);
	if (!lookup->read(lookup->of, kind, id, &c->plan->scratch, record, err))
		return false;
	rc_buf_init(&b, RC_CSV_CELL_MAX);
	rc_field_put_text(rc_kind_key(kind), record, RC_FOR_PEOPLE, &b);
	had = b.n;
	for (i = 0; i < RC_COUNT(telling); i++) {
		size_t before = b.n;

		field = rc_field_find(kind, rc_str_of(telling[i]));
		if (field == NULL || field == rc_kind_key(kind))
			continue;
		rc_buf_puts(&b, before == had ? " (" : ", ");
		rc_field_put_text(field, record, RC_FOR_PEOPLE, &b);
		if (b.n == before + 2)
			rc_buf_cut(&b, before);
	}
	if (b.n > had)
		rc_buf_putc(&b, ')');
	*ret = rc_case_shown(c, rc_buf_str(&b));
	rc_buf_fini(&b);
	return true;
}

struct rc_str
rc_identity_key(const struct rc_identity *identity, struct rc_str value,
                struct rc_buf *room)
{
	size_t i;

	if (!identity->loose)
		return value;
	rc_buf_clear(room);
	for (i = 0; i < value.n; i++) {
		char ch = value.p[i];

		if (strchr("-:.{} ", ch) == NULL)
			rc_buf_putc(room, rc_ascii_lower(ch));
	}
	return rc_buf_str(room);
}

/* The record that a value finds; 0 and true if several share it. */
static bool
stored_id(const struct rc_case *c, const struct rc_identity *identity,
          rc_id *ret)
{
	const struct rc_value *value = value_of(c, identity);
	struct rc_buf room;
	bool found;

	if (value->type != RC_TEXT)
		return false;
	rc_buf_init(&room, RC_CSV_CELL_MAX);
	found = rc_map_find(&identity->stored,
	                    rc_identity_key(identity, value->s, &room), ret);
	rc_buf_fini(&room);
	return found && *ret != 0;
}

/* Says which records the keys find: "serial "A" is that of TS-2 (...), but
 * asset_tag "TS-1" is that of TS-1 (...)". */
static void
fault_conflict(struct rc_case *c, const struct rc_identity *other,
               const char *theirs, const struct rc_identity *mine,
               const char *ours)
{
	const struct rc_because because = {
		.cause = _("the keys of the row find different records"),
	};

	rc_case_fault(c, column_of(c, other->field), because,
	              _("%s is that of %s, but %s is that of %s"),
	              other->field->name, theirs, mine->field->name, ours);
}

/* Every value that tells records apart must find the same record or none.
 * `by` found the record `id`; NULL: none did. */
static bool
check_identities(struct rc_case *c, rc_id id, const struct rc_identity *by,
                 struct rc_err *err)
{
	const struct rc_because taken = {
		.cause = _("the value is already that of another record"),
	};
	const struct rc_identity *identity;
	const char *other;
	const char *mine = NULL;
	rc_id found;
	size_t i;

	for (i = 0; i < c->plan->nidentities; i++) {
		identity = &c->plan->identities[i];
		if (!stored_id(c, identity, &found) || found == id)
			continue;
		if (!describe(c, found, &other, err) ||
		    (id != 0 && mine == NULL && !describe(c, id, &mine, err)))
			return false;
		if (id != 0)
			fault_conflict(c, identity, other, by, mine);
		else
			rc_case_fault(c, column_of(c, identity->field), taken,
			              _("%s is already that of %s"),
			              identity->field->name, other);
	}
	return true;
}

/* The same value twice in the file. */
static void
check_seen(struct rc_case *c)
{
	const struct rc_because twice = {
		.cause = _("it stands in the file more than once"),
	};
	struct rc_identity *identity;
	const struct rc_value *value;
	int64_t line;
	size_t i;

	for (i = 0; i < c->plan->nidentities; i++) {
		identity = &c->plan->identities[i];
		value = value_of(c, identity);
		if (value->type != RC_TEXT || identity->loose)
			continue;
		if (!rc_map_add(&identity->seen, value->s,
		                (int64_t)c->row->line, &line)) {
			c->nomem = true;
		} else if (line != (int64_t)c->row->line) {
			rc_case_fault(c, column_of(c, identity->field), twice,
			              _("%s \"%s\" stands on line %lld and "
			                "again on line %llu"),
			              identity->field->name,
			              rc_case_shown(c, value->s),
			              (long long)line,
			              (unsigned long long)c->row->line);
		}
	}
}

/* A code that is not on file, while the same with zeros in front is: what a
 * spreadsheet makes of it. Taken for new, there would be two. */
static bool
lost_zeros(struct rc_case *c)
{
	char padded[RC_TRAP_DIGITS + 1];
	struct rc_because because = {
		.cause = _("zeros in front of the code were lost"),
	};
	const struct rc_identity *identity = NULL;
	const struct rc_value *value;
	size_t width;
	size_t i;
	rc_id id;

	for (i = 0; i < c->plan->nidentities; i++) {
		if ((c->plan->identities[i].field->flags & RC_KEY) != 0)
			identity = &c->plan->identities[i];
	}
	if (identity == NULL || identity->stored.n == 0)
		return false;
	value = value_of(c, identity);
	if (value->type != RC_TEXT)
		return false;
	for (width = value->s.n + 1; width <= RC_TRAP_DIGITS; width++) {
		if (!rc_trap_padded(value->s, width, padded))
			return false;
		if (!rc_map_find(&identity->stored, rc_str_of(padded), &id))
			continue;
		because.suggest = rc_arena_text(&c->plan->scratch, padded);
		because.hint = rc_arena_printf(&c->plan->scratch,
		                               _("did you mean %s?"), padded);
		c->nomem = c->nomem || because.suggest == NULL ||
		           because.hint == NULL;
		rc_case_fault(c, column_of(c, identity->field), because, "%s",
		              because.cause);
		return true;
	}
	return false;
}

void
rc_case_expect(const struct rc_case *c, size_t at)
{
	const struct rc_plan *plan = c->plan;
	size_t i;

	if ((plan->identifying >> at & 1) == 0)
		return;
	for (i = 0; i < plan->nidentities; i++) {
		const struct rc_identity *identity = &plan->identities[i];

		if (identity->loose ||
		    identity->field != &plan->options.kind->fields[at])
			continue;
		rc_map_expect(&identity->stored, c->values[at].s);
		rc_map_expect(&identity->seen, c->values[at].s);
	}
}

bool
rc_case_find(struct rc_case *c, rc_id *ret, struct rc_err *err)
{
	const struct rc_plan *plan = c->plan;
	const struct rc_identity *first = &plan->identities[plan->matching[0]];
	const struct rc_identity *by = NULL;
	bool has_value = false;
	rc_id id = 0;
	size_t i;

	for (i = 0; i < plan->nmatching && by == NULL; i++) {
		const struct rc_identity *identity =
		        &plan->identities[plan->matching[i]];

		has_value = has_value || value_of(c, identity)->type == RC_TEXT;
		if (stored_id(c, identity, &id))
			by = identity;
	}
	id = by == NULL ? 0 : id;
	*ret = id;
	if (!check_identities(c, id, by, err))
		return false;
	check_seen(c);
	if (id == 0 && lost_zeros(c))
		return true;
	if (id == 0 && !plan->options.may_add)
		rc_case_fault(c, column_of(c, first->field), RC_PLAINLY, "%s",
		              has_value ? _("there is no such record to update")
		                        : _("nothing to find the record by"));
	if (id != 0 && !plan->options.may_change)
		rc_case_fault(c, column_of(c, first->field), RC_PLAINLY,
		              _("it is already there"));
	return true;
}
