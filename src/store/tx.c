/* SPDX-License-Identifier: MIT */
/* tx - transactions: what is remembered within one is forgotten at its end. */
#include "store/audit.h"
#include "store/store_impl.h"

static void
forget(struct rc_store *store)
{
	size_t i;

	store->head_known = false;
	for (i = 0; i < store->ntables; i++)
		store->tables[i].next_id = 0;
}

bool
rc_store_begin(struct rc_store *store, struct rc_err *err)
{
	if (!rc_sql_begin(store->sql, RC_TX_WRITE, "batch", err))
		return false;
	forget(store);
	return true;
}

bool
rc_store_commit(struct rc_store *store, struct rc_err *err)
{
	if (!rc_audit_keep_head(store, err)) {
		rc_store_abort(store);
		return false;
	}
	forget(store);
	return rc_sql_commit(store->sql, err);
}

void
rc_store_abort(struct rc_store *store)
{
	forget(store);
	rc_sql_abort(store->sql);
}

bool
rc_store_read(struct rc_store *store, struct rc_err *err)
{
	return rc_sql_begin(store->sql, RC_TX_READ, "read", err);
}

bool
rc_store_in_tx(const struct rc_store *store)
{
	return rc_sql_in_tx(store->sql);
}
