/* SPDX-License-Identifier: MIT */
/*
 * sqlite_impl - what the files of the SQLite driver share. Only they include
 * <sqlite3.h>.
 */
#ifndef ROLLCALL_SRC_SQL_SQLITE_IMPL_H
#define ROLLCALL_SRC_SQL_SQLITE_IMPL_H

#include "sql/driver.h"

#include <sqlite3.h>

#define LENGTH_MAX (8 << 20)  /* one row */
#define IDLE_STEPS 20000      /* about 0.3 ms */
#define ROOM_MAX   (1u << 20) /* result of a function */
#define ASIDE_MAX  (1u << 16) /* definitions of the indexes of a table */
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
	bool bulk;
	bool sorts_in_file; /* until the end of the transaction */
	struct rc_buf aside; /* statements that build what bulk() dropped */
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

/* sqlite_base.c */
/* Fills *err from SQLite's last error; returns false. */
bool rc_lite_fail(const struct lite *lite, int result, struct rc_err *err);
/* Runs a text of statements without parameters. */
bool rc_lite_run(struct lite *lite, const char *text,
                 struct rc_err *err) RC_MUST;
bool rc_lite_make_file(const char *where, struct rc_err *err) RC_MUST;
void rc_lite_remember(struct lite *lite, const char *where);
int rc_lite_go_on(void *lite); /* 1 = stop */

/* sqlite_stmt.c */
bool rc_lite_function(void *db, const struct rc_sql_function *function,
                      struct rc_err *err) RC_MUST;
bool rc_lite_prepare(void *db, const char *text, unsigned flags, void **ret_st,
                     struct rc_err *err) RC_MUST;
bool rc_lite_bind(void *st, int n, const struct rc_value *value,
                  struct rc_err *err) RC_MUST;
enum rc_step rc_lite_step(void *st, struct rc_err *err) RC_MUST;
void rc_lite_column(void *st, int n, struct rc_value *ret);
void rc_lite_reset(void *st);
void rc_lite_finalize(void *st);

/* sqlite_bulk.c */
bool rc_lite_bulk(void *db, const char *table, struct rc_err *err) RC_MUST;
/* Builds what was set aside, if anything; before a commit. */
bool rc_lite_bulk_end(struct lite *lite, struct rc_err *err) RC_MUST;
/* After the end of any transaction. */
void rc_lite_bulk_after(struct lite *lite);
/* Forgets it; before a rollback. */
void rc_lite_bulk_stop(struct lite *lite);

/* sqlite_care.c */
bool rc_lite_check(void *db, void (*problem)(void *ctx, const char *text),
                   void *ctx, struct rc_err *err) RC_MUST;
bool rc_lite_copy(void *db, const char *path, struct rc_err *err) RC_MUST;

#endif
