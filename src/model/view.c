/* SPDX-License-Identifier: MIT */
/* view - the grammar of views. */
#include <rollcall/model/view.h>

#include <rollcall/base/buf.h>
#include <rollcall/base/i18n.h>
#include <rollcall/base/text.h>

#include "model/shown.h"
#include "model/view_parser.h"

#include <string.h>

#define TEXT_MAX  4096
#define DEPTH_MAX 32
#define TESTS_MAX 500

static bool parse_or(struct rc_view_parser *parser, struct rc_term **ret);

/* A group of one is its one; a group in a group of the same type dissolves. */
static void
append(struct rc_term *group, struct rc_term ***last, struct rc_term *term)
{
	struct rc_term *first = term;

	if (term->type == group->type && term->type != RC_TERM_NOT)
		first = term->child;
	if (first == NULL)
		return;
	**last = first;
	while (**last != NULL)
		*last = &(**last)->next;
}

static struct rc_term *
unwrap(struct rc_term *group)
{
	if (group->child != NULL && group->child->next == NULL)
		return group->child;
	return group;
}

/* The field of a `sort=` or `cols=` piece; a leading '-' is taken off. */
static bool
own_field(struct rc_view_parser *parser, const struct rc_view_piece *piece,
          const struct rc_field **ret, bool *ret_minus)
{
	const struct rc_field *through;
	struct rc_str name = piece->text;
	bool minus = name.n > 0 && name.p[0] == '-';

	if (minus && ret_minus != NULL) {
		name.p++;
		name.n--;
	}
	if (name.n == 0)
		return rc_view_fail(parser, piece->at, _("a field is missing"));
	if (memchr(name.p, '.', name.n) != NULL &&
	    rc_field_find(parser->kind, name) == NULL)
		return rc_view_fail(parser, piece->at,
		                    _("sort= and cols= take fields of %s "
		                      "themselves"),
		                    parser->kind->name);
	if (!rc_view_field(parser, name, piece->at, &through, ret))
		return false;
	if (ret_minus != NULL)
		*ret_minus = minus;
	return true;
}

static bool
take_sort(struct rc_view_parser *parser)
{
	const struct rc_view_token *token = &parser->token;
	struct rc_view *view = parser->view;
	size_t i;

	if (view->nsort > 0)
		return rc_view_fail(parser, token->at,
		                    _("sort= is given twice"));
	if (token->npieces > RC_VIEW_SORTS)
		return rc_view_fail(parser, token->at,
		                    _("sort= takes at most %d fields"),
		                    RC_VIEW_SORTS);
	for (i = 0; i < token->npieces; i++) {
		if (!own_field(parser, &token->pieces[i], &view->sort[i].field,
		               &view->sort[i].descending))
			return false;
	}
	view->nsort = token->npieces;
	return true;
}

static bool
take_columns(struct rc_view_parser *parser)
{
	const struct rc_view_token *token = &parser->token;
	struct rc_view *view = parser->view;
	size_t i;
	size_t k;

	if (view->columns_given)
		return rc_view_fail(parser, token->at,
		                    _("cols= is given twice"));
	if (token->npieces > RC_VIEW_COLUMNS)
		return rc_view_fail(parser, token->at,
		                    _("cols= takes at most %d fields"),
		                    RC_VIEW_COLUMNS);
	for (i = 0; i < token->npieces; i++) {
		if (!own_field(parser, &token->pieces[i], &view->columns[i],
		               NULL))
			return false;
		for (k = 0; k < i; k++) {
			if (view->columns[k] == view->columns[i])
				return rc_view_fail(
				        parser, token->pieces[i].at,
				        _("the column %s is given twice"),
				        view->columns[i]->name);
		}
	}
	view->ncolumns = token->npieces;
	view->columns_given = true;
	return true;
}

static bool
is_setting(const struct rc_view_token *token, const char *name)
{
	return token->type == RC_VIEW_TEST && token->op == RC_OP_EQ &&
	       rc_str_is_nocase(token->name, name);
}

