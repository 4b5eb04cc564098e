/* SPDX-License-Identifier: MIT */
/*
 * filter - views as SQL. Every test is made to be true or false, never
 * unknown: "nothing" is smaller than no value and contains no text, and NOT
 * turns exactly the rest around.
 */
#include "store/filter.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>
#include <rollcall/model/verdict.h>
#include <rollcall/model/log.h>

#include <string.h>

#define DEPTH_MAX 64

/* One test: the field it looks at, and through which table. */
struct test {
	const struct rc_term *term;
	const struct rc_kind *kind; /* of the field */
	const struct rc_field *field;
	char alias[16];
};

void
rc_query_value(struct rc_query *query, struct rc_value value)
{
	if (query->nvalues == RC_SQL_PARAMS) {
		query->too_many = true;
		return;
	}
	query->values[query->nvalues++] = value;
	rc_buf_printf(query->text, "$%zu", query->nvalues);
}

void
rc_query_field(struct rc_query *query, const struct rc_kind *kind,
               const char *alias, const struct rc_field *field)
{
	bool text = field->type == RC_TEXTUAL;

	if (rc_field_is_verdict(field)) {
		rc_buf_printf(query->text,
		              "(SELECT v.%s FROM verdict AS v WHERE v.device "
		              "= %s.id)",
		              field->name, alias);
		return;
	}
	if ((kind->flags & RC_KIND_SHEET) == 0) {
		rc_buf_printf(query->text, "%s.%s", alias, field->name);
		return;
	}
	rc_buf_printf(query->text,
	              "(SELECT %s FROM fact AS f WHERE f.device = %s.id AND "
	              "f.name = '%s')",
	              text ? "f.value" : "CAST(f.value AS INTEGER)", alias,
	              field->name);
}

/* The join of a reference of the base table. */
static const struct rc_join *
join_of(const struct rc_table *table, const struct rc_field *field)
{
	size_t i;

	for (i = 0; i < table->njoins; i++) {
		if (table->joins[i].field == field)
			return &table->joins[i];
	}
	return NULL;
}

void
rc_query_order(struct rc_query *query, const struct rc_field *field)
{
	const struct rc_join *join = NULL;

	if (field->type == RC_REF)
		join = join_of(query->table, field);
	if (join != NULL && join->key != NULL) {
		rc_buf_printf(query->text, "rc_order(r%zu.%s)", join->index,
		              join->key->name);
		return;
	}
	if (field->type == RC_TEXTUAL)
		rc_buf_puts(query->text, "rc_order(");
	rc_query_field(query, query->table->kind, "t", field);
	if (field->type == RC_TEXTUAL)
		rc_buf_puts(query->text, ")");
}

void
rc_query_order_value(struct rc_query *query, const struct rc_field *field,
                     struct rc_value value)
{
	const struct rc_join *join = NULL;

	if (field->type == RC_REF)
		join = join_of(query->table, field);
	if (field->type == RC_TEXTUAL || (join != NULL && join->key != NULL)) {
		rc_buf_puts(query->text, "rc_order(");
		rc_query_value(query, value);
		rc_buf_puts(query->text, ")");
	} else {
		rc_query_value(query, value);
	}
}

/* --- references ----------------------------------------------------------- */

static const struct rc_kind *
ref_kind(const struct rc_field *field)
{
	const struct rc_kind *kind = rc_kind_find(rc_str_of(field->ref));

	RC_ASSERT(kind != NULL);
	return kind;
}

/* "(SELECT id FROM agency WHERE code = $1)", or "$1" for an id. Kinds without
 * a key are referred to by the id as text. */
static void
put_ref_value(struct rc_query *query, const struct rc_kind *kind,
              struct rc_value value)
{
	const struct rc_field *key = rc_kind_key(kind);
	int64_t id = 0;

	if (key == NULL && value.type == RC_TEXT) {
		(void)rc_str_int(value.s, 1, INT64_MAX, &id);
		value = RC_VALUE_INT(id);
	}
	if (value.type == RC_INT || key == NULL) {
		rc_query_value(query, value);
		return;
	}
	rc_buf_printf(query->text,
	              "(SELECT k.id FROM %s AS k WHERE k.%s = ", kind->table,
	              key->name);
	rc_query_value(query, value);
	rc_buf_puts(query->text, ")");
}

/* The field by which a kind refers to itself: its tree. */
static const struct rc_field *
parent_field(const struct rc_kind *kind)
{
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		if (kind->fields[i].type == RC_REF &&
		    strcmp(kind->fields[i].ref, kind->name) == 0)
			return &kind->fields[i];
	}
	return NULL;
}

/* The ids of a record and of all beneath it. UNION, not UNION ALL: it ends
 * even if the tree bites its tail. */
