/* SPDX-License-Identifier: MIT */
/* view_put - a view as its canonical text. */
#include <rollcall/model/view.h>

#include <string.h>

static const char *const op_text[] = {
	[RC_OP_EQ] = "=",  [RC_OP_NE] = "!=",         [RC_OP_LT] = "<",
	[RC_OP_LE] = "<=", [RC_OP_GT] = ">",          [RC_OP_GE] = ">=",
	[RC_OP_HAS] = "~", [RC_OP_UNDER] = "=under:", [RC_OP_WORD] = "",
};

static void
put_quoted(struct rc_buf *b, struct rc_str s)
{
	size_t i;

	rc_buf_putc(b, '"');
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			rc_buf_putc(b, '"');
		rc_buf_putc(b, s.p[i]);
	}
	rc_buf_putc(b, '"');
}

/* Would the lexer take it for something else when it stood bare? */
static bool
needs_quotes(const struct rc_term *term, struct rc_str s)
{
	const char *marks = term->op == RC_OP_WORD ? "()\"=!<>~" : "()\",";
	size_t i;

	for (i = 0; i < s.n; i++) {
		if ((s.p[i] >= 0 && s.p[i] <= ' ') ||
		    strchr(marks, s.p[i]) != NULL)
			return true;
	}
	return term->op == RC_OP_WORD &&
	       (rc_str_is_nocase(s, "or") || rc_str_is_nocase(s, "and") ||
	        rc_str_is_nocase(s, "not"));
}

static void
put_value(const struct rc_term *term, const struct rc_value *value,
          struct rc_buf *b)
{
	if (value->type != RC_TEXT)
		rc_field_format(term->field, *value, RC_FOR_MACHINE, b);
	else if (needs_quotes(term, value->s))
		put_quoted(b, value->s);
	else
		rc_buf_putstr(b, value->s);
}

static void
put_test(const struct rc_term *term, struct rc_buf *b)
{
	size_t i;

	if (term->through != NULL)
		rc_buf_printf(b, "%s.", term->through->name);
	if (term->field != NULL)
		rc_buf_puts(b, term->field->name);
	rc_buf_puts(b, op_text[term->op]);
	for (i = 0; i < term->nvalues; i++) {
		if (i > 0)
			rc_buf_putc(b, ',');
		put_value(term, &term->values[i], b);
	}
}

/* AND binds closer than OR, and a group in its like dissolves. */
static bool
stands_bare(const struct rc_term *group, const struct rc_term *child)
{
	return child->child != NULL &&
	       (child->type == RC_TERM_AND || child->type == group->type);
}

static void
put_term(const struct rc_term *term, bool inside, struct rc_buf *b)
{
	bool group = term->type == RC_TERM_AND || term->type == RC_TERM_OR;
	const struct rc_term *child;

	if (term->type == RC_TERM_TEST)
		put_test(term, b);
	if (term->type == RC_TERM_NOT) {
		rc_buf_puts(b, "not ");
		put_term(term->child, true, b);
	}
	if (!group)
		return;
	if (inside)
		rc_buf_putc(b, '(');
	for (child = term->child; child != NULL; child = child->next) {
		if (child != term->child)
			rc_buf_puts(b, term->type == RC_TERM_OR ? " or " : " ");
		put_term(child, !stands_bare(term, child), b);
	}
	if (inside)
		rc_buf_putc(b, ')');
}

void
rc_view_put(const struct rc_view *view, struct rc_buf *b)
{
	size_t start = b->n;
	size_t i;

	put_term(view->filter, false, b);
	for (i = 0; i < view->nsort; i++) {
		rc_buf_puts(b, i > 0 ? "," : b->n > start ? " sort=" : "sort=");
		rc_buf_puts(b, view->sort[i].descending ? "-" : "");
		rc_buf_puts(b, view->sort[i].field->name);
	}
	for (i = 0; view->columns_given && i < view->ncolumns; i++) {
		rc_buf_puts(b, i > 0 ? "," : b->n > start ? " cols=" : "cols=");
		rc_buf_puts(b, view->columns[i]->name);
	}
}
