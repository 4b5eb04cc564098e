/* SPDX-License-Identifier: MIT */
/* row_write - storing one record; what failed is said in terms of fields. */
#include <rollcall/base/i18n.h>
#include <rollcall/model/log.h>

#include "store/row.h"
#include "store/store_impl.h"

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
	/* The index of removed records is one of action = 3. */
	RC_ASSERT(RC_ACTION_REMOVE == 3);
	if (table->next_id == 0) {
		rc_buf_clear(&store->text);
		rc_buf_printf(&store->text, "SELECT max(id) FROM %s",
		              table->name);
		if (!rc_buf_done(&store->text, err) ||
		    !rc_store_number(store, store->text.p, NULL, 0, &here,
		                     err) ||
		    !rc_store_number(store,
		                     "SELECT max(record) FROM audit "
		                     "WHERE kind = $1 AND action = 3",
		                     &name, 1, &ever, err))
			return false;
		table->next_id = (here > ever ? here : ever) + 1;
	}
	*ret = table->next_id++;
	return true;
}

/* A statement that names no field that no record has had so far: what is
 * nothing costs as much as what is something. */
static bool
prepare_insert(struct rc_store *store, struct rc_table *table, rc_mask filled,
               struct rc_err *err)
{
	const struct rc_kind *kind = table->kind;
	rc_mask fields = table->inserts | filled;
	struct rc_buf *b = &store->text;
	size_t i;

	if (table->insert != NULL && fields == table->inserts)
		return true;
	rc_stmt_free(table->insert);
	table->insert = NULL;
	table->bound = 0;
	rc_buf_clear(b);
	rc_buf_printf(b, "INSERT INTO %s (id, revision", table->name);
	for (i = 0; i < kind->nfields; i++) {
		if ((fields >> i & 1) != 0)
			rc_buf_printf(b, ", %s", kind->fields[i].name);
	}
	rc_buf_puts(b, ") VALUES ($1, $2");
	for (i = 0; i < kind->nfields; i++) {
		if ((fields >> i & 1) != 0)
			rc_buf_printf(b, ", $%zu", i + 3);
	}
	rc_buf_puts(b, ")");
	if (!rc_buf_done(b, err) ||
	    !rc_store_keep(store, b->p, 0, &table->insert, err))
		return false;
	table->inserts = fields;
	return true;
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

/* What is nothing now and was nothing in the last record is bound so still. */
static bool
bind_fields(struct rc_table *table, const void *record, rc_mask filled,
            struct rc_err *err)
{
	const struct rc_kind *kind = table->kind;
	rc_mask bits = filled | table->bound;
	size_t i;

	for (i = 0; i < kind->nfields && bits != 0; i++, bits >>= 1) {
		struct rc_value value;

		if ((bits & 1) == 0)
			continue;
		value = rc_field_get(&kind->fields[i], record);
		if (!rc_stmt_bind(table->insert, (int)i + 3, &value, err)) {
			table->bound = UINT64_MAX;
			return false;
		}
	}
	table->bound = filled;
	return true;
}

bool
rc_row_insert(struct rc_store *store, const struct rc_kind *kind,
              const void *record, rc_mask filled, struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_table *table;

	if (!rc_store_table(store, kind, &table, err) ||
	    !prepare_insert(store, table, filled, err) ||
	    !bind_head(table->insert, 1, 2, record, err) ||
	    !bind_fields(table, record, filled, err))
		return false;
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
	if (table->key != NULL &&
	    (changed >> (table->key - kind->fields) & 1) != 0)
		rc_store_forget_key(store, kind,
		                    ((const struct rc_head *)record)->id);
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
	const struct rc_referrers visit = { 1, first_referrer, &first };
	struct rc_err ignored = { 0 };
	struct rc_arena arena;
	const char *key = NULL;

	rc_arena_init(&arena);
	if (rc_row_referrers(store, kind, id, &visit, &ignored) &&
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

	if (store->bulk)
		return rc_fail(err, RC_EBUG, "removing while adding in bulk");
	if (!rc_store_table(store, kind, &table, err))
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "DELETE FROM %s WHERE id = $1",
	              table->name);
	if (!rc_store_stmt(store, &stmt, err))
		return false;
	rc_store_forget_key(store, kind, id);
	if (rc_stmt_run(stmt, &by, 1, err))
		return true;
	if (err->code == RC_EREF)
		explain_referrer(store, kind, id, err);
	return false;
}
