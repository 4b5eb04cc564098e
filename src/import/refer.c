/* SPDX-License-Identifier: MIT */
/* refer - what the references of a row mean. */
#include "import/judge.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include <stdarg.h>
#include <string.h>

#define SHOWN 60 /* cells */

const char *
rc_case_shown(struct rc_case *c, struct rc_str text)
{
	struct rc_buf b;
	struct rc_str cut;
	size_t width;
	const char *copy;

	rc_buf_init(&b, 4 * RC_CSV_CELL_MAX);
	rc_text_screen(&b, text);
	cut = rc_text_clip(rc_buf_str(&b), SHOWN, &width);
	copy = rc_arena_textn(&c->plan->scratch, cut.p, cut.n);
	rc_buf_fini(&b);
	if (copy == NULL)
		c->nomem = true;
	return copy == NULL ? "" : copy;
}

void
rc_case_fault(struct rc_case *c, size_t column, struct rc_because because,
              const char *fmt, ...)
{
	struct rc_plan_fault *fault;
	char text[sizeof(((struct rc_err *)NULL)->text)];
	va_list args;

	/* Room for them is made at the first: most rows have none. */
	if (c->faults == NULL)
		c->faults = rc_arena_alloc(&c->plan->scratch, c->max_faults,
		                           sizeof(*c->faults));
	if (c->faults == NULL)
		c->nomem = true;
	if (c->faults == NULL || c->nfaults == c->max_faults)
		return;
	fault = &c->faults[c->nfaults];
	va_start(args, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	memset(fault, 0, sizeof(*fault));
	fault->reason = rc_arena_text(&c->plan->scratch, text);
	fault->cause = because.cause != NULL ? because.cause : fault->reason;
	fault->hint = because.hint;
	fault->suggest = because.suggest;
	if (column != SIZE_MAX) {
		fault->column = column + 1;
		if (column < c->row->n)
			fault->value = c->row->cells[column];
	}
	if (fault->reason == NULL)
		c->nomem = true;
	else
		c->nfaults++;
}

const char *
rc_case_cause(const char *text)
{
	const char *end = text[0] == '"' ? strrchr(text, '"') : NULL;

	if (end == NULL || end == text)
		return text;
	for (end++; *end == ':' || *end == ' ';)
		end++;
	return *end == '\0' ? text : end;
}

/* The book of a referred kind, read when it is first needed. */
static bool
open_book(struct rc_plan *plan, struct rc_book *book, struct rc_err *err)
{
	size_t i = (size_t)(book - plan->books);

	if (plan->book_loaded[i])
		return true;
	plan->book_loaded[i] = true;
	return rc_book_load(book, plan->book_kinds[i], plan->options.lookup,
	                    err);
}

static const struct rc_kind *
kind_of(const struct rc_plan *plan, const struct rc_book *book)
{
	return plan->book_kinds[book - plan->books];
}

static void
set_ref(struct rc_case *c, size_t column, struct rc_ref ref)
{
	const struct rc_plan *plan = c->plan;
	size_t at = (size_t)(plan->columns[column].field -
	                     plan->options.kind->fields);

	c->refs[at] = ref;
	c->values[at] =
	        ref.id != 0 ? RC_VALUE_INT(ref.id) : rc_value_text(ref.key);
}

/* A reference to a row of the file itself; `id` if it is stored too. */
static void
refer_to_row(struct rc_case *c, size_t column, const struct rc_kin_node *node,
             rc_id id)
{
	switch (node->state) {
	case RC_KIN_EXPECTED:
		if (c->plan->last)
			rc_case_fault(
			        c, column,
			        (struct rc_because){
			                .cause = _("the rows refer to each "
			                           "other in a ring") },
			        _("the rows refer to each other in a ring "
			          "(line %llu)"),
			        (unsigned long long)node->line);
		c->waits = true;
		break;
	case RC_KIN_REFUSED:
		rc_case_fault(c, column,
		              (struct rc_because){
		                      .cause = _("the row it refers to is "
		                                 "refused") },
		              _("the row it refers to, line %llu, is refused"),
		              (unsigned long long)node->line);
		break;
	case RC_KIN_STORED:
	case RC_KIN_TAKEN:
		set_ref(c, column, (struct rc_ref){ id, node->key });
		break;
	}
}

/* The row of the file that a text names; the database goes first for names. */
static const struct rc_kin_node *
row_of(const struct rc_case *c, const struct rc_book *book, struct rc_str text,
       rc_id *ret_id)
{
	const struct rc_kin_node *node;
	struct rc_ref ref = { 0, NULL };

	if (c->plan->kin.field == NULL ||
	    kind_of(c->plan, book) != c->plan->options.kind)
		return NULL;
	if (rc_book_find(book, text, &ref) <= RC_FOUND_UNIT)
		text = rc_str_of(ref.key);
	node = rc_kin_find(&c->plan->kin, text);
	if (node == NULL || node->line == 0)
		return NULL;
	*ret_id = ref.id;
	return node;
}

static bool
may_make(const struct rc_plan *plan, const struct rc_kind *kind)
{
	const struct rc_kind *const *at = plan->options.creates;

	while (at != NULL && *at != NULL && *at != kind)
		at++;
	return at != NULL && *at != NULL;
}

static void
refer_to_none(struct rc_case *c, size_t column, struct rc_book *book,
              struct rc_str text)
{
	const char *what = _(kind_of(c->plan, book)->label_one);
	struct rc_because because = { NULL, NULL, NULL };
	struct rc_book_entry *entry;
	struct rc_book_hint hint;

	if (may_make(c->plan, kind_of(c->plan, book)) && rc_valid_code(text)) {
		entry = rc_book_want(book, text);
		if (entry == NULL)
			c->nomem = true;
		else
			set_ref(c, column, (struct rc_ref){ 0, entry->key });
		return;
	}
	hint = rc_book_suggest(book, text);
	because.cause = rc_arena_printf(&c->plan->scratch,
	                                _("there is no such %s"), what);
	because.hint = hint.sentence;
	because.suggest = hint.suggest;
	rc_case_fault(c, column, because, _("there is no %s \"%s\""), what,
	              rc_case_shown(c, text));
}

static void
note_unit(struct rc_case *c, size_t column, struct rc_str text,
          struct rc_ref ref)
{
	struct rc_plan_column *col = &c->plan->columns[column];

	rc_trap_count_in(&col->units, c->row->line);
	if (col->unit_text != NULL)
		return;
	col->unit_text = rc_arena_text(&c->plan->arena, rc_case_shown(c, text));
	col->unit_key = rc_arena_text(&c->plan->arena, ref.key);
	if (col->unit_text == NULL || col->unit_key == NULL)
		c->nomem = true;
}

bool
rc_case_refer(struct rc_case *c, size_t column, struct rc_str text,
              struct rc_err *err)
{
	struct rc_book *book = c->plan->columns[column].book;
	const struct rc_kin_node *node;
	struct rc_because because;
	struct rc_ref ref;
	rc_id id = 0;

	if (!open_book(c->plan, book, err))
		return false;
	node = row_of(c, book, text, &id);
	if (node != NULL) {
		refer_to_row(c, column, node, id);
		return true;
	}
	switch (rc_book_find(book, text, &ref)) {
	case RC_FOUND_UNIT:
		note_unit(c, column, text, ref);
		set_ref(c, column, ref);
		break;
	case RC_FOUND:
		set_ref(c, column, ref);
		break;
	case RC_FOUND_NONE:
		refer_to_none(c, column, book, text);
		break;
	case RC_FOUND_SEVERAL:
		because = (struct rc_because){
			.cause = _("several go by this name"),
			.hint = rc_book_rivals(book, text),
		};
		rc_case_fault(c, column, because,
		              _("several go by the name \"%s\" (%s)"),
		              rc_case_shown(c, text),
		              _(kind_of(c->plan, book)->label_one));
		break;
	}
	return true;
}

bool
rc_case_makes(struct rc_case *c, struct rc_judged *judged)
{
	struct rc_plan *plan = c->plan;
	size_t nfields = plan->options.kind->nfields;
	struct rc_plan_make *makes;
	struct rc_book_entry *entry;
	size_t i;

	if (plan->options.creates == NULL)
		return true;
	makes = rc_arena_alloc(&plan->scratch, nfields, sizeof(*makes));
	if (makes == NULL)
		return false;
	for (i = 0; i < nfields; i++) {
		size_t column = plan->places[i];

		if (column == SIZE_MAX || plan->columns[column].book == NULL ||
		    c->refs[i].id != 0)
			continue;
		entry = rc_book_entry(plan->columns[column].book,
		                      c->refs[i].key);
		if (entry == NULL || entry->state != RC_ENTRY_WANTED)
			continue;
		entry->state = RC_ENTRY_MADE;
		plan->made[plan->columns[column].book - plan->books]++;
		makes[judged->nmakes++] = (struct rc_plan_make){
			kind_of(plan, plan->columns[column].book), entry->key
		};
	}
	judged->makes = makes;
	return true;
}
