/* SPDX-License-Identifier: MIT */
/* expire - events that are too old to be kept. */
#include "store/expire.h"

#include "store/store_impl.h"

static bool
run_once(struct rc_store *store, const char *text, unsigned flags,
         const struct rc_value *values, size_t n, struct rc_err *err)
{
	struct rc_stmt *stmt = NULL;
	bool done = rc_store_keep(store, text, flags, &stmt, err) &&
	            rc_stmt_run(stmt, values, n, err);

	rc_stmt_free(stmt);
	return done;
}

/* The mark never moves back: what it once let go is gone. */
static bool
expire(struct rc_store *store, rc_ms before, size_t most, struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(before),
		RC_VALUE_INT((int64_t)most),
	};

	return run_once(store,
	                "UPDATE meta SET value = CAST($1 AS TEXT) WHERE name = "
	                "'events_since' AND CAST(value AS INTEGER) < $1",
	                RC_SQL_LIFTED, values, 1, err) &&
	       run_once(store,
	                "DELETE FROM event WHERE id IN (SELECT id FROM event "
	                "WHERE at < $1 ORDER BY at LIMIT $2)",
	                RC_SQL_LIFTED, values, 2, err);
}

bool
rc_events_expire(struct rc_store *store, rc_ms before, size_t most,
                 size_t *ret_n, struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(before),
		RC_VALUE_INT((int64_t)most),
	};
	int64_t n;

	if (!rc_store_number(store,
	                     "SELECT count(*) FROM (SELECT 1 FROM event "
	                     "WHERE at < $1 LIMIT $2)",
	                     values, 2, &n, err))
		return false;
	if (n > 0) {
		if (!rc_store_begin(store, err))
			return false;
		if (!expire(store, before, most, err)) {
			rc_store_abort(store);
			return false;
		}
		if (!rc_store_commit(store, err))
			return false;
	}
	*ret_n = (size_t)n;
	return true;
}
