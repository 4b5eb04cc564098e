/* SPDX-License-Identifier: MIT */
/* store - opening, transactions, and the texts and statements per kind. */
#include "store/store.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include "sql/migrate.h"
#include "store/audit.h"
#include "store/store_impl.h"

#include <unistd.h>

#define SCRIPTS_MAX 1000

/* --- functions that statements may call ----------------------------------- */

static bool
fold_search(const struct rc_value *args, struct rc_buf *room,
            struct rc_value *ret)
{
	if (args[0].type != RC_TEXT)
		return true;
	rc_fold_search(room, args[0].s);
	*ret = RC_VALUE_STR(rc_buf_str(room));
	return room->state == RC_BUF_OK;
}

static bool
fold_order(const struct rc_value *args, struct rc_buf *room,
           struct rc_value *ret)
{
	if (args[0].type != RC_TEXT)
		return true;
	rc_fold_order(room, args[0].s);
	*ret = RC_VALUE_STR(rc_buf_str(room));
	return room->state == RC_BUF_OK;
}

static bool
fold_has(const struct rc_value *args, struct rc_buf *room, struct rc_value *ret)
{
	(void)room;
	*ret = RC_VALUE_INT(args[0].type == RC_TEXT &&
	                    args[1].type == RC_TEXT &&
	                    rc_fold_contains(args[0].s, args[1].s));
	return true;
}

static const struct rc_sql_function functions[] = {
	{ .name = "rc_fold", .nargs = 1, .call = fold_search },
	{ .name = "rc_order", .nargs = 1, .bytes = true, .call = fold_order },
	{ .name = "rc_has", .nargs = 2, .call = fold_has },
};

/* Only audit.c and migrations write these. */
static const char *const guarded[] = { "audit", "meta", "migration", NULL };

/* --- opening -------------------------------------------------------------- */

static bool
migrate(struct rc_store *store, const struct rc_store_options *options,
        struct rc_err *err)
{
	static const char folder[] = "schema/";
	struct rc_migration migration = {
		.fresh = options->create,
		.read_only = options->read_only,
		.where = options->where,
	};
	struct rc_script *scripts;
	bool done;

	migration.nscripts = rc_scripts(folder, NULL, 0);
	RC_ASSERT(migration.nscripts > 0 && migration.nscripts < SCRIPTS_MAX);
	scripts = rc_alloc(migration.nscripts, sizeof(*scripts));
	if (scripts == NULL)
		return rc_fail_nomem(err);
	(void)rc_scripts(folder, scripts, migration.nscripts);
	migration.scripts = scripts;
	done = rc_migrate(store->sql, &migration, err);
	rc_free(scripts);
	return done;
}

static bool
prepare_store(struct rc_store *store, const struct rc_store_options *options,
              struct rc_err *err)
{
	size_t i;

	for (i = 0; i < RC_COUNT(functions); i++) {
		if (!rc_sql_function(store->sql, &functions[i], err))
			return false;
	}
	if (!migrate(store, options, err))
		return false;
	rc_sql_guard(store->sql, guarded);
	store->digest = rc_digest_new();
	return store->digest != NULL || rc_fail_nomem(err);
}

bool
rc_store_open(const struct rc_store_options *options, struct rc_store **ret,
              struct rc_err *err)
{
	const struct rc_sql_options sql_options = {
		.where = options->where,
		.create = options->create,
		.read_only = options->read_only,
		.busy_ms = options->busy_ms,
	};
	struct rc_store *store = rc_alloc(1, sizeof(*store));

	if (store == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&store->arena);
	rc_buf_init(&store->text, RC_TEXT_MAX);
	rc_buf_init(&store->line, RC_LINE_MAX);
	if (!rc_sql_open(&rc_sql_sqlite, &sql_options, &store->sql, err)) {
		rc_store_close(store);
		return false;
	}
	if (!prepare_store(store, options, err)) {
		rc_store_close(store);
		/* What we made ourselves and could not fill is no use. */
		if (options->create)
			(void)unlink(options->where);
		return false;
	}
	*ret = store;
	return true;
}

void
rc_store_close(struct rc_store *store)
{
	size_t i;

	if (store == NULL)
		return;
	for (i = 0; i < store->ntables; i++) {
		rc_stmt_free(store->tables[i].get);
		rc_stmt_free(store->tables[i].find);
		rc_stmt_free(store->tables[i].key_of);
		rc_stmt_free(store->tables[i].insert);
	}
	rc_stmt_free(store->append);
	rc_sql_close(store->sql);
	rc_digest_free(store->digest);
	rc_buf_fini(&store->text);
	rc_buf_fini(&store->line);
	rc_arena_fini(&store->arena);
	rc_free(store);
}

/* --- transactions --------------------------------------------------------- */

static void
forget(struct rc_store *store)
{
	size_t i;

	store->head_known = false;
	for (i = 0; i < store->ntables; i++)
		store->tables[i].next_id = 0;
}

bool
rc_store_begin(struct rc_store *store, struct rc_err *err)
{
	if (!rc_sql_begin(store->sql, RC_TX_WRITE, "batch", err))
		return false;
	forget(store);
	return true;
}

bool
rc_store_commit(struct rc_store *store, struct rc_err *err)
{
	if (!rc_audit_keep_head(store, err)) {
		rc_store_abort(store);
		return false;
	}
	forget(store);
	return rc_sql_commit(store->sql, err);
}

void
rc_store_abort(struct rc_store *store)
{
	forget(store);
	rc_sql_abort(store->sql);
}

bool
rc_store_read(struct rc_store *store, struct rc_err *err)
{
	return rc_sql_begin(store->sql, RC_TX_READ, "read", err);
}

bool
rc_store_in_tx(const struct rc_store *store)
{
	return rc_sql_in_tx(store->sql);
}

bool
rc_store_changed(struct rc_store *store, bool *ret, struct rc_err *err)
{
	return rc_sql_changed(store->sql, ret, err);
}

void
rc_store_idle(struct rc_store *store, bool (*go_on)(void *ctx), void *ctx)
{
	rc_sql_idle(store->sql, go_on, ctx);
}

bool
rc_store_copy(struct rc_store *store, const char *path, struct rc_err *err)
{
	return rc_sql_copy(store->sql, path, err);
}

/* --- tables --------------------------------------------------------------- */

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
