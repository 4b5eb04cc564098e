/* SPDX-License-Identifier: MIT */
/*
 * sqlite - the SQLite driver; the only file that knows <sqlite3.h>.
 *
 * WAL with synchronous NORMAL: a killed process loses nothing, a power cut at
 * most the last transactions, never the database. The file is made 0600 before
 * SQLite sees it, and SQLite gives its -wal and -shm the same mode.
 */
#include "sql/sql.h"

#include <rollcall/base/i18n.h>
#include <rollcall/base/mem.h>

#include "sql/driver.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LENGTH_MAX (8 * 1024 * 1024) /* one row */
#define IDLE_STEPS 20000             /* about 0.3 ms */
#define ROOM_MAX   (1u << 20)        /* result of a function */
#define NFUNCTIONS 8
#define COPY_PAGES 512

struct lite_function {
	struct lite *lite;
	const struct rc_sql_function *function;
};

struct lite {
	sqlite3 *db;
	char where[200];            /* for messages: the end of the path */
	const char *const *guarded; /* NULL until guard() */
	bool lifted; /* the statement at work may touch guarded tables */
	bool (*go_on)(void *ctx);
	void *go_on_ctx;
	sqlite3_stmt *version;
	int64_t last_version; /* 0 = not asked yet */
	struct rc_buf room;
	struct lite_function functions[NFUNCTIONS];
	size_t nfunctions;
};

struct lite_stmt {
	struct lite *lite;
	sqlite3_stmt *stmt;
	bool lifted;
	int most; /* the highest n of a $n */
	int *at;  /* $n -> SQLite's own number; 0 = not there */
};

/* --- errors --------------------------------------------------------------- */

static const struct {
	int sqlite;
	enum rc_code code;
	const char *text; /* after "where: "; NULL: SQLite's own words */
} classes[] = {
	{ SQLITE_BUSY, RC_EBUSY,
	  N_("another process is writing to it; try again") },
	{ SQLITE_LOCKED, RC_EBUSY,
	  N_("another process is writing to it; try again") },
	{ SQLITE_FULL, RC_ENOSPACE, N_("the disk is full; nothing was saved") },
	{ SQLITE_READONLY, RC_EDENIED, N_("it may not be written to") },
	{ SQLITE_PERM, RC_EDENIED, N_("no permission") },
	{ SQLITE_AUTH, RC_EDENIED, N_("this table is not changed this way") },
	{ SQLITE_CANTOPEN, RC_EDENIED, N_("it cannot be opened") },
	{ SQLITE_CORRUPT, RC_ECORRUPT,
	  N_("the file is damaged; restore it from a backup") },
	{ SQLITE_NOTADB, RC_EINVALID, N_("it is not a rollcall inventory") },
	{ SQLITE_INTERRUPT, RC_ECANCELLED, N_("stopped") },
	{ SQLITE_IOERR, RC_EIO, NULL },
	{ SQLITE_TOOBIG, RC_EINVALID, N_("a record is too long") },
};

static enum rc_code
constraint_class(int extended)
{
	switch (extended) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return RC_ECONFLICT;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return RC_EREF;
	case SQLITE_CONSTRAINT_TRIGGER:
		return RC_EDENIED;
	default:
		return RC_EINVALID;
	}
}

static bool
lite_fail(const struct lite *lite, int result, struct rc_err *err)
{
	const char *said = lite->db != NULL ? sqlite3_errmsg(lite->db)
	                                    : sqlite3_errstr(result);
	size_t i;

	if (lite->db != NULL && sqlite3_errcode(lite->db) != SQLITE_OK)
		result = sqlite3_extended_errcode(lite->db);
	if ((result & 0xff) == SQLITE_NOMEM)
		return rc_fail_nomem(err);
	if ((result & 0xff) == SQLITE_CONSTRAINT)
		return rc_fail(err, constraint_class(result), "%s", said);
	for (i = 0; i < RC_COUNT(classes); i++) {
		if (classes[i].sqlite == (result & 0xff))
			return rc_fail(
			        err, classes[i].code, "%s: %s", lite->where,
			        classes[i].text != NULL ? _(classes[i].text)
			                                : said);
	}
	return rc_fail(err, RC_EBUG, "%s: %s", lite->where, said);
}

/* --- opening -------------------------------------------------------------- */

