/* SPDX-License-Identifier: MIT */
/* sql - the connection, the statement cache, who began a transaction. */
#include "sql/sql.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/map.h>
#include <rollcall/base/mem.h>

#include "sql/driver.h"

#include <string.h>

#define CACHED_MAX 128 /* statements kept; the oldest idle one makes room */

struct rc_stmt {
	struct rc_sql *sql;
	void *st;
	bool cached, out;
	uint64_t hash;
	uint64_t used; /* sql->clock at its last use */
	char *text;
};

struct rc_sql {
	const struct rc_sql_ops *ops;
	void *db;
	struct rc_stmt *cache[CACHED_MAX];
	size_t ncache;
	uint64_t clock;
	const char *who; /* began the open transaction; NULL = none is open */
};

static const char *const words[RC_SQL_WORDS] = {
	[RC_WORD_ID] = "id",     [RC_WORD_INT] = "int",
	[RC_WORD_BLOB] = "blob", [RC_WORD_STRICT] = "strict",
	[RC_WORD_KEY] = "key",
};

bool
rc_sql_open(const struct rc_sql_ops *ops, const struct rc_sql_options *options,
            struct rc_sql **ret, struct rc_err *err)
{
	struct rc_sql *sql = rc_alloc(1, sizeof(*sql));

	if (sql == NULL)
		return rc_fail_nomem(err);
	sql->ops = ops;
	if (!ops->open(options, &sql->db, err)) {
		rc_free(sql);
		return false;
	}
	*ret = sql;
	return true;
}

void
rc_sql_close(struct rc_sql *sql)
{
	size_t i;

	if (sql == NULL)
		return;
	for (i = 0; i < sql->ncache; i++) {
		sql->cache[i]->cached = false;
		rc_stmt_free(sql->cache[i]);
	}
	rc_sql_abort(sql);
	sql->ops->close(sql->db);
	rc_free(sql);
}

bool
rc_sql_function(struct rc_sql *sql, const struct rc_sql_function *function,
                struct rc_err *err)
{
	return sql->ops->function(sql->db, function, err);
}

void
rc_sql_guard(struct rc_sql *sql, const char *const *tables)
{
	sql->ops->guard(sql->db, tables);
}

bool
rc_sql_script(struct rc_sql *sql, const char *text, struct rc_err *err)
{
	return sql->ops->script(sql->db, text, err);
}

bool
rc_sql_exists(struct rc_sql *sql, const char *table, bool *ret,
              struct rc_err *err)
{
	return sql->ops->exists(sql->db, table, ret, err);
}

const char *
rc_sql_word(const struct rc_sql *sql, struct rc_str word)
{
	size_t i;

	for (i = 0; i < RC_SQL_WORDS; i++) {
		if (rc_str_is(word, words[i]))
			return sql->ops->words[i];
	}
	return NULL;
}

const char *
rc_sql_name(const struct rc_sql *sql)
{
	return sql->ops->name;
}

bool
rc_sql_prepare(struct rc_sql *sql, const char *text, unsigned flags,
               struct rc_stmt **ret, struct rc_err *err)
{
	struct rc_stmt *stmt = rc_alloc(1, sizeof(*stmt));

	if (stmt == NULL)
		return rc_fail_nomem(err);
	stmt->sql = sql;
	if (!sql->ops->prepare(sql->db, text, flags, &stmt->st, err)) {
		rc_free(stmt);
		return false;
	}
	*ret = stmt;
	return true;
}

void
rc_stmt_free(struct rc_stmt *stmt)
{
	if (stmt == NULL)
		return;
	stmt->sql->ops->finalize(stmt->st);
	rc_free(stmt->text);
	rc_free(stmt);
}

/* The idle cached statement with that text, or NULL. */
static struct rc_stmt *
find_cached(struct rc_sql *sql, const char *text, uint64_t hash)
{
	size_t i;

	for (i = 0; i < sql->ncache; i++) {
		struct rc_stmt *stmt = sql->cache[i];

		if (stmt->hash == hash && !stmt->out &&
		    strcmp(stmt->text, text) == 0)
			return stmt;
	}
	return NULL;
}

/* Puts a statement into the cache if there is, or can be made, room. */
static void
keep(struct rc_sql *sql, struct rc_stmt *stmt)
{
	size_t oldest = CACHED_MAX;
	size_t i;

	if (sql->ncache < CACHED_MAX) {
		sql->cache[sql->ncache++] = stmt;
		stmt->cached = true;
		return;
	}
	for (i = 0; i < CACHED_MAX; i++) {
		if (!sql->cache[i]->out &&
		    (oldest == CACHED_MAX ||
		     sql->cache[i]->used < sql->cache[oldest]->used))
			oldest = i;
	}
	if (oldest == CACHED_MAX)
		return; /* all are out: this one lives once */
	rc_stmt_free(sql->cache[oldest]);
	sql->cache[oldest] = stmt;
	stmt->cached = true;
}