static bool
parse_word(struct rc_view_parser *parser, struct rc_term **ret)
{
	struct rc_term *term;

	if (++parser->ntests > TESTS_MAX)
		return rc_view_fail(parser, parser->token.at,
		                    _("more than %d tests"), TESTS_MAX);
	term = rc_view_term(parser, RC_TERM_TEST);
	if (term == NULL)
		return false;
	term->values = rc_arena_alloc(parser->arena, 1, sizeof(*term->values));
	if (term->values == NULL)
		return rc_fail_nomem(parser->err);
	term->op = RC_OP_WORD;
	term->values[0] = RC_VALUE_STR(parser->token.pieces[0].text);
	term->nvalues = 1;
	*ret = term;
	return true;
}

static bool
parse_group(struct rc_view_parser *parser, struct rc_term **ret)
{
	const char *at = parser->token.at;

	if (!rc_view_next(parser))
		return false;
	if (parser->token.type == RC_VIEW_CLOSE) {
		*ret = rc_view_term(parser, RC_TERM_AND);
		return *ret != NULL;
	}
	if (!parse_or(parser, ret))
		return false;
	if (parser->token.type != RC_VIEW_CLOSE)
		return rc_view_fail(parser, at, _("the bracket is not closed"));
	return true;
}

static bool parse_not(struct rc_view_parser *parser, struct rc_term **ret);

/* One unary term; afterwards the token is the one behind it. */
static bool
parse_unary(struct rc_view_parser *parser, struct rc_term **ret)
{
	const struct rc_view_token *token = &parser->token;
	bool done = false;

	if (parser->depth >= DEPTH_MAX)
		return rc_view_fail(parser, token->at,
		                    _("more than %d brackets deep"), DEPTH_MAX);
	parser->depth++;
	switch (token->type) {
	case RC_VIEW_NOT:
		done = parse_not(parser, ret);
		parser->depth--;
		return done;
	case RC_VIEW_OPEN:
		done = parse_group(parser, ret);
		break;
	case RC_VIEW_TEST:
		if (is_setting(token, "sort") || is_setting(token, "cols"))
			done = rc_view_fail(parser, token->at,
			                    _("sort= and cols= stand outside "
			                      "of brackets, or and not"));
		else
			done = rc_view_test(parser, ret);
		break;
	case RC_VIEW_WORD:
		done = parse_word(parser, ret);
		break;
	case RC_VIEW_END:
	case RC_VIEW_CLOSE:
	case RC_VIEW_OR:
	case RC_VIEW_AND:
		done = rc_view_fail(parser, token->at,
		                    _("a condition is missing here"));
		break;
	}
	parser->depth--;
	return done && rc_view_next(parser);
}

static bool
parse_not(struct rc_view_parser *parser, struct rc_term **ret)
{
	struct rc_term *term = rc_view_term(parser, RC_TERM_NOT);

	if (term == NULL || !rc_view_next(parser) ||
	    !parse_unary(parser, &term->child))
		return false;
	*ret = term;
	return true;
}

/* Takes `sort=` and `cols=` where they may stand: on the outermost level. */
static bool
take_settings(struct rc_view_parser *parser, bool *ret_any)
{
	*ret_any = false;
	while (parser->depth == 0) {
		if (is_setting(&parser->token, "sort")) {
			if (!take_sort(parser))
				return false;
		} else if (is_setting(&parser->token, "cols")) {
			if (!take_columns(parser))
				return false;
		} else {
			break;
		}
		*ret_any = true;
		if (!rc_view_next(parser))
			return false;
	}
	return true;
}

static bool
ends_and(const struct rc_view_token *token)
{
	return token->type == RC_VIEW_END || token->type == RC_VIEW_CLOSE ||
	       token->type == RC_VIEW_OR;
}

static bool
parse_and(struct rc_view_parser *parser, struct rc_term **ret)
{
	struct rc_term *group = rc_view_term(parser, RC_TERM_AND);
	struct rc_term **last;
	struct rc_term *term = NULL;
	bool any = false;

	if (group == NULL)
		return false;
	last = &group->child;
	do {
		if (!take_settings(parser, &any))
			return false;
		if (any && ends_and(&parser->token))
			break;
		if (!parse_unary(parser, &term) || !take_settings(parser, &any))
			return false;
		append(group, &last, term);
		if (parser->token.type == RC_VIEW_AND) {
			if (!rc_view_next(parser))
				return false;
			if (ends_and(&parser->token))
				return rc_view_fail(
				        parser, parser->token.at,
				        _("a condition is missing here"));
		}
	} while (!ends_and(&parser->token));
	*ret = unwrap(group);
	return true;
}

