/* SPDX-License-Identifier: MIT */
/* row - reading and writing one record through its field table. */
#include "store/row.h"

#include <rollcall/base/i18n.h>

#include "store/read.h"
#include "store/sheet.h"
#include "store/store_impl.h"

static bool
is_sheet(const struct rc_kind *kind)
{
	return (kind->flags & RC_KIND_SHEET) != 0;
}

/* --- reading -------------------------------------------------------------- */

static bool
copy_text(struct rc_value *value, struct rc_arena *arena, struct rc_err *err)
{
	if (value->type != RC_TEXT)
		return true;
	value->s.p = rc_arena_textn(arena, value->s.p, value->s.n);
	return value->s.p != NULL || rc_fail_nomem(err);
}

/* The key of a reference as the joined column gives it. */
static bool
ref_key(struct rc_value value, struct rc_arena *arena, const char **ret,
        struct rc_err *err)
{
	if (value.type == RC_NULL)
		return true;
	if (value.type == RC_INT) {
		*ret = rc_arena_printf(arena, "%lld", (long long)value.i);
		return *ret != NULL || rc_fail_nomem(err);
	}
	if (!copy_text(&value, arena, err))
		return false;
	*ret = value.s.p;
	return true;
}

bool
rc_row_read(struct rc_table *table, struct rc_stmt *stmt,
            struct rc_arena *arena, void *record, struct rc_err *err)
{
	const struct rc_kind *kind = table->kind;
	struct rc_head *head = rc_record_head(record);
	size_t n = is_sheet(kind) ? 0 : kind->nfields;
	size_t i;

	rc_record_clear(kind, record);
	head->id = rc_stmt_column(stmt, 0).i;
	head->version = rc_stmt_column(stmt, 1).i;
	for (i = 0; i < n; i++) {
		struct rc_value value = rc_stmt_column(stmt, (int)i + 2);

		if (value.type == RC_NULL)
			continue;
		if (!copy_text(&value, arena, err))
			return false;
		rc_field_put(&kind->fields[i], record, value);
	}
	for (i = 0; i < table->njoins; i++) {
		struct rc_ref *ref =
		        rc_field_ref(table->joins[i].field, record);

		if (ref->id != 0 &&
		    !ref_key(rc_stmt_column(stmt, (int)(n + i) + 2), arena,
		             &ref->key, err))
			return false;
	}
	return true;
}

static bool
prepare_get(struct rc_store *store, struct rc_table *table, struct rc_err *err)
{
	if (table->get != NULL)
		return true;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT %s FROM %s WHERE t.id = $1",
	              table->columns, table->from);
	return rc_buf_done(&store->text, err) &&
	       rc_store_keep(store, store->text.p, 0, &table->get, err);
}

bool
rc_row_get(struct rc_store *store, const struct rc_kind *kind, rc_id id,
           struct rc_arena *arena, void *ret, struct rc_err *err)
{
	const struct rc_value value = RC_VALUE_INT(id);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_table *table;
	bool done = false;

	if (is_sheet(kind))
		return rc_sheet_get(store, id, arena, ret, err);
	if (!rc_store_table(store, kind, &table, err) ||
	    !prepare_get(store, table, err))
		return false;
	if (rc_stmt_bind(table->get, 1, &value, err))
		step = rc_stmt_step(table->get, err);
	if (step == RC_STEP_ROW)
		done = rc_row_read(table, table->get, arena, ret, err);
	else if (step == RC_STEP_DONE)
		(void)rc_fail(err, RC_ENOTFOUND, _("no %s with number %lld"),
		              _(kind->label_one), (long long)id);
	rc_stmt_done(table->get);
	return done;
}

/* One row by one value; copies out column 0 before the statement is done. */
static bool
one_value(struct rc_stmt *stmt, struct rc_value by, struct rc_arena *arena,
          struct rc_value *ret, struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_value value = RC_VALUE_NULL;
	bool done = false;

	if (rc_stmt_bind(stmt, 1, &by, err))
		step = rc_stmt_step(stmt, err);
	if (step == RC_STEP_ROW)
		value = rc_stmt_column(stmt, 0);
	if (step != RC_STEP_FAILED)
		done = arena == NULL || copy_text(&value, arena, err);
	rc_stmt_done(stmt);
	if (done)
		*ret = value;
	return done;
}

bool
rc_row_find(struct rc_store *store, const struct rc_kind *kind,
            struct rc_str key, rc_id *ret, struct rc_err *err)
{
	struct rc_value value = RC_VALUE_NULL;
	struct rc_value by = RC_VALUE_STR(key);
	struct rc_table *table;

