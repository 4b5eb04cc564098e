/* SPDX-License-Identifier: MIT */
/* The schema against the field tables: every field has its column, and the
 * reverse; what is required, unique and a reference is so in both. */
#include <lib/unit.h>

#include <rollcall/base/data.h>
#include <rollcall/model/log.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sql/migrate.h"
#include "store/store.h"

static char dir[64];
static char path[96];
static struct rc_sql *sql;
static struct rc_err err;

static int
setup(void **state)
{
	const struct rc_store_options options = { .where = path,
		                                  .create = true };
	const struct rc_sql_options again = { .where = path };
	struct rc_store *store;

	(void)state;
	strcpy(dir, "/tmp/rollcall-schema-XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/x.db", dir);
	if (!rc_store_open(&options, &store, &err))
		return -1;
	rc_store_close(store);
	return rc_sql_open(&rc_sql_sqlite, &again, &sql, &err) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	rc_sql_close(sql);
	unlink(path);
	rmdir(dir);
	return 0;
}

static const char *
type_of(const struct rc_field *field)
{
	return field->type == RC_TEXTUAL ? "TEXT" : "INTEGER";
}

/* A query of one text, with the table and a name; *ret_there tells whether
 * there was a row. */
static int64_t
ask(const char *text, const char *table, const char *name, bool *ret_there)
{
	const struct rc_value values[] = { rc_value_text(table),
		                           rc_value_text(name) };
	struct rc_stmt *stmt;
	int64_t n = 0;

	assert_true(rc_sql_cached(sql, text, &stmt, &err));
	assert_true(rc_stmt_bind(stmt, 1, &values[0], &err));
	assert_true(rc_stmt_bind(stmt, 2, &values[1], &err));
	*ret_there = rc_stmt_step(stmt, &err) == RC_STEP_ROW;
	if (*ret_there)
		n = rc_stmt_column(stmt, 0).i;
	rc_stmt_done(stmt);
	return n;
}

static void
check_column(const struct rc_kind *kind, const struct rc_field *field)
{
	static const char text[] =
	        "SELECT \"notnull\" FROM pragma_table_info($1) WHERE name = $2 "
	        "AND type = 'TEXT'";
	static const char number[] =
	        "SELECT \"notnull\" FROM pragma_table_info($1) WHERE name = $2 "
	        "AND type = 'INTEGER'";
	static const char unique[] =
	        "SELECT 1 FROM pragma_index_list($1) AS l JOIN "
	        "pragma_index_info(l.name) AS i WHERE l.\"unique\" AND "
	        "i.name = $2";
	static const char reference[] =
	        "SELECT 1 FROM pragma_foreign_key_list($1) WHERE "
	        "\"from\" || '>' || \"table\" = $2";
	bool must = (field->flags & (RC_KEY | RC_REQUIRED)) != 0;
	bool there;
	int64_t notnull;
	char link[100];

	notnull = ask(type_of(field)[0] == 'T' ? text : number, kind->table,
	              field->name, &there);
	if (!there)
		print_message("%s.%s\n", kind->table, field->name);
	assert_true(there);
	if ((kind->flags & RC_KIND_LOG) == 0)
		assert_int_equal(notnull, must);
	(void)ask(unique, kind->table, field->name, &there);
	assert_int_equal(there, (field->flags & (RC_KEY | RC_UNIQUE)) != 0);
	if (field->type != RC_REF)
		return;
	snprintf(link, sizeof(link), "%s>%s", field->name,
	         rc_kind_find(rc_str_of(field->ref))->table);
	(void)ask(reference, kind->table, link, &there);
	assert_true(there);
}

static void
test_every_field(void **state)
{
	size_t i;
	size_t k;

	(void)state;
	for (k = 0; rc_kinds[k] != NULL; k++) {
		if ((rc_kinds[k]->flags & RC_KIND_SHEET) != 0)
			continue;
		for (i = 0; i < rc_kinds[k]->nfields; i++)
			check_column(rc_kinds[k], &rc_kinds[k]->fields[i]);
	}
}

static void
test_every_column(void **state)
{
	static const char columns[] =
	        "SELECT m.name, c.name, c.type FROM sqlite_schema AS m JOIN "
	        "pragma_table_info(m.name) AS c WHERE m.type = 'table' AND "
	        "m.name NOT IN ('meta', 'migration', 'sheet', 'fact', "
	        "'audit_form', 'unit', 'unit_stamp', "
	        "'snapshot_body') AND "
	        "c.name NOT IN ('id', 'revision')";
	struct rc_stmt *stmt;
	size_t n = 0;
	size_t wanted = 0;
	size_t k;

	(void)state;
	assert_true(rc_sql_cached(sql, columns, &stmt, &err));
	while (rc_stmt_step(stmt, &err) == RC_STEP_ROW) {
		const struct rc_kind *kind =
		        rc_kind_find(rc_stmt_column(stmt, 0).s);
		const struct rc_field *field = NULL;
		struct rc_str name = rc_stmt_column(stmt, 1).s;

		if (kind != NULL)
			field = rc_field_find(kind, name);
		if (field == NULL || !rc_str_is(name, field->name))
			print_message("%.*s\n", (int)name.n, name.p);
		assert_non_null(field);
		assert_true(rc_str_is(name, field->name));
		n++;
	}
	rc_stmt_done(stmt);
	for (k = 0; rc_kinds[k] != NULL; k++) {
		if ((rc_kinds[k]->flags & RC_KIND_SHEET) == 0)
			wanted += rc_kinds[k]->nfields;
	}
	assert_int_equal(n, wanted);
}

static void
test_all_strict(void **state)
{
	struct rc_stmt *stmt;

	(void)state;
	assert_true(rc_sql_cached(sql,
	                          "SELECT count(*), total(strict) = count(*), "
	                          "total(wr) FROM pragma_table_list WHERE "
	                          "schema = 'main' AND type = 'table' AND "
	                          "name NOT LIKE 'sqlite_%'",
	                          &stmt, &err));
	assert_int_equal(rc_stmt_step(stmt, &err), RC_STEP_ROW);
	/* Every kind but facts has one; meta, migration, sheet, fact,
	 * snapshot_body, audit_form, unit, unit_stamp. */
	assert_int_equal(rc_stmt_column(stmt, 0).i, 28 + 8);
	assert_int_equal(rc_stmt_column(stmt, 1).i, 1);
	rc_stmt_done(stmt);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_every_field),
		T(test_every_column),
		T(test_all_strict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
