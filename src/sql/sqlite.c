/* SPDX-License-Identifier: MIT */
/*
 * sqlite - the SQLite driver: the file, its settings and guards, transactions.
 * Statements are in sqlite_stmt.c, checking and copying in sqlite_care.c; only
 * these know <sqlite3.h>.
 *
 * WAL with synchronous NORMAL: a killed process loses nothing, a power cut at
 * most the last transactions, never the database. The file is made 0600 before
 * SQLite sees it, and SQLite gives its -wal and -shm the same mode.
 */
#include "sql/sql.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include "sql/sqlite_impl.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_SIZE "PRAGMA page_size = 16384"

/* --- opening -------------------------------------------------------------- */

static bool
look_at_file(const char *where, struct rc_err *err)
{
	struct stat st;

	if (stat(where, &st) != 0)
		return rc_fail_sys(err, errno, "%s", where);
	if (!S_ISREG(st.st_mode))
		return rc_fail(err, RC_EINVALID, _("%s is not a file"), where);
	return true;
}

static bool
is_guarded(const struct lite *lite, const char *table)
{
	size_t i;

	for (i = 0; table != NULL && lite->guarded[i] != NULL; i++) {
		if (strcmp(lite->guarded[i], table) == 0)
			return true;
	}
	return false;
}

/* Asked while a statement is prepared: what may it do? */
static int
authorize(void *arg, int action, const char *a, const char *b, const char *db,
          const char *trigger)
{
	static const int reading[] = {
		SQLITE_SELECT,      SQLITE_READ,      SQLITE_FUNCTION,
		SQLITE_TRANSACTION, SQLITE_RECURSIVE, SQLITE_PRAGMA,
		SQLITE_CREATE_TEMP_TABLE,
	};
	const struct lite *lite = arg;
	size_t i;

	(void)b;
	(void)db;
	(void)trigger;
	if (lite->guarded == NULL)
		return SQLITE_OK;
	for (i = 0; i < RC_COUNT(reading); i++) {
		if (action == reading[i])
			return SQLITE_OK;
	}
	if (action != SQLITE_INSERT && action != SQLITE_UPDATE &&
	    action != SQLITE_DELETE)
		return SQLITE_DENY;
	return !is_guarded(lite, a) || lite->lifted ? SQLITE_OK : SQLITE_DENY;
}