	if (is_sheet(kind))
		kind = rc_sheet_owner();
	if (!rc_store_table(store, kind, &table, err))
		return false;
	if (table->key == NULL) {
		by = RC_VALUE_INT(0);
		(void)rc_str_int(rc_str_trim(key), 1, INT64_MAX, &by.i);
	}
	if (table->find == NULL) {
		rc_buf_clear(&store->text);
		rc_buf_printf(&store->text, "SELECT id FROM %s WHERE %s = $1",
		              table->name,
		              table->key != NULL ? table->key->name : "id");
		if (!rc_buf_done(&store->text, err) ||
		    !rc_store_keep(store, store->text.p, 0, &table->find, err))
			return false;
	}
	if (!one_value(table->find, by, NULL, &value, err))
		return false;
	*ret = value.type == RC_INT ? value.i : 0;
	return true;
}

bool
rc_row_key(struct rc_store *store, const struct rc_kind *kind, rc_id id,
           struct rc_arena *arena, const char **ret, struct rc_err *err)
{
	struct rc_value value = RC_VALUE_NULL;
	const char *key = NULL;
	struct rc_table *table;

	if (is_sheet(kind))
		kind = rc_sheet_owner();
	if (!rc_store_table(store, kind, &table, err))
		return false;
	if (table->key_of == NULL) {
		rc_buf_clear(&store->text);
		rc_buf_printf(&store->text, "SELECT %s FROM %s WHERE id = $1",
		              table->key != NULL ? table->key->name : "id",
		              table->name);
		if (!rc_buf_done(&store->text, err) ||
		    !rc_store_keep(store, store->text.p, 0, &table->key_of,
		                   err))
			return false;
	}
	if (!one_value(table->key_of, RC_VALUE_INT(id), arena, &value, err) ||
	    !ref_key(value, arena, &key, err))
		return false;
	*ret = key;
	return true;
}

/* --- writing -------------------------------------------------------------- */

bool
rc_row_new_id(struct rc_store *store, const struct rc_kind *kind, rc_id *ret,
              struct rc_err *err)
{
	const struct rc_value name = rc_value_text(kind->name);
	struct rc_table *table;
	int64_t here;
	int64_t ever;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	if (table->next_id == 0) {
		rc_buf_clear(&store->text);
		rc_buf_printf(&store->text, "SELECT max(id) FROM %s",
		              table->name);
		if (!rc_buf_done(&store->text, err) ||
		    !rc_store_number(store, store->text.p, NULL, 0, &here,
		                     err) ||
		    !rc_store_number(store,
		                     "SELECT max(record) FROM audit "
		                     "WHERE kind = $1",
		                     &name, 1, &ever, err))
			return false;
		table->next_id = (here > ever ? here : ever) + 1;
	}
	*ret = table->next_id++;
	return true;
}

static bool
prepare_insert(struct rc_store *store, struct rc_table *table,
               struct rc_err *err)
{
	const struct rc_kind *kind = table->kind;
	struct rc_buf *b = &store->text;
	size_t i;

	if (table->insert != NULL)
		return true;
	rc_buf_clear(b);
	rc_buf_printf(b, "INSERT INTO %s (id, revision", table->name);
	for (i = 0; i < kind->nfields; i++)
		rc_buf_printf(b, ", %s", kind->fields[i].name);
	rc_buf_puts(b, ") VALUES ($1, $2");
	for (i = 0; i < kind->nfields; i++)
		rc_buf_printf(b, ", $%zu", i + 3);
	rc_buf_puts(b, ")");
	return rc_buf_done(b, err) &&
	       rc_store_keep(store, b->p, 0, &table->insert, err);
}

static bool
bind_head(struct rc_stmt *stmt, int id_at, int version_at, const void *record,
          struct rc_err *err)
{
	const struct rc_head *head = record;
	const struct rc_value id = RC_VALUE_INT(head->id);
	const struct rc_value version = RC_VALUE_INT(head->version);

	return rc_stmt_bind(stmt, id_at, &id, err) &&
	       rc_stmt_bind(stmt, version_at, &version, err);
}

