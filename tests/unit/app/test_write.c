/* SPDX-License-Identifier: MIT */
#include "unit/app/fixture.h"

#include <rollcall/model/fact.h>
#include <rollcall/model/log.h>
#include <rollcall/model/norm.h>

static void
test_add_and_set(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_device d = device(f, few.device);

	assert_int_equal(few.agency, 1);
	assert_int_equal(d.head.version, 1);
	assert_string_equal(d.asset_tag, "TS-1");
	assert_string_equal(d.agency.key, "25363");
	assert_int_equal(d.agency.id, few.agency);
	assert_int_equal(d.category, RC_CATEGORY_LAPTOP);
	assert_int_equal(d.cost, RC_VND_NONE);
	assert_null(d.hostname);
	set(f, &rc_kind_device, few.device,
	    "cost=20.000.000|hostname=pc-1|purchase_date=22/11/2025");
	d = device(f, few.device);
	assert_int_equal(d.head.version, 2);
	assert_int_equal(d.cost, 20000000);
	assert_int_equal(d.purchase_date, 20414);
	assert_string_equal(d.hostname, "pc-1");
	set(f, &rc_kind_device, few.device, "hostname=");
	d = device(f, few.device);
	assert_null(d.hostname);
	assert_int_equal(d.head.version, 3);
	assert_int_equal(problems(f), 0);
}

/* What the audit says of it: who, which fields, in which form. */
static void
test_audit_lines(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_audit *rows;
	size_t n;

	set(f, &rc_kind_device, few.device,
	    "cost=5|serial=|notes=a\tb\\c|status=repair");
	rows = all(f, &rc_kind_audit, "", &n);
	assert_int_equal(n, 5);
	assert_string_equal(rows[3].changes, "asset_tag\t\\N\tTS-1\n"
	                                     "serial\t\\N\tSN1\n"
	                                     "category\t\\N\tlaptop\n"
	                                     "status\t\\N\tin_stock\n"
	                                     "agency\t\\N\t1:25363\n"
	                                     "connectivity\t\\N\tnetworked");
	assert_string_equal(rows[4].changes, "serial\tSN1\t\\N\n"
	                                     "status\tin_stock\trepair\n"
	                                     "cost\t\\N\t5\n"
	                                     "notes\t\\N\ta\\tb\\\\c");
	assert_string_equal(rows[4].who, "lan.nt");
	assert_string_equal(rows[4].kind, "devices");
	assert_string_equal(rows[4].key, "TS-1");
	assert_string_equal(rows[4].batch.key, "5");
	assert_int_equal(rows[4].record, few.device);
	assert_int_equal(rows[4].action, RC_ACTION_SET);
	assert_int_equal(rows[4].at, NOON);
	assert_int_equal(strlen(rows[4].hash), 64);
}

static void
test_nothing_changes(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_written written;
	const char *const same[] = { "serial=SN1", "agency=25363" };

	assert_true(rc_record_set(
	        f->app,
	        &(struct rc_edit){ &rc_kind_device, few.device, same, 2, NULL },
	        &written, &f->err));
	assert_int_equal(written.changed, 0);
	assert_int_equal(written.version, 1);
	assert_false(written.added);
	assert_int_equal(count(f, &rc_kind_audit, ""), 4);
	assert_int_equal(count(f, &rc_kind_batch, ""), 4);
}

