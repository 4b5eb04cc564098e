/* SPDX-License-Identifier: MIT */
/* units - the kept counts, their stamp, and what the counts of one hang on. */
#include "store/units.h"

#include <rollcall/model/agency.h>
#include <rollcall/model/device.h>
#include <rollcall/model/link.h>
#include <rollcall/model/post.h>

#include "store/read.h"
#include "store/sheet.h"
#include "store/window.h"

#include <string.h>

/* --- the stamp ------------------------------------------------------------ */

bool
rc_units_now(struct rc_store *store, struct rc_units_stamp *stamp,
             struct rc_err *err)
{
	return rc_store_number(store, "SELECT max(id) FROM batch", NULL, 0,
	                       &stamp->batch, err) &&
	       rc_audit_last(store, &stamp->lines, stamp->head, err);
}

static void
copy_hex(char to[RC_CHAIN_HEX], struct rc_str from)
{
	size_t n = from.n < RC_CHAIN_HEX ? from.n : RC_CHAIN_HEX - 1;

	memcpy(to, from.p, n);
	to[n] = '\0';
}

bool
rc_units_stamp(struct rc_store *store, struct rc_units_stamp *ret,
               bool *ret_there, struct rc_err *err)
{
	struct rc_stmt *stmt;
	enum rc_step step;

	if (!rc_sql_cached(store->sql,
	                   "SELECT rules, day, batch, lines, head "
	                   "FROM unit_stamp",
	                   &stmt, err))
		return false;
	step = rc_stmt_step(stmt, err);
	if (step == RC_STEP_ROW) {
		copy_hex(ret->rules, rc_stmt_column(stmt, 0).s);
		ret->day = (rc_date)rc_stmt_column(stmt, 1).i;
		ret->batch = rc_stmt_column(stmt, 2).i;
		ret->lines = rc_stmt_column(stmt, 3).i;
		copy_hex(ret->head, rc_stmt_column(stmt, 4).s);
	}
	rc_stmt_done(stmt);
	*ret_there = step == RC_STEP_ROW;
	return step != RC_STEP_FAILED;
}

