/* SPDX-License-Identifier: MIT */
/* sqlite_stmt - statements of the SQLite driver, and functions they call. */
#include "sql/sqlite_impl.h"

#include <rollcall/base/mem.h>

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

bool
rc_lite_function(void *db, const struct rc_sql_function *function,
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
	return result == SQLITE_OK || rc_lite_fail(lite, result, err);
}

/* --- statements ----------------------------------------------------------- */

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

void
rc_lite_finalize(void *stmt)
{
	struct lite_stmt *st = stmt;

	if (st == NULL)
		return;
	(void)sqlite3_finalize(st->stmt);
	rc_free(st->at);
	rc_free(st);
}

bool
rc_lite_prepare(void *db, const char *text, unsigned flags, void **ret_st,
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
		(void)rc_lite_fail(lite, result, err);
		goto fail;
	}
	if (!map_parameters(st, err))
		goto fail;
	*ret_st = st;
	return true;
fail:
	rc_lite_finalize(st);
	return false;
}

bool
rc_lite_bind(void *stmt, int n, const struct rc_value *value,
             struct rc_err *err)
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
	return result == SQLITE_OK || rc_lite_fail(st->lite, result, err);
}

enum rc_step
rc_lite_step(void *stmt, struct rc_err *err)
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
	(void)rc_lite_fail(st->lite, result, err);
	return RC_STEP_FAILED;
}

void
rc_lite_column(void *stmt, int n, struct rc_value *ret)
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

void
rc_lite_reset(void *stmt)
{
	struct lite_stmt *st = stmt;

	(void)sqlite3_reset(st->stmt);
}