/* Says which reference does not hold. */
static void
explain_ref(struct rc_store *store, const struct rc_table *table,
            const void *record, struct rc_err *err)
{
	struct rc_err ignored = { 0 };
	struct rc_arena arena;
	size_t i;

	rc_arena_init(&arena);
	for (i = 0; i < table->njoins; i++) {
		const struct rc_join *join = &table->joins[i];
		struct rc_value id = rc_field_get(join->field, record);
		const char *key = NULL;

		if (id.type == RC_NULL ||
		    !rc_row_key(store, join->kind, id.i, &arena, &key,
		                &ignored) ||
		    key != NULL)
			continue;
		(void)rc_fail(err, RC_EREF,
		              _("%s (%s) refers to a record that is not there"),
		              _(join->field->label), join->field->name);
		break;
	}
	rc_arena_fini(&arena);
}

static void
explain(struct rc_store *store, const struct rc_table *table,
        const void *record, struct rc_err *err)
{
	const struct rc_field *field;
	rc_id rival;

	if (err->code == RC_ECONFLICT)
		(void)rc_row_rival(store, table->kind, record, &field, &rival,
		                   err);
	else if (err->code == RC_EREF)
		explain_ref(store, table, record, err);
}

bool
rc_row_insert(struct rc_store *store, const struct rc_kind *kind,
              const void *record, struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_table *table;
	size_t i;

	if (!rc_store_table(store, kind, &table, err) ||
	    !prepare_insert(store, table, err) ||
	    !bind_head(table->insert, 1, 2, record, err))
		return false;
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_value value =
		        rc_field_get(&kind->fields[i], record);

		if (!rc_stmt_bind(table->insert, (int)i + 3, &value, err))
			return false;
	}
	step = rc_stmt_step(table->insert, err);
	rc_stmt_done(table->insert);
	if (step == RC_STEP_FAILED)
		explain(store, table, record, err);
	return step != RC_STEP_FAILED;
}

static void
put_update(const struct rc_table *table, rc_mask changed, struct rc_buf *b)
{
	size_t n = 3;
	size_t i;

	rc_buf_printf(b, "UPDATE %s SET revision = $2", table->name);
	for (i = 0; i < table->kind->nfields; i++) {
		if ((changed >> i & 1) != 0)
			rc_buf_printf(b, ", %s = $%zu",
			              table->kind->fields[i].name, n++);
	}
	rc_buf_puts(b, " WHERE id = $1");
}

bool
rc_row_update(struct rc_store *store, const struct rc_kind *kind,
              const void *record, rc_mask changed, struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_table *table;
	struct rc_stmt *stmt;
	int n = 3;
	size_t i;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	rc_buf_clear(&store->text);
	put_update(table, changed, &store->text);
	if (!rc_store_stmt(store, &stmt, err))
		return false;
	if (!bind_head(stmt, 1, 2, record, err))
		goto out;
	for (i = 0; i < kind->nfields; i++) {
		const struct rc_value value =
		        rc_field_get(&kind->fields[i], record);

		if ((changed >> i & 1) != 0 &&
		    !rc_stmt_bind(stmt, n++, &value, err))
			goto out;
	}
	step = rc_stmt_step(stmt, err);
out:
	rc_stmt_done(stmt);
	if (step == RC_STEP_FAILED)
		explain(store, table, record, err);
	return step != RC_STEP_FAILED;
}

static bool
first_referrer(void *ctx, const struct rc_referrer *who, struct rc_err *err)
{
	struct rc_referrer *first = ctx;

	(void)err;
	if (first->kind == NULL)
		*first = *who;
	return true;
}

static void
explain_referrer(struct rc_store *store, const struct rc_kind *kind, rc_id id,
                 struct rc_err *err)
{
	struct rc_referrer first = { 0 };
	struct rc_err ignored = { 0 };
	struct rc_arena arena;
	const char *key = NULL;

	rc_arena_init(&arena);
	if (rc_row_referrers(store, kind, id, 1, first_referrer, &first,
	                     &ignored) &&
	    first.kind != NULL &&
	    rc_row_key(store, first.kind, first.id, &arena, &key, &ignored))
		(void)rc_fail(err, RC_EREF, _("%s %s still refers to it (%s)"),
		              _(first.kind->label_one), rc_text_or_empty(key),
		              first.field->name);
	rc_arena_fini(&arena);
}

bool
rc_row_delete(struct rc_store *store, const struct rc_kind *kind, rc_id id,
              struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(id);
	struct rc_table *table;
	struct rc_stmt *stmt;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "DELETE FROM %s WHERE id = $1",
	              table->name);
	if (!rc_store_stmt(store, &stmt, err))
		return false;
	if (rc_stmt_run(stmt, &by, 1, err))
		return true;
	if (err->code == RC_EREF)
		explain_referrer(store, kind, id, err);
	return false;
}
