/* SPDX-License-Identifier: MIT */
/* log - batches, events, and reading the audit for undo. */
#include "store/log.h"

#include "store/audit.h"
#include "store/read.h"

#define SELECT_LINES "SELECT %s FROM %s WHERE "

static struct rc_value
id_value(rc_id id)
{
	return id == 0 ? RC_VALUE_NULL : RC_VALUE_INT(id);
}

static bool
run(struct rc_store *store, const char *text, const struct rc_value *values,
    size_t n, struct rc_err *err)
{
	struct rc_stmt *stmt;

	return rc_sql_cached(store->sql, text, &stmt, err) &&
	       rc_stmt_run(stmt, values, n, err);
}

bool
rc_batch_append(struct rc_store *store, const struct rc_batch *batch,
                rc_id *ret, struct rc_err *err)
{
	char head[RC_CHAIN_HEX];
	struct rc_value values[10];
	int64_t lines;
	int64_t last;

	if (!rc_store_number(store, "SELECT max(id) FROM batch", NULL, 0, &last,
	                     err) ||
	    !rc_audit_last(store, &lines, head, err))
		return false;
	values[0] = RC_VALUE_INT(last + 1);
	values[1] = RC_VALUE_INT(batch->at);
	values[2] = rc_value_text(batch->who);
	values[3] = rc_value_text(batch->what);
	values[4] = rc_value_text(batch->reason);
	values[5] = rc_value_text(batch->digest);
	values[6] = rc_value_text(batch->recipe);
	values[7] = RC_VALUE_INT(lines + 1);
	values[8] = RC_VALUE_INT(batch->writes);
	values[9] = id_value(batch->undoes.id);
	if (!run(store,
	         "INSERT INTO batch (id, at, who, what, reason, digest, "
	         "recipe, first_line, writes, undoes) VALUES ($1, $2, $3, "
	         "$4, $5, $6, $7, $8, $9, $10)",
	         values, RC_COUNT(values), err))
		return false;
	*ret = last + 1;
	return true;
}

bool
rc_batch_count(struct rc_store *store, rc_id batch, uint64_t writes,
               struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(batch),
		RC_VALUE_INT((int64_t)writes),
	};

	return run(store, "UPDATE batch SET writes = $2 WHERE id = $1", values,
	           RC_COUNT(values), err);
}

bool
rc_batch_recipe(struct rc_store *store, rc_id batch, const char *recipe,
                struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(batch),
		rc_value_text(recipe),
	};

	return run(store, "UPDATE batch SET recipe = $2 WHERE id = $1", values,
	           RC_COUNT(values), err);
}

bool
rc_batch_same(struct rc_store *store, const char *recipe, rc_id *ret,
              struct rc_err *err)
{
	struct rc_value values[2] = { rc_value_text(recipe), RC_VALUE_NULL };
	char head[RC_CHAIN_HEX];
	int64_t lines;

	if (!rc_audit_last(store, &lines, head, err))
		return false;
	values[1] = RC_VALUE_INT(lines);
	return rc_store_number(store,
	                       "SELECT max(id) FROM batch WHERE recipe = $1 "
	                       "AND first_line + writes - 1 = $2",
	                       values, RC_COUNT(values), ret, err);
}

bool
rc_batch_undone(struct rc_store *store, rc_id batch, rc_id by,
                struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(batch),
		RC_VALUE_INT(by),
	};

	return run(store, "UPDATE batch SET undone_by = $2 WHERE id = $1",
	           values, RC_COUNT(values), err);
}

bool
rc_batch_latest(struct rc_store *store, const char *who, rc_id *ret,
                struct rc_err *err)
{
	const struct rc_value by = rc_value_text(who);

	return rc_store_number(store,
	                       "SELECT max(id) FROM batch WHERE who = $1 AND "
	                       "undoes IS NULL AND undone_by IS NULL AND "
	                       "writes > 0",
	                       &by, 1, ret, err);
}

bool
rc_batch_exists(struct rc_store *store, rc_id batch, int64_t *ret,
                struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(batch);

	return rc_store_number(store, "SELECT id FROM batch WHERE id = $1", &by,
	                       1, ret, err);
}

