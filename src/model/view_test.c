/* SPDX-License-Identifier: MIT */
/*
 * view_test - one test of a view into terms. Days widen to what they mean: a
 * period is all its days, a day of an instant is its 24 hours in Vietnam, so
 * that `at=2026-09` is two comparisons.
 */
#include "model/view_parser.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include "model/shown.h"

#define NEAR      3 /* edits between a wrong name and the one meant */
#define TESTS_MAX 500

/* What a person means by a word at the prompt where the header of a file
 * means another field: "Warranty" in other programs' exports is in months. */
static const struct {
	const char *kind, *word, *field;
} prompt_words[] = {
	{ "devices", "warranty", "warranty_end" },
};

struct test {
	const struct rc_field *through;
	const struct rc_field *field;
};

/* The values from `lo` up to `next`, which is not in it. */
struct span {
	int64_t lo, next;
	bool single; /* lo alone */
};

struct rc_term *
rc_view_term(struct rc_view_parser *parser, enum rc_term_type type)
{
	struct rc_term *term = rc_arena_alloc(parser->arena, 1, sizeof(*term));

	if (term == NULL)
		rc_fail_nomem(parser->err);
	else
		term->type = type;
	return term;
}

/* --- names ---------------------------------------------------------------- */

static const struct rc_field *
find_field(const struct rc_kind *kind, struct rc_str name)
{
	size_t i;

	for (i = 0; i < RC_COUNT(prompt_words); i++) {
		if (rc_str_is(rc_str_of(kind->name), prompt_words[i].kind) &&
		    rc_str_is_nocase(name, prompt_words[i].word))
			name = rc_str_of(prompt_words[i].field);
	}
	return rc_field_find(kind, name);
}

static void
near_fields(const struct rc_kind *kind, struct rc_str name, size_t *best,
            const char **nearest)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const char *known = kind->fields[i].name;
		size_t d = rc_fold_distance(name, rc_str_of(known), NEAR);

		if (d < *best) {
			*nearest = known;
			*best = d;
		}
	}
}

static const char *
nearest_field(const struct rc_kind *kind, struct rc_str name)
{
	const char *nearest = NULL;
	size_t best = NEAR + 1;

	near_fields(kind, name, &best, &nearest);
	if (kind->computed != NULL && best > 0)
		near_fields(kind->computed, name, &best, &nearest);
	return nearest;
}

static bool
no_field(struct rc_view_parser *parser, const struct rc_kind *kind,
         struct rc_str name, const char *at)
{
	const char *nearest = nearest_field(kind, name);
	struct rc_shown shown = rc_shown_of(name);

	if (nearest != NULL)
		return rc_view_fail(parser, at,
		                    _("%s have no field \"%s\" (did you mean "
		                      "\"%s\"?)"),
		                    kind->name, shown.text, nearest);
	return rc_view_fail(parser, at, _("%s have no field \"%s\""),
	                    kind->name, shown.text);
}

bool
rc_view_field(struct rc_view_parser *parser, struct rc_str name, const char *at,
              const struct rc_field **ret_through,
              const struct rc_field **ret_field)
{
	struct rc_str rest = name;
	struct rc_str front = name;
	const struct rc_field *through = NULL;
	const struct rc_field *field;
	const struct rc_kind *kind;

	if (rc_str_split(&rest, '.', &front) && rest.n > 0)
		through = find_field(parser->kind, front);
	if (through != NULL && through->type == RC_REF) {
		kind = rc_kind_find(rc_str_of(through->ref));
		field = find_field(kind, rest);
		if (field == NULL)
			return no_field(parser, kind, rest, rest.p);
	} else {
		through = NULL;
		field = find_field(parser->kind, name);
		if (field == NULL)
			return no_field(parser, parser->kind, name, at);
	}
	*ret_through = through;
	*ret_field = field;
	return true;
}

/* --- values --------------------------------------------------------------- */