bool
rc_sql_cached(struct rc_sql *sql, const char *text, struct rc_stmt **ret,
              struct rc_err *err)
{
	uint64_t hash = rc_hash(text, strlen(text));
	struct rc_stmt *stmt = find_cached(sql, text, hash);

	if (stmt == NULL) {
		if (!rc_sql_prepare(sql, text, 0, &stmt, err))
			return false;
		stmt->text = rc_strdup(text);
		if (stmt->text == NULL) {
			rc_stmt_free(stmt);
			return rc_fail_nomem(err);
		}
		stmt->hash = hash;
		keep(sql, stmt);
	}
	stmt->out = true;
	stmt->used = ++sql->clock;
	*ret = stmt;
	return true;
}

void
rc_stmt_done(struct rc_stmt *stmt)
{
	if (stmt == NULL)
		return;
	stmt->sql->ops->reset(stmt->st);
	stmt->out = false;
	/* One that came from rc_sql_cached() but found no room there. */
	if (stmt->text != NULL && !stmt->cached)
		rc_stmt_free(stmt);
}

bool
rc_stmt_bind(struct rc_stmt *stmt, int n, const struct rc_value *value,
             struct rc_err *err)
{
	return stmt->sql->ops->bind(stmt->st, n, value, err);
}

enum rc_step
rc_stmt_step(struct rc_stmt *stmt, struct rc_err *err)
{
	return stmt->sql->ops->step(stmt->st, err);
}

struct rc_value
rc_stmt_column(struct rc_stmt *stmt, int n)
{
	struct rc_value value = RC_VALUE_NULL;

	stmt->sql->ops->column(stmt->st, n, &value);
	return value;
}

bool
rc_stmt_run(struct rc_stmt *stmt, const struct rc_value *values, size_t n,
            struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!rc_stmt_bind(stmt, (int)i + 1, &values[i], err))
			goto out;
	}
	step = rc_stmt_step(stmt, err);
out:
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

bool
rc_sql_begin(struct rc_sql *sql, enum rc_tx tx, const char *who,
             struct rc_err *err)
{
	if (sql->who != NULL)
		return rc_fail(err, RC_EBUG, "transaction %s begins within %s",
		               who, sql->who);
	if (!sql->ops->begin(sql->db, tx, err))
		return false;
	sql->who = who;
	return true;
}

bool
rc_sql_commit(struct rc_sql *sql, struct rc_err *err)
{
	if (sql->who == NULL)
		return rc_fail(err, RC_EBUG, "no transaction to commit");
	if (!sql->ops->end(sql->db, true, err)) {
		rc_sql_abort(sql);
		return false;
	}
	sql->who = NULL;
	return true;
}

void
rc_sql_abort(struct rc_sql *sql)
{
	struct rc_err ignored = { 0 };

	if (sql->who == NULL)
		return;
	/* A rollback fails only when the database rolled back by itself. */
	(void)sql->ops->end(sql->db, false, &ignored);
	sql->who = NULL;
}

bool
rc_sql_in_tx(const struct rc_sql *sql)
{
	return sql->who != NULL;
}

bool
rc_sql_bulk(struct rc_sql *sql, const char *table, struct rc_err *err)
{
	if (sql->who == NULL)
		return rc_fail(err, RC_EBUG,
		               "bulk writing outside of a "
		               "transaction");
	return sql->ops->bulk(sql->db, table, err);
}

bool
rc_sql_changed(struct rc_sql *sql, bool *ret, struct rc_err *err)
{
	return sql->ops->changed(sql->db, ret, err);
}

bool
rc_sql_cache(struct rc_sql *sql, size_t bytes, struct rc_err *err)
{
	return sql->ops->cache(sql->db, bytes, err);
}

void
rc_sql_idle(struct rc_sql *sql, bool (*go_on)(void *ctx), void *ctx)
{
	sql->ops->idle(sql->db, go_on, ctx);
}

bool
rc_sql_check(struct rc_sql *sql, void (*problem)(void *ctx, const char *text),
             void *ctx, struct rc_err *err)
{
	return sql->ops->check(sql->db, problem, ctx, err);
}

bool
rc_sql_copy(struct rc_sql *sql, const char *path, struct rc_err *err)
{
	return sql->ops->copy(sql->db, path, err);
}
