/* SPDX-License-Identifier: MIT */
/* table - the texts and statements of a kind, made at first use. */
#include "store/store_impl.h"

const char *
rc_join_key(const struct rc_join *join)
{
	return join->key != NULL ? join->key->name : "id";
}

static bool
find_joins(struct rc_store *store, struct rc_table *table, struct rc_err *err)
{
	const struct rc_kind *kind = table->kind;
	struct rc_join *joins;
	size_t i;

	joins = rc_arena_alloc(&store->arena, kind->nfields, sizeof(*joins));
	if (joins == NULL)
		return rc_fail_nomem(err);
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_field *field = &kind->fields[i];
		struct rc_join *join = &joins[table->njoins];

		if (field->type != RC_REF)
			continue;
		join->index = i;
		join->field = field;
		join->kind = rc_kind_find(rc_str_of(field->ref));
		RC_ASSERT(join->kind != NULL);
		join->key = rc_kind_key(join->kind);
		table->njoins++;
	}
	table->joins = joins;
	return true;
}

static void
put_columns(const struct rc_table *table, struct rc_buf *b)
{
	bool sheet = (table->kind->flags & RC_KIND_SHEET) != 0;
	size_t i;

	rc_buf_puts(b, (table->kind->flags & RC_KIND_LOG) != 0
	                       ? "t.id, 1"
	                       : "t.id, t.revision");
	if (sheet) /* for rc_sheet_take() */
		rc_buf_puts(b, ", t.packed");
	for (i = 0; i < table->kind->nfields && !sheet; i++)
		rc_buf_printf(b, ", t.%s", table->kind->fields[i].name);
	for (i = 0; i < table->njoins; i++)
		rc_buf_printf(b, ", r%zu.%s", table->joins[i].index,
		              rc_join_key(&table->joins[i]));
}

static void
put_from(const struct rc_table *table, struct rc_buf *b)
{
	size_t i;

	rc_buf_printf(b, "%s AS t", table->name);
	for (i = 0; i < table->njoins; i++) {
		const struct rc_join *join = &table->joins[i];

		rc_buf_printf(b, " LEFT JOIN %s AS r%zu ON r%zu.id = t.%s",
		              join->kind->table, join->index, join->index,
		              join->field->name);
	}
}

static bool
keep_text(struct rc_store *store, const struct rc_table *table,
          void (*put)(const struct rc_table *table, struct rc_buf *b),
          const char **ret, struct rc_err *err)
{
	const char *text;

	rc_buf_clear(&store->text);
	put(table, &store->text);
	if (!rc_buf_done(&store->text, err))
		return false;
	text = rc_arena_textn(&store->arena, store->text.p, store->text.n);
	if (text == NULL)
		return rc_fail_nomem(err);
	*ret = text;
	return true;
}

bool
rc_store_table(struct rc_store *store, const struct rc_kind *kind,
               struct rc_table **ret, struct rc_err *err)
{
	struct rc_table *table;
	size_t i;

	for (i = 0; i < store->ntables; i++) {
		if (store->tables[i].kind == kind) {
			*ret = &store->tables[i];
			return true;
		}
	}
	RC_ASSERT(store->ntables < RC_TABLES && kind->nfields <= 64);
	table = &store->tables[store->ntables];
	*table = (struct rc_table){
		.store = store,
		.kind = kind,
		.key = rc_kind_key(kind),
		.name = (kind->flags & RC_KIND_SHEET) != 0 ? "sheet"
		                                           : kind->table,
	};
	if (!find_joins(store, table, err) ||
	    !keep_text(store, table, put_columns, &table->columns, err) ||
	    !keep_text(store, table, put_from, &table->from, err))
		return false;
	store->ntables++;
	*ret = table;
	return true;
}

bool
rc_store_stmt(struct rc_store *store, struct rc_stmt **ret, struct rc_err *err)
{
	return rc_buf_done(&store->text, err) &&
	       rc_sql_cached(store->sql, store->text.p, ret, err);
}

bool
rc_store_number(struct rc_store *store, const char *text,
                const struct rc_value *values, size_t n, int64_t *ret,
                struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_value value = RC_VALUE_NULL;
	struct rc_stmt *stmt;
	size_t i;

	if (!rc_sql_cached(store->sql, text, &stmt, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!rc_stmt_bind(stmt, (int)i + 1, &values[i], err))
			goto out;
	}
	step = rc_stmt_step(stmt, err);
	if (step == RC_STEP_ROW)
		value = rc_stmt_column(stmt, 0);
out:
	rc_stmt_done(stmt);
	if (step == RC_STEP_FAILED)
		return false;
	*ret = value.type == RC_INT ? value.i : 0;
	return true;
}

bool
rc_store_keep(struct rc_store *store, const char *text, unsigned flags,
              struct rc_stmt **stmt, struct rc_err *err)
{
	return *stmt != NULL ||
	       rc_sql_prepare(store->sql, text, flags, stmt, err);
}