static bool
configure(struct lite *lite, const struct rc_sql_options *options,
          struct rc_err *err)
{
	static const int limits[][2] = {
		{ SQLITE_LIMIT_LENGTH, LENGTH_MAX },
		{ SQLITE_LIMIT_SQL_LENGTH, 1 << 18 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, RC_SQL_PARAMS },
		{ SQLITE_LIMIT_ATTACHED, 0 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};
	size_t i;

	for (i = 0; i < RC_COUNT(limits); i++)
		(void)sqlite3_limit(lite->db, limits[i][0], limits[i][1]);
	(void)sqlite3_extended_result_codes(lite->db, 1);
	(void)sqlite3_busy_timeout(lite->db, options->busy_ms);
	(void)sqlite3_db_config(lite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(lite->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
	                        NULL);
	(void)sqlite3_db_config(lite->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	(void)sqlite3_db_config(lite->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	/* Larger pages: fewer of them to write for a large import. Has to be
	 * said before anything is written to a new file. */
	if (options->create && !rc_lite_run(lite, PAGE_SIZE, err))
		return false;
	if (!options->read_only &&
	    !rc_lite_run(lite, "PRAGMA journal_mode = WAL", err))
		return false;
	return rc_lite_run(lite,
	                   "PRAGMA synchronous = NORMAL;"
	                   "PRAGMA foreign_keys = ON;"
	                   "PRAGMA temp_store = MEMORY;"
	                   "PRAGMA cache_size = -65536;"
	                   "PRAGMA journal_size_limit = 67108864;",
	                   err);
}

static void
lite_close(void *db)
{
	struct lite *lite = db;

	if (lite == NULL)
		return;
	(void)sqlite3_finalize(lite->version);
	(void)sqlite3_close(lite->db);
	rc_buf_fini(&lite->room);
	rc_buf_fini(&lite->aside);
	rc_free(lite);
}

static bool
lite_open(const struct rc_sql_options *options, void **ret_db,
          struct rc_err *err)
{
	char path[PATH_MAX];
	struct lite *lite;
	int flags = options->read_only ? SQLITE_OPEN_READONLY
	                               : SQLITE_OPEN_READWRITE;
	int result;

	if (options->create ? !rc_lite_make_file(options->where, err)
	                    : !look_at_file(options->where, err))
		return false;
	/* An absolute path means a file, never a URI or ":memory:". */
	if (realpath(options->where, path) == NULL)
		return rc_fail_sys(err, errno, "%s", options->where);
	lite = rc_alloc(1, sizeof(*lite));
	if (lite == NULL)
		return rc_fail_nomem(err);
	rc_buf_init(&lite->room, ROOM_MAX);
	rc_buf_init(&lite->aside, ASIDE_MAX);
	rc_lite_remember(lite, options->where);
	/* No threads in this program: no mutexes either, and nobody asks for
	 * the counts of memory. Refused when SQLite is at work already. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	result = sqlite3_open_v2(path, &lite->db, flags | SQLITE_OPEN_NOMUTEX,
	                         NULL);
	if (result != SQLITE_OK) {
		(void)rc_lite_fail(lite, result, err);
		goto fail;
	}
	if (!configure(lite, options, err))
		goto fail;
	(void)sqlite3_set_authorizer(lite->db, authorize, lite);
	*ret_db = lite;
	return true;
fail:
	lite_close(lite);
	if (options->create)
		(void)unlink(options->where);
	return false;
}

static void
lite_guard(void *db, const char *const *tables)
{
	struct lite *lite = db;

	lite->guarded = tables;
}

static bool
lite_script(void *db, const char *text, struct rc_err *err)
{
	return rc_lite_run(db, text, err);
}

static bool
lite_exists(void *db, const char *table, bool *ret, struct rc_err *err)
{
	struct lite *lite = db;
	sqlite3_stmt *stmt = NULL;
	int result = sqlite3_prepare_v2(
	        lite->db, "SELECT 1 FROM sqlite_schema WHERE name = ?1", -1,
	        &stmt, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	if (result == SQLITE_OK)
		result = sqlite3_step(stmt);
	if (result != SQLITE_ROW && result != SQLITE_DONE) {
		(void)rc_lite_fail(lite, result, err);
		(void)sqlite3_finalize(stmt);
		return false;
	}
	(void)sqlite3_finalize(stmt);
	*ret = result == SQLITE_ROW;
	return true;
}

/* --- transactions --------------------------------------------------------- */

static bool
lite_begin(void *db, enum rc_tx tx, struct rc_err *err)
{
	return rc_lite_run(db, tx == RC_TX_WRITE ? "BEGIN IMMEDIATE" : "BEGIN",
	                   err);
}

static bool
lite_end(void *db, bool commit, struct rc_err *err)
{
	struct lite *lite = db;
	bool done;

	if (!commit)
		rc_lite_bulk_stop(lite);
	/* A full disk makes SQLite roll back by itself. */
	if (sqlite3_get_autocommit(lite->db) != 0)
		return !commit ||
		       rc_fail(err, RC_EIO, _("%s: the changes were lost"),
		               lite->where);
	if (commit && !rc_lite_bulk_end(lite, err))
		return false;
	done = rc_lite_run(lite, commit ? "COMMIT" : "ROLLBACK", err);
	rc_lite_bulk_after(lite);
	return done;
}

static bool
lite_changed(void *db, bool *ret, struct rc_err *err)
{
	struct lite *lite = db;
	int64_t version;
	int result = SQLITE_OK;

	if (lite->version == NULL)
		result = sqlite3_prepare_v3(lite->db, "PRAGMA data_version", -1,
		                            SQLITE_PREPARE_PERSISTENT,
		                            &lite->version, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_step(lite->version);
	if (result != SQLITE_ROW)
		return rc_lite_fail(lite, result, err);
	version = sqlite3_column_int64(lite->version, 0);
	(void)sqlite3_reset(lite->version);
	*ret = lite->last_version != 0 && lite->last_version != version;
	lite->last_version = version;
	return true;
}

static bool
lite_cache(void *db, size_t bytes, struct rc_err *err)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "PRAGMA cache_size = -%zu;",
	               bytes >> 10);
	return rc_lite_run(db, text, err);
}

static void
lite_idle(void *db, bool (*go_on)(void *ctx), void *ctx)
{
	struct lite *lite = db;

	lite->go_on = go_on;
	lite->go_on_ctx = ctx;
	sqlite3_progress_handler(lite->db, go_on == NULL ? 0 : IDLE_STEPS,
	                         go_on == NULL ? NULL : rc_lite_go_on, lite);
}

const struct rc_sql_ops rc_sql_sqlite = {
	.name = "sqlite",
	.words = {
		[RC_WORD_ID] = "INTEGER PRIMARY KEY",
		[RC_WORD_INT] = "INTEGER",
		[RC_WORD_BLOB] = "BLOB",
		[RC_WORD_STRICT] = "STRICT",
		[RC_WORD_KEY] = "TEXT",
	},
	.open = lite_open,
	.close = lite_close,
	.function = rc_lite_function,
	.guard = lite_guard,
	.script = lite_script,
	.exists = lite_exists,
	.prepare = rc_lite_prepare,
	.bind = rc_lite_bind,
	.step = rc_lite_step,
	.column = rc_lite_column,
	.reset = rc_lite_reset,
	.finalize = rc_lite_finalize,
	.begin = lite_begin,
	.end = lite_end,
	.bulk = rc_lite_bulk,
	.changed = lite_changed,
	.cache = lite_cache,
	.idle = lite_idle,
	.check = rc_lite_check,
	.copy = rc_lite_copy,
};