/* today, 90d, -30d, +2w, 6m, 1y */
static bool
parse_relative(struct rc_str s, rc_date today, rc_date *ret)
{
	int64_t n;
	char unit;

	if (rc_str_is_nocase(s, "today")) {
		*ret = today;
		return true;
	}
	if (s.n > 1 && s.p[0] == '+') {
		s.p++;
		s.n--;
	}
	if (s.n < 2)
		return false;
	unit = s.p[--s.n];
	if (!rc_str_int(s, -36500, 36500, &n))
		return false;
	switch (unit) {
	case 'd':
		*ret = today + (rc_date)n;
		return true;
	case 'w':
		*ret = today + (rc_date)(7 * n);
		return true;
	case 'm':
		*ret = rc_date_add_months(today, (int)n);
		return true;
	case 'y':
		*ret = rc_date_add_months(today, (int)(12 * n));
		return true;
	default:
		return false;
	}
}

static bool
parse_days(struct rc_view_parser *parser, const struct rc_view_piece *piece,
           struct rc_period *ret)
{
	struct rc_err ignored = { 0 };
	rc_date date;

	if (parse_relative(piece->text, parser->today, &date) ||
	    rc_date_parse(piece->text, RC_YMD_OR_DMY, &date, &ignored)) {
		*ret = (struct rc_period){ date, date };
		return true;
	}
	if (rc_period_parse(piece->text, ret, &ignored))
		return true;
	return rc_view_fail(parser, piece->at,
	                    _("\"%s\" is not a day (write 2026-11-22, "
	                      "22/11/2026, today, 90d, -1y, 2026, 2026Q3 or "
	                      "2026-09)"),
	                    rc_shown_of(piece->text).text);
}

static bool
parse_span(struct rc_view_parser *parser, const struct rc_field *field,
           const struct rc_view_piece *piece, struct rc_value *ret,
           struct span *ret_span)
{
	struct rc_err ignored = { 0 };
	struct rc_period days;
	rc_ms at;

	*ret = RC_VALUE_NULL;
	if (piece->text.n == 0)
		return true;
	if (field->type == RC_INSTANT && piece->text.n > 10 &&
	    rc_ms_parse(piece->text, &at, &ignored)) {
		*ret = RC_VALUE_INT(at);
		*ret_span = (struct span){ at, at + 1, true };
		return true;
	}
	if (!parse_days(parser, piece, &days))
		return false;
	if (field->type == RC_INSTANT)
		*ret_span = (struct span){ rc_date_start(days.from),
			                   rc_date_start(days.to + 1), false };
	else
		*ret_span = (struct span){ days.from, (int64_t)days.to + 1,
			                   days.from == days.to };
	*ret = RC_VALUE_INT(ret_span->lo);
	return true;
}

static bool
parse_value(struct rc_view_parser *parser, const struct rc_field *field,
            const struct rc_view_piece *piece, struct rc_value *ret,
            struct span *ret_span)
{
	struct rc_err why = { 0 };

	if (field->type == RC_DAY || field->type == RC_INSTANT)
		return parse_span(parser, field, piece, ret, ret_span);
	*ret_span = (struct span){ 0, 0, true };
	if (field->said == NULL &&
	    (field->type == RC_TEXTUAL || field->type == RC_REF)) {
		*ret = piece->text.n == 0 ? RC_VALUE_NULL
		                          : RC_VALUE_STR(piece->text);
		return true;
	}
	if (rc_field_parse(field, piece->text, RC_YMD_OR_DMY, parser->arena,
	                   ret, &why))
		return true;
	if (why.code != RC_EINVALID) {
		*parser->err = why;
		return false;
	}
	return rc_view_fail(parser, piece->at, "%s", why.text);
}

/* --- terms ---------------------------------------------------------------- */

static bool
make_leaf(struct rc_view_parser *parser, const struct test *test, enum rc_op op,
          struct rc_value value, struct rc_term **ret)
{
	struct rc_term *term = NULL;

