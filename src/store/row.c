/* SPDX-License-Identifier: MIT */
/* row - reading one record through its field table, and finding it. */
#include "store/row.h"

#include <rollcall/base/i18n.h>
#include <rollcall/model/log.h>

#include "store/form.h"
#include "store/read.h"
#include "store/sheet.h"
#include "store/store_impl.h"

static bool
is_sheet(const struct rc_kind *kind)
{
	return (kind->flags & RC_KIND_SHEET) != 0;
}

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
rc_row_read_stored(struct rc_table *table, struct rc_stmt *stmt,
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

bool
rc_row_read(struct rc_table *table, struct rc_stmt *stmt,
            struct rc_arena *arena, void *record, struct rc_err *err)
{
	return rc_row_read_stored(table, stmt, arena, record, err) &&
	       rc_row_expand(table, arena, record, err);
}

bool
rc_row_expand(struct rc_table *table, struct rc_arena *arena, void *record,
              struct rc_err *err)
{
	struct rc_audit *line = record;
	struct rc_str changes;

	if (table->kind != &rc_kind_audit || line->changes == NULL)
		return true;
	if (!rc_form_expand(table->store, rc_str_of(line->changes), arena,
	                    &changes, err))
		return false;
	line->changes = changes.p;
	return true;
}

void
rc_row_read_some(struct rc_table *table, struct rc_stmt *stmt, uint64_t fields,
                 void *record)
{
	const struct rc_kind *kind = table->kind;
	struct rc_head *head = rc_record_head(record);
	int column = 2;
	size_t i;

	rc_record_clear(kind, record);
	head->id = rc_stmt_column(stmt, 0).i;
	head->version = rc_stmt_column(stmt, 1).i;
	for (i = 0; i < kind->nfields; i++) {
		struct rc_value value;

		if ((fields >> i & 1) == 0)
			continue;
		value = rc_stmt_column(stmt, column++);
		if (value.type != RC_NULL)
			rc_field_put(&kind->fields[i], record, value);
	}
}

bool
rc_row_read_keys(struct rc_table *table, struct rc_stmt *stmt, uint64_t fields,
                 struct rc_arena *arena, void *record, struct rc_err *err)
{
	int column = 2;
	uint64_t bits;
	size_t i;

	for (bits = fields; bits != 0; bits &= bits - 1)
		column++;
	for (i = 0; i < table->njoins; i++) {
		struct rc_ref *ref =
		        rc_field_ref(table->joins[i].field, record);
		struct rc_value value;

		if ((fields >> table->joins[i].index & 1) == 0)
			continue;
		value = rc_stmt_column(stmt, column++);
		if (ref->id == 0 || value.type == RC_NULL)
			continue;
		if (value.type == RC_TEXT)
			ref->key = value.s.p;
		else if (!ref_key(value, arena, &ref->key, err))
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

/* Writing, keys are remembered: an import refers to the same few over and over,
 * and nobody else can change them meanwhile. When memory is out they are not.
 */
static struct rc_known_key *
known_key(struct rc_store *store, const struct rc_kind *kind, rc_id id)
{
	if (!store->writing)
		return NULL;
	if (store->keys == NULL)
		store->keys = rc_alloc(RC_KNOWN_KEYS, sizeof(store->keys[0]));
	if (store->keys == NULL)
		return NULL;
	return &store->keys[((uint64_t)id * 31 + (uint64_t)(kind->nfields)) %
	                    RC_KNOWN_KEYS];
}

void
rc_store_forget_key(struct rc_store *store, const struct rc_kind *kind,
                    rc_id id)
{
	struct rc_known_key *slot = known_key(store, kind, id);

	if (slot != NULL && slot->kind == kind && slot->id == id)
		*slot = (struct rc_known_key){ 0 };
}

static void
remember_key(struct rc_store *store, struct rc_known_key *slot,
             const struct rc_kind *kind, rc_id id, const char *key)
{
	if (slot == NULL || key == NULL)
		return;
	key = rc_arena_text(&store->keys_room, key);
	if (key == NULL)
		return;
	*slot = (struct rc_known_key){ kind, id, key };
	store->keys_used = true;
}

static bool
prepare_key_of(struct rc_store *store, struct rc_table *table,
               struct rc_err *err)
{
	if (table->key_of != NULL)
		return true;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT %s FROM %s WHERE id = $1",
	              table->key != NULL ? table->key->name : "id",
	              table->name);
	return rc_buf_done(&store->text, err) &&
	       rc_store_keep(store, store->text.p, 0, &table->key_of, err);
}

bool
rc_row_key(struct rc_store *store, const struct rc_kind *kind, rc_id id,
           struct rc_arena *arena, const char **ret, struct rc_err *err)
{
	struct rc_value value = RC_VALUE_NULL;
	struct rc_known_key *known;
	const char *key = NULL;
	struct rc_table *table;

	if (is_sheet(kind))
		kind = rc_sheet_owner();
	known = known_key(store, kind, id);
	if (known != NULL && known->kind == kind && known->id == id) {
		key = rc_arena_text(arena, known->key);
		if (key == NULL)
			return rc_fail_nomem(err);
		*ret = key;
		return true;
	}
	if (!rc_store_table(store, kind, &table, err) ||
	    !prepare_key_of(store, table, err) ||
	    !one_value(table->key_of, RC_VALUE_INT(id), arena, &value, err) ||
	    !ref_key(value, arena, &key, err))
		return false;
	remember_key(store, known, kind, id, key);
	*ret = key;
	return true;
}
