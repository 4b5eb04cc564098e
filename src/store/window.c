/* SPDX-License-Identifier: MIT */
/* window - pages of a view: the order, the place of the anchor, the cursor. */
#include "store/window.h"

#include <rollcall/base/i18n.h>

#include "store/filter.h"
#include "store/read.h"
#include "store/sheet.h"

struct rc_value
rc_window_key(const struct rc_field *field, const void *record)
{
	const struct rc_ref *ref;

	if (field->type != RC_REF)
		return rc_field_get(field, record);
	ref = (const void *)((const char *)record + field->at);
	if (ref->id == 0)
		return RC_VALUE_NULL;
	if (rc_kind_key(rc_kind_find(rc_str_of(field->ref))) == NULL)
		return RC_VALUE_INT(ref->id);
	return rc_value_text(ref->key);
}

size_t
rc_window_sorts(const struct rc_view *view, struct rc_sort ret[RC_VIEW_SORTS])
{
	const struct rc_field *key = rc_kind_key(view->kind);
	size_t i;

	for (i = 0; i < view->nsort; i++)
		ret[i] = (struct rc_sort){ view->sort[i].field,
			                   view->sort[i].descending };
	if (i == 0 && key != NULL)
		ret[i++] = (struct rc_sort){ key, false };
	return i;
}

static void
put_sorts(struct rc_query *query, const struct rc_sort *sorts, size_t n,
          bool backward)
{
	size_t i;

	rc_buf_puts(query->text, " ORDER BY ");
	for (i = 0; i < n; i++) {
		bool required = (sorts[i].field->flags & RC_KEY) != 0;

		if (!required) {
			rc_query_field(query, query->table->kind, "t",
			               sorts[i].field);
			rc_buf_puts(query->text,
			            backward ? " IS NOT NULL, " : " IS NULL, ");
		}
		rc_query_order(query, sorts[i].field);
		rc_buf_puts(query->text, sorts[i].descending != backward
		                                 ? " DESC, "
		                                 : " ASC, ");
	}
}

static void
put_order(struct rc_query *query, const struct rc_window *window,
          const struct rc_sort *sorts, size_t n)
{
	put_sorts(query, sorts, n, window->backward);
	/* Going over all there is, the sign keeps a planner from walking an
	 * index, and fetching each row from elsewhere, for this last term. */
	rc_buf_puts(query->text, window->listed ? "+t.id" : "t.id");
	rc_buf_puts(query->text, window->backward ? " DESC" : " ASC");
}

/* Rows that are level with the anchor in this sort field. */
static void
put_level(struct rc_query *query, const struct rc_sort *sort,
          struct rc_value key)
{
	if (key.type == RC_NULL) {
		rc_query_field(query, query->table->kind, "t", sort->field);
		rc_buf_puts(query->text, " IS NULL");
		return;
	}
	rc_query_order(query, sort->field);
	rc_buf_puts(query->text, " = ");
	rc_query_order_value(query, sort->field, key);
}

/* Rows beyond the anchor in this sort field; nothing comes last. */
static void
put_beyond(struct rc_query *query, const struct rc_sort *sort,
           struct rc_value key, bool backward)
{
	if (key.type == RC_NULL && !backward) {
		rc_buf_puts(query->text, "FALSE");
		return;
	}
	if (key.type == RC_NULL || !backward) {
		rc_query_field(query, query->table->kind, "t", sort->field);
		rc_buf_puts(query->text, key.type == RC_NULL ? " IS NOT NULL"
		                                             : " IS NULL OR ");
	}
	if (key.type == RC_NULL)
		return;
	rc_query_order(query, sort->field);
	rc_buf_puts(query->text, sort->descending != backward ? " < " : " > ");
	rc_query_order_value(query, sort->field, key);
}

/* Level in the first i sort fields and beyond in the next, for every i; the
 * last is the id. */
static void
put_place(struct rc_query *query, const struct rc_window *window,
          const struct rc_sort *sorts, size_t n)
{
	size_t i;
	size_t k;

	rc_buf_puts(query->text, " AND (");
	for (i = 0; i <= n; i++) {
		rc_buf_puts(query->text, i == 0 ? "(" : " OR (");
		for (k = 0; k < i; k++) {
			put_level(query, &sorts[k], window->keys[k]);
			rc_buf_puts(query->text, " AND ");
		}
		if (i == n) {
			rc_buf_puts(query->text,
			            window->backward ? "t.id < " : "t.id > ");
			rc_query_value(query, RC_VALUE_INT(window->id));
		} else {
			rc_buf_puts(query->text, "(");
			put_beyond(query, &sorts[i], window->keys[i],
			           window->backward);
			rc_buf_puts(query->text, ")");
		}
		rc_buf_puts(query->text, ")");
	}
	rc_buf_puts(query->text, ")");
}

static bool
start_query(struct rc_store *store, const struct rc_kind *kind,
            struct rc_query *ret, struct rc_err *err)
{
	*ret = (struct rc_query){ .text = &store->text };
	if (!rc_store_table(store, kind, &ret->table, err))
		return false;
	ret->values = rc_alloc(RC_SQL_PARAMS, sizeof(ret->values[0]));
	rc_buf_clear(&store->text);
	return ret->values != NULL || rc_fail_nomem(err);
}

/* Prepares and binds; frees the query's values in any case. */
static bool
finish_query(struct rc_store *store, struct rc_query *query,
             struct rc_stmt **ret, struct rc_err *err)
{
	struct rc_stmt *stmt = NULL;
	bool done = false;
	size_t i;

