/* SPDX-License-Identifier: MIT */
/*
 * sqlite_bulk - filling an empty table without its indexes.
 *
 * A row that goes into an index at a random place costs SQLite more than the
 * row itself; sorting all keys at the end costs a third. Dropping and building
 * are part of the transaction: whoever rolls it back has the indexes as they
 * were. Following references costs as much as the row, too.
 */
#include "sql/sqlite_impl.h"

#include <rollcall/base/mem.h>

#include <string.h>

/* Runs statements that the guard would not let pass. */
static bool
run_unguarded(struct lite *lite, const char *text, struct rc_err *err)
{
	const char *const *guarded = lite->guarded;
	bool done;

	lite->guarded = NULL;
	done = rc_lite_run(lite, text, err);
	lite->guarded = guarded;
	return done;
}

/* Notes how to drop the indexes of a table and how to build them. Those that
 * a constraint of the table made have no text of their own and stay. */
static bool
note_indexes(struct lite *lite, const char *table, struct rc_buf *drop,
             struct rc_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int result = sqlite3_prepare_v2(
	        lite->db,
	        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND "
	        "tbl_name = ?1 AND sql IS NOT NULL ORDER BY rowid",
	        -1, &stmt, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_bind_text(stmt, 1, table, -1, SQLITE_STATIC);
	while (result == SQLITE_OK || result == SQLITE_ROW) {
		result = sqlite3_step(stmt);
		if (result != SQLITE_ROW)
			break;
		rc_buf_printf(drop, "DROP INDEX \"%s\";",
		              (const char *)sqlite3_column_text(stmt, 0));
		rc_buf_printf(&lite->aside, "%s;",
		              (const char *)sqlite3_column_text(stmt, 1));
	}
	if (result != SQLITE_DONE)
		(void)rc_lite_fail(lite, result, err);
	(void)sqlite3_finalize(stmt);
	return result == SQLITE_DONE && rc_buf_done(drop, err) &&
	       rc_buf_done(&lite->aside, err);
}

static void
follow_references(struct lite *lite, bool follow)
{
	(void)sqlite3_db_config(lite->db, SQLITE_DBCONFIG_ENABLE_FKEY,
	                        (int)follow, NULL);
}

bool
rc_lite_bulk(void *db, const char *table, struct rc_err *err)
{
	struct lite *lite = db;
	struct rc_buf drop;
	bool done;

	if (lite->bulk)
		return rc_fail(err, RC_EBUG, "a second table in bulk");
	rc_buf_init(&drop, ASIDE_MAX);
	done = note_indexes(lite, table, &drop, err) &&
	       run_unguarded(lite, drop.p, err);
	rc_buf_fini(&drop);
	if (!done)
		rc_buf_clear(&lite->aside);
	lite->bulk = done;
	if (done)
		follow_references(lite, false);
	return done;
}

void
rc_lite_bulk_stop(struct lite *lite)
{
	if (!lite->bulk)
		return;
	lite->bulk = false;
	rc_buf_clear(&lite->aside);
	follow_references(lite, true);
}

/* --- building ------------------------------------------------------------- */

static int64_t
cache_size(struct lite *lite)
{
	sqlite3_stmt *stmt = NULL;
	int64_t size = 0;

	if (sqlite3_prepare_v2(lite->db, "PRAGMA cache_size", -1, &stmt,
	                       NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		size = sqlite3_column_int64(stmt, 0);
	(void)sqlite3_finalize(stmt);
	return size;
}

/* Where the file lies there is room to write, and nobody else reads. */
static void
sort_beside(struct lite *lite)
{
	const char *file = sqlite3_db_filename(lite->db, "main");
	const char *end = file == NULL ? NULL : strrchr(file, '/');

	if (end != NULL && end > file)
		sqlite3_temp_directory =
		        sqlite3_mprintf("%.*s", (int)(end - file), file);
}

static void
sort_anywhere(void)
{
	sqlite3_free(sqlite3_temp_directory);
	sqlite3_temp_directory = NULL;
}

/*
 * In memory SQLite sorts a million keys as one list, and every step of it waits
 * for memory. With a small cache it sorts what fits into the processor's, and
 * merges that from a file without a name: a fifth less for the whole import.
 * Not if the connection has temporary storage in memory already.
 */
static bool
build(struct lite *lite, struct rc_err *err)
{
	int64_t cache = cache_size(lite);
	struct rc_err ignored = { 0 };
	char back[64];
	bool done;

	if (!rc_lite_run(lite, "PRAGMA temp_store = FILE", &ignored))
		return run_unguarded(lite, lite->aside.p, err);
	lite->sorts_in_file = true;
	(void)snprintf(back, sizeof(back), "PRAGMA cache_size = %lld",
	               (long long)cache);
	sort_beside(lite);
	done = rc_lite_run(lite, "PRAGMA cache_size = -4096", err) &&
	       run_unguarded(lite, lite->aside.p, err);
	if (!rc_lite_run(lite, back, done ? err : &ignored))
		done = false;
	sort_anywhere();
	return done;
}

void
rc_lite_bulk_after(struct lite *lite)
{
	struct rc_err ignored = { 0 };

	if (lite->sorts_in_file &&
	    rc_lite_run(lite, "PRAGMA temp_store = MEMORY", &ignored))
		lite->sorts_in_file = false;
}

bool
rc_lite_bulk_end(struct lite *lite, struct rc_err *err)
{
	bool done = lite->aside.n == 0 || build(lite, err);

	rc_lite_bulk_stop(lite);
	return done;
}