	if (++parser->ntests > TESTS_MAX)
		return rc_view_fail(parser, parser->token.at,
		                    _("more than %d tests"), TESTS_MAX);
	term = rc_view_term(parser, RC_TERM_TEST);
	if (term == NULL)
		return false;
	term->values = rc_arena_alloc(parser->arena, 1, sizeof(value));
	if (term->values == NULL)
		return rc_fail_nomem(parser->err);
	term->op = op;
	term->through = test->through;
	term->field = test->field;
	term->values[0] = value;
	term->nvalues = 1;
	*ret = term;
	return true;
}

static bool
make_not(struct rc_view_parser *parser, struct rc_term *child,
         struct rc_term **ret)
{
	*ret = rc_view_term(parser, RC_TERM_NOT);
	if (*ret == NULL)
		return false;
	(*ret)->child = child;
	return true;
}

/* lo <= field < next */
static bool
make_between(struct rc_view_parser *parser, const struct test *test,
             const struct span *span, struct rc_term **ret)
{
	struct rc_term *from = NULL;
	struct rc_term *to = NULL;
	struct rc_term *both = NULL;

	if (!make_leaf(parser, test, RC_OP_GE, RC_VALUE_INT(span->lo), &from) ||
	    !make_leaf(parser, test, RC_OP_LT, RC_VALUE_INT(span->next), &to))
		return false;
	both = rc_view_term(parser, RC_TERM_AND);
	if (both == NULL || from == NULL)
		return false;
	both->child = from;
	from->next = to;
	*ret = both;
	return true;
}

static bool
make_span(struct rc_view_parser *parser, const struct test *test, enum rc_op op,
          const struct span *span, struct rc_term **ret)
{
	struct rc_value lo = RC_VALUE_INT(span->lo);
	struct rc_value next = RC_VALUE_INT(span->next);
	struct rc_term *between = NULL;

	if (op == RC_OP_LT || op == RC_OP_GE)
		return make_leaf(parser, test, op, lo, ret);
	if (op == RC_OP_LE)
		return make_leaf(parser, test, RC_OP_LT, next, ret);
	if (op == RC_OP_GT)
		return make_leaf(parser, test, RC_OP_GE, next, ret);
	if (!make_between(parser, test, span, &between))
		return false;
	if (op == RC_OP_NE)
		return make_not(parser, between, ret);
	*ret = between;
	return true;
}

/* Do the records that the field refers to form a tree? */
static bool
is_tree(const struct rc_field *field)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(field->ref));
	const struct rc_field *parent = rc_field_find(kind, RC_STR("parent"));

	return parent != NULL && parent->type == RC_REF &&
	       rc_kind_find(rc_str_of(parent->ref)) == kind;
}

static bool
make_under(struct rc_view_parser *parser, const struct test *test,
           const struct rc_view_piece *piece, struct rc_term **ret)
{
	struct rc_str code = piece->text;
	struct rc_term *under = NULL;

	code.p += sizeof("under:") - 1;
	code.n -= sizeof("under:") - 1;
	if (!is_tree(test->field))
		return rc_view_fail(parser, piece->at,
		                    _("\"under:\" needs a reference to a tree; "
		                      "%s is none"),
		                    test->field->name);
	if (code.n == 0)
		return rc_view_fail(parser, piece->at,
		                    _("a code must follow \"under:\""));
	if (!make_leaf(parser, test, RC_OP_UNDER, RC_VALUE_STR(code), &under))
		return false;
	if (parser->token.op == RC_OP_NE)
		return make_not(parser, under, ret);
	*ret = under;
	return true;
}

