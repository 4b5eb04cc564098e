/* SPDX-License-Identifier: MIT */
/* store - opening, functions for statements, and what concerns the file. */
#include "store/store.h"

#include <rollcall/base/fold.h>
#include <rollcall/base/i18n.h>

#include "sql/migrate.h"
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
static const char *const guarded[] = { "audit", "audit_form", "meta",
	                               "migration", NULL };

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
	rc_arena_init(&store->keys_room);
	rc_arena_init(&store->forms_room);
	rc_buf_init(&store->text, RC_TEXT_MAX);
	rc_buf_init(&store->line, RC_LINE_MAX);
	rc_pack_edition(store->pack_edition);
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
	rc_free(store->keys);
	rc_arena_fini(&store->keys_room);
	rc_free(store->forms);
	rc_arena_fini(&store->forms_room);
	rc_arena_fini(&store->arena);
	rc_free(store);
}

bool
rc_store_changed(struct rc_store *store, bool *ret, struct rc_err *err)
{
	return rc_sql_changed(store->sql, ret, err);
}

bool
rc_store_cache(struct rc_store *store, size_t bytes, struct rc_err *err)
{
	return rc_sql_cache(store->sql, bytes, err);
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
