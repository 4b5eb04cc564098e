/* SPDX-License-Identifier: MIT */
/* tx - transactions: what is remembered within one is forgotten at its end. */
#include "store/audit.h"
#include "store/store_impl.h"

#include <string.h>

static void
forget_keys(struct rc_store *store)
{
	if (!store->keys_used)
		return;
	memset(store->keys, 0, RC_KNOWN_KEYS * sizeof(store->keys[0]));
	rc_arena_clear(&store->keys_room);
	store->keys_used = false;
}

static void
forget(struct rc_store *store)
{
	size_t i;

	store->head_known = false;
	store->bound_batch = 0;
	store->writing = false;
	store->bulk = false;
	forget_keys(store);
	rc_store_forget_forms(store);
	for (i = 0; i < store->ntables; i++) {
		store->tables[i].next_id = 0;
		store->tables[i].form = 0;
	}
}

bool
rc_store_begin(struct rc_store *store, struct rc_err *err)
{
	if (!rc_sql_begin(store->sql, RC_TX_WRITE, "batch", err))
		return false;
	forget(store);
	store->writing = true;
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
rc_store_bulk(struct rc_store *store, const struct rc_kind *kind,
              struct rc_err *err)
{
	struct rc_table *table;
	int64_t there;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, "SELECT id FROM %s LIMIT 1", table->name);
	if (!rc_buf_done(&store->text, err) ||
	    !rc_store_number(store, store->text.p, NULL, 0, &there, err))
		return false;
	if (there != 0)
		return true;
	store->bulk = rc_sql_bulk(store->sql, table->name, err);
	return store->bulk;
}

bool
rc_store_in_tx(const struct rc_store *store)
{
	return rc_sql_in_tx(store->sql);
}
