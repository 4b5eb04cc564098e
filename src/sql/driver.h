/* SPDX-License-Identifier: MIT */
/*
 * driver - what a database must offer; a driver is one such table and nothing
 * else. `db` and `st` are the driver's own. Only sql.c calls these.
 */
#ifndef ROLLCALL_SRC_SQL_DRIVER_H
#define ROLLCALL_SRC_SQL_DRIVER_H

#include "sql/sql.h"

/* In the order of rc_sql_words in sql.c. */
enum rc_sql_word {
	RC_WORD_ID,
	RC_WORD_INT,
	RC_WORD_BLOB,
	RC_WORD_STRICT,
	RC_WORD_KEY,
	RC_SQL_WORDS
};

struct rc_sql_ops {
	const char *name;
	const char *words[RC_SQL_WORDS];
	bool (*open)(const struct rc_sql_options *options, void **ret_db,
	             struct rc_err *err);
	void (*close)(void *db);
	bool (*function)(void *db, const struct rc_sql_function *function,
	                 struct rc_err *err);
	void (*guard)(void *db, const char *const *tables);
	bool (*script)(void *db, const char *text, struct rc_err *err);
	bool (*exists)(void *db, const char *table, bool *ret,
	               struct rc_err *err);
	bool (*prepare)(void *db, const char *text, unsigned flags,
	                void **ret_st, struct rc_err *err);
	bool (*bind)(void *st, int n, const struct rc_value *value,
	             struct rc_err *err);
	enum rc_step (*step)(void *st, struct rc_err *err);
	void (*column)(void *st, int n, struct rc_value *ret);
	void (*reset)(void *st);
	void (*finalize)(void *st);
	bool (*begin)(void *db, enum rc_tx tx, struct rc_err *err);
	bool (*end)(void *db, bool commit, struct rc_err *err);
	bool (*bulk)(void *db, const char *table, struct rc_err *err);
	bool (*changed)(void *db, bool *ret, struct rc_err *err);
	bool (*cache)(void *db, size_t bytes, struct rc_err *err);
	void (*idle)(void *db, bool (*go_on)(void *ctx), void *ctx);
	bool (*check)(void *db, void (*problem)(void *ctx, const char *text),
	              void *ctx, struct rc_err *err);
	bool (*copy)(void *db, const char *path, struct rc_err *err);
};

#endif
