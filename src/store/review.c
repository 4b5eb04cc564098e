/* SPDX-License-Identifier: MIT */
/* review - who shares what identifies one machine. */
#include "store/review.h"

#include "store/store_impl.h"

static const char shared_text[] =
        "SELECT f.name, f.value, min_device, f.device FROM fact AS f JOIN "
        "(SELECT name, value, min(device) AS min_device FROM fact WHERE name "
        "IN ('serial', 'uuid', 'machine_id') GROUP BY name, value HAVING "
        "count(*) > 1) AS g ON g.name = f.name AND g.value = f.value WHERE "
        "f.device <> min_device ORDER BY f.name, f.value, f.device";
static const char recorded_text[] =
        "SELECT f.name, f.value, f.device, d.id FROM fact AS f JOIN device AS "
        "d ON d.serial = f.value WHERE f.name = 'serial' AND d.id <> f.device "
        "ORDER BY f.device";

struct pair_query {
	const char *text;
	bool recorded;
};

/* The names in the order of the words; a literal outlives the row. */
static const char *
literal(struct rc_str name)
{
	static const char *const names[] = { "serial", "uuid", "machine_id" };

	for (size_t i = 0; i < RC_COUNT(names); i++)
		if (rc_str_is(name, names[i]))
			return names[i];
	return "";
}

bool
rc_twins_each(struct rc_store *store,
              bool (*each)(void *ctx, const struct rc_store_twin *twin,
                           struct rc_err *err),
              void *ctx, struct rc_err *err)
{
	static const struct pair_query queries[] = {
		{ recorded_text, true },
		{ shared_text, false },
	};
	enum rc_step step = RC_STEP_DONE;

	for (size_t i = 0; i < RC_COUNT(queries); i++) {
		struct rc_stmt *stmt;

		if (!rc_sql_cached(store->sql, queries[i].text, &stmt, err))
			return false;
		while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
			const struct rc_store_twin twin = {
				literal(rc_stmt_column(stmt, 0).s),
				rc_stmt_column(stmt, 1).s,
				rc_stmt_column(stmt, 2).i,
				rc_stmt_column(stmt, 3).i,
				queries[i].recorded,
			};

			if (!each(ctx, &twin, err)) {
				step = RC_STEP_FAILED;
				break;
			}
		}
		rc_stmt_done(stmt);
		if (step == RC_STEP_FAILED)
			return false;
	}
	return true;
}
