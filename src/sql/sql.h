/* SPDX-License-Identifier: MIT */
/*
 * sql - statements and rows, behind one small interface; no domain word.
 *
 *	struct rc_stmt *stmt;
 *	if (!rc_sql_cached(sql, "SELECT name FROM x WHERE id = $1", &stmt, err))
 *		return false;
 *	if (!rc_stmt_bind(stmt, 1, &id, err))
 *		goto out;
 *	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW)
 *		use(rc_stmt_column(stmt, 0));	// borrowed until the next step
 * out:
 *	rc_stmt_done(stmt);
 *
 * Parameters are $1, $2, ... in every driver; bound text is borrowed until the
 * statement is done with. Errors are classes (base/err.h): a unique value that
 * is taken is RC_ECONFLICT, a reference that does not hold RC_EREF; which field
 * it was is for the store to find out.
 */
#ifndef ROLLCALL_SRC_SQL_SQL_H
#define ROLLCALL_SRC_SQL_SQL_H

#include <rollcall/base/buf.h>
#include <rollcall/base/value.h>

struct rc_sql;
struct rc_stmt;
struct rc_sql_ops;

extern const struct rc_sql_ops rc_sql_sqlite;

#define RC_SQL_PARAMS 1000 /* most parameters of a statement */

enum rc_step { RC_STEP_ROW, RC_STEP_DONE, RC_STEP_FAILED };
enum rc_tx { RC_TX_READ, RC_TX_WRITE };

struct rc_sql_options {
	const char *where;
	bool create; /* make it; RC_ECONFLICT if it is there already */
	bool read_only;
	int busy_ms; /* how long to wait for another writer; 0 = not */
};

/* A function that statements may call. It puts its result, if it is text or
 * bytes, in `room` (empty at the call) and lets *ret point there. False means
 * out of memory. */
struct rc_sql_function {
	const char *name;
	int nargs;  /* 1 or 2 */
	bool bytes; /* the result is compared byte by byte */
	bool (*call)(const struct rc_value *args, struct rc_buf *room,
	             struct rc_value *ret);
};

bool rc_sql_open(const struct rc_sql_ops *ops,
                 const struct rc_sql_options *options, struct rc_sql **ret,
                 struct rc_err *err) RC_MUST;
void rc_sql_close(struct rc_sql *sql); /* takes NULL; rolls back */
/* `function` must outlive the connection. */
bool rc_sql_function(struct rc_sql *sql, const struct rc_sql_function *function,
                     struct rc_err *err) RC_MUST;
/* From now on the schema stands fixed, and the tables named (NULL ends; the
 * array must outlive the connection) are changed only by statements prepared
 * with RC_SQL_LIFTED. */
void rc_sql_guard(struct rc_sql *sql, const char *const *tables);

/* Runs several statements, for migrations. */
bool rc_sql_script(struct rc_sql *sql, const char *text,
                   struct rc_err *err) RC_MUST;
bool rc_sql_exists(struct rc_sql *sql, const char *table, bool *ret,
                   struct rc_err *err) RC_MUST;
/* What this driver writes for one of the dialect words ("id", "int", "blob",
 * "strict", "key"); NULL for another. */
const char *rc_sql_word(const struct rc_sql *sql, struct rc_str word);
const char *rc_sql_name(const struct rc_sql *sql); /* "sqlite" */

enum rc_sql_flag { RC_SQL_LIFTED = 1u << 0 };
/* A statement of one's own, to be freed before the connection is closed. */
bool rc_sql_prepare(struct rc_sql *sql, const char *text, unsigned flags,
                    struct rc_stmt **ret, struct rc_err *err) RC_MUST;
void rc_stmt_free(struct rc_stmt *stmt); /* takes NULL */
/* A statement from the cache, found by its text; give it back with
 * rc_stmt_done(). The same text may be out more than once. */
bool rc_sql_cached(struct rc_sql *sql, const char *text, struct rc_stmt **ret,
                   struct rc_err *err) RC_MUST;
/* Ends a run: frees its locks. What is bound stays so, but a text only as long
 * as its owner lets it live. For cached ones: gives it back. Takes NULL. */
void rc_stmt_done(struct rc_stmt *stmt);

bool rc_stmt_bind(struct rc_stmt *stmt, int n, const struct rc_value *value,
                  struct rc_err *err) RC_MUST; /* n from 1 */
enum rc_step rc_stmt_step(struct rc_stmt *stmt, struct rc_err *err) RC_MUST;
struct rc_value rc_stmt_column(struct rc_stmt *stmt, int n); /* n from 0 */
/* Binds `n` values as $1.., steps once, expects no row, is done. */
bool rc_stmt_run(struct rc_stmt *stmt, const struct rc_value *values, size_t n,
                 struct rc_err *err) RC_MUST;

/* Transactions do not nest; `who` (a literal) is remembered and named when
 * somebody tries. */
bool rc_sql_begin(struct rc_sql *sql, enum rc_tx tx, const char *who,
                  struct rc_err *err) RC_MUST;
/* When committing fails the transaction is rolled back. */
bool rc_sql_commit(struct rc_sql *sql, struct rc_err *err) RC_MUST;
void rc_sql_abort(struct rc_sql *sql); /* harmless outside of one */
bool rc_sql_in_tx(const struct rc_sql *sql);

/* Many rows are coming into `table`, which is empty: its indexes are set aside
 * until rc_sql_commit() builds them anew, all at once, which is cheaper. Until
 * then nothing is unique: a value that stands twice makes the commit fail with
 * RC_ECONFLICT, and nothing is kept. Nor does any reference hold by itself
 * until the end of the transaction: who writes and removes must look. Within a
 * transaction that writes; for one table at a time. */
bool rc_sql_bulk(struct rc_sql *sql, const char *table,
                 struct rc_err *err) RC_MUST;

/* Has another connection written since the last call? The first call says
 * no. */
bool rc_sql_changed(struct rc_sql *sql, bool *ret, struct rc_err *err) RC_MUST;
/* How much of the database is kept in memory, at most; less than a driver keeps
 * by itself suits those that run for months. */
bool rc_sql_cache(struct rc_sql *sql, size_t bytes, struct rc_err *err) RC_MUST;
/* `go_on` is asked every few milliseconds within a long step; when it says
 * false the step fails with RC_ECANCELLED. NULL: never asked. */
void rc_sql_idle(struct rc_sql *sql, bool (*go_on)(void *ctx), void *ctx);
/* Is the file whole, and does every reference hold? Each fault as a text. */
bool rc_sql_check(struct rc_sql *sql,
                  void (*problem)(void *ctx, const char *text), void *ctx,
                  struct rc_err *err) RC_MUST;
/* A copy of the whole as it stands now, in a new file of mode 0600. */
bool rc_sql_copy(struct rc_sql *sql, const char *path,
                 struct rc_err *err) RC_MUST;

#endif