bool
rc_units_same(const struct rc_units_stamp *a, const struct rc_units_stamp *b)
{
	return rc_text_eq(a->rules, b->rules) && a->day == b->day &&
	       a->batch == b->batch && a->lines == b->lines &&
	       rc_text_eq(a->head, b->head);
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
rc_units_put_stamp(struct rc_store *store, const struct rc_units_stamp *stamp,
                   struct rc_err *err)
{
	const struct rc_value values[] = {
		rc_value_text(stamp->rules), RC_VALUE_INT(stamp->day),
		RC_VALUE_INT(stamp->batch),  RC_VALUE_INT(stamp->lines),
		rc_value_text(stamp->head),
	};

	return run(store, "DELETE FROM unit_stamp", NULL, 0, err) &&
	       run(store,
	           "INSERT INTO unit_stamp (rules, day, batch, lines, head) "
	           "VALUES ($1, $2, $3, $4, $5)",
	           values, RC_COUNT(values), err);
}

/* --- the counts ----------------------------------------------------------- */

bool
rc_units_each(struct rc_store *store,
              bool (*each)(void *ctx, rc_id agency, struct rc_str text,
                           struct rc_err *err),
              void *ctx, struct rc_err *err)
{
	enum rc_step step;
	struct rc_stmt *stmt;

	if (!rc_sql_cached(store->sql,
	                   "SELECT agency, counts FROM unit ORDER BY agency",
	                   &stmt, err))
		return false;
	while ((step = rc_stmt_step(stmt, err)) == RC_STEP_ROW) {
		if (!each(ctx, rc_stmt_column(stmt, 0).i,
		          rc_stmt_column(stmt, 1).s, err)) {
			step = RC_STEP_FAILED;
			break;
		}
	}
	rc_stmt_done(stmt);
	return step != RC_STEP_FAILED;
}

bool
rc_units_put(struct rc_store *store, rc_id agency, const char *text,
             struct rc_err *err)
{
	const struct rc_value values[] = {
		RC_VALUE_INT(agency),
		rc_value_text(text),
	};

	if (text == NULL)
		return run(store, "DELETE FROM unit WHERE agency = $1", values,
		           1, err);
	return run(store,
	           "INSERT INTO unit (agency, counts) VALUES ($1, $2) "
	           "ON CONFLICT (agency) DO UPDATE SET "
	           "counts = excluded.counts",
	           values, RC_COUNT(values), err);
}

bool
rc_units_clear(struct rc_store *store, struct rc_err *err)
{
	return run(store, "DELETE FROM unit", NULL, 0, err) &&
	       run(store, "DELETE FROM unit_stamp", NULL, 0, err);
}

/* --- what the counts of one agency hang on -------------------------------- */

/* Its devices and posts, and what custody ever brought together with them. */
#define OWN_DEVICES "SELECT id FROM device WHERE agency = $1"
#define OWN_POSTS   "SELECT id FROM post WHERE agency = $1"
#define KEPT_DEVICES                                           \
	"SELECT c.device FROM post AS p JOIN custody AS c ON " \
	"c.post = p.id WHERE p.agency = $1"
#define KEEPING_POSTS                                          \
	"SELECT c.post FROM device AS d JOIN custody AS c ON " \
	"c.device = d.id WHERE d.agency = $1"
#define KEEPING_AGENCIES                                         \
	"SELECT p.agency FROM device AS d JOIN custody AS c ON " \
	"c.device = d.id JOIN post AS p ON p.id = c.post WHERE d.agency = $1"

static const struct {
	const struct rc_kind *kind;
	const char *where;
} nears[] = {
	{ &rc_kind_agency, "t.id = $1 OR t.id IN (" KEEPING_AGENCIES ")" },
	{ &rc_kind_post, "t.agency = $1 OR t.id IN (" KEEPING_POSTS ")" },
	{ &rc_kind_custody,
	  "t.post IN (" OWN_POSTS ") OR t.device IN (" OWN_DEVICES ")" },
	{ &rc_kind_device, "t.agency = $1 OR t.id IN (" KEPT_DEVICES ")" },
	{ &rc_kind_facts,
	  "t.id IN (" OWN_DEVICES ") OR t.id IN (" KEPT_DEVICES ")" },
	{ &rc_kind_token,
	  "t.post IN (" OWN_POSTS ") OR t.post IN (" KEEPING_POSTS ")" },
	{ &rc_kind_link,
	  "t.agency = $1 OR t.agency IN (" KEEPING_AGENCIES ")" },
};

static const char *
where_of(const struct rc_kind *kind)
{
	size_t i;

	for (i = 0; i < RC_COUNT(nears); i++)
		if (nears[i].kind == kind)
			return nears[i].where;
	return NULL;
}

static void
put_near(struct rc_buf *b, const struct rc_near *near,
         const struct rc_table *table)
{
	size_t i;

	rc_buf_puts(b, "SELECT t.id, t.revision");
	if ((near->kind->flags & RC_KIND_SHEET) != 0)
		rc_buf_puts(b, ", t.packed");
	for (i = 0; i < near->kind->nfields; i++)
		if ((near->fields >> i & 1) != 0)
			rc_buf_printf(b, ", t.%s", near->kind->fields[i].name);
	rc_buf_printf(b, " FROM %s AS t WHERE %s", table->name,
	              where_of(near->kind));
}

static bool
read_near(struct rc_cursor *cursor, const struct rc_near *near, void *record,
          struct rc_arena *arena, struct rc_err *err)
{
	rc_row_read_some(cursor->table, cursor->stmt, near->fields, record);
	if ((near->kind->flags & RC_KIND_SHEET) != 0 &&
	    !rc_sheet_take(cursor->store, rc_stmt_column(cursor->stmt, 2),
	                   arena, record, err))
		return false;
	return near->each(near->ctx, record, err);
}

/* Each row of the statement that is bound. */
static bool
each_near(struct rc_cursor *cursor, const struct rc_near *near,
          struct rc_err *err)
{
	void *record = rc_alloc(1, near->kind->size);
	enum rc_step step = RC_STEP_FAILED;
	struct rc_arena arena;

	if (record == NULL)
		return rc_fail_nomem(err);
	rc_arena_init(&arena);
	while ((step = rc_stmt_step(cursor->stmt, err)) == RC_STEP_ROW) {
		rc_arena_clear(&arena);
		if (!read_near(cursor, near, record, &arena, err)) {
			step = RC_STEP_FAILED;
			break;
		}
	}
	rc_arena_fini(&arena);
	rc_free(record);
	return step == RC_STEP_DONE;
}

bool
rc_units_near(struct rc_store *store, const struct rc_near *near,
              struct rc_err *err)
{
	const struct rc_value agency = RC_VALUE_INT(near->agency);
	struct rc_cursor cursor = { .store = store };
	bool done;

	if (!rc_store_table(store, near->kind, &cursor.table, err))
		return false;
	rc_buf_clear(&store->text);
	put_near(&store->text, near, cursor.table);
	if (!rc_store_stmt(store, &cursor.stmt, err))
		return false;
	done = rc_stmt_bind(cursor.stmt, 1, &agency, err) &&
	       each_near(&cursor, near, err);
	rc_stmt_done(cursor.stmt);
	return done;
}