static bool
make_file(const char *where, struct rc_err *err)
{
	int fd = open(where, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return rc_fail(err, RC_ECONFLICT, _("%s is there already"),
		               where);
	if (fd < 0)
		return rc_fail_sys(err, errno, "%s", where);
	(void)close(fd);
	return true;
}

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

static int
go_on_cb(void *arg)
{
	struct lite *lite = arg;

	return lite->go_on != NULL && !lite->go_on(lite->go_on_ctx);
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
run(struct lite *lite, const char *text, struct rc_err *err)
{
	int result = sqlite3_exec(lite->db, text, NULL, NULL, NULL);

	return result == SQLITE_OK || lite_fail(lite, result, err);
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
	if (!options->read_only && !run(lite, "PRAGMA journal_mode = WAL", err))
		return false;
	return run(lite,
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
	rc_free(lite);
}

static void
remember_where(struct lite *lite, const char *where)
{
	size_t n = strlen(where);
	size_t skip =
	        n >= sizeof(lite->where) ? n - sizeof(lite->where) + 1 : 0;

	(void)snprintf(lite->where, sizeof(lite->where), "%s", where + skip);
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

	if (options->create ? !make_file(options->where, err)
	                    : !look_at_file(options->where, err))
		return false;
	/* An absolute path means a file, never a URI or ":memory:". */
	if (realpath(options->where, path) == NULL)
		return rc_fail_sys(err, errno, "%s", options->where);
	lite = rc_alloc(1, sizeof(*lite));
	if (lite == NULL)
		return rc_fail_nomem(err);
	rc_buf_init(&lite->room, ROOM_MAX);
	remember_where(lite, options->where);
	/* No threads in this program: no mutexes either. */
	result = sqlite3_open_v2(path, &lite->db, flags | SQLITE_OPEN_NOMUTEX,
	                         NULL);
	if (result != SQLITE_OK) {
		(void)lite_fail(lite, result, err);
		goto fail;
	}
	if (!configure(lite, options, err))
		goto fail;
	(void)sqlite3_set_authorizer(lite->db, authorize, lite);
	*ret_db = lite;
	return true;
fail:
	lite_close(lite);
	return false;
}

static void
lite_guard(void *db, const char *const *tables)
{
	struct lite *lite = db;

	lite->guarded = tables;
}

/* --- functions ------------------------------------------------------------ */

static struct rc_value
argument(sqlite3_value *from)
{
	const void *text;

	switch (sqlite3_value_type(from)) {
	case SQLITE_NULL:
		return RC_VALUE_NULL;
	case SQLITE_INTEGER:
		return RC_VALUE_INT(sqlite3_value_int64(from));
	default:
		text = sqlite3_value_text(from);
		return RC_VALUE_STR(((struct rc_str){
		        text, (size_t)sqlite3_value_bytes(from) }));
	}
}

static void
call_function(sqlite3_context *context, int nargs, sqlite3_value **from)
{
	struct lite_function *f = sqlite3_user_data(context);
	struct rc_value args[2] = { RC_VALUE_NULL, RC_VALUE_NULL };
	struct rc_value out = RC_VALUE_NULL;
	int i;

	for (i = 0; i < nargs && i < 2; i++)
		args[i] = argument(from[i]);
	rc_buf_clear(&f->lite->room);
	if (!f->function->call(args, &f->lite->room, &out)) {
		sqlite3_result_error_nomem(context);
		return;
	}
	switch (out.type) {
	case RC_NULL:
		sqlite3_result_null(context);
		break;
	case RC_INT:
		sqlite3_result_int64(context, out.i);
		break;
	case RC_TEXT:
		if (f->function->bytes)
			sqlite3_result_blob(context, out.s.p, (int)out.s.n,
			                    SQLITE_TRANSIENT);
		else
			sqlite3_result_text(context, out.s.p, (int)out.s.n,
			                    SQLITE_TRANSIENT);
		break;
	}
}

static bool
lite_add_function(void *db, const struct rc_sql_function *function,
                  struct rc_err *err)
{
	struct lite *lite = db;
	struct lite_function *f;
	int result;

	RC_ASSERT(lite->nfunctions < NFUNCTIONS && function->nargs <= 2);
	f = &lite->functions[lite->nfunctions++];
	*f = (struct lite_function){ lite, function };
	result = sqlite3_create_function_v2(
	        lite->db, function->name, function->nargs,
	        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, f,
	        call_function, NULL, NULL, NULL);
	return result == SQLITE_OK || lite_fail(lite, result, err);
}

/* --- statements ----------------------------------------------------------- */

static bool
lite_script(void *db, const char *text, struct rc_err *err)
{
	return run(db, text, err);
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
		(void)lite_fail(lite, result, err);
		(void)sqlite3_finalize(stmt);
		return false;
	}
	(void)sqlite3_finalize(stmt);
	*ret = result == SQLITE_ROW;
	return true;
}

/* The n of a parameter "$n", or 0. */
static int
parameter(const struct lite_stmt *st, int i)
{
	const char *name = sqlite3_bind_parameter_name(st->stmt, i);
	int64_t n;

	if (name == NULL || name[0] != '$' ||
	    !rc_str_int(rc_str_of(name + 1), 1, RC_SQL_PARAMS, &n))
		return 0;
	return (int)n;
}

/* SQLite numbers $n by first appearance: remember which is which. */
static bool
map_parameters(struct lite_stmt *st, struct rc_err *err)
{
	int count = sqlite3_bind_parameter_count(st->stmt);
	int i;

	for (i = 1; i <= count; i++) {
		int n = parameter(st, i);

		if (n == 0)
			return rc_fail(err, RC_EBUG,
			               "a parameter is not $1 to $%d",
			               RC_SQL_PARAMS);
		if (n > st->most)
			st->most = n;
	}
	st->at = rc_alloc((size_t)st->most + 1, sizeof(st->at[0]));
	if (st->at == NULL)
		return rc_fail_nomem(err);
	for (i = 1; i <= count; i++)
		st->at[parameter(st, i)] = i;
	return true;
}

static void
lite_finalize(void *stmt)
{
	struct lite_stmt *st = stmt;

	if (st == NULL)
		return;
	(void)sqlite3_finalize(st->stmt);
	rc_free(st->at);
	rc_free(st);
}

static bool
lite_prepare(void *db, const char *text, unsigned flags, void **ret_st,
             struct rc_err *err)
{
	struct lite *lite = db;
	struct lite_stmt *st = rc_alloc(1, sizeof(*st));
	int result;

	if (st == NULL)
		return rc_fail_nomem(err);
	st->lite = lite;
	st->lifted = (flags & RC_SQL_LIFTED) != 0;
	lite->lifted = st->lifted;
	result = sqlite3_prepare_v3(lite->db, text, -1,
	                            SQLITE_PREPARE_PERSISTENT, &st->stmt, NULL);
	lite->lifted = false;
	if (result != SQLITE_OK) {
		(void)lite_fail(lite, result, err);
		goto fail;
	}
	if (!map_parameters(st, err))
		goto fail;
	*ret_st = st;
	return true;
fail:
	lite_finalize(st);
	return false;
}

static bool
lite_bind(void *stmt, int n, const struct rc_value *value, struct rc_err *err)
{
	struct lite_stmt *st = stmt;
	int result = SQLITE_RANGE;
	int at;

	if (n < 1 || n > st->most || st->at[n] == 0)
		return rc_fail(err, RC_EBUG, "the statement has no $%d", n);
	at = st->at[n];
	switch (value->type) {
	case RC_NULL:
		result = sqlite3_bind_null(st->stmt, at);
		break;
	case RC_INT:
		result = sqlite3_bind_int64(st->stmt, at, value->i);
		break;
	case RC_TEXT:
		if (value->s.n > LENGTH_MAX)
			result = SQLITE_TOOBIG;
		else
			result = sqlite3_bind_text(
			        st->stmt, at, value->s.n == 0 ? "" : value->s.p,
			        (int)value->s.n, SQLITE_STATIC);
		break;
	}
	return result == SQLITE_OK || lite_fail(st->lite, result, err);
}

static enum rc_step
lite_step(void *stmt, struct rc_err *err)
{
	struct lite_stmt *st = stmt;
	int result;

	/* SQLite may prepare it anew within the step. */
	st->lite->lifted = st->lifted;
	result = sqlite3_step(st->stmt);
	st->lite->lifted = false;
	if (result == SQLITE_ROW)
		return RC_STEP_ROW;
	if (result == SQLITE_DONE)
		return RC_STEP_DONE;
	(void)lite_fail(st->lite, result, err);
	return RC_STEP_FAILED;
}

static void
lite_column(void *stmt, int n, struct rc_value *ret)
{
	struct lite_stmt *st = stmt;
	const void *text;

	switch (sqlite3_column_type(st->stmt, n)) {
	case SQLITE_NULL:
		*ret = RC_VALUE_NULL;
		break;
	case SQLITE_INTEGER:
		*ret = RC_VALUE_INT(sqlite3_column_int64(st->stmt, n));
		break;
	default:
		text = sqlite3_column_text(st->stmt, n);
		*ret = RC_VALUE_STR(((struct rc_str){
		        text, (size_t)sqlite3_column_bytes(st->stmt, n) }));
		break;
	}
}

static void
lite_reset(void *stmt)
{
	struct lite_stmt *st = stmt;

	(void)sqlite3_reset(st->stmt);
}

/* --- transactions --------------------------------------------------------- */

static bool
lite_begin(void *db, enum rc_tx tx, struct rc_err *err)
{
	return run(db, tx == RC_TX_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

static bool
lite_end(void *db, bool commit, struct rc_err *err)
{
	struct lite *lite = db;

	/* A full disk makes SQLite roll back by itself. */
	if (sqlite3_get_autocommit(lite->db) != 0)
		return !commit ||
		       rc_fail(err, RC_EIO, _("%s: the changes were lost"),
		               lite->where);
	return run(lite, commit ? "COMMIT" : "ROLLBACK", err);
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
		return lite_fail(lite, result, err);
	version = sqlite3_column_int64(lite->version, 0);
	(void)sqlite3_reset(lite->version);
	*ret = lite->last_version != 0 && lite->last_version != version;
	lite->last_version = version;
	return true;
}

static void
lite_idle(void *db, bool (*go_on)(void *ctx), void *ctx)
{
	struct lite *lite = db;

	lite->go_on = go_on;
	lite->go_on_ctx = ctx;
	sqlite3_progress_handler(lite->db, go_on == NULL ? 0 : IDLE_STEPS,
	                         go_on == NULL ? NULL : go_on_cb, lite);
}

/* --- upkeep --------------------------------------------------------------- */

static bool
check_file(struct lite *lite, void (*problem)(void *ctx, const char *text),
           void *ctx, struct rc_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int result = sqlite3_prepare_v2(lite->db, "PRAGMA integrity_check", -1,
	                                &stmt, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		const char *text;

		result = sqlite3_step(stmt);
		if (result != SQLITE_ROW)
			break;
		text = (const char *)sqlite3_column_text(stmt, 0);
		if (text != NULL && strcmp(text, "ok") != 0)
			problem(ctx, text);
	}
	if (result != SQLITE_DONE)
		(void)lite_fail(lite, result, err);
	(void)sqlite3_finalize(stmt);
	return result == SQLITE_DONE;
}

static bool
check_references(struct lite *lite,
                 void (*problem)(void *ctx, const char *text), void *ctx,
                 struct rc_err *err)
{
	sqlite3_stmt *stmt = NULL;
	char text[200];
	int result = sqlite3_prepare_v2(lite->db, "PRAGMA foreign_key_check",
	                                -1, &stmt, NULL);

	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(stmt);
		if (result != SQLITE_ROW)
			break;
		(void)snprintf(text, sizeof(text),
		               _("%s %lld refers to a record of %s that is "
		                 "not there"),
		               (const char *)sqlite3_column_text(stmt, 0),
		               (long long)sqlite3_column_int64(stmt, 1),
		               (const char *)sqlite3_column_text(stmt, 2));
		problem(ctx, text);
	}
	if (result != SQLITE_DONE)
		(void)lite_fail(lite, result, err);
	(void)sqlite3_finalize(stmt);
	return result == SQLITE_DONE;
}

static bool
lite_check(void *db, void (*problem)(void *ctx, const char *text), void *ctx,
           struct rc_err *err)
{
	return check_file(db, problem, ctx, err) &&
	       check_references(db, problem, ctx, err);
}

static int
copy_pages(sqlite3_backup *backup, struct lite *lite)
{
	int result;

	do {
		if (go_on_cb(lite))
			return SQLITE_INTERRUPT;
		result = sqlite3_backup_step(backup, COPY_PAGES);
	} while (result == SQLITE_OK);
	return result;
}

static bool
lite_copy(void *db, const char *path, struct rc_err *err)
{
	struct lite *lite = db;
	struct lite target = { 0 };
	sqlite3_backup *backup = NULL;
	char full[PATH_MAX];
	int result;

	if (!make_file(path, err))
		return false;
	remember_where(&target, path);
	if (realpath(path, full) == NULL) {
		(void)rc_fail_sys(err, errno, "%s", path);
		goto fail;
	}
	result = sqlite3_open_v2(full, &target.db, SQLITE_OPEN_READWRITE, NULL);
	if (result == SQLITE_OK)
		backup = sqlite3_backup_init(target.db, "main", lite->db,
		                             "main");
	if (backup == NULL) {
		(void)lite_fail(&target, result, err);
		goto fail;
	}
	result = copy_pages(backup, lite);
	(void)sqlite3_backup_finish(backup);
	if (result != SQLITE_DONE) {
		(void)lite_fail(&target, result, err);
		goto fail;
	}
	/* One file to carry away: no -wal beside it. */
	if (!run(&target, "PRAGMA journal_mode = DELETE", err))
		goto fail;
	(void)sqlite3_close(target.db);
	return true;
fail:
	(void)sqlite3_close(target.db);
	(void)unlink(path);
	return false;
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
	.function = lite_add_function,
	.guard = lite_guard,
	.script = lite_script,
	.exists = lite_exists,
	.prepare = lite_prepare,
	.bind = lite_bind,
	.step = lite_step,
	.column = lite_column,
	.reset = lite_reset,
	.finalize = lite_finalize,
	.begin = lite_begin,
	.end = lite_end,
	.changed = lite_changed,
	.idle = lite_idle,
	.check = lite_check,
	.copy = lite_copy,
};