static void
test_refused(void **state)
{
	static const struct {
		const char *pairs;
		enum rc_code code;
		const char *part; /* of the sentence */
	} cases[] = {
		{ "asset_tag=TS-2|category=laptop|status=in_use|"
		  "connectivity=networked|agency=25363|serial=SN1",
		  RC_ECONFLICT,
		  "serial number 'SN1' is already in use by TS-1" },
		{ "asset_tag=TS-1|category=laptop|status=in_use|"
		  "connectivity=networked|agency=25363",
		  RC_ECONFLICT, "asset tag 'TS-1' is already in use" },
		{ "asset_tag=TS-2|category=laptop|status=in_use|"
		  "connectivity=networked|agency=25364",
		  RC_ENOTFOUND,
		  "agency: no agency '25364'; did you mean 25363 (Đảng ủy "
		  "phường Đồng Phú)?" },
		{ "asset_tag=TS-2|category=laptop|status=in_use|"
		  "connectivity=networked|agency=đồng phú",
		  RC_ENOTFOUND, "did you mean 25363" },
		{ "asset_tag=TS-2|category=laptop|status=in_use|"
		  "connectivity=networked|agency=zzzzzzzzzzzz",
		  RC_ENOTFOUND, "agency: no agency 'zzzzzzzzzzzz'" },
		{ "asset_tag=TS-2|category=laptop", RC_EINVALID, "status" },
		{ "asset_tag=TS-2|colour=red", RC_EINVALID,
		  "no field 'colour'" },
		{ "asset_tag=TS-2|statu=in_use", RC_EINVALID,
		  "did you mean status?" },
		{ "asset_tag=TS-2|last_seen=2026-01-01", RC_EINVALID,
		  "last_seen" },
		{ "asset_tag", RC_EINVALID, "field=value" },
		{ "asset_tag=TS-2|port=99999", RC_EINVALID, "port" },
	};
	struct fixture *f = *state;
	size_t i;

	add_few(f);
	for (i = 0; i < RC_COUNT(cases); i++) {
		assert_false(
		        try_set(f, &rc_kind_device, 0, cases[i].pairs, NULL));
		if (f->err.code != cases[i].code ||
		    strstr(f->err.text, cases[i].part) == NULL)
			print_message("%zu: %d %s\n", i, f->err.code,
			              f->err.text);
		assert_int_equal(f->err.code, cases[i].code);
		assert_non_null(strstr(f->err.text, cases[i].part));
	}
	assert_int_equal(count(f, &rc_kind_device, ""), 1);
	assert_int_equal(count(f, &rc_kind_batch, ""), 4);
	assert_int_equal(problems(f), 0);
}

static void
test_version_conflict(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	const struct rc_cell cell = {
		rc_field_find(&rc_kind_device, RC_STR("notes")),
		rc_value_text("x"),
	};
	struct rc_change change = {
		.kind = &rc_kind_device,
		.id = few.device,
		.version = 2,
		.cells = &cell,
		.ncells = 1,
	};

	begin(f, "t");
	assert_false(rc_write(f->app, &change, NULL, &f->err));
	assert_int_equal(f->err.code, RC_ECONFLICT);
	/* A refused write does not spoil the batch. */
	change.version = 1;
	assert_true(rc_write(f->app, &change, NULL, &f->err));
	commit(f);
	assert_int_equal(device(f, few.device).head.version, 2);
}

static void
test_batch_rules(void **state)
{
	struct fixture *f = *state;
	const struct rc_act act = { .what = "x" };
	const struct rc_change change = { .kind = &rc_kind_device };
	struct few few = add_few(f);

	assert_false(rc_write(f->app, &change, NULL, &f->err));
	assert_int_equal(f->err.code, RC_EBUG);
	begin(f, "outer");
	assert_false(rc_batch_begin(f->app, &act, NULL, &f->err));
	assert_int_equal(f->err.code, RC_EBUG);
	assert_true(rc_remove(f->app, &rc_kind_device, few.device, &f->err));
	rc_batch_abort(f->app);
	assert_int_equal(count(f, &rc_kind_device, ""), 1);
	/* An empty batch stays: the act took place. */
	begin(f, "poll");
	commit(f);
	assert_int_equal(count(f, &rc_kind_batch, "what=poll"), 1);
	assert_int_equal(problems(f), 0);
}