static bool
make_one(struct rc_view_parser *parser, const struct test *test,
         const struct rc_view_piece *piece, struct rc_term **ret)
{
	enum rc_op op = parser->token.op;
	struct rc_value value = RC_VALUE_NULL;
	struct span span = { 0, 0, true };

	if ((op == RC_OP_EQ || op == RC_OP_NE) && test->field->type == RC_REF &&
	    rc_str_starts(piece->text, "under:"))
		return make_under(parser, test, piece, ret);
	if (!parse_value(parser, test->field, piece, &value, &span))
		return false;
	if (value.type != RC_NULL && !span.single)
		return make_span(parser, test, op, &span, ret);
	if (value.type == RC_NULL && op != RC_OP_EQ && op != RC_OP_NE)
		return rc_view_fail(parser, piece->at, _("a value is missing"));
	return make_leaf(parser, test, op, value, ret);
}

static bool
check_op(struct rc_view_parser *parser, const struct rc_field *field)
{
	const struct rc_view_token *token = &parser->token;
	bool ordered = field->type == RC_INTEGER || field->type == RC_DAY ||
	               field->type == RC_INSTANT || field->type == RC_MONEY;
	bool text = field->type == RC_TEXTUAL || field->type == RC_REF;

	if (token->op == RC_OP_EQ || token->op == RC_OP_NE)
		return true;
	if (token->op == RC_OP_HAS && !text)
		return rc_view_fail(parser, token->at,
		                    _("\"~\" searches text; %s is none"),
		                    field->name);
	if (token->op == RC_OP_HAS)
		return true;
	if (!ordered)
		return rc_view_fail(parser, token->at,
		                    _("%s has no order (days, numbers and "
		                      "amounts have); use = != or ~"),
		                    field->name);
	if (token->npieces > 1)
		return rc_view_fail(parser, token->pieces[1].at,
		                    _("only = and != take more than one "
		                      "value"));
	return true;
}

/* Appends to a list of `=` values those of a plain equality. */
static bool
join_equal(struct rc_view_parser *parser, struct rc_term *into,
           const struct rc_term *term)
{
	struct rc_value *values;
	size_t i;

	values = rc_arena_alloc(parser->arena, into->nvalues + 1,
	                        sizeof(*values));
	if (values == NULL)
		return rc_fail_nomem(parser->err);
	for (i = 0; i < into->nvalues; i++)
		values[i] = into->values[i];
	values[into->nvalues++] = term->values[0];
	into->values = values;
	return true;
}

/* One that is judged, not recorded: for tests alone. */
static const struct rc_field *
computed_field(const struct rc_kind *kind, struct rc_str name)
{
	if (kind->computed == NULL || find_field(kind, name) != NULL)
		return NULL;
	return rc_field_find(kind->computed, name);
}

bool
rc_view_test(struct rc_view_parser *parser, struct rc_term **ret)
{
	const struct rc_view_token *token = &parser->token;
	struct rc_term *group;
	struct rc_term *equal = NULL; /* collects plain `=` values */
	struct rc_term **last;
	struct test test = { NULL, NULL };
	size_t i;

	test.field = computed_field(parser->kind, token->name);
	if (test.field == NULL && !rc_view_field(parser, token->name, token->at,
	                                         &test.through, &test.field))
		return false;
	if (test.field == NULL || !check_op(parser, test.field))
		return false;
	group = rc_view_term(parser,
	                     token->op == RC_OP_NE ? RC_TERM_AND : RC_TERM_OR);
	if (group == NULL)
		return false;
	last = &group->child;
	for (i = 0; i < token->npieces; i++) {
		struct rc_term *term = NULL;

		if (!make_one(parser, &test, &token->pieces[i], &term) ||
		    term == NULL)
			return false;
		if (term->type == RC_TERM_TEST && term->op == RC_OP_EQ) {
			if (equal != NULL && !join_equal(parser, equal, term))
				return false;
			if (equal != NULL)
				continue;
			equal = term;
		}
		*last = term;
		last = &term->next;
	}
	*ret = group->child->next == NULL ? group->child : group;
	return true;
}