bool
rc_event_append(struct rc_store *store, const struct rc_event *event,
                struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(event->at),
		RC_VALUE_INT(event->device.id),
		RC_VALUE_INT(event->batch.id),
		rc_value_text(event->outcome),
		rc_value_text(event->phase),
		event->ms == RC_INT_NONE ? RC_VALUE_NULL
		                         : RC_VALUE_INT(event->ms),
		rc_value_text(event->detail),
	};

	return run(store,
	           "INSERT INTO event (at, device, batch, outcome, phase, ms, "
	           "detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
	           values, RC_COUNT(values), err);
}

bool
rc_device_measured(struct rc_store *store, const struct rc_event *event,
                   struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(event->device.id),
		RC_VALUE_INT(event->at),
		rc_value_text(event->outcome),
		RC_VALUE_INT(rc_text_eq(event->outcome, "ok")),
	};

	return run(store,
	           "UPDATE device SET last_polled = $2, last_outcome = $3, "
	           "last_seen = CASE WHEN $4 = 1 THEN $2 ELSE last_seen END "
	           "WHERE id = $1",
	           values, RC_COUNT(values), err);
}

static bool
open_lines(struct rc_store *store, const char *where,
           const struct rc_value *values, size_t n, struct rc_lines *ret,
           struct rc_err *err)
{
	struct rc_lines lines = { 0 };
	size_t i;

	if (!rc_store_table(store, &rc_kind_audit, &lines.table, err))
		return false;
	rc_buf_clear(&store->text);
	rc_buf_printf(&store->text, SELECT_LINES, lines.table->columns,
	              lines.table->from);
	rc_buf_puts(&store->text, where);
	if (!rc_store_stmt(store, &lines.stmt, err))
		return false;
	for (i = 0; i < n; i++) {
		if (!rc_stmt_bind(lines.stmt, (int)i + 1, &values[i], err)) {
			rc_stmt_done(lines.stmt);
			return false;
		}
	}
	*ret = lines;
	return true;
}

bool
rc_lines_of_batch(struct rc_store *store, rc_id batch, struct rc_lines *ret,
                  struct rc_err *err)
{
	const struct rc_value by = RC_VALUE_INT(batch);

	return open_lines(store,
	                  "t.id BETWEEN (SELECT first_line FROM batch WHERE "
	                  "id = $1) AND (SELECT first_line + writes - 1 FROM "
	                  "batch WHERE id = $1) ORDER BY t.id DESC",
	                  &by, 1, ret, err);
}

/* The kind is bound by pointer: it must live until the lines are closed. */
bool
rc_lines_of_record(struct rc_store *store, const char *kind, rc_id record,
                   int64_t after, struct rc_lines *ret, struct rc_err *err)
{
	const struct rc_value values[] = {
		rc_value_text(kind),
		RC_VALUE_INT(record),
		RC_VALUE_INT(after),
	};

	return open_lines(store,
	                  "t.kind = $1 AND t.record = $2 AND t.id > $3 "
	                  "ORDER BY t.id",
	                  values, RC_COUNT(values), ret, err);
}

bool
rc_lines_next(struct rc_lines *lines, struct rc_arena *arena,
              struct rc_audit *ret, bool *ret_end, struct rc_err *err)
{
	enum rc_step step = rc_stmt_step(lines->stmt, err);

	if (step == RC_STEP_FAILED)
		return false;
	*ret_end = step == RC_STEP_DONE;
	return *ret_end ||
	       rc_row_read(lines->table, lines->stmt, arena, ret, err);
}

void
rc_lines_close(struct rc_lines *lines)
{
	rc_stmt_done(lines->stmt);
	lines->stmt = NULL;
}

bool
rc_audit_version(struct rc_store *store, const char *kind, rc_id record,
                 int64_t *ret, struct rc_err *err)
{
	const struct rc_value values[] = {
		rc_value_text(kind),
		RC_VALUE_INT(record),
		RC_VALUE_INT(RC_ACTION_REMOVE),
	};

	return rc_store_number(store,
	                       "SELECT count(*) FROM audit WHERE kind = $1 AND "
	                       "record = $2 AND action <> $3",
	                       values, RC_COUNT(values), ret, err);
}
