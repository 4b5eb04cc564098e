/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <rollcall/base/digest.h>

#include "sql/sql.h"

/* Goes behind the program's back: what the owner of the file can do. */
static void
tamper(struct fixture *f, const char *script)
{
	const struct rc_sql_options options = { .where = f->path };
	struct rc_sql *sql = NULL;

	assert_true(
	        fine(f, rc_sql_open(&rc_sql_sqlite, &options, &sql, &f->err)));
	assert_true(fine(f, rc_sql_script(sql,
	                                  "DROP TRIGGER audit_stays; "
	                                  "DROP TRIGGER audit_keeps;",
	                                  &f->err)));
	assert_true(fine(f, rc_sql_script(sql, script, &f->err)));
	rc_sql_close(sql);
}

static void
test_tampering(void **state)
{
	static const struct {
		const char *script;
		uint64_t bad_at;
		const char *problem;
	} cases[] = {
		{ "UPDATE audit SET who = 'hoa' WHERE id = 1", 1,
		  "line 1 was changed" },
		{ "UPDATE audit SET changes = changes || ' ' WHERE id = 3", 3,
		  "line 3 was changed" },
		{ "UPDATE audit SET reason = 'x' WHERE id = 6", 6,
		  "line 6 was changed" },
		{ "UPDATE audit SET at = at + 1 WHERE id = 4", 4,
		  "line 4 was changed" },
		{ "UPDATE audit SET hash = replace(hash, 'a', 'b') "
		  "WHERE id = 2",
		  2, "line 2 was changed" },
		{ "DELETE FROM audit WHERE id = 1", 1, "line 1 is missing" },
		{ "DELETE FROM audit WHERE id = 3", 3, "line 3 is missing" },
		{ "DELETE FROM audit WHERE id = 6", 6,
		  "line 6 is missing at the end" },
		{ "DELETE FROM audit WHERE id >= 5", 5,
		  "line 5 is missing at the end" },
		{ "DELETE FROM audit", 1, "line 1 is missing at the end" },
		{ "DELETE FROM audit WHERE id = 3; "
		  "UPDATE audit SET id = id - 1 WHERE id > 3",
		  3, "line 3 was changed" },
		{ "UPDATE audit SET id = 99 WHERE id = 2; "
		  "UPDATE audit SET id = 2 WHERE id = 3; "
		  "UPDATE audit SET id = 3 WHERE id = 99",
		  2, "line 2 is out of order: it was line 3" },
		{ "UPDATE audit SET id = 99 WHERE id = 2; "
		  "UPDATE audit SET id = 2 WHERE id = 5; "
		  "UPDATE audit SET id = 5 WHERE id = 99",
		  2, "line 2 is out of order: it was line 5" },
		{ "INSERT INTO audit SELECT 7, at, who, batch, kind, record, "
		  "key, action, changes, reason, hash FROM audit WHERE id = 6",
		  7, "line 7 is out of order: it was line 6" },
		{ "UPDATE meta SET value = '5' WHERE name = 'audit_lines'", 6,
		  "line 6 was added from outside" },
		{ "UPDATE meta SET value = replace(value, '1', '2') "
		  "WHERE name = 'audit_head'",
		  6, "the head does not belong to this chain" },
	};
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	struct rc_verdict v;
	char whole[128];
	size_t i;

	snprintf(whole, sizeof(whole), "%s.bak", f->path);
	add_few(f);
	set(f, &rc_kind_device, 1, "notes=x");
	set(f, &rc_kind_device, 1, "notes=y");
	assert_true(rc_audit_verify(f->app, &v, &f->err));
	assert_int_equal(v.lines, 6);
	assert_int_equal(v.bad_at, 0);
	assert_true(fine(f, rc_backup(f->app, whole, &f->err)));
	for (i = 0; i < RC_COUNT(cases); i++) {
		rc_app_close(f->app);
		f->app = NULL;
		unlink(f->path);
		options.where = whole;
		assert_true(rc_app_open(&options, &f->app, &f->err));
		assert_true(fine(f, rc_backup(f->app, f->path, &f->err)));
		rc_app_close(f->app);
		f->app = NULL;
		tamper(f, cases[i].script);
		options.where = f->path;
		assert_true(fine(f, rc_app_open(&options, &f->app, &f->err)));
		assert_true(fine(f, rc_audit_verify(f->app, &v, &f->err)));
		if (v.bad_at != cases[i].bad_at)
			print_message("case %zu: %s\n", i, v.problem);
		assert_int_equal(v.bad_at, cases[i].bad_at);
		assert_string_equal(v.problem, cases[i].problem);
		assert_int_not_equal(problems(f), 0);
	}
}

/* The chain as anyone can recompute it, with sha256sum. The last cell is that
 * of "agencies", TAB and the names of their fields. */
static void
test_chain(void **state)
{
	struct fixture *f = *state;
	struct rc_digest *digest = rc_digest_new();
	uint8_t bytes[RC_SHA256_BYTES];
	char hex[RC_SHA256_HEX];
	char head[65];
	uint64_t lines = 99;
	const char *line = "000000000000000000000000000000000000000000000000000"
	                   "0000000000000"
	                   "\n1\t1782882000000\tlan.nt\t1\tagencies\t1\ta\t1\t"
	                   "+1:b\ta\tA\tprovince\t\\N\t"
	                   "39d1c5ed4b3e941c776da457e946f70e"
	                   "7fb4c0b2b608aac531a1c16f599bdfe8";

	assert_true(rc_audit_head(f->app, &lines, head, &f->err));
	assert_int_equal(lines, 0);
	assert_string_equal(head, "00000000000000000000000000000000000000000000"
	                          "00000000000000000000");
	add(f, &rc_kind_agency, "code=a|name=A|tier=province");
	assert_true(rc_audit_head(f->app, &lines, head, &f->err));
	assert_int_equal(lines, 1);
	assert_true(rc_digest_begin(digest));
	assert_true(rc_digest_add(digest, rc_str_of(line)));
	assert_true(rc_digest_end(digest, bytes));
	rc_hex(bytes, sizeof(bytes), hex);
	assert_string_equal(head, hex);
	rc_digest_free(digest);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_tampering),
		T(test_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