static void
test_remove(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	rc_id again;

	begin(f, "rm");
	assert_false(rc_remove(f->app, &rc_kind_agency, few.agency, &f->err));
	assert_int_equal(f->err.code, RC_EREF);
	assert_string_equal(f->err.text,
	                    "post P-A still refers to it (agency)");
	assert_true(rc_remove(f->app, &rc_kind_post, few.post_b, &f->err));
	assert_false(rc_remove(f->app, &rc_kind_post, 99, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	commit(f);
	/* Ids are never used twice, even the last one. */
	again = add(f, &rc_kind_post,
	            "code=P-B|agency=25363|title=x|title_group=VI");
	assert_int_equal(again, few.post_b + 1);
	assert_int_equal(problems(f), 0);
}

static void
test_tree(void **state)
{
	struct fixture *f = *state;
	rc_id a = add(f, &rc_kind_agency, "code=a|name=A|tier=province");
	rc_id b =
	        add(f, &rc_kind_agency, "code=b|name=B|tier=commune|parent=a");

	add(f, &rc_kind_agency, "code=c|name=C|tier=commune|parent=b");
	assert_false(try_set(f, &rc_kind_agency, a, "parent=c", NULL));
	assert_int_equal(f->err.code, RC_EINVALID);
	assert_false(try_set(f, &rc_kind_agency, b, "parent=b", NULL));
	assert_true(fine(f, try_set(f, &rc_kind_agency, a, "parent=", NULL)));
}

static void
test_by_id(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_cell cell = {
		rc_field_find(&rc_kind_device, RC_STR("post")),
		RC_VALUE_INT(few.post_a),
	};
	const struct rc_change change = {
		.kind = &rc_kind_device,
		.id = few.device,
		.cells = &cell,
		.ncells = 1,
	};
	rc_id id;

	begin(f, "t");
	assert_true(fine(f, rc_write(f->app, &change, NULL, &f->err)));
	cell.value = RC_VALUE_INT(99);
	assert_false(rc_write(f->app, &change, NULL, &f->err));
	assert_int_equal(f->err.code, RC_ENOTFOUND);
	commit(f);
	assert_string_equal(device(f, few.device).post.key, "P-A");
	assert_true(rc_key_find(f->app, &rc_kind_device, RC_STR("TS-1"), &id));
	assert_int_equal(id, few.device);
	assert_false(rc_key_find(f->app, &rc_kind_device, RC_STR("ts-1"), &id));
	assert_int_equal(id, 0);
}

/* --- facts ---------------------------------------------------------------- */

static struct rc_written
write_facts(struct fixture *f, rc_id id, const struct rc_cell *cells, size_t n,
            rc_ms at)
{
	const struct rc_change change = {
		.kind = &rc_kind_facts,
		.id = id,
		.cells = cells,
		.ncells = n,
		.source = RC_SOURCE_SSH,
		.at = at,
	};
	struct rc_written written;

	begin(f, "poll");
	assert_true(fine(f, rc_write(f->app, &change, &written, &f->err)));
	commit(f);
	return written;
}

static const struct rc_field *
fact(const char *name)
{
	return rc_field_find(&rc_kind_facts, rc_str_of(name));
}

static size_t
fact_index(const char *name)
{
	return (size_t)(fact(name) - rc_kind_facts.fields);
}

static void
test_facts(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_cell cells[3];
	struct rc_facts sheet;
	struct rc_audit *rows;
	struct rc_written w;
	size_t n;

	cells[0] = (struct rc_cell){ fact("ram_kb"), RC_VALUE_INT(8000) };
	cells[1] = (struct rc_cell){ fact("os_id"), rc_value_text("debian") };
	cells[2] = (struct rc_cell){ fact("firewall"), RC_VALUE_INT(RC_YES) };
	w = write_facts(f, few.device, cells, 3, NOON - 5000);
	assert_int_equal(w.changed, 3);
	assert_true(w.added);
	/* One differs, one is as it was, one could not be read this time. */
	cells[0].value = RC_VALUE_INT(16000);
	w = write_facts(f, few.device, cells, 2, NOON);
	assert_int_equal(w.changed, 1);
	assert_int_equal(w.version, 2);
	assert_true(rc_record_find(f->app, &rc_kind_facts, "TS-1", &f->arena,
	                           &sheet, &f->err));
	assert_int_equal(sheet.head.id, few.device);
	assert_int_equal(sheet.ram_kb, 16000);
	assert_string_equal(sheet.os_id, "debian");
	assert_int_equal(sheet.firewall, RC_YES);
	assert_int_equal(sheet.cpu_cores, RC_INT_NONE);
	assert_int_equal(sheet.at[fact_index("ram_kb")], NOON);
	assert_int_equal(sheet.at[fact_index("os_id")], NOON);
	assert_int_equal(sheet.at[fact_index("firewall")], NOON - 5000);
	assert_int_equal(sheet.source[fact_index("os_id")], RC_SOURCE_SSH);
	assert_int_equal(sheet.source[fact_index("cpu_cores")], RC_SOURCE_NONE);
	rows = all(f, &rc_kind_audit, "kind=facts", &n);
	assert_int_equal(n, 2);
	assert_string_equal(rows[1].changes,
	                    "ram_kb\t8000\t16000\tssh@1782881995000\t"
	                    "ssh@1782882000000");
	/* All as before: times move on, no line, no version. */
	w = write_facts(f, few.device, cells, 2, NOON + 1000);
	assert_int_equal(w.changed, 0);
	assert_int_equal(w.version, 2);
	assert_true(rc_record_get(f->app, &rc_kind_facts, few.device, &f->arena,
	                          &sheet, &f->err));
	assert_int_equal(sheet.at[fact_index("ram_kb")], NOON + 1000);
	assert_int_equal(count(f, &rc_kind_audit, "kind=facts"), 2);
	/* By hand, and taken away. */
	set(f, &rc_kind_facts, few.device, "antivirus=none|firewall=");
	assert_true(rc_record_get(f->app, &rc_kind_facts, few.device, &f->arena,
	                          &sheet, &f->err));
	assert_int_equal(sheet.source[fact_index("antivirus")],
	                 RC_SOURCE_MANUAL);
	assert_int_equal(sheet.firewall, RC_ANSWER_NONE);
	assert_int_equal(problems(f), 0);
}

static void
test_event(void **state)
{
	struct fixture *f = *state;
	struct few few = add_few(f);
	struct rc_event event = {
		.at = NOON,
		.device = { few.device, NULL },
		.outcome = "ok",
		.phase = "done",
		.ms = 120,
	};
	struct rc_event *rows;
	struct rc_device d;
	size_t n;

	begin(f, "poll");
	assert_true(fine(f, rc_event_add(f->app, &event, &f->err)));
	event.at = NOON + 1000;
	event.outcome = "timeout";
	assert_true(fine(f, rc_event_add(f->app, &event, &f->err)));
	commit(f);
	d = device(f, few.device);
	assert_int_equal(d.last_seen, NOON);
	assert_int_equal(d.last_polled, NOON + 1000);
	assert_string_equal(d.last_outcome, "timeout");
	assert_int_equal(d.head.version, 1);
	rows = all(f, &rc_kind_event, "device=TS-1 sort=-at", &n);
	assert_int_equal(n, 2);
	assert_string_equal(rows[0].outcome, "timeout");
	assert_string_equal(rows[1].device.key, "TS-1");
	assert_int_equal(rows[1].ms, 120);
	assert_int_equal(problems(f), 0);
}

/* --- memory -------------------------------------------------------------- */

/* Every allocation of a write fails once: nothing or all of it is there. */
static void
test_allocations_fail(void **state)
{
	struct fixture *f = *state;
	uint64_t n;
	bool done = false;

	add_few(f);
	for (n = 1; !done; n++) {
		assert_in_range(n, 1, 2000);
		rc_mem_fail_at(n);
		done = try_set(f, &rc_kind_device, 0,
		               "asset_tag=TS-9|category=laptop|status=in_use|"
		               "agency=25363|post=P-A|connectivity=networked",
		               NULL);
		rc_mem_fail_at(0);
		if (!done)
			assert_int_equal(f->err.code, RC_ENOMEM);
		assert_int_equal(count(f, &rc_kind_device, ""), done ? 2 : 1);
		assert_int_equal(count(f, &rc_kind_custody, ""), done ? 1 : 0);
	}
	assert_in_range(n, 3, 2000);
	assert_int_equal(problems(f), 0);
}

/* A long batch whose statements need fresh memory every time. */
static void
test_fresh_allocations_fail(void **state)
{
	struct fixture *f = *state;
	struct rc_app_options options = fixture_options(f, "lan.nt");
	uint64_t n;
	bool done = false;

	add_few(f);
	for (n = 1; !done; n++) {
		assert_in_range(n, 1, 3000);
		rc_app_close(f->app);
		f->app = NULL;
		rc_mem_fail_at(n);
		done = rc_app_open(&options, &f->app, &f->err) &&
		       try_set(f, &rc_kind_device, 1,
		               "post=P-A|agency=25363|notes=x", NULL);
		rc_mem_fail_at(0);
		if (!done && f->err.code != RC_ENOMEM)
			print_message("%d: %s\n", (int)n, f->err.text);
		if (!done)
			assert_int_equal(f->err.code, RC_ENOMEM);
		if (f->app == NULL)
			assert_true(rc_app_open(&options, &f->app, &f->err));
		assert_int_equal(count(f, &rc_kind_custody, ""), done ? 1 : 0);
		assert_int_equal(device(f, 1).head.version, done ? 2 : 1);
	}
	assert_int_equal(problems(f), 0);
}

int
main(void)
{
#define T(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		T(test_add_and_set),
		T(test_audit_lines),
		T(test_nothing_changes),
		T(test_refused),
		T(test_version_conflict),
		T(test_batch_rules),
		T(test_remove),
		T(test_tree),
		T(test_by_id),
		T(test_facts),
		T(test_event),
		T(test_allocations_fail),
		T(test_fresh_allocations_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