static bool
parse_or(struct rc_view_parser *parser, struct rc_term **ret)
{
	struct rc_term *group = rc_view_term(parser, RC_TERM_OR);
	struct rc_term **last;
	struct rc_term *term = NULL;

	if (group == NULL)
		return false;
	last = &group->child;
	for (;;) {
		const char *at = parser->token.at;

		if (!parse_and(parser, &term) || term == NULL)
			return false;
		if (term->type == RC_TERM_AND && term->child == NULL &&
		    (group->child != NULL || parser->token.type == RC_VIEW_OR))
			return rc_view_fail(parser, at,
			                    _("a condition is missing here"));
		append(group, &last, term);
		if (parser->token.type != RC_VIEW_OR)
			break;
		if (!rc_view_next(parser))
			return false;
	}
	*ret = unwrap(group);
	return true;
}

static bool
parse_all(struct rc_view_parser *parser, const struct rc_term **ret)
{
	struct rc_term *filter = NULL;

	if (!rc_view_next(parser))
		return false;
	if (parser->token.type == RC_VIEW_END) {
		*ret = rc_view_term(parser, RC_TERM_AND);
		return *ret != NULL;
	}
	if (!parse_or(parser, &filter))
		return false;
	if (parser->token.type != RC_VIEW_END)
		return rc_view_fail(parser, parser->token.at,
		                    _("no bracket is open here"));
	*ret = filter;
	return true;
}

static void
default_columns(struct rc_view *view)
{
	struct rc_str rest = rc_str_of(view->kind->columns);
	struct rc_str name;

	while (rc_str_split(&rest, ' ', &name)) {
		const struct rc_field *field = rc_field_find(view->kind, name);

		if (field != NULL && view->ncolumns < RC_VIEW_COLUMNS)
			view->columns[view->ncolumns++] = field;
	}
}

/* Written out, lists of values become tests and short names long ones; what is
 * then too long could be saved and not be read again. */
static bool
check_length(const struct rc_view *view, struct rc_err *err)
{
	struct rc_buf b;
	bool fits;

	rc_buf_init(&b, TEXT_MAX);
	rc_view_put(view, &b);
	fits = b.state == RC_BUF_OK;
	if (b.state == RC_BUF_TOOBIG)
		(void)rc_fail(err, RC_EINVALID,
		              _("a view is at most %d bytes long, written out "
		                "as well"),
		              TEXT_MAX);
	else if (!fits)
		(void)rc_fail_nomem(err);
	rc_buf_fini(&b);
	return fits;
}

bool
rc_view_parse(const struct rc_kind *kind, const char *text, rc_date today,
              struct rc_arena *arena, struct rc_view *ret, struct rc_err *err)
{
	struct rc_view view = { .kind = kind };
	struct rc_view_parser parser = {
		.kind = kind,
		.today = today,
		.arena = arena,
		.err = err,
		.text = rc_str_of(text),
		.view = &view,
	};
	size_t bad;

	parser.p = parser.text.p;
	if (parser.text.n > TEXT_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("a view is at most %d bytes long"), TEXT_MAX);
	if (!rc_utf8_valid(parser.text, &bad)) {
		parser.text.n = bad;
		return rc_view_fail(&parser, parser.text.p + bad,
		                    _("this is not valid UTF-8 text"));
	}
	if (!parse_all(&parser, &view.filter) || !check_length(&view, err))
		return false;
	if (!view.columns_given)
		default_columns(&view);
	*ret = view;
	return true;
}

bool
rc_view_narrow(struct rc_view *view, const struct rc_term *extra,
               struct rc_arena *arena, struct rc_err *err)
{
	struct rc_term *both;

	if (extra->type == RC_TERM_AND && extra->child == NULL)
		return true;
	both = rc_arena_alloc(arena, 3, sizeof(*both));
	if (both == NULL)
		return rc_fail_nomem(err);
	/* Copies, for the terms that are shared must keep their `next`. */
	both[0].type = RC_TERM_AND;
	both[0].child = &both[1];
	both[1] = *view->filter;
	both[1].next = &both[2];
	both[2] = *extra;
	both[2].next = NULL;
	if (view->filter->type == RC_TERM_AND && view->filter->child == NULL)
		view->filter = &both[2];
	else
		view->filter = both;
	return true;
}
