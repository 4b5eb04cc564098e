/* SPDX-License-Identifier: MIT */
/* check - what must hold between tables, each as one query for offenders. */
#include <rollcall/base/i18n.h>
#include <rollcall/model/log.h>

#include "store/sheet.h"
#include "store/store_impl.h"

/* Runs a query whose rows are offenders (a text, then up to two numbers, or
 * less) and reports each by the sentence. */
static bool
offenders(struct rc_store *store, const char *text, const char *sentence,
          rc_problem *problem, void *ctx, struct rc_err *err)
{
	enum rc_step step;
	struct rc_stmt *stmt;
	char line[300];

	if (!rc_sql_cached(store->sql, text, &stmt, err))
		return false;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		struct rc_str s = rc_stmt_column(stmt, 0).s;
		int n = (int)(s.n < 100 ? s.n : 100);

		(void)snprintf(line, sizeof(line), "%.*s: %s", n,
		               n > 0 ? s.p : "", _(sentence));
		problem(ctx, line);
	}
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

/* Every record has as many writes in the audit as its revision says, and what
 * is not removed there is there. */
static bool
check_revisions(struct rc_store *store, const struct rc_kind *kind,
                rc_problem *problem, void *ctx, struct rc_err *err)
{
	struct rc_table *table;

	if (!rc_store_table(store, kind, &table, err))
		return false;
	/* A name of our own tables, no input: it may stand in the text. */
	rc_buf_clear(&store->text);
	rc_buf_printf(
	        &store->text,
	        "WITH told (id, n, last) AS (SELECT record, "
	        "count(*) FILTER (WHERE action <> %d), max(id) FROM audit "
	        "WHERE kind = '%s' GROUP BY record) "
	        "SELECT '%s ' || t.id FROM %s AS t LEFT JOIN told ON "
	        "told.id = t.id WHERE told.n IS DISTINCT FROM t.revision "
	        "UNION ALL SELECT '%s ' || told.id FROM told JOIN audit AS a "
	        "ON a.id = told.last LEFT JOIN %s AS t ON t.id = told.id "
	        "WHERE (t.id IS NULL) <> (a.action = %d)",
	        RC_ACTION_REMOVE, kind->name, kind->name, table->name,
	        kind->name, table->name, RC_ACTION_REMOVE);
	return rc_buf_done(&store->text, err) &&
	       offenders(store, store->text.p,
	                 N_("the record and its audit do not agree"), problem,
	                 ctx, err);
}

static const struct {
	const char *text;
	const char *sentence;
} rules[] = {
	{ "SELECT d.asset_tag FROM device AS d JOIN custody AS c ON "
	  "c.device = d.id AND c.to_date IS NULL "
	  "WHERE c.post IS DISTINCT FROM d.post",
	  N_("custody is open at another post than the device's") },
	{ "SELECT d.asset_tag FROM device AS d WHERE d.post IS NOT NULL AND "
	  "NOT EXISTS (SELECT 1 FROM custody AS c WHERE c.device = d.id AND "
	  "c.to_date IS NULL)",
	  N_("the device is at a post without an open custody") },
	{ "SELECT d.asset_tag FROM device AS d JOIN custody AS a ON "
	  "a.device = d.id JOIN custody AS b ON b.device = d.id AND "
	  "b.id > a.id AND (a.to_date IS NULL OR a.to_date >= b.from_date) "
	  "AND (b.to_date IS NULL OR b.to_date >= a.from_date)",
	  N_("two custodies overlap") },
	{ "SELECT 'batch ' || b.id FROM batch AS b WHERE b.writes <> "
	  "(SELECT count(*) FROM audit AS a WHERE a.batch = b.id AND a.id "
	  "BETWEEN b.first_line AND b.first_line + b.writes - 1)",
	  N_("the batch does not have the writes it counts") },
	{ "SELECT DISTINCT 'batch ' || a.batch FROM audit AS a LEFT JOIN batch "
	  "AS b ON b.id = a.batch WHERE a.id NOT BETWEEN b.first_line AND "
	  "b.first_line + b.writes - 1",
	  N_("the batch does not have the writes it counts") },
	{ "SELECT 'fact ' || f.device || ' ' || f.name FROM fact AS f "
	  "WHERE f.source NOT IN (1, 2, 3)",
	  N_("the fact has no source") },
};

bool
rc_store_check(struct rc_store *store, rc_problem *problem, void *ctx,
               struct rc_err *err)
{
	size_t i;

	if (!rc_sql_check(store->sql, problem, ctx, err))
		return false;
	for (i = 0; rc_kinds[i] != NULL; i++) {
		if ((rc_kinds[i]->flags & RC_KIND_LOG) == 0 &&
		    !check_revisions(store, rc_kinds[i], problem, ctx, err))
			return false;
	}
	for (i = 0; i < RC_COUNT(rules); i++) {
		if (!offenders(store, rules[i].text, rules[i].sentence, problem,
		               ctx, err))
			return false;
	}
	return rc_sheets_check(store, problem, ctx, err);
}