static void
put_beneath(struct rc_query *query, const struct rc_kind *kind,
            struct rc_value value)
{
	const struct rc_field *parent = parent_field(kind);

	if (parent == NULL) {
		rc_buf_puts(query->text, "(");
		put_ref_value(query, kind, value);
		rc_buf_puts(query->text, ")");
		return;
	}
	rc_buf_puts(query->text, "(WITH RECURSIVE beneath (id) AS (SELECT ");
	put_ref_value(query, kind, value);
	rc_buf_printf(query->text,
	              " UNION SELECT c.id FROM %s AS c JOIN beneath ON "
	              "c.%s = beneath.id) SELECT id FROM beneath WHERE id IS "
	              "NOT NULL)",
	              kind->table, parent->name);
}

/* --- tests ---------------------------------------------------------------- */

static void
put_field(struct rc_query *query, const struct test *test)
{
	rc_query_field(query, test->kind, test->alias, test->field);
}

static void
put_value(struct rc_query *query, const struct test *test,
          struct rc_value value)
{
	if (test->field->type == RC_REF)
		put_ref_value(query, ref_kind(test->field), value);
	else
		rc_query_value(query, value);
}

/* The audit lines of a batch follow each other and have no index of their own:
 * their numbers find them. */
static void
put_lines_of(struct rc_query *query, const struct test *test,
             struct rc_value batch)
{
	if (test->kind != &rc_kind_audit || test->alias[0] != 't' ||
	    test->field->type != RC_REF)
		return;
	rc_buf_puts(query->text, " AND t.id BETWEEN (SELECT b.first_line FROM "
	                         "batch AS b WHERE b.id = ");
	put_value(query, test, batch);
	rc_buf_puts(query->text, ") AND (SELECT b.first_line + b.writes - 1 "
	                         "FROM batch AS b WHERE b.id = ");
	put_value(query, test, batch);
	rc_buf_puts(query->text, ")");
}

static void
put_equal(struct rc_query *query, const struct test *test)
{
	const struct rc_term *term = test->term;
	size_t i;

	for (i = 0; i < term->nvalues; i++) {
		rc_buf_puts(query->text, i == 0 ? "" : " OR ");
		put_field(query, test);
		if (term->values[i].type == RC_NULL) {
			rc_buf_puts(query->text, " IS NULL");
			continue;
		}
		rc_buf_puts(query->text, " = ");
		put_value(query, test, term->values[i]);
		put_lines_of(query, test, term->values[i]);
	}
	if (term->nvalues == 0)
		rc_buf_puts(query->text, "FALSE");
}

static void
put_unequal(struct rc_query *query, const struct test *test)
{
	rc_buf_puts(query->text, "NOT coalesce(");
	put_equal(query, test);
	rc_buf_puts(query->text, ", FALSE)");
}

/* Views order days, numbers and amounts alone (model/view.h). */
static void
put_compare(struct rc_query *query, const struct test *test, const char *op)
{
	put_field(query, test);
	rc_buf_puts(query->text, op);
	rc_query_value(query, test->term->nvalues > 0 ? test->term->values[0]
	                                              : RC_VALUE_NULL);
}

static void
put_has_text(struct rc_query *query, const struct rc_value *value)
{
	rc_buf_puts(query->text, ", ");
	rc_query_value(query, *value);
	rc_buf_puts(query->text, ")");
}

/* Choices whose name or label contains the text. */
static void
put_has_word(struct rc_query *query, const struct test *test, struct rc_str s)
{
	const struct rc_word *words = test->field->words;
	const char *between = "";
	int i;

	put_field(query, test);
	rc_buf_puts(query->text, " IN (");
	for (i = 1; words[i].name != NULL; i++) {
		if (!rc_fold_contains(rc_str_of(words[i].name), s) &&
		    !rc_fold_contains(rc_str_of(_(words[i].label)), s))
			continue;
		rc_buf_printf(query->text, "%s%d", between, i);
		between = ", ";
	}
	rc_buf_puts(query->text, ")");
}

static void
put_has_value(struct rc_query *query, const struct test *test,
              const struct rc_value *value)
{
	const struct rc_field *key = NULL;

	if (test->field->type == RC_CHOICE && value->type == RC_TEXT) {
		put_has_word(query, test, value->s);
		return;
	}
	if (test->field->type == RC_REF)
		key = rc_kind_key(ref_kind(test->field));
	if (key != NULL) {
		rc_buf_printf(query->text,
		              "rc_has((SELECT k.%s FROM %s AS k WHERE k.id = ",
		              key->name, ref_kind(test->field)->table);
		put_field(query, test);
		rc_buf_puts(query->text, ")");
	} else {
		rc_buf_puts(query->text, "rc_has(CAST(");
		put_field(query, test);
		rc_buf_puts(query->text, " AS TEXT)");
	}
	put_has_text(query, value);
}

