/* SPDX-License-Identifier: MIT */
/* snapshot - keeping, reading and checking the bytes of frozen reports. */
#include "store/snapshot.h"

#include <rollcall/base/i18n.h>

#include "store/row.h"
#include "store/store_impl.h"

#include <string.h>

bool
rc_snapshot_sum(struct rc_store *store, struct rc_str bytes,
                char ret[RC_SHA256_HEX], struct rc_err *err)
{
	uint8_t sum[RC_SHA256_BYTES];

	if (!rc_digest_begin(store->digest) ||
	    !rc_digest_add(store->digest, bytes) ||
	    !rc_digest_end(store->digest, sum))
		return rc_fail(err, RC_EBUG, "SHA-256 cannot be computed");
	rc_hex(sum, sizeof(sum), ret);
	return true;
}

bool
rc_snapshot_put(struct rc_store *store, rc_id id, struct rc_str bytes,
                struct rc_err *err)
{
	const struct rc_value values[] = { RC_VALUE_INT(id),
		                           RC_VALUE_STR(bytes) };
	struct rc_stmt *stmt;
	bool done;

	if (bytes.n > RC_SNAPSHOT_MAX)
		return rc_fail(err, RC_ENOSPACE,
		               _("the report has %zu bytes; at most %zu can be "
		                 "frozen, csv and xlsx take least"),
		               bytes.n, RC_SNAPSHOT_MAX);
	if (!rc_sql_cached(store->sql,
	                   "INSERT INTO snapshot_body (id, body) VALUES ($1, "
	                   "CAST($2 AS BLOB))",
	                   &stmt, err))
		return false;
	done = rc_stmt_run(stmt, values, RC_COUNT(values), err);
	rc_stmt_done(stmt);
	return done;
}

/* *ret_fault is what is wrong with them, or NULL. */
static bool
judge(struct rc_store *store, const struct rc_snapshot *record,
      struct rc_value value, const char **ret_fault, struct rc_err *err)
{
	char sum[RC_SHA256_HEX];

	*ret_fault = NULL;
	if (value.type != RC_TEXT) {
		*ret_fault = N_("its bytes are gone");
		return true;
	}
	if (!rc_snapshot_sum(store, value.s, sum, err))
		return false;
	if ((int64_t)value.s.n != record->bytes ||
	    !rc_text_eq(sum, record->sha256))
		*ret_fault = N_("its bytes are not those that were frozen");
	return true;
}

/* Steps to the bytes of a snapshot; nothing is no error. The statement is to be
 * given back also after a failure. */
static bool
find_bytes(struct rc_store *store, rc_id id, struct rc_stmt **ret_stmt,
           struct rc_value *ret, struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(id);
	enum rc_step step;

	*ret_stmt = NULL;
	if (!rc_sql_cached(store->sql,
	                   "SELECT body FROM snapshot_body WHERE id = $1",
	                   ret_stmt, err) ||
	    !rc_stmt_bind(*ret_stmt, 1, &by, err))
		return false;
	step = rc_stmt_step(*ret_stmt, err);
	*ret = step == RC_STEP_ROW ? rc_stmt_column(*ret_stmt, 0)
	                           : RC_VALUE_NULL;
	return step != RC_STEP_FAILED;
}

bool
rc_snapshot_get(struct rc_store *store, const struct rc_snapshot *record,
                struct rc_arena *arena, struct rc_str *ret, struct rc_err *err)
{
	const char *fault = NULL;
	struct rc_stmt *stmt;
	struct rc_value value;
	char *copy;
	bool done = find_bytes(store, record->head.id, &stmt, &value, err) &&
	            judge(store, record, value, &fault, err);

	if (done && fault != NULL)
		done = rc_fail(err, RC_ECORRUPT,
		               _("the frozen report %s is damaged: %s"),
		               record->code, _(fault));
	if (done) {
		copy = rc_arena_alloc(arena, value.s.n + 1, 1);
		if (copy == NULL)
			done = rc_fail_nomem(err);
		else if (value.s.n > 0)
			memcpy(copy, value.s.p, value.s.n);
		if (done)
			*ret = (struct rc_str){ copy, value.s.n };
	}
	rc_stmt_done(stmt);
	return done;
}

static bool
check_one(struct rc_store *store, rc_id id, struct rc_arena *arena,
          rc_problem *problem, void *ctx, struct rc_err *err)
{
	struct rc_snapshot record;
	const char *fault = NULL;
	struct rc_stmt *stmt = NULL;
	struct rc_value value;
	char sentence[300];
	bool done;

	done = rc_row_get(store, &rc_kind_snapshot, id, arena, &record, err) &&
	       find_bytes(store, id, &stmt, &value, err) &&
	       judge(store, &record, value, &fault, err);
	rc_stmt_done(stmt);
	if (!done || fault == NULL)
		return done;
	(void)snprintf(sentence, sizeof(sentence), _("frozen report %.80s: %s"),
	               record.code, _(fault));
	problem(ctx, sentence);
	return true;
}

bool
rc_snapshot_check(struct rc_store *store, rc_problem *problem, void *ctx,
                  struct rc_err *err)
{
	enum rc_step step = RC_STEP_FAILED;
	struct rc_arena arena;
	struct rc_stmt *stmt;

	if (!rc_sql_cached(store->sql, "SELECT id FROM snapshot ORDER BY id",
	                   &stmt, err))
		return false;
	rc_arena_init(&arena);
	for (;;) {
		step = rc_stmt_step(stmt, err);
		if (step != RC_STEP_ROW)
			break;
		rc_arena_clear(&arena);
		if (!check_one(store, rc_stmt_column(stmt, 0).i, &arena,
		               problem, ctx, err)) {
			step = RC_STEP_FAILED;
			break;
		}
	}
	rc_arena_fini(&arena);
	rc_stmt_done(stmt);
	return step == RC_STEP_DONE;
}
