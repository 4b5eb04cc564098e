/* SPDX-License-Identifier: MIT */
/* custody - looking up where a device was. */
#include "store/custody.h"

#include "store/store_impl.h"

bool
rc_custody_open(struct rc_store *store, rc_id device, rc_id *ret_id,
                struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(device);

	return rc_store_number(store,
	                       "SELECT max(id) FROM custody WHERE device = $1 "
	                       "AND to_date IS NULL",
	                       &by, 1, ret_id, err);
}

bool
rc_custody_after(struct rc_store *store, rc_id device, rc_date day, rc_id but,
                 rc_id *ret_id, struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(device),
		RC_VALUE_INT(day),
		RC_VALUE_INT(but),
	};

	return rc_store_number(
	        store,
	        "SELECT id FROM custody WHERE device = $1 AND "
	        "id <> $3 AND (to_date IS NULL OR to_date >= $2) "
	        "ORDER BY from_date LIMIT 1",
	        values, RC_COUNT(values), ret_id, err);
}