	if (query->too_many) {
		(void)rc_fail(err, RC_EINVALID,
		              _("the view has more than %d values"),
		              RC_SQL_PARAMS);
		goto out;
	}
	if (!rc_store_stmt(store, &stmt, err))
		goto out;
	for (i = 0; i < query->nvalues; i++) {
		if (!rc_stmt_bind(stmt, (int)i + 1, &query->values[i], err)) {
			rc_stmt_done(stmt);
			goto out;
		}
	}
	*ret = stmt;
	done = true;
out:
	rc_free(query->values);
	return done;
}

/* The columns that rc_row_read_some() reads, or rc_row_read_keys(). Only a
 * filter, an order or the key of a reference looks beyond the table itself. */
static void
put_fields(struct rc_query *query, const struct rc_window *window)
{
	const struct rc_table *table = query->table;
	const struct rc_kind *kind = table->kind;
	size_t i;

	rc_buf_puts(query->text, (kind->flags & RC_KIND_LOG) != 0
	                                 ? "SELECT t.id, 1"
	                                 : "SELECT t.id, t.revision");
	for (i = 0; i < kind->nfields; i++) {
		if ((window->fields >> i & 1) != 0)
			rc_buf_printf(query->text, ", t.%s",
			              kind->fields[i].name);
	}
	for (i = 0; i < table->njoins && window->listed; i++) {
		if ((window->fields >> table->joins[i].index & 1) != 0)
			rc_buf_printf(query->text, ", r%zu.%s",
			              table->joins[i].index,
			              rc_join_key(&table->joins[i]));
	}
	if (window->view->filter != NULL || window->listed)
		rc_buf_printf(query->text, " FROM %s WHERE ", table->from);
	else
		rc_buf_printf(query->text, " FROM %s AS t WHERE ", table->name);
}

static bool
put_window(struct rc_query *query, const struct rc_window *window,
           struct rc_err *err)
{
	struct rc_sort sorts[RC_VIEW_SORTS];
	size_t n = rc_window_sorts(window->view, sorts);

	if (window->fields != 0)
		put_fields(query, window);
	else
		rc_buf_printf(query->text, "SELECT %s FROM %s WHERE ",
		              query->table->columns, query->table->from);
	if (window->view->filter == NULL)
		rc_buf_puts(query->text, "TRUE");
	else if (!rc_query_filter(query, window->view->filter, err))
		return false;
	if (window->only != 0) {
		rc_buf_puts(query->text, " AND t.id = ");
		rc_query_value(query, RC_VALUE_INT(window->only));
	}
	if (window->keys != NULL)
		put_place(query, window, sorts, n);
	if (window->stored || (window->fields != 0 && !window->listed))
		rc_buf_puts(query->text, " ORDER BY t.id");
	else
		put_order(query, window, sorts, n);
	if (window->limit != 0) {
		rc_buf_puts(query->text, " LIMIT ");
		rc_query_value(query, RC_VALUE_INT((int64_t)window->limit));
	}
	return true;
}

bool
rc_window_open(struct rc_store *store, const struct rc_window *window,
               struct rc_cursor *ret, struct rc_err *err)
{
	struct rc_query query;
	struct rc_stmt *stmt;

	if (!start_query(store, window->view->kind, &query, err))
		return false;
	if (!put_window(&query, window, err)) {
		rc_free(query.values);
		return false;
	}
	if (!finish_query(store, &query, &stmt, err))
		return false;
	*ret = (struct rc_cursor){ store, query.table, stmt, window->fields,
		                   window->listed };
	return true;
}

bool
rc_window_next(struct rc_cursor *cursor, struct rc_arena *arena, void *record,
               bool *ret_end, struct rc_err *err)
{
	enum rc_step step = rc_stmt_step(cursor->stmt, err);

	if (step == RC_STEP_FAILED)
		return false;
	*ret_end = step == RC_STEP_DONE;
	if (*ret_end)
		return true;
	if (cursor->fields != 0) {
		rc_row_read_some(cursor->table, cursor->stmt, cursor->fields,
		                 record);
		if (!rc_row_expand(cursor->table, arena, record, err))
			return false;
		return !cursor->listed ||
		       rc_row_read_keys(cursor->table, cursor->stmt,
		                        cursor->fields, arena, record, err);
	}
	if (!rc_row_read(cursor->table, cursor->stmt, arena, record, err))
		return false;
	return (cursor->table->kind->flags & RC_KIND_SHEET) == 0 ||
	       rc_sheet_take(cursor->store, rc_stmt_column(cursor->stmt, 2),
	                     arena, record, err);
}

void
rc_window_close(struct rc_cursor *cursor)
{
	rc_stmt_done(cursor->stmt);
	cursor->stmt = NULL;
}

static bool
is_all(const struct rc_view *view)
{
	return view->filter->type == RC_TERM_AND && view->filter->child == NULL;
}

bool
rc_window_count(struct rc_store *store, const struct rc_view *view,
                uint64_t *ret, struct rc_err *err)
{
	struct rc_query query;
	struct rc_stmt *stmt;
	enum rc_step step;

	if (!start_query(store, view->kind, &query, err))
		return false;
	/* Joins only cost where nothing looks at them. */
	if (is_all(view))
		rc_buf_printf(query.text, "SELECT count(*) FROM %s AS t WHERE ",
		              query.table->name);
	else
		rc_buf_printf(query.text, "SELECT count(*) FROM %s WHERE ",
		              query.table->from);
	if (!rc_query_filter(&query, view->filter, err)) {
		rc_free(query.values);
		return false;
	}
	if (!finish_query(store, &query, &stmt, err))
		return false;
	step = rc_stmt_step(stmt, err);
	if (step == RC_STEP_ROW)
		*ret = (uint64_t)rc_stmt_column(stmt, 0).i;
	rc_stmt_done(stmt);
	return step == RC_STEP_ROW;
}
