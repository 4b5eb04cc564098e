/* SPDX-License-Identifier: MIT */
/* verdict - judged devices in a temporary table. */
#include "store/verdict.h"

#include "store/store_impl.h"

static bool
run(struct rc_store *store, const char *text, const struct rc_value *values,
    size_t n, struct rc_err *err)
{
	struct rc_stmt *stmt;

	return rc_sql_cached(store->sql, text, &stmt, err) &&
	       rc_stmt_run(stmt, values, n, err);
}

bool
rc_verdicts_clear(struct rc_store *store, struct rc_err *err)
{
	return run(store,
	           "CREATE TEMPORARY TABLE IF NOT EXISTS verdict (device "
	           "INTEGER PRIMARY KEY, modern INTEGER, uniform INTEGER, "
	           "fit INTEGER, secure INTEGER, conforming INTEGER)",
	           NULL, 0, err) &&
	       run(store, "DELETE FROM verdict", NULL, 0, err);
}

bool
rc_verdicts_add(struct rc_store *store, rc_id device,
                const int words[RC_VERDICTS], struct rc_err *err)
{
	struct rc_value values[1 + RC_VERDICTS];
	size_t i;

	values[0] = RC_VALUE_INT(device);
	for (i = 0; i < RC_VERDICTS; i++)
		values[1 + i] = RC_VALUE_INT(words[i]);
	return run(store,
	           "INSERT INTO verdict (device, modern, uniform, fit, "
	           "secure, conforming) VALUES ($1, $2, $3, $4, $5, $6)",
	           values, RC_COUNT(values), err);
}