static void
put_has(struct rc_query *query, const struct test *test)
{
	size_t i;

	for (i = 0; i < test->term->nvalues; i++) {
		rc_buf_puts(query->text, i == 0 ? "" : " OR ");
		put_has_value(query, test, &test->term->values[i]);
	}
	if (test->term->nvalues == 0)
		rc_buf_puts(query->text, "FALSE");
}

static void
put_under(struct rc_query *query, const struct test *test)
{
	const struct rc_kind *kind = test->kind;
	size_t i;

	for (i = 0; i < test->term->nvalues; i++) {
		rc_buf_puts(query->text, i == 0 ? "" : " OR ");
		if (test->field->type == RC_REF) {
			put_field(query, test);
			kind = ref_kind(test->field);
		} else {
			rc_buf_printf(query->text, "%s.id", test->alias);
		}
		rc_buf_puts(query->text, " IN ");
		put_beneath(query, kind, test->term->values[i]);
	}
	if (test->term->nvalues == 0)
		rc_buf_puts(query->text, "FALSE");
}

/* A bare word: any searched field has it. */
static void
put_word(struct rc_query *query, const struct rc_term *term)
{
	const struct rc_kind *kind = query->table->kind;
	const char *between = "";
	size_t i;

	for (i = 0; i < kind->nfields; i++) {
		const struct test test = { term, kind, &kind->fields[i], "t" };

		if ((kind->fields[i].flags & RC_SEARCHED) == 0)
			continue;
		rc_buf_puts(query->text, between);
		put_has(query, &test);
		between = " OR ";
	}
	if (between[0] == '\0')
		rc_buf_puts(query->text, "FALSE");
}

static bool
put_test(struct rc_query *query, const struct rc_term *term, struct rc_err *err)
{
	static const char *const compare[] = {
		[RC_OP_LT] = " < ",
		[RC_OP_LE] = " <= ",
		[RC_OP_GT] = " > ",
		[RC_OP_GE] = " >= ",
	};
	struct test test = { term, query->table->kind, term->field, "t" };
	const struct rc_join *join;

	if (term->through != NULL) {
		join = join_of(query->table, term->through);
		if (join == NULL)
			return rc_fail(err, RC_EBUG, "%s is no reference",
			               term->through->name);
		test.kind = join->kind;
		(void)snprintf(test.alias, sizeof(test.alias), "r%zu",
		               join->index);
	}
	switch (term->op) {
	case RC_OP_EQ:
		put_equal(query, &test);
		break;
	case RC_OP_NE:
		put_unequal(query, &test);
		break;
	case RC_OP_LT:
	case RC_OP_LE:
	case RC_OP_GT:
	case RC_OP_GE:
		put_compare(query, &test, compare[term->op]);
		break;
	case RC_OP_HAS:
		put_has(query, &test);
		break;
	case RC_OP_UNDER:
		put_under(query, &test);
		break;
	case RC_OP_WORD:
		put_word(query, term);
		break;
	}
	return true;
}

static bool put_term(struct rc_query *query, const struct rc_term *term,
                     unsigned depth, struct rc_err *err);

static bool
put_children(struct rc_query *query, const struct rc_term *term, unsigned depth,
             struct rc_err *err)
{
	bool all = term->type == RC_TERM_AND;
	const struct rc_term *child;

	for (child = term->child; child != NULL; child = child->next) {
		if (child != term->child)
			rc_buf_puts(query->text, all ? " AND " : " OR ");
		if (!put_term(query, child, depth, err))
			return false;
	}
	if (term->child == NULL)
		rc_buf_puts(query->text, all ? "TRUE" : "FALSE");
	return true;
}

static bool
put_term(struct rc_query *query, const struct rc_term *term, unsigned depth,
         struct rc_err *err)
{
	bool done = false;

	if (depth == DEPTH_MAX)
		return rc_fail(err, RC_EINVALID,
		               _("the view is nested too deeply"));
	rc_buf_puts(query->text, "(");
	switch (term->type) {
	case RC_TERM_AND:
	case RC_TERM_OR:
		done = put_children(query, term, depth + 1, err);
		break;
	case RC_TERM_NOT:
		rc_buf_puts(query->text, "NOT coalesce(");
		done = put_term(query, term->child, depth + 1, err);
		rc_buf_puts(query->text, ", FALSE)");
		break;
	case RC_TERM_TEST:
		done = put_test(query, term, err);
		break;
	}
	rc_buf_puts(query->text, ")");
	return done;
}

bool
rc_query_filter(struct rc_query *query, const struct rc_term *term,
                struct rc_err *err)
{
	return put_term(query, term, 0, err);
}
